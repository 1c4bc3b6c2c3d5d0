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

/// What was resolved and is opened again begins anew: nobody had to act on it meanwhile.
void addPriority(std::vector<Onset> &onsets, const Seen &seen, const Situation &situation)
{
    const auto since = sincePriority(seen, situation);
    const auto again = ticket::reopenedAt(seen.ticket);
    if (!since)
        return;
    if (again && *again > *since)
        onsets.push_back(
            {situation.key,
             *again,
             u"priority %1, opened again at %2"_s.arg(seen.ticket.priority, notify::timeText(*again)),
             {}});
    else
        onsets.push_back({situation.key,
                          *since,
                          u"priority %1 since %2"_s.arg(seen.ticket.priority, notify::timeText(*since)),
                          {}});
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
                {situation.key,
                 clock.due,
                 u"%1 was due at %2"_s.arg(QString(name).replace(u'_', u' '), notify::timeText(clock.due)),
                 {}});
    }
}

/// Since when a text of the ticket says something, through all the changes since; nothing where it does not.
template <typename Says>
std::optional<Instant> sinceText(const std::vector<ticket::TextSince> &texts, const Says &says)
{
    std::optional<Instant> since;
    for (auto each = texts.rbegin(); each != texts.rend() && says(each->text); ++each)
        since = each->at;
    return since;
}

void addWords(std::vector<Onset> &onsets, const Seen &seen, const Situation &situation, Topic topic)
{
    const QString what = topic == Topic::Security ? u"security"_s : u"lost revenue"_s;
    const auto says = [&](const QString &text) { return seen.words.isAbout(topic, {}, text); };
    for (const auto *texts : {&seen.ticket.subjects, &seen.ticket.descriptions}) {
        if (const auto since = sinceText(*texts, says))
            onsets.push_back({situation.key, *since, u"the ticket speaks of %1"_s.arg(what), {}});
    }
    for (const ticket::Message &message : seen.ticket.messages) {
        if (message.kind == ticket::MessageKind::Customer && !message.redacted && says(message.text))
            onsets.push_back({situation.key,
                              ticket::knownSince(message),
                              u"a message of the customer speaks of %1"_s.arg(what),
                              {}});
    }
}

void addRepeats(std::vector<Onset> &onsets, const Seen &seen, const Situation &situation)
{
    const policy::EscalationRules &rules = seen.policy.policy().escalation;
    if (seen.others.empty() || seen.ticket.customer.isNull())
        return;
    const escalation::Report own = escalation::reportOf(seen.ticket, rules.words.mail);
    const escalation::Repeats repeats = escalation::repeatsOf(own, seen.others, rules.repeats);
    const auto since = escalation::manySince(own, repeats, rules.repeats);
    if (!since)
        return;
    Onset onset{situation.key, *since, u"reported %1 times by this customer"_s.arg(repeats.count), {}};
    onset.among.reserve(repeats.counted.size());
    for (const escalation::Repeat &each : repeats.counted)
        onset.among.push_back(each.ticket);
    onsets.push_back(std::move(onset));
}

/// What people ask for otherwise, a person enters.
void addRequest(std::vector<Onset> &onsets, const Seen &seen, const Situation &situation)
{
    const auto asks = [&](const QString &subject) { return seen.words.asksToEscalate(subject); };
    if (const auto since = sinceText(seen.ticket.subjects, asks))
        onsets.push_back({situation.key, *since, u"the subject asks to escalate"_s, {}});
    for (const ticket::Message &message : seen.ticket.messages) {
        if (message.kind == ticket::MessageKind::Customer && !message.redacted &&
            seen.words.answersToEscalate(message.text))
            onsets.push_back({situation.key,
                              ticket::knownSince(message),
                              u"an answer of the customer asks to escalate"_s,
                              {}});
    }
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
