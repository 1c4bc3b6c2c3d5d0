// SPDX-License-Identifier: GPL-3.0-or-later
// What rules did, by rule and time: kept beside the facts that say so, and read for the list of rules.
#include "models/automation/fired.h"
#include "models/store/workspaceparts.h"
#include "models/views/rulesdesk.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::store {
namespace {

using views::RuleFiring;

constexpr Millis kDay{std::chrono::hours(24)};
constexpr Millis kWeek{std::chrono::hours(24 * 7)};

/// What the escalation is about, and whether its words are for who sits here.
void addEscalation(Workspace::Parts &parts, RuleFiring &firing, EscalationId id)
{
    firing.aboutKind = QString(kEscalation);
    firing.about = idCast<SubjectId>(id);
    const escalation::Escalation &state = parts.escalationOf(id);
    if (!state.exists)
        return;
    firing.ticket = state.raised.ticket;
    const auto rules = parts.rulesFor(state.raised.policy);
    firing.isHidden = rules && !escalation::maySee(state, rules->policy().escalation, parts.whoAmI());
}

QString levelName(Workspace::Parts &parts, EscalationId id, const QString &key)
{
    const auto rules = parts.rulesFor(parts.escalationOf(id).raised.policy);
    const policy::EscalationLevel *level = rules ? rules->policy().escalation.level(key) : nullptr;
    return level != nullptr ? level->name : key;
}

void readEscalation(Workspace::Parts &parts, RuleFiring &firing, const Fact &fact,
                    const escalation::EscalationFact &content)
{
    const auto id = idCast<EscalationId>(fact.subject);
    addEscalation(parts, firing, id);
    if (const auto *raised = std::get_if<escalation::Raised>(&content)) {
        firing.deed = RuleFiring::Deed::Raised;
        firing.level = levelName(parts, id, raised->level);
        firing.explanation = raised->text;
    } else if (const auto *lifted = std::get_if<escalation::LevelChanged>(&content)) {
        firing.deed = RuleFiring::Deed::Lifted;
        firing.level = levelName(parts, id, lifted->level);
        firing.explanation = lifted->reason;
    }
}

QStringList channelNames(Workspace::Parts &parts, const QStringList &keys)
{
    const auto policy = parts.policyOf(parts.policyInForce);
    QStringList names;
    for (const QString &key : keys) {
        const policy::Channel *channel = policy ? policy->policy().notifications.channel(key) : nullptr;
        names += channel != nullptr && !channel->name.isEmpty() ? channel->name : key;
    }
    return names;
}

void readTelling(Workspace::Parts &parts, RuleFiring &firing, const Fact &fact, const notify::Asked &asked)
{
    firing.deed = RuleFiring::Deed::Told;
    firing.notification = fact.subject;
    firing.channels = channelNames(parts, asked.channels);
    firing.title = asked.title;
    firing.explanation = asked.text;
    firing.aboutKind = asked.aboutKind;
    firing.about = asked.about;
    if (asked.aboutKind == kTicket)
        firing.ticket = idCast<TicketId>(asked.about);
    else if (asked.aboutKind == kEscalation)
        addEscalation(parts, firing, idCast<EscalationId>(asked.about));
}

void readTicket(Workspace::Parts &parts, RuleFiring &firing, const Fact &fact,
                const ticket::TicketFact &content)
{
    firing.aboutKind = QString(kTicket);
    firing.about = fact.subject;
    firing.ticket = idCast<TicketId>(fact.subject);
    if (const auto *assigned = std::get_if<ticket::Assigned>(&content)) {
        firing.deed = RuleFiring::Deed::Given;
        firing.person = parts.names.names().people[parts.names.person(assigned->person)].name;
        firing.explanation = assigned->reason;
    }
}

/// Whose console said first that a rule did it; empty for this one.
QString actorOf(Workspace::Parts &parts, FactId derived)
{
    for (const FactId &entry : parts.projections.entriesOf(derived)) {
        const auto fact = parts.facts.find(entry);
        if (!fact || fact->device == parts.device)
            return {};
        const QString name = parts.names.names().people[parts.names.person(fact->actor)].name;
        const team::Member *member = parts.roster.member(fact->device);
        return !name.isEmpty() ? name : member != nullptr ? member->name : fact->device.toString();
    }
    return {};
}

} // namespace

Result<void> Projections::writeFiring(FactId fact, const QString &rule, Instant at)
{
    Statement put =
        m_database.prepare("INSERT INTO firings (fact, rule, at) VALUES (?1, ?2, ?3)"
                           " ON CONFLICT (fact) DO UPDATE SET rule = excluded.rule, at = excluded.at");
    return put.bind(1, fact).bind(2, rule).bind(3, toMillis(at)).run();
}

Result<void> Projections::removeFiring(FactId fact)
{
    Statement remove = m_database.prepare("DELETE FROM firings WHERE fact = ?");
    return remove.bind(1, fact).run();
}

bool Projections::holdsFiring(FactId fact, const QString &rule, Instant at)
{
    Statement query = m_database.prepare("SELECT rule, at FROM firings WHERE fact = ?");
    query.bind(1, fact);
    return query.next() && query.text(0) == rule && query.number(1) == toMillis(at);
}

qint64 Projections::firingCount()
{
    return m_database.scalar("SELECT count(*) FROM firings").value_or(-1);
}

QStringList Projections::firedRules()
{
    QStringList rules;
    // One step in the index a rule, however often each fired.
    for (QString last;;) {
        Statement query = m_database.prepare("SELECT min(rule) FROM firings WHERE rule > ?");
        query.bind(1, last);
        if (!query.next() || query.isNull(0))
            return rules;
        last = query.text(0);
        rules += last;
    }
}

int Projections::firedSince(const QString &rule, Instant since)
{
    Statement query = m_database.prepare("SELECT count(*) FROM firings WHERE rule = ? AND at > ?");
    query.bind(1, rule).bind(2, toMillis(since));
    return query.next() ? int(query.number(0)) : 0;
}

std::vector<std::pair<FactId, QString>> Projections::newestFirings(const QString &rule, Instant before,
                                                                   FactId behind, int limit)
{
    Statement query = m_database.prepare(
        rule.isEmpty() ? "SELECT fact, rule FROM firings WHERE (at, fact) < (?2, ?3)"
                         " ORDER BY at DESC, fact DESC LIMIT ?4"
                       : "SELECT fact, rule FROM firings WHERE rule = ?1 AND (at, fact) < (?2, ?3)"
                         " ORDER BY at DESC, fact DESC LIMIT ?4");
    if (!rule.isEmpty())
        query.bind(1, rule);
    query.bind(2, toMillis(before)).bind(3, behind).bind(4, limit);
    std::vector<std::pair<FactId, QString>> found;
    while (query.next())
        found.emplace_back(query.id<FactId>(0), query.text(1));
    return found;
}

QString Projections::caseOf(TicketId ticket)
{
    Statement query = m_database.prepare("SELECT case_number FROM tickets WHERE id = ?");
    query.bind(1, ticket);
    return query.next() ? query.text(0) : QString();
}

QString Projections::numberOf(IncidentId incident)
{
    Statement query = m_database.prepare("SELECT number FROM incidents WHERE id = ?");
    query.bind(1, incident);
    return query.next() ? query.text(0) : QString();
}

Result<void> Workspace::Parts::insertFact(const Fact &fact, std::optional<qint64> place)
{
    if (const auto written = facts.insert(fact, place); !written)
        return written.error();
    const auto rule = automation::firedBy(fact);
    if (!rule)
        return {};
    ++firingChanges;
    return projections.writeFiring(fact.id, *rule, fact.occurredAt);
}

Result<void> Workspace::Parts::removeFact(FactId id)
{
    if (const auto removed = facts.remove(id); !removed)
        return removed.error();
    ++firingChanges;
    return projections.removeFiring(id);
}

Result<void> Workspace::Parts::projectFirings()
{
    ++firingChanges;
    return facts.forEachDerived([this](const Fact &fact) -> Result<void> {
        const auto rule = automation::firedBy(fact);
        return rule ? projections.writeFiring(fact.id, *rule, fact.occurredAt) : Result<void>();
    });
}

RuleFiring Workspace::Parts::firingOf(const Fact &fact, const QString &rule)
{
    RuleFiring firing;
    firing.fact = fact.id;
    firing.rule = rule;
    firing.at = fact.occurredAt;
    firing.aboutKind = fact.subjectKind;
    firing.about = fact.subject;
    const QJsonObject payload = parseJsonObject(fact.payload).value_or(QJsonObject());
    if (fact.subjectKind == kEscalation) {
        if (const auto read = escalation::fromPayload(fact.type, fact.version, payload))
            readEscalation(*this, firing, fact, *read);
    } else if (fact.subjectKind == kNotification) {
        const auto read = notify::fromPayload(fact.type, fact.version, payload);
        if (const auto *asked = read ? std::get_if<notify::Asked>(&*read) : nullptr)
            readTelling(*this, firing, fact, *asked);
    } else if (fact.subjectKind == kTicket) {
        if (const auto read = ticket::fromPayload(fact.type, fact.version, payload))
            readTicket(*this, firing, fact, *read);
    } else {
        firing.explanation = payload.value("text"_L1).toString();
    }
    firing.caseNumber = firing.aboutKind == kIncident ? projections.numberOf(idCast<IncidentId>(firing.about))
                                                      : projections.caseOf(firing.ticket);
    firing.actor = actorOf(*this, fact.id);
    if (firing.isHidden) {
        firing.explanation.clear();
        firing.title.clear();
    }
    return firing;
}

Result<std::vector<RuleFiring>> Workspace::firings(const QString &rule,
                                                   const std::optional<views::FiringMark> &behind, int limit)
{
    const Instant before = behind ? behind->at : kNever;
    std::vector<RuleFiring> found;
    for (const auto &[id, fired] :
         m_parts->projections.newestFirings(rule, before, behind ? behind->fact : FactId(), limit)) {
        if (const auto fact = m_parts->facts.find(id))
            found.push_back(m_parts->firingOf(*fact, fired));
    }
    return found;
}

Result<std::vector<views::RuleFigures>> Workspace::ruleFigures()
{
    const Instant now = m_parts->clock.now();
    std::vector<views::RuleFigures> all;
    for (const QString &rule : m_parts->projections.firedRules()) {
        views::RuleFigures figures{rule, m_parts->projections.firedSince(rule, now - kDay),
                                   m_parts->projections.firedSince(rule, now - kWeek), std::nullopt};
        const auto last = firings(rule, std::nullopt, 1);
        if (last && !last->empty())
            figures.last = last->front();
        all.push_back(std::move(figures));
    }
    return all;
}

qint64 Workspace::firingChanges() const
{
    return m_parts->firingChanges;
}

} // namespace muster::store
