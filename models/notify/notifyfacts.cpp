// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/notify/notifyfacts.h"

#include "models/base/names.h"
#include "models/base/payload.h"

#include <QJsonArray>

#include <array>

using namespace Qt::StringLiterals;

namespace muster::notify {
namespace {

constexpr qsizetype kKey = 300;
constexpr int kMostRounds = 100'000;
constexpr std::array kPhases{Phase::Told, Phase::Acknowledged, Phase::Settled};

int readCount(PayloadReader &r, const QString &key, int otherwise)
{
    if (!r.has(key))
        return otherwise;
    const int read = r.value(key).toInt(-1);
    if (read < 0 || read > kMostRounds)
        r.fail(key, u"a whole number from 0 to %1"_s.arg(kMostRounds));
    return read;
}

void writePeople(PayloadWriter &w, const std::vector<PersonId> &people)
{
    QStringList ids;
    for (const PersonId &person : people)
        ids += person.toString();
    w.list(u"people"_s, ids);
}
std::vector<PersonId> readPeople(PayloadReader &r)
{
    std::vector<PersonId> people;
    const QStringList ids = r.list(u"people"_s);
    if (ids.size() > kMostPeople)
        r.fail(u"people"_s, u"at most %1 people"_s.arg(kMostPeople));
    people.reserve(size_t(ids.size()));
    for (const QString &id : ids) {
        const auto person = PersonId::parse(id);
        if (!person)
            r.fail(u"people"_s, u"ids of 26 letters and digits"_s);
        people.push_back(person.value_or(PersonId{}));
    }
    return people;
}

void write(PayloadWriter &w, const Asked &f)
{
    w.text(u"cause"_s, f.cause);
    w.text(u"occasion"_s, f.occasion);
    w.text(u"name"_s, f.name);
    w.text(u"title"_s, f.title);
    w.text(u"text"_s, f.text);
    w.text(u"link"_s, f.link);
    w.text(u"thread"_s, f.thread);
    w.text(u"urgency"_s, policy::urgencyName(f.urgency));
    w.flag(u"always"_s, f.isAlways);
    w.flag(u"desktops"_s, f.isOnDesktops);
    w.list(u"channels"_s, f.channels);
    w.list(u"roles"_s, f.roles);
    writePeople(w, f.people);
    w.text(u"about_kind"_s, f.aboutKind);
    w.id(u"about"_s, f.about);
    w.text(u"room"_s, f.room);
    w.text(u"room_topic"_s, f.roomTopic);
}
Result<NotifyFact> readAsked(PayloadReader r)
{
    Asked f;
    f.cause = r.neededText(u"cause"_s, kKey);
    f.occasion = r.text(u"occasion"_s, kKey);
    f.name = r.text(u"name"_s, kKey);
    f.title = r.neededText(u"title"_s);
    f.text = r.text(u"text"_s, kMaxPayloadText);
    f.link = r.text(u"link"_s, 2000);
    f.thread = r.text(u"thread"_s, kKey);
    f.urgency = r.word<policy::Urgency>(u"urgency"_s, &policy::urgencyFromName);
    f.isAlways = r.flag(u"always"_s);
    f.isOnDesktops = r.flag(u"desktops"_s);
    f.channels = r.list(u"channels"_s);
    f.roles = r.list(u"roles"_s);
    f.people = readPeople(r);
    f.aboutKind = r.text(u"about_kind"_s, kKey);
    f.about = r.id<SubjectId>(u"about"_s);
    f.room = r.text(u"room"_s, kKey);
    f.roomTopic = r.text(u"room_topic"_s);
    return r.finish<NotifyFact>(std::move(f));
}

void writeLater(PayloadWriter &w, const std::vector<Later> &later)
{
    QJsonArray array;
    for (const Later &each : later)
        array += QJsonArray{each.person.toString(), toRfc3339(each.at)};
    if (!array.isEmpty())
        w.value(u"later"_s, array);
}
std::vector<Later> readLater(PayloadReader &r)
{
    std::vector<Later> later;
    const QJsonArray array = r.value(u"later"_s).toArray();
    if (array.size() > kMostPeople)
        r.fail(u"later"_s, u"at most %1 people"_s.arg(kMostPeople));
    later.reserve(size_t(array.size()));
    for (const QJsonValue each : array) {
        const auto person = PersonId::parse(each.toArray().at(0).toString());
        const auto at = parseRfc3339(each.toArray().at(1).toString());
        if (!person || !at)
            r.fail(u"later"_s, u"pairs of a person and a time"_s);
        later.push_back({person.value_or(PersonId{}), at.value_or(Instant{})});
    }
    return later;
}

void write(PayloadWriter &w, const Delivered &f)
{
    w.text(u"channel"_s, f.channel);
    w.text(u"phase"_s, phaseName(f.phase));
    w.value(u"round"_s, f.round);
    w.text(u"key"_s, f.key);
    w.text(u"reference"_s, f.reference);
    w.list(u"to"_s, f.to);
    w.text(u"note"_s, f.note);
    if (f.together > 1)
        w.value(u"together"_s, f.together);
    w.flag(u"tracked"_s, f.isTracked);
    writeLater(w, f.later);
    w.id(u"person"_s, f.person);
}
Result<NotifyFact> readDelivered(PayloadReader r)
{
    Delivered f;
    f.channel = r.neededText(u"channel"_s, kKey);
    f.phase = r.word<Phase>(u"phase"_s, &phaseFromName);
    f.round = readCount(r, u"round"_s, 0);
    f.key = r.text(u"key"_s, kKey);
    f.reference = r.text(u"reference"_s);
    f.to = r.list(u"to"_s);
    f.note = r.text(u"note"_s, kMaxPayloadText);
    f.together = readCount(r, u"together"_s, 1);
    f.isTracked = r.flag(u"tracked"_s);
    f.later = readLater(r);
    f.person = r.id<PersonId>(u"person"_s);
    return r.finish<NotifyFact>(std::move(f));
}

void write(PayloadWriter &w, const Failed &f)
{
    w.text(u"channel"_s, f.channel);
    w.text(u"phase"_s, phaseName(f.phase));
    w.value(u"round"_s, f.round);
    w.text(u"why"_s, f.why);
    writeLater(w, f.later);
    w.id(u"person"_s, f.person);
}
Result<NotifyFact> readFailed(PayloadReader r)
{
    Failed f;
    f.channel = r.neededText(u"channel"_s, kKey);
    f.phase = r.word<Phase>(u"phase"_s, &phaseFromName);
    f.round = readCount(r, u"round"_s, 0);
    f.why = r.neededText(u"why"_s);
    f.later = readLater(r);
    f.person = r.id<PersonId>(u"person"_s);
    return r.finish<NotifyFact>(std::move(f));
}

void write(PayloadWriter &w, const Resent &f)
{
    w.text(u"channel"_s, f.channel);
    w.id(u"person"_s, f.person);
}
Result<NotifyFact> readResent(PayloadReader r)
{
    Resent f{r.neededText(u"channel"_s, kKey), r.id<PersonId>(u"person"_s)};
    return r.finish<NotifyFact>(std::move(f));
}

void write(PayloadWriter &, const Acknowledged &) {}
Result<NotifyFact> readAcknowledged(PayloadReader r)
{
    return r.finish<NotifyFact>(Acknowledged{});
}

void write(PayloadWriter &w, const Snoozed &f)
{
    w.time(u"until"_s, f.until);
}
Result<NotifyFact> readSnoozed(PayloadReader r)
{
    const auto until = r.time(u"until"_s);
    if (!until)
        r.fail(u"until"_s, u"a time"_s);
    return r.finish<NotifyFact>(Snoozed{until.value_or(Instant{})});
}

void write(PayloadWriter &, const Settled &) {}
Result<NotifyFact> readSettled(PayloadReader r)
{
    return r.finish<NotifyFact>(Settled{});
}

/// In the order of the variant.
constexpr std::array<FactType<NotifyFact>, std::variant_size_v<NotifyFact>> kTypes{{
    {QLatin1StringView("notification.asked"), &readAsked},
    {QLatin1StringView("notification.delivered"), &readDelivered},
    {QLatin1StringView("notification.failed"), &readFailed},
    {QLatin1StringView("notification.resent"), &readResent},
    {QLatin1StringView("notification.acknowledged"), &readAcknowledged},
    {QLatin1StringView("notification.snoozed"), &readSnoozed},
    {QLatin1StringView("notification.settled"), &readSettled},
}};

} // namespace

QString phaseName(Phase phase)
{
    switch (phase) {
    case Phase::Told:
        return u"told"_s;
    case Phase::Acknowledged:
        return u"acknowledged"_s;
    case Phase::Settled:
        return u"settled"_s;
    }
    return {};
}

std::optional<Phase> phaseFromName(QStringView name)
{
    return named(name, kPhases, &phaseName);
}

QString typeName(const NotifyFact &fact)
{
    return kTypes[fact.index()].name;
}

QJsonObject toPayload(const NotifyFact &fact)
{
    PayloadWriter writer;
    std::visit([&](const auto &each) { write(writer, each); }, fact);
    return writer.take();
}

Result<NotifyFact> fromPayload(const QString &type, int version, const QJsonObject &payload)
{
    return readFact(kTypes, type, version, payload);
}

} // namespace muster::notify
