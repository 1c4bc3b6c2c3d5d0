// SPDX-License-Identifier: GPL-3.0-or-later
// The team that this desk is in: founding and joining it, inviting, roles.
#include "models/store/admission.h"
#include "models/team/authority.h"

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace muster::store {
namespace {

const QString kPin = u"team.joined"_s;
const QString kNoKey = u"the key of this device is not at hand; open the secrets of this desk first"_s;
const QString kNotInTeam =
    u"this workspace is in no team; muster hub init founds one, muster join enters one"_s;

QByteArray toBytes(const TeamPin &pin)
{
    return canonicalJson({{u"team"_s, pin.team.toString()},
                          {u"founding"_s, pin.founding.toString()},
                          {u"root_key"_s, QString::fromLatin1(pin.rootKey.toBase64())},
                          {u"role"_s, pin.role}});
}

std::optional<TeamPin> pinFrom(const QByteArray &bytes)
{
    const auto object = parseJsonObject(bytes);
    if (bytes.isEmpty() || !object)
        return std::nullopt;
    const auto team = SubjectId::parse(object->value(u"team"_s).toString());
    const auto founding = FactId::parse(object->value(u"founding"_s).toString());
    if (!team || !founding)
        return std::nullopt;
    return TeamPin{*team, *founding,
                   QByteArray::fromBase64(object->value(u"root_key"_s).toString().toLatin1()),
                   object->value(u"role"_s).toString()};
}

/// Until the founding is here: its device is known from the invitation, and what it wrote is let in.
team::Roster rosterBefore(const TeamPin &pin)
{
    team::Roster roster;
    roster.founding = pin.founding;
    roster.team = pin.team;
    roster.root = ledger::deviceOf(pin.rootKey);
    roster.foundedAt = std::numeric_limits<qint64>::max();
    roster.members[roster.root] = {roster.root, pin.rootKey, {}, {}, {{0, u"admin"_s, {}}}, {}};
    return roster;
}

} // namespace

void Workspace::Parts::loadRoster()
{
    pin = pinFrom(facts.setting(kPin));
    roster = pin ? rosterBefore(*pin) : team::Roster{};
    if (!pin)
        return;
    std::vector<std::pair<Fact, team::TeamFact>> contents;
    for (Fact &fact : facts.ofSubject(team::kTeam, pin->team)) {
        const auto payload = parseJsonObject(fact.payload);
        if (!payload)
            continue;
        if (auto content = team::fromPayload(fact.type, fact.version, *payload))
            contents.emplace_back(std::move(fact), std::move(*content));
    }
    const bool mayBeContested = std::ranges::any_of(contents, [](const auto &content) {
        const auto *set = std::get_if<team::RoleSet>(&content.second);
        return set != nullptr && !set->tips.empty();
    });
    teamNumbers.clear();
    for (const auto &[fact, content] : contents)
        teamNumbers.emplace(fact.device, fact.counter);
    if (mayBeContested)
        contents = withoutForged(std::move(contents), roster);
    roster = team::fold(roster, contents);
    judgeApprovalsAgain();
}

QString Workspace::Parts::ownRole() const
{
    if (!pin)
        return {};
    return roster.member(device) != nullptr ? roster.roleOf(device) : pin->role;
}

Result<FactId> Workspace::Parts::writeTeamFact(const team::TeamFact &fact)
{
    const NewFact wish{QString(team::kTeam),  pin->team,   team::typeName(fact), 1, clock.now(),
                       team::toPayload(fact), std::nullopt};
    FactId id;
    const auto done = inTransaction([&]() -> Result<void> {
        const auto sealed = seal(std::span(&wish, 1));
        if (!sealed)
            return sealed.error();
        team::Roster with = roster;
        const QString why = team::apply(with, sealed->front(), fact);
        if (!why.isEmpty())
            return Error{Fault::NotAllowed, why};
        id = sealed->front().id;
        // What is known here already of whom it is about is judged by it, as on every other desk.
        TakeReport report;
        Admission admission(*this, report);
        if (const auto written = admission.writeToTeam(sealed->front()); !written)
            return written.error();
        return admission.finish();
    });
    if (!done)
        return done.error();
    return id;
}

const team::Roster &Workspace::roster() const
{
    return m_parts->roster;
}

bool Workspace::isInTeam() const
{
    return m_parts->isInTeam();
}

QString Workspace::role() const
{
    return m_parts->ownRole();
}

Result<void> Workspace::foundTeam(const QString &name, const QString &machine)
{
    Parts &parts = *m_parts;
    if (parts.isInTeam())
        return Error{Fault::Conflict,
                     u"this workspace is in the team \"%1\" already"_s.arg(parts.roster.name)};
    if (parts.me.isNull())
        return Error{Fault::NotAllowed, u"nobody sits at this desk yet; muster init says who"_s};
    if (!parts.key)
        return Error{Fault::NotAllowed, kNoKey};
    const team::Founded founded{name, parts.key->publicKey(), parts.me, machine};
    const NewFact wish{QString(team::kTeam),
                       SubjectId::random(parts.clock.now()),
                       team::typeName(founded),
                       1,
                       parts.clock.now(),
                       team::toPayload(founded),
                       std::nullopt};
    auto done = parts.inTransaction([&]() -> Result<void> {
        const auto sealed = parts.seal(std::span(&wish, 1));
        if (!sealed)
            return sealed.error();
        if (const auto written = parts.facts.insert(sealed->front()); !written)
            return written.error();
        return parts.facts.setSetting(
            kPin, toBytes({wish.subject, sealed->front().id, parts.key->publicKey(), u"admin"_s}));
    });
    if (done)
        parts.loadRoster();
    return done;
}

Result<TeamInvitation> Workspace::inviteToTeam(const QString &name, const QString &role, Instant expires)
{
    Parts &parts = *m_parts;
    if (!parts.isInTeam())
        return Error{Fault::NotAllowed, kNotInTeam};
    if (!people::roleNames().contains(role))
        return Error{Fault::BadInput,
                     u"there is no role \"%1\"; there are %2"_s.arg(role, people::roleNames().join(u", "_s))};
    const QString tidy = name.simplified();
    if (tidy.isEmpty())
        return Error{Fault::BadInput, u"an invitation names the person"_s};
    if (const QString why = team::whyMayNot(parts.ownRole(), parts.me, QString(team::kTeam), {});
        !why.isEmpty())
        return Error{Fault::NotAllowed, why};
    auto person = parts.projections.personByName(tidy);
    if (!person) {
        people::PersonChanged change;
        change.name = tidy;
        change.role = role;
        const auto saved = savePerson(std::nullopt, change);
        if (!saved)
            return saved.error();
        person = *saved;
    }
    const auto key = ledger::DeviceKey::generate();
    if (const auto written =
            parts.writeTeamFact(team::Invited{key.publicKey(), *person, tidy, role, expires});
        !written)
        return written.error();
    return TeamInvitation{parts.roster.name,
                          parts.pin->team,
                          parts.pin->founding,
                          parts.pin->rootKey,
                          key.seed(),
                          *person,
                          tidy,
                          role,
                          expires};
}

Result<void> Workspace::joinTeam(const TeamInvitation &invitation, const QString &machine)
{
    Parts &parts = *m_parts;
    if (parts.isInTeam())
        return Error{Fault::Conflict,
                     u"this workspace is in a team already; join with a new one (--db FILE)"_s};
    if (parts.facts.count() > 0)
        return Error{
            Fault::Conflict,
            u"this workspace has entries of its own, and a desk joins a team empty; join with a new one (--db FILE). Nothing was changed"_s};
    if (invitation.expires <= parts.clock.now())
        return Error{Fault::NotAllowed,
                     u"the invitation expired at %1; ask an admin of the team for a new one"_s.arg(
                         toRfc3339(invitation.expires))};
    const auto key = ledger::DeviceKey::fromSeed(invitation.seed);
    if (!key)
        return key.error();
    if (!parts.key)
        return Error{Fault::NotAllowed, kNoKey};
    const QByteArray own = parts.key->publicKey();
    const team::Joined joined{own, machine, key->device(), key->sign(team::joinWords(invitation.team, own))};
    auto done = parts.inTransaction([&]() -> Result<void> {
        const QByteArray pin =
            toBytes({invitation.team, invitation.founding, invitation.rootKey, invitation.role});
        if (const auto pinned = parts.facts.setSetting(kPin, pin); !pinned)
            return pinned.error();
        if (const auto kept = parts.facts.setSetting(u"me"_s, invitation.person.toBlob()); !kept)
            return kept.error();
        parts.me = invitation.person;
        parts.loadRoster();
        const NewFact wish{
            QString(team::kTeam),    invitation.team, team::typeName(joined), 1, parts.clock.now(),
            team::toPayload(joined), std::nullopt};
        const auto sealed = parts.seal(std::span(&wish, 1));
        if (!sealed)
            return sealed.error();
        const auto written = parts.facts.insert(sealed->front());
        return written ? Result<void>() : Result<void>(written.error());
    });
    if (!done)
        parts.me = PersonId{};
    parts.loadRoster();
    return done;
}

Result<void> Workspace::setTeamRole(DeviceId device, const QString &role, const QString &reason)
{
    Parts &parts = *m_parts;
    if (!parts.isInTeam())
        return Error{Fault::NotAllowed, kNotInTeam};
    if (parts.roster.member(device) == nullptr)
        return Error{Fault::NotFound, u"there is no such device in the team"_s};
    // From behind what is known of it: what it wrote so far stays, and nothing else under those numbers.
    const qint64 after = parts.facts.headOf(device).counter;
    const auto written =
        parts.writeTeamFact(team::RoleSet{device, role, after, reason, team::tipsOf(parts.linksOf(device))});
    return written ? Result<void>() : Result<void>(written.error());
}

qint64 Workspace::ownEntries() const
{
    return m_parts->head.counter;
}

DeviceHistory Workspace::historyOf(DeviceId device)
{
    Statement query = m_parts->database->prepare(
        "SELECT count(*), count(DISTINCT counter), max(counter), max(stamp) FROM facts"
        " WHERE device = ? AND counter > 0");
    query.bind(1, device);
    DeviceHistory history;
    if (!query.next() || query.number(0) == 0)
        return history;
    history.entries = query.number(0);
    history.missing = query.number(2) - query.number(1);
    history.isForked = query.number(0) != query.number(1);
    history.lastWrote = Stamp{quint64(query.number(3))}.instant();
    return history;
}

Result<void> Workspace::admitJoined()
{
    Parts &parts = *m_parts;
    if (parts.ownRole() != u"admin")
        return {};
    std::vector<team::Admitted> joined;
    for (const auto &[id, invitation] : parts.roster.invitations) {
        if (!invitation.usedBy.isNull() && invitation.boundTo.isNull())
            joined.push_back({id, invitation.usedBy});
    }
    for (const team::Admitted &each : joined) {
        if (const auto written = parts.writeTeamFact(each); !written)
            return written.error();
    }
    return {};
}

Result<void> Workspace::withdrawInvitation(DeviceId invitation)
{
    if (!m_parts->isInTeam())
        return Error{Fault::NotAllowed, kNotInTeam};
    const auto written = m_parts->writeTeamFact(team::Withdrawn{invitation});
    return written ? Result<void>() : Result<void>(written.error());
}

} // namespace muster::store
