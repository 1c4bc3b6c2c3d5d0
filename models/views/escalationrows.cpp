// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/escalationrows.h"

#include "models/views/queuemodel.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>
#include <map>

using namespace Qt::StringLiterals;

namespace muster::views {
namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("muster::views", text);
}

EscalationRow rowOf(const LedEscalation &led, const TicketOf &ticketOf, const PersonNameOf &nameOf)
{
    EscalationRow row;
    row.fact = idCast<FactId>(led.escalation.id);
    row.escalation = led.escalation.id;
    row.ticket = led.escalation.raised.ticket;
    const EscalatedTicket ticket = ticketOf(row.ticket);
    row.caseNumber = ticket.caseNumber;
    row.title = led.isReadable() ? ticket.subject : translated("Restricted");
    row.customer =
        ticket.tier.isEmpty() ? ticket.customer : translated("%1 · %2").arg(ticket.customer, ticket.tier);
    row.why = led.isReadable() ? whyText(led) : translated("For those who work on it");
    row.holder = holderText(led, nameOf);
    row.clock = shownClock(led);
    return row;
}

EscalationRow headingOf(const QString &key, const QString &title, const QString &remark)
{
    EscalationRow row;
    row.isHeading = true;
    row.fact = FactId::derived({}, {u"level", key});
    row.title = title;
    row.remark = remark;
    return row;
}

QString countText(size_t count)
{
    return count == 1 ? translated("1 escalation") : translated("%1 escalations").arg(count);
}

/// Where it is, or is on its way to.
QString pathNow(const LedEscalation &led)
{
    const escalation::HandOver *pending = escalation::pendingHandOver(led.escalation);
    return pending && !pending->path.isEmpty() ? pending->path : led.escalation.path;
}

bool isMine(const LedEscalation &led)
{
    const escalation::HandOver *pending = escalation::pendingHandOver(led.escalation);
    return led.escalation.owner == led.who.person || (pending && pending->to == led.who.person);
}

bool passes(const LedEscalation &led, const EscalationRow &row, const EscalationFilter &filter)
{
    if (!filter.level.isEmpty() && led.escalation.level().level != filter.level)
        return false;
    if (!filter.path.isEmpty() && pathNow(led) != filter.path)
        return false;
    if (filter.isMine && !isMine(led))
        return false;
    const QString line =
        QStringList{row.caseNumber, row.title, row.customer, row.why, row.holder, levelName(led)}.join(u' ');
    return std::ranges::all_of(filter.text.split(u' ', Qt::SkipEmptyParts), [&line](const QString &word) {
        return line.contains(word, Qt::CaseInsensitive);
    });
}

/// A part of the board: what skips the levels by path, in front; then a level each, the highest first.
using Part = std::pair<int, QString>;

Part partOf(const LedEscalation &led)
{
    if (skipsLevels(led))
        return {std::numeric_limits<int>::min(), pathNow(led)};
    const QString level = led.escalation.level().level;
    return {-led.rules().rankOfLevel(level), level};
}

Instant dueOf(const EscalationRow &row)
{
    return row.clock.clock.phase == sla::ClockSummary::Phase::Running ? row.clock.clock.due : kNever;
}

} // namespace

bool skipsLevels(const LedEscalation &led)
{
    const policy::EscalationPath *path = led.rules().path(pathNow(led));
    return path && path->skipsLevels;
}

std::vector<EscalationRow> escalationRows(const std::vector<LedEscalation> &open, const TicketOf &ticketOf,
                                          const PersonNameOf &nameOf, const EscalationFilter &filter)
{
    struct Shown
    {
        EscalationRow heading;
        std::vector<EscalationRow> rows;
    };
    std::map<Part, Shown> parts;
    for (const LedEscalation &led : open) {
        EscalationRow row = rowOf(led, ticketOf, nameOf);
        if (!passes(led, row, filter))
            continue;
        const Part part = partOf(led);
        Shown &shown = parts[part];
        if (shown.rows.empty())
            shown.heading =
                skipsLevels(led)
                    ? headingOf(u"path."_s + part.second,
                                translated("%1, past all levels").arg(led.rules().path(part.second)->name),
                                {})
                    : headingOf(part.second, levelName(led), {});
        shown.rows.push_back(std::move(row));
    }
    std::vector<EscalationRow> rows;
    rows.reserve(open.size() + parts.size());
    for (auto &[place, shown] : parts) {
        shown.heading.remark = countText(shown.rows.size());
        std::ranges::sort(shown.rows, {},
                          [](const EscalationRow &row) { return std::pair(dueOf(row), row.fact); });
        rows.push_back(std::move(shown.heading));
        std::ranges::move(shown.rows, std::back_inserter(rows));
    }
    return rows;
}

std::vector<EscalationRow> closedRows(const std::vector<LedEscalation> &closed, const TicketOf &ticketOf,
                                      const PersonNameOf &nameOf, const TimeTextOf &timeText,
                                      const EscalationFilter &filter)
{
    std::vector<EscalationRow> rows;
    rows.reserve(closed.size() + 1);
    for (const LedEscalation &led : closed) {
        EscalationRow row = rowOf(led, ticketOf, nameOf);
        row.clock = {};
        row.holder = translated("Closed %1").arg(timeText(led.escalation.closedAt.value_or(Instant())));
        if (led.isReadable())
            row.why = translated("%1. %2").arg(closedText(led), row.why);
        if (passes(led, row, filter))
            rows.push_back(std::move(row));
    }
    if (!rows.empty())
        rows.insert(rows.begin(), headingOf(u"closed"_s, translated("Closed, the last one in front"),
                                            countText(rows.size())));
    return rows;
}

int EscalationModel::rowOfEscalation(escalation::EscalationId id) const
{
    return id.isNull() ? -1 : rowOf(idCast<FactId>(id));
}

QVariant EscalationModel::data(const QModelIndex &index, int role) const
{
    const EscalationRow *row = at(index.row());
    if (row == nullptr || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return {};
    if (row->isHeading)
        return row->title + u", "_s + row->remark;
    return QStringList{row->caseNumber, row->title, row->customer, row->why, row->holder}.join(u". "_s);
}

Qt::ItemFlags EscalationModel::flags(const QModelIndex &index) const
{
    const EscalationRow *row = at(index.row());
    return row == nullptr || row->isHeading ? Qt::NoItemFlags : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

} // namespace muster::views
