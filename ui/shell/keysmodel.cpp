// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/keysmodel.h"

#include "ui/actions/actionregistry.h"
#include "ui/shell/cheatsheet.h"
#include "ui/shell/fuzzy.h"

using namespace Qt::StringLiterals;

namespace muster::ui {

KeysModel::KeysModel(const ActionRegistry &registry, QObject *parent)
    : QAbstractTableModel(parent), m_registry(registry)
{}

KeysModel::Row KeysModel::makeRow(const QString &id) const
{
    const ActionSpec &spec = *m_registry.spec(id);
    QStringList keys, clashing;
    for (const QKeySequence &key : m_registry.keys(id)) {
        keys.append(key.toString(QKeySequence::NativeText));
        for (const QString &other : m_registry.conflicts(id, key)) {
            const QString name = QString(m_registry.spec(other)->text).remove(u'&');
            if (!clashing.contains(name))
                clashing.append(name);
        }
    }
    Row row{id, QString(spec.text).remove(u'&'), spec.group, scopeTitle(spec.scope), keys.join(u", "_s), {}};
    if (!clashing.isEmpty())
        row.remark = tr("Conflicts with %1").arg(clashing.join(u", "_s));
    else if (m_registry.keys(id) != spec.keys)
        row.remark = tr("Changed");
    return row;
}

void KeysModel::reload(const QString &filter)
{
    beginResetModel();
    m_rows.clear();
    for (const ActionSpec &spec : m_registry.all()) {
        Row row = makeRow(spec.id);
        const QString all = row.command + u' ' + row.group + u' ' + row.keys + u' ' + row.remark;
        if (fuzzyMatch(filter, all))
            m_rows.push_back(std::move(row));
    }
    endResetModel();
}

int KeysModel::rowOf(const QString &id) const
{
    for (size_t i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i].id == id)
            return int(i);
    }
    return -1;
}

int KeysModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int KeysModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant KeysModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= int(m_rows.size()))
        return {};
    const Row &row = m_rows[size_t(index.row())];
    if (role == IdRole)
        return row.id;
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (Column(index.column())) {
    case Command:
        return row.command;
    case Group:
        return row.group;
    case Where:
        return row.where;
    case Keys:
        return row.keys;
    case Remark:
        return row.remark;
    case ColumnCount:
        return {};
    }
    return {};
}

QVariant KeysModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Command:
        return tr("Command");
    case Group:
        return tr("Group");
    case Where:
        return tr("Works");
    case Keys:
        return tr("Keys");
    case Remark:
        return tr("Remark");
    case ColumnCount:
        return {};
    }
    return {};
}

} // namespace muster::ui
