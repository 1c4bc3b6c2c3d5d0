// SPDX-License-Identifier: GPL-3.0-or-later
// The tasks of an incident by due time, the open ones first: ticked off with Space or the mouse. Window
// thread.
#pragma once

#include "ui/incident/roomview.h"

#include <QWidget>

class QListWidget;
class QListWidgetItem;

namespace muster::ui {

class SectionHeader;
class ToneLabel;

class TasksPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit TasksPanel(QWidget *parent = nullptr);

    void present(const RoomView &view);
    void clear();

signals:
    void addWanted();
    void boardWanted(); ///< all of it, to be changed
    void doneWanted(muster::FactId task, bool done);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Line
    {
        FactId task;
        QString text;
        bool isDone = false, isLate = false;
        bool operator==(const Line &) const = default;
    };
    void colour(); ///< in those of the theme in force
    void fit();
    void onChanged(QListWidgetItem *item);

    std::vector<Line> m_lines;
    SectionHeader *m_head;
    QListWidget *m_list;
    ToneLabel *m_empty;
};

} // namespace muster::ui
