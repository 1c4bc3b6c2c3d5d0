// SPDX-License-Identifier: GPL-3.0-or-later
// Two audiences told different facts: the message against the last update that each other audience got.
// Source: the runbook's "competing narratives across teams".
#include "models/comms/checks.h"

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;

namespace muster::comms {
namespace {

QString wordsOf(const incident::SentUpdate &update)
{
    return update.subject + u"\n"_s + update.text;
}

struct Told
{
    const incident::SentUpdate &update;
    std::vector<Claim> claims;
};

constexpr size_t kMostClaims = 60; ///< of one update, each different; nobody tells more

/// What an update said, each fact once.
std::vector<Claim> factsOf(const Reading &reading, const incident::SentUpdate &update)
{
    std::vector<Claim> facts;
    const Prose prose = proseOf(wordsOf(update));
    const auto claims = claimsOf(prose, {reading.context.rules, reading.context.incident.number});
    for (const Claim &claim : claims) {
        const bool isKnown = std::ranges::any_of(facts, [&](const Claim &each) {
            return each.kind == claim.kind && each.word == claim.word && each.value == claim.value;
        });
        if (!isKnown)
            facts.push_back(claim);
        if (facts.size() == kMostClaims)
            break;
    }
    return facts;
}

std::vector<Told> toldOthers(const Reading &reading)
{
    std::map<QString, const incident::SentUpdate *> last;
    for (const incident::SentUpdate &update : reading.context.incident.updates) {
        if (update.audience != reading.message.audience)
            last[update.audience] = &update;
    }
    std::vector<Told> told;
    for (const auto &[audience, update] : last)
        told.push_back({*update, factsOf(reading, *update)});
    return told;
}

bool isComparable(const Claim &left, const Claim &right)
{
    const bool isFigure = left.kind == Claim::Kind::Share || left.kind == Claim::Kind::Count;
    return left.kind == right.kind && left.kind != Claim::Kind::Number &&
           (!isFigure || left.word == right.word);
}

bool isSame(const Claim &claim, const Claim &other)
{
    switch (claim.kind) {
    case Claim::Kind::Severity:
    case Claim::Kind::Number:
        return claim.word == other.word;
    case Claim::Kind::Share:
    case Claim::Kind::Count:
        return isSameFigure(claim, other.value) || isSameFigure(other, claim.value);
    case Claim::Kind::State:
        // Between the other statuses audiences are told at different times; resolved is resolved for all.
        return (claim.status == incident::Status::Resolved) == (other.status == incident::Status::Resolved);
    }
    return true;
}

/// The record moved on after the other audience was told, so that the difference is news and no conflict.
bool hasMovedOn(const incident::Incident &incident, Claim::Kind kind, Instant told)
{
    if (kind == Claim::Kind::Severity)
        return !incident.severities.empty() && incident.severities.back().first > told;
    return kind == Claim::Kind::State && !incident.statuses.empty() && incident.statuses.back().first > told;
}

/// Whether the record itself bears the claim out; then the other audience is behind.
bool isOnRecord(const Reading &reading, const Claim &claim)
{
    const incident::Incident &incident = reading.context.incident;
    switch (claim.kind) {
    case Claim::Kind::Severity:
    case Claim::Kind::State:
        return true; // else it would contradict the record
    case Claim::Kind::Share:
        return incident.scope.sessionsPermille &&
               isSameFigure(claim, *incident.scope.sessionsPermille / 10.0);
    case Claim::Kind::Count:
        return reading.context.customers && isSameFigure(claim, *reading.context.customers);
    case Claim::Kind::Number:
        break;
    }
    return false;
}

QString nameOf(const Reading &reading, const QString &audience)
{
    const policy::Audience *known = reading.context.rules.audience(audience);
    return known == nullptr ? audience : known->name;
}

void compare(const Reading &reading, const Claim &claim, const Told &told, Findings &findings)
{
    const bool agrees = std::ranges::any_of(
        told.claims, [&](const Claim &other) { return isComparable(claim, other) && isSame(claim, other); });
    const auto other = std::ranges::find_if(
        told.claims, [&](const Claim &each) { return isComparable(claim, each) && !isSame(claim, each); });
    if (agrees || other == told.claims.end() ||
        hasMovedOn(reading.context.incident, claim.kind, told.update.at))
        return;
    const QString audience = nameOf(reading, told.update.audience);
    const bool isBehind = isOnRecord(reading, claim);
    const QString otherWords = proseOf(wordsOf(told.update)).in(other->span).simplified();
    findings.push_back(
        reading.finding(FindingKind::CompetingFacts, claim.span,
                        u"%1 were told \"%2\" at %3."_s.arg(audience, otherWords,
                                                            clockText(told.update.at, reading.context.time)),
                        isBehind ? u"The record agrees with this message; tell %1 as well."_s.arg(audience)
                                 : u"Find out which is right, put it on the record and tell both the same."_s,
                        isBehind ? Weight::Advise : Weight::Hold));
}

} // namespace

void checkCompetingFacts(const Reading &reading, Findings &findings)
{
    std::set<qsizetype> known;
    for (const Finding &each : findings) {
        if (each.kind == FindingKind::Contradiction)
            known.insert(each.begin);
    }
    const std::vector<Told> others = toldOthers(reading);
    for (const Claim &claim : reading.claims) {
        if (known.contains(claim.span.begin))
            continue;
        for (const Told &told : others)
            compare(reading, claim, told, findings);
    }
}

} // namespace muster::comms
