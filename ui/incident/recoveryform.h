// SPDX-License-Identifier: GPL-3.0-or-later
// The recovery plan with one affected customer, in the place of the war room: actions of both sides, who owns
// each and by when, what is overdue, and a copy for the customer. By key while the table has the focus: n
// adds one of ours, t one of theirs, Enter changes, Space closes or opens again, c goes to the next customer,
// e exports, Esc leaves. Window thread; owned by the page.
#pragma once

#include "models/views/desk.h"
#include "models/views/recoveryplan.h"
#include "ui/incident/roomview.h"
#include "ui/widgets/filewriter.h"

#include <QHash>
#include <QWidget>

class QLineEdit;
class QTableWidget;

namespace muster::ui {

class Dialogs;
class DraftKeeper;
class ToneLabel;

class RecoveryForm final : public QWidget
{
    Q_OBJECT
public:
    explicit RecoveryForm(views::Desk &desk, QWidget *parent = nullptr);

    void setDialogs(std::shared_ptr<Dialogs> dialogs) { m_dialogs = std::move(dialogs); }
    void setPeople(const QHash<PersonId, QString> &people) { m_people = people; }
    void setCustomers(const std::vector<customer::Customer> &all); ///< for names, and for what must not leak
    /// With the customer whose plan is the most overdue, else the largest that is hit.
    void open(const RoomView &view, const views::Affected &affected);
    void present(const RoomView &view); ///< the incident changed, or time went on
    void setAffected(const views::Affected &affected);
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
    void build();
    QWidget *buildAsk();
    QWidget *buildButtons();
    void refresh();
    void fillTable(FactId kept); ///< keeps this action chosen, wherever it is now
    bool onKey(int key);
    void nextCustomer();
    void begin(incident::Side side, const incident::Task *changed);
    void submit();
    Result<void> readOwner(incident::TaskWritten &written) const;
    Result<void> readDue(incident::TaskWritten &written) const;
    void toggleDone();
    void endTask();
    void keepDraft();
    void restoreDraft();
    void exportFile();
    void say(const QString &sentence, bool isWrong);
    const incident::Task *chosen() const; ///< null where no action is chosen
    FactId chosenTask() const;
    std::vector<CustomerId> candidates() const;
    QString nameOf(CustomerId customer) const;

    DraftKeeper *m_keeper;
    QString m_answered; ///< the key of the draft whose action is on its way to the record
    std::shared_ptr<Dialogs> m_dialogs;
    FileWriter m_files{nullptr};
    bool m_open = false, m_isAsking = false;
    views::LedIncident m_led;
    views::NameOf m_nameOf;
    Instant m_now{};
    views::Affected m_affected;
    QHash<PersonId, QString> m_people;
    QHash<CustomerId, QString> m_customers;
    CustomerId m_customer;
    views::RecoveryPlan m_plan;
    incident::Side m_side = incident::Side::Ours;
    std::optional<incident::Task> m_changed; ///< the action that is being changed; absent for a new one
    QString m_dueBefore;

    ToneLabel *m_title, *m_summary, *m_empty, *m_askTitle, *m_told;
    QTableWidget *m_table;
    QWidget *m_ask;
    QLineEdit *m_text, *m_owner, *m_due;
};

} // namespace muster::ui
