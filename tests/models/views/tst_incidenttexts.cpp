// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/timelinemodel.h"
#include "tests/models/incident/incidentworld.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace muster;
using namespace muster::views;
using namespace Qt::StringLiterals;

class TestIncidentTexts : public QObject
{
    Q_OBJECT

private:
    static QString nameOf(PersonId person)
    {
        return person == test::IncidentWorld::person(u"ada"_s) ? u"Ada"_s : u"Me"_s;
    }

private slots:
    void tokensBecomeNames()
    {
        const auto &rules = policy::runbook();
        const QString ada = test::IncidentWorld::person(u"ada"_s).toString();
        QCOMPARE(withNames(u"{role:incident_commander}: {person:%1}"_s.arg(ada), rules, nameOf),
                 u"Incident commander: Ada"_s);
        QCOMPARE(withNames(u"{step:contain}, {audience:customers}"_s, rules, nameOf),
                 u"Contain, Customers"_s);
        QCOMPARE(withNames(u"{ask:scope_written}"_s, rules, nameOf), u"Who is affected and how"_s);
        QCOMPARE(withNames(u"moved to {time:1795262400000}"_s, rules, nameOf),
                 u"moved to 21 Nov 2026 12:00 UTC"_s);
        QCOMPARE(withNames(u"{role:unknown}"_s, rules, nameOf), u"unknown"_s);
        // What a person wrote in braces stays as it is.
        QCOMPARE(withNames(u"{a:b} { {role: {}"_s, rules, nameOf), u"{a:b} { {role: {}"_s);
    }

    void countdowns()
    {
        using namespace std::chrono;
        QCOMPARE(countdownText(0s), u"00:00"_s);
        QCOMPARE(countdownText(252s), u"04:12"_s);
        QCOMPARE(countdownText(-252s), u"-04:12"_s);
        QCOMPARE(countdownText(1h + 4min + 12s), u"1:04:12"_s);
        QCOMPARE(countdownText(51h + 14min), u"2 d 03:14"_s);
        QCOMPARE(countdownText(Millis(-300)), u"00:00"_s);
    }

    void anEmptyRoleOrALateUpdateIsAnAlarm()
    {
        test::IncidentWorld world;
        world.declare();
        const auto pressing = [&] { return pressingOf(world.state, world.rules, world.now); };
        QCOMPARE(pressing().level, Pressing::Level::Alarm);
        QCOMPARE(pressing().missingRoles.size(), 3);
        for (const QString &role : world.rules.severity(u"SEV-1"_s)->roles)
            QVERIFY(world.tell(incident::RoleGiven{role, world.me, false, {}}));
        QCOMPARE(pressing().level, Pressing::Level::Calm);
        world.wait(std::chrono::minutes(25));
        QCOMPARE(pressing().level, Pressing::Level::Warning);
        QVERIFY(nextUpdateText(pressing(), world.rules, world.now).contains(u" in "_s));
        world.wait(std::chrono::minutes(15));
        QCOMPARE(pressing().level, Pressing::Level::Alarm);
        QVERIFY(nextUpdateText(pressing(), world.rules, world.now).contains(u"overdue by 10:00"_s));
    }

    void theTimelineIsNarrowedAndChangesByDifference()
    {
        test::IncidentWorld world;
        world.declare();
        const auto write = [&](incident::EntryKind kind, const QString &text) {
            incident::EntryWritten entry;
            entry.kind = kind;
            entry.text = text;
            QVERIFY(world.tell(entry));
        };
        write(incident::EntryKind::Action, u"restarted the gateway"_s);
        write(incident::EntryKind::Decision, u"roll back"_s);
        TimelineModel model;
        const QAbstractItemModelTester tester(&model);
        const auto show = [&] { model.show(world.state, world.rules, nameOf); };
        show();
        const int all = model.rowCount();
        QCOMPARE(all, int(world.state.timeline.size()));
        TimelineFilter filter;
        filter.words = u"GATEWAY restarted"_s;
        model.setFilter(filter);
        QCOMPARE(model.rowCount(), 1);
        QVERIFY(model.index(0).data().toString().endsWith(u"Action restarted the gateway"_s));
        filter = {};
        filter.kinds = {incident::EntryKind::Decision};
        model.setFilter(filter);
        QCOMPARE(model.rowCount(), 1);
        model.setFilter({});
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset),
            inserted(&model, &QAbstractItemModel::rowsInserted);
        write(incident::EntryKind::Fact, u"errors fall"_s);
        show();
        QCOMPARE(model.rowCount(), all + 1);
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(resets.count(), 0);
    }
};

QTEST_APPLESS_MAIN(TestIncidentTexts)
#include "tst_incidenttexts.moc"
