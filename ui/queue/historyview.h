// SPDX-License-Identifier: GPL-3.0-or-later
// The history of a ticket, one line an entry: when in UTC, who, what; struck where it was corrected. Window
// thread.
#pragma once

#include "models/views/historymodel.h"

#include <QAbstractItemDelegate>
#include <QListView>

namespace muster::ui {

class HistoryDelegate final : public QAbstractItemDelegate
{
    Q_OBJECT
public:
    using QAbstractItemDelegate::QAbstractItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

class HistoryView final : public QListView
{
    Q_OBJECT
public:
    explicit HistoryView(QWidget *parent = nullptr);
    void setHistory(std::vector<views::HistoryEntry> history);
    /// The entry that is chosen while one is in here; null otherwise.
    FactId chosen() const;

private:
    views::HistoryModel *m_model;
};

} // namespace muster::ui
