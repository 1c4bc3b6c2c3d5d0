// SPDX-License-Identifier: GPL-3.0-or-later
// People of our own: agents, leads, admins; skills, working hours, availability.
#pragma once

#include "models/base/id.h"
#include "models/ledger/fact.h"
#include "models/sla/calendar.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace muster::people {

enum class Availability : quint8
{
    Available,
    Busy,
    Away
};
/// What a person may be: "admin", "lead", "agent", "observer", "automation".
const QStringList &roleNames();

QString availabilityName(Availability availability); ///< "available", "busy", "away"
std::optional<Availability> availabilityFromName(QStringView name);

/// Opening hours a weekday, Monday first.
using WeekHours = std::array<std::vector<sla::WallInterval>, 7>;

struct Person
{
    PersonId id;
    QString name;
    QString email;
    QString role;       ///< "admin", "lead", "agent", "observer", "automation"
    QStringList skills; ///< sorted, lower case
    QString zone;       ///< IANA zone of the working hours
    WeekHours hours;    ///< empty = not stated
    Availability availability = Availability::Available;
    QStringList muted; ///< keys of occasions that the person is not told of, unless they are always told
    bool isMailInHours = false; ///< is written to within the working hours only, but for what is always told
    bool operator==(const Person &) const = default;
};

/// One fact type, "person.changed": each set field replaces the person's; the first one creates it.
struct PersonChanged
{
    std::optional<QString> name, email, role, zone;
    std::optional<QStringList> skills;
    std::optional<WeekHours> hours;
    std::optional<Availability> availability;
    std::optional<QStringList> muted;
    std::optional<bool> isMailInHours;
    bool operator==(const PersonChanged &) const = default;
};

QJsonObject toPayload(const PersonChanged &fact);
Result<PersonChanged> personFromPayload(const QJsonObject &payload);
Person apply(Person state, const PersonChanged &fact);
Result<PersonChanged> decide(const Person &state, const PersonChanged &wish);

/// "Mon–Fri 09:00–17:00" from and to text for the first-start page: BadInput says what is wrong.
Result<WeekHours> parseHours(QStringView text);
QString hoursText(const WeekHours &hours);

} // namespace muster::people
