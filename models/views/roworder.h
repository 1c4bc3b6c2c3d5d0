// SPDX-License-Identifier: GPL-3.0-or-later
// The order of the queue by one column, as number keys by slot, so that sorting 100,000 rows is a few radix
// passes. Every order is total: ties go by next due, then creation, then id. Owned by QueueModel; window
// thread.
#pragma once

#include "models/views/queuemodel.h"
#include "models/views/rowstore.h"

#include <span>

namespace muster::views {

class RowOrder
{
public:
    void setColumn(QueueModel::Column column, Qt::SortOrder direction);
    QueueModel::Column column() const { return m_column; }
    Qt::SortOrder direction() const { return m_direction; }
    /// Whether keys are ranks among names, so that a change of names may change them.
    bool dependsOnNames() const;

    /// Keys for all rows anew, and all living slots in order.
    std::vector<Slot> sorted(const RowStore &rows, const Names &names);
    /// The key of one row that was put; false where only sorted() can place it.
    bool refresh(const RowStore &rows, const Names &names, Slot slot);
    bool isBefore(const RowStore &rows, Slot left, Slot right) const;

private:
    void makeRanks(const RowStore &rows, const Names &names);
    std::optional<quint64> rawKey(const RowStore &rows, const Names &names, Slot slot) const;
    bool hasManyTies() const;
    void settleTies(const RowStore &rows, std::vector<Slot> &order) const;
    void settleTexts(const RowStore &rows, std::span<Slot> run, size_t depth) const;
    void sortRun(const RowStore &rows, std::span<Slot> run) const;

    QueueModel::Column m_column = QueueModel::NextDue;
    Qt::SortOrder m_direction = Qt::AscendingOrder;
    std::vector<quint64> m_primary, m_due, m_created; ///< by slot
    std::vector<quint32> m_ranks;                     ///< by name index: 0 = none
    QHash<QByteArray, quint32> m_prefixRanks;         ///< Case: of what stands before the number
};

} // namespace muster::views
