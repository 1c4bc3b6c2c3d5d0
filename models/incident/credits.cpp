// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/incident/credits.h"

#include "models/base/amount.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::incident {
namespace {

constexpr qint64 kMostAmount = 1'000'000'000'000'000; ///< minor units

Error refused(const QString &why)
{
    return {Fault::NotAllowed, why};
}

Error wrong(const QString &why)
{
    return {Fault::BadInput, why};
}

bool isBlank(const QString &text)
{
    return text.trimmed().isEmpty();
}

std::optional<Instant> milestone(const Incident &incident, const QString &key)
{
    const auto found = incident.milestones.find(key);
    return found == incident.milestones.end() ? std::nullopt : std::optional(found->second);
}

void setStart(Downtime &downtime, const Incident &incident)
{
    const auto started = milestone(incident, u"started"_s);
    const auto reported = milestone(incident, u"detected"_s);
    downtime.from = started.value_or(reported.value_or(incident.declaredAt));
    downtime.fromSource = started    ? DowntimeSource::Started
                          : reported ? DowntimeSource::FirstReport
                                     : DowntimeSource::Declared;
}

struct End
{
    Instant at{};
    DowntimeSource source = DowntimeSource::Unknown;
};

/// When harm stopped for good. A status that goes back below mitigated says that harm is there again: an end
/// before it does not count any more, and the first status after it that says otherwise does.
std::optional<End> endOf(const Incident &incident)
{
    const auto &statuses = incident.statuses;
    auto back = statuses.end(), next = statuses.end();
    for (auto each = statuses.begin(); each != statuses.end(); ++each) {
        const bool isHarm = each->second < Status::Mitigated;
        if (!isHarm && next == statuses.end())
            next = each;
        if (isHarm && next != statuses.end()) {
            back = each;
            next = statuses.end();
        }
    }
    const auto standing = [&](const QString &key) {
        const auto at = milestone(incident, key);
        return at && back != statuses.end() && *at <= back->first ? std::nullopt : at;
    };
    if (const auto mitigated = standing(u"mitigated"_s))
        return End{*mitigated, DowntimeSource::Mitigated};
    const bool hasStopped = next != statuses.end();
    if (hasStopped && next->second < Status::Resolved)
        return End{next->first, DowntimeSource::Mitigated};
    if (const auto resolved = standing(u"resolved"_s))
        return End{*resolved, DowntimeSource::Resolved};
    if (hasStopped && next->second == Status::Resolved)
        return End{next->first, DowntimeSource::Resolved};
    if (incident.closedAt)
        return End{*incident.closedAt, DowntimeSource::Closed};
    return std::nullopt;
}

void setEnd(Downtime &downtime, const Incident &incident, Instant now)
{
    const End end = endOf(incident).value_or(End{now, DowntimeSource::Running});
    downtime.to = end.at;
    downtime.toSource = end.source;
}

/// "the terms come to USD 500", "by the terms nothing is owed: …"
QString computedText(const credit::Figure &figure)
{
    switch (figure.kind) {
    case credit::Figure::Kind::Owed:
        return u"the terms come to %1"_s.arg(amountText(figure.money.minor, figure.money.currency));
    case credit::Figure::Kind::Nothing:
        return u"by the terms nothing is owed, for %1"_s.arg(figure.why);
    case credit::Figure::Kind::Unknown:
        return u"what the terms come to is not known, for %1"_s.arg(figure.why);
    }
    return {};
}

Error standsApproved(const Credit &credit)
{
    return refused(u"a credit of %1 for %2 is approved; refuse it first, and say why"_s.arg(
        amountText(credit.figures.amount, credit.figures.currency), credit.figures.name));
}

credit::Wish wishOf(const Incident &incident, const Credit &credit)
{
    const CreditProposed &figures = credit.figures;
    credit::Wish wish{{figures.amount, figures.currency}, std::nullopt, 0};
    if (figures.arr)
        wish.arr = customer::Money{*figures.arr, figures.currency};
    wish.approvedBefore = creditSum(incident, Credit::State::Approved, figures.currency, credit.fact)
                              .value_or(std::numeric_limits<qint64>::max());
    return wish;
}

/// Who may approve credits at all, for a sentence.
QString approvers(const policy::CreditTerms &terms, const policy::IncidentRules &rules)
{
    QStringList names;
    for (const policy::ApprovalLevel &level : terms.levels) {
        if (level.perCustomer.empty())
            continue;
        for (const QString &role : level.roles) {
            const policy::IncidentRole *known = rules.role(role);
            names += known ? known->name : role;
        }
    }
    return names.join(u" or "_s);
}

/// The highest level of the actor that approves credits at all: enough to refuse a proposal.
const policy::ApprovalLevel *refusingLevel(const Incident &state, const DecideContext &context)
{
    const policy::ApprovalLevel *highest = nullptr;
    for (const policy::ApprovalLevel *level : levelsOf(state, context.terms, context.actor)) {
        if (!level->perCustomer.empty())
            highest = level;
    }
    return highest;
}

/// The lowest level of the actor that suffices, or why none does.
Result<const policy::ApprovalLevel *> levelFor(const Incident &state, const Credit &credit,
                                               const DecideContext &context)
{
    const credit::Wish wish = wishOf(state, credit);
    const auto held = levelsOf(state, context.terms, context.actor);
    if (held.empty()) {
        const QString who = approvers(context.terms, context.rules);
        return refused(who.isEmpty()
                           ? u"the terms let nobody approve credits"_s
                           : u"credits are approved by %1; take or give that role first"_s.arg(who));
    }
    for (const policy::ApprovalLevel *level : held) {
        if (credit::limitOf(*level, wish).isEmpty())
            return level;
    }
    const policy::ApprovalLevel *needed = credit::neededLevel(context.terms, wish);
    return refused(credit::limitOf(*held.back(), wish) +
                   (needed ? u"; this needs %1"_s.arg(needed->name)
                           : u"; no level may approve this, so propose less"_s));
}

} // namespace

std::optional<Millis> Downtime::length() const
{
    if (!isHit)
        return Millis(0);
    return to < from ? std::nullopt : std::optional(to - from);
}

Downtime downtimeOf(const Incident &incident, CustomerId customer, Instant now)
{
    Downtime downtime;
    setStart(downtime, incident);
    setEnd(downtime, incident, now);
    const auto set = incident.downtimes.find(customer);
    if (set == incident.downtimes.end())
        return downtime;
    downtime.isHit = set->second.set.isHit;
    if (set->second.set.from) {
        downtime.from = *set->second.set.from;
        downtime.fromSource = DowntimeSource::ByHand;
    }
    if (set->second.set.to) {
        downtime.to = *set->second.set.to;
        downtime.toSource = DowntimeSource::ByHand;
    }
    return downtime;
}

QString worstSeverity(const Incident &incident, const policy::IncidentRules &rules)
{
    QString worst = incident.severity;
    for (const auto &[since, severity] : incident.severities) {
        if (rules.rankOf(severity) < rules.rankOf(worst))
            worst = severity;
    }
    return worst;
}

const Credit *creditOf(const Incident &incident, CustomerId customer)
{
    const Credit *newest = nullptr;
    for (const Credit &credit : incident.credits) {
        if (credit.figures.customer != customer)
            continue;
        if (credit.state == Credit::State::Approved)
            return &credit;
        newest = &credit;
    }
    return newest;
}

std::optional<qint64> creditSum(const Incident &incident, Credit::State state, const QString &currency,
                                FactId except)
{
    std::vector<qint64> amounts;
    for (const Credit &credit : incident.credits) {
        if (credit.state == state && credit.figures.currency == currency && credit.fact != except)
            amounts.push_back(credit.figures.amount);
    }
    return credit::sumOf(amounts);
}

std::vector<const policy::ApprovalLevel *> levelsOf(const Incident &incident,
                                                    const policy::CreditTerms &terms, PersonId person)
{
    std::vector<const policy::ApprovalLevel *> held;
    for (const policy::ApprovalLevel &level : terms.levels) {
        const bool holds = std::ranges::any_of(level.roles, [&](const QString &role) {
            return !person.isNull() && holderOf(incident, role) == person;
        });
        if (holds)
            held.push_back(&level);
    }
    return held;
}

credit::Figure figureFor(const Incident &incident, CustomerId customer, const QString &tier,
                         const std::optional<customer::Money> &arr, const DecideContext &context)
{
    const Downtime downtime = downtimeOf(incident, customer, context.now);
    if (!downtime.isHit) {
        credit::Figure nothing;
        nothing.kind = credit::Figure::Kind::Nothing;
        nothing.why = u"the customer was not hit"_s;
        return nothing;
    }
    return credit::figureOf(context.terms,
                            {tier, worstSeverity(incident, context.rules), arr, downtime.length()});
}

Result<Facts> decideDowntime(const Incident &state, const DowntimeSet &wish, Instant at,
                             const DecideContext &context)
{
    if (wish.customer.isNull())
        return wrong(u"the downtime is of no customer; choose one"_s);
    if ((wish.from && *wish.from > context.now) || (wish.to && *wish.to > context.now))
        return wrong(u"downtime cannot lie in the future"_s);
    DowntimeSet set = wish;
    if (!set.isHit) {
        set.from.reset();
        set.to.reset();
    }
    const auto known = state.downtimes.find(set.customer);
    const bool isTakenBack = set.isHit && !set.from && !set.to;
    if (isTakenBack && known == state.downtimes.end())
        return Facts{};
    if (isBlank(set.reason))
        return wrong(u"say why the downtime of %1 is another than that of the incident"_s.arg(set.name));
    const Downtime record = downtimeOf(state, {}, context.now);
    if (set.isHit && set.to.value_or(record.to) < set.from.value_or(record.from))
        return wrong(u"the downtime would end before it begins"_s);
    if (known != state.downtimes.end() && known->second.set == set)
        return Facts{};
    return Facts{{at, set}};
}

Result<Facts> decideCredit(const Incident &state, const CreditProposed &wish, Instant at,
                           const DecideContext &context)
{
    if (wish.customer.isNull())
        return wrong(u"the credit is for no customer; choose one"_s);
    if (wish.amount <= 0 || wish.amount > kMostAmount)
        return wrong(u"a credit is an amount above zero"_s);
    if (const Credit *before = creditOf(state, wish.customer)) {
        if (before->state == Credit::State::Approved)
            return standsApproved(*before);
        if (before->state == Credit::State::Proposed && before->figures.amount == wish.amount &&
            before->figures.currency == wish.currency)
            return refused(u"a credit of %1 for %2 is proposed already"_s.arg(
                amountText(before->figures.amount, before->figures.currency), before->figures.name));
    }
    CreditProposed proposed = wish;
    const auto arr = wish.arr ? std::optional(customer::Money{*wish.arr, wish.currency}) : std::nullopt;
    const credit::Figure figure = figureFor(state, wish.customer, wish.tier, arr, context);
    const bool isComputed = figure.kind == credit::Figure::Kind::Owed && figure.money.minor == wish.amount;
    if (!isComputed && isBlank(wish.reason))
        return wrong(
            u"say why it is %1: %2"_s.arg(amountText(wish.amount, wish.currency), computedText(figure)));
    // What the figure was worked out from is frozen here, so that it can be followed later.
    const Downtime downtime = downtimeOf(state, wish.customer, context.now);
    const bool isTimed = downtime.isHit && downtime.length();
    proposed.severity = worstSeverity(state, context.rules);
    proposed.computed =
        figure.kind == credit::Figure::Kind::Unknown ? std::nullopt : std::optional(figure.money.minor);
    proposed.basisPoints = figure.basisPoints;
    proposed.from = isTimed ? std::optional(downtime.from) : std::nullopt;
    proposed.to = isTimed ? std::optional(downtime.to) : std::nullopt;
    proposed.terms = context.terms.key;
    proposed.termsVersion = context.terms.version;
    return Facts{{at, proposed}};
}

Result<Facts> decideJudgement(const Incident &state, const CreditJudged &wish, Instant at,
                              const DecideContext &context)
{
    const auto credit = std::ranges::find(state.credits, wish.credit, &Credit::fact);
    if (credit == state.credits.end())
        return refused(u"there is no such credit"_s);
    if (credit->state == Credit::State::Replaced || credit->state == Credit::State::Refused)
        return refused(u"this proposal does not stand any more; propose a credit anew"_s);
    if (wish.isApproved && credit->state == Credit::State::Approved)
        return Facts{};
    const Credit *standing = creditOf(state, credit->figures.customer);
    if (wish.isApproved && standing->state == Credit::State::Approved)
        return standsApproved(*standing);
    if (!wish.isApproved && isBlank(wish.reason))
        return wrong(u"say why the credit for %1 is refused"_s.arg(credit->figures.name));
    CreditJudged judged{wish.credit, wish.isApproved, {}, {}, wish.reason};
    const bool isOwn = credit->proposer == context.actor;
    const bool isTakenBack = !wish.isApproved && isOwn && credit->state == Credit::State::Proposed;
    if (isTakenBack)
        return Facts{{at, judged}};
    if (wish.isApproved && isOwn && !context.terms.mayApproveOwn)
        return refused(u"whoever proposed a credit does not approve it; somebody else has to"_s);
    const bool isOpen = credit->state == Credit::State::Proposed;
    const policy::ApprovalLevel *level = isOpen && !wish.isApproved ? refusingLevel(state, context) : nullptr;
    if (level == nullptr) {
        const auto sufficient = levelFor(state, *credit, context);
        if (!sufficient)
            return sufficient.error();
        level = *sufficient;
    }
    judged.level = level->key;
    judged.levelName = level->name;
    return Facts{{at, judged}};
}

} // namespace muster::incident
