// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of escalations do by keyboard in a console over a real file, and what they look at.
#pragma once

#include "tests/app/realconsole.h"

#include <QLineEdit>
#include <QListView>

namespace muster::test {

inline const QByteArray kEscalationTickets =
    "id,subject,customer,tier,arr,priority,status,created\n"
    "1,Checkout fails,Acme,enterprise,120000 USD,P1,open,2026-11-20T13:40:00Z\n"
    "2,Cannot pay,Globex,enterprise,80000 USD,P1,open,2026-11-20T13:45:00Z\n"
    "3,Where is my invoice,Initech,starter,5000 USD,P3,open,2026-11-20T13:46:00Z\n";

inline ui::EscalationPage &board(const RealConsole &it)
{
    return *it.console.escalations;
}

/// By its number in the table that was imported.
inline TicketId ticketOf(const RealConsole &it, int number)
{
    const QStringList subjects{QStringLiteral("Checkout fails"), QStringLiteral("Cannot pay"),
                               QStringLiteral("Where is my invoice")};
    const views::QueueModel &queue = it.console.queue->model();
    for (int row = 0; row < queue.rowCount(); ++row) {
        if (queue.rowAt(row)->subject == subjects[number - 1])
            return queue.rowAt(row)->id;
    }
    qFatal("no such ticket");
}

/// The escalation of a ticket as the board has it.
inline const escalation::Escalation &state(const RealConsole &it, TicketId ticket)
{
    const views::LedEscalation *led = board(it).ofTicket(ticket);
    if (led == nullptr)
        qFatal("the ticket is not escalated");
    return led->escalation;
}

/// From the queue with E, by the form.
inline void escalate(RealConsole &it, TicketId ticket)
{
    it.console.queue->openTicket(ticket);
    QTRY_COMPARE(it.console.queue->currentTicket(), ticket);
    it.press(Qt::Key_E);
    QTRY_VERIFY(it.part<QWidget>(QStringLiteral("ask"))->isVisible());
    it.part<QLineEdit>(QStringLiteral("ask.text"))->setFocus();
    it.type(QStringLiteral("Nobody can pay"));
    it.press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(board(it).ofTicket(ticket) != nullptr);
    QTRY_VERIFY(!it.part<QWidget>(QStringLiteral("ask"))->isVisible());
}

inline void toBoard(RealConsole &it)
{
    it.press(Qt::Key_6, Qt::ControlModifier);
    QTRY_COMPARE(it.console.window->currentPage(), &board(it));
    QTRY_VERIFY(it.part<QListView>(QStringLiteral("escalation.list"))->hasFocus());
    QTRY_VERIFY(it.part<QListView>(QStringLiteral("escalation.list"))->currentIndex().isValid());
}

} // namespace muster::test
