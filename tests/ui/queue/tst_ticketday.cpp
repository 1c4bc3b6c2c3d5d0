// SPDX-License-Identifier: GPL-3.0-or-later
// A ticket's day by keyboard alone: from intake to close, as a person without a mouse would do it.
#include "tests/ui/queue/pagefixture.h"

#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QTabWidget>
#include <QTextBrowser>

using namespace muster;
using namespace muster::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using test::PageFixture;

class TestTicketDay : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { loadFonts(); }
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s)); }
    void fromIntakeToCloseByKeyboardAlone();
    void draftsComeBackAfterTheProgramWasKilled();
    void draftsOfTwoTicketsDoNotMix();
    void whatCouldNotBeSentStaysInTheField();
    void sendAndSetStatusInOneStroke();
    void theTicketUnderThePenStaysWhenTheListMoves();
    void closingNamesWhatIsMissing();
    void whyIsWalkedByKeys();
    void aBreachOfBeforeIsToldUnderItsClock();
    void fieldsAreMendedAndSaved();
    void hostileTextIsShownAsText();

private:
    static QPlainTextEdit *composer(const PageFixture &it)
    {
        return it.named<QPlainTextEdit>("ticket.composer");
    }
    static void openFirst(PageFixture &it)
    {
        it.key(Qt::Key_Return);
        QTRY_COMPARE(it.named<QLabel>("ticket.case")->text(), it.page->model().rowAt(0)->caseNumber);
    }
};

void TestTicketDay::fromIntakeToCloseByKeyboardAlone()
{
    PageFixture it(6);
    it.desk.settings.clear();
    it.key(Qt::Key_C);
    it.type(u"Contoso"_s);
    const auto tabTo = [&it](const char *name) {
        QWidget *wanted = it.named<QWidget>(name);
        for (int steps = 0; steps < 40 && it.focus() != wanted; ++steps)
            it.key(Qt::Key_Tab);
        QCOMPARE(it.focus(), wanted);
    };
    tabTo("intake.contact_name");
    it.type(u"Ben Fox"_s);
    tabTo("intake.subject");
    it.type(u"All dashboards are down"_s);
    tabTo("intake.impact");
    it.key(Qt::Key_Down);
    tabTo("intake.environment");
    it.type(u"Production"_s);
    it.key(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(it.named<QLabel>("intake.missing")->text().contains(u"Priority"_s));
    QVERIFY(it.named<QLabel>("intake.suggestion")->text().startsWith(u"Suggested: P1"_s));
    tabTo("intake.acceptSuggestion");
    it.key(Qt::Key_Space);
    it.key(Qt::Key_Return, Qt::ControlModifier);

    // In the queue, open, with the acknowledgement ready.
    QTRY_COMPARE(it.page->model().totalCount(), 7);
    QTRY_COMPARE(it.focus(), composer(it));
    QTRY_VERIFY(composer(it)->toPlainText().contains(u"MSTR-7F3K-0007"_s));
    QVERIFY(composer(it)->toPlainText().contains(u"Mira Okafor"_s));
    const TicketId ticket = it.page->currentTicket();
    it.key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(it.desk.state(ticket).acknowledged);
    QCOMPARE(it.desk.state(ticket).status, ticket::Status::Open);
    QTRY_VERIFY(composer(it)->toPlainText().isEmpty());

    // A reply that waits for the customer.
    it.key(Qt::Key_Escape);
    QCOMPARE(it.focus(), it.table());
    QVERIFY(it.page->currentTicket() == ticket);
    it.key(Qt::Key_R);
    it.type(u"Which region do you see it in?"_s);
    it.key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(it.desk.state(ticket).messages.size(), size_t(2));
    it.key(Qt::Key_Escape);
    it.key(Qt::Key_S);
    it.type(u"waiting"_s);
    it.key(Qt::Key_Return);
    QTRY_COMPARE(it.desk.state(ticket).status, ticket::Status::Waiting);

    // The customer calls back: the ticket is open again by that message alone.
    it.key(Qt::Key_M);
    it.type(u"eu-west, since nine"_s);
    it.key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(it.desk.state(ticket).status, ticket::Status::Open);
    QCOMPARE(it.desk.state(ticket).messages.back().from, u"Ben Fox"_s);
    it.key(Qt::Key_Escape);

    // Closed with its note.
    it.key(Qt::Key_S);
    it.type(u"closed"_s);
    it.key(Qt::Key_Return);
    it.type(u"A full disk on the metrics node"_s);
    it.key(Qt::Key_Tab);
    it.type(u"none"_s);
    it.key(Qt::Key_Tab);
    it.type(u"An alert at 80 percent"_s);
    it.key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(it.desk.state(ticket).status, ticket::Status::Closed);
    QCOMPARE(it.desk.state(ticket).closingNote->prevention, u"An alert at 80 percent"_s);
    QTRY_COMPARE(it.page->model().totalCount(), 6);
    QCOMPARE(it.focus(), it.table());
    QTRY_COMPARE(it.desk.settingKeys(u"draft:"_s).join(u' '), QString());
}

void TestTicketDay::draftsComeBackAfterTheProgramWasKilled()
{
    PageFixture it(3);
    openFirst(it);
    it.key(Qt::Key_R);
    it.type(u"We found the cau"_s);
    // Nobody asks the page to save; within the second it is on disk all the same.
    QTRY_COMPARE_WITH_TIMEOUT(it.desk.settingKeys(u"draft:"_s).size(), 1, 1000);
    const QHash<QString, QByteArray> disk = it.desk.settings;
    it.type(u"se"_s);
    it.window.reset();
    it.desk.settings = disk; // killed: what was flushed on the way out is not there
    it.open();
    openFirst(it);
    it.key(Qt::Key_R);
    QCOMPARE(composer(it)->toPlainText(), u"We found the cau"_s);
}

void TestTicketDay::draftsOfTwoTicketsDoNotMix()
{
    PageFixture it(3);
    openFirst(it);
    it.key(Qt::Key_R);
    it.type(u"for the first"_s);
    it.key(Qt::Key_Escape);
    it.key(Qt::Key_J);
    QTRY_COMPARE(it.named<QLabel>("ticket.case")->text(), it.page->model().rowAt(1)->caseNumber);
    it.key(Qt::Key_N);
    QVERIFY(composer(it)->toPlainText().isEmpty());
    it.type(u"a note for the second"_s);
    it.key(Qt::Key_Escape);
    it.key(Qt::Key_K);
    it.key(Qt::Key_R);
    QCOMPARE(composer(it)->toPlainText(), u"for the first"_s);
}

void TestTicketDay::whatCouldNotBeSentStaysInTheField()
{
    PageFixture it(3);
    openFirst(it);
    it.key(Qt::Key_R);
    it.type(u"Try again now"_s);
    it.desk.writeFails = true;
    it.key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(it.named<QLabel>("ticket.composerNote")->text().contains(u"The disk is full."_s));
    QCOMPARE(composer(it)->toPlainText(), u"Try again now"_s);
}

void TestTicketDay::sendAndSetStatusInOneStroke()
{
    PageFixture it(3);
    openFirst(it);
    const TicketId ticket = it.ticketAt(0);
    it.key(Qt::Key_R);
    it.type(u"Fixed in 4.2"_s);
    it.key(Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
    it.type(u"resolved"_s);
    it.key(Qt::Key_Return);
    QTRY_COMPARE(it.desk.state(ticket).status, ticket::Status::Resolved);
    QCOMPARE(it.desk.state(ticket).messages.back().text, u"Fixed in 4.2"_s);
}

void TestTicketDay::theTicketUnderThePenStaysWhenTheListMoves()
{
    PageFixture it(3);
    openFirst(it);
    const QString caseNumber = it.named<QLabel>("ticket.case")->text();
    it.key(Qt::Key_R);
    it.type(u"half a sen"_s);
    const TicketId ticket = it.ticketAt(0);
    it.desk.append(ticket, it.desk.time, ticket::StatusChanged{ticket::Status::Closed, {}, {}});
    it.desk.announce({ticket}); // somebody else closed it
    QTRY_COMPARE(it.page->model().totalCount(), 2);
    QTest::qWait(80);
    QCOMPARE(it.named<QLabel>("ticket.case")->text(), caseNumber);
    QCOMPARE(composer(it)->toPlainText(), u"half a sen"_s);
}

void TestTicketDay::closingNamesWhatIsMissing()
{
    PageFixture it(3);
    QVERIFY(it.registry->trigger(u"ticket.close"_s));
    auto *missing = it.named<QLabel>("ticket.closing.missing");
    QCOMPARE(missing->text(), u"Still missing: root cause, prevention"_s);
    it.type(u"A typo"_s);
    QCOMPARE(missing->text(), u"Still missing: prevention"_s);
    it.key(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(it.focus()->objectName(), u"ticket.closing.prevention"_s);
    it.key(Qt::Key_Escape);
    QCOMPARE(it.focus(), it.table());
    QVERIFY(it.registry->trigger(u"ticket.close"_s));
    QCOMPARE(it.named<QPlainTextEdit>("ticket.closing.rootCause")->toPlainText(),
             u"A typo"_s); // the draft is kept
}

void TestTicketDay::whyIsWalkedByKeys()
{
    PageFixture it(6);
    for (int row = 0; row < it.page->model().rowCount(); ++row) {
        if (it.page->model().rowAt(row)->status == ticket::Status::Waiting)
            it.table()->setCurrentIndex(it.page->model().index(row, 0));
    }
    it.key(Qt::Key_Return);
    QWidget *clock = it.named<QWidget>("ticket.clock.resolution");
    QTRY_VERIFY(clock->isVisible());
    clock->setFocus();
    auto *why = it.named<QListWidget>("ticket.why");
    QTRY_COMPARE_GE(why->count(), 2); // counted, then paused
    it.key(Qt::Key_Home);
    const QString first = clock->accessibleDescription();
    it.key(Qt::Key_Right);
    QVERIFY(clock->accessibleDescription() != first);
    QCOMPARE(why->currentRow(), 2); // the terms of the clock stand first
    QVERIFY(clock->accessibleName().contains(u"paused"_s));
}

void TestTicketDay::aBreachOfBeforeIsToldUnderItsClock()
{
    PageFixture it(3);
    const TicketId ticket = test::addPastBreach(it.desk);
    it.open();
    it.page->openTicket(ticket);
    auto *past = it.named<QLabel>("ticket.past.resolution");
    QTRY_COMPARE(past->text(),
                 u"Breached 08:00 UTC under P2, before it was set to P4. First resolved 09:00 UTC, "
                 "then re-opened; 1 day 4 hours counted in all."_s);
    QVERIFY(past->isVisible());
    QVERIFY(!it.named<QLabel>("ticket.past.update")->isVisible());
    QVERIFY(it.named<QWidget>("ticket.clock.resolution")->accessibleName().contains(u"running"_s));
}

void TestTicketDay::fieldsAreMendedAndSaved()
{
    PageFixture it(3);
    openFirst(it);
    it.named<QTabWidget>("ticket.tabs")->setCurrentIndex(4);
    auto *environment = it.named<QLineEdit>("ticket.field.environment");
    environment->setFocus();
    it.type(u"Staging"_s);
    it.key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(it.desk.state(it.ticketAt(0)).environment, u"Staging"_s);
}

void TestTicketDay::hostileTextIsShownAsText()
{
    PageFixture it(1);
    const TicketId ticket = it.ticketAt(0);
    it.desk.append(ticket, it.desk.time,
                   ticket::CustomerMessageReceived{
                       u"<b>Eve</b>"_s, u"<img src='file:///etc/passwd'><script>x</script>"_s, {}});
    it.desk.announce({ticket});
    openFirst(it);
    auto *conversation = it.named<QTextBrowser>("ticket.conversation");
    QTRY_VERIFY(conversation->toPlainText().contains(u"<img src='file:///etc/passwd'>"_s));
    QVERIFY(conversation->toPlainText().contains(u"<b>Eve</b>"_s));
}

QTEST_MAIN(TestTicketDay)
#include "tst_ticketday.moc"
