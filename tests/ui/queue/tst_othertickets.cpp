// SPDX-License-Identifier: GPL-3.0-or-later
// Merging and linking find every ticket: on view, hidden by the filter, closed.
#include "tests/ui/queue/pagefixture.h"

#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QSignalSpy>

using namespace muster;
using namespace muster::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using test::PageFixture;

class TestOtherTickets : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { loadFonts(); }
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s)); }
    void aClosedTicketIsFoundAndLinked();
    void aTicketThatTheFilterHidesIsFoundAndMergedInto();
    void aTicketIsNeverOfferedToItself();
    void aSearchThatFailsLeavesTheTicketsOnView();
    void runningIncidentsAreAskedForWhenSomebodyLinks();

private:
    static QListWidget *list(const PageFixture &it) { return it.named<QListWidget>("queue.pickerList"); }
    static TicketId closedTicket(PageFixture &it)
    {
        ticket::TicketCreated fields;
        fields.subject = u"Printer on fire"_s;
        fields.priority = u"P3"_s;
        const TicketId ticket = it.desk.addTicket(fields, it.desk.time - 48h);
        it.desk.append(ticket, it.desk.time - 24h, ticket::StatusChanged{ticket::Status::Closed, {}, {}});
        return ticket;
    }
};

void TestOtherTickets::aClosedTicketIsFoundAndLinked()
{
    PageFixture it(6);
    const TicketId closed = closedTicket(it);
    const TicketId ticket = it.page->currentTicket();
    it.key(Qt::Key_L);
    it.type(u"printer"_s);
    QTRY_COMPARE(list(it)->count(), 1);
    QVERIFY2(list(it)->item(0)->text().endsWith(u"Printer on fire  ·  Closed"_s),
             qPrintable(list(it)->item(0)->text()));
    it.key(Qt::Key_Return);
    it.type(u"duplicate"_s);
    it.key(Qt::Key_Return);
    QTRY_COMPARE(it.desk.state(ticket).links.size(), size_t(1));
    QCOMPARE(it.desk.state(ticket).links.front().other, idCast<SubjectId>(closed));
}

void TestOtherTickets::aTicketThatTheFilterHidesIsFoundAndMergedInto()
{
    PageFixture it(6);
    it.page->setFilterText(u"priority:P1"_s);
    it.page->takeFocus();
    const TicketId ticket = it.page->currentTicket();
    QVERIFY(it.page->model().rowCount() < 6);
    QVERIFY(it.registry->trigger(u"ticket.merge"_s));
    it.type(u"invoice"_s); // a P4
    QTRY_COMPARE(list(it)->count(), 1);
    it.key(Qt::Key_Return);
    QTRY_VERIFY(!it.desk.state(ticket).mergedInto.isNull());
    QVERIFY(it.desk.state(it.desk.state(ticket).mergedInto).subject.contains(u"invoice"_s));
}

void TestOtherTickets::aTicketIsNeverOfferedToItself()
{
    PageFixture it(6);
    const QString own = it.desk.state(it.page->currentTicket()).caseNumber;
    it.key(Qt::Key_L);
    it.type(own);
    QTest::qWait(20); // the search answered
    QCOMPARE(list(it)->count(), 0);
}

void TestOtherTickets::aSearchThatFailsLeavesTheTicketsOnView()
{
    PageFixture it(6);
    it.desk.searchFails = true;
    it.key(Qt::Key_L);
    it.type(u"dashboard"_s);
    auto *told = it.named<QLabel>("queue.pickerTold");
    QTRY_VERIFY(told->isVisible() && told->text().startsWith(u"Only the tickets on view"_s));
    QCOMPARE(list(it)->count(), 1);
}

void TestOtherTickets::runningIncidentsAreAskedForWhenSomebodyLinks()
{
    PageFixture it(6);
    const IncidentId incident = IncidentId::random(it.desk.time);
    int asked = 0;
    it.page->setIncidents([&] {
        ++asked;
        return std::vector{std::pair(incident, u"SEV-1 Checkout is down"_s)};
    });
    QSignalSpy wanted(it.page, &QueuePage::incidentLinkWanted);
    it.page->tick(it.desk.time);
    QCOMPARE(asked, 0);
    const TicketId ticket = it.page->currentTicket();
    it.key(Qt::Key_L);
    QCOMPARE(asked, 1);
    it.type(u"checkout is"_s);
    QTRY_VERIFY(list(it)->count() > 0 && list(it)->item(0)->text().contains(u"SEV-1 Checkout is down"));
    it.key(Qt::Key_Return);
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted.front().at(0).value<std::vector<TicketId>>(), std::vector{ticket});
    QCOMPARE(wanted.front().at(1).value<IncidentId>(), incident);
    QCOMPARE(asked, 1);
}

QTEST_MAIN(TestOtherTickets)
#include "tst_othertickets.moc"
