// SPDX-License-Identifier: GPL-3.0-or-later
// What the war room asks for, and when.
#include "tests/ui/incident/fakeincidents.h"
#include "tests/ui/queue/fakedesk.h"
#include "ui/incident/warroompage.h"
#include "ui/theme/theme.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace muster;
using namespace muster::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using test::IncidentWorld;

class TestWarRoomPage : public QObject
{
    Q_OBJECT

private:
    struct Room
    {
        test::FakeDesk desk{test::plainPolicy(), test::worldTime()};
        test::FakeIncidents incidents;
        IncidentWorld world, other;
        WarRoomPage page{desk, incidents};

        Room()
        {
            applyTheme(*qApp, Mode::Dark);
            world.now = other.now = desk.time;
            world.state.id = IncidentId::random(desk.time);
            other.state.id = IncidentId::random(desk.time);
            world.declare();
            other.now += 1s;
            other.declare();
            incidents.open = {test::led(world.state), test::led(other.state)};
            page.load();
            if (!QTest::qWaitFor([this] { return page.current() == world.state.id; }))
                qFatal("the incidents are not there");
        }
        void change() { emit incidents.incidentChanged(test::led(world.state)); }
    };

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s)); }

    void whoIsHitIsAskedOnceForEachSetOfTickets()
    {
        Room it;
        const std::vector<IncidentId> once{it.world.state.id};
        QTRY_COMPARE(it.incidents.asked, once);
        it.page.tick(it.desk.time + 1s);
        it.desk.addPerson(u"Ada Byron"_s);
        it.page.load(); // who is called what
        it.world.tell(incident::EntryWritten{}).value_or({});
        it.change();
        QCoreApplication::processEvents();
        QCOMPARE(it.incidents.asked, once);
        QVERIFY(it.world.tell(incident::TicketsLinked{{TicketId::random(it.desk.time)}, {}}));
        it.change();
        QCOMPARE(it.incidents.asked.size(), size_t(2));
        it.change();
        QCOMPARE(it.incidents.asked.size(), size_t(2));
    }

    void whoIsHitIsAskedOnceWhereAnotherIncidentIsOpened()
    {
        Room it;
        QTRY_COMPARE(it.incidents.asked.size(), size_t(1));
        it.page.openIncident(it.other.state.id);
        QCOMPARE(it.incidents.asked.size(), size_t(2));
        QCOMPARE(it.incidents.asked.back(), it.other.state.id);
        it.page.openIncident(it.other.state.id);
        QCOMPARE(it.incidents.asked.size(), size_t(2));
    }

    void aLinkedTicketThatMovesIsCountedAgain()
    {
        Room it;
        const TicketId ticket = it.desk.addTicket({}, it.desk.time),
                       stranger = it.desk.addTicket({}, it.desk.time);
        QVERIFY(it.world.tell(incident::TicketsLinked{{ticket}, {}}));
        it.change();
        QTRY_COMPARE(it.incidents.asked.size(), size_t(2));
        it.desk.announce({stranger});
        QCOMPARE(it.incidents.asked.size(), size_t(2));
        it.desk.announce({ticket});
        QCOMPARE(it.incidents.asked.size(), size_t(3));
    }

    void remindersComeByTheTick()
    {
        Room it;
        const Instant due = it.world.now + 30min;
        QVERIFY(it.world.tell(it.world.update(u"customers"_s, due)));
        QVERIFY(it.world.tell(it.world.update(u"internal"_s, due)));
        it.change();
        QSignalSpy told(&it.page, &WarRoomPage::attention);
        it.page.tick(due + 1s);
        QStringList sentences;
        for (const QList<QVariant> &each : std::as_const(told)) {
            if (each.at(2).value<IncidentId>() == it.world.state.id)
                sentences += each.at(1).toString();
        }
        QVERIFY(sentences.contains(u"The update to Customers is overdue"_s));
        QVERIFY(sentences.contains(u"The update to Internal is overdue"_s));
    }
};

QTEST_MAIN(TestWarRoomPage)
#include "tst_warroompage.moc"
