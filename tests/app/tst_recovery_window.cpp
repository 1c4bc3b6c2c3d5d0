// SPDX-License-Identifier: GPL-3.0-or-later
// A recovery plan by keyboard alone, over a real file: actions of both sides, what is overdue is said in red,
// the customer's copy holds nothing of others, and it goes on after the incident was closed.
#include "tests/app/warroomhands.h"
#include "ui/widgets/picker.h"
#include "ui/widgets/tonelabel.h"

#include <QTableWidget>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kTickets = "id,subject,customer,tier,arr,priority,status,created\n"
                            "1,Checkout fails,Acme,enterprise,120000 USD,P1,open,2026-11-20T13:40:00Z\n"
                            "2,Cannot pay,Globex,professional,60000 USD,P1,open,2026-11-20T13:45:00Z\n";

} // namespace

class TestRecoveryWindow : public QObject
{
    Q_OBJECT

private:
    static QTableWidget &table(RealConsole &it) { return *it.part<QTableWidget>(u"recovery.table"_s); }
    static QString text(RealConsole &it, const QString &name) { return it.part<QLabel>(name)->text(); }
    static void openPlan(RealConsole &it)
    {
        it.press(Qt::Key_Escape);
        it.press(Qt::Key_R);
        QVERIFY(table(it).isVisible());
        QVERIFY(table(it).hasFocus());
        QTRY_VERIFY(!text(it, u"recovery.summary"_s).isEmpty());
    }
    static void fill(RealConsole &it, const QString &what, const QString &owner, const QString &due)
    {
        QVERIFY(it.part<QLineEdit>(u"recovery.text"_s)->hasFocus());
        it.type(what);
        it.press(Qt::Key_Tab);
        it.type(owner);
        it.press(Qt::Key_Tab);
        it.type(due);
        it.press(Qt::Key_Return);
    }
    static void agree(RealConsole &it, Qt::Key side, const QString &what, const QString &owner,
                      const QString &due)
    {
        const int before = table(it).rowCount();
        it.press(side);
        fill(it, what, owner, due);
        QTRY_VERIFY2(table(it).rowCount() == before + 1, qPrintable(text(it, u"recovery.told"_s)));
        QTRY_VERIFY(table(it).hasFocus());
    }

private slots:
    void aPlanIsAgreedFollowedAndExported()
    {
        RealConsole it(kTickets);
        const auto places = std::make_shared<Answers>();
        room(it).setDialogs(places);
        it.press(Qt::Key_A, Qt::ControlModifier);
        declare(it, u"Nobody can pay"_s);
        QTRY_COMPARE(state(it).tickets.size(), size_t(2));
        openPlan(it);
        QCOMPARE(text(it, u"recovery.summary"_s), u"Recovery plan with Acme: no action is agreed yet"_s);
        it.take(u"recovery-empty"_s);
        agree(it, Qt::Key_N, u"Raise the pool and watch it"_s, u"sam"_s, u"+2h"_s);
        agree(it, Qt::Key_T, u"Allow the second address"_s, u"Mira Okafor"_s, u"+3d"_s);
        QCOMPARE(state(it).tasks.size(), size_t(2));
        QCOMPARE(state(it).tasks[0].owner, it.console.desk->me());
        QCOMPARE(state(it).tasks[1].theirOwner, u"Mira Okafor"_s);
        QCOMPARE(state(it).tasks[1].side, incident::Side::Theirs);

        // A mistake is said and what was typed stays.
        it.press(Qt::Key_N);
        fill(it, u"Ask the vendor"_s, u"Nobody Known"_s, {});
        QVERIFY2(text(it, u"recovery.told"_s).contains(u"Nobody here is called"_s),
                 qPrintable(text(it, u"recovery.told"_s)));
        QCOMPARE(it.part<QLineEdit>(u"recovery.text"_s)->text(), u"Ask the vendor"_s);
        it.press(Qt::Key_Escape);
        QVERIFY(table(it).hasFocus());
        it.take(u"recovery-plan"_s);

        // Each customer has a plan of its own.
        it.press(Qt::Key_C);
        QCOMPARE(text(it, u"recovery.summary"_s), u"Recovery plan with Globex: no action is agreed yet"_s);
        agree(it, Qt::Key_N, u"Send the figures"_s, {}, {});
        it.press(Qt::Key_C);
        QCOMPARE(table(it).rowCount(), 2);

        it.clock.advance(std::chrono::hours(3));
        room(it).tick(it.clock.now());
        auto *summary = it.part<ui::ToneLabel>(u"recovery.summary"_s);
        QVERIFY2(summary->text().contains(u"1 of 2 open actions is overdue"_s), qPrintable(summary->text()));
        QCOMPARE(summary->tone(), ui::ToneLabel::Tone::Red);
        QCOMPARE(table(it).item(0, 3)->text(), u"overdue since 16:00 UTC"_s);
        it.take(u"recovery-overdue"_s);
        const QColor dark = table(it).item(1, 1)->foreground().color();
        it.console.window->registry().trigger(u"window.theme"_s);
        QTRY_VERIFY(table(it).item(1, 1)->foreground().color() != dark); // read on either ground
        it.take(u"recovery-light"_s);
        it.console.window->registry().trigger(u"window.theme"_s);
        QTRY_COMPARE(table(it).item(1, 1)->foreground().color(), dark);

        places->path = it.folder.filePath(u"plan.md"_s);
        it.press(Qt::Key_E);
        const QByteArray copy = contentOf(places->path);
        QVERIFY2(copy.contains("# Recovery plan with Acme") && copy.contains("| Mira Okafor |") &&
                     copy.contains("**overdue**"),
                 copy);
        QVERIFY(!copy.contains("Globex") && !copy.contains("figures") && !copy.contains("Nobody can pay"));
        places->path = it.folder.filePath(u"plan.pdf"_s);
        it.press(Qt::Key_E);
        QVERIFY(contentOf(places->path).startsWith("%PDF-"));

        // Changed so that it names another customer, it is held.
        it.press(Qt::Key_Return);
        it.press(Qt::Key_A, Qt::ControlModifier);
        it.type(u"Raise the pool as for Globex"_s);
        it.press(Qt::Key_Return);
        QTRY_COMPARE(table(it).item(0, 1)->text(), u"Raise the pool as for Globex"_s);
        QTRY_VERIFY(table(it).hasFocus());
        places->path = it.folder.filePath(u"held.md"_s);
        it.press(Qt::Key_E);
        QVERIFY2(text(it, u"recovery.told"_s).contains(u"another customer, Globex"_s),
                 qPrintable(text(it, u"recovery.told"_s)));
        QVERIFY(!QFile::exists(places->path));

        it.press(Qt::Key_Escape);
        QTRY_VERIFY(it.part<QLineEdit>(u"incident.entry"_s)->hasFocus());
        QVERIFY2(text(it, u"incident.plansOverdue"_s).contains(u"1 of 2 open actions is overdue"_s),
                 qPrintable(text(it, u"incident.plansOverdue"_s)));
        it.take(u"recovery-room"_s);
    }

    void aHalfWrittenActionIsThereAgainUntilItIsInTheRecord()
    {
        RealConsole it(kTickets);
        it.press(Qt::Key_A, Qt::ControlModifier);
        declare(it, u"Nobody can pay"_s);
        QTRY_COMPARE(state(it).tickets.size(), size_t(2));
        openPlan(it);
        it.press(Qt::Key_N);
        it.type(u"Raise the pool"_s);
        it.press(Qt::Key_Tab);
        it.type(u"sam"_s);
        const auto drafts = [&it] { return it.console.desk->settingKeys(u"draft.recovery."_s).size(); };
        QTRY_COMPARE(drafts(), qsizetype(1)); // by itself, nothing was pressed

        it.reopen();
        it.press(Qt::Key_2, Qt::ControlModifier);
        QTRY_VERIFY(!room(it).current().isNull());
        QTRY_VERIFY(it.part<QLineEdit>(u"incident.entry"_s)->hasFocus());
        openPlan(it);
        auto *what = it.part<QLineEdit>(u"recovery.text"_s);
        it.press(Qt::Key_T); // an action of theirs is another one
        QCOMPARE(what->text(), QString());
        it.press(Qt::Key_Escape);
        it.press(Qt::Key_C); // as is one with another customer
        it.press(Qt::Key_N);
        QCOMPARE(what->text(), QString());
        it.press(Qt::Key_Escape);
        it.press(Qt::Key_C);
        it.press(Qt::Key_N);
        QCOMPARE(what->text(), u"Raise the pool"_s);
        QCOMPARE(it.part<QLineEdit>(u"recovery.owner"_s)->text(), u"sam"_s);
        it.press(Qt::Key_Return);
        QTRY_COMPARE(state(it).tasks.size(), size_t(1));
        QCOMPARE(state(it).tasks[0].text, u"Raise the pool"_s);
        QTRY_VERIFY(table(it).hasFocus());
        QCOMPARE(drafts(), qsizetype(0));
        it.press(Qt::Key_N);
        QCOMPARE(what->text(), QString());
    }

    void theChosenActionStaysChosenWhereverItGoes()
    {
        RealConsole it(kTickets);
        it.press(Qt::Key_A, Qt::ControlModifier);
        declare(it, u"Nobody can pay"_s);
        QTRY_COMPARE(state(it).tickets.size(), size_t(2));
        openPlan(it);
        agree(it, Qt::Key_N, u"Watch the pool"_s, {}, u"+2d"_s);
        QCOMPARE(table(it).item(table(it).currentRow(), 1)->text(), u"Watch the pool"_s);
        agree(it, Qt::Key_N, u"Raise the pool"_s, {}, u"+2h"_s); // sooner: it goes above
        QCOMPARE(table(it).item(0, 1)->text(), u"Raise the pool"_s);
        QCOMPARE(table(it).currentRow(), 1);
        it.press(Qt::Key_Space);
        QTRY_COMPARE(text(it, u"recovery.summary"_s), u"Recovery plan with Acme: 1 action is open"_s);
        const auto &tasks = state(it).tasks;
        const auto done =
            std::ranges::find_if(tasks, [](const incident::Task &task) { return task.doneAt.has_value(); });
        QVERIFY(done != tasks.end());
        QCOMPARE(done->text, u"Watch the pool"_s);
    }

    void aPlanGoesOnAfterTheIncidentIsClosed()
    {
        RealConsole it(kTickets);
        it.press(Qt::Key_A, Qt::ControlModifier);
        declare(it, u"Nobody can pay"_s);
        QTRY_COMPARE(state(it).tickets.size(), size_t(2));
        it.type(u"/status resolved because it is a rehearsal"_s);
        it.press(Qt::Key_Return);
        QTRY_COMPARE(state(it).status, incident::Status::Resolved);
        QTRY_VERIFY(it.part<QLineEdit>(u"incident.entry"_s)->text().isEmpty());
        it.type(u"/status closed all is said"_s);
        it.press(Qt::Key_Return);
        QTRY_COMPARE(state(it).status, incident::Status::Closed);
        openPlan(it);
        agree(it, Qt::Key_N, u"Watch the pool"_s, u"Sam Rivera"_s, u"+1d"_s);
        it.press(Qt::Key_Space);
        QTRY_COMPARE(text(it, u"recovery.summary"_s), u"Recovery plan with Acme: every action is closed"_s);
        it.press(Qt::Key_Space);
        QTRY_COMPARE(text(it, u"recovery.summary"_s), u"Recovery plan with Acme: 1 action is open"_s);

        // A customer that is written down elsewhere does not put another incident in its place.
        const IncidentId closed = room(it).current();
        it.press(Qt::Key_N);
        it.type(u"Half an acti"_s);
        room(it).load();
        QTest::qWait(100);
        QCOMPARE(room(it).current(), closed);
        QCOMPARE(it.part<QLineEdit>(u"recovery.text"_s)->text(), u"Half an acti"_s);
        it.press(Qt::Key_Escape);

        // Also when the program was gone in between: nothing is running then.
        it.reopen();
        it.press(Qt::Key_2, Qt::ControlModifier);
        QVERIFY(room(it).isVisible());
        QVERIFY(room(it).current().isNull());
        QSignalSpy attention(&room(it), &ui::WarRoomPage::attention);
        it.press(Qt::Key_K);
        QTRY_VERIFY(room(it).findChild<ui::Picker *>() != nullptr);
        QVERIFY(room(it).findChild<ui::Picker *>()->isOpen());
        it.type(u"nobody"_s);
        it.take(u"recovery-past"_s);
        it.press(Qt::Key_Return);
        QTRY_VERIFY(!room(it).current().isNull());
        QTRY_VERIFY(it.part<QLineEdit>(u"incident.entry"_s)->hasFocus());
        it.clock.advance(std::chrono::hours(25));
        room(it).tick(it.clock.now());
        QVERIFY(std::ranges::any_of(attention, [](const QList<QVariant> &told) {
            return told[1].toString() == u"An action of a recovery plan is overdue: Watch the pool"_s;
        }));
        openPlan(it);
        QTRY_COMPARE(text(it, u"recovery.summary"_s),
                     u"Recovery plan with Acme: 1 of 1 open actions is overdue"_s);
    }
};

QTEST_MAIN(TestRecoveryWindow)
#include "tst_recovery_window.moc"
