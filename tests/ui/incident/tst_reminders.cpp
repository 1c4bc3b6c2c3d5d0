// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/incident/fakeincidents.h"
#include "ui/incident/reminders.h"

#include <QRegularExpression>
#include <QTest>

using namespace muster;
using namespace muster::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using test::IncidentWorld;

class TestReminders : public QObject
{
    Q_OBJECT

private:
    static QStringList updatesIn(const QStringList &sentences)
    {
        return sentences.filter(u"The update to"_s);
    }

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void twoAudiencesThatAreDueAtOneInstantAreBothTold()
    {
        IncidentWorld it;
        it.declare();
        const Instant due = it.now + 30min;
        QVERIFY(it.tell(it.update(u"customers"_s, due)));
        QVERIFY(it.tell(it.update(u"internal"_s, due)));
        Reminders reminders;
        (void)reminders.dueAt(test::led(it.state), it.now);
        const QStringList warned = updatesIn(reminders.dueAt(test::led(it.state), due - 1min));
        QVERIFY(warned.contains(u"The update to Customers is due in 01:00"_s));
        QVERIFY(warned.contains(u"The update to Internal is due in 01:00"_s));
        const QStringList overdue = updatesIn(reminders.dueAt(test::led(it.state), due + 1s));
        QVERIFY(overdue.contains(u"The update to Customers is overdue"_s));
        QVERIFY(overdue.contains(u"The update to Internal is overdue"_s));
    }

    void anEarlierDueTimeThanTheOneToldIsToldToo()
    {
        IncidentWorld it;
        it.declare();
        const Instant later = it.now + 30min;
        QVERIFY(it.tell(it.update(u"customers"_s, later)));
        Reminders reminders;
        const QStringList first = updatesIn(reminders.dueAt(test::led(it.state), later - 1min));
        QVERIFY(first.contains(u"The update to Customers is due in 01:00"_s));
        it.now = later - 50s;
        QVERIFY(it.tell(it.update(u"internal"_s, it.now + 10s)));
        const QStringList second = updatesIn(reminders.dueAt(test::led(it.state), it.now + 9s));
        QVERIFY2(second.contains(u"The update to Internal is due in 00:01"_s), qPrintable(second.join(u';')));
    }

    void eachDueTimeIsToldOnceAndTheNextOneAgain()
    {
        IncidentWorld it;
        it.declare();
        const Instant due = it.now + 30min;
        QVERIFY(it.tell(it.update(u"customers"_s, due)));
        Reminders reminders;
        const QString overdue = u"The update to Customers is overdue"_s;
        QVERIFY(reminders.dueAt(test::led(it.state), due + 1s).contains(overdue));
        QVERIFY(!reminders.dueAt(test::led(it.state), due + 2s).contains(overdue));
        it.now = due + 1min;
        QVERIFY(it.tell(it.update(u"customers"_s, due + 31min)));
        QVERIFY(reminders.dueAt(test::led(it.state), due + 32min).contains(overdue));
    }

    void anOverdueActionOfARecoveryPlanIsToldOnceForItsDate()
    {
        IncidentWorld it;
        it.declare();
        incident::TaskWritten action;
        action.text = u"Watch the pool"_s;
        action.customer = CustomerId::derived(it.now, {u"acme"_s});
        action.due = it.now + 1h;
        const auto made = it.tell(action);
        QVERIFY(made);
        const QString told = u"An action of a recovery plan is overdue: Watch the pool"_s;
        Reminders reminders;
        QVERIFY(!reminders.dueAt(test::led(it.state), it.now + 59min).contains(told));
        QVERIFY(reminders.dueAt(test::led(it.state), it.now + 61min).contains(told));
        QVERIFY(!reminders.dueAt(test::led(it.state), it.now + 62min).contains(told));
        incident::TaskWritten moved;
        moved.task = made->front();
        moved.due = it.now + 2h;
        QVERIFY(it.tell(moved));
        QVERIFY(reminders.dueAt(test::led(it.state), it.now + 121min).contains(told));
    }

    void missingRolesAreToldAgainAfterTheirTime()
    {
        IncidentWorld it;
        it.declare();
        Reminders reminders;
        const Millis every = it.rules.roleRepeat;
        it.now += 1h; // by now the roles are missed
        const auto missing = [&](Instant at) {
            return reminders.dueAt(test::led(it.state), at).filter(u"Nobody has the role"_s).size();
        };
        QCOMPARE(missing(it.now), 1);
        QCOMPARE(missing(it.now + every - 1s), 0);
        QCOMPARE(missing(it.now + every), 1);
    }

    void whatWasSaidOfAnIncidentIsForgottenWithIt()
    {
        IncidentWorld it;
        it.declare();
        const Instant due = it.now + 30min;
        QVERIFY(it.tell(it.update(u"customers"_s, due)));
        Reminders reminders;
        const auto said = [&] { return reminders.dueAt(test::led(it.state), due + 1s).size(); };
        QVERIFY(said() > 0);
        reminders.keepOnly({test::led(it.state)});
        QCOMPARE(said(), 0);
        reminders.keepOnly({});
        QVERIFY(said() > 0);
    }
};

QTEST_GUILESS_MAIN(TestReminders)
#include "tst_reminders.moc"
