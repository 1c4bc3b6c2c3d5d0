// SPDX-License-Identifier: GPL-3.0-or-later
// The lines of a list of customers or people: filtered as one types, sorted by any column. What has entries
// that are not saved says so. Window thread.
#pragma once

#include "ui/customers/records.h"

#include <QAbstractTableModel>
#include <QSet>

namespace muster::ui {

class RecordModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    /// `numeric` columns stand at the right.
    RecordModel(const QStringList &titles, const QList<int> &numeric, QObject *parent = nullptr);

    void setRecords(std::vector<Record> records);
    void setUnsaved(const QSet<QString> &ids);
    /// Lines that hold all words of `text` in any column.
    void setFilter(const QString &text);

    const Record *recordAt(int row) const; ///< null where there is no such row
    const Record *record(const QString &id) const;
    int rowOf(const QString &id) const; ///< -1 where it is not shown
    int total() const { return int(m_records.size()); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

private:
    void arrange();

    QStringList m_titles;
    QList<int> m_numeric;
    std::vector<Record> m_records;
    std::vector<size_t> m_shown;
    QSet<QString> m_unsaved;
    QStringList m_words;
    int m_column = 0;
    Qt::SortOrder m_order = Qt::AscendingOrder;
};

} // namespace muster::ui
