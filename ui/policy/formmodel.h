// SPDX-License-Identifier: GPL-3.0-or-later
// One table of a policy's form as an item model. EditRole is the value as a list of words; a new one is only
// asked for (changeWanted), and comes back with the next table. Window thread.
#pragma once

#include "models/views/policyforms.h"

#include <QAbstractTableModel>

namespace muster::ui {

/// What people read in a cell.
QString formCellText(const views::FormField &field, const QStringList &value);

class FormModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    /// Tells what differs; a reset only where rows or columns come or go.
    void setTable(const views::FormTable &table);
    const views::FormTable &table() const { return m_table; }
    const views::FormField &fieldAt(const QModelIndex &index) const;
    QStringList valueAt(const QModelIndex &index) const { return cellAt(index).value; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

signals:
    void changeWanted(int row, int column, const QStringList &value);

private:
    const views::FormCell &cellAt(const QModelIndex &index) const;
    views::FormTable m_table;
};

} // namespace muster::ui
