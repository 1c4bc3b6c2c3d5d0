// SPDX-License-Identifier: GPL-3.0-or-later
// All clocks of a ticket under each other, and "why is this red?": the spans of the chosen one as a list that
// can be walked by keyboard. Window thread; owned by the detail panel.
#pragma once

#include "models/views/clockstrip.h"
#include "models/views/desk.h"

#include <QWidget>

#include <map>

class QLabel;
class QListWidget;
class QVBoxLayout;

namespace muster::ui {

class ClockRow;

class ClocksPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit ClocksPanel(QWidget *parent = nullptr);

    /// `why` is the list that shows the spans; it lives in a tab of its own.
    void setWhyList(QListWidget *why);
    void present(const views::TicketDetail &detail, Instant now);
    void tick(Instant now);
    const sla::Clocks &clocks() const { return m_clocks; }

private:
    void evaluate(Instant now);
    void showPast(size_t clock);
    void fillWhy(int clock);
    QString terms(size_t clock) const; ///< clock, target, calendar, policy and its version

    sla::ClocksInput m_input;
    sla::Clocks m_clocks;
    views::StripTexts m_texts;
    QString m_priority, m_policy;
    std::map<FactId, QString> m_told; ///< what each entry of the history says
    std::array<ClockRow *, 4> m_rows{};
    std::array<QLabel *, 4> m_past{}; ///< under each row: what it no longer shows
    QListWidget *m_why = nullptr;
    Instant m_evaluated{};
    int m_chosen = -1;
    bool m_has = false;
};

} // namespace muster::ui
