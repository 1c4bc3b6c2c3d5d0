// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/automation/firings.h"

#include "models/policy/versiontext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::automation {
namespace {

using escalation::Escalation;

const QString kSubject = u"subject"_s; ///< of the ways of asking in a policy: what the rules read

/// What a rule did for a ticket before.
struct Past
{
    int times = 0;
    bool isOpen = false;
    Instant until{}; ///< onsets up to then are done with
};

Past pastOf(const QString &rule, const std::vector<Escalation> &known)
{
    Past past;
    for (const Escalation &each : known) {
        const bool raisedIt = each.raised.rule == rule;
        const auto lifted = std::ranges::find(each.levels, rule, &escalation::AtLevel::rule);
        if (!raisedIt && lifted == each.levels.end())
            continue;
        ++past.times;
        past.isOpen = past.isOpen || each.isOpen();
        const Instant began = raisedIt ? each.raised.since.value_or(each.raisedAt) : lifted->at;
        past.until = std::max({past.until, began, each.closedAt.value_or(Instant{})});
    }
    return past;
}

bool isApart(const policy::EscalationRules &rules, const QString &key)
{
    const policy::EscalationPath *path = rules.path(key);
    return path != nullptr && (path->skipsLevels || path->isRestricted);
}

/// Whether an escalation takes up what a rule would raise. What goes a path of its own is a matter for those
/// at that path alone; and what a person sent past the levels, or where few may read it, is no other
/// matter's.
bool takesUp(const Escalation &each, const policy::EscalationRules &rules,
             const escalation::MatrixAnswer &answer)
{
    return answer.path.isEmpty() ? !isApart(rules, each.raised.path)
                                 : each.raised.path == answer.path || each.path == answer.path;
}

/// Whether a level has nothing to do that another one would: it is as high, or levels count for nothing
/// there.
bool isEnough(const policy::EscalationRules &rules, const QString &level,
              const escalation::MatrixAnswer &answer)
{
    const policy::EscalationPath *path = rules.path(answer.path);
    return (path != nullptr && path->skipsLevels) ||
           rules.rankOfLevel(level) >= rules.rankOfLevel(answer.level);
}

/// Whether somebody who may do as much had the ticket at the instant: the rule has nothing to add then.
bool wasCovered(std::span<const Escalation> known, const policy::EscalationRules &rules,
                const escalation::MatrixAnswer &answer, Instant at)
{
    return std::ranges::any_of(known, [&](const Escalation &each) {
        const bool stood =
            takesUp(each, rules, answer) && each.raisedAt <= at && each.closedAt.value_or(at) >= at;
        return stood && std::ranges::any_of(each.levels, [&](const escalation::AtLevel &was) {
                   return was.at <= at && isEnough(rules, was.level, answer);
               });
    });
}

/// The open escalation that takes up what a rule would raise, the highest of them; null where there is none.
const Escalation *openOne(const std::vector<Escalation> &known, const policy::EscalationRules &rules,
                          const escalation::MatrixAnswer &answer)
{
    const Escalation *highest = nullptr;
    for (const Escalation &each : known) {
        if (!each.isOpen() || !takesUp(each, rules, answer))
            continue;
        if (highest == nullptr ||
            rules.rankOfLevel(each.level().level) > rules.rankOfLevel(highest->level().level))
            highest = &each;
    }
    return highest;
}

/// Where the customer's mail asked for it, and the policy knows that way of asking.
QString sourceOf(const policy::EscalationRules &rules, const QString &situation)
{
    const policy::Situation *known = rules.situation(situation);
    const bool isAsked = known != nullptr && known->kind == policy::Situation::Kind::Request;
    return isAsked && rules.source(kSubject) != nullptr ? kSubject : QString();
}

QString explanationOf(const policy::EscalationTrigger &trigger, const Firing &firing, const Seen &seen)
{
    return u"%1: %2. %3 Policy %4."_s.arg(
        trigger.name, firing.onset.evidence, firing.answer.reason + u'.',
        policy::versionText(seen.policy.policy(), seen.ticket.policy.version));
}

} // namespace

QString ruleOf(const QString &trigger)
{
    return u"escalation:"_s + trigger;
}

std::vector<Firing> firingsOf(const Seen &seen, const std::vector<Escalation> &known, Instant silentBefore)
{
    const policy::Policy &policy = seen.policy.policy();
    std::vector<Firing> firings;
    QStringList fired; // one onset of each rule; what comes after it is of a later episode
    for (const Onset &onset : onsetsOf(seen)) {
        const auto *trigger = escalation::triggerFor(policy.escalation, seen.ticket.tier, onset.situation);
        if (trigger == nullptr || fired.contains(trigger->key))
            continue;
        const auto answer = escalation::lookUp(policy, seen.ticket.tier, onset.situation);
        const Past past = pastOf(ruleOf(trigger->key), known);
        if (!answer || past.isOpen || (past.times > 0 && onset.since <= past.until))
            continue;
        Firing firing{trigger->key,
                      onset,
                      *answer,
                      escalation::raiseBy(*answer, onset.since, seen.policy.calendarFor(seen.ticket.tier)),
                      past.times,
                      {},
                      sourceOf(policy.escalation, onset.situation),
                      {}};
        if (firing.due < std::max(silentBefore, seen.ticket.importedAt.value_or(Instant{})))
            continue;
        if (wasCovered(known, policy.escalation, *answer, firing.due))
            continue;
        if (const Escalation *open = openOne(known, policy.escalation, *answer)) {
            if (isEnough(policy.escalation, open->level().level, *answer))
                continue; // it is with somebody who may do as much
            firing.lifts = open->id;
            // In the order of its facts it comes behind what it lifts.
            firing.due = std::max(firing.due, open->level().at + Millis(1));
        }
        firing.explanation = explanationOf(*trigger, firing, seen);
        fired += trigger->key;
        firings.push_back(std::move(firing));
    }
    std::ranges::stable_sort(firings, {}, &Firing::due);
    return firings;
}

bool isTakenUp(const Firing &firing, const policy::Policy &policy, std::span<const Escalation> ofOthers)
{
    return wasCovered(ofOthers, policy.escalation, firing.answer, firing.due);
}

bool asksForRepeats(const ticket::Ticket &ticket, const policy::Policy &policy,
                    const std::vector<Escalation> &known)
{
    const auto *situation = escalation::situationOf(policy.escalation, policy::Situation::Kind::Repeats);
    if (situation == nullptr || !ticket::isOpen(ticket.status))
        return false;
    const auto *trigger = escalation::triggerFor(policy.escalation, ticket.tier, situation->key);
    return trigger != nullptr && !pastOf(ruleOf(trigger->key), known).isOpen;
}

NewFact factOf(const Firing &firing, const ticket::Ticket &ticket)
{
    if (!firing.lifts.isNull())
        return escalation::levelByRule(
            firing.lifts, {firing.answer.level, firing.explanation, ruleOf(firing.trigger)}, firing.due);
    escalation::Raised raised;
    raised.ticket = ticket.id;
    raised.customer = ticket.customer;
    raised.tier = ticket.tier;
    raised.priority = ticket.priority;
    raised.situation = firing.onset.situation;
    raised.trigger = firing.trigger;
    raised.source = firing.source;
    raised.text = firing.explanation;
    raised.level = firing.answer.level;
    raised.path = firing.answer.path;
    raised.rule = ruleOf(firing.trigger);
    raised.episode = firing.episode;
    raised.since = firing.onset.since;
    raised.policy = ticket.policy;
    return escalation::raisedByRule(raised, firing.due);
}

} // namespace muster::automation
