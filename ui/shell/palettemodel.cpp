// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/palettemodel.h"

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

QString spoken(const PaletteItem &item)
{
    QStringList parts{item.title, item.keys, item.snippet.text};
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

} // namespace

void PaletteModel::reset(size_t count)
{
    beginResetModel();
    m_sections.assign(count, {});
    m_rows.clear();
    endResetModel();
}

void PaletteModel::setSection(size_t index, PaletteSection section)
{
    if (index >= m_sections.size())
        return;
    beginResetModel();
    m_sections[index] = std::move(section);
    m_rows.clear();
    for (size_t s = 0; s < m_sections.size(); ++s) {
        if (m_sections[s].items.empty())
            continue;
        m_rows.push_back({s, -1});
        for (int i = 0; i < int(m_sections[s].items.size()); ++i)
            m_rows.push_back({s, i});
    }
    endResetModel();
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

const PaletteItem *PaletteModel::itemAt(int row) const
{
    if (row < 0 || row >= int(m_rows.size()) || m_rows[size_t(row)].item < 0)
        return nullptr;
    const Row &at = m_rows[size_t(row)];
    return &m_sections[at.section].items[size_t(at.item)];
}

int PaletteModel::firstItem() const
{
    return m_rows.empty() ? -1 : 1;
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= int(m_rows.size()))
        return {};
    const Row &at = m_rows[size_t(index.row())];
    if (at.item < 0)
        return role == Qt::DisplayRole || role == HeadingRole ? m_sections[at.section].heading : QVariant();
    const PaletteItem &item = m_sections[at.section].items[size_t(at.item)];
    switch (role) {
    case Qt::DisplayRole:
        return item.title;
    case Qt::AccessibleTextRole:
        return spoken(item);
    case DetailRole:
        return item.detail;
    case IconRole:
        return item.icon;
    case KeysRole:
        return item.keys;
    case PlacesRole:
        return QVariant::fromValue(item.places);
    case SnippetRole:
        return QVariant::fromValue(item.snippet);
    default:
        return {};
    }
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex &index) const
{
    return itemAt(index.row()) != nullptr ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::NoItemFlags;
}

} // namespace muster::ui
