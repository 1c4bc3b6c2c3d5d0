// SPDX-License-Identifier: GPL-3.0-or-later
// QueueModel: what each cell says, for eyes, screen readers, sorting and tests.
#include "models/views/casetext.h"
#include "models/views/queuemodel.h"
#include "models/views/queueparts.h"

namespace muster::views {

namespace {

/// The entry of a list that rows point into; the empty one for an index past its end.
template <typename List> const auto &entry(const List &list, size_t index)
{
    static const typename List::value_type none{};
    return index < list.size() ? list[index] : none;
}

} // namespace

int QueueModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_parts->visible.size());
}

int QueueModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant QueueModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Slot slot = m_parts->visible[size_t(index.row())];
    const TicketRow &row = m_parts->rows.row(slot);
    switch (role) {
    case Qt::DisplayRole:
        return display(row, Column(index.column()));
    case Qt::AccessibleTextRole:
        return spoken(row, Column(index.column()));
    case RowRole:
        return QVariant::fromValue(static_cast<const void *>(&row));
    case SortRole:
        return sortValue(row, Column(index.column()));
    case TicketIdRole:
        return row.id.toBlob();
    case MarkedRole:
        return m_parts->marked[slot] != 0;
    case HereRole:
        return int(m_parts->hereAt[slot]);
    case Qt::ToolTipRole:
        return index.column() == Subject ? m_parts->here.value(row.id).text : QString();
    default:
        return {}; // roles are Qt's, an open set
    }
}

QString QueueModel::display(const TicketRow &row, Column column) const
{
    const Names &names = m_parts->names;
    switch (column) {
    case Priority:
        return entry(names.priorities, row.priority).key;
    case Case:
        return row.caseNumber;
    case Subject:
        return row.subject;
    case Customer:
        return entry(names.customers, row.customer).name;
    case Tier:
        return entry(names.tiers, row.tier).name;
    case Owner:
        return row.assignee == 0 ? tr("Nobody") : entry(names.people, row.assignee).name;
    case Status:
        return statusTitle(row.status);
    case NextDue: {
        const int clock = shownClock(row);
        return clock < 0 ? QString() : countdownText(row.clocks[size_t(clock)], now());
    }
    case Age:
        return shortLength(now() - row.created);
    case ColumnCount:
        break;
    }
    return {};
}

QString QueueModel::spoken(const TicketRow &row, Column column) const
{
    if (column == NextDue) {
        const int clock = shownClock(row);
        return clock < 0 ? tr("No clock")
                         : clockSentence(sla::ClockKind(clock), row.clocks[size_t(clock)], now());
    }
    if (column == Priority && row.priority != 0) {
        const PriorityName &priority = entry(m_parts->names.priorities, row.priority);
        return tr("Priority %1, %2").arg(priority.key, priority.name);
    }
    if (column == Subject) {
        QStringList parts{display(row, column)};
        if (const TicketIncident *incident = incidentOf(row.id))
            parts += tr("covered by %1 %2").arg(incident->severity, incident->number);
        if (m_parts->rows.isEscalated(row.id))
            parts += tr("escalated");
        if (const QString here = m_parts->here.value(row.id).text; !here.isEmpty())
            parts += here;
        return parts.join(QStringLiteral(", "));
    }
    return column == Age ? tr("Opened %1").arg(relativeText(row.created, now())) : display(row, column);
}

QVariant QueueModel::sortValue(const TicketRow &row, Column column) const
{
    switch (column) {
    case Priority:
        return row.priority == 0 ? INT_MAX : entry(m_parts->names.priorities, row.priority).rank;
    case Tier:
        return row.tier == 0 ? INT_MAX : int(row.tier);
    case Status:
        return int(row.status);
    case NextDue:
        return qint64(toMillis(nextDue(row)));
    case Age:
        return qint64(toMillis(row.created));
    case Case:
    case Subject:
    case Customer:
    case Owner:
        return display(row, column);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant QueueModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0)
        return {};
    switch (Column(section)) {
    case Priority:
        return tr("Priority");
    case Case:
        return tr("Case");
    case Subject:
        return tr("Subject");
    case Customer:
        return tr("Customer");
    case Tier:
        return tr("Tier");
    case Owner:
        return tr("Owner");
    case Status:
        return tr("Status");
    case NextDue:
        return tr("Next due");
    case Age:
        return tr("Age");
    case ColumnCount:
        break;
    }
    return {};
}

Qt::ItemFlags QueueModel::flags(const QModelIndex &index) const
{
    return index.isValid() ? Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemNeverHasChildren
                           : Qt::NoItemFlags;
}

Qt::DropActions QueueModel::supportedDropActions() const
{
    return Qt::IgnoreAction;
}

} // namespace muster::views
