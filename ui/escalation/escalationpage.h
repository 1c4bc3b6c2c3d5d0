// SPDX-License-Identifier: GPL-3.0-or-later
// The board of open escalations by level, or of closed ones, and the chosen one in full beside it. Reads them
// when it is loaded; then each as it changes. Window thread; owned by the shell.
#pragma once

#include "models/views/escalationrows.h"
#include "ui/escalation/escalationorders.h"
#include "ui/widgets/calmtimer.h"
#include "ui/widgets/page.h"

class QListView;
class QSplitter;
class QStackedWidget;
class QTextBrowser;

namespace muster::views {
class KnowledgeDesk;
}

namespace muster::ui {

class BoardFilter;
class EscalationDelegate;
class OrderButtons;
class ToneLabel;

class EscalationPage final : public Page
{
    Q_OBJECT
public:
    EscalationPage(views::Desk &desk, views::EscalationDesk &escalations, QWidget *parent = nullptr);

    QString pageKey() const override;
    QString pageTitle() const override;
    QString pageIcon() const override;
    void registerActions(ActionRegistry &registry) override;
    void takeFocus() override;
    QByteArray saveLayout() const override;
    void restoreLayout(const QByteArray &saved) override;

    /// What a ticket that is in the queue reads like; nothing for others, which are read from the record.
    void setTickets(std::function<std::optional<views::EscalatedTicket>(TicketId)> tickets);
    /// How a place for a file is asked for.
    void setDialogs(std::shared_ptr<Dialogs> dialogs);
    void setKnowledge(views::KnowledgeDesk *knowledge); ///< for the check
    const views::EscalationModel &model() const { return *m_model; }
    /// The open one of a ticket that stands highest; null where it has none.
    const views::LedEscalation *ofTicket(TicketId ticket) const;
    /// The line on a ticket; empty where it is not escalated.
    QString lineOf(TicketId ticket, Instant now) const;
    /// Whether its clock has run out: the line is red then.
    bool isOverdue(TicketId ticket, Instant now) const;
    /// Tickets with an open escalation; true for one that is past all levels.
    QHash<TicketId, bool> escalated() const;
    /// Escalates a ticket, or offers what can be done where it is escalated.
    void escalate(TicketId ticket);
    /// Chooses an escalation on the board, also one that is filtered out or closed; says so where it is
    /// neither.
    void show(escalation::EscalationId escalation);

public slots:
    void load();
    void tick(muster::Instant now);
    void loadPeople();

signals:
    void ticketWanted(muster::TicketId ticket);
    void told(const QString &sentence);
    void escalationsTaken(); ///< what is open is another set, or reads otherwise

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void refresh();
    void build();
    void loadClosed();
    void filterChanged();
    QWidget *buildEmpty();
    void take(const views::LedEscalation &changed);
    /// The same of all that is open; what was at `changed.escalation.id` is gone where it is closed.
    void replaceOpen(const views::LedEscalation &changed);
    void present();
    void showChosen();
    void countBadge();
    views::EscalatedTicket ticketOf(TicketId ticket);
    const views::LedEscalation *chosen() const;
    EscalationOrders &orders();
    void run(EscalationOrders::Order order);
    void moveBy(int rows);

    views::Desk &m_desk;
    views::EscalationDesk &m_escalations;
    std::vector<views::LedEscalation> m_open, m_closed; ///< closed ones once somebody looked at them
    QHash<escalation::EscalationId, size_t> m_at;       ///< where each stands in m_open
    std::function<std::optional<views::EscalatedTicket>(TicketId)> m_tickets;
    QHash<TicketId, views::EscalatedTicket> m_closedTickets; ///< those that are not in the queue
    std::vector<people::Person> m_people;
    std::shared_ptr<Dialogs> m_dialogs;
    views::KnowledgeDesk *m_knowledge = nullptr;
    EscalationOrders *m_orders = nullptr; ///< made once the page stands in its window
    views::EscalationModel *m_model;
    EscalationDelegate *m_delegate;
    QListView *m_list;
    QTextBrowser *m_text;
    ToneLabel *m_line, *m_nothing;
    BoardFilter *m_filter;
    OrderButtons *m_buttons;
    QSplitter *m_split;
    QStackedWidget *m_stack;
    CalmTimer m_wait;
    escalation::EscalationId m_wanted; ///< to be chosen once it is on view
    int m_badge = -1;
    bool m_isUrgent = false;
    bool m_isStale = false;       ///< the list waits until the page is shown
    bool m_isClosedStale = false; ///< closed ones are to be read again
};

} // namespace muster::ui
