// SPDX-License-Identifier: GPL-3.0-or-later
// A list of what is known already: tickets and known issues in two lines each, headings between them. What is
// chosen stays chosen when the lines change. Window thread.
#pragma once

#include "models/views/knownlines.h"

#include <QAbstractListModel>
#include <QListView>
#include <QStyledItemDelegate>

namespace muster::ui {

class KnownModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;
    void show(std::vector<views::KnownLine> lines);
    const views::KnownLine *at(int row) const; ///< null out of range
    const std::vector<views::KnownLine> &lines() const { return m_lines; }
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    std::vector<views::KnownLine> m_lines;
};

class KnownDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

class KnownList final : public QListView
{
    Q_OBJECT
public:
    explicit KnownList(QWidget *parent = nullptr);
    void show(std::vector<views::KnownLine> lines);
    using QListView::show;
    const std::vector<views::KnownLine> &lines() const { return m_lines->lines(); }
    /// The chosen line; null where it is none that can be chosen.
    const views::KnownLine *chosen() const;
    void chooseFirst(); ///< where none is chosen

signals:
    void opened(); ///< the chosen line, by a double click
    void moved();  ///< another line is chosen
    void left();   ///< by Esc

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    KnownModel *m_lines;
};

} // namespace muster::ui
