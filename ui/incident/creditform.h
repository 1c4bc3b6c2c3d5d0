// SPDX-License-Identifier: GPL-3.0-or-later
// The credits of an incident, in the place of the war room: a line a customer, what the terms come to, what
// was proposed and approved, and beneath it why. Everything by key while the table has the focus: p propose,
// a approve, r refuse, d downtime, e export, Enter the next thing, Esc back. Window thread; owned by the
// page.
#pragma once

#include "models/views/creditsheet.h"
#include "models/views/desk.h"
#include "ui/incident/roomview.h"
#include "ui/widgets/filewriter.h"

#include <QWidget>

class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QTableWidget;

namespace muster::ui {

class Dialogs;
class DraftKeeper;
class ToneLabel;

class CreditForm final : public QWidget
{
    Q_OBJECT
public:
    explicit CreditForm(views::Desk &desk, QWidget *parent = nullptr);

    void setDialogs(std::shared_ptr<Dialogs> dialogs) { m_dialogs = std::move(dialogs); }
    void open(const RoomView &view, const views::Affected &affected);
    void present(const RoomView &view); ///< the incident changed, or time went on
    void setAffected(const views::Affected &affected);
    void setAllArr(std::map<QString, qint64> allArr); ///< of all customers, by currency
    bool isOpen() const { return m_open; }
    void takeFocus();
    void close();
    void fail(const QString &sentence); ///< it was refused: what was typed is still there
    void done();                        ///< it is in the record

signals:
    void ordered(const muster::incident::IncidentCommand &command);
    void closed();

protected:
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    enum class Task : quint8
    {
        None,
        Propose,
        Refuse,
        Downtime
    };
    void build();
    QWidget *buildAsk();
    QWidget *buildButtons();
    void refresh();
    void fillTable(CustomerId chosen); ///< keeps the line of this customer chosen, wherever it is now
    void showLine();
    bool onKey(int key);
    void next();
    void begin(Task task);
    void submit();
    void submitPropose(const views::CreditLine &asked);
    void submitDowntime(const views::CreditLine &asked);
    void approve();
    void order(const incident::IncidentCommand &answer); ///< what the open question was answered with
    void endTask();
    void keepDraft();
    void restoreDraft();
    void exportFile();
    void say(const QString &sentence, bool isWrong);
    const views::CreditLine *line() const; ///< the chosen one; null where there is none
    const views::CreditLine *lineOf(CustomerId customer) const;
    CustomerId chosenCustomer() const; ///< null where no line is chosen
    const policy::CreditTerms &terms() const { return m_led.policy->policy().credits; }

    DraftKeeper *m_keeper;
    QString m_answered; ///< the key of the draft whose answer is on its way to the record
    std::shared_ptr<Dialogs> m_dialogs;
    FileWriter m_files{nullptr};
    bool m_open = false;
    Task m_task = Task::None;
    CustomerId m_asked;   ///< whom the open question is about, whatever line is chosen meanwhile
    FactId m_askedCredit; ///< the credit that it refuses
    views::LedIncident m_led;
    views::NameOf m_nameOf;
    PersonId m_me;
    Instant m_now{};
    views::Affected m_affected;
    std::map<QString, qint64> m_allArr;
    views::CreditSheet m_sheet;

    ToneLabel *m_title, *m_authority, *m_empty, *m_totals, *m_told, *m_askTitle;
    QTableWidget *m_table;
    QPlainTextEdit *m_trace;
    QWidget *m_ask;
    QLineEdit *m_value, *m_reason;
};

} // namespace muster::ui
