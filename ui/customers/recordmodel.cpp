// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customers/recordmodel.h"

#include "models/views/fold.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

bool holds(const Record &record, const QStringList &words)
{
    QString all;
    for (const RecordCell &cell : record.cells)
        all += views::folded(cell.text) + u'\n';
    return std::ranges::all_of(words, [&all](const QString &word) { return all.contains(word); });
}

bool isBefore(const RecordCell &a, const RecordCell &b)
{
    return QVariant::compare(a.sort, b.sort) == QPartialOrdering::Less;
}

} // namespace

RecordModel::RecordModel(const QStringList &titles, const QList<int> &numeric, QObject *parent)
    : QAbstractTableModel(parent), m_titles(titles), m_numeric(numeric)
{}

void RecordModel::setRecords(std::vector<Record> records)
{
    if (records == m_records)
        return;
    beginResetModel();
    m_records = std::move(records);
    arrange();
    endResetModel();
}

void RecordModel::setUnsaved(const QSet<QString> &ids)
{
    if (ids == m_unsaved)
        return;
    m_unsaved = ids;
    if (!m_shown.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, 0));
}

void RecordModel::setFilter(const QString &text)
{
    beginResetModel();
    m_words = views::folded(text).split(u' ', Qt::SkipEmptyParts);
    arrange();
    endResetModel();
}

void RecordModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= columnCount())
        return;
    beginResetModel();
    m_column = column;
    m_order = order;
    arrange();
    endResetModel();
}

void RecordModel::arrange()
{
    m_shown.clear();
    for (size_t i = 0; i < m_records.size(); ++i) {
        if (holds(m_records[i], m_words))
            m_shown.push_back(i);
    }
    const auto column = size_t(m_column);
    std::ranges::sort(m_shown, [&](size_t a, size_t b) {
        const auto &left = m_records[a].cells, &right = m_records[b].cells;
        if (isBefore(left[column], right[column]))
            return m_order == Qt::AscendingOrder;
        if (isBefore(right[column], left[column]))
            return m_order == Qt::DescendingOrder;
        return isBefore(left[0], right[0]) || (!isBefore(right[0], left[0]) && a < b);
    });
}

const Record *RecordModel::recordAt(int row) const
{
    return row >= 0 && row < rowCount() ? &m_records[m_shown[size_t(row)]] : nullptr;
}

const Record *RecordModel::record(const QString &id) const
{
    const auto found = std::ranges::find(m_records, id, &Record::id);
    return found == m_records.end() ? nullptr : &*found;
}

int RecordModel::rowOf(const QString &id) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (recordAt(row)->id == id)
            return row;
    }
    return -1;
}

int RecordModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int RecordModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_titles.size());
}

QVariant RecordModel::data(const QModelIndex &index, int role) const
{
    const Record *record = index.isValid() ? recordAt(index.row()) : nullptr;
    if (record == nullptr)
        return {};
    if (role == Qt::TextAlignmentRole && m_numeric.contains(index.column()))
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const QString &text = record->cells[size_t(index.column())].text;
    return index.column() == 0 && m_unsaved.contains(record->id) ? tr("%1 (not saved)").arg(text) : text;
}

QVariant RecordModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((m_numeric.contains(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return role == Qt::DisplayRole ? m_titles.value(section) : QVariant();
}

} // namespace muster::ui
