// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/automation/tellings.h"

#include "models/incident/flow.h"
#include "models/notify/message.h"
#include "models/policy/versiontext.h"
#include "models/ticket/playbook.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::automation {
namespace {

const QString kAtRisk = u"sla_at_risk"_s;
const QString kBreached = u"sla_breached"_s;
const QString kDeclared = u"incident_declared"_s;
const QString kOverdue = u"update_overdue"_s;
const QString kEscalation = u"escalation"_s;
const QString kAlert = u"playbook_alert"_s;

QString clockWords(sla::ClockKind kind)
{
    switch (kind) {
    case sla::ClockKind::FirstResponse:
        return u"First response"_s;
    case sla::ClockKind::NextResponse:
        return u"Next response"_s;
    case sla::ClockKind::Update:
        return u"Update"_s;
    case sla::ClockKind::Resolution:
        return u"Resolution"_s;
    }
    return {};
}

QString versionOf(const Seen &seen)
{
    return policy::versionText(seen.policy.policy(), seen.ticket.policy.version);
}

/// A clock's present run: it is told once, also where pauses move its due instant.
QString causeOf(const QString &occasion, const ticket::Ticket &ticket, sla::ClockKind kind,
                const sla::ClockSummary &clock)
{
    return QStringList{occasion, ticket.id.toString(), sla::clockName(kind), toRfc3339(clock.start)}.join(
        u':');
}

notify::Wish wishOf(const Seen &seen, const QString &occasion, sla::ClockKind kind,
                    const sla::ClockSummary &clock)
{
    const ticket::Ticket &ticket = seen.ticket;
    const bool isBreach = occasion == kBreached;
    notify::Wish wish;
    wish.cause = causeOf(occasion, ticket, kind, clock);
    wish.at = isBreach ? clock.due : clock.warnAt;
    wish.occasion = occasion;
    wish.title =
        (isBreach ? u"%1 missed: %2"_s : u"%1 at risk: %2"_s).arg(clockWords(kind), ticket.caseNumber);
    wish.text = (isBreach ? u"It was due at %1. Priority %2. Policy %3."_s
                          : u"It is due at %1. Priority %2. Policy %3."_s)
                    .arg(notify::timeText(clock.due), ticket.priority, versionOf(seen));
    wish.thread = u"ticket:"_s + ticket.id.toString();
    wish.aboutKind = u"ticket"_s;
    wish.about = idCast<SubjectId>(ticket.id);
    if (!ticket.assignee.isNull())
        wish.people = {ticket.assignee};
    return wish;
}

void addClock(std::vector<Telling> &tellings, const Seen &seen, sla::ClockKind kind)
{
    const sla::ClockSummary &clock = seen.clocks[size_t(kind)];
    const bool isRunning = clock.phase == sla::ClockSummary::Phase::Running && clock.due != kNever;
    if (isRunning) {
        if (clock.warnAt < clock.due)
            tellings.push_back({wishOf(seen, kAtRisk, kind, clock), true});
        tellings.push_back({wishOf(seen, kBreached, kind, clock), true});
    } else if (clock.phase == sla::ClockSummary::Phase::Paused && clock.breached) {
        Telling still{{}, false};
        still.wish.cause = causeOf(kBreached, seen.ticket, kind, clock);
        tellings.push_back(std::move(still));
    }
}

/// An alert that the playbook gave: it reaches people beyond the desk that gave it. It holds while the ticket
/// keeps the priority, as the alert itself does.
void addAlerts(std::vector<Telling> &tellings, const Seen &seen)
{
    const ticket::Ticket &ticket = seen.ticket;
    const policy::Priority *priority = seen.policy.policy().priority(ticket.priority);
    if (priority == nullptr)
        return;
    for (const policy::PlaybookStep &step : priority->playbook) {
        const ticket::StepMark *given =
            step.action == policy::StepAction::Alert ? ticket::standingMark(ticket, step, kNever) : nullptr;
        if (given == nullptr || !given->automatic)
            continue; // a person who ticks it off has told it
        notify::Wish wish;
        wish.cause = QStringList{kAlert, ticket.id.toString(), step.key, toRfc3339(given->at)}.join(u':');
        wish.at = given->at;
        wish.occasion = kAlert;
        wish.title = u"%1 %2: %3"_s.arg(ticket.priority, ticket.caseNumber, step.text);
        wish.text = u"Asked for by the playbook of %1. Policy %2."_s.arg(ticket.priority, versionOf(seen));
        wish.thread = u"ticket:"_s + ticket.id.toString();
        wish.aboutKind = u"ticket"_s;
        wish.about = idCast<SubjectId>(ticket.id);
        tellings.push_back({std::move(wish), true});
    }
}

QString severityName(const incident::Incident &incident, const policy::IncidentRules &rules)
{
    const policy::Severity *severity = rules.severity(incident.severity);
    return severity != nullptr ? severity->name : incident.severity;
}

QString topicOf(const incident::Incident &incident, const QString &severity)
{
    return u"%1 %2"_s.arg(incident.number, severity);
}

notify::Wish wishOf(const incident::Incident &incident, const QString &occasion, const QString &severity)
{
    notify::Wish wish;
    wish.occasion = occasion;
    wish.cause = occasion + u':' + incident.id.toString();
    wish.thread = u"incident:"_s + incident.id.toString();
    wish.aboutKind = u"incident"_s;
    wish.about = idCast<SubjectId>(incident.id);
    wish.text = u"%1, declared at %2."_s.arg(severity, notify::timeText(incident.declaredAt));
    return wish;
}

Telling declaredOf(const incident::Incident &incident, const QString &severity)
{
    notify::Wish wish = wishOf(incident, kDeclared, severity);
    wish.at = incident.declaredAt;
    wish.title = u"%1 declared: %2"_s.arg(severity, incident.number);
    wish.room = incident.number.toLower();
    wish.roomTopic = topicOf(incident, severity);
    return {std::move(wish), true};
}

Telling overdueOf(const incident::Incident &incident, const incident::CadenceClock &clock,
                  const QString &audience, const QString &severity)
{
    notify::Wish wish = wishOf(incident, kOverdue, severity);
    wish.cause += u':' + clock.audience + u':' + toRfc3339(clock.start);
    wish.at = clock.due;
    wish.title = u"Update overdue for %1: %2"_s.arg(audience, incident.number);
    wish.text +=
        (clock.isPromised ? u" The next update was promised for %1."_s : u" An update was due at %1."_s)
            .arg(notify::timeText(clock.due));
    wish.people = holdersOf(incident);
    return {std::move(wish), true};
}

/// When a cause was over. What became worse ended at the worse one's instant, by the clock and not by a fact.
Instant endOf(const notify::Notification &known, const std::vector<Telling> &tellings, Instant changedAt,
              Instant now)
{
    Instant end = std::max(known.at, std::min(changedAt, now));
    if (known.asked.occasion != kAtRisk)
        return end;
    const QString worse = kBreached + known.asked.cause.mid(kAtRisk.size());
    const auto missed =
        std::ranges::find(tellings, worse, [](const Telling &each) { return each.wish.cause; });
    if (missed != tellings.end() && missed->isTimed && missed->wish.at <= now)
        end = std::max(known.at, missed->wish.at);
    return end;
}

/// A clock that was missed is at risk no more.
bool isHolding(const Telling &telling, const std::vector<Telling> &all, Instant now)
{
    if (!telling.isTimed)
        return true;
    if (telling.wish.at > now)
        return false;
    const QString worse =
        telling.wish.occasion == kAtRisk ? kBreached + telling.wish.cause.mid(kAtRisk.size()) : QString();
    return std::ranges::none_of(all, [&](const Telling &each) {
        return each.wish.cause == worse && (!each.isTimed || each.wish.at <= now);
    });
}

} // namespace

bool isOfClock(const notify::Notification &notification)
{
    const QString occasion = notification.asked.cause.section(u':', 0, 0);
    return occasion == kAtRisk || occasion == kBreached;
}

bool isTelling(const QString &cause)
{
    const QString occasion = cause.section(u':', 0, 0);
    return occasion == kAtRisk || occasion == kBreached || occasion == kDeclared || occasion == kOverdue ||
           occasion == kEscalation || occasion == kAlert;
}

std::vector<PersonId> holdersOf(const incident::Incident &incident)
{
    std::vector<PersonId> people;
    for (const auto &[role, holdings] : incident.roles) {
        for (const incident::Holding &each : holdings) {
            if (!each.until && std::ranges::find(people, each.person) == people.end())
                people.push_back(each.person);
        }
    }
    std::ranges::sort(people);
    return people;
}

QString roomTopicOf(const incident::Incident &incident, const policy::IncidentRules &rules)
{
    return topicOf(incident, severityName(incident, rules));
}

std::vector<Telling> tellingsOf(const Seen &seen)
{
    std::vector<Telling> tellings;
    if (!seen.ticket.exists || !seen.ticket.mergedInto.isNull() || !ticket::isOpen(seen.ticket.status))
        return tellings;
    for (const sla::ClockKind kind : sla::kClockKinds)
        addClock(tellings, seen, kind);
    addAlerts(tellings, seen);
    return tellings;
}

std::vector<Telling> tellingsOf(const incident::Incident &incident, const policy::IncidentRules &rules,
                                Instant now)
{
    std::vector<Telling> tellings;
    if (!incident.exists || !incident.drill.isEmpty() || incident.closedAt)
        return tellings;
    const QString name = severityName(incident, rules);
    tellings.push_back(declaredOf(incident, name));
    for (const incident::CadenceClock &clock : incident::cadenceOf(incident, rules, now)) {
        if (clock.state == incident::CadenceClock::State::Stopped)
            continue;
        const policy::Audience *audience = rules.audience(clock.audience);
        tellings.push_back(
            overdueOf(incident, clock, audience != nullptr ? audience->name : clock.audience, name));
    }
    return tellings;
}

Turn turnOf(const std::vector<Telling> &tellings, const std::vector<notify::Notification> &known,
            const policy::ChannelRules &rules, Instant silentBefore, Instant changedAt, Instant now)
{
    Turn turn;
    QStringList holding;
    for (const Telling &telling : tellings) {
        const notify::Wish &wish = telling.wish;
        if (telling.isTimed && wish.at > now)
            turn.next = std::min(turn.next.value_or(wish.at), wish.at);
        if (!isHolding(telling, tellings, now))
            continue;
        holding += wish.cause;
        const bool wasAsked = std::ranges::any_of(known, [&](const notify::Notification &each) {
            return each.asked.cause == wish.cause && (!each.settledAt || each.at == wish.at);
        });
        if (!telling.isTimed || wasAsked || wish.at < silentBefore)
            continue;
        if (rules.occasion(wish.occasion).channels.isEmpty())
            turn.isUntold = true;
        else
            turn.facts.push_back(notify::asked(wish, rules));
    }
    for (const notify::Notification &each : known) {
        if (isTelling(each.asked.cause) && !each.settledAt && !holding.contains(each.asked.cause))
            turn.facts.push_back(
                notify::settled(each.asked.cause, each.at, endOf(each, tellings, changedAt, now)));
    }
    return turn;
}

} // namespace muster::automation
