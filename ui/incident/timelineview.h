// SPDX-License-Identifier: GPL-3.0-or-later
// The timeline of an incident as lines that wrap: time in UTC, kind, what happened, by whom, with what
// result. Follows the newest line while it is at the end; stays where it is otherwise. Window thread.
#pragma once

#include "models/views/timelinemodel.h"

#include <QAbstractItemDelegate>
#include <QHash>
#include <QListView>

namespace muster::ui {

class TimelineDelegate final : public QAbstractItemDelegate
{
    Q_OBJECT
public:
    TimelineDelegate(const views::TimelineModel &model, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void setWidth(int width); ///< of the rows, in pixels
    void forget(FactId fact); ///< its height is measured anew
    /// A long update is shown in full while it is chosen, and with its first lines otherwise.
    void setChosen(FactId fact);

private:
    const views::TimelineModel &m_model;
    QString wordsOf(const incident::TimelineLine &line) const;

    FactId m_chosen;
    int m_width = 0, m_left = 0;
    mutable QHash<FactId, int> m_heights; ///< measured ones, for this width
};

class TimelineView final : public QListView
{
    Q_OBJECT
public:
    explicit TimelineView(QWidget *parent = nullptr);

    views::TimelineModel &lines() { return *m_model; }
    /// The line that is chosen, and marked as such; null where none is.
    const incident::TimelineLine *chosen() const;
    void toEnd();
    /// Scrolls to the line of `fact`, also where it is still on its way here.
    void reveal(FactId fact);

protected:
    void focusInEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    bool isAtEnd() const;
    void measure();

    views::TimelineModel *m_model;
    TimelineDelegate *m_delegate;
    bool revealNow();
    void settle();

    FactId m_awaited; ///< to be scrolled to
    bool m_follow = true, m_isSettling = false;
};

} // namespace muster::ui
