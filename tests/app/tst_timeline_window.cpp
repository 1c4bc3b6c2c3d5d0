// SPDX-License-Identifier: GPL-3.0-or-later
// The timeline of an incident by keyboard alone, over a real file: what is written into it, found in it, put
// right, and put aside.
#include "tests/app/warroomhands.h"
#include "ui/incident/timelineview.h"
#include "ui/widgets/entryform.h"

#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollBar>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kTickets = "id,subject,customer,tier,arr,priority,status,created\n"
                            "1,Checkout fails,Acme,enterprise,120000 USD,P1,open,2026-11-20T13:40:00Z\n";

void record(RealConsole &it, const QString &text)
{
    incident::EntryWritten entry;
    entry.text = text;
    it.waitFor(it.console.incidents->submit({room(it).current(), entry, std::nullopt}));
}

} // namespace

class TestTimelineWindow : public QObject
{
    Q_OBJECT

private slots:
    void theTimelineUnderstandsTimesKindsAndResults()
    {
        RealConsole it(kTickets);
        declare(it, u"Checkout is down"_s);
        const auto before = state(it).timeline.size();
        write(it, u"/action restarted the gateway => errors fall"_s);
        write(it, u"/decision roll back to the release before"_s);
        QTRY_COMPARE(state(it).timeline.size(), before + 2);
        const auto &lines = state(it).timeline;
        const auto &action = lines[lines.size() - 2];
        QCOMPARE(action.kind, incident::EntryKind::Action);
        QCOMPARE(action.text, u"restarted the gateway"_s);
        QCOMPARE(action.result, u"errors fall"_s);
        it.clock.advance(std::chrono::minutes(20));
        room(it).tick(it.clock.now());
        write(it, u"-12m first customer called"_s);
        QTRY_COMPARE(state(it).timeline.size(), before + 3);
        const auto late =
            std::ranges::find(state(it).timeline, u"first customer called"_s, &incident::TimelineLine::text);
        QVERIFY(late != state(it).timeline.end());
        QCOMPARE(late->recorded - late->occurred, Millis(std::chrono::minutes(12)));
        it.take(u"warroom-timeline"_s);
    }

    void theTimelineIsNarrowedAndItsMilestonesAreAKeyAway()
    {
        RealConsole it(kTickets);
        declare(it, u"Checkout is down"_s);
        write(it, u"/action restarted the gateway"_s);
        write(it, u"/decision roll back"_s);
        write(it, u"/milestone mitigated errors are gone"_s);
        write(it, u"watching the graphs"_s);
        views::TimelineModel &lines = room(it).timeline().lines();
        const int all = lines.rowCount();
        it.press(Qt::Key_Escape);
        it.press(Qt::Key_Slash);
        it.type(u"gateway"_s);
        QTRY_COMPARE(lines.rowCount(), 1);
        QCOMPARE(it.part<QLabel>(u"incident.shownCount"_s)->text(), u"1 of %1"_s.arg(all));
        it.press(Qt::Key_Escape);
        QCOMPARE(lines.rowCount(), all);
        auto *shown = it.part<QComboBox>(u"incident.shown"_s);
        shown->setCurrentText(u"Decision"_s);
        QCOMPARE(lines.rowCount(), 1);
        shown->setCurrentText(u"Milestone"_s);
        QCOMPARE(lines.rowCount(), 2); // declared and mitigated
        it.take(u"warroom-filtered"_s);
        it.press(Qt::Key_Slash);
        it.press(Qt::Key_Escape);
        QCOMPARE(lines.rowCount(), all);
        it.press(Qt::Key_Escape);
        it.press(Qt::Key_Comma);
        QCOMPARE(lines.at(room(it).timeline().currentIndex().row())->milestone, u"mitigated"_s);
        it.press(Qt::Key_Comma);
        QCOMPARE(lines.at(room(it).timeline().currentIndex().row())->milestone, u"declared"_s);
        it.press(Qt::Key_Period);
        QCOMPARE(lines.at(room(it).timeline().currentIndex().row())->milestone, u"mitigated"_s);
    }

    void aLineIsPutRightAndRedacted()
    {
        RealConsole it(kTickets);
        declare(it, u"Checkout is down"_s);
        write(it, u"/action restarted the wrong gateway of Acme"_s);
        const auto line = [&it] { return state(it).timeline.back(); };
        it.press(Qt::Key_Escape);
        it.part<ui::TimelineView>(u"incident.timeline"_s)
            ->setCurrentIndex(room(it).timeline().lines().index(room(it).timeline().lines().rowCount() - 1));
        it.press(Qt::Key_E);
        auto *form = room(it).findChild<ui::EntryForm *>();
        QVERIFY(form->isOpen());
        form->findChild<QPlainTextEdit *>()->setPlainText(u"restarted the gateway in eu-west"_s);
        form->findChild<QLineEdit *>()->setText(u"it was the other one"_s);
        it.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(line().text, u"restarted the gateway in eu-west"_s);
        QVERIFY(line().struckText.has_value());
        QTRY_VERIFY(!form->isOpen());
        it.take(u"warroom-corrected"_s);
        it.console.window->registry().trigger(u"incident.redact"_s);
        QVERIFY(form->isOpen());
        form->findChild<QLineEdit *>()->setText(u"names a customer"_s);
        it.press(Qt::Key_Return, Qt::ControlModifier);
        it.press(Qt::Key_Return, Qt::ControlModifier); // it asks twice
        QTRY_VERIFY(line().isRedacted);
        QVERIFY2(!line().text.contains(u"gateway"_s), qPrintable(line().text));
        QVERIFY(!line().struckText || !line().struckText->contains(u"Acme"_s));
    }

    void aMistakeIsSaidAndTheTextStays()
    {
        RealConsole it(kTickets);
        declare(it, u"Checkout is down"_s);
        it.press(Qt::Key_Escape);
        it.press(Qt::Key_T);
        it.type(u"/role ic Nobody Knows"_s);
        it.press(Qt::Key_Return);
        QTRY_VERIFY2(told(it).contains(u"Nobody here is called"_s), qPrintable(told(it)));
        QCOMPARE(it.part<QLineEdit>(u"incident.entry"_s)->text(), u"/role ic Nobody Knows"_s);
    }

    void aHalfWrittenLineIsPutAsideForACommand()
    {
        RealConsole it(kTickets);
        declare(it, u"Checkout is down"_s);
        auto *entry = it.part<QLineEdit>(u"incident.entry"_s);
        it.type(u"customer says the export hangs"_s);
        it.press(Qt::Key_Escape);
        it.press(Qt::Key_D);
        QCOMPARE(entry->text(), u"/decision "_s);
        it.type(u"roll back"_s);
        QTest::qWait(700); // longer than a draft stays in memory
        it.reopen();
        it.press(Qt::Key_2, Qt::ControlModifier);
        entry = it.part<QLineEdit>(u"incident.entry"_s);
        QTRY_COMPARE(entry->text(), u"/decision roll back"_s);
        entry->setFocus();
        it.press(Qt::Key_Return);
        QTRY_COMPARE(entry->text(), u"customer says the export hangs"_s);
        QCOMPARE(state(it).timeline.back().text, u"roll back"_s);
    }

    void nothingThatWasPutAsideIsLost()
    {
        RealConsole it(kTickets);
        declare(it, u"Checkout is down"_s);
        auto *entry = it.part<QLineEdit>(u"incident.entry"_s);
        it.type(u"first half"_s);
        it.press(Qt::Key_Escape);
        it.press(Qt::Key_S);
        it.press(Qt::Key_A, Qt::ControlModifier);
        it.type(u"second half"_s);
        it.press(Qt::Key_Escape);
        it.press(Qt::Key_D);
        it.type(u"half a decision"_s);
        it.press(Qt::Key_Escape);
        it.press(Qt::Key_S);      // a command that nobody wrote a word of goes without a trace
        it.press(Qt::Key_Escape); // the list
        it.press(Qt::Key_Escape);
        it.press(Qt::Key_W);
        it.type(u"checkout in the EU"_s);
        it.press(Qt::Key_Return);
        QTRY_COMPARE(entry->text(), u"/decision half a decision"_s);
        QCOMPARE(state(it).scope.text, u"checkout in the EU"_s);
        it.press(Qt::Key_Return);
        QTRY_COMPARE(entry->text(), u"second half"_s);
        it.press(Qt::Key_Return);
        QTRY_COMPARE(entry->text(), u"first half"_s);
        QGuiApplication::clipboard()->setText(u" and\na log\nof three lines"_s);
        it.press(Qt::Key_End);
        it.press(Qt::Key_V, Qt::ControlModifier);
        const QString pasted = entry->text();
        QTest::qWait(700); // longer than a draft stays in memory
        it.reopen();
        QTRY_COMPARE(it.part<QLineEdit>(u"incident.entry"_s)->text(), pasted);
    }

    void theTimelineFollowsAlsoAfterAPin()
    {
        RealConsole it(kTickets);
        declare(it, u"Checkout is down"_s);
        for (int i = 0; i < 25; ++i)
            record(it, u"line %1"_s.arg(i));
        auto *view = it.part<ui::TimelineView>(u"incident.timeline"_s);
        QTRY_VERIFY(view->verticalScrollBar()->maximum() > 0);
        QTRY_COMPARE(view->verticalScrollBar()->value(), view->verticalScrollBar()->maximum());
        it.press(Qt::Key_Escape);
        QVERIFY(view->chosen() == nullptr); // nobody chose one
        it.press(Qt::Key_Up);
        QVERIFY(view->chosen() != nullptr);
        it.press(Qt::Key_P);
        QTRY_VERIFY(std::ranges::any_of(state(it).timeline, &incident::TimelineLine::isPinned));
        for (int i = 0; i < 3; ++i)
            record(it, u"more %1"_s.arg(i));
        QTRY_COMPARE(view->lines().at(view->lines().rowCount() - 1)->text, u"more 2"_s);
        QTRY_COMPARE(view->verticalScrollBar()->value(), view->verticalScrollBar()->maximum());
    }
};

QTEST_MAIN(TestTimelineWindow)
#include "tst_timeline_window.moc"
