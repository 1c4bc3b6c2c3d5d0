// SPDX-License-Identifier: GPL-3.0-or-later
// The palette's list: parts with a heading each, first the commands, then what the providers found. Window
// thread.
#pragma once

#include "ui/shell/paletteprovider.h"

#include <QAbstractListModel>

namespace muster::ui {

struct PaletteSection
{
    QString heading;
    std::vector<PaletteItem> items;
};

class PaletteModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role
    {
        HeadingRole = Qt::UserRole + 1,
        DetailRole,
        IconRole,
        KeysRole,
        PlacesRole,
        SnippetRole
    };

    using QAbstractListModel::QAbstractListModel;

    /// `count` empty sections; texts arrive by setSection.
    void reset(size_t count);
    void setSection(size_t index, PaletteSection section);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    const PaletteItem *itemAt(int row) const; ///< null for a heading
    int firstItem() const;                    ///< row, -1 where there is none

private:
    struct Row
    {
        size_t section = 0;
        int item = -1;
    }; ///< item -1: the heading

    std::vector<PaletteSection> m_sections;
    std::vector<Row> m_rows;
};

} // namespace muster::ui
