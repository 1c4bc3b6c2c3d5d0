// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/automation/onsets.h"

#include "models/escalation/matrix.h"
#include "models/escalation/ticketcase.h"
#include "models/notify/message.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::automation {
namespace {

using escalation::Topic;
using policy::Situation;

/// Since it has a priority that the situation speaks of; nothing where its present one is none of them.
std::optional<Instant> sincePriority(const Seen &seen, const Situation &situation)
{
    const auto holds = [&](const QString &priority) {
        const auto holding = escalation::situationsOf(seen.policy.policy(), priority);
        return std::ranges::find(holding, &situation) != holding.end();
    };
    if (!holds(seen.ticket.priority))
        return std::nullopt;
    std::optional<Instant> since;
    for (const sla::Event &event : seen.ticket.events) {
        const bool setsIt = event.kind == sla::EventKind::Created || event.kind == sla::EventKind::Priority;
        if (!setsIt)
            continue;
        const QString &priority =
            event.kind == sla::EventKind::Created ? seen.ticket.createdPriority : event.priority;
        if (!holds(priority))
            since.reset();
        else if (!since)
            since = event.at;
    }
    return since ? since : seen.ticket.createdAt;
}

void addPriority(std::vector<Onset> &onsets, const Seen &seen, const Situation &situation)
{
    if (const auto since = sincePriority(seen, situation))
        onsets.push_back({situation.key, *since,
                          u"priority %1 since %2"_s.arg(seen.ticket.priority, notify::timeText(*since))});
}

void addBreaches(std::vector<Onset> &onsets, const Seen &seen, const Situation &situation)
{
    for (const sla::ClockKind kind : {sla::ClockKind::FirstResponse, sla::ClockKind::NextResponse,
                                      sla::ClockKind::Update, sla::ClockKind::Resolution}) {
        const sla::ClockSummary &clock = seen.clocks[size_t(kind)];
        const QString name = sla::clockName(kind);
        const bool isMeant = situation.clocks.isEmpty() || situation.clocks.contains(name);
        const bool isToCome = clock.phase == sla::ClockSummary::Phase::Running;
        if (isMeant && clock.due != kNever && (isToCome || clock.breached))
            onsets.push_back(
                {situation.key, clock.due,
                 u"%1 was due at %2"_s.arg(QString(name).replace(u'_', u' '), notify::timeText(clock.due))});
    }
}

void addWords(std::vector<Onset> &onsets, const Seen &seen, const Situation &situation, Topic topic)
{
    const QString what = topic == Topic::Security ? u"security"_s : u"lost revenue"_s;
    if (seen.words.isAbout(topic, seen.ticket.subject, seen.ticket.description))
        onsets.push_back({situation.key, seen.ticket.createdAt, u"the ticket speaks of %1"_s.arg(what)});
    for (const ticket::Message &message : seen.ticket.messages) {
        if (message.kind == ticket::MessageKind::Customer && !message.redacted &&
            seen.words.isAbout(topic, {}, message.text))
            onsets.push_back(
                {situation.key, message.at, u"a message of the customer speaks of %1"_s.arg(what)});
    }
}

void addRepeats(std::vector<Onset> &onsets, const Seen &seen, const Situation &situation)
{
    const policy::EscalationRules &rules = seen.policy.policy().escalation;
    if (seen.others.empty() || seen.ticket.customer.isNull())
        return;
    const escalation::Report own = escalation::reportOf(seen.ticket, rules.words.mail);
    const escalation::Repeats repeats = escalation::repeatsOf(own, seen.others, rules.repeats);
    if (const auto since = escalation::manySince(own, repeats))
        onsets.push_back({situation.key, *since, u"reported %1 times by this customer"_s.arg(repeats.count)});
}

/// What people ask for otherwise, a person enters.
void addRequest(std::vector<Onset> &onsets, const Seen &seen, const Situation &situation)
{
    if (seen.words.asksToEscalate(seen.ticket.subject))
        onsets.push_back({situation.key, seen.ticket.createdAt, u"the subject asks to escalate"_s});
}

} // namespace

std::vector<Onset> onsetsOf(const Seen &seen)
{
    std::vector<Onset> onsets;
    if (!seen.ticket.exists || !seen.ticket.mergedInto.isNull() || !ticket::isOpen(seen.ticket.status))
        return onsets;
    for (const Situation &situation : seen.policy.policy().escalation.situations) {
        switch (situation.kind) {
        case Situation::Kind::SlaBreach:
            addBreaches(onsets, seen, situation);
            break;
        case Situation::Kind::Priority:
            addPriority(onsets, seen, situation);
            break;
        case Situation::Kind::Security:
            addWords(onsets, seen, situation, Topic::Security);
            break;
        case Situation::Kind::Revenue:
            addWords(onsets, seen, situation, Topic::Revenue);
            break;
        case Situation::Kind::Repeats:
            addRepeats(onsets, seen, situation);
            break;
        case Situation::Kind::Request:
            addRequest(onsets, seen, situation);
            break;
        }
    }
    std::ranges::stable_sort(onsets, {}, &Onset::since);
    return onsets;
}

} // namespace muster::automation
