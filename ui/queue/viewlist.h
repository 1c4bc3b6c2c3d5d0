// SPDX-License-Identifier: GPL-3.0-or-later
// The list at the left: views that ship and a person's own, each with how many tickets it shows now. Window
// thread; owned by the queue page.
#pragma once

#include "models/views/desk.h"
#include "models/views/queuemodel.h"
#include "models/views/savedviews.h"

#include <QListWidget>

namespace muster::ui {

class ViewList final : public QListWidget
{
    Q_OBJECT
public:
    ViewList(views::Desk &desk, const views::QueueModel &model, QWidget *parent = nullptr);

    void setTiers(const QStringList &keys, const QStringList &names);
    /// As counted last: the view's key, its name, and how many tickets it shows.
    struct Counted
    {
        QString key, name;
        int count = 0;
        bool operator==(const Counted &) const = default;
    };
    std::vector<Counted> counted() const;
    /// Counts anew, one pass over the queue; called on changes and as time passes.
    void recount();
    void choose(int index); ///< from 0; nothing where there is none
    /// Marks the view whose filter this is; none where it is another.
    void showFilter(const QString &text);

    void addOwn(const QString &name, const QString &filter);
    void renameOwn(const QString &key, const QString &name);
    void removeOwn(const QString &key);
    /// The own view that is current; null where a shipped one is.
    const views::SavedView *currentOwn() const;

signals:
    void picked(const muster::views::SavedView &view);
    void failed(const QString &sentence);

protected:
    void focusInEvent(QFocusEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    std::vector<int> m_counts; ///< beside the queries
    void rebuild();
    /// What was counted for the limits, and which of them are passed.
    void holdAgainstLimits();
    bool isAbove(const policy::Threshold &limit) const;
    QString tipOf(int row) const;
    /// What is to be said of that view; empty where no limit of it is passed.
    QString limitOf(const views::FilterQuery &query) const;
    void keepOwn();
    void editCurrent();

    views::Desk &m_desk;
    const views::QueueModel &m_model;
    std::vector<views::SavedView> m_shipped, m_own, m_views;
    std::vector<views::FilterQuery> m_queries;
    std::vector<policy::Threshold> m_above; ///< the limits that are passed
    bool m_isStale = false;                 ///< they are others than when the list was made
    std::vector<automation::Reading> m_readings;
    bool m_quiet = false;
};

} // namespace muster::ui
