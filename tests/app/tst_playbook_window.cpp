// SPDX-License-Identifier: GPL-3.0-or-later
// The playbook of a ticket by keyboard alone, over a real file: seen, ticked, taken back, done by the
// program, told on the desktop.
#include "models/views/playbooktext.h"
#include "tests/app/realconsole.h"
#include "ui/queue/detailpanel.h"
#include "ui/widgets/tonelabel.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QTabWidget>
#include <QToolButton>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray kTickets = "id,subject,customer,tier,arr,priority,status,created\n"
                            "1,Checkout fails,Acme,enterprise,120000 USD,P0,open,2026-11-20T13:40:00Z\n"
                            "2,Cannot pay,Globex,enterprise,80000 USD,P2,open,2026-11-20T13:45:00Z\n";

} // namespace

class TestPlaybookWindow : public QObject
{
    Q_OBJECT

private:
    /// Opens the ticket of this priority and goes to its playbook.
    static void openPlaybook(RealConsole &it, const QString &priority)
    {
        it.console.queue->setFilterText(u"priority:"_s + priority);
        it.console.queue->takeFocus();
        QTRY_COMPARE(it.console.queue->model().rowCount(), 1);
        it.press(Qt::Key_J);
        it.press(Qt::Key_W);
        QTRY_VERIFY(it.part<QWidget>(u"ticket.playbook"_s)->isVisible());
        QTRY_VERIFY(qobject_cast<QCheckBox *>(it.console.window->focusWidget()) != nullptr);
    }
    static QCheckBox *box(RealConsole &it, const QString &step)
    {
        return it.part<QCheckBox>(u"ticket.step."_s + step);
    }
    static QString about(RealConsole &it, const QString &step)
    {
        const auto *label = it.console.window->findChild<QLabel *>(u"ticket.about."_s + step);
        return label ? label->text() : QString(); // it comes with the desk's answer
    }
    static QString next(RealConsole &it) { return it.part<QLabel>(u"ticket.nextStep"_s)->text(); }
    static QString said(RealConsole &it) { return it.part<QLabel>(u"queue.bulkText"_s)->text(); }
    static void tick(RealConsole &it, Millis by)
    {
        it.clock.advance(by);
        it.console.queue->tick(it.clock.now());
    }

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s)); }

    void aTicketShowsWhatItsPriorityAsksForWithWhoseAndUntilWhen()
    {
        RealConsole it(kTickets);
        openPlaybook(it, u"P0"_s);
        QCOMPARE(about(it, u"page_lead"_s), u"First line · overdue by 15 min, since 13:45 UTC"_s);
        QCOMPARE(about(it, u"update"_s), u"First line · every 30 min · due in 10 min, 14:10 UTC"_s);
        QCOMPARE(about(it, u"post_mortem"_s), u"Technical lead · once it is resolved"_s);
        QCOMPARE(next(it), u"Overdue by 15 min: Alert the technical lead at once · First line"_s);
        QCOMPARE(it.part<ui::ToneLabel>(u"ticket.about.page_lead"_s)->tone(), ui::ToneLabel::Tone::Red);
        tick(it, 10min);
        QCOMPARE(about(it, u"update"_s), u"First line · every 30 min · overdue by 0 s, since 14:10 UTC"_s);
        it.take(u"playbook-overdue"_s);
    }

    void spaceTicksOffAndCtrlZTakesItBack()
    {
        RealConsole it(kTickets);
        openPlaybook(it, u"P2"_s);
        QCOMPARE(it.console.window->focusWidget(), box(it, u"backlog"_s));
        it.press(Qt::Key_Down);
        it.press(Qt::Key_Down);
        QCOMPARE(it.console.window->focusWidget(), box(it, u"resolve"_s));
        it.press(Qt::Key_Space);
        QTRY_VERIFY(box(it, u"resolve"_s)->isChecked());
        QCOMPARE(about(it, u"resolve"_s), u"Technical lead · done 14:00 UTC by Sam Rivera"_s);
        QCOMPARE(it.console.window->focusWidget(), box(it, u"resolve"_s));
        it.press(Qt::Key_Space);
        QTRY_VERIFY(!box(it, u"resolve"_s)->isChecked());
        it.press(Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(box(it, u"resolve"_s)->isChecked());
        it.reopen();
        openPlaybook(it, u"P2"_s);
        QVERIFY(box(it, u"resolve"_s)->isChecked());
        const auto history = it.part<QListView>(u"ticket.history"_s)->model();
        QStringList lines;
        for (int row = 0; row < history->rowCount(); ++row)
            lines += history->index(row, 0).data().toString();
        QVERIFY(lines.contains(u"Playbook: “Resolve it in the order of the backlog” is done"_s));
        QVERIFY(
            lines.contains(u"Playbook: “Resolve it in the order of the backlog” is not done after all"_s));
    }

    void rightPutsItIntoTheBacklog()
    {
        RealConsole it(kTickets);
        openPlaybook(it, u"P2"_s);
        it.press(Qt::Key_Right);
        QTRY_VERIFY(box(it, u"backlog"_s)->isChecked());
        QCOMPARE(about(it, u"backlog"_s), u"First line · tagged backlog 14:00 UTC by Sam Rivera"_s);
        it.press(Qt::Key_Space); // there is no tick: the tag did it
        QVERIFY2(said(it).contains(u"There is no tick to take back"_s), qPrintable(said(it)));
        QVERIFY(box(it, u"backlog"_s)->isChecked());
        it.press(Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(!box(it, u"backlog"_s)->isChecked());
        it.console.queue->setFilterText(u"tag:backlog"_s);
        QCOMPARE(it.console.queue->model().rowCount(), 0);
    }

    void rightAcknowledgesAndTheAnswerIsTheDeed()
    {
        RealConsole it(kTickets);
        openPlaybook(it, u"P2"_s);
        it.press(Qt::Key_Down);
        it.press(Qt::Key_Right);
        auto *composer = it.part<QPlainTextEdit>(u"ticket.composer"_s);
        QTRY_VERIFY(composer->hasFocus());
        QVERIFY(composer->toPlainText().contains(u"your report has the case number"_s));
        it.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(about(it, u"acknowledge"_s), u"First line · replied 14:00 UTC by Sam Rivera"_s);
        QVERIFY(box(it, u"acknowledge"_s)->isChecked());
        QVERIFY(!it.part<QToolButton>(u"ticket.do.acknowledge"_s)->isVisible());
    }

    void rightDeclaresAnIncidentThatIsTheRoom()
    {
        RealConsole it(kTickets);
        QTRY_VERIFY(it.console.window->findChild<QWidget *>(u"declare"_s) != nullptr);
        openPlaybook(it, u"P0"_s);
        it.press(Qt::Key_Down);
        it.press(Qt::Key_Right);
        QVERIFY(it.part<QWidget>(u"declare"_s)->isVisible());
        QCOMPARE(it.part<QLineEdit>(u"declare.title"_s)->text(), u"Checkout fails"_s);
        it.press(Qt::Key_Return);
        QTRY_COMPARE(it.console.window->currentPage(), it.console.warRoom);
        QTRY_COMPARE(it.console.warRoom->running().size(), size_t(1));
        QCOMPARE(it.console.warRoom->running().front().incident.tickets.size(), size_t(1));
        QCOMPARE(it.console.warRoom->running().front().incident.title, u"Checkout fails"_s);
        it.press(Qt::Key_1, Qt::ControlModifier);
        QTRY_VERIFY(box(it, u"war_room"_s)->isChecked());
        QVERIFY2(about(it, u"war_room"_s).contains(u"declared 14:00 UTC"_s),
                 qPrintable(about(it, u"war_room"_s)));
    }

    void aPriorityThatAsksForAnAlertGivesItOnceOnTheDesktop()
    {
        RealConsole it(kTickets);
        QSignalSpy told(it.console.queue, &ui::QueuePage::attention);
        openPlaybook(it, u"P2"_s);
        it.press(Qt::Key_P);
        it.type(u"P1"_s);
        it.press(Qt::Key_Return);
        QTRY_COMPARE(told.count(), 1);
        QVERIFY(told.front().at(0).toString().startsWith(u"P1 "_s));
        QVERIFY(told.front().at(0).toString().endsWith(u": Tell the technical lead"_s));
        QCOMPARE(told.front().at(1).toString(), u"Cannot pay\nFor: First line"_s);
        QTRY_COMPARE(about(it, u"tell_lead"_s),
                     u"First line · notice given 14:00 UTC on the desk of Sam Rivera"_s);
        it.take(u"playbook-after-alert"_s);
    }

    void anUpdateIsDueAgainAfterEachAnswer()
    {
        RealConsole it(kTickets);
        openPlaybook(it, u"P0"_s);
        it.press(Qt::Key_Down);
        it.press(Qt::Key_Down);
        it.press(Qt::Key_Space); // told on the phone
        QTRY_COMPARE(
            about(it, u"update"_s),
            u"First line · every 30 min · done 14:00 UTC by Sam Rivera · due in 30 min, 14:30 UTC"_s);
        QVERIFY(!box(it, u"update"_s)->isChecked()); // there is a next time
        tick(it, 5min);
        it.press(Qt::Key_Right);
        it.type(u"We found the cause"_s);
        it.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(
            about(it, u"update"_s),
            u"First line · every 30 min · replied 14:05 UTC by Sam Rivera · due in 30 min, 14:35 UTC"_s);
    }
};

QTEST_MAIN(TestPlaybookWindow)
#include "tst_playbook_window.moc"
