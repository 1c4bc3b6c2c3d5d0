// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/escalation/check.h"

#include "models/base/amount.h"
#include "models/escalation/matrix.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace muster::escalation {
namespace {

using Side = Reason::Side;

struct Words
{
    Judgement judgement;
    Side side;
    bool isGrave;
    QLatin1StringView name, text;
};
constexpr std::array kJudgements{
    Words{Judgement::SetupError, Side::Support, false, QLatin1StringView("setup_error"),
          QLatin1StringView("An error in the setup that we can put right")},
    Words{Judgement::NeedsTraining, Side::Support, false, QLatin1StringView("needs_training"),
          QLatin1StringView("It works as it should; somebody has to show it")},
    Words{Judgement::KnownLimit, Side::Support, false, QLatin1StringView("known_limit"),
          QLatin1StringView("A documented limit, and there is another way")},
    Words{Judgement::ConfirmedDefect, Side::Escalate, true, QLatin1StringView("confirmed_defect"),
          QLatin1StringView("A confirmed defect: the code has to change")},
    Words{Judgement::NeedsInfra, Side::Escalate, false, QLatin1StringView("needs_infra"),
          QLatin1StringView("The infrastructure has to be looked into")},
    Words{Judgement::DataLost, Side::Escalate, true, QLatin1StringView("data_lost"),
          QLatin1StringView("Data is lost or damaged")},
    Words{Judgement::BeyondTools, Side::Escalate, false, QLatin1StringView("beyond_tools"),
          QLatin1StringView("It needs tools or access that support does not have")},
    Words{Judgement::CustomDeployment, Side::Escalate, false, QLatin1StringView("custom_deployment"),
          QLatin1StringView("A deployment made for this customer")},
    Words{Judgement::CameBack, Side::Escalate, false, QLatin1StringView("came_back"),
          QLatin1StringView("It was fixed before and is back")},
    Words{Judgement::GettingWorse, Side::Escalate, false, QLatin1StringView("getting_worse"),
          QLatin1StringView("It is getting worse")},
    Words{Judgement::SpeaksOfLeaving, Side::Escalate, true, QLatin1StringView("speaks_of_leaving"),
          QLatin1StringView("The customer speaks of leaving")},
    Words{Judgement::WantsLeadership, Side::Escalate, false, QLatin1StringView("wants_leadership"),
          QLatin1StringView("The customer asks for somebody higher")},
    Words{Judgement::NothingHelps, Side::Escalate, false, QLatin1StringView("nothing_helps"),
          QLatin1StringView("The usual steps do not bring it on")},
};

const Words &wordsFor(Judgement judgement)
{
    return kJudgements[size_t(judgement)];
}

/// "2026-11-19 14:41 UTC"
QString minuteText(Instant at)
{
    return toRfc3339(at).left(16).replace(u'T', u' ') + u" UTC"_s;
}

QString spanText(Millis span)
{
    const auto hours = std::chrono::duration_cast<std::chrono::hours>(span).count();
    const auto number = hours < 48 ? hours : hours / 24;
    const QString unit = hours < 48 ? u"hour"_s : u"day"_s;
    return number == 1 ? u"1 %1"_s.arg(unit) : u"%1 %2s"_s.arg(number).arg(unit);
}

bool holds(const policy::Situation &situation, const CheckInput &input)
{
    return situation.priorities.contains(input.priority) ||
           std::ranges::find(situation.ranks, input.priorityRank) != situation.ranks.end();
}

const policy::Situation *gravest(const policy::EscalationRules &rules)
{
    return situationOf(rules, policy::Situation::Kind::Priority);
}

class Check
{
public:
    Check(const CheckInput &input, const policy::EscalationRules &rules, Instant now)
        : m_input(input), m_values(input.values), m_all(rules), m_rules(rules.package), m_now(now)
    {}

    CheckResult run()
    {
        forSupport();
        harm();
        stakes();
        progress();
        for (const Judgement judgement : m_input.said)
            add(wordsFor(judgement).side, wordsFor(judgement).name, wordsFor(judgement).text, u"As you say"_s,
                wordsFor(judgement).isGrave);
        for (std::vector<Reason> *side : {&m_result.support, &m_result.escalate})
            std::ranges::stable_sort(*side, std::greater(), &Reason::isGrave);
        conclude();
        return std::move(m_result);
    }

private:
    void add(Side side, QLatin1StringView key, const QString &text, const QString &evidence,
             bool isGrave = false)
    {
        (side == Side::Support ? m_result.support : m_result.escalate)
            .push_back({key, side, text, evidence, isGrave});
    }
    void forSupport()
    {
        if (!m_input.knownIssue.isEmpty())
            add(Side::Support, "known_issue"_L1, u"A fix or a way round it is known"_s, m_input.knownIssue);
        if (m_rules.similarSolved > 0 && m_input.similarSolved.size() >= m_rules.similarSolved)
            add(Side::Support, "similar_solved"_L1, u"Support solved the like before"_s,
                m_input.similarSolved.mid(0, 3).join(u", "_s));
    }
    void harm()
    {
        m_result.isSecurity = !m_input.securityWords.isEmpty();
        if (m_result.isSecurity)
            add(Side::Escalate, "security"_L1, u"It may be a matter of security"_s, m_input.securityWords,
                true);
        if (const policy::Situation *top = gravest(m_all); top && holds(*top, m_input))
            add(Side::Escalate, "top_priority"_L1, u"It has one of the gravest priorities"_s,
                u"%1: %2"_s.arg(m_input.priority, top->name), true);
        if (m_rules.manyCustomers > 0 && m_input.customersAffected >= m_rules.manyCustomers)
            add(Side::Escalate, "many_customers"_L1, u"Several customers are hit"_s,
                u"%1 customers"_s.arg(m_input.customersAffected), true);
        if (m_values.reports >= m_all.repeats.count)
            add(Side::Escalate, "repeated"_L1, u"The same was reported again and again"_s,
                u"%1 reports"_s.arg(m_values.reports));
        if (!m_input.revenueWords.isEmpty())
            add(Side::Escalate, "revenue"_L1, u"The customer loses revenue"_s, m_input.revenueWords, true);
    }
    void stakes()
    {
        if (isHighValue(m_rules, m_input.tier, m_values.arr))
            add(Side::Escalate, "high_value"_L1, u"An account of high value"_s,
                m_values.arr ? u"%1, %2 a year"_s.arg(m_values.tier,
                                                      amountText(m_values.arr->minor, m_values.arr->currency))
                             : m_values.tier);
        if (m_values.churnRisk == customer::ChurnRisk::High)
            add(Side::Escalate, "churn_risk"_L1, u"The customer may leave"_s, u"Churn risk: high"_s);
        if (m_input.hasAskedToEscalate)
            add(Side::Escalate, "asked"_L1, u"The customer asks for it"_s,
                u"ESCALATE in the subject or in an answer"_s);
        for (const ClockPlace &clock : m_values.clocks) {
            if (clock.state != sla::ClockState::Breached && clock.state != sla::ClockState::AtRisk)
                continue;
            const bool isMissed = clock.state == sla::ClockState::Breached;
            add(Side::Escalate, isMissed ? "sla_missed"_L1 : "sla_at_risk"_L1,
                isMissed ? u"A promised time is missed"_s : u"A promised time is at risk"_s,
                slaPosition({clock}, minuteText), isMissed);
        }
    }
    void progress()
    {
        const Millis open = m_now - m_values.createdAt;
        if (m_values.createdAt != Instant{} && m_rules.longOpen.count() > 0 && open >= m_rules.longOpen)
            add(Side::Escalate, "long_open"_L1, u"It has been open for long"_s, spanText(open));
        if (m_values.lastReplyAt && m_rules.longSilence.count() > 0 &&
            m_now - *m_values.lastReplyAt >= m_rules.longSilence)
            add(Side::Escalate, "silence"_L1, u"The customer has not heard from us for long"_s,
                spanText(m_now - *m_values.lastReplyAt));
        if (m_input.reopenings > 0)
            add(Side::Escalate, "reopened"_L1, u"It was opened again"_s,
                m_input.reopenings == 1 ? u"Once"_s : u"%1 times"_s.arg(m_input.reopenings));
    }
    void conclude()
    {
        const auto grave = std::ranges::find_if(m_result.escalate, &Reason::isGrave);
        const size_t support = m_result.support.size(), escalate = m_result.escalate.size();
        using Verdict = CheckResult::Verdict;
        if (m_result.isSecurity) {
            m_result.verdict = Verdict::Escalate;
            m_result.why =
                u"Matters of security go to security at once, whatever else speaks for or against it."_s;
        } else if (grave != m_result.escalate.end()) {
            m_result.verdict = Verdict::Escalate;
            m_result.why = u"%1: that alone is reason enough."_s.arg(grave->text);
        } else if (escalate > support) {
            m_result.verdict = Verdict::Escalate;
            m_result.why =
                u"More speaks for escalating (%1) than for support (%2)."_s.arg(escalate).arg(support);
        } else if (support > escalate) {
            m_result.verdict = Verdict::Support;
            m_result.why =
                u"More speaks for support (%1) than for escalating (%2)."_s.arg(support).arg(escalate);
        } else {
            m_result.why = support == 0
                               ? u"Nothing is known that speaks for the one or the other."_s
                               : u"As much speaks for the one as for the other: it is yours to decide."_s;
        }
    }

    const CheckInput &m_input;
    const CaseValues &m_values;
    const policy::EscalationRules &m_all;
    const policy::PackageRules &m_rules;
    Instant m_now;
    CheckResult m_result;
};

bool isSaid(const CheckInput &input, Judgement judgement)
{
    return std::ranges::find(input.said, judgement) != input.said.end();
}

} // namespace

QString judgementName(Judgement judgement)
{
    return wordsFor(judgement).name;
}

QString judgementText(Judgement judgement)
{
    return wordsFor(judgement).text;
}

const std::vector<Judgement> &judgements()
{
    static const std::vector<Judgement> all = [] {
        std::vector<Judgement> made;
        made.reserve(kJudgements.size());
        for (const Words &each : kJudgements)
            made.push_back(each.judgement);
        return made;
    }();
    return all;
}

bool isHighValue(const policy::PackageRules &rules, const QString &tier,
                 const std::optional<customer::Money> &arr)
{
    if (rules.highValueTiers.contains(tier))
        return true;
    const auto from = arr ? rules.highValueArr.find(arr->currency) : rules.highValueArr.end();
    return from != rules.highValueArr.end() && arr->minor >= from->second;
}

CheckResult checkEscalation(const CheckInput &input, const policy::EscalationRules &rules, Instant now)
{
    return Check(input, rules, now).run();
}

std::vector<policy::ImpactSign> signsOf(const CheckInput &input, const policy::EscalationRules &all)
{
    using policy::ImpactSign;
    const policy::PackageRules &rules = all.package;
    const policy::Situation *top = gravest(all);
    const bool isTop = top && holds(*top, input);
    const bool isNext = std::ranges::any_of(all.situations, [&](const policy::Situation &each) {
        return each.kind == policy::Situation::Kind::Priority && &each != top && holds(each, input);
    });
    const bool isMissed = std::ranges::any_of(input.values.clocks, [](const ClockPlace &clock) {
        return clock.state == sla::ClockState::Breached;
    });
    const bool isMany = rules.manyCustomers > 0 && input.customersAffected >= rules.manyCustomers;
    const std::pair<ImpactSign, bool> signs[]{
        {ImpactSign::ServiceDown, isTop},
        {ImpactSign::DataAtRisk, isSaid(input, Judgement::DataLost)},
        {ImpactSign::Security, !input.securityWords.isEmpty()},
        {ImpactSign::ManyHighValue,
         input.customersAffected > 1 && isHighValue(rules, input.tier, input.values.arr)},
        {ImpactSign::Blocked, isNext && input.knownIssue.isEmpty()},
        {ImpactSign::ManyCustomers, isMany},
        {ImpactSign::RevenueLost, !input.revenueWords.isEmpty()},
        {ImpactSign::SlaBreached, isMissed},
    };
    std::vector<ImpactSign> holding;
    for (const auto &[sign, holds] : signs) {
        if (holds)
            holding.push_back(sign);
    }
    return holding;
}

} // namespace muster::escalation
