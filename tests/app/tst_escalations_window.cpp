// SPDX-License-Identifier: GPL-3.0-or-later
// A ticket is escalated in the window by keyboard alone, over a real file: checked, raised, taken, handed
// over, brought back step by step and closed; and the board holds up with none, ten and five hundred.
#include "tests/app/escalationhands.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTextBrowser>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace {

escalation::EscalationOrder raising(const RealConsole &it, TicketId ticket, const QString &level, int number)
{
    escalation::Raised raised;
    raised.ticket = ticket;
    raised.tier = u"enterprise"_s;
    raised.situation = u"request"_s;
    raised.text = u"The customer asks for it, time %1"_s.arg(number);
    raised.level = level;
    return {{}, raised, it.clock.now()};
}

} // namespace

class TestEscalations : public QObject
{
    Q_OBJECT

private slots:
    void anEmptyBoardSaysWhatComesHereAndLeadsToTheQueue()
    {
        RealConsole it(kEscalationTickets);
        it.press(Qt::Key_6, Qt::ControlModifier);
        QTRY_COMPARE(it.console.window->currentPage(), &board(it));
        QTRY_VERIFY(it.part<QPushButton>(u"escalation.toQueue"_s)->hasFocus());
        it.takeWhole(u"escalations-empty"_s);
        it.press(Qt::Key_Return);
        QTRY_COMPARE(it.console.window->currentPage(), it.console.queue);
    }

    void theCheckAndTheLevelAreShownBeforeAnythingIsWritten()
    {
        RealConsole it(kEscalationTickets);
        it.console.queue->openTicket(ticketOf(it, 1));
        it.press(Qt::Key_E);
        QTRY_VERIFY(it.console.window->findChild<QWidget *>(u"ask"_s) != nullptr);
        QTRY_VERIFY(it.part<QWidget>(u"ask"_s)->isVisible());
        QVERIFY(!it.part<QLabel>(u"ask.right"_s)->text().isEmpty());
        const auto *result = it.part<QLabel>(u"ask.result"_s);
        QVERIFY2(result->text().contains(u"Engineering manager"_s), qPrintable(result->text()));
        // Which line takes it and to which it goes on; what a path is for and who sends it there.
        const QString left = it.part<QLabel>(u"ask.left"_s)->text();
        QVERIFY2(left.contains(u"Technical line"_s) && left.contains(u"External consultant"_s),
                 qPrintable(left));
        auto *path = it.part<QComboBox>(u"ask.path"_s);
        path->setCurrentIndex(path->findData(u"engineering"_s));
        QVERIFY2(result->text().contains(u"A defect is confirmed"_s) &&
                     result->text().contains(u"Sent there by: Second level of support"_s),
                 qPrintable(result->text()));
        // What only a person knows changes the answer.
        const QString before = it.part<QLabel>(u"ask.right"_s)->text();
        it.press(Qt::Key_End);
        it.press(Qt::Key_Space);
        QTRY_VERIFY(it.part<QLabel>(u"ask.right"_s)->text() != before);
        it.takeWhole(u"escalations-check"_s);
        // A reason may ask for a higher level than the matrix.
        auto *reason = it.part<QComboBox>(u"ask.reason"_s);
        reason->setCurrentIndex(reason->findData(u"executive_visibility"_s));
        QVERIFY2(result->text().contains(u"Director of support"_s), qPrintable(result->text()));
        it.press(Qt::Key_Escape);
        QVERIFY(!it.part<QWidget>(u"ask"_s)->isVisible());
        QVERIFY(board(it).ofTicket(ticketOf(it, 1)) == nullptr);
    }

    void eEscalatesAndTheTicketSaysSo()
    {
        RealConsole it(kEscalationTickets);
        const TicketId ticket = ticketOf(it, 1);
        escalate(it, ticket);
        QCOMPARE(state(it, ticket).level().level, u"level-2"_s);
        QCOMPARE(state(it, ticket).raised.text, u"Nobody can pay"_s);
        auto *line = it.part<QPushButton>(u"ticket.escalation"_s);
        QTRY_VERIFY(line->isVisible());
        QVERIFY2(line->toolTip().contains(u"Engineering manager"_s), qPrintable(line->toolTip()));
        it.take(u"escalations-ticket"_s);
        it.press(Qt::Key_E); // once more: what can be done
        QTRY_VERIFY(it.part<QWidget>(u"escalation.picker"_s)->isVisible());
        it.take(u"escalations-choose"_s);
        it.press(Qt::Key_Escape);
        line->click();
        QTRY_COMPARE(it.console.window->currentPage(), &board(it));
    }

    void itIsTakenHandedOverBroughtBackAndClosedByKeys()
    {
        RealConsole it(kEscalationTickets);
        const TicketId ticket = ticketOf(it, 1);
        escalate(it, ticket);
        toBoard(it);
        it.take(u"escalations-one"_s);
        it.press(Qt::Key_A);
        QTRY_COMPARE(state(it, ticket).status, escalation::Status::Held);
        // The brief is filled in; without one nothing is handed over.
        it.press(Qt::Key_H);
        QTRY_VERIFY(it.part<QWidget>(u"ask"_s)->isVisible());
        auto *brief = it.part<QPlainTextEdit>(u"ask.brief"_s);
        QVERIFY2(brief->toPlainText().contains(u"Promised to the customer: nothing"_s),
                 qPrintable(brief->toPlainText()));
        QVERIFY(brief->toPlainText().contains(u"Acme (Enterprise)"_s));
        it.takeWhole(u"escalations-brief"_s);
        brief->clear();
        auto *path = it.part<QComboBox>(u"ask.path"_s);
        path->setCurrentIndex(path->findData(u"leadership"_s));
        it.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(it.part<QLabel>(u"ask.note"_s)->text().contains(u"rief"_s));
        brief->setFocus();
        it.type(u"Rolled back at 14:00, still failing"_s);
        it.part<QLineEdit>(u"ask.reason"_s)->setFocus();
        it.type(u"no time"_s);
        it.take(u"escalations-hand-over"_s);
        it.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(state(it, ticket).handOvers.size(), size_t(1));
        QTRY_VERIFY(it.part<QListView>(u"escalation.list"_s)->hasFocus());
        it.press(Qt::Key_R);
        QVERIFY(it.part<QLabel>(u"ask.text"_s)->isVisible());
        it.type(u"This is for engineering"_s);
        it.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(state(it, ticket).handOvers[0].state, escalation::HandOver::State::Refused);
        QTRY_VERIFY(it.part<QListView>(u"escalation.list"_s)->hasFocus());
        it.press(Qt::Key_D);
        it.take(u"escalations-de-escalate"_s);
        it.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(state(it, ticket).status, escalation::Status::DeEscalating);
        for (int step = 0; step < 4; ++step) {
            QTRY_VERIFY(it.part<QListView>(u"escalation.list"_s)->hasFocus());
            it.press(Qt::Key_S);
            it.press(Qt::Key_Return);
            QTRY_COMPARE(state(it, ticket).steps.size(), step + 1);
        }
        it.press(Qt::Key_X);
        it.type(u"Test the roll back first"_s);
        QVERIFY2(it.part<QLabel>(u"ask.result"_s)->text().contains(u"Nothing is left open"_s),
                 qPrintable(it.part<QLabel>(u"ask.result"_s)->text()));
        it.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(board(it).ofTicket(ticket) == nullptr);
        QTRY_VERIFY(it.part<QPushButton>(u"escalation.toQueue"_s)->hasFocus());
    }

    void contactsApprovalsAndLevelsAreInTheRecord()
    {
        RealConsole it(kEscalationTickets);
        const TicketId ticket = ticketOf(it, 2);
        escalate(it, ticket);
        toBoard(it);
        it.press(Qt::Key_A);
        QTRY_COMPARE(state(it, ticket).status, escalation::Status::Held);
        it.press(Qt::Key_T);
        it.type(u"Call Ada"_s);
        it.part<QLineEdit>(u"ask.due"_s)->setFocus();
        it.type(u"+1h"_s);
        it.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(state(it, ticket).followUps.size(), size_t(1));
        QCOMPARE(state(it, ticket).followUps[0].due, std::optional(it.clock.now() + std::chrono::hours(1)));
        QTRY_VERIFY(it.part<QLabel>(u"escalation.line"_s)->text().contains(u"Next contact due in 1 h"_s));
        it.press(Qt::Key_P);
        it.part<QLineEdit>(u"ask.text"_s)->setFocus();
        it.type(u"Two more people"_s);
        it.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(state(it, ticket).approvals.size(), size_t(1));
        QTRY_VERIFY(it.part<QListView>(u"escalation.list"_s)->hasFocus());
        it.press(Qt::Key_P, Qt::ShiftModifier);
        it.take(u"escalations-judge"_s);
        it.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(state(it, ticket).approvals[0].state, escalation::Approval::State::Approved);
        QTRY_VERIFY(it.part<QListView>(u"escalation.list"_s)->hasFocus());
        it.press(Qt::Key_L);
        it.part<QLineEdit>(u"ask.reason"_s)->setFocus();
        it.type(u"It goes on"_s);
        it.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(state(it, ticket).level().level, u"level-3"_s);
        it.press(Qt::Key_Return);
        QTRY_COMPARE(it.console.window->currentPage(), it.console.queue);
        QCOMPARE(it.console.queue->currentTicket(), ticket);
    }

    void whatIsTypedOutlivesTheProgram()
    {
        RealConsole it(kEscalationTickets);
        const TicketId ticket = ticketOf(it, 1);
        it.console.queue->openTicket(ticket);
        it.press(Qt::Key_E);
        QTRY_VERIFY(it.part<QWidget>(u"ask"_s)->isVisible());
        it.part<QLineEdit>(u"ask.text"_s)->setFocus();
        it.type(u"Half a sent"_s);
        it.press(Qt::Key_Escape);
        QTest::qWait(100);
        it.reopen();
        it.console.queue->openTicket(ticket);
        it.press(Qt::Key_E);
        QTRY_VERIFY(it.part<QWidget>(u"ask"_s)->isVisible());
        QCOMPARE(it.part<QLineEdit>(u"ask.text"_s)->text(), u"Half a sent"_s);
    }

    void theBoardIsByLevelAndByWhatIsDueFirst_data()
    {
        QTest::addColumn<int>("count");
        QTest::newRow("ten") << 10;
        QTest::newRow("fivehundred") << 500;
    }
    void theBoardIsByLevelAndByWhatIsDueFirst()
    {
        QFETCH(const int, count);
        RealConsole it(kEscalationTickets);
        const QStringList levels{u"level-1"_s, u"level-2"_s, u"level-3"_s};
        std::vector<QFuture<Result<views::EscalationReceipt>>> sent;
        for (int i = 0; i < count; ++i) {
            const TicketId ticket = ticketOf(it, 1 + i % 3);
            sent.push_back(it.console.escalating->submit(raising(it, ticket, levels[i % 3], i)));
            it.clock.advance(std::chrono::seconds(20));
        }
        for (auto &each : sent)
            (void)RealConsole::waitFor(std::move(each));
        toBoard(it); // a page with many is made anew once it is shown
        QTRY_COMPARE_WITH_TIMEOUT(board(it).model().rowCount(), count + 3, 20'000);
        board(it).tick(it.clock.now());
        const auto &rows = board(it).model().values();
        QVERIFY(rows[0].isHeading);
        QCOMPARE(rows[0].title, u"Director of support or engineering"_s);
        for (size_t i = 1; i < rows.size(); ++i) {
            if (!rows[i].isHeading && !rows[i - 1].isHeading)
                QVERIFY(rows[i - 1].clock.clock.due <= rows[i].clock.clock.due);
        }
        const int before = it.part<QListView>(u"escalation.list"_s)->currentIndex().row();
        QCOMPARE(before, 1); // never a heading
        it.press(Qt::Key_J);
        QCOMPARE(it.part<QListView>(u"escalation.list"_s)->currentIndex().row(), 2);
        const QString name = u"escalations-%1"_s.arg(count);
        it.take(name);
        it.press(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        it.console.window->resize(1920, 1080);
        QTest::qWait(50);
        it.take(name + u"-light-large"_s);
        it.press(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
    }
};

QTEST_MAIN(TestEscalations)
#include "tst_escalations_window.moc"
