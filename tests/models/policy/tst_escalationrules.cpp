// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of escalations are read strictly: each mistake with its place and what to do. What ships says
// what the matrix, the playbook and the guide to packages say.
#include "models/policy/escalationreader.h"
#include "models/policy/wordreader.h"
#include "tests/models/policy/sectioncase.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::policy;
using namespace muster::test;

namespace {

QByteArray shippedText(const QString &file)
{
    return shippedSection(u"escalation/"_s + file);
}

/// A preset with these rules as its section.
ReadPolicy readRules(const QByteArray &rules)
{
    return readWithSection("escalation", rules);
}

QByteArray withWords(const QByteArray &words)
{
    return shippedText(u"matrix.yaml"_s) + "words:\n" + inSection(words);
}

} // namespace

class TestEscalationRules final : public QObject
{
    Q_OBJECT

private slots:
    void theShippedRulesAreReadWithoutAMistakeAlsoAsASection()
    {
        const ReadPolicy read = readRules(withWords(shippedText(u"words.yaml"_s)));
        for (const Problem &problem : read.problems)
            QFAIL(qPrintable(problem.text()));
        QVERIFY(read.policy->escalation == shippedEscalation());
        QVERIFY(!shippedWords().security.empty());
    }

    void aTriggerThatIsOffIsNoRule()
    {
        QByteArray text = shippedText(u"matrix.yaml"_s);
        text.replace("situation: revenue}\n  - {key: asked_for",
                     "situation: revenue, active: false}\n  - {key: asked_for");
        const ReadPolicy read = readRules(text);
        QVERIFY(read.policy && read.policy->escalation.trigger(u"revenue_loss"_s) == nullptr);
        QCOMPARE(read.policy->escalation.triggers.size(), shippedEscalation().triggers.size() - 1);
        QCOMPARE(read.policy->escalation.switchedOff.size(), size_t(1));
        QCOMPARE(read.policy->escalation.switchedOff.front(),
                 *shippedEscalation().trigger(u"revenue_loss"_s));
        text.replace("active: false", "active: true");
        QVERIFY(readRules(text).policy->escalation == shippedEscalation());
    }

    void theShippedRulesHoldWhereAPolicySaysNothing()
    {
        for (const QString &preset : presetKeys()) {
            const ReadPolicy read = readPolicy(presetText(preset), preset);
            QVERIFY(read.policy);
            QVERIFY(read.policy->escalation == shippedEscalation());
            for (const MatrixCell &cell : shippedEscalation().matrix)
                QVERIFY2(cell.tier.isEmpty() || read.policy->tier(cell.tier), qPrintable(cell.tier));
            for (const Situation &situation : shippedEscalation().situations) {
                for (const int rank : situation.ranks)
                    QVERIFY(size_t(rank) <= read.policy->priorities.size());
            }
        }
    }

    void rulesOfTheirOwnKeepTheShippedWords()
    {
        const ReadPolicy read = readRules(shippedText(u"matrix.yaml"_s));
        QVERIFY(read.policy);
        QVERIFY(read.policy->escalation.words == shippedWords());
    }

    void eachLevelHasItsTimeAndItsAuthority_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("respond");
        QTest::addColumn<QStringList>("authority");
        QTest::newRow("level 1: support team lead, 1 hour")
            << u"level-1"_s << u"1h"_s << QStringList{u"reprioritise"_s, u"resources"_s, u"workarounds"_s};
        QTest::newRow("level 2: engineering manager, 2 hours")
            << u"level-2"_s << u"2h"_s << QStringList{u"pull_engineers"_s, u"deployments"_s, u"cross_team"_s};
        QTest::newRow("level 3: director, 4 hours")
            << u"level-3"_s << u"4h"_s << QStringList{u"credits"_s, u"customer_communication"_s, u"vendor"_s};
        QTest::newRow("level 4: executive, at once, everything")
            << u"level-4"_s << QString() << QStringList{};
    }
    void eachLevelHasItsTimeAndItsAuthority()
    {
        QFETCH(QString, key);
        const EscalationLevel *level = shippedEscalation().level(key);
        QVERIFY(level);
        QTEST(level->respond ? sla::targetText(*level->respond) : QString(), "respond");
        QTEST(level->authority, "authority");
        QCOMPARE(level->mayApproveAll, key == u"level-4"_s);
        QVERIFY(!level->people.isEmpty());
    }

    void whatTheSourcesListIsThere()
    {
        const EscalationRules &rules = shippedEscalation();
        QCOMPARE(rules.reasons.size(), size_t(5));
        QCOMPARE(rules.deEscalationReasons.size(), size_t(4));
        QCOMPARE(rules.deEscalationSteps.size(), size_t(5));
        QCOMPARE(rules.repeats.count, 3);
        for (const char *path : {"l2", "engineering", "product", "security", "leadership", "consultant"})
            QVERIFY2(rules.path(QString::fromLatin1(path)), path);
        QCOMPARE(std::ranges::count_if(rules.package.sections, &PackageSection::isDimension), 6);
        QCOMPARE(rules.package.severities.size(), size_t(3));
        for (const auto *lists : {&rules.words.security, &rules.words.revenue}) {
            for (const char *language : {"en", "de", "fr", "es"})
                QVERIFY2(std::ranges::find(*lists, QString::fromLatin1(language), &WordList::language) !=
                             lists->end(),
                         language);
        }
    }

    void eachMistakeIsNamedWithItsPlace_data()
    {
        mistakeColumns();
        mistake("unknown key", "at_once:", "at_onse:", "escalation.at_onse", "at_once");
        mistake("no key", "key: standard\n", "", "escalation.key", "missing");
        mistake("office hours at once", "at_once: 5m", "at_once: 5bm", "escalation.at_once", "office hours");
        mistake("unknown authority", "[reprioritise,", "[reprioritize,", "escalation.levels[0].authority",
                "reprioritise");
        mistake("a level twice", "key: level-2", "key: level-1", "escalation.levels[1].key", "twice");
        mistake("nobody acts", "    skills: [engineering manager]\n", "", "escalation.levels[1]",
                "nobody acts");
        mistake("no such role", "roles: [lead]\n    skills: [team lead]",
                "roles: [boss]\n    skills: [team lead]", "escalation.levels[0].roles", "not known");
        mistake("no response time", "    respond: 2h\n", "", "escalation.levels[1].respond", "missing");
        mistake("no length", "respond: 2h", "respond: soon", "escalation.levels[1].respond", "no length");
        mistake("unknown kind", "kind: sla_breach", "kind: breach", "escalation.situations[2].kind",
                "not known");
        mistake("priorities elsewhere", "kind: revenue,", "kind: revenue, ranks: [1],",
                "escalation.situations[6]", "no other");
        mistake("a rank of nothing", "ranks: [1], moment", "ranks: [0], moment",
                "escalation.situations[0].ranks[0]", "whole number");
        mistake("unknown priority", "kind: priority, ranks: [1]", "kind: priority, priorities: [PX]",
                "escalation.situations[0].priorities", "not known");
        mistake("unknown path", "path: security", "path: securty", "escalation.situations[5].path",
                "security");
        mistake("unknown tier", "{tier: starter, situation: outage", "{tier: startup, situation: outage",
                "escalation.matrix[8].tier", "starter");
        mistake("unknown level", "level: level-3, timeline: immediate", "level: level-9, timeline: immediate",
                "escalation.matrix[0].level", "level-");
        mistake("a cell twice", "{tier: starter, situation: repeated", "{tier: starter, situation: outage",
                "escalation.matrix[9]", "twice");
        mistake("no timeline", "level: level-2, timeline: 4h", "level: level-2",
                "escalation.matrix[1].timeline", "missing");
        mistake("a trigger without a cell", "situation: unresolved, tiers: [enterprise]",
                "situation: unresolved, tiers: [starter]", "escalation.triggers[2]", "no level");
        mistake("a switch that is none", "situation: revenue}\n  - {key: asked_for",
                "situation: revenue, active: maybe}\n  - {key: asked_for", "escalation.triggers[4].active",
                "true or false");
        mistake("off and still wrong", "situation: unresolved, tiers: [enterprise]",
                "situation: unresolved, active: false, tiers: [starter]", "escalation.triggers[2]",
                "no level");
        mistake("a reason's level", "level: level-3}", "level: level-7}", "escalation.reasons[3].level",
                "level-");
        mistake("unknown section", "contents: [summary, tried, customer_context]",
                "contents: [summary, tryed, customer_context]", "escalation.paths[0].contents", "tried");
        mistake("nobody may read it", "    restricted: true\n    skills: [security]\n    roles: [admin]",
                "    restricted: true", "escalation.paths[3]", "nobody could read");
        mistake("no such line", "to: consultant", "to: advisor", "escalation.lines", "not known");
        mistake("unknown sign", "signs: [blocked,", "signs: [stuck,",
                "escalation.package.severities[1].signs", "not known");
        mistake("none is left", "      definition: The work goes on",
                "      signs: [blocked]\n      definition: The work", "escalation.package.severities",
                "none is left");
        mistake("high value without currency", "[100000 USD,", "[100000,",
                "escalation.package.high_value_arr[0]", "no currency");
        mistake("unknown high tier", "high_value_tiers: [enterprise]", "high_value_tiers: [gold]",
                "escalation.package.high_value_tiers", "not known");
        mistake("no count", "  many_customers: 5\n", "", "escalation.package.many_customers", "missing");
        mistake("one is no repeat", "count: 3", "count: 1", "escalation.repeats.count", "whole number");
        mistake("no share", "alike: 45%", "alike: 0.45", "escalation.repeats.alike", "1% to 100%");
        mistake("a step twice", "{key: status,", "{key: confirm,", "escalation.de_escalation.steps[1].key",
                "twice");
        mistake("a list where a map belongs", "key: standard\n", "- standard\n", "", "");
    }
    void eachMistakeIsNamedWithItsPlace() { compareMistake(shippedText(u"matrix.yaml"_s), &readRules); }

    void mistakesInWordsAreNamed_data()
    {
        mistakeColumns();
        QTest::newRow("a gap at the end")
            << QByteArray("      - data breach|") << QByteArray("      - data ..\n      - data breach|")
            << u"escalation.words.security.en.ways"_s << u"gap"_s;
        QTest::newRow("no word") << QByteArray("      - cve\n") << QByteArray("      - \"* *\"\n")
                                 << u"escalation.words.security.en.ways"_s << u"no word"_s;
        QTest::newRow("too long") << QByteArray("      - cve\n")
                                  << QByteArray("      - a b c d e f g h i j k l m n\n")
                                  << u"escalation.words.security.en.ways"_s << u"too long"_s;
        QTest::newRow("no denials") << QByteArray("denials:") << QByteArray("denial:")
                                    << u"escalation.words.denials"_s << u"missing"_s;
        QTest::newRow("no list") << QByteArray("request: [ESCALATE, ") << QByteArray("request: ESCALATE # [")
                                 << u"escalation.words.request"_s << u"list"_s;
    }
    void mistakesInWordsAreNamed()
    {
        compareMistake(shippedText(u"words.yaml"_s),
                       [](const QByteArray &words) { return readRules(withWords(words)); });
    }

    void changedBytesNeverBreakTheReader()
    {
        int good = 0;
        readWithChangedBytes(20'261'121, 60, shippedText(u"matrix.yaml"_s), &readRules,
                             [&good](const Policy &policy) {
                                 ++good;
                                 const EscalationRules &rules = policy.escalation;
                                 for (const MatrixCell &cell : rules.matrix)
                                     QVERIFY(rules.level(cell.level) && rules.situation(cell.situation));
                                 QVERIFY(rules.repeats.count >= 2 && rules.repeats.likePercent >= 1);
                             });
        QVERIFY(good > 0 && good < 60);
    }
};

QTEST_APPLESS_MAIN(TestEscalationRules)
#include "tst_escalationrules.moc"
