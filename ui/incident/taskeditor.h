// SPDX-License-Identifier: GPL-3.0-or-later
// Changes a task of an incident: what, whose, until when, of which kind and workstream, and what came of it.
// What is typed is kept over a crash. Window thread; owned by the work board.
#pragma once

#include "models/incident/incident.h"
#include "models/people/person.h"
#include "models/views/desk.h"

#include <QWidget>

class QComboBox;
class QLineEdit;

namespace muster::ui {

class DraftKeeper;
class WhenField;

class TaskEditor final : public QWidget
{
    Q_OBJECT
public:
    explicit TaskEditor(views::Desk &desk, QWidget *parent = nullptr);

    void setPeople(const std::vector<people::Person> &people);
    /// Another task replaces what is in the fields; the same one leaves what was typed.
    void present(const incident::Task &task, Instant now);
    void takeFocus();
    bool isEdited() const;
    /// What differs from the task; BadInput with a sentence where a time is not understood.
    Result<incident::TaskWritten> change() const;
    /// What was typed of that task is in the record: its draft goes, the fields follow the record again.
    void forget(FactId task);

signals:
    void saveWanted();
    void left(); ///< Esc

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void fill();
    void keep();
    void restore();

    DraftKeeper *m_keeper;
    incident::Task m_task;
    std::vector<people::Person> m_people;
    Instant m_now{};
    QLineEdit *m_text, *m_workstream, *m_result;
    QComboBox *m_owner, *m_kind;
    WhenField *m_due;
    QString m_dueBefore; ///< as it was filled in
};

} // namespace muster::ui
