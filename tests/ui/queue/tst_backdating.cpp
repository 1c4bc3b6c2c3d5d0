// SPDX-License-Identifier: GPL-3.0-or-later
// What happened earlier is entered with its own time: in the composer and for a status.
#include "tests/ui/queue/pagefixture.h"

#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>

using namespace muster;
using namespace muster::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using test::PageFixture;

class TestBackdating : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { loadFonts(); }
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s)); }
    void theFieldIsClosedUntilItsKeyOpensIt();
    void aNoteIsWrittenAtTheTimeThatWasUnderstood();
    void aLengthStaysTheTimeItMeantWhenItWasTyped();
    void aTimeThatIsNotUnderstoodHoldsTheEntryBack();
    void theTimeIsPartOfTheDraft();
    void everyKindOfEntryCanBeEarlier();
    void aStatusHoldsSinceAnEarlierTime();
    void aStatusIsNeverSetInTheFuture();
    void whatLiesBeforeTheTicketIsRefusedAndKept();

private:
    static void open(PageFixture &it, Qt::Key compose)
    {
        it.key(Qt::Key_Return);
        QTRY_COMPARE(it.named<QLabel>("ticket.case")->text(), it.page->model().rowAt(0)->caseNumber);
        it.key(compose);
    }
    static QLineEdit *when(const PageFixture &it) { return it.named<QLineEdit>("ticket.when"); }
    static QString understood(const PageFixture &it)
    {
        return it.named<QLabel>("ticket.when.understood")->text();
    }
    static QString time(Instant at) { return toRfc3339(at); }
};

void TestBackdating::theFieldIsClosedUntilItsKeyOpensIt()
{
    PageFixture it(3);
    open(it, Qt::Key_N);
    QVERIFY(!when(it)->isVisible());
    it.key(Qt::Key_W, Qt::AltModifier);
    QVERIFY(when(it)->isVisible());
    QCOMPARE(it.focus(), when(it));
    it.key(Qt::Key_Escape);
    QVERIFY(!when(it)->isVisible());
    QCOMPARE(it.focus()->objectName(), u"ticket.composer"_s);
    it.key(Qt::Key_W, Qt::AltModifier);
    it.key(Qt::Key_W, Qt::AltModifier); // once more leaves it again
    QVERIFY(!when(it)->isVisible());
    it.key(Qt::Key_Escape);
    QCOMPARE(it.focus(), it.table());
    it.key(Qt::Key_W, Qt::AltModifier); // from the table it opens the composer too
    QCOMPARE(it.focus(), when(it));
}

void TestBackdating::aNoteIsWrittenAtTheTimeThatWasUnderstood()
{
    PageFixture it(3);
    open(it, Qt::Key_N);
    const TicketId ticket = it.ticketAt(0);
    const size_t before = it.desk.state(ticket).messages.size();
    it.type(u"Rebooted the node"_s);
    it.key(Qt::Key_W, Qt::AltModifier);
    it.type(u"13:55 UTC"_s);
    QCOMPARE(understood(it), u"20 Nov 2026 13:55 UTC · 5 min ago"_s);
    it.key(Qt::Key_Return);
    QCOMPARE(it.focus()->objectName(), u"ticket.composer"_s);
    it.key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(it.desk.state(ticket).messages.size(), before + 1);
    const auto &messages = it.desk.state(ticket).messages;
    const auto note = std::find_if(messages.begin(), messages.end(),
                                   [](const auto &each) { return each.text == u"Rebooted the node"; });
    QVERIFY(note != messages.end());
    QCOMPARE(time(note->at), u"2026-11-20T13:55:00Z"_s);
    QCOMPARE(time(note->recorded), u"2026-11-20T14:00:00Z"_s);
    QTRY_VERIFY(!when(it)->isVisible()); // the next entry is of now again
    QVERIFY(when(it)->text().isEmpty());
}

void TestBackdating::aLengthStaysTheTimeItMeantWhenItWasTyped()
{
    PageFixture it(3);
    open(it, Qt::Key_N);
    const TicketId ticket = it.ticketAt(0);
    it.key(Qt::Key_W, Qt::AltModifier);
    it.type(u"-5m"_s);
    it.key(Qt::Key_Return);
    QCOMPARE(when(it)->text(), u"2026-11-20 13:55 UTC"_s);
    it.tick(10min); // a long note
    QCOMPARE(understood(it), u"20 Nov 2026 13:55 UTC · 15 min ago"_s);
    it.type(u"Rebooted"_s);
    it.key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(it.desk.state(ticket).messages.back().text, u"Rebooted"_s);
    QCOMPARE(time(it.desk.state(ticket).messages.back().at), u"2026-11-20T13:55:00Z"_s);
}

void TestBackdating::aTimeThatIsNotUnderstoodHoldsTheEntryBack()
{
    PageFixture it(3);
    open(it, Qt::Key_R);
    const TicketId ticket = it.ticketAt(0);
    const ticket::Ticket before = it.desk.state(ticket);
    it.type(u"We called"_s);
    it.key(Qt::Key_W, Qt::AltModifier);
    for (const QString &bad : {u"lunchtime"_s, u"15:00"_s, u"+5m"_s}) {
        when(it)->selectAll();
        it.type(bad);
        it.key(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(it.focus(), when(it));
        QVERIFY(it.named<QLabel>("ticket.composerNote")->text().startsWith(u"Not sent"_s));
        QVERIFY(understood(it).contains(u"lunchtime"_s) || understood(it).contains(u"still to come"_s));
    }
    QTest::qWait(10);
    QVERIFY(it.desk.state(ticket) == before);
    QCOMPARE(it.named<QPlainTextEdit>("ticket.composer")->toPlainText(), u"We called"_s);
    QCOMPARE(when(it)->text(), u"+5m"_s);
}

void TestBackdating::theTimeIsPartOfTheDraft()
{
    PageFixture it(3);
    open(it, Qt::Key_N);
    it.key(Qt::Key_W, Qt::AltModifier);
    it.type(u"-10m"_s);
    it.key(Qt::Key_Return);
    it.type(u"half a sen"_s);
    QTRY_COMPARE_WITH_TIMEOUT(it.desk.settingKeys(u"draft:"_s).size(), 1, 1000);
    it.desk.time += 1h;
    it.open();
    open(it, Qt::Key_N);
    QVERIFY(when(it)->isVisible());
    QCOMPARE(when(it)->text(), u"2026-11-20 13:50 UTC"_s);
    it.key(Qt::Key_Escape);
    it.key(Qt::Key_R); // the reply has a draft of its own
    QVERIFY(!when(it)->isVisible());
}

void TestBackdating::everyKindOfEntryCanBeEarlier()
{
    PageFixture it(3);
    open(it, Qt::Key_N);
    const TicketId ticket = it.ticketAt(0);
    int minutes = 2;
    for (const Qt::Key mode : {Qt::Key_R, Qt::Key_N, Qt::Key_M}) {
        it.key(Qt::Key_Escape);
        it.key(mode);
        const QString text = u"entry %1"_s.arg(++minutes);
        it.type(text);
        it.key(Qt::Key_W, Qt::AltModifier);
        it.type(u"-%1m"_s.arg(minutes));
        it.key(Qt::Key_Return, Qt::ControlModifier); // from the field itself
        const auto &messages = it.desk.state(ticket).messages;
        const auto entry = [&] {
            return std::find_if(messages.begin(), messages.end(),
                                [&text](const auto &each) { return each.text == text; });
        };
        QTRY_VERIFY(entry() != messages.end());
        QCOMPARE(time(entry()->at), time(it.desk.time - std::chrono::minutes(minutes)));
    }
}

void TestBackdating::aStatusHoldsSinceAnEarlierTime()
{
    PageFixture it(3);
    const TicketId ticket = it.page->currentTicket();
    it.key(Qt::Key_S, Qt::ShiftModifier);
    it.type(u"waiting"_s);
    it.key(Qt::Key_Return);
    it.type(u"-5m"_s);
    auto *list = it.named<QListWidget>("queue.pickerList");
    QCOMPARE(list->count(), 1);
    QCOMPARE(list->item(0)->text(), u"20 Nov 2026 13:55 UTC  ·  5 min ago"_s);
    it.key(Qt::Key_Return);
    QTRY_COMPARE(it.desk.state(ticket).status, ticket::Status::Waiting);
    QCOMPARE(time(it.desk.state(ticket).events.back().at), u"2026-11-20T13:55:00Z"_s);
    QTRY_VERIFY(it.named<QLabel>("queue.bulkText")->text().contains(u"since 13:55 UTC"_s));
    QCOMPARE(it.focus(), it.table());
}

void TestBackdating::aStatusIsNeverSetInTheFuture()
{
    PageFixture it(3);
    const TicketId ticket = it.page->currentTicket();
    const ticket::Ticket before = it.desk.state(ticket);
    it.key(Qt::Key_S, Qt::ShiftModifier);
    it.type(u"closed"_s); // closing is of now: it asks for its note
    QCOMPARE(it.named<QListWidget>("queue.pickerList")->count(), 0);
    it.named<QLineEdit>("queue.pickerText")->clear();
    it.type(u"hold"_s);
    it.key(Qt::Key_Return);
    it.type(u"15:00"_s);
    QCOMPARE(it.named<QListWidget>("queue.pickerList")->count(), 0);
    QVERIFY(it.named<QLabel>("queue.pickerTold")->isVisible());
    QVERIFY(it.named<QLabel>("queue.pickerTold")->text().contains(u"is still to come"_s));
    it.key(Qt::Key_Return);
    QTest::qWait(10);
    QVERIFY(it.desk.state(ticket) == before);
    QCOMPARE(it.focus()->objectName(), u"queue.pickerText"_s); // the question still stands
}

void TestBackdating::whatLiesBeforeTheTicketIsRefusedAndKept()
{
    PageFixture it(3);
    open(it, Qt::Key_N);
    it.type(u"Rebooted"_s);
    it.key(Qt::Key_W, Qt::AltModifier);
    it.type(u"-2d"_s);
    it.key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(it.named<QLabel>("ticket.composerNote")->text().contains(u"before the ticket was made"_s));
    QCOMPARE(it.named<QPlainTextEdit>("ticket.composer")->toPlainText(), u"Rebooted"_s);
    QCOMPARE(when(it)->text(), u"2026-11-18 14:00 UTC"_s);
}

QTEST_MAIN(TestBackdating)
#include "tst_backdating.moc"
