// SPDX-License-Identifier: GPL-3.0-or-later
// The recovery plan with one affected customer, in the place of the war room: actions of both sides, who owns
// each and by when, what is overdue, and a copy for the customer. By key while the table has the focus: n
// adds one of ours, t one of theirs, Enter changes, Space closes or opens again, c goes to the next customer,
// e exports, Esc leaves. Window thread; owned by the page.
#pragma once

#include "models/views/recoveryplan.h"
#include "ui/incident/sheetform.h"

#include <QHash>

namespace muster::ui {

class RecoveryForm final : public SheetForm
{
    Q_OBJECT
public:
    explicit RecoveryForm(views::Desk &desk, QWidget *parent = nullptr);

    void setPeople(const QHash<PersonId, QString> &people) { m_people = people; }
    void setCustomers(const std::vector<customer::Customer> &all); ///< for names, and for what must not leak
    /// With the customer whose plan is the most overdue, else the largest that is hit.
    void open(const RoomView &view, const views::Affected &affected);

protected:
    void refresh() override;
    void fillTable() override { fillTable(chosenTask()); }
    bool onKey(int key) override;
    void submit() override;
    void keepDraft() override;
    void forgetQuestion() override { m_changed.reset(); }

private:
    void build();
    QStringList cellsOf(const incident::Task &task) const;
    void fillTable(FactId kept); ///< keeps this action chosen, wherever it is now
    void nextCustomer();
    void begin(incident::Side side, const incident::Task *changed);
    Result<void> readOwner(incident::TaskWritten &written) const;
    Result<void> readDue(incident::TaskWritten &written) const;
    void toggleDone();
    void restoreDraft();
    void exportFile();
    const incident::Task *chosen() const; ///< null where no action is chosen
    FactId chosenTask() const;
    std::vector<CustomerId> candidates() const;
    QString nameOf(CustomerId customer) const;

    QHash<PersonId, QString> m_people;
    QHash<CustomerId, QString> m_customers;
    CustomerId m_customer;
    views::RecoveryPlan m_plan;
    std::vector<QStringList> m_cells; ///< of the table, by row
    incident::Side m_side = incident::Side::Ours;
    std::optional<incident::Task> m_changed; ///< the action that is being changed; absent for a new one
    QString m_dueBefore;

    ToneLabel *m_summary;
    QLineEdit *m_text, *m_owner, *m_due;
};

} // namespace muster::ui
