// SPDX-License-Identifier: GPL-3.0-or-later
// What holds for every calendar and history (ARCHITECTURE, "Rules of the SLA engine", 10), tried on random
// ones. SLA_SEED sets another seed; each failure names the seed and the round.
#include "models/sla/slalines.h"
#include "models/sla/zonetable.h"
#include "tests/models/sla/naive.h"
#include "tests/models/sla/randomsla.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

using namespace muster;
using namespace muster::sla;
using namespace std::chrono;
using namespace Qt::StringLiterals;

namespace {

constexpr int kDays = 60;

quint32 seedOf(int round)
{
    static const quint32 base = qEnvironmentVariableIntValue("SLA_SEED")
                                    ? quint32(qEnvironmentVariableIntValue("SLA_SEED"))
                                    : 20261121U;
    return base + quint32(round);
}

QString named(int round, const CalendarSpec &spec, Instant start)
{
    return u"seed %1, zone %2, start %3"_s.arg(seedOf(round)).arg(spec.zone, toRfc3339(start));
}

/// A calendar, a start and pauses.
struct Case
{
    CalendarSpec spec;
    Calendar calendar;
    Instant begin{}, start{};
    std::vector<Interval> pauses;
};

Case made(RandomSla &random, bool wholeMinutes)
{
    Case one;
    const QString zone = random.zone();
    one.begin = random.day(zone);
    one.spec = random.calendar(zone, one.begin, 28);
    one.calendar = *Calendar::make(one.spec);
    const Instant from = one.begin + days(4), to = one.begin + days(20);
    one.start = wholeMinutes ? random.minuteBetween(from, to) : random.between(from, to);
    one.pauses = random.pauses(one.start - days(2), to + days(6), wholeMinutes);
    return one;
}

Calendar withOneHolidayMore(RandomSla &random, const Case &one)
{
    CalendarSpec more = one.spec;
    more.holidays.push_back(random.date(one.begin, 40));
    return *Calendar::make(more);
}

ClocksInput history(RandomSla &random, const Case &one)
{
    ClocksInput input;
    input.calendar = one.calendar;
    for (const QString &key : {u"P1"_s, u"P2"_s}) {
        TargetSet set;
        for (ClockTarget &clock : set.clocks)
            clock.sla = random.target(true);
        set.mayPause = key == u"P2" || random.oneIn(2);
        set.pausesFirstResponse = random.oneIn(3);
        input.targets.emplace(key, set);
    }
    input.priority = random.oneIn(2) ? u"P1"_s : u"P2"_s;
    Event created;
    created.at = one.start;
    input.events.push_back(created);
    // At one instant no kind comes twice: of two statuses the order in the list says which stays.
    Instant at = one.start;
    for (int i = random.upTo(14); i > 0; --i) {
        at += Millis(60'000LL * (1 + random.upTo(1500)));
        for (const EventKind kind : {EventKind::Status, EventKind::AgentReply, EventKind::CustomerMessage,
                                     EventKind::Priority, EventKind::AutoReply}) {
            if (!random.oneIn(3))
                continue;
            Event event;
            event.at = at;
            event.kind = kind;
            event.status = StatusClass(random.upTo(3));
            event.priority = random.oneIn(2) ? u"P1"_s : u"P2"_s;
            event.cause = FactId::derived(at, {QString::number(int(kind))});
            input.events.push_back(event);
        }
    }
    return input;
}

/// The resolution clock, minute by minute: what is open, neither waiting nor resolved, counts.
Millis naiveResolution(const ClocksInput &input, const NaiveCalendar &naive, Instant start, Instant end)
{
    QString priority = input.priority;
    bool isWaiting = false, isDone = false;
    Millis used{0}, usedWhenDone{0};
    for (Instant now = start; now <= end; now += minutes(1)) {
        // A message first: it ends a pause that began before, not one that begins now.
        for (const Event &event : input.events)
            isWaiting = isWaiting && !(event.at == now && event.kind == EventKind::CustomerMessage);
        for (const Event &event : input.events) {
            if (event.at != now)
                continue;
            if (event.kind == EventKind::Priority)
                priority = event.priority;
            if (event.kind != EventKind::Status)
                continue;
            isWaiting = event.status == StatusClass::Waiting;
            isDone = event.status == StatusClass::Resolved || event.status == StatusClass::Closed;
        }
        if (now == end)
            break;
        const TargetSet &set = input.targets.at(priority);
        const bool stands = isDone || (isWaiting && set.mayPause);
        used += stands || !naive.isOpen(now) ? Millis(0) : Millis(60'000);
        usedWhenDone = used;
    }
    return usedWhenDone;
}

/// Answers to many random questions as one hash; equal wherever and whenever it runs.
QByteArray digest()
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (int round = 0; round < 200; ++round) {
        RandomSla random(seedOf(round));
        const QString zone = random.zone();
        const Instant start = random.day(zone) + minutes(random.upTo(5000));
        const QString question =
            u"{\"op\":\"due\",\"calendar\":{\"zone\":\"%1\",\"hours\":{\"mon\":[[\"22:00\",\"06:00\"]],"
            u"\"wed\":[[\"00:30\",\"24:00\"]],"
            "\"sun\":[[\"00:00\",\"12:00\"]]},\"holidays\":[\"2026-12-25\"]},\"start\":\"%2\",\"target\":\"%3\"}"_s
                .arg(zone, toRfc3339(start), targetText(random.target(true)));
        hash.addData(answerSlaLine(question.toUtf8()));
    }
    return hash.result().toHex();
}

} // namespace

class TestSlaProperties : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void offsetsAreThoseOfTheZone()
    {
        RandomSla random(seedOf(0));
        const auto ids = QTimeZone::availableTimeZoneIds();
        for (int i = 0; i < 30; ++i) {
            const QByteArray id = ids[random.upTo(int(ids.size()) - 1)];
            const auto table = ZoneTable::load(QString::fromLatin1(id));
            if (!table)
                continue; // "UTC+01:00" and its like are no IANA zones
            const QTimeZone qt(id);
            for (int j = 0; j < 200; ++j) {
                const Instant at = random.between(sys_days(year(1990) / 1 / 1), sys_days(year(2090) / 1 / 1));
                const seconds wanted(qt.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(toMillis(at), Qt::UTC)));
                QVERIFY2(table->offsetAt(at) == wanted,
                         qPrintable(QString::fromLatin1(id) + u' ' + toRfc3339(at)));
            }
        }
    }

    void theEngineAgreesWithAWalkOverTheMinutes()
    {
        int compared = 0;
        for (int round = 0; round < 200; ++round) {
            RandomSla random(seedOf(round));
            const Case one = made(random, true);
            const NaiveCalendar naive(one.spec, one.begin, kDays);
            for (int i = 0; i < 12; ++i) {
                const Instant from = random.minuteBetween(one.begin + days(4), one.begin + days(20));
                const Instant to = random.minuteBetween(from, one.begin + days(30));
                const QString name = named(round, one.spec, from);
                QVERIFY2(one.calendar.openBetween(from, to) == naive.openBetween(from, to), qPrintable(name));
                const Millis open = minutes(1 + random.upTo(4000));
                if (const auto wanted = naive.addOpen(from, open); wanted && *wanted < one.begin + days(50)) {
                    QVERIFY2(one.calendar.addOpen(from, open) == *wanted, qPrintable(name));
                    ++compared;
                }
                const int count = 1 + random.upTo(6);
                if (const auto wanted = naive.addBusinessDays(from, count);
                    wanted && *wanted < one.begin + days(50)) {
                    QVERIFY2(one.calendar.addBusinessDays(from, count) == *wanted,
                             qPrintable(name + u" %1bd: %2 %3"_s.arg(count).arg(
                                                   toRfc3339(one.calendar.addBusinessDays(from, count)),
                                                   toRfc3339(*wanted))));
                    ++compared;
                }
            }
        }
        QVERIFY(compared > 2000);
    }

    void whatIsDueIsUsedUpExactly()
    {
        for (int round = 0; round < 1500; ++round) {
            RandomSla random(seedOf(round));
            const Case one = made(random, false);
            const Target target = random.target(false);
            const bool isWall = target.kind == Target::Kind::RoundTheClock;
            const Instant end = due(one.calendar, one.start, target, one.pauses);
            QVERIFY(end != kNever);
            QVERIFY2(elapsed(isWall ? Calendar() : one.calendar, one.start, end, one.pauses) ==
                         Millis(target.amount),
                     qPrintable(named(round, one.spec, one.start)));
            // And not a millisecond sooner.
            QVERIFY(elapsed(isWall ? Calendar() : one.calendar, one.start, end - Millis(1), one.pauses) <
                    Millis(target.amount));
        }
    }

    void aLongerTargetIsNeverDueSooner()
    {
        for (int round = 0; round < 1500; ++round) {
            RandomSla random(seedOf(round));
            const Case one = made(random, false);
            Target shorter = random.target(true), longer = shorter;
            longer.amount += 1 + random.upTo(longer.kind == Target::Kind::BusinessDays ? 3 : 100'000'000);
            QVERIFY2(due(one.calendar, one.start, shorter, one.pauses) <=
                         due(one.calendar, one.start, longer, one.pauses),
                     qPrintable(named(round, one.spec, one.start)));
        }
    }

    void splittingAPauseChangesNothing()
    {
        for (int round = 0; round < 1500; ++round) {
            RandomSla random(seedOf(round));
            const Case one = made(random, false);
            std::vector<Interval> split;
            for (const Interval &pause : one.pauses) {
                const Instant middle = random.between(pause.from, pause.to);
                split.insert(split.begin() + random.upTo(int(split.size())), {pause.from, middle});
                split.insert(split.begin() + random.upTo(int(split.size())), {middle, pause.to});
            }
            const Target target = random.target(true);
            QVERIFY2(due(one.calendar, one.start, target, one.pauses) ==
                         due(one.calendar, one.start, target, split),
                     qPrintable(named(round, one.spec, one.start)));
            QCOMPARE(elapsed(one.calendar, one.start, one.start + days(9), one.pauses),
                     elapsed(one.calendar, one.start, one.start + days(9), split));
        }
    }

    void aHolidayNeverMakesAnythingDueSooner()
    {
        for (int round = 0; round < 1500; ++round) {
            RandomSla random(seedOf(round));
            const Case one = made(random, false);
            const Calendar later = withOneHolidayMore(random, one);
            const Target target = random.target(true);
            const bool isDays = target.kind == Target::Kind::BusinessDays;
            const auto pauses = isDays ? std::vector<Interval>() : one.pauses;
            QVERIFY2(due(one.calendar, one.start, target, pauses) <= due(later, one.start, target, pauses),
                     qPrintable(named(round, one.spec, one.start) + u' ' + targetText(target)));
        }
    }

    // Business days with pauses: a pause pushes by the open time of its day, a holiday by one working day. A
    // holiday on a paused day takes the one and gives the other, so the sentence holds where working days are
    // alike, and else within the open time that the holiday takes from the pauses.

    void aHolidayNeverMakesBusinessDaysWithPausesDueSoonerWhereWorkingDaysAreAlike()
    {
        for (int round = 0; round < 1500; ++round) {
            RandomSla random(seedOf(round));
            Case one = made(random, false);
            one.spec.breaks.clear();
            const auto hours = random.dayHours();
            for (size_t day = 0; day < 7; ++day)
                one.spec.hours[day] = day == 0 || random.oneIn(2) ? hours : std::vector<WallInterval>();
            one.calendar = *Calendar::make(one.spec);
            const Calendar later = withOneHolidayMore(random, one);
            const Target target{Target::Kind::BusinessDays, 1 + random.upTo(8), {}};
            QVERIFY2(due(one.calendar, one.start, target, one.pauses) <=
                         due(later, one.start, target, one.pauses),
                     qPrintable(named(round, one.spec, one.start) + u' ' + targetText(target)));
        }
    }

    void aHolidayTakesNoMoreFromBusinessDaysThanItTakesFromTheirPauses()
    {
        int sooner = 0;
        for (int round = 0; round < 1500; ++round) {
            RandomSla random(seedOf(round));
            const Case one = made(random, false);
            const Calendar later = withOneHolidayMore(random, one);
            const Target target{Target::Kind::BusinessDays, 1 + random.upTo(8), {}};
            const Instant before = due(one.calendar, one.start, target, one.pauses);
            const Instant after = due(later, one.start, target, one.pauses);
            const QString name = named(round, one.spec, one.start) + u' ' + targetText(target);
            QVERIFY2(after >= due(one.calendar, one.start, target), qPrintable(name));
            const auto paused = [&](const Calendar &calendar) {
                return calendar.openBetween(one.start, before) -
                       elapsed(calendar, one.start, before, one.pauses);
            };
            QVERIFY2(one.calendar.addOpen(after, paused(one.calendar) - paused(later)) >= before,
                     qPrintable(name));
            sooner += after < before ? 1 : 0;
        }
        QVERIFY(sooner > 0); // else the sentence above could be said without its condition
    }

    void aHolidayOnAPausedLongDayMayMakeBusinessDaysDueSooner()
    {
        CalendarSpec spec;
        spec.zone = u"UTC"_s;
        for (size_t day = 0; day < 4; ++day)
            spec.hours[day] = {{540, 1020}};
        spec.hours[4] = {{540, 900}}; // Friday is two hours shorter
        const Instant tuesday = sys_days(year(2026) / 11 / 17), wednesday = tuesday + days(1);
        const std::vector<Interval> pauses{{wednesday, wednesday + days(1)}};
        const Target target{Target::Kind::BusinessDays, 3, {}};
        const auto dueAt = [&] {
            return toRfc3339(due(*Calendar::make(spec), tuesday + hours(10), target, pauses));
        };
        QCOMPARE(dueAt(), u"2026-11-23T12:00:00Z"_s); // Friday 10:00 and the eight hours of Wednesday
        spec.holidays = {year(2026) / 11 / 18};
        QCOMPARE(dueAt(), u"2026-11-23T10:00:00Z"_s); // one working day later
    }

    void countedSpansSumToTheTimeUsedAndLeaveNoGap()
    {
        for (int round = 0; round < 1000; ++round) {
            RandomSla random(seedOf(round));
            const Case one = made(random, false);
            const ClocksInput input = history(random, one);
            const Instant at = random.between(one.start, one.start + days(25));
            for (const ClockReport &report : evaluate(input, at).clocks) {
                if (report.state == ClockState::None)
                    continue;
                const QString name = named(round, one.spec, one.start) + u' ' + clockName(report.kind);
                Millis counted{0};
                Instant edge = report.summary.start;
                for (const Span &span : report.why) {
                    QVERIFY2(span.from == edge && span.to > edge && !span.cause.isEmpty(), qPrintable(name));
                    edge = span.to;
                    counted += span.kind == SpanKind::Counted ? span.to - span.from : Millis(0);
                }
                const bool isStopped = report.summary.phase == ClockSummary::Phase::Stopped;
                QVERIFY2(edge == (isStopped ? report.summary.stoppedAt : at), qPrintable(name));
                QVERIFY2(counted == report.used, qPrintable(name));
            }
        }
    }

    void theResolutionAgreesWithAWalkOverTheMinutes()
    {
        for (int round = 0; round < 200; ++round) {
            RandomSla random(seedOf(round));
            const Case one = made(random, true);
            ClocksInput input = history(random, one);
            for (auto &[key, set] : input.targets)
                set.clocks[size_t(ClockKind::Resolution)].sla =
                    Target{Target::Kind::BusinessTime, 3'600'000, {}};
            const NaiveCalendar naive(one.spec, one.begin, kDays);
            const Instant at = random.minuteBetween(one.start, one.start + days(20));
            QVERIFY2(evaluate(input, at).totalResolution == naiveResolution(input, naive, one.start, at),
                     qPrintable(named(round, one.spec, one.start)));
        }
    }

    void theOrderOfTheEventsIsIrrelevant()
    {
        for (int round = 0; round < 1000; ++round) {
            RandomSla random(seedOf(round));
            const Case one = made(random, false);
            ClocksInput input = history(random, one);
            const Instant at = random.between(one.start, one.start + days(25));
            const Clocks straight = evaluate(input, at);
            const auto stored = summarise(input);
            std::shuffle(input.events.begin(), input.events.end(), random.generator());
            QVERIFY2(evaluate(input, at) == straight, qPrintable(named(round, one.spec, one.start)));
            QVERIFY2(summarise(input) == stored, qPrintable(named(round, one.spec, one.start)));
        }
    }

    void whatIsStoredSaysTheSameAsTheReport()
    {
        for (int round = 0; round < 1000; ++round) {
            RandomSla random(seedOf(round));
            const Case one = made(random, false);
            const ClocksInput input = history(random, one);
            const auto stored = summarise(input);
            const Instant at = input.events.back().at + Millis(random.upTo(2'000'000'000));
            const Clocks clocks = evaluate(input, at);
            for (const ClockReport &report : clocks.clocks)
                QVERIFY2(stateAt(stored[size_t(report.kind)], at) == report.state,
                         qPrintable(named(round, one.spec, one.start) + u' ' + clockName(report.kind)));
        }
    }

    void aBreachThatWasRealIsNeverErased()
    {
        for (int round = 0; round < 1000; ++round) {
            RandomSla random(seedOf(round));
            const Case one = made(random, false);
            const ClocksInput input = history(random, one);
            const Instant early = random.between(one.start, one.start + days(12)), late = early + days(6);
            const Clocks before = evaluate(input, early), after = evaluate(input, late);
            for (const ClockKind kind : kClockKinds) {
                for (const Breach &breach : before.clocks[size_t(kind)].breaches) {
                    const auto &kept = after.clocks[size_t(kind)].breaches;
                    QVERIFY2(std::ranges::find(kept, breach) != kept.end(),
                             qPrintable(named(round, one.spec, one.start) + u' ' + clockName(kind)));
                }
            }
        }
    }

    void theMachinesOwnZoneAndLanguageAreIrrelevant()
    {
        const QByteArray here = digest();
        for (const auto &[zone, language] :
             {std::pair("Pacific/Apia", "C"), std::pair("America/St_Johns", "ar_EG.UTF-8"),
              std::pair("Europe/Berlin", "de_DE.UTF-8")}) {
            QProcess other;
            auto environment = QProcessEnvironment::systemEnvironment();
            environment.insert(u"TZ"_s, QString::fromLatin1(zone));
            environment.insert(u"LC_ALL"_s, QString::fromLatin1(language));
            other.setProcessEnvironment(environment);
            other.start(QCoreApplication::applicationFilePath(), {u"--digest"_s});
            QVERIFY(other.waitForFinished());
            QCOMPARE(other.readAllStandardOutput(), here);
        }
    }
};

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    if (argc > 1 && QByteArrayView(argv[1]) == "--digest") {
        QTextStream(stdout) << digest();
        return 0;
    }
    TestSlaProperties tests;
    return QTest::qExec(&tests, argc, argv);
}

#include "tst_slaproperties.moc"
