// SPDX-License-Identifier: GPL-3.0-or-later
// Base of the small list models of a ticket: values with a fact id each, replaced by diffs, so that a new
// message appears without the view losing its place. Window thread.
#pragma once

#include "models/base/id.h"

#include <QAbstractListModel>

#include <algorithm>
#include <vector>

namespace muster::views {

/// `Value` has a FactId `fact`, by which an entry is the same as before, and `==`.
template <typename Value> class ValueListModel : public QAbstractListModel
{
public:
    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : int(m_values.size());
    }
    const std::vector<Value> &values() const { return m_values; }
    const Value *at(int row) const { return row >= 0 && row < rowCount() ? &m_values[size_t(row)] : nullptr; }

    int rowOf(FactId fact) const
    {
        const auto it = std::ranges::find(m_values, fact, &Value::fact);
        return it == m_values.end() ? -1 : int(it - m_values.begin());
    }

    /// Shows `next`: what is new is inserted, what is gone removed, what reads otherwise announced as
    /// changed.
    void setValues(std::vector<Value> next)
    {
        const auto isSame = [](const Value &left, const Value &right) { return left.fact == right.fact; };
        const auto head = size_t(std::ranges::mismatch(m_values, next, isSame).in1 - m_values.begin());
        const size_t most = std::min(m_values.size(), next.size()) - head;
        size_t tail = 0;
        while (tail < most && isSame(m_values[m_values.size() - 1 - tail], next[next.size() - 1 - tail]))
            ++tail;
        removeBetween(head, m_values.size() - tail);
        insertBetween(head, next, next.size() - tail);
        for (size_t i = 0; i < next.size(); ++i) {
            if (m_values[i] == next[i])
                continue;
            m_values[i] = std::move(next[i]);
            emit this->dataChanged(this->index(int(i)), this->index(int(i)));
        }
    }

private:
    void removeBetween(size_t from, size_t to)
    {
        if (from == to)
            return;
        beginRemoveRows({}, int(from), int(to) - 1);
        m_values.erase(m_values.begin() + qptrdiff(from), m_values.begin() + qptrdiff(to));
        endRemoveRows();
    }
    void insertBetween(size_t from, const std::vector<Value> &next, size_t to)
    {
        if (from == to)
            return;
        beginInsertRows({}, int(from), int(to) - 1);
        m_values.insert(m_values.begin() + qptrdiff(from), next.begin() + qptrdiff(from),
                        next.begin() + qptrdiff(to));
        endInsertRows();
    }

    std::vector<Value> m_values;
};

} // namespace muster::views
