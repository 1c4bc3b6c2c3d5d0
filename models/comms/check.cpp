// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/comms/check.h"

#include "models/base/names.h"
#include "models/comms/checks.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::comms {
namespace {

constexpr std::array kKinds{FindingKind::NoNextUpdate,   FindingKind::VagueTime,   FindingKind::RepairPromise,
                            FindingKind::UnownedPromise, FindingKind::Placeholder, FindingKind::Contradiction,
                            FindingKind::CompetingFacts, FindingKind::Blame,       FindingKind::InternalName};

Reading readingOf(const Message &message, const CheckContext &context, Part part)
{
    Reading reading{message, context, part, proseOf(part == Part::Text ? message.text : message.subject),
                    {},      {}};
    reading.times = timedWords(reading.prose, context.time);
    reading.claims = claimsOf(reading.prose, {context.rules, context.incident.number});
    return reading;
}

Findings checkPart(const Reading &reading)
{
    Findings findings;
    if (reading.part == Part::Text)
        checkNextUpdate(reading, findings);
    checkRepairPromises(reading, findings);
    checkVagueTimes(reading, findings);
    checkOwners(reading, findings);
    checkBlame(reading, findings);
    checkLeftovers(reading, findings);
    checkInternalNames(reading, findings);
    checkContradictions(reading, findings);
    checkCompetingFacts(reading, findings);
    std::ranges::stable_sort(findings, {},
                             [](const Finding &each) { return std::pair(each.begin, each.kind); });
    return findings;
}

} // namespace

QString findingName(FindingKind kind)
{
    switch (kind) {
    case FindingKind::NoNextUpdate:
        return u"no_next_update"_s;
    case FindingKind::VagueTime:
        return u"vague_time"_s;
    case FindingKind::RepairPromise:
        return u"repair_promise"_s;
    case FindingKind::UnownedPromise:
        return u"unowned_promise"_s;
    case FindingKind::Placeholder:
        return u"placeholder"_s;
    case FindingKind::Contradiction:
        return u"contradiction"_s;
    case FindingKind::CompetingFacts:
        return u"competing_facts"_s;
    case FindingKind::Blame:
        return u"blame"_s;
    case FindingKind::InternalName:
        return u"internal_name"_s;
    }
    return {};
}

std::optional<FindingKind> findingFromName(QStringView name)
{
    return named(name, kKinds, findingName);
}

bool Reading::isPublic() const
{
    const policy::Audience *audience = context.rules.audience(message.audience);
    return audience == nullptr || audience->isPublic;
}

bool Reading::isRunning() const
{
    return incident::isRunning(context.incident.status);
}

std::span<const TimedWords> Reading::timesIn(Span sentence) const
{
    const auto place = [](const TimedWords &each) { return each.time.span.begin; };
    const auto first = std::ranges::lower_bound(times, sentence.begin, {}, place);
    return {first, std::ranges::lower_bound(times, sentence.end, {}, place)};
}

bool Reading::isInRepair(Span at) const
{
    const auto near = timesIn(prose.sentenceAt(at.begin));
    return std::ranges::any_of(near, [&](const TimedWords &each) {
        return each.role == TimeRole::Repair && each.words.overlaps(at);
    });
}

Finding Reading::finding(FindingKind kind, Span at, const QString &what, const QString &mend,
                         Weight weight) const
{
    return {kind, part, at.begin, at.length(), what, mend, weight};
}

std::vector<Finding> check(const Message &message, const CheckContext &context)
{
    Findings findings = checkPart(readingOf(message, context, Part::Subject));
    std::ranges::move(checkPart(readingOf(message, context, Part::Text)), std::back_inserter(findings));
    return findings;
}

} // namespace muster::comms
