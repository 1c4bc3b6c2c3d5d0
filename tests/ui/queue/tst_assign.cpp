// SPDX-License-Identifier: GPL-3.0-or-later
// Who is to own a ticket: those who fit come first, with the reasons; many tickets are spread.
#include "tests/support/windowhands.h"
#include "tests/ui/queue/pagefixture.h"

#include <QLabel>
#include <QListView>

using namespace muster;
using namespace muster::ui;
using namespace Qt::StringLiterals;
using test::PageFixture;
using test::savePicture;

class TestAssign : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { loadFonts(); }
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s)); }

    void theFirstChoiceIsWhoFitsBestAndSaysWhy()
    {
        PageFixture it(3);
        const TicketId ticket = it.page->currentTicket();
        it.key(Qt::Key_A);
        QTRY_VERIFY(list(it) && list(it)->isVisible());
        const QString first = list(it)->model()->index(0, 0).data(Qt::DisplayRole).toString();
        QVERIFY2(first.contains(u"Whoever fits best"_s), qPrintable(first));
        savePicture(*it.window, u"assign"_s);
        it.key(Qt::Key_Return);
        QTRY_VERIFY(said(it).contains(u": done"_s));
        const ticket::Ticket now = it.desk.state(ticket);
        QVERIFY(!now.assignee.isNull());
        QVERIFY2(first.contains(nameOf(it, now.assignee)), qPrintable(first));
        it.key(Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(said(it).startsWith(u"Undone"_s));
    }

    void manyTicketsAreAskedAboutOnceAndThenGiven()
    {
        PageFixture it(3);
        std::vector<TicketId> tickets;
        for (int row = 0; row < 3; ++row)
            tickets.push_back(it.ticketAt(row));
        it.key(Qt::Key_A, Qt::ControlModifier);
        it.key(Qt::Key_A);
        QTRY_VERIFY(list(it) && list(it)->isVisible());
        it.key(Qt::Key_Return);
        QTRY_VERIFY2(said(it).startsWith(u"Assign 3 tickets to whoever fits each best"_s),
                     qPrintable(said(it)));
        it.key(Qt::Key_Return);
        QTRY_VERIFY2(said(it).endsWith(u": 3 changed"_s), qPrintable(said(it)));
        for (const TicketId ticket : tickets)
            QVERIFY(!it.desk.state(ticket).assignee.isNull());
    }

private:
    static QString said(const PageFixture &it) { return it.named<QLabel>("queue.bulkText")->text(); }
    static QListView *list(const PageFixture &it) { return it.named<QListView>("queue.pickerList"); }
    static QString nameOf(PageFixture &it, PersonId person)
    {
        const auto people = it.desk.people();
        for (const people::Person &each : *people.result()) {
            if (each.id == person)
                return each.name;
        }
        return {};
    }
};

QTEST_MAIN(TestAssign)
#include "tst_assign.moc"
