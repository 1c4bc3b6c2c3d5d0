// SPDX-License-Identifier: GPL-3.0-or-later
// What is told of an escalation, and to whom.
#include "models/automation/tellings.h"
#include "models/notify/message.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::automation {
namespace {

using escalation::Escalation;
using escalation::HandOver;
using escalation::Who;
using policy::EscalationRules;

const QString kEscalation = u"escalation"_s;

/// In an order of their own, so that two consoles name them alike.
std::vector<PersonId> whoFits(const policy::People &people, const std::vector<Who> &team)
{
    std::vector<PersonId> all;
    for (const Who &who : team) {
        if (escalation::fits(people, who))
            all.push_back(who.person);
    }
    std::ranges::sort(all);
    all.erase(std::unique(all.begin(), all.end()), all.end());
    all.resize(std::min(all.size(), size_t(notify::kMostPeople)));
    return all;
}

/// Who is to take it: those of its level, and of the path it goes; of those alone where that leaves out the
/// levels or few may see it.
policy::People takersOf(const Escalation &escalation, const EscalationRules &rules)
{
    const policy::EscalationLevel *level = rules.level(escalation.level().level);
    const policy::EscalationPath *path = rules.path(escalation.path);
    policy::People takers = path != nullptr ? path->people : policy::People();
    if (level != nullptr &&
        (path == nullptr || takers.isEmpty() || (!path->skipsLevels && !path->isRestricted))) {
        takers.roles += level->people.roles;
        takers.skills += level->people.skills;
    }
    return takers;
}

notify::Wish wishOf(const Escalation &escalation)
{
    notify::Wish wish;
    wish.occasion = kEscalation;
    wish.thread = u"ticket:"_s + escalation.raised.ticket.toString();
    wish.aboutKind = QString(escalation::kSubjectKind);
    wish.about = idCast<SubjectId>(escalation.id);
    return wish;
}

Telling ofLevel(const Escalation &escalation, const QString &caseNumber, const EscalationRules &rules,
                const std::vector<Who> &team)
{
    const escalation::AtLevel &at = escalation.level();
    const policy::EscalationLevel *level = rules.level(at.level);
    notify::Wish wish = wishOf(escalation);
    wish.cause = QStringList{kEscalation, escalation.id.toString(), at.level}.join(u':');
    wish.at = std::max(at.at, escalation.standsSince); // what stands again is told again
    wish.title = u"Escalated to %1: %2"_s.arg(level != nullptr ? level->name : at.level, caseNumber);
    // What a rule says holds no words that somebody typed. Of what few may read it says only that it is
    // there.
    if (!at.rule.isEmpty() && at.by.isNull() && !escalation::isRestricted(escalation, rules))
        wish.text = at.reason;
    wish.people = whoFits(takersOf(escalation, rules), team);
    return {std::move(wish), true};
}

/// Its clock ran out.
Telling ofOverdue(const Escalation &escalation, const QString &caseNumber, const EscalationRules &rules,
                  const std::vector<Who> &team, Instant respondBy)
{
    const escalation::AtLevel &at = escalation.level();
    const policy::EscalationLevel *level = rules.level(at.level);
    notify::Wish wish = wishOf(escalation);
    wish.at = respondBy;
    wish.cause =
        QStringList{kEscalation, escalation.id.toString(), at.level, u"overdue"_s, toRfc3339(at.at)}.join(
            u':');
    wish.title = u"Not taken in time at %1: %2"_s.arg(level != nullptr ? level->name : at.level, caseNumber);
    wish.text = u"It was to be taken by %1."_s.arg(notify::timeText(respondBy));
    wish.people = whoFits(takersOf(escalation, rules), team);
    if (!escalation.owner.isNull() && !wish.people.empty() &&
        std::ranges::find(wish.people, escalation.owner) == wish.people.end()) {
        if (wish.people.size() >= size_t(notify::kMostPeople))
            wish.people.pop_back();
        wish.people.push_back(escalation.owner);
    }
    return {std::move(wish), true};
}

Telling ofHandOver(const Escalation &escalation, const HandOver &handOver, const QString &caseNumber,
                   const EscalationRules &rules, const std::vector<Who> &team)
{
    const policy::EscalationPath *path = rules.path(handOver.path);
    notify::Wish wish = wishOf(escalation);
    wish.cause =
        QStringList{kEscalation, escalation.id.toString(), u"hand_over"_s, handOver.fact.toString()}.join(
            u':');
    wish.at = handOver.at;
    wish.title = path != nullptr && !escalation::isRestricted(escalation, rules)
                     ? u"Escalation handed over to %1: %2"_s.arg(path->name, caseNumber)
                     : u"Escalation handed over: %1"_s.arg(caseNumber);
    wish.text = u"It waits to be accepted or refused."_s;
    wish.people = receiversOf(handOver, rules, team);
    return {std::move(wish), true};
}

} // namespace

std::vector<PersonId> receiversOf(const HandOver &handOver, const EscalationRules &rules,
                                  const std::vector<Who> &team)
{
    if (!handOver.to.isNull())
        return {handOver.to};
    const policy::EscalationPath *path = rules.path(handOver.path);
    auto receivers = path != nullptr ? whoFits(path->people, team) : std::vector<PersonId>();
    std::erase(receivers, handOver.from);
    return receivers;
}

std::vector<Telling> tellingsOf(const Escalation &escalation, const QString &caseNumber,
                                const EscalationRules &rules, const std::vector<Who> &team, Instant respondBy)
{
    std::vector<Telling> tellings;
    if (!escalation.isOpen())
        return tellings;
    if (!escalation.acceptedAt)
        tellings.push_back(ofLevel(escalation, caseNumber, rules, team));
    if (escalation.status == escalation::Status::Raised && !escalation.acceptedAt && respondBy != kNever &&
        respondBy > escalation.standsSince) // nobody gives what stands again a time
        tellings.push_back(ofOverdue(escalation, caseNumber, rules, team, respondBy));
    if (const HandOver *pending = escalation::pendingHandOver(escalation))
        tellings.push_back(ofHandOver(escalation, *pending, caseNumber, rules, team));
    return tellings;
}

} // namespace muster::automation
