// SPDX-License-Identifier: GPL-3.0-or-later
// Limits of a queue: passed and back with some room between, told after they held, and once.
#include "models/automation/thresholds.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace muster;
using namespace muster::automation;

namespace {

const Instant kStart = *parseRfc3339(u"2026-11-18T10:00:00Z");

policy::ThresholdRules rulesOf(std::vector<policy::Threshold> limits)
{
    policy::ThresholdRules rules;
    rules.key = u"own"_s;
    rules.hold = 10min;
    rules.clearPercent = 80;
    rules.limits = std::move(limits);
    return rules;
}

policy::Threshold countOf(int above)
{
    policy::Threshold limit;
    limit.key = u"depth"_s;
    limit.name = u"Depth"_s;
    limit.above = above;
    return limit;
}

policy::Threshold shareOf(int percent, int least)
{
    policy::Threshold limit = countOf(percent);
    limit.isShare = true;
    limit.least = least;
    return limit;
}

/// The watch looked at it again with so many.
std::vector<Crossing> looked(ThresholdWatch &watch, const policy::ThresholdRules &rules, int counted,
                             Instant now)
{
    const std::vector<Reading> readings{{counted, 100}};
    return watch.look(rules, readings, now);
}

} // namespace

class TestThresholds final : public QObject
{
    Q_OBJECT

private slots:
    void whatIsAtItsLimitIsNotAboveIt()
    {
        const auto rules = rulesOf({countOf(10)});
        QVERIFY(!isAbove(rules, rules.limits[0], {10, 50}, false));
        QVERIFY(isAbove(rules, rules.limits[0], {11, 50}, false));
    }

    void whatWasAboveIsBackOnlyAtTheShareThatThePolicyNames()
    {
        const auto rules = rulesOf({countOf(10)});
        QVERIFY(isAbove(rules, rules.limits[0], {9, 50}, true));
        QVERIFY(!isAbove(rules, rules.limits[0], {8, 50}, true));
        const auto none = rulesOf({countOf(0)});
        QVERIFY(isAbove(none, none.limits[0], {1, 50}, true));
        QVERIFY(!isAbove(none, none.limits[0], {0, 50}, true));
    }

    void aShareIsOfThoseThatItsListsLetThroughAndSaysNothingOfFew()
    {
        const auto rules = rulesOf({shareOf(25, 20)});
        QVERIFY(isAbove(rules, rules.limits[0], {6, 20}, false));
        QVERIFY(!isAbove(rules, rules.limits[0], {5, 20}, false));
        QVERIFY(!isAbove(rules, rules.limits[0], {6, 19}, false));
        QVERIFY(!isAbove(rules, rules.limits[0], {6, 19}, true)); // too few to say anything
        QVERIFY(isAbove(rules, rules.limits[0], {5, 20}, true));
        QVERIFY(!isAbove(rules, rules.limits[0], {4, 20}, true));
    }

    void itIsToldOnceItHeldForAsLongAsThePolicyAsks()
    {
        const auto rules = rulesOf({countOf(10)});
        ThresholdWatch watch;
        QVERIFY(looked(watch, rules, 11, kStart).empty());
        QVERIFY(looked(watch, rules, 12, kStart + 9min).empty());
        const auto crossings = looked(watch, rules, 13, kStart + 10min);
        QCOMPARE(crossings.size(), size_t(1));
        QVERIFY(crossings[0] == (Crossing{u"depth"_s, true, kStart, kStart + 10min, {13, 100}}));
        QCOMPARE(looked(watch, rules, 13, kStart + 11min).size(), size_t(1)); // not told yet: again
        watch.setTold({u"depth"_s});
        QVERIFY(looked(watch, rules, 14, kStart + 12min).empty());
    }

    void aPeakIsNotTold()
    {
        const auto rules = rulesOf({countOf(10)});
        ThresholdWatch watch;
        QVERIFY(looked(watch, rules, 30, kStart).empty());
        QVERIFY(looked(watch, rules, 3, kStart + 5min).empty());
        QVERIFY(looked(watch, rules, 30, kStart + 9min).empty());
        QVERIFY(looked(watch, rules, 30, kStart + 18min).empty());
        QCOMPARE(looked(watch, rules, 30, kStart + 19min).size(), size_t(1));
    }

    void itIsOverOnceItWasBackForAsLong()
    {
        const auto rules = rulesOf({countOf(10)});
        ThresholdWatch watch;
        watch.setTold({u"depth"_s});
        QVERIFY(looked(watch, rules, 9, kStart).empty()); // between both
        QVERIFY(looked(watch, rules, 8, kStart + 1min).empty());
        QVERIFY(looked(watch, rules, 8, kStart + 10min).empty());
        const auto crossings = looked(watch, rules, 8, kStart + 11min);
        QCOMPARE(crossings.size(), size_t(1));
        QVERIFY(!crossings[0].isAbove);
        QCOMPARE(crossings[0].since, kStart + 1min);
        watch.setTold({});
        QVERIFY(looked(watch, rules, 8, kStart + 40min).empty());
    }

    void whatAnotherConsoleToldIsNotToldAgain()
    {
        const auto rules = rulesOf({countOf(10)});
        ThresholdWatch watch;
        watch.setTold({u"depth"_s});
        QVERIFY(looked(watch, rules, 50, kStart).empty());
        QVERIFY(looked(watch, rules, 50, kStart + 24h).empty());
    }

    void whatAnotherConsoleToldInTheMeantimeKeepsItsTimes()
    {
        const auto rules = rulesOf({countOf(10)});
        ThresholdWatch watch;
        QVERIFY(looked(watch, rules, 11, kStart).empty());
        watch.setTold({u"depth"_s}); // it came from elsewhere
        QVERIFY(looked(watch, rules, 11, kStart + 30min).empty());
        QVERIFY(looked(watch, rules, 5, kStart + 31min).empty());
        QCOMPARE(looked(watch, rules, 5, kStart + 41min).size(), size_t(1));
        watch.setTold({});
        QVERIFY(looked(watch, rules, 5, kStart + 42min).empty());
    }

    void aLimitThatThePolicyHasNoMoreIsOver()
    {
        ThresholdWatch watch;
        watch.setTold({u"depth"_s});
        const auto crossings = watch.look(rulesOf({}), {}, kStart);
        QCOMPARE(crossings.size(), size_t(1));
        QVERIFY(!crossings[0].isAbove && crossings[0].limit == u"depth");
        watch.setTold({});
        QVERIFY(watch.look(rulesOf({}), {}, kStart + 1min).empty());
    }

    void aClockThatIsSetBackBeginsTheWaitAnew()
    {
        const auto rules = rulesOf({countOf(10)});
        ThresholdWatch watch;
        QVERIFY(looked(watch, rules, 11, kStart).empty());
        QVERIFY(looked(watch, rules, 11, kStart - 1h).empty());
        const auto crossings = looked(watch, rules, 11, kStart - 50min);
        QCOMPARE(crossings.size(), size_t(1));
        QCOMPARE(crossings[0].since, kStart - 1h);
    }

    void whatIsToldNamesTheFiguresTheTimeAndThePolicy()
    {
        const notify::Wish wish =
            wishOf(countOf(10), {u"depth"_s, true, kStart, kStart + 10min, {13, 100}}, u"version"_s);
        QCOMPARE(wish.cause, causeOfLimit(u"depth"_s));
        QCOMPARE(wish.at, kStart + 10min); // what a channel is told is not late by then
        QCOMPARE(wish.title, u"Queue above its limit: Depth"_s);
        QVERIFY(wish.text.contains(u"13 of 100") && wish.text.contains(u"the limit is 10") &&
                wish.text.contains(u"10:00") && wish.text.contains(u"version"));
        QCOMPARE(limitWords(shareOf(25, 1), {6, 20}), u"6 of 20 open tickets (30%); the limit is 25%"_s);
        policy::Threshold narrow = shareOf(25, 1);
        narrow.tiers = QStringList{u"enterprise"_s};
        QCOMPARE(limitWords(narrow, {26, 102}),
                 u"26 of 102 open tickets of enterprise (26%); the limit is 25%"_s);
        notify::Notification notification;
        notification.asked.cause = wish.cause;
        QCOMPARE(limitOf(notification), u"depth"_s);
        notification.asked.cause = u"sla_breached:x"_s;
        QVERIFY(limitOf(notification).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestThresholds)
#include "tst_thresholds.moc"
