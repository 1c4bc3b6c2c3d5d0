// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of escalations are read strictly: each mistake with its place and what to do. What ships says
// what the matrix, the playbook and the guide to packages say.
#include "models/policy/escalationreader.h"
#include "models/policy/policyreader.h"
#include "models/policy/wordreader.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::policy;

namespace {

QByteArray shippedText(const char *file)
{
    QFile in(QStringLiteral(MUSTER_SOURCE_DIR "/resources/escalation/") + QString::fromLatin1(file));
    if (!in.open(QIODevice::ReadOnly))
        qFatal("the shipped rules are not there");
    return in.readAll();
}

QByteArray indented(const QByteArray &text)
{
    QByteArray made;
    for (const QByteArray &line : text.split('\n'))
        made += "  " + line + '\n';
    return made;
}

/// A preset with these rules as its section.
ReadPolicy readRules(const QByteArray &rules)
{
    return readPolicy(presetText(presetKeys().constFirst()) + "\nescalation:\n" + indented(rules),
                      u"p.yaml"_s);
}

QByteArray withWords(const QByteArray &words)
{
    return shippedText("matrix.yaml") + "words:\n" + indented(words);
}

void compareProblem(const ReadPolicy &read, const QString &field, const QString &says)
{
    QVERIFY(!read.policy);
    QStringList texts;
    for (const Problem &problem : read.problems)
        texts += problem.text();
    QVERIFY2(std::ranges::any_of(read.problems,
                                 [&](const Problem &problem) {
                                     return problem.field == field && problem.text().contains(says) &&
                                            problem.line > 1 && !problem.remedy.isEmpty();
                                 }),
             qPrintable(texts.join(u'\n')));
}

} // namespace

class TestEscalationRules final : public QObject
{
    Q_OBJECT

private slots:
    void theShippedRulesAreReadWithoutAMistakeAlsoAsASection()
    {
        const ReadPolicy read = readRules(withWords(shippedText("words.yaml")));
        for (const Problem &problem : read.problems)
            QFAIL(qPrintable(problem.text()));
        QVERIFY(read.policy->escalation == shippedEscalation());
        QVERIFY(!shippedWords().security.empty());
    }

    void aTriggerThatIsOffIsNoRule()
    {
        QByteArray text = shippedText("matrix.yaml");
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
        const ReadPolicy read = readRules(shippedText("matrix.yaml"));
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
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *name, const char *from, const char *to, const char *field,
                            const char *says) {
            QTest::newRow(name) << QByteArray(from) << QByteArray(to) << QString::fromLatin1(field)
                                << QString::fromLatin1(says);
        };
        row("unknown key", "at_once:", "at_onse:", "escalation.at_onse", "at_once");
        row("no key", "key: standard\n", "", "escalation.key", "missing");
        row("office hours at once", "at_once: 5m", "at_once: 5bm", "escalation.at_once", "office hours");
        row("unknown authority", "[reprioritise,", "[reprioritize,", "escalation.levels[0].authority",
            "reprioritise");
        row("a level twice", "key: level-2", "key: level-1", "escalation.levels[1].key", "twice");
        row("nobody acts", "    skills: [engineering manager]\n", "", "escalation.levels[1]", "nobody acts");
        row("no such role", "roles: [lead]\n    skills: [team lead]",
            "roles: [boss]\n    skills: [team lead]", "escalation.levels[0].roles", "not known");
        row("no response time", "    respond: 2h\n", "", "escalation.levels[1].respond", "missing");
        row("no length", "respond: 2h", "respond: soon", "escalation.levels[1].respond", "no length");
        row("unknown kind", "kind: sla_breach", "kind: breach", "escalation.situations[2].kind", "not known");
        row("priorities elsewhere", "kind: revenue,", "kind: revenue, ranks: [1],",
            "escalation.situations[6]", "no other");
        row("a rank of nothing", "ranks: [1], moment", "ranks: [0], moment",
            "escalation.situations[0].ranks[0]", "whole number");
        row("unknown priority", "kind: priority, ranks: [1]", "kind: priority, priorities: [PX]",
            "escalation.situations[0].priorities", "not known");
        row("unknown path", "path: security", "path: securty", "escalation.situations[5].path", "security");
        row("unknown tier", "{tier: starter, situation: outage", "{tier: startup, situation: outage",
            "escalation.matrix[8].tier", "starter");
        row("unknown level", "level: level-3, timeline: immediate", "level: level-9, timeline: immediate",
            "escalation.matrix[0].level", "level-");
        row("a cell twice", "{tier: starter, situation: repeated", "{tier: starter, situation: outage",
            "escalation.matrix[9]", "twice");
        row("no timeline", "level: level-2, timeline: 4h", "level: level-2", "escalation.matrix[1].timeline",
            "missing");
        row("a trigger without a cell", "situation: unresolved, tiers: [enterprise]",
            "situation: unresolved, tiers: [starter]", "escalation.triggers[2]", "no level");
        row("a switch that is none", "situation: revenue}\n  - {key: asked_for",
            "situation: revenue, active: maybe}\n  - {key: asked_for", "escalation.triggers[4].active",
            "true or false");
        row("off and still wrong", "situation: unresolved, tiers: [enterprise]",
            "situation: unresolved, active: false, tiers: [starter]", "escalation.triggers[2]", "no level");
        row("a reason's level", "level: level-3}", "level: level-7}", "escalation.reasons[3].level",
            "level-");
        row("unknown section", "contents: [summary, tried, customer_context]",
            "contents: [summary, tryed, customer_context]", "escalation.paths[0].contents", "tried");
        row("nobody may read it", "    restricted: true\n    skills: [security]\n    roles: [admin]",
            "    restricted: true", "escalation.paths[3]", "nobody could read");
        row("no such line", "to: consultant", "to: advisor", "escalation.lines", "not known");
        row("unknown sign", "signs: [blocked,", "signs: [stuck,", "escalation.package.severities[1].signs",
            "not known");
        row("none is left", "      definition: The work goes on",
            "      signs: [blocked]\n      definition: The work", "escalation.package.severities",
            "none is left");
        row("high value without currency", "[100000 USD,", "[100000,", "escalation.package.high_value_arr[0]",
            "no currency");
        row("unknown high tier", "high_value_tiers: [enterprise]", "high_value_tiers: [gold]",
            "escalation.package.high_value_tiers", "not known");
        row("no count", "  many_customers: 5\n", "", "escalation.package.many_customers", "missing");
        row("one is no repeat", "count: 3", "count: 1", "escalation.repeats.count", "whole number");
        row("no share", "alike: 45%", "alike: 0.45", "escalation.repeats.alike", "1% to 100%");
        row("a step twice", "{key: status,", "{key: confirm,", "escalation.de_escalation.steps[1].key",
            "twice");
        row("a list where a map belongs", "key: standard\n", "- standard\n", "", "");
    }
    void eachMistakeIsNamedWithItsPlace()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QString, field);
        QFETCH(QString, says);
        QByteArray text = shippedText("matrix.yaml");
        const auto at = text.indexOf(from);
        QVERIFY(at >= 0);
        text.replace(at, from.size(), to);
        compareProblem(readRules(text), field, says);
    }

    void mistakesInWordsAreNamed_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("says");
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
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QString, field);
        QFETCH(QString, says);
        QByteArray text = shippedText("words.yaml");
        const auto at = text.indexOf(from);
        QVERIFY(at >= 0);
        text.replace(at, from.size(), to);
        compareProblem(readRules(withWords(text)), field, says);
    }

    void changedBytesNeverBreakTheReader()
    {
        const quint32 seed = 20'261'121;
        QRandomGenerator random(seed);
        const QByteArray shipped = shippedText("matrix.yaml");
        int good = 0;
        for (int round = 0; round < 60; ++round) {
            QByteArray text = shipped;
            for (int i = 0; i < 4; ++i)
                text[random.bounded(text.size())] = char(random.bounded(32, 127));
            const ReadPolicy read = readRules(text);
            QVERIFY2(read.policy.has_value() || !read.problems.empty(),
                     qPrintable(u"seed %1, round %2"_s.arg(seed).arg(round)));
            if (!read.policy)
                continue;
            ++good;
            const EscalationRules &rules = read.policy->escalation;
            for (const MatrixCell &cell : rules.matrix)
                QVERIFY(rules.level(cell.level) && rules.situation(cell.situation));
            QVERIFY(rules.repeats.count >= 2 && rules.repeats.likePercent >= 1);
        }
        QVERIFY(good > 0 && good < 60);
    }
};

QTEST_APPLESS_MAIN(TestEscalationRules)
#include "tst_escalationrules.moc"
