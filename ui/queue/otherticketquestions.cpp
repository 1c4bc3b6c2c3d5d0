// SPDX-License-Identifier: GPL-3.0-or-later
// Which other ticket: what is merged into it or linked to it. The tickets on view are there at once; those
// the filter hides and the closed ones come by the desk's search.
#include "models/views/casetext.h"
#include "models/views/queuemodel.h"
#include "ui/queue/queuecommands.h"
#include "ui/widgets/deskanswer.h"

#include <algorithm>

namespace muster::ui {

using namespace Qt::StringLiterals;
using ticket::LinkKind;

namespace {

constexpr size_t kMostTickets = 60;
constexpr int kMostFound = 40;

QString linkKindTitle(LinkKind kind)
{
    switch (kind) {
    case LinkKind::Related:
        return QueueCommands::tr("Related to");
    case LinkKind::Duplicate:
        return QueueCommands::tr("Duplicate of");
    case LinkKind::CausedBy:
        return QueueCommands::tr("Caused by");
    case LinkKind::Incident:
        return QueueCommands::tr("Part of incident");
    }
    return {};
}

template <typename List> const auto &nameAt(const List &list, size_t index)
{
    return list[index < list.size() ? index : 0];
}

PickerEntry entryOf(const views::TicketRow &row, const views::Names &names)
{
    QStringList about{nameAt(names.customers, row.customer).name};
    if (!ticket::isOpen(row.status))
        about.append(views::statusTitle(row.status));
    about.removeAll(QString());
    return {row.id.toString(), row.caseNumber + u"  "_s + row.subject, about.join(u" · "_s)};
}

} // namespace

/// What the search found for the words asked for last; an answer to older words is dropped.
struct QueueCommands::Found
{
    QString words;
    std::vector<PickerEntry> entries;
    QString trouble;
};

std::vector<PickerEntry> QueueCommands::shownTickets(const QString &typed) const
{
    std::vector<PickerEntry> entries;
    const views::QueueModel &model = m_parts.model;
    for (int row = 0; row < model.rowCount() && entries.size() < kMostTickets; ++row) {
        const views::TicketRow *each = model.rowAt(row);
        const QString customer = nameAt(model.names().customers, each->customer).name;
        if (typed.isEmpty() || each->caseNumber.contains(typed, Qt::CaseInsensitive) ||
            each->subject.contains(typed, Qt::CaseInsensitive) ||
            customer.contains(typed, Qt::CaseInsensitive))
            entries.push_back(entryOf(*each, model.names()));
    }
    return entries;
}

void QueueCommands::searchTickets(const QString &typed, const std::shared_ptr<Found> &found)
{
    if (typed == found->words)
        return;
    *found = {typed, {}, {}};
    if (typed.isEmpty())
        return;
    whenAnswered(m_parts.desk.search(typed, kMostFound), this,
                 [this, typed, found](const Result<views::SearchResult> &answer) {
                     if (typed != found->words)
                         return;
                     if (!answer)
                         found->trouble =
                             tr("Only the tickets on view: %1").arg(views::sentence(answer.error().detail));
                     else
                         for (const views::SearchHit &hit : answer->hits)
                             found->entries.push_back(entryOf(hit.row, answer->names));
                     m_parts.picker.refresh();
                 });
}

void QueueCommands::pickTicket(const QString &question, std::function<void(TicketId)> taken,
                               const std::vector<PickerEntry> &others,
                               std::function<void(const QString &)> otherTaken)
{
    const std::vector<TicketId> tickets = targets();
    if (tickets.empty()) {
        emit nothingChosen();
        return;
    }
    const QString without = tickets.size() == 1 ? tickets.front().toString() : QString();
    const auto found = std::make_shared<Found>();
    const auto source = [this, without, found, others](const QString &text) {
        const QString typed = text.trimmed();
        searchTickets(typed, found);
        std::vector<PickerEntry> entries = matching(others, typed);
        for (PickerEntry &each : shownTickets(typed)) {
            if (std::ranges::find(entries, each.key, &PickerEntry::key) == entries.end())
                entries.push_back(std::move(each));
        }
        for (const PickerEntry &hit : found->entries) {
            if (std::ranges::find(entries, hit.key, &PickerEntry::key) == entries.end())
                entries.push_back(hit);
        }
        std::erase_if(entries, [&without](const PickerEntry &each) { return each.key == without; });
        if (!found->trouble.isEmpty())
            entries.push_back({{}, found->trouble, {}, false, PickerEntry::Kind::Told});
        return entries;
    };
    m_parts.picker.open(
        question, source,
        [taken, others, otherTaken = std::move(otherTaken)](const QString &key) {
            if (std::ranges::find(others, key, &PickerEntry::key) != others.end())
                otherTaken(key);
            else if (const auto ticket = TicketId::parse(key))
                taken(*ticket);
        },
        tr("Case, subject, customer or words, closed tickets too"));
}

void QueueCommands::merge()
{
    pickTicket(title(tr("Merge %1 into"), tr("Merge %1 tickets into")), [this](TicketId into) {
        std::vector<TicketId> tickets = targets();
        std::erase(tickets, into); // a marked ticket may be the one that goes on
        if (!tickets.empty())
            runOn(tickets, ticket::MergeTicket{into});
    });
}

void QueueCommands::link()
{
    pickTicket(
        title(tr("Link %1 to"), tr("Link %1 tickets to")), [this](TicketId other) { pickLinkKind(other); },
        m_incidents ? m_incidents() : std::vector<PickerEntry>(),
        [this](const QString &key) {
            emit incidentLinkWanted(targets(), IncidentId::parse(key).value_or(IncidentId{}));
        });
}

void QueueCommands::linkCause(const std::vector<PickerEntry> &likely)
{
    const auto linkThem = [this](SubjectId cause) {
        std::vector<TicketId> tickets = targets();
        std::erase(tickets, idCast<TicketId>(cause)); // a marked ticket may be the cause
        if (!tickets.empty())
            runOn(tickets, ticket::LinkTicket{cause, LinkKind::CausedBy, false});
    };
    pickTicket(
        title(tr("%1 has the same cause as"), tr("%1 tickets have the same cause as")),
        [linkThem](TicketId other) { linkThem(idCast<SubjectId>(other)); }, likely,
        [linkThem](const QString &key) {
            if (const auto cause = SubjectId::parse(key))
                linkThem(*cause);
        });
}

void QueueCommands::linkTo(TicketId ticket, SubjectId cause, bool remove)
{
    runOn({ticket}, ticket::LinkTicket{cause, LinkKind::CausedBy, remove});
}

void QueueCommands::pickLinkKind(TicketId other)
{
    std::vector<PickerEntry> entries;
    for (const LinkKind kind : {LinkKind::Related, LinkKind::Duplicate, LinkKind::CausedBy})
        entries.push_back({ticket::linkKindName(kind), linkKindTitle(kind), {}, false});
    m_parts.picker.open(tr("How do they belong together"), entries, [this, other](const QString &key) {
        if (const auto kind = ticket::linkKindFromName(key))
            run(ticket::LinkTicket{idCast<SubjectId>(other), *kind, false});
    });
}

} // namespace muster::ui
