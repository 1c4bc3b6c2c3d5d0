// SPDX-License-Identifier: GPL-3.0-or-later
// The credits of an incident, in the place of the war room: a line a customer, what the terms come to, what
// was proposed and approved, and beneath it why. Everything by key while the table has the focus: p propose,
// a approve, r refuse, d downtime, e export, Enter the next thing, Esc back. Window thread; owned by the
// page.
#pragma once

#include "models/views/creditsheet.h"
#include "ui/incident/sheetform.h"

class QPlainTextEdit;

namespace muster::ui {

class CreditForm final : public SheetForm
{
    Q_OBJECT
public:
    explicit CreditForm(views::Desk &desk, QWidget *parent = nullptr);

    void open(const RoomView &view, const views::Affected &affected);
    void setAllArr(std::map<QString, qint64> allArr); ///< of all customers, by currency

protected:
    void refresh() override;
    void fillTable() override { fillTable(chosenCustomer()); }
    bool onKey(int key) override;
    void submit() override;
    void keepDraft() override;
    void forgetQuestion() override { m_task = Task::None; }

private:
    enum class Task : quint8
    {
        None,
        Propose,
        Refuse,
        Downtime
    };
    void build();
    void fillTable(CustomerId chosen); ///< keeps the line of this customer chosen, wherever it is now
    void showLine();
    void next();
    void begin(Task task);
    void submitPropose(const views::CreditLine &asked);
    void submitDowntime(const views::CreditLine &asked);
    void approve();
    void restoreDraft();
    void exportFile();
    const views::CreditLine *line() const; ///< the chosen one; null where there is none
    const views::CreditLine *lineOf(CustomerId customer) const;
    CustomerId chosenCustomer() const; ///< null where no line is chosen
    const policy::CreditTerms &terms() const { return m_led.policy->policy().credits; }

    Task m_task = Task::None;
    CustomerId m_asked;   ///< whom the open question is about, whatever line is chosen meanwhile
    FactId m_askedCredit; ///< the credit that it refuses
    std::map<QString, qint64> m_allArr;
    views::CreditSheet m_sheet;

    ToneLabel *m_authority, *m_totals;
    QPlainTextEdit *m_trace;
    QLineEdit *m_value, *m_reason;
};

} // namespace muster::ui
