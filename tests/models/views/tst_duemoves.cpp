// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/duemoves.h"

#include <QTest>

using namespace muster;
using namespace muster::views;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const Instant kNow = *parseRfc3339(u"2026-11-20T14:00:00Z");

sla::Event event(Instant at, sla::EventKind kind)
{
    sla::Event made;
    made.at = at;
    made.kind = kind;
    return made;
}

sla::ClocksInput input(Millis resolution, std::vector<sla::Event> more = {})
{
    sla::ClocksInput made;
    made.priority = u"P1"_s;
    made.targets[u"P1"_s].clocks[size_t(sla::ClockKind::Resolution)].sla =
        sla::Target{sla::Target::Kind::RoundTheClock, resolution.count(), {}};
    made.events.push_back(event(kNow - 2h, sla::EventKind::Created));
    made.events.insert(made.events.end(), more.begin(), more.end());
    return made;
}

sla::Event status(Instant at, sla::StatusClass to)
{
    sla::Event made = event(at, sla::EventKind::Status);
    made.status = to;
    return made;
}

} // namespace

class TestDueMoves : public QObject
{
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void aDueTimeMovesByALengthThatIsNamed()
    {
        QCOMPARE(dueMoveTexts(input(4h), input(28h), kNow),
                 QStringList{u"Resolution: due 16:00 UTC → 21 Nov 16:00 UTC, 1 day later"_s});
        QCOMPARE(dueMoveTexts(input(28h), input(4h), kNow),
                 QStringList{u"Resolution: due 21 Nov 16:00 UTC → 16:00 UTC, 1 day earlier"_s});
    }
    void nothingMovesIsSaidToo()
    {
        QCOMPARE(dueMoveTexts(input(4h), input(4h), kNow), QStringList{u"No due time moves."_s});
    }
    void aBreachByTheChangeIsNamed()
    {
        QVERIFY(dueMoveTexts(input(4h), input(1h), kNow).front().endsWith(u", breached from then on"_s));
    }
    void anAgreedDateTakesThePlaceOfTheTarget()
    {
        sla::ClocksInput agreed = input(4h);
        agreed.agreedDates[size_t(sla::ClockKind::Resolution)] = kNow + 50h;
        QCOMPARE(dueMoveTexts(input(4h), agreed, kNow),
                 QStringList{u"Resolution: due 16:00 UTC → 22 Nov 16:00 UTC, 2 days later"_s});
    }
    void aClockThatComesOrGoesIsNamed()
    {
        sla::ClocksInput none = input(4h);
        none.targets.clear();
        QCOMPARE(dueMoveTexts(none, input(4h), kNow),
                 QStringList{u"Resolution: no target → due 16:00 UTC"_s});
        QCOMPARE(dueMoveTexts(input(4h), none, kNow),
                 QStringList{u"Resolution: due 16:00 UTC → no target"_s});
    }
    void anEndedClockIsJudgedAnew()
    {
        const std::vector<sla::Event> resolved{status(kNow - 30min, sla::StatusClass::Resolved)};
        QCOMPARE(dueMoveTexts(input(4h, resolved), input(1h, resolved), kNow),
                 QStringList{u"Resolution: met → met late"_s});
        QCOMPARE(dueMoveTexts(input(4h, resolved), input(8h, resolved), kNow),
                 QStringList{u"No due time moves."_s});
    }
    void aPausedClockShowsItsShare()
    {
        const std::vector<sla::Event> waiting{status(kNow - 1h, sla::StatusClass::Waiting)};
        QCOMPARE(dueMoveTexts(input(4h, waiting), input(2h, waiting), kNow),
                 QStringList{u"Resolution: paused with 25 % used → paused with 50 % used"_s});
    }
    void theMovesOfManyTicketsAreCounted()
    {
        DueMoveCount counted;
        count(counted, input(4h), input(4h), kNow);
        QCOMPARE(dueMoveCountText(counted), u"None of the 1 tickets gets another due time."_s);
        count(counted, input(4h), input(8h), kNow);
        count(counted, input(4h), input(1h), kNow);
        count(counted, input(4h), input(3h), kNow);
        QCOMPARE(counted, (DueMoveCount{4, 3, 2, 1, 0, 1}));
        QCOMPARE(dueMoveCountText(counted), u"3 of 4 tickets change: 2 due times earlier, 1 due time later, "
                                            "1 breached by it."_s);
    }
    void aGoalAloneMayMove()
    {
        sla::ClocksInput goal = input(4h);
        goal.targets[u"P1"_s].clocks[size_t(sla::ClockKind::Resolution)].slo =
            sla::Target{sla::Target::Kind::RoundTheClock, Millis(3h).count(), {}};
        QCOMPARE(dueMoveTexts(input(4h), goal, kNow), QStringList{u"Resolution: goal never → 15:00 UTC"_s});
    }
};

QTEST_APPLESS_MAIN(TestDueMoves)
#include "tst_duemoves.moc"
