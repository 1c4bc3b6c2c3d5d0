// SPDX-License-Identifier: GPL-3.0-or-later
// What credits and a recovery plan have in common: a table in the place of the war room, each thing to do a
// key, a question beneath that is answered in a line, kept as a draft until it is in the record. Window
// thread; owned by the war room.
#pragma once

#include "models/views/desk.h"
#include "models/views/incidentdesk.h"
#include "ui/incident/roomview.h"
#include "ui/widgets/filewriter.h"
#include "ui/widgets/layouts.h"

#include <QWidget>

class QLineEdit;
class QTableWidget;
class QTableWidgetItem;

namespace muster::ui {

class Dialogs;
class DraftKeeper;
class ToneLabel;

class SheetForm : public QWidget
{
    Q_OBJECT
public:
    void setDialogs(std::shared_ptr<Dialogs> dialogs) { m_dialogs = std::move(dialogs); }
    void present(const RoomView &view); ///< the incident changed
    void tick(Instant now);             ///< time went on, and nothing else
    void setAffected(const views::Affected &affected);
    bool isOpen() const { return m_open; }
    IncidentId incident() const { return m_led.incident.id; } ///< the one it was opened for
    void takeFocus();
    void close();
    void fail(const QString &sentence); ///< it was refused: what was typed is still there
    void done();                        ///< it is in the record

signals:
    void ordered(const muster::incident::IncidentCommand &command);
    void closed();

protected:
    /// `name` begins the names of the form and its parts: "credits".
    SheetForm(const QString &name, views::Desk &desk, QWidget *parent);
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

    virtual void refresh() = 0;      ///< the record, who is hit, or the time is another one
    virtual void fillTable() = 0;    ///< anew, with the colours in force; what is chosen stays
    virtual bool onKey(int key) = 0; ///< alone, where no text is typed; Esc is taken already
    virtual void submit() = 0;       ///< Enter in the question
    virtual void keepDraft() = 0;    ///< something was typed
    virtual void forgetQuestion() {} ///< it is put off, or answered

    void setUpTable(const QString &accessibleName, const QStringList &heads, int stretched);
    /// The cell's item, made where there is none yet, with `text` and the same as its tool tip.
    QTableWidgetItem *cell(int row, int column, const QString &text);
    QLineEdit *addField(const QString &name, const QString &label, int stretch);
    QWidget *addButtons(); ///< a row with the way back at its left
    void addButton(QWidget *row, const QString &text, const QString &key, ButtonKind kind,
                   const QString &name, std::function<void()> run);

    void opened(const RoomView &view, const views::Affected &affected);
    void ask(QLineEdit *first); ///< the question is shown
    bool isAsking() const;
    void endTask();
    void answer(const incident::IncidentCommand &command); ///< of the open question
    void say(const QString &sentence, bool isWrong);
    int chosenRow() const; ///< -1 where none is

    const QString m_name;
    DraftKeeper *m_keeper;
    std::shared_ptr<Dialogs> m_dialogs;
    FileWriter m_files{nullptr};
    views::LedIncident m_led;
    views::NameOf m_nameOf;
    PersonId m_me;
    Instant m_now{};
    views::Affected m_affected;
    ToneLabel *m_title, *m_empty, *m_told, *m_askTitle;
    QTableWidget *m_table;
    QWidget *m_ask;

private:
    bool m_open = false;
    QString m_answered; ///< the key of the draft whose answer is on its way to the record
};

} // namespace muster::ui
