// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl+Z takes back the newest change to tickets, one at a time, and never something older in its place.
#include "tests/ui/queue/pagefixture.h"

#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace muster;
using namespace muster::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using test::PageFixture;

class TestUndo : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { loadFonts(); }
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s)); }
    void changesAreTakenBackNewestFirst();
    void aReplyCannotBeTakenBackAndNothingOlderGoesInItsPlace();
    void aKeyPressedBeforeTheAnswerWaitsForIt();
    void typingIsUndoneInItsField();
    void whatTheBarNamesIsWhatItsButtonTakesBack();
    void aFullDiskKeepsTheWayBack();
    void nothingToTakeBackIsSaid();
    void anotherPageGivesWayToTheTickets();
    void nothingIsTakenBackBehindAForm();

private:
    static QString said(const PageFixture &it) { return it.named<QLabel>("queue.bulkText")->text(); }
    static void setPriority(PageFixture &it, const QString &priority)
    {
        it.key(Qt::Key_P);
        it.type(priority);
        it.key(Qt::Key_Return);
        QTRY_VERIFY(said(it).endsWith(u"priority %1: done"_s.arg(priority)));
    }
};

void TestUndo::changesAreTakenBackNewestFirst()
{
    PageFixture it(3);
    const TicketId ticket = it.page->currentTicket();
    const ticket::Ticket before = it.desk.state(ticket);
    setPriority(it, u"P4"_s);
    it.key(Qt::Key_S);
    it.type(u"hold"_s);
    it.key(Qt::Key_Return);
    QTRY_VERIFY(said(it).endsWith(u"On hold: done"_s));
    it.key(Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY(said(it).startsWith(u"Undone: Set "_s));
    QVERIFY(it.desk.state(ticket).status != ticket::Status::OnHold);
    QCOMPARE(it.desk.state(ticket).priority, u"P4"_s);
    it.key(Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY(said(it).startsWith(u"Undone: Give "_s));
    QCOMPARE(it.desk.state(ticket).priority, before.priority);
}

void TestUndo::aReplyCannotBeTakenBackAndNothingOlderGoesInItsPlace()
{
    PageFixture it(3);
    const TicketId ticket = it.page->currentTicket();
    const QString before = it.desk.state(ticket).priority;
    setPriority(it, u"P4"_s);
    it.key(Qt::Key_R);
    it.type(u"Done"_s);
    it.key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(said(it).startsWith(u"Written on "_s));
    it.key(Qt::Key_Escape);
    QVERIFY(!it.named<QPushButton>("queue.bulkUndo")->isVisible());
    it.key(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY2(said(it).contains(u"this cannot be undone. Once more undoes: Give "_s), qPrintable(said(it)));
    QCOMPARE(it.desk.state(ticket).priority, u"P4"_s);
    it.key(Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(it.desk.state(ticket).priority, before);
}

void TestUndo::aKeyPressedBeforeTheAnswerWaitsForIt()
{
    PageFixture it(3);
    const TicketId ticket = it.page->currentTicket();
    const QString before = it.desk.state(ticket).priority;
    it.key(Qt::Key_P);
    it.type(u"P4"_s);
    it.key(Qt::Key_Return);
    it.key(Qt::Key_Z, Qt::ControlModifier); // no answer yet: it comes by the event loop
    QCOMPARE(it.desk.state(ticket).priority, u"P4"_s);
    QTRY_COMPARE(it.desk.state(ticket).priority, before);
    QTRY_VERIFY(said(it).startsWith(u"Undone: Give "_s));
}

void TestUndo::typingIsUndoneInItsField()
{
    PageFixture it(3);
    const TicketId ticket = it.page->currentTicket();
    setPriority(it, u"P4"_s);
    it.key(Qt::Key_N);
    auto *composer = it.named<QPlainTextEdit>("ticket.composer");
    QTRY_COMPARE(it.focus(), composer);
    it.type(u"typo"_s);
    it.key(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(composer->toPlainText() != u"typo"_s);
    QTest::qWait(10);
    QCOMPARE(it.desk.state(ticket).priority, u"P4"_s);
}

void TestUndo::whatTheBarNamesIsWhatItsButtonTakesBack()
{
    PageFixture it(3);
    const TicketId ticket = it.page->currentTicket();
    const QString before = it.desk.state(ticket).priority;
    setPriority(it, u"P4"_s);
    auto *button = it.named<QPushButton>("queue.bulkUndo");
    QVERIFY(button->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_COMPARE(it.desk.state(ticket).priority, before);
    QTRY_VERIFY(!button->isVisible());
}

void TestUndo::aFullDiskKeepsTheWayBack()
{
    PageFixture it(3);
    const TicketId ticket = it.page->currentTicket();
    const QString before = it.desk.state(ticket).priority;
    setPriority(it, u"P4"_s);
    it.desk.writeFails = true;
    it.key(Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY(said(it).startsWith(u"Could not be undone: The disk is full."_s));
    it.desk.writeFails = false;
    it.key(Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(it.desk.state(ticket).priority, before);
}

void TestUndo::nothingToTakeBackIsSaid()
{
    PageFixture it(3);
    it.key(Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(said(it), u"There is nothing to undo."_s);
}

void TestUndo::anotherPageGivesWayToTheTickets()
{
    PageFixture it(3);
    QSignalSpy raised(it.page, &QueuePage::raiseWanted);
    setPriority(it, u"P4"_s);
    it.page->hide();
    QVERIFY(it.registry->trigger(u"edit.undo"_s));
    QCOMPARE(raised.count(), 1);
    QTRY_VERIFY(said(it).startsWith(u"Undone"_s));
}

void TestUndo::nothingIsTakenBackBehindAForm()
{
    PageFixture it(3);
    const TicketId ticket = it.page->currentTicket();
    const QString before = it.desk.state(ticket).priority;
    setPriority(it, u"P4"_s);
    it.page->newTicket();
    QVERIFY(it.registry->trigger(u"edit.undo"_s));
    QTest::qWait(10);
    QCOMPARE(it.desk.state(ticket).priority, u"P4"_s);
    it.page->takeFocus();
    it.key(Qt::Key_Escape);
    it.key(Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(it.desk.state(ticket).priority, before);
}

QTEST_MAIN(TestUndo)
#include "tst_undo.moc"
