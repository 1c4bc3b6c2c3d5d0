// SPDX-License-Identifier: GPL-3.0-or-later
// Whom a notification goes to by mail: those who are meant, by what they wish to be told and when; and never
// to nobody. On the thread of the workspace.
#pragma once

#include "models/notify/request.h"
#include "models/people/person.h"

#include <QHash>

#include <map>
#include <tuple>

namespace muster::app {

struct Recipients
{
    std::vector<notify::MailName> now;
    std::vector<notify::Later> later;

    void add(const QString &name, const QString &address);
    bool has(const QString &address) const;
    QStringList addresses() const; ///< of those now
};

/// Of one channel at one instant. What it is made of lives longer.
class AddressBook
{
public:
    /// `reached`: addresses that have the message already.
    AddressBook(const std::vector<people::Person> &people, const policy::Channel &channel,
                QStringList reached, Instant now)
        : m_people(people), m_channel(channel), m_reached(std::move(reached)), m_now(now)
    {}

    /// Found once for all that mean the same people; stays where it is.
    const Recipients &of(const notify::Asked &asked);
    /// Of what was kept for somebody.
    Recipients of(PersonId person) const;

private:
    Recipients find(const notify::Asked &asked);
    Recipients among(const std::vector<const people::Person *> &meant, const notify::Asked &asked);
    /// When somebody who is mailed in their working hours only is at work again; nothing where that is now.
    std::optional<Instant> awayUntil(const people::Person &person);

    const std::vector<people::Person> &m_people;
    const policy::Channel &m_channel;
    QStringList m_reached;
    Instant m_now;
    using Meaning = std::tuple<QStringList, std::vector<PersonId>, QString, bool>;
    std::map<Meaning, Recipients> m_known;
    QHash<PersonId, std::optional<Instant>> m_away;
};

} // namespace muster::app
