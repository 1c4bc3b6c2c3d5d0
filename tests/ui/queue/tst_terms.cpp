// SPDX-License-Identifier: GPL-3.0-or-later
// The terms a ticket is judged by: the date agreed with the customer.
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
    QVERIFY(isAsking(it)); // at once: what is typed next belongs to the question
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

QTEST_MAIN(TestTerms)
#include "tst_terms.moc"
