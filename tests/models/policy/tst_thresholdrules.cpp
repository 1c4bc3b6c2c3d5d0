// SPDX-License-Identifier: GPL-3.0-or-later
// The limits of queues are read strictly: each mistake with its place and what to do.
#include "models/policy/policy.h"
#include "models/policy/thresholdreader.h"
#include "tests/models/policy/sectioncase.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace muster;
using namespace muster::policy;
using namespace muster::test;

class TestThresholdRules final : public QObject
{
    Q_OBJECT

private slots:
    void theShippedLimitsHoldEverywhereAndAreReadWithoutAMistake()
    {
        const ReadPolicy read = readWithSection("thresholds", shippedSection(u"thresholds/desk.yaml"_s));
        for (const Problem &problem : read.problems)
            QFAIL(qPrintable(problem.text()));
        QVERIFY(read.policy->thresholds == shippedThresholds());
        for (const QString &preset : presetKeys())
            QVERIFY(readPolicy(presetText(preset), preset).policy->thresholds == shippedThresholds());
        QCOMPARE(shippedThresholds().limits.size(), size_t(3));
        const Threshold &share = *shippedThresholds().limit(u"at-risk"_s);
        QVERIFY(share.isShare && share.above == 25 && share.least == 20);
        QVERIFY(shippedThresholds().limit(u"old"_s)->than == 30 * 24h);
    }

    void aPolicyMayHaveNoLimits()
    {
        const ReadPolicy read = readWithSection("thresholds", "key: none\nhold: 1m");
        QVERIFY(read.policy && read.policy->thresholds.limits.empty());
    }

    void aLimitNamesPrioritiesAndTiersOfItsPolicy()
    {
        const ReadPolicy read = readWithSection(
            "thresholds", "key: own\nhold: 1m\nlimits:\n  - {key: a, name: A, counts: all, above: 3, "
                          "priorities: [P0], tiers: [enterprise], tags: [vip]}");
        for (const Problem &problem : read.problems)
            QFAIL(qPrintable(problem.text()));
        const Threshold &limit = read.policy->thresholds.limits.at(0);
        QCOMPARE(limit.priorities, QStringList{u"P0"_s});
        QCOMPARE(limit.tiers, QStringList{u"enterprise"_s});
        QCOMPARE(limit.tags, QStringList{u"vip"_s});
        QCOMPARE(limit.above, 3);
    }

    void eachMistakeIsNamedWithItsPlace_data()
    {
        mistakeColumns();
        mistake("unknown key", "hold:", "holds:", "thresholds.holds", "hold");
        mistake("office hours", "hold: 10m", "hold: 10bm", "thresholds.hold", "");
        mistake("no hold", "hold: 10m", "version: 1", "thresholds.hold", "missing");
        mistake("clears above", "clear: 80", "clear: 120", "thresholds.clear", "0 to 100");
        mistake("counts what", "counts: unassigned", "counts: unasigned", "thresholds.limits[0].counts",
                "perhaps \"unassigned\"");
        mistake("counts nothing", "counts: unassigned, ", "", "thresholds.limits[0].counts", "missing");
        mistake("no limit", "above: 15", "above: many", "thresholds.limits[0].above", "\"many\"");
        mistake("below zero", "above: 15", "above: -1", "thresholds.limits[0].above", "\"-1\"");
        mistake("whole share", "above: 25%", "above: 100%", "thresholds.limits[1].above", "0% to 99%");
        mistake("limit missing", ", above: 15", "", "thresholds.limits[0].above", "missing");
        mistake("share of all", "counts: at_risk", "counts: all", "thresholds.limits[1].above",
                "always 100%");
        mistake("least of a number", "above: 25%", "above: 25", "thresholds.limits[1].least", "a share");
        mistake("age missing", "than: 30d, ", "", "thresholds.limits[2].than", "missing");
        mistake("age of what", "counts: older", "counts: all", "thresholds.limits[2].than", "counts: older");
        mistake("unknown tier", "above: 15", "above: 15, tiers: [platinum]", "thresholds.limits[0].tiers",
                "not known");
        mistake("unknown priority", "above: 15", "above: 15, priorities: [P77]",
                "thresholds.limits[0].priorities", "not known");
        mistake("twice", "key: old", "key: unassigned", "thresholds.limits[2].key", "twice");
        mistake("empty list", "limits:\n", "limits: []\nmore:\n", "thresholds.limits", "empty");
    }
    void eachMistakeIsNamedWithItsPlace()
    {
        compareMistake(shippedSection(u"thresholds/desk.yaml"_s),
                       [](const QByteArray &text) { return readWithSection("thresholds", text); });
    }
};

QTEST_GUILESS_MAIN(TestThresholdRules)
#include "tst_thresholdrules.moc"
