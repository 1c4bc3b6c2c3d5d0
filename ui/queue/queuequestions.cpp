// SPDX-License-Identifier: GPL-3.0-or-later
// What the queue's commands ask before they run; running is in queuecommands.cpp, questions about
// owners, status, terms, customers and other tickets stand in files of their own.
#include "models/views/casetext.h"
#include "models/views/queuemodel.h"
#include "ui/queue/bulkbar.h"
#include "ui/queue/queuecommands.h"
#include "ui/widgets/closingform.h"
#include "ui/widgets/deskanswer.h"

namespace muster::ui {

using namespace Qt::StringLiterals;

QString QueueCommands::title(const QString &one, const QString &many) const
{
    const std::vector<TicketId> tickets = targets();
    if (tickets.size() != 1)
        return many.arg(tickets.size());
    const QString caseNumber = held(tickets).front().caseNumber;
    return one.arg(caseNumber.isEmpty() ? tr("this ticket") : caseNumber);
}

void QueueCommands::assignToMe()
{
    if (m_parts.desk.me().isNull())
        return m_parts.bar.tell(tr("Who sits here is not known yet. Answer the start page first."), false,
                                true);
    run(ticket::Assign{m_parts.desk.me()}, tr("me"));
}

void QueueCommands::pickPriority()
{
    if (!m_policy || targets().empty()) {
        emit nothingChosen();
        return;
    }
    const auto meant = held(targets());
    std::vector<PickerEntry> entries;
    for (const policy::Priority &priority : m_policy->policy().priorities) {
        const bool holds = meant.size() == 1 && meant.front().priority == priority.key;
        entries.push_back({priority.key, priority.key + u"  "_s + priority.name, priority.definition, holds});
    }
    m_parts.picker.open(title(tr("Priority of %1"), tr("Priority of %1 tickets")), entries,
                        [this](const QString &key) {
                            run(ticket::ChangePriority{key, {}});
                        });
}

void QueueCommands::pickTier()
{
    if (!m_policy || targets().empty()) {
        emit nothingChosen();
        return;
    }
    const auto meant = held(targets());
    std::vector<PickerEntry> entries;
    for (const policy::Tier &tier : m_policy->policy().tiers)
        entries.push_back({tier.key, tier.name, {}, meant.size() == 1 && meant.front().tier == tier.key});
    m_parts.picker.open(title(tr("Tier of %1"), tr("Tier of %1 tickets")), entries,
                        [this](const QString &key) {
                            run(ticket::ChangeTier{key, {}});
                        });
}

void QueueCommands::tag()
{
    if (targets().empty()) {
        emit nothingChosen();
        return;
    }
    const auto meant = held(targets());
    QStringList holding, known;
    if (meant.size() == 1)
        holding = meant.front().tags;
    for (const QStringList &tags : m_parts.model.names().tagSets)
        known += tags;
    known.sort();
    known.removeDuplicates();
    const auto source = [known, holding](const QString &typed) {
        std::vector<PickerEntry> entries;
        for (const QString &each : known)
            entries.push_back({each, each, holding.contains(each) ? tr("takes it off") : QString(),
                               holding.contains(each)});
        entries = matching(entries, typed);
        const QString fresh = typed.simplified().toLower().replace(u' ', u'-');
        if (!fresh.isEmpty() && !known.contains(fresh))
            entries.push_back({fresh, tr("New tag “%1”").arg(fresh), {}, false});
        return entries;
    };
    m_parts.picker.open(
        title(tr("Tag %1"), tr("Tag %1 tickets")), source,
        [this, holding](const QString &key) {
            run(holding.contains(key) ? ticket::ChangeTags{{}, {key}} : ticket::ChangeTags{{key}, {}});
        },
        tr("Type a tag"));
}

void QueueCommands::close()
{
    const std::vector<TicketId> tickets = targets();
    if (tickets.empty()) {
        emit nothingChosen();
        return;
    }
    const QString whose = tickets.size() == 1 ? tickets.front().toString() : u"marked"_s;
    const bool required = !m_policy || m_policy->policy().closingNoteRequired;
    m_parts.closing.open(
        title(tr("Close %1"), tr("Close %1 tickets")), u"draft:"_s + whose + u":closing"_s, required,
        [this, tickets](const ticket::ClosingNote &note) { runOn(tickets, ticket::CloseTicket{note}); });
}

void QueueCommands::reopen()
{
    run(ticket::ChangeStatus{ticket::Status::Reopened, {}});
}

} // namespace muster::ui
