// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/notify/recipients.h"

#include "models/people/atwork.h"
#include "models/policy/mailaddress.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

bool isMuted(const people::Person &person, const notify::Asked &asked)
{
    return !asked.isAlways && person.muted.contains(asked.occasion, Qt::CaseInsensitive);
}

} // namespace

void Recipients::add(const QString &name, const QString &address)
{
    // What stands with a person was typed by somebody: only what is one address gets to a mail server.
    if (policy::isMailAddress(address) && !has(address))
        now.push_back({name, address});
}

bool Recipients::has(const QString &address) const
{
    return std::ranges::count(now, address, &notify::MailName::address) > 0;
}

QStringList Recipients::addresses() const
{
    QStringList all;
    for (const notify::MailName &each : now)
        all += each.address;
    return all;
}

const Recipients &AddressBook::of(const notify::Asked &asked)
{
    Meaning meaning{asked.roles, asked.people, asked.occasion, asked.isAlways};
    auto known = m_known.find(meaning);
    if (known == m_known.end())
        known = m_known.emplace(std::move(meaning), find(asked)).first;
    return known->second;
}

Recipients AddressBook::of(PersonId person) const
{
    Recipients to;
    const auto found = std::ranges::find(m_people, person, &people::Person::id);
    if (found != m_people.end())
        to.add(found->name, found->email);
    return to;
}

std::optional<Instant> AddressBook::awayUntil(const people::Person &person)
{
    const auto known = m_away.constFind(person.id);
    if (known != m_away.cend())
        return *known;
    std::optional<Instant> until;
    if (person.isMailInHours) {
        const people::AtWork hours = people::atWork(people::calendarOf(person).get(), m_now);
        if (!hours.isNow && hours.begin != kNever)
            until = hours.begin;
    }
    m_away.insert(person.id, until);
    return until;
}

Recipients AddressBook::among(const std::vector<const people::Person *> &meant, const notify::Asked &asked)
{
    Recipients to;
    for (const QString &address : m_channel.to)
        to.add({}, address);
    std::vector<std::pair<const people::Person *, Instant>> away;
    const bool isWaiting = m_channel.kind == policy::ChannelKind::Email && !asked.isAlways;
    for (const people::Person *person : meant) {
        const auto until =
            isWaiting && !m_reached.contains(person->email) ? awayUntil(*person) : std::nullopt;
        if (until && qsizetype(away.size()) < notify::kMostPeople)
            away.emplace_back(person, *until);
        else
            to.add(person->name, person->email);
    }
    QStringList kept;
    for (const auto &[person, until] : away) {
        if (!policy::isMailAddress(person->email) || to.has(person->email) || kept.contains(person->email))
            continue;
        kept += person->email; // one mailbox gets it once, whoever reads it
        to.later.push_back({person->id, until});
    }
    return to;
}

Recipients AddressBook::find(const notify::Asked &asked)
{
    std::vector<const people::Person *> meant, wanting;
    for (const people::Person &person : m_people) {
        if (asked.roles.contains(person.role) || std::ranges::count(asked.people, person.id) > 0)
            meant.push_back(&person);
    }
    std::ranges::copy_if(meant, std::back_inserter(wanting),
                         [&](const people::Person *person) { return !isMuted(*person, asked); });
    Recipients to = among(wanting, asked);
    if (!to.now.empty())
        return to;
    // What nobody gets now goes to all of them: an alert is never lost by wishes.
    to.later.clear();
    for (const people::Person *person : meant)
        to.add(person->name, person->email);
    return to;
}

} // namespace muster::app
