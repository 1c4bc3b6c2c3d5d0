// SPDX-License-Identifier: GPL-3.0-or-later
// The commands with their keys as a table, for the key editor: reads the registry, changes nothing. Window
// thread.
#pragma once

#include <QAbstractTableModel>

namespace muster::ui {

class ActionRegistry;

class KeysModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column
    {
        Command,
        Group,
        Where,
        Keys,
        Remark,
        ColumnCount
    };
    enum Role
    {
        IdRole = Qt::UserRole + 1
    };

    explicit KeysModel(const ActionRegistry &registry, QObject *parent = nullptr);

    void reload(const QString &filter); ///< commands whose name, group or keys match
    int rowOf(const QString &id) const; ///< -1 where it is not shown

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        QString id, command, group, where, keys, remark;
    };
    Row makeRow(const QString &id) const;

    const ActionRegistry &m_registry;
    std::vector<Row> m_rows;
};

} // namespace muster::ui
