// SPDX-License-Identifier: GPL-3.0-or-later
// Commands of a ticket through the real widgets into the real store and back on view.
#include "tests/app/realpage.h"

#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QTextBrowser>

using namespace muster;
using namespace muster::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using test::RealPage;

class TestTicketStore : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { loadFonts(); }
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s)); }

    void aCallOfAnHourAgoStandsAtItsTimeAndStopsTheClockThere()
    {
        RealPage it;
        it.key(Qt::Key_R);
        it.type(u"Spoke to Ada on the phone"_s);
        it.key(Qt::Key_W, Qt::AltModifier);
        it.type(u"-1h"_s);
        it.key(Qt::Key_Return);
        it.key(Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(it.detail().ticket.messages.size(), size_t(1));
        const views::TicketDetail detail = it.detail();
        const ticket::Message &said = detail.ticket.messages.front();
        QCOMPARE(toRfc3339(said.at), u"2026-11-20T15:00:00Z"_s);
        QCOMPARE(toRfc3339(said.recorded), u"2026-11-20T16:00:00Z"_s);
        const auto clocks = sla::evaluate(ticket::clocksInput(detail.ticket, *detail.policy), it.clock.now());
        const sla::ClockReport &first = clocks.clocks[size_t(sla::ClockKind::FirstResponse)];
        QCOMPARE(toRfc3339(first.summary.stoppedAt), u"2026-11-20T15:00:00Z"_s);
        auto *conversation = it.named<QTextBrowser>("ticket.conversation");
        QTRY_VERIFY(conversation->toPlainText().contains(u"15:00 UTC, written down 16:00 UTC"_s));
    }

    void whoSitsHereIsKnownOnceItIsSaved()
    {
        RealPage it;
        people::PersonChanged person;
        person.name = u"Mira Okafor"_s;
        person.role = u"agent"_s;
        const PersonId mira = test::answered(it.desk.savePerson(std::nullopt, person));
        const PersonId sam = it.desk.me();
        auto saving = it.desk.setMe(mira);
        const PersonId meanwhile = it.desk.me();
        QVERIFY(meanwhile == sam || saving.isFinished()); // a fast disk may be done already
        test::saved(saving);
        QCOMPARE(it.desk.me(), mira);
    }

    void aRefusalOfTheStoreReadsAsSentences()
    {
        RealPage it;
        it.key(Qt::Key_R);
        it.type(u"Spoke to Ada on the phone"_s);
        it.key(Qt::Key_W, Qt::AltModifier);
        it.type(u"-5h"_s);
        it.key(Qt::Key_Return);
        it.key(Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(it.named<QLabel>("ticket.composerNote")->text(),
                     u"Not sent: 2026-11-20T11:00:00Z lies before the ticket was made "
                     "(2026-11-20T14:00:00Z). The text is kept."_s);
        QVERIFY(it.detail().ticket.messages.empty());
    }

    void anAgreedDateIsDueInTheStoreAndTakenBackAgain()
    {
        RealPage it;
        const auto resolution = [&it] {
            return it.page->model().rowAt(0)->clocks[size_t(sla::ClockKind::Resolution)];
        };
        const Instant before = resolution().due;
        it.key(Qt::Key_D);
        it.type(u"+5d"_s);
        it.key(Qt::Key_Return);
        QTRY_COMPARE(toRfc3339(resolution().due), u"2026-11-25T16:00:00Z"_s);
        it.key(Qt::Key_D);
        QTRY_COMPARE(it.named<QListWidget>("queue.pickerList")->count(), 1); // to take it back
        it.key(Qt::Key_Return);
        QTRY_COMPARE(resolution().due, before);
        const std::vector<views::HistoryEntry> history = it.detail().history;
        QCOMPARE(history.back().text, u"The agreed date was taken back"_s);
    }

    void aTicketIsBoundToAnotherPolicyVersionInTheStore()
    {
        RealPage it;
        const policy::PolicyRef before = it.detail().ticket.policy;
        QByteArray yaml = policy::presetText(u"playbook-p0-p3"_s);
        test::saved(it.desk.adoptPolicy(yaml));
        QTest::qWait(50);
        it.key(Qt::Key_P, Qt::ShiftModifier);
        auto *told = it.named<QLabel>("queue.pickerTold");
        QTRY_COMPARE(told->text(), u"No due time moves."_s); // the same text again is another version
        it.key(Qt::Key_Return);
        QTRY_VERIFY(it.detail().ticket.policy != before);
        QCOMPARE(it.detail().history.back().text, u"Bound to another version of the policy"_s);
    }

    void aTicketGoesToAnotherCustomerInTheStore()
    {
        RealPage it;
        const CustomerId other = it.addCustomer(u"Contoso"_s);
        it.key(Qt::Key_U);
        it.type(u"contoso"_s);
        QTRY_VERIFY(it.named<QListWidget>("queue.pickerList")->count() > 0);
        it.key(Qt::Key_Return);
        it.type(u"Bo Lind <bo@example.org>"_s);
        it.key(Qt::Key_Return);
        QTRY_COMPARE(it.detail().ticket.customer, other);
        QCOMPARE(it.detail().ticket.contactEmail, u"bo@example.org"_s);
        QTRY_COMPARE(it.page->model().names().customers[it.page->model().rowAt(0)->customer].name,
                     u"Contoso"_s);
    }

    void aNoteIsPutRightAndTakenOutInTheStore()
    {
        RealPage it;
        it.submit(ticket::AddNote{u"The key is 4711"_s});
        const auto choose = [&it](Qt::KeyboardModifiers modifiers) {
            it.key(Qt::Key_E, modifiers);
            QTRY_VERIFY(it.named<QListWidget>("queue.pickerList")->count() > 0);
            it.key(Qt::Key_Return); // the newest one
            QVERIFY(it.named<QWidget>("ticket.entry")->isVisible());
        };
        choose(Qt::ControlModifier);
        it.named<QPlainTextEdit>("ticket.entry.text")->setPlainText(u"The key is in the safe"_s);
        it.key(Qt::Key_Tab);
        it.type(u"keys are not written down"_s);
        it.key(Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(it.detail().ticket.messages.front().text, u"The key is in the safe"_s);
        QCOMPARE(it.detail().ticket.messages.front().struckText, u"The key is 4711"_s);
        QCOMPARE(it.detail().history.back().text, u"Corrected an entry: keys are not written down"_s);
        QVERIFY(it.detail().history[it.detail().history.size() - 2].struck);
        QTRY_VERIFY(!it.named<QWidget>("ticket.entry")->isVisible());
        choose(Qt::ShiftModifier);
        it.type(u"a key"_s);
        it.key(Qt::Key_Return, Qt::ControlModifier);
        it.key(Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(it.detail().ticket.messages.front().redacted);
        QVERIFY(!it.detail().ticket.messages.front().struckText);
        QTRY_VERIFY(!it.named<QWidget>("ticket.entry")->isVisible());
        QFile file(it.desk.fileName());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY(!bytes.contains("4711") && !bytes.contains("in the safe"));
    }

    void aClosedTicketIsFoundInTheStoreAndLinked()
    {
        RealPage it;
        const TicketId other = it.addTicket(u"Printer on fire"_s, it.addCustomer(u"Contoso"_s));
        (void)test::answered(it.desk.submit(
            {{other, ticket::CloseTicket{{u"dust"_s, u"none"_s, u"cleaning"_s}}, std::nullopt}}));
        QTRY_COMPARE(it.page->model().totalCount(), 1);
        it.key(Qt::Key_L);
        it.type(u"printer"_s);
        QTRY_COMPARE(it.named<QListWidget>("queue.pickerList")->count(), 1);
        it.key(Qt::Key_Return);
        it.key(Qt::Key_Return); // related
        QTRY_COMPARE(it.detail().ticket.links.size(), size_t(1));
        QCOMPARE(it.detail().ticket.links.front().other, idCast<SubjectId>(other));
    }
};

QTEST_MAIN(TestTicketStore)
#include "tst_ticketstore.moc"
