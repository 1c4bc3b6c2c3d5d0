// SPDX-License-Identifier: GPL-3.0-or-later
// The list of rules says of each what it waits for, what it does and whether it is on, by the policy alone.
#include "models/policy/policyreader.h"
#include "models/views/rulelist.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::views;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

const Instant kNow = parseRfc3339(u"2026-11-18T12:00:00Z").value();

policy::Policy preset()
{
    return policy::readPolicy(policy::presetText(u"playbook-p0-p3"_s), u"preset"_s).policy.value();
}

RulesNews newsOf(policy::Policy policy)
{
    return {policy::CompiledPolicy::make(std::move(policy)).value(), {}};
}

RuleLine find(const std::vector<RuleLine> &lines, const QString &key)
{
    for (const RuleLine &line : lines) {
        if (line.key == key)
            return line;
    }
    return {};
}

RuleFiring fired(const QString &rule, minutes ago, const QString &caseNumber)
{
    RuleFiring firing;
    firing.fact = FactId::random(kNow);
    firing.rule = rule;
    firing.at = kNow - ago;
    firing.deed = RuleFiring::Deed::Raised;
    firing.level = u"Engineering manager"_s;
    firing.caseNumber = caseNumber;
    firing.explanation = u"A promised time was missed."_s;
    firing.aboutKind = u"escalation"_s;
    return firing;
}

} // namespace

class TestRuleList : public QObject
{
    Q_OBJECT

private slots:
    void everyRuleOfThePolicyHasALine()
    {
        const policy::Policy policy = preset();
        const auto lines = ruleLines(newsOf(policy));
        QVERIFY(lines.front().key.isEmpty()); // all of them
        for (const policy::EscalationTrigger &trigger : policy.escalation.triggers)
            QCOMPARE(find(lines, u"escalation:"_s + trigger.key).name, trigger.name);
        for (const char *occasion : {"sla_at_risk", "sla_breached", "escalation", "incident_declared",
                                     "update_overdue", "playbook_alert"})
            QVERIFY(!find(lines, u"telling:"_s + QLatin1StringView(occasion)).condition.isEmpty());
        for (const policy::Threshold &limit : policy.thresholds.limits)
            QCOMPARE(find(lines, u"threshold:"_s + limit.key).name, limit.name);
        QVERIFY(!find(lines, u"assignment"_s).condition.isEmpty());
        QCOMPARE(lines.size(),
                 1 + policy.escalation.triggers.size() + 6 + policy.thresholds.limits.size() + 1);
    }

    void anEscalationSaysForEachTierWhereItGoes()
    {
        const RuleLine line = find(ruleLines(newsOf(preset())), u"escalation:sla_breach"_s);
        QVERIFY(line.isOn());
        QVERIFY(line.condition.contains(u"missed"_s));
        QCOMPARE(line.does.size(), 3);
        QCOMPARE(line.does.front(), u"Enterprise: to Engineering manager, at the breach"_s);
    }

    void whatTheMatrixLeavesToPeopleIsOff()
    {
        policy::Policy policy = preset();
        std::erase_if(policy.escalation.matrix,
                      [](const policy::MatrixCell &cell) { return cell.situation == u"sla_breach"; });
        const RuleLine line = find(ruleLines(newsOf(policy)), u"escalation:sla_breach"_s);
        QVERIFY(!line.isOn());
        QVERIFY(line.does.isEmpty());
        QVERIFY2(line.whyOff.contains(u"matrix"_s), qPrintable(line.whyOff));
    }

    void whatIsSwitchedOffKeepsItsLine()
    {
        policy::Policy policy = preset();
        policy.escalation.switchedOff = {policy.escalation.triggers.back()};
        policy.escalation.triggers.pop_back();
        const RuleLine line =
            find(ruleLines(newsOf(policy)), u"escalation:"_s + policy.escalation.switchedOff.front().key);
        QCOMPARE(line.name, policy.escalation.switchedOff.front().name);
        QVERIFY(!line.isOn());
        QVERIFY2(line.whyOff.contains(u"not active"_s), qPrintable(line.whyOff));
        QVERIFY(!line.condition.isEmpty());
    }

    void aPolicyUnderWhichNothingEscalatesSaysSo()
    {
        policy::Policy policy = preset();
        QVERIFY(ruleLines(newsOf(policy)).front().does.isEmpty());
        policy.escalation.triggers.clear();
        QVERIFY(ruleLines(newsOf(policy)).front().does.join(u' ').contains(u"escalates by itself"_s));
    }

    void anOccasionWithoutAChannelIsOff()
    {
        policy::Policy policy = preset();
        policy::Occasion silent;
        silent.key = u"sla_at_risk"_s;
        silent.name = u"At risk"_s;
        policy.notifications.occasions = {silent};
        const auto lines = ruleLines(newsOf(policy));
        QVERIFY(!find(lines, u"telling:sla_at_risk"_s).isOn());
        QVERIFY(find(lines, u"telling:sla_breached"_s).isOn()); // as all that is not named
    }

    void assignmentIsOnWhereThePolicySaysSo()
    {
        policy::Policy policy = preset();
        policy.assignment.isAutomatic = false;
        QVERIFY(!find(ruleLines(newsOf(policy)), u"assignment"_s).isOn());
        policy.assignment.isAutomatic = true;
        policy.assignment.after = minutes(20);
        const RuleLine line = find(ruleLines(newsOf(policy)), u"assignment"_s);
        QVERIFY(line.isOn());
        QVERIFY2(line.condition.contains(u"20 minutes"_s), qPrintable(line.condition));
    }

    void figuresStandAtTheirRuleAndInTheSum()
    {
        RulesNews news = newsOf(preset());
        news.figures = {
            {u"escalation:sla_breach"_s, 3, 12, fired(u"escalation:sla_breach"_s, minutes(5), u"A-1"_s)},
            {u"assignment"_s, 1, 2, fired(u"assignment"_s, minutes(2), u"A-2"_s)}};
        const auto lines = ruleLines(news);
        QCOMPARE(figuresText(find(lines, u"escalation:sla_breach"_s).figures), u"3 in 24 h, 12 in 7 days"_s);
        QCOMPARE(figuresText(find(lines, u"escalation:asked_for"_s).figures), u"Never fired"_s);
        QCOMPARE(lines.front().figures.day, 4);
        QCOMPARE(lines.front().figures.week, 14);
        QCOMPARE(lines.front().figures.last->caseNumber, u"A-2"_s);
        QCOMPARE(lastText(find(lines, u"escalation:sla_breach"_s).figures, kNow),
                 u"Last 11:55 UTC: A-1, raised to Engineering manager"_s);
    }

    void whatThePolicyDroppedStaysWithWhatItDid()
    {
        RulesNews news = newsOf(preset());
        news.figures = {{u"escalation:gone"_s, 0, 1, fired(u"escalation:gone"_s, hours(30), u"A-1"_s)}};
        const RuleLine line = ruleLines(news).back();
        QCOMPARE(line.key, u"escalation:gone"_s);
        QVERIFY(!line.isOn());
        QCOMPARE(line.figures.week, 1);
    }

    void wordsNarrowRulesAndFirings()
    {
        const auto lines = withWords(ruleLines(newsOf(preset())), u"escalation revenue"_s);
        QVERIFY(lines.front().key.isEmpty()); // stays
        QCOMPARE(lines.size(), size_t(2));
        QCOMPARE(lines.back().key, u"escalation:revenue_loss"_s);
        const std::vector firings{fired(u"a"_s, minutes(1), u"A-1"_s), fired(u"a"_s, minutes(2), u"B-7"_s)};
        QCOMPARE(withWords(firings, u"b-7 engineering"_s), std::vector{firings[1]});
        QVERIFY(withWords(firings, u"b-7 a-1"_s).empty());
    }

    void whatIsRestrictedSaysNoWhy()
    {
        RuleFiring firing = fired(u"escalation:security_words"_s, minutes(1), u"A-1"_s);
        firing.isHidden = true;
        const auto parts = firingParts(firing, u"Security"_s, [](Instant) { return QString(); });
        for (const TextPart &part : parts)
            QVERIFY(!part.lines.join(u' ').contains(firing.explanation));
    }

    void itSaysWhoActs()
    {
        QVERIFY(actingText(Acting::Here, {}, kNow).contains(u"acts for the team"_s));
        RuleFiring newest = fired(u"a"_s, minutes(1), u"A-1"_s);
        newest.actor = u"Ana"_s;
        QVERIFY(actingText(Acting::Elsewhere, newest, kNow).contains(u"Ana's console did last, 11:59 UTC"_s));
        QVERIFY(!actingText(Acting::Elsewhere, {}, kNow).contains(u"did last"_s));
    }

    void withoutAPolicyThereIsNoRule()
    {
        const auto lines = ruleLines({});
        QCOMPARE(lines.size(), size_t(1));
        QCOMPARE(lines.front().condition, u"0 of 0 rules are on."_s);
    }

    void theModelsTellWhatChanged()
    {
        RuleModel rules;
        FiringModel firings;
        const QAbstractItemModelTester first(&rules), second(&firings);
        rules.setNow(kNow);
        firings.setNow(kNow);
        RulesNews news = newsOf(preset());
        rules.setValues(ruleLines(news));
        news.figures = {{u"assignment"_s, 1, 2, fired(u"assignment"_s, minutes(2), u"A-2"_s)}};
        rules.setValues(ruleLines(news));
        const int row = rules.rowCount() - 1;
        QVERIFY(rules.index(row).data().toString().contains(u"1 in 24 h, 2 in 7 days"_s));
        std::vector all{fired(u"a"_s, minutes(1), u"A-1"_s), fired(u"a"_s, minutes(2), u"A-2"_s)};
        firings.setValues(all);
        all.erase(all.begin());
        firings.setValues(all);
        QCOMPARE(firings.rowCount(), 1);
        QVERIFY(firings.index(0).data().toString().startsWith(u"11:58 UTC, A-2, raised to"_s));
    }
};

QTEST_GUILESS_MAIN(TestRuleList)
#include "tst_rulelist.moc"
