// SPDX-License-Identifier: GPL-3.0-or-later
// Commands act on the ticket a person sees, over a real file: never on one behind a form, beside the one that
// is shown, or moved under the hand.
#include "tests/app/realconsole.h"
#include "ui/queue/queuetable.h"
#include "ui/shell/searchpanel.h"
#include "ui/widgets/picker.h"

#include <QListWidget>
#include <QPushButton>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::test;

namespace {

const QByteArray kTickets = "Case,Subject,Customer,Priority,Status,Created\n"
                            "A-1,Export stuck,Contoso,P1,open,2026-11-20T11:00:00Z\n"
                            "A-2,Login slow,Fabrikam,P1,open,2026-11-20T12:00:00Z\n"
                            "A-3,Report wrong,Contoso,P2,open,2026-11-20T13:00:00Z\n"
                            "A-4,Platypus lost,Contoso,P2,closed,2026-11-10T11:00:00Z\n";

struct Desk : RealConsole
{
    Desk() : RealConsole(kTickets) {}

    ui::QueueTable *table() const { return part<ui::QueueTable>(u"queue.table"_s); }
    QString shown() const { return part<QLabel>(u"ticket.case"_s)->text(); }
    QString said() const { return part<QLabel>(u"queue.bulkText"_s)->text(); }
    bool isOutOfView() const { return part<QLabel>(u"ticket.outOfView"_s)->isVisible(); }
    QString rowCase(int row) const { return console.queue->model().rowAt(row)->caseNumber; }
    QString caseOf(TicketId ticket) const
    {
        return waitFor(console.desk->loadTicket(ticket)).ticket.caseNumber;
    }
    /// Case numbers of the open tickets that somebody owns.
    QStringList owned() const
    {
        QStringList cases;
        const auto queue = waitFor(console.desk->loadQueue());
        for (const views::TicketRow &row : queue.rows) {
            if (row.assignee != 0)
                cases.append(row.caseNumber);
        }
        return cases;
    }
    void find(const QString &words, const QString &wanted)
    {
        press(Qt::Key_F, Qt::ControlModifier);
        type(words);
        QTRY_COMPARE(console.window->search().model().lineCount(), 1);
        press(Qt::Key_Down);
        press(Qt::Key_Return);
        QTRY_COMPARE(shown(), wanted);
    }
    void pick(Qt::Key key, const QString &choice)
    {
        press(key);
        type(choice);
        press(Qt::Key_Return);
    }
};

} // namespace

class TestRightTicket final : public QObject
{
    Q_OBJECT
private slots:
    void queueKeysAreDeadBehindAForm();
    void aCommandFromAnotherPageShowsTheQueueAndDoesNothingYet();
    void commandsMeanTheTicketShownAndNoOtherRowIsHighlighted();
    void aTicketThatLeavesTheViewStaysShownAndUndoBringsItBack();
    void movingOnGoesFromWhereTheTicketStood();
    void undoReturnsToTheTicketItIsAbout();
    void aClosedTicketFromTheSearchIsNamedByItsCase();
};

void TestRightTicket::queueKeysAreDeadBehindAForm()
{
    Desk it;
    const TicketId chosen = it.console.queue->currentTicket();
    for (const QString &form : {u"import.back"_s, u"intake.back"_s}) {
        if (form.startsWith(u"import"))
            it.console.queue->importFile(it.folder.filePath(u"tickets.csv"_s));
        else
            it.press(Qt::Key_N, Qt::ControlModifier);
        auto *button = it.part<QPushButton>(form);
        QTRY_VERIFY(button->isVisible());
        button->setFocus();
        for (const Qt::Key key : {Qt::Key_J, Qt::Key_X, Qt::Key_I, Qt::Key_S})
            it.press(key);
        QVERIFY(button->isVisible());
        QVERIFY(!it.part<ui::Picker>(u"queue.picker"_s)->isOpen());
        QCOMPARE(it.console.queue->model().markedCount(), 0);
        QVERIFY(it.console.queue->currentTicket() == chosen);
        QCOMPARE(it.owned(), QStringList());
        it.press(Qt::Key_Escape);
    }
    it.press(Qt::Key_I); // in front again they work
    QTRY_COMPARE(it.owned(), QStringList{it.caseOf(chosen)});
}

void TestRightTicket::aCommandFromAnotherPageShowsTheQueueAndDoesNothingYet()
{
    Desk it;
    it.press(Qt::Key_2, Qt::ControlModifier);
    QVERIFY(it.console.window->registry().trigger(u"ticket.assign_to_me"_s));
    QCOMPARE(it.console.window->currentPage(), it.console.queue);
    QVERIFY2(it.said().contains(u"Nothing was done yet"_s), qPrintable(it.said()));
    QCOMPARE(it.owned(), QStringList());
}

void TestRightTicket::commandsMeanTheTicketShownAndNoOtherRowIsHighlighted()
{
    Desk it;
    it.console.queue->setFilterText(u"customer:fabrikam"_s);
    QTRY_COMPARE(it.console.queue->model().rowCount(), 1);
    it.console.queue->takeFocus();
    it.find(u"export"_s, u"A-1"_s); // which the filter hides
    QVERIFY(!it.table()->currentIndex().isValid());
    QVERIFY(!it.table()->selectionModel()->hasSelection());
    QVERIFY(it.isOutOfView());
    it.take(u"out-of-view"_s);
    it.press(Qt::Key_Escape); // into the table; the ticket stays beside
    QVERIFY(it.table()->hasFocus());
    it.press(Qt::Key_I);
    QTRY_COMPARE(it.owned(), QStringList{u"A-1"_s});
    it.press(Qt::Key_J);
    QTRY_COMPARE(it.shown(), u"A-2"_s);
    QVERIFY(!it.isOutOfView());
    QCOMPARE(it.table()->currentIndex().row(), 0);
}

void TestRightTicket::aTicketThatLeavesTheViewStaysShownAndUndoBringsItBack()
{
    Desk it;
    it.console.queue->setFilterText(u"status:open"_s);
    it.console.queue->takeFocus();
    QTRY_COMPARE(it.console.queue->model().rowCount(), 3);
    const QString first = it.rowCase(0);
    it.press(Qt::Key_Return);
    QTRY_COMPARE(it.shown(), first);
    it.pick(Qt::Key_S, u"hold"_s);
    QTRY_COMPARE(it.console.queue->model().rowCount(), 2);
    QVERIFY(it.isOutOfView());
    QVERIFY(!it.table()->currentIndex().isValid());
    QTest::qWait(120); // longer than the panel waits before it asks for another ticket
    QCOMPARE(it.shown(), first);
    it.pick(Qt::Key_P, u"P3"_s);
    QTRY_COMPARE(it.said(), u"Give %1 priority P3: done"_s.arg(first));
    it.press(Qt::Key_Z, Qt::ControlModifier);
    it.press(Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(it.console.queue->model().rowCount(), 3);
    QTRY_VERIFY(!it.isOutOfView());
    QCOMPARE(it.shown(), first);
    QCOMPARE(it.rowCase(it.table()->currentIndex().row()), first);
}

void TestRightTicket::movingOnGoesFromWhereTheTicketStood()
{
    Desk it;
    it.console.queue->setFilterText(u"status:open"_s);
    it.console.queue->takeFocus();
    const QString second = it.rowCase(1), third = it.rowCase(2);
    it.press(Qt::Key_J);
    it.press(Qt::Key_Return);
    QTRY_COMPARE(it.shown(), second);
    it.pick(Qt::Key_S, u"hold"_s);
    QTRY_COMPARE(it.console.queue->model().rowCount(), 2);
    it.press(Qt::Key_J);
    QTRY_COMPARE(it.shown(), third);
    QVERIFY(!it.isOutOfView());
}

void TestRightTicket::undoReturnsToTheTicketItIsAbout()
{
    Desk it;
    const QString first = it.rowCase(0);
    it.press(Qt::Key_Return);
    QTRY_COMPARE(it.shown(), first);
    it.press(Qt::Key_I);
    QTRY_COMPARE(it.owned(), QStringList{first});
    it.press(Qt::Key_J);
    QTRY_VERIFY(it.shown() != first);
    it.press(Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(it.owned(), QStringList());
    QTRY_COMPARE(it.shown(), first);
    QCOMPARE(it.rowCase(it.table()->currentIndex().row()), first);
}

void TestRightTicket::aClosedTicketFromTheSearchIsNamedByItsCase()
{
    Desk it;
    it.find(u"platypus"_s, u"A-4"_s);
    it.press(Qt::Key_S);
    QCOMPARE(it.part<QWidget>(u"queue.pickerText"_s)->accessibleName(), u"Status of A-4"_s);
    const auto *list = it.part<QListWidget>(u"queue.pickerList"_s);
    const auto ticked = list->findItems(u"✓"_s, Qt::MatchContains);
    QCOMPARE(ticked.size(), 1);
    QVERIFY2(ticked.front()->text().contains(u"Closed"_s), qPrintable(ticked.front()->text()));
    it.press(Qt::Key_Escape);
    QVERIFY(it.console.window->registry().trigger(u"ticket.reopen"_s));
    QTRY_COMPARE(it.said(), u"Set A-4 to Re-opened: done"_s);
    QTRY_VERIFY(it.console.queue->model().rowCount() == 4);
    QVERIFY(!it.isOutOfView());
}

QTEST_MAIN(TestRightTicket)
#include "tst_rightticket.moc"
