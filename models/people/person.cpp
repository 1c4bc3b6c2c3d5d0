// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/people/person.h"

#include "models/sla/zonetable.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace muster::people {
namespace {

const QStringList &roles()
{
    static const QStringList names{u"admin"_s, u"lead"_s, u"agent"_s, u"observer"_s, u"automation"_s};
    return names;
}

QStringList tidySkills(QStringList skills)
{
    for (QString &skill : skills)
        skill = skill.trimmed().toLower();
    skills.removeAll(QString());
    skills.sort();
    skills.removeDuplicates();
    return skills;
}

QJsonArray hoursToJson(const WeekHours &hours)
{
    QJsonArray week;
    for (const auto &day : hours) {
        QJsonArray intervals;
        for (const sla::WallInterval &interval : day)
            intervals.append(QJsonArray{interval.from, interval.to});
        week.append(intervals);
    }
    return week;
}

Result<WeekHours> hoursFromJson(const QJsonValue &value)
{
    const Error bad{Fault::BadInput, u"\"hours\" should be seven lists of pairs of minutes"_s};
    const QJsonArray week = value.toArray();
    if (week.size() != 7)
        return bad;
    WeekHours hours;
    for (qsizetype day = 0; day < 7; ++day) {
        for (const QJsonValue pair : week[day].toArray()) {
            const sla::WallInterval interval{pair[0].toInt(-1), pair[1].toInt(-1)};
            if (interval.from < 0 || interval.from > 1440 || interval.to < 0 || interval.to > 1440)
                return bad;
            hours[size_t(day)].push_back(interval);
        }
    }
    return hours;
}

} // namespace

QString availabilityName(Availability availability)
{
    switch (availability) {
    case Availability::Available:
        return u"available"_s;
    case Availability::Busy:
        return u"busy"_s;
    case Availability::Away:
        return u"away"_s;
    }
    return {};
}

std::optional<Availability> availabilityFromName(QStringView name)
{
    for (const Availability each : {Availability::Available, Availability::Busy, Availability::Away}) {
        if (availabilityName(each) == name)
            return each;
    }
    return std::nullopt;
}

QJsonObject toPayload(const PersonChanged &fact)
{
    QJsonObject payload;
    const auto put = [&](const QString &key, const std::optional<QString> &value) {
        if (value)
            payload.insert(key, *value);
    };
    put(u"name"_s, fact.name);
    put(u"email"_s, fact.email);
    put(u"role"_s, fact.role);
    put(u"zone"_s, fact.zone);
    if (fact.skills)
        payload.insert(u"skills"_s, QJsonArray::fromStringList(*fact.skills));
    if (fact.hours)
        payload.insert(u"hours"_s, hoursToJson(*fact.hours));
    if (fact.availability)
        payload.insert(u"availability"_s, availabilityName(*fact.availability));
    return payload;
}

Result<PersonChanged> personFromPayload(const QJsonObject &payload)
{
    PersonChanged fact;
    for (const auto &[key, into] : {std::pair(u"name"_s, &fact.name),
                                    {u"email"_s, &fact.email},
                                    {u"role"_s, &fact.role},
                                    {u"zone"_s, &fact.zone}}) {
        if (!payload.contains(key))
            continue;
        if (!payload.value(key).isString())
            return Error{Fault::BadInput, u"a person's \"%1\" should be a text"_s.arg(key)};
        *into = payload.value(key).toString();
    }
    if (payload.contains(u"skills"_s)) {
        QStringList skills;
        for (const QJsonValue skill : payload.value(u"skills"_s).toArray())
            skills += skill.toString();
        fact.skills = tidySkills(skills);
    }
    if (payload.contains(u"hours"_s)) {
        const auto hours = hoursFromJson(payload.value(u"hours"_s));
        if (!hours)
            return hours.error();
        fact.hours = *hours;
    }
    if (payload.contains(u"availability"_s)) {
        fact.availability = availabilityFromName(payload.value(u"availability"_s).toString());
        if (!fact.availability)
            return Error{Fault::BadInput, u"\"availability\" should be available, busy or away"_s};
    }
    return fact;
}

Person apply(Person state, const PersonChanged &fact)
{
    state.name = fact.name.value_or(state.name);
    state.email = fact.email.value_or(state.email);
    state.role = fact.role.value_or(state.role);
    state.zone = fact.zone.value_or(state.zone);
    state.skills = fact.skills.value_or(state.skills);
    state.hours = fact.hours.value_or(state.hours);
    state.availability = fact.availability.value_or(state.availability);
    return state;
}

Result<PersonChanged> decide(const Person &state, const PersonChanged &wish)
{
    PersonChanged change = wish;
    const QString name = wish.name.value_or(state.name).trimmed();
    if (name.isEmpty() || name.size() > 200)
        return Error{Fault::BadInput, u"a person needs a name of at most 200 characters"_s};
    if (change.name)
        change.name = name;
    const QString role = wish.role.value_or(state.role);
    if (!roles().contains(role))
        return Error{Fault::BadInput,
                     u"there is no role \"%1\"; there are %2"_s.arg(role, roles().join(u", "_s))};
    if (const QString email = wish.email.value_or(QString()); !email.isEmpty() && !email.contains(u'@'))
        return Error{Fault::BadInput, u"\"%1\" is no e-mail address: it has no @"_s.arg(email)};
    if (const QString zone = wish.zone.value_or(QString()); !zone.isEmpty() && !sla::ZoneTable::load(zone))
        return Error{Fault::BadInput,
                     u"there is no time zone \"%1\"; one looks like Europe/Berlin"_s.arg(zone)};
    if (change.skills)
        change.skills = tidySkills(*change.skills);
    return change;
}

} // namespace muster::people
