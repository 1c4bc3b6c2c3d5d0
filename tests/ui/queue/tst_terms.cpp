// SPDX-License-Identifier: GPL-3.0-or-later
// The terms a ticket is judged by: the date agreed with the customer, the policy version, whose ticket it is.
#include "tests/ui/queue/pagefixture.h"

#include <QLabel>
#include <QLineEdit>
#include <QListWidget>

using namespace muster;
using namespace muster::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using test::PageFixture;

class TestTerms : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { loadFonts(); }
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s)); }
    void aDateIsAgreedAfterItsEffectWasRead();
    void anAgreedDateIsTakenBack();
    void anAgreedDateIsNeverInThePast();
    void manyTicketsGetOneDateAfterAPreview();
    void aTicketIsBoundToTheVersionInForceAfterReadingWhatMoves();
    void whatIsBoundAlreadyIsNotBoundAgain();
    void manyTicketsAreBoundAndTheirMovesAreCounted();
    void aTicketGoesToAnotherCustomerAndContact();
    void aCustomerThatIsNotKnownIsMadeOnTheWay();
    void theContactMayStayAsItIs();

private:
    static QListWidget *list(const PageFixture &it) { return it.named<QListWidget>("queue.pickerList"); }
    static QString told(const PageFixture &it)
    {
        auto *label = it.named<QLabel>("queue.pickerTold");
        return label->isVisible() ? label->text() : QString();
    }
    static bool isAsking(const PageFixture &it) { return it.named<QWidget>("queue.picker")->isVisible(); }
    static std::optional<Instant> agreed(PageFixture &it, TicketId ticket)
    {
        return it.desk.state(ticket).agreedDate;
    }
};

void TestTerms::aDateIsAgreedAfterItsEffectWasRead()
{
    PageFixture it(3);
    const TicketId ticket = it.page->currentTicket();
    it.key(Qt::Key_Return);
    QTRY_COMPARE(it.named<QLabel>("ticket.case")->text(), it.page->model().rowAt(0)->caseNumber);
    it.key(Qt::Key_D);
    QVERIFY(isAsking(it));          // at once: what is typed next belongs to the question
    QCOMPARE(list(it)->count(), 0); // nothing is agreed that could be taken back
    it.type(u"2026-11-25 17:00 UTC"_s);
    QCOMPARE(list(it)->count(), 1);
    QTRY_VERIFY2(told(it).startsWith(u"Resolution: due "_s), qPrintable(told(it)));
    QVERIFY2(told(it).contains(u"→ 25 Nov 17:00 UTC"_s), qPrintable(told(it)));
    it.key(Qt::Key_Return);
    QTRY_COMPARE(agreed(it, ticket), parseRfc3339(u"2026-11-25T17:00:00Z").value());
    auto *clock = it.named<QWidget>("ticket.clock.resolution");
    QTRY_COMPARE(clock->accessibleDescription(), u"agreed: due 25 Nov 17:00 UTC"_s);
    QCOMPARE(it.focus(), it.table());
    it.key(Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY(!agreed(it, ticket));
    QTRY_VERIFY(!clock->accessibleDescription().contains(u"agreed"_s));
}

void TestTerms::anAgreedDateIsTakenBack()
{
    PageFixture it(3);
    const TicketId ticket = it.page->currentTicket();
    it.desk.append(ticket, it.desk.time, ticket::DateAgreed{it.desk.time + 72h});
    it.desk.announce({ticket});
    it.key(Qt::Key_D);
    QVERIFY(isAsking(it));
    QTRY_COMPARE(list(it)->count(), 1);
    QCOMPARE(list(it)->currentItem()->text(), u"Take back the agreed date"_s);
    QVERIFY2(told(it).startsWith(u"Agreed now: 23 Nov 2026 14:00 UTC\nResolution: due 23 Nov 14:00 UTC → "_s),
             qPrintable(told(it)));
    it.key(Qt::Key_Return);
    QTRY_VERIFY(!agreed(it, ticket));
    QTRY_COMPARE(it.named<QLabel>("queue.bulkText")->text(),
                 u"Take back the agreed date of %1: done"_s.arg(it.desk.state(ticket).caseNumber));
}

void TestTerms::anAgreedDateIsNeverInThePast()
{
    PageFixture it(3);
    const TicketId ticket = it.page->currentTicket();
    it.key(Qt::Key_D);
    QVERIFY(isAsking(it)); // at once: what is typed next belongs to the question
    for (const QString &bad : {u"yesterday 12:00"_s, u"soon"_s, u"13:00 UTC"_s}) {
        it.named<QLineEdit>("queue.pickerText")->selectAll();
        it.type(bad);
        QCOMPARE(list(it)->count(), 0);
        QVERIFY(!told(it).isEmpty());
        it.key(Qt::Key_Return);
        QVERIFY(isAsking(it));
    }
    it.key(Qt::Key_Escape);
    QVERIFY(!agreed(it, ticket));
    QCOMPARE(it.focus(), it.table());
}

void TestTerms::manyTicketsGetOneDateAfterAPreview()
{
    PageFixture it(4);
    it.key(Qt::Key_A, Qt::ControlModifier);
    it.key(Qt::Key_D);
    QVERIFY(isAsking(it)); // at once: what is typed next belongs to the question
    it.type(u"+2d"_s);
    it.key(Qt::Key_Return);
    auto *text = it.named<QLabel>("queue.bulkText");
    QCOMPARE(text->text(), u"Agree on 22 Nov 2026 14:00 UTC for 4 tickets: all change"_s);
    it.key(Qt::Key_Return);
    QTRY_COMPARE(text->text(), u"Agree on 22 Nov 2026 14:00 UTC for 4 tickets: 4 changed"_s);
    for (int row = 0; row < 4; ++row)
        QCOMPARE(agreed(it, it.ticketAt(row)), std::optional(it.desk.time + 48h));
}

namespace {

/// The same promises, P1 to be resolved twice as fast.
policy::Policy stricter()
{
    policy::Policy policy = test::plainPolicy();
    policy.version = 2;
    policy.priorities[0].targets.clocks[3].sla->amount /= 2;
    return policy;
}

int rowOf(const PageFixture &it, const QString &priority)
{
    for (int row = 0; row < it.page->model().rowCount(); ++row) {
        const auto &names = it.page->model().names();
        if (names.priorities[it.page->model().rowAt(row)->priority].key == priority)
            return row;
    }
    return -1;
}

} // namespace

void TestTerms::aTicketIsBoundToTheVersionInForceAfterReadingWhatMoves()
{
    PageFixture it(6);
    it.table()->setCurrentIndex(it.page->model().index(rowOf(it, u"P1"_s), 0));
    const TicketId ticket = it.page->currentTicket();
    const policy::PolicyRef before = it.desk.state(ticket).policy;
    const Instant due = it.page->model().find(ticket)->clocks[3].due;
    it.desk.adopt(stricter());
    QTest::qWait(20); // the page reads the queue again
    it.key(Qt::Key_P, Qt::ShiftModifier);
    QVERIFY(isAsking(it));
    QTRY_COMPARE(list(it)->count(), 1);
    QCOMPARE(list(it)->item(0)->text(), u"Bind to “Plain”, version 2"_s);
    QVERIFY2(told(it).startsWith(u"Resolution: due "_s) && told(it).contains(u"2 hours earlier"_s),
             qPrintable(told(it)));
    it.key(Qt::Key_Return);
    QTRY_VERIFY(it.desk.state(ticket).policy != before);
    QCOMPARE(it.page->model().find(ticket)->clocks[3].due, due - 2h);
    QTRY_VERIFY(it.named<QLabel>("queue.bulkText")->text().endsWith(u"version in force: done"_s));
    it.key(Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY(it.desk.state(ticket).policy == before);
}

void TestTerms::whatIsBoundAlreadyIsNotBoundAgain()
{
    PageFixture it(3);
    it.key(Qt::Key_P, Qt::ShiftModifier);
    QTRY_COMPARE(told(it), u"It is judged by the version in force already."_s);
    QCOMPARE(list(it)->count(), 0);
    it.key(Qt::Key_Return);
    QVERIFY(isAsking(it));
    it.key(Qt::Key_Escape);
}

void TestTerms::manyTicketsAreBoundAndTheirMovesAreCounted()
{
    PageFixture it(6);
    it.desk.adopt(stricter());
    QTest::qWait(20);
    it.key(Qt::Key_A, Qt::ControlModifier);
    it.key(Qt::Key_P, Qt::ShiftModifier);
    QTRY_COMPARE(list(it)->count(), 1);
    QCOMPARE(told(it), u"2 of 6 tickets change: 2 due times earlier."_s);
    it.key(Qt::Key_Return);
    it.key(Qt::Key_Return); // the preview's Apply
    QTRY_COMPARE(it.named<QLabel>("queue.bulkText")->text(),
                 u"Judge 6 tickets by the policy version in force: 6 changed"_s);
}

void TestTerms::aTicketGoesToAnotherCustomerAndContact()
{
    PageFixture it(3);
    customer::CustomerChanged change;
    change.name = u"Contoso Ltd"_s;
    change.contacts = std::vector<customer::Contact>{{u"Bo Lind"_s, u"bo@example.org"_s, {}, {}}};
    const CustomerId contoso = it.desk.saveCustomer(std::nullopt, change).result().value();
    const TicketId ticket = it.page->currentTicket();
    const ticket::Ticket before = it.desk.state(ticket);
    it.key(Qt::Key_U);
    it.type(u"contoso l"_s);
    QTRY_COMPARE(list(it)->item(0) ? list(it)->item(0)->text() : QString(), u"Contoso Ltd"_s);
    it.key(Qt::Key_Return);
    QVERIFY(told(it).contains(u"tier"_s));
    it.type(u"bo"_s);
    QCOMPARE(list(it)->item(0)->text(), u"Bo Lind <bo@example.org>"_s);
    it.key(Qt::Key_Return);
    QTRY_COMPARE(it.desk.state(ticket).customer, contoso);
    QCOMPARE(it.desk.state(ticket).contactName, u"Bo Lind"_s);
    QCOMPARE(it.desk.state(ticket).contactEmail, u"bo@example.org"_s);
    QCOMPARE(it.desk.state(ticket).tier, before.tier);
    QTRY_COMPARE(it.named<QLabel>("queue.bulkText")->text(),
                 u"Move %1 to Contoso Ltd: done"_s.arg(before.caseNumber));
    it.key(Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(it.desk.state(ticket).customer, before.customer);
    QCOMPARE(it.desk.state(ticket).contactName, before.contactName);
}

void TestTerms::aCustomerThatIsNotKnownIsMadeOnTheWay()
{
    PageFixture it(3);
    const TicketId ticket = it.page->currentTicket();
    it.key(Qt::Key_U);
    QTRY_VERIFY(list(it)->count() > 1);
    it.type(u"Fabrikam"_s);
    QCOMPARE(list(it)->item(0)->text(), u"New customer “Fabrikam”"_s);
    it.key(Qt::Key_Return);
    QTRY_VERIFY(it.named<QLineEdit>("queue.pickerText")->accessibleName().contains(u"Fabrikam"_s));
    it.type(u"Eva Roth <eva@example.org>"_s);
    it.key(Qt::Key_Return);
    QTRY_COMPARE(it.desk.state(ticket).contactName, u"Eva Roth"_s);
    QCOMPARE(it.desk.state(ticket).contactEmail, u"eva@example.org"_s);
    const auto customers = it.desk.customers().result();
    const auto made = std::find_if(customers->begin(), customers->end(),
                                   [](const auto &each) { return each.name == u"Fabrikam"; });
    QVERIFY(made != customers->end());
    QCOMPARE(it.desk.state(ticket).customer, made->id);
}

void TestTerms::theContactMayStayAsItIs()
{
    PageFixture it(3);
    const TicketId ticket = it.page->currentTicket();
    const ticket::Ticket before = it.desk.state(ticket);
    it.key(Qt::Key_U);
    it.type(u"contoso"_s);
    QTRY_VERIFY(list(it)->count() > 0);
    it.key(Qt::Key_Return);
    QCOMPARE(list(it)->currentItem()->text(), u"The contact stays as it is"_s);
    it.key(Qt::Key_Return);
    QTRY_VERIFY(it.desk.state(ticket).customer != before.customer);
    QCOMPARE(it.desk.state(ticket).contactName, before.contactName);
    QCOMPARE(it.desk.state(ticket).contactEmail, before.contactEmail);
}

QTEST_MAIN(TestTerms)
#include "tst_terms.moc"
