// SPDX-License-Identifier: GPL-3.0-or-later
// What is to be done in an incident, by keyboard over a real file: the asks of a step, tasks and what keeps
// it from coming back, and what may be left out with a reason.
#include "tests/app/warroomhands.h"
#include "ui/incident/timelineview.h"
#include "ui/widgets/draftkeeper.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QTreeWidget>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

class TestWarRoomTasks : public QObject
{
    Q_OBJECT

private slots:
    void whatAStepAsksHasAnOwnerATimeAndAWayToDoIt()
    {
        RealConsole it(kOutageTickets);
        declare(it, u"Checkout is down"_s);
        auto *whose = it.part<QLabel>(u"incident.whose.scope_written"_s);
        QCOMPARE(whose->text(), u"by 14:15 UTC"_s);
        it.clock.advance(std::chrono::minutes(16));
        room(it).tick(it.clock.now());
        whose = it.part<QLabel>(u"incident.whose.scope_written"_s);
        QCOMPARE(whose->text(), u"overdue since 14:15 UTC"_s);
        it.take(u"warroom-ask-late"_s);
        it.part<QToolButton>(u"incident.do.scope_written"_s)->click();
        QCOMPARE(it.part<QLineEdit>(u"incident.entry"_s)->text(), u"/scope "_s);
        it.type(u"everybody in the EU"_s);
        it.press(Qt::Key_Return);
        QTRY_VERIFY(it.console.window->findChild<QToolButton *>(u"incident.do.scope_written"_s) == nullptr);
    }

    void fixAndTrackByKeyboard()
    {
        RealConsole it(kOutageTickets);
        declare(it, u"Checkout is down"_s);
        write(it, u"/task #database raise the limit of the pool due:+30m"_s);
        write(it, u"/task #customers call Acme"_s);
        write(it, u"/hotfix pool of 200 connections due:+2h"_s);
        write(it, u"/hypothesis the pool is full"_s);
        write(it, u"/decision roll back because nobody can pay instead of a hotfix"_s);
        QTRY_COMPARE(state(it).tasks.size(), size_t(3));
        it.press(Qt::Key_Escape);
        it.press(Qt::Key_F);
        auto *list = it.part<QTreeWidget>(u"workList"_s);
        QTRY_VERIFY(list->hasFocus());
        QCOMPARE(list->currentItem()->text(0), u"call Acme"_s); // by workstream: customers, database
        it.take(u"warroom-work-tasks"_s);
        it.press(Qt::Key_Space);
        QTRY_VERIFY(state(it).tasks[1].doneAt.has_value());
        it.press(Qt::Key_J);
        QCOMPARE(list->currentItem()->text(0), u"raise the limit of the pool"_s);
        it.press(Qt::Key_Return);
        QVERIFY(it.part<QLineEdit>(u"work.text"_s)->hasFocus());
        it.type(u" to 200"_s);
        it.part<QComboBox>(u"work.owner"_s)->setCurrentIndex(1);
        it.part<QComboBox>(u"work.kind"_s)->setCurrentIndex(int(incident::TaskKind::Corrective));
        it.part<QLineEdit>(u"work.text"_s)->setFocus();
        it.press(Qt::Key_Return);
        QTRY_COMPARE(state(it).tasks[0].text, u"raise the limit of the pool to 200"_s);
        QCOMPARE(state(it).tasks[0].owner, it.console.desk->me());
        QCOMPARE(state(it).tasks[0].kind, incident::TaskKind::Corrective);
        QTRY_VERIFY(list->hasFocus());

        it.press(Qt::Key_2);
        QCOMPARE(list->currentItem()->text(0), u"pool of 200 connections"_s);
        it.take(u"warroom-work-hotfixes"_s);
        it.press(Qt::Key_3);
        it.press(Qt::Key_Return);
        it.type(u"200 of 200 in use"_s);
        it.take(u"warroom-work-hypotheses"_s);
        it.part<QPushButton>(u"work.confirm"_s)->click();
        const auto guess = [&it] {
            return *std::ranges::find(state(it).timeline, u"the pool is full"_s,
                                      &incident::TimelineLine::text);
        };
        QTRY_COMPARE(guess().hypothesis, incident::HypothesisState::Confirmed);
        QCOMPARE(guess().judgedBecause, u"200 of 200 in use"_s);
        it.press(Qt::Key_4);
        QVERIFY(it.part<QLabel>(u"work.more"_s)->text().contains(u"because nobody can pay"_s));
        it.take(u"warroom-work-decisions"_s);
        it.press(Qt::Key_Escape);
        QTRY_VERIFY(it.part<ui::TimelineView>(u"incident.timeline"_s)->hasFocus());
        // From the board a new one is written on the line.
        it.press(Qt::Key_Escape);
        it.press(Qt::Key_F);
        it.press(Qt::Key_2);
        it.press(Qt::Key_N);
        QTRY_COMPARE(it.part<QLineEdit>(u"incident.entry"_s)->text(), u"/hotfix "_s);
    }

    void whatIsTypedOfATaskOutlivesTheProgram()
    {
        RealConsole it(kOutageTickets);
        declare(it, u"Checkout is down"_s);
        write(it, u"/task call Acme"_s);
        it.press(Qt::Key_Escape);
        it.press(Qt::Key_F);
        it.press(Qt::Key_Return);
        it.type(u" and Globex"_s);
        QTest::qWait(ui::DraftKeeper::kDelayMs + 200);
        it.reopen();
        QTRY_VERIFY(!room(it).current().isNull());
        it.console.window->showPage(u"warroom"_s);
        it.press(Qt::Key_Escape);
        it.press(Qt::Key_F);
        QTRY_COMPARE(it.part<QLineEdit>(u"work.text"_s)->text(), u"call Acme and Globex"_s);
    }

    void goingOnWithoutARequiredThingTakesAReason()
    {
        RealConsole it(kOutageTickets);
        declare(it, u"Checkout is down"_s);
        QVERIFY(it.part<QWidget>(u"incident.step.declare"_s)->isVisible());
        it.press(Qt::Key_Escape);
        it.press(Qt::Key_G);
        auto *entry = it.part<QLineEdit>(u"incident.entry"_s);
        QCOMPARE(entry->text(), u"/step roles "_s);
        it.type(u"scope not known yet"_s);
        it.press(Qt::Key_Return);
        QTRY_COMPARE(state(it).step, u"roles"_s);
        QTRY_VERIFY(entry->text().isEmpty());
        write(it, u"/scope checkout in the EU, 40 % of sessions"_s);
        QTRY_COMPARE(state(it).scope.sessionsPermille, std::optional(400));
    }

    void whatAStepAsksIsTickedByKeyboard()
    {
        RealConsole it(kOutageTickets);
        declare(it, u"Checkout is down"_s);
        write(it, u"/step contain as a rehearsal"_s);
        QTRY_COMPARE(state(it).step, u"contain"_s);
        it.press(Qt::Key_Escape);
        it.press(Qt::Key_X);
        QTRY_COMPARE(QApplication::focusWidget()->objectName(), u"warroom.pickerText"_s);
        it.take(u"warroom-asks"_s);
        it.type(u"changes to production"_s);
        it.press(Qt::Key_Return);
        QTRY_VERIFY(state(it).ticked.contains(u"change_freeze"_s));
    }

    void manyChipsKeepWhatIsDueAndAPromiseIsOwedAfterTheEnd()
    {
        RealConsole it(kOutageTickets);
        for (int i = 0; i < 6; ++i) {
            const IncidentId before = room(it).current();
            declare(it, u"Outage of the region number %1"_s.arg(i));
            QTRY_VERIFY(room(it).current() != before);
        }
        room(it).tick(it.clock.now());
        const auto &chips = room(it).announced();
        QCOMPARE(chips.size(), size_t(6));
        QVERIFY(std::ranges::all_of(chips, [](const ui::RunningIncident &chip) {
            return chip.text.contains(u"SEV-1 · 30:00 · Outage"_s);
        }));
        it.take(u"warroom-six"_s);
        it.clock.advance(std::chrono::minutes(31));
        room(it).tick(it.clock.now());
        QVERIFY2(chips[0].text.contains(u" · -01:00 · "_s), qPrintable(chips[0].text));
        it.console.window->resize(1100, 680);
        it.take(u"warroom-six-small"_s);
        it.press(Qt::Key_Escape);
        it.press(Qt::Key_U);
        it.take(u"warroom-six-small-update"_s);
        it.press(Qt::Key_Escape);

        // Resolved, and something is promised: it stays in sight.
        incident::UpdateSent told;
        told.audience = u"customers"_s;
        told.text = u"We are rolling back."_s;
        told.nextBy = it.clock.now() + std::chrono::minutes(40);
        told.approvedBy = it.console.desk->me();
        const IncidentId shown = room(it).current();
        it.waitFor(it.console.incidents->submit({shown, told, std::nullopt}));
        write(it, u"/status resolved because it is a rehearsal"_s);
        QTRY_VERIFY(std::ranges::any_of(chips, [shown](const ui::RunningIncident &chip) {
            return chip.id == shown && chip.missing == u"resolved"_s && chip.left == u"40:00"_s;
        }));
    }
};

QTEST_MAIN(TestWarRoomTasks)
#include "tst_warroom_tasks.moc"
