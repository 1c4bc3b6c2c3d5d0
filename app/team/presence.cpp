// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/team/presence.h"

#include "models/base/json.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

constexpr qsizetype kLongest = 1024; ///< bytes of what a desk says
constexpr size_t kMost = 10'000;     ///< desks

} // namespace

void Presence::setRoster(const team::Roster &roster, const QHash<PersonId, QString> &names)
{
    m_roster = roster;
    m_names = names;
}

bool Presence::look(TicketId ticket, IncidentId incident, bool isWriting)
{
    const bool isNew = ticket != m_ticket || incident != m_incident || isWriting != m_isWriting;
    m_ticket = ticket;
    m_incident = incident;
    m_isWriting = isWriting;
    return isNew;
}

QByteArray Presence::words() const
{
    QJsonObject said;
    if (!m_ticket.isNull())
        said.insert(u"ticket"_s, m_ticket.toString());
    if (!m_incident.isNull())
        said.insert(u"incident"_s, m_incident.toString());
    if (m_isWriting)
        said.insert(u"writing"_s, true);
    return canonicalJson(said);
}

const team::Member *Presence::memberOf(DeviceId login) const
{
    if (const team::Member *member = m_roster.member(login))
        return member;
    const auto joined = std::ranges::find_if(
        m_roster.members, [&](const auto &each) { return each.second.invitation == login; });
    return joined == m_roster.members.end() ? nullptr : &joined->second;
}

bool Presence::hear(DeviceId login, const QByteArray &words, Millis now)
{
    const team::Member *member = memberOf(login);
    const auto said = words.size() <= kLongest ? parseJsonObject(words) : Result<QJsonObject>(Error{});
    if (member == nullptr || !said || m_roster.roleOf(member->device) == u"none")
        return false;
    if (m_heard.size() >= kMost && !m_heard.contains(login))
        return false;
    if (said->value(u"gone"_s).toBool())
        return m_heard.erase(login) > 0;
    views::Here here;
    here.device = member->device;
    here.person = member->person;
    here.ticket = TicketId::parse(said->value(u"ticket"_s).toString()).value_or(TicketId{});
    here.incident = IncidentId::parse(said->value(u"incident"_s).toString()).value_or(IncidentId{});
    here.isWriting = said->value(u"writing"_s).toBool();
    here.name = m_names.value(member->person);
    Heard &heard = m_heard[login];
    const bool isNew = heard.here != here;
    heard = {here, now};
    return isNew;
}

bool Presence::forgetSilent(Millis now)
{
    return std::erase_if(m_heard, [&](const auto &each) { return each.second.at + kForget <= now; }) > 0;
}

bool Presence::forgetAll()
{
    const bool wasSomebody = !m_heard.empty();
    m_heard.clear();
    return wasSomebody;
}

std::vector<views::Here> Presence::here() const
{
    std::vector<views::Here> all;
    all.reserve(m_heard.size());
    for (const auto &[login, heard] : m_heard)
        all.push_back(heard.here);
    std::ranges::sort(all, {}, [](const views::Here &here) { return std::pair(here.name, here.device); });
    return all;
}

} // namespace muster::app
