// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/escalationrows.h"

#include "models/views/queuemodel.h"

#include <QCoreApplication>

#include <algorithm>

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

EscalationRow headingOf(const LedEscalation &led, qsizetype count)
{
    EscalationRow row;
    row.isHeading = true;
    const QString key = led.escalation.level().level;
    row.fact = FactId::derived({}, {u"level", key});
    row.title = levelName(led);
    row.remark = count == 1 ? translated("1 escalation") : translated("%1 escalations").arg(count);
    return row;
}

Instant dueOf(const EscalationRow &row)
{
    return row.clock.clock.phase == sla::ClockSummary::Phase::Running ? row.clock.clock.due : kNever;
}

} // namespace

std::vector<EscalationRow> escalationRows(const std::vector<LedEscalation> &open, const TicketOf &ticketOf,
                                          const PersonNameOf &nameOf)
{
    std::map<std::pair<int, QString>, std::vector<const LedEscalation *>> byLevel; // the highest first
    for (const LedEscalation &led : open) {
        const QString level = led.escalation.level().level;
        byLevel[{-led.rules().rankOfLevel(level), level}].push_back(&led);
    }
    std::vector<EscalationRow> rows;
    rows.reserve(open.size() + byLevel.size());
    for (const auto &[place, those] : byLevel) {
        rows.push_back(headingOf(*those.front(), qsizetype(those.size())));
        const auto first = qptrdiff(rows.size());
        for (const LedEscalation *led : those)
            rows.push_back(rowOf(*led, ticketOf, nameOf));
        std::stable_sort(rows.begin() + first, rows.end(),
                         [](const EscalationRow &left, const EscalationRow &right) {
                             return std::pair(dueOf(left), left.fact) < std::pair(dueOf(right), right.fact);
                         });
    }
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
