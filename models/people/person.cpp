// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/people/person.h"

#include "models/base/names.h"
#include "models/base/payload.h"
#include "models/sla/calendarrules.h"
#include "models/sla/zonetable.h"

using namespace Qt::StringLiterals;

namespace muster::people {
namespace {

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

std::optional<sla::WallInterval> intervalFrom(const QJsonValue &pair)
{
    const sla::WallInterval interval{pair[0].toInt(-1), pair[1].toInt(-1)};
    const bool isGood = pair.toArray().size() == 2 && interval.from >= 0 && interval.from < 1440 &&
                        interval.to >= 0 && interval.to <= 1440 && interval.from != interval.to;
    return isGood ? std::optional(interval) : std::nullopt;
}

WeekHours readHours(PayloadReader &r)
{
    const QJsonArray week = r.value(u"hours"_s).toArray();
    bool isGood = week.size() == 7;
    WeekHours hours;
    for (qsizetype day = 0; isGood && day < 7; ++day) {
        const QJsonArray intervals = week[day].toArray();
        isGood = week[day].isArray() && intervals.size() <= sla::kMaxIntervalsADay;
        for (const auto &pair : intervals) {
            const auto interval = intervalFrom(pair);
            isGood = isGood && interval;
            hours[size_t(day)].push_back(interval.value_or(sla::WallInterval{}));
        }
    }
    if (!isGood)
        r.fail(u"hours"_s, u"seven lists of pairs of minutes after midnight"_s);
    return hours;
}

} // namespace

const QStringList &roleNames()
{
    static const QStringList names{u"admin"_s, u"lead"_s, u"agent"_s, u"observer"_s, u"automation"_s};
    return names;
}

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
    return named(name, std::array{Availability::Available, Availability::Busy, Availability::Away},
                 &availabilityName);
}

QJsonObject toPayload(const PersonChanged &fact)
{
    PayloadWriter w;
    w.text(u"name"_s, fact.name);
    w.text(u"email"_s, fact.email);
    w.text(u"role"_s, fact.role);
    w.text(u"zone"_s, fact.zone);
    if (fact.skills)
        w.value(u"skills"_s, QJsonArray::fromStringList(*fact.skills));
    if (fact.hours)
        w.value(u"hours"_s, hoursToJson(*fact.hours));
    if (fact.availability)
        w.value(u"availability"_s, availabilityName(*fact.availability));
    if (fact.muted)
        w.value(u"muted"_s, QJsonArray::fromStringList(*fact.muted));
    if (fact.isMailInHours)
        w.value(u"mail_in_hours"_s, *fact.isMailInHours);
    return w.take();
}

Result<PersonChanged> personFromPayload(const QJsonObject &payload)
{
    PayloadReader r(payload);
    PersonChanged fact;
    fact.name = r.optionalText(u"name"_s);
    fact.email = r.optionalText(u"email"_s);
    fact.role = r.optionalText(u"role"_s);
    fact.zone = r.optionalText(u"zone"_s);
    if (r.has(u"skills"_s))
        fact.skills = tidySkills(r.list(u"skills"_s));
    if (r.has(u"hours"_s))
        fact.hours = readHours(r);
    if (r.has(u"availability"_s))
        fact.availability = r.word<Availability>(u"availability"_s, &availabilityFromName);
    if (r.has(u"muted"_s))
        fact.muted = tidySkills(r.list(u"muted"_s));
    if (r.has(u"mail_in_hours"_s))
        fact.isMailInHours = r.flag(u"mail_in_hours"_s);
    return r.finish<PersonChanged>(std::move(fact));
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
    state.muted = fact.muted.value_or(state.muted);
    state.isMailInHours = fact.isMailInHours.value_or(state.isMailInHours);
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
    if (!roleNames().contains(role))
        return Error{Fault::BadInput,
                     u"there is no role \"%1\"; there are %2"_s.arg(role, roleNames().join(u", "_s))};
    if (const QString email = wish.email.value_or(QString()); !email.isEmpty() && !email.contains(u'@'))
        return Error{Fault::BadInput, u"\"%1\" is no e-mail address: it has no @"_s.arg(email)};
    if (const QString zone = wish.zone.value_or(QString()); !zone.isEmpty() && !sla::ZoneTable::load(zone))
        return Error{Fault::BadInput,
                     u"there is no time zone \"%1\"; one looks like Europe/Berlin"_s.arg(zone)};
    if (change.skills)
        change.skills = tidySkills(*change.skills);
    if (change.muted)
        change.muted = tidySkills(*change.muted);
    return personFromPayload(toPayload(change)); // what could not be read again does not get in
}

} // namespace muster::people
