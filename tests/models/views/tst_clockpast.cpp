// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/clockpast.h"

#include <QTest>

using namespace muster;
using namespace muster::views;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using sla::ClockKind;
using sla::EventKind;

namespace {

const Instant kNow = *parseRfc3339(u"2026-11-20T14:00:00Z");

sla::Event happened(Millis ago, EventKind kind)
{
    sla::Event made;
    made.at = kNow - ago;
    made.kind = kind;
    return made;
}

sla::Event status(Millis ago, sla::StatusClass to)
{
    sla::Event made = happened(ago, EventKind::Status);
    made.status = to;
    return made;
}

sla::Event priority(Millis ago, const QString &to)
{
    sla::Event made = happened(ago, EventKind::Priority);
    made.priority = to;
    return made;
}

/// A P2 ticket whose `kind` has one target under P2 and another under P1.
sla::ClocksInput input(ClockKind kind, Millis underP2, Millis underP1, std::vector<sla::Event> events)
{
    sla::ClocksInput made;
    made.priority = u"P2"_s;
    made.targets[u"P2"_s].clocks[size_t(kind)].sla =
        sla::Target{sla::Target::Kind::RoundTheClock, underP2.count(), {}};
    made.targets[u"P1"_s].clocks[size_t(kind)].sla =
        sla::Target{sla::Target::Kind::RoundTheClock, underP1.count(), {}};
    made.events = std::move(events);
    return made;
}

QStringList past(const sla::ClocksInput &input, ClockKind kind, const QString &priority)
{
    return clockPast(sla::evaluate(input, kNow), kind, priority, kNow);
}

} // namespace

class TestClockPast final : public QObject
{
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void aBreachUnderAnEarlierPriorityIsTold()
    {
        const auto clocks =
            input(ClockKind::Resolution, 1h, 4h, {happened(3h, EventKind::Created), priority(1h, u"P1"_s)});
        QCOMPARE(past(clocks, ClockKind::Resolution, u"P1"_s),
                 QStringList{u"Breached 12:00 UTC under P2, before it was set to P1."_s});
    }
    void aBreachByTheChangeItselfIsTold()
    {
        const auto clocks = input(ClockKind::Resolution, 10h, 1h,
                                  {happened(3h, EventKind::Created), priority(30min, u"P1"_s)});
        QCOMPARE(past(clocks, ClockKind::Resolution, u"P1"_s),
                 QStringList{u"Breached 13:30 UTC, when it was set to P1."_s});
    }
    void theBreachThatTheRowShowsIsNotToldTwice()
    {
        const auto clocks = input(ClockKind::Resolution, 1h, 1h, {happened(3h, EventKind::Created)});
        QCOMPARE(sla::evaluate(clocks, kNow).clocks[size_t(ClockKind::Resolution)].breaches.size(), 1U);
        QCOMPARE(past(clocks, ClockKind::Resolution, u"P2"_s), QStringList());
    }
    void aReopenedTicketKeepsItsFirstResolutionAndItsTimeInAll()
    {
        const auto clocks = input(ClockKind::Resolution, 24h, 24h,
                                  {happened(10h, EventKind::Created), status(8h, sla::StatusClass::Resolved),
                                   status(70min, sla::StatusClass::Open)});
        QCOMPARE(
            past(clocks, ClockKind::Resolution, u"P2"_s),
            QStringList{u"First resolved 06:00 UTC, then re-opened; 3 hours 10 minutes counted in all."_s});
    }
    void aTicketThatWasResolvedOnceSaysNothingMore()
    {
        const auto clocks =
            input(ClockKind::Resolution, 24h, 24h,
                  {happened(10h, EventKind::Created), status(8h, sla::StatusClass::Resolved)});
        QCOMPARE(past(clocks, ClockKind::Resolution, u"P2"_s), QStringList());
    }
    void roundsAreCountedAndOldBreachesSummedUp()
    {
        std::vector<sla::Event> events{happened(40h, EventKind::Created)};
        for (const auto ago : {36h, 30h, 24h, 18h, 12h, 1h})
            events.push_back(happened(ago, EventKind::AgentReply));
        const auto clocks = input(ClockKind::Update, 2h, 2h, events);
        const QStringList told = past(clocks, ClockKind::Update, u"P2"_s);
        QCOMPARE(told, (QStringList{u"2 earlier breaches."_s, u"Breached 19 Nov 16:00 UTC under P2."_s,
                                    u"Breached 19 Nov 22:00 UTC under P2."_s,
                                    u"Breached 04:00 UTC under P2."_s, u"Ended 5 times before."_s}));
    }
};

QTEST_GUILESS_MAIN(TestClockPast)
#include "tst_clockpast.moc"
