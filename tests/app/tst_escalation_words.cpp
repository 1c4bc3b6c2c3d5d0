// SPDX-License-Identifier: GPL-3.0-or-later
// What is said of an escalation in the window, over a real file: to the customer as a reply on the ticket, to
// our people as a notification; both filled in and checked before they go. And on to an incident, once.
#include "tests/app/escalationhands.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QListWidget>
#include <QPlainTextEdit>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace {

QPlainTextEdit *words(const RealConsole &it)
{
    return it.part<QPlainTextEdit>(u"ask.text"_s);
}

QString note(const RealConsole &it)
{
    return it.part<QLabel>(u"ask.note"_s)->text();
}

void openAsk(RealConsole &it, Qt::Key key)
{
    QTRY_VERIFY(it.part<QListView>(u"escalation.list"_s)->hasFocus());
    it.press(key);
    const auto *ask = it.part<QWidget>(u"ask"_s);
    QTRY_VERIFY(ask->isVisible() && ask->isAncestorOf(it.console.window->focusWidget()));
}

void send(RealConsole &it)
{
    it.press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(!it.part<QWidget>(u"ask"_s)->isVisible());
}

std::vector<ticket::Message> messages(RealConsole &it, TicketId ticket)
{
    return RealConsole::waitFor(it.console.desk->loadTicket(ticket)).ticket.messages;
}

} // namespace

class TestEscalationWords : public QObject
{
    Q_OBJECT

private slots:
    void theCustomerIsToldByAReplyOnTheTicket()
    {
        RealConsole it(kEscalationTickets);
        const TicketId ticket = ticketOf(it, 1);
        escalate(it, ticket);
        toBoard(it);
        openAsk(it, Qt::Key_M);
        QVERIFY(it.part<QLineEdit>(u"ask.holder"_s)->hasFocus());
        QVERIFY2(words(it)->toPlainText().contains(u"Engineering manager has it now."_s),
                 qPrintable(words(it)->toPlainText()));
        QVERIFY(words(it)->toPlainText().contains(u"hear from us again by 16:00 UTC"_s));
        QVERIFY(it.part<QListWidget>(u"ask.findings"_s)->isHidden());
        // The text follows the fields.
        it.press(Qt::Key_A, Qt::ControlModifier);
        it.type(u"Ada Moreno"_s);
        it.part<QLineEdit>(u"ask.workaround"_s)->setFocus();
        it.type(u"pay by invoice"_s);
        QVERIFY(words(it)->toPlainText().contains(u"Ada Moreno has it now."_s));
        QVERIFY(words(it)->toPlainText().contains(u"this helps: pay by invoice"_s));
        it.takeWhole(u"escalations-tell-customer"_s);
        send(it);
        QTRY_COMPARE(state(it, ticket).words.size(), size_t(1));
        QCOMPARE(escalation::promisedUpdate(state(it, ticket)),
                 std::optional(it.clock.now() + std::chrono::hours(2)));
        const auto written = messages(it, ticket);
        QCOMPARE(written.size(), size_t(1));
        QCOMPARE(written[0].kind, ticket::MessageKind::Reply);
        QVERIFY(written[0].text.contains(u"Ada Moreno has it now."_s));
    }

    void whatTheCheckFindsHoldsItUntilThereIsAReason()
    {
        RealConsole it(kEscalationTickets);
        const TicketId ticket = ticketOf(it, 1);
        escalate(it, ticket);
        toBoard(it);
        openAsk(it, Qt::Key_M);
        auto *reason = it.part<QLineEdit>(u"ask.reason"_s);
        QVERIFY(!reason->isVisible());
        words(it)->setFocus();
        it.press(Qt::Key_A, Qt::ControlModifier);
        it.type(u"Someone will fix it soon."_s);
        QVERIFY(it.part<QListWidget>(u"ask.findings"_s)->count() >= 2);
        QVERIFY(reason->isVisible());
        it.takeWhole(u"escalations-tell-held"_s);
        it.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY2(note(it).contains(u"what the check found"_s), qPrintable(note(it)));
        QVERIFY(messages(it, ticket).empty());
        // What one wrote does not follow the fields any more.
        it.part<QLineEdit>(u"ask.holder"_s)->setFocus();
        it.type(u"X"_s);
        QCOMPARE(words(it)->toPlainText(), u"Someone will fix it soon."_s);
        reason->setFocus();
        it.type(u"agreed on the phone"_s);
        send(it);
        QTRY_COMPARE(state(it, ticket).words.size(), size_t(1));
        QVERIFY(state(it, ticket).words[0].told.waived.contains(u"vague_time"_s));
        QCOMPARE(state(it, ticket).words[0].told.reason, u"agreed on the phone"_s);
        QCOMPARE(messages(it, ticket).size(), size_t(1));
    }

    void ourPeopleAreToldByANotificationAndACopy()
    {
        RealConsole it(kEscalationTickets);
        const TicketId ticket = ticketOf(it, 1);
        escalate(it, ticket);
        toBoard(it);
        openAsk(it, Qt::Key_O);
        const QString text = words(it)->toPlainText();
        QVERIFY2(text.startsWith(u"ESCALATION to Engineering manager"_s), qPrintable(text));
        QVERIFY(it.part<QLabel>(u"ask.text"_s)->text().contains(u"Desktop"_s));
        // What is still open in it holds it back.
        QVERIFY(it.part<QLineEdit>(u"ask.reason"_s)->isVisible());
        it.take(u"escalations-tell-ours"_s);
        words(it)->setFocus();
        it.press(Qt::Key_A, Qt::ControlModifier);
        it.type(u"Nobody can pay. Sam Rivera rolls back at 14:30 UTC."_s);
        send(it);
        QTRY_COMPARE(state(it, ticket).words.size(), size_t(1));
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 u"Nobody can pay. Sam Rivera rolls back at 14:30 UTC."_s);
        const auto asked = it.console.desk->thread().ask(
            [](store::Workspace &workspace) { return Result(workspace.notifications(10)); });
        const auto known = RealConsole::waitFor(asked);
        QVERIFY(std::ranges::any_of(known, [&](const notify::Notification &each) {
            return each.asked.text == QGuiApplication::clipboard()->text();
        }));
        QVERIFY(messages(it, ticket).empty());
    }

    void onToAnIncidentInOneStroke()
    {
        RealConsole it(kEscalationTickets);
        const TicketId ticket = ticketOf(it, 1);
        escalate(it, ticket);
        toBoard(it);
        openAsk(it, Qt::Key_I);
        it.press(Qt::Key_Return, Qt::ControlModifier); // without a title it is refused
        QTRY_VERIFY(!note(it).startsWith(u"Esc"_s));
        QVERIFY(RealConsole::waitFor(it.console.incidents->openIncidents()).empty());
        it.part<QLineEdit>(u"ask.title"_s)->setFocus();
        it.type(u"Nobody can pay"_s);
        send(it);
        QTRY_VERIFY(!state(it, ticket).incident.isNull());
        const auto open = RealConsole::waitFor(it.console.incidents->openIncidents());
        QCOMPARE(open.size(), size_t(1));
        QCOMPARE(open[0].incident.id, state(it, ticket).incident);
        QVERIFY(!open[0].incident.roles.empty()); // who raises it leads it
        QTRY_COMPARE(it.console.warRoom->running().size(), size_t(1));
    }
};

QTEST_MAIN(TestEscalationWords)
#include "tst_escalation_words.moc"
