// SPDX-License-Identifier: GPL-3.0-or-later
// Fix and track, in the place of the timeline: tasks by workstream, the schedule of hotfixes, hypotheses and
// the log of decisions. What is chosen is changed beneath the list. Everything by keyboard: 1 to 4 choose a
// part, arrows or j and k a row, Space ticks a task off, Enter changes what is chosen, Esc leaves. Window
// thread; owned by the war room.
#pragma once

#include "models/people/person.h"
#include "models/views/desk.h"
#include "models/views/workrows.h"
#include "ui/incident/roomview.h"

#include <QWidget>

class QTabBar;
class QTreeWidget;

namespace muster::ui {

class HypothesisEditor;
class TaskEditor;
class ToneLabel;

class WorkBoard final : public QWidget
{
    Q_OBJECT
public:
    explicit WorkBoard(views::Desk &desk, QWidget *parent = nullptr);

    void setPeople(const std::vector<people::Person> &people);
    void open(const RoomView &view, views::WorkPart part);
    bool isOpen() const { return m_open; }
    void close();
    /// What the record says now; the chosen row stays, and so does what is being typed about it.
    void present(const RoomView &view);
    void tick(Instant now);
    void fail(const QString &sentence); ///< it was refused: what was typed is still there
    void done();                        ///< it is in the record

signals:
    void ordered(const muster::incident::IncidentCommand &command);
    /// Something new of a part: the entry line takes it, beginning with "/task ".
    void addWanted(const QString &beginning);
    void closed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    bool event(QEvent *event) override;

private:
    void build();
    QLayout *buildHead();
    void choosePart(views::WorkPart part);
    void showRows();
    void addGroup(const QString &group);
    void addRow(const views::WorkRow &row);
    void showChosen();
    const incident::Task *chosenTask() const;
    const incident::TimelineLine *chosenLine() const;
    FactId chosen() const;
    void choose(FactId fact);
    bool send(const incident::IncidentCommand &command);
    void toggleDone();
    void saveTask();
    void edit();
    void add();
    void move(int by);
    bool onKey(int key);
    static bool isOurs(const QEvent &event);
    void say(const QString &sentence, bool isWrong);

    bool m_open = false;
    bool m_isWriting = false; ///< an order is on its way
    FactId m_saving;          ///< what was typed of this task or hypothesis is on its way
    views::WorkPart m_part = views::WorkPart::Tasks;
    incident::Incident m_incident;
    std::shared_ptr<const policy::CompiledPolicy> m_policy;
    views::NameOf m_nameOf;
    Instant m_now{};
    std::vector<views::WorkRow> m_rows;
    QTabBar *m_parts;
    QTreeWidget *m_list;
    ToneLabel *m_empty, *m_more, *m_told;
    TaskEditor *m_task;
    HypothesisEditor *m_hypothesis;
};

} // namespace muster::ui
