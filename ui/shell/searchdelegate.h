// SPDX-License-Identifier: GPL-3.0-or-later
// Paints what the search found in two lines: case number, subject and status; customer and the words that
// matched.
#pragma once

#include <QStyledItemDelegate>

namespace muster::ui {

class SearchModel;
struct SearchLine;

class SearchDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    SearchDelegate(const SearchModel &model, QObject *parent);
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    static constexpr int kLineHeight = 50, kMoreHeight = 32;

private:
    void paintHead(QPainter &painter, const SearchLine &line, const QRect &box) const;
    void paintFoot(QPainter &painter, const SearchLine &line, const QRect &box, bool selected) const;

    const SearchModel &m_model;
};

} // namespace muster::ui
