// SPDX-License-Identifier: GPL-3.0-or-later
// Where a drill is, as JSON for its workspace.
#include "models/base/json.h"
#include "models/drill/player.h"

using namespace Qt::StringLiterals;

namespace muster::drill {
namespace {

Error notOne()
{
    return {Fault::BadInput, u"what is kept of the drill cannot be read; begin it anew in another folder"_s};
}

std::optional<Instant> instantOf(const QJsonObject &object, const QString &key)
{
    const auto read = parseRfc3339(object.value(key).toString());
    return read ? std::optional(*read) : std::nullopt;
}

std::optional<Played> playedOf(const QJsonObject &object)
{
    const auto at = instantOf(object, u"at"_s);
    if (!at)
        return std::nullopt;
    Played played{*at, {}, object.value(u"refused"_s).toString()};
    if (const auto fact = FactId::parse(object.value(u"fact"_s).toString()))
        played.fact = *fact;
    return played;
}

} // namespace

QByteArray toJson(const Progress &progress)
{
    QJsonObject played;
    for (const auto &[key, each] : progress.played) {
        QJsonObject one{{u"at"_s, toRfc3339(each.at)}};
        if (!each.fact.isNull())
            one.insert(u"fact"_s, each.fact.toString());
        if (!each.refused.isEmpty())
            one.insert(u"refused"_s, each.refused);
        played.insert(key, one);
    }
    const QString incident = progress.incident.isNull() ? QString() : progress.incident.toString();
    return canonicalJson({{u"script"_s, progress.script},
                          {u"incident"_s, incident},
                          {u"seed"_s, qint64(progress.seed)},
                          {u"start"_s, toRfc3339(progress.start)},
                          {u"reached"_s, toRfc3339(progress.reached)},
                          {u"trainee"_s, QJsonArray::fromStringList(progress.trainee)},
                          {u"ended"_s, progress.isEnded},
                          {u"played"_s, played}});
}

Result<Progress> progressFromJson(const QByteArray &json)
{
    const auto parsed = parseJsonObject(json);
    const QJsonObject object = parsed.value_or({});
    const auto start = instantOf(object, u"start"_s), reached = instantOf(object, u"reached"_s);
    if (!start || !reached || !object.value(u"script"_s).isString())
        return notOne();
    Progress progress;
    progress.script = object.value(u"script"_s).toString();
    progress.seed = quint32(object.value(u"seed"_s).toInteger(1));
    progress.start = *start;
    progress.reached = *reached;
    progress.isEnded = object.value(u"ended"_s).toBool();
    if (const auto incident = IncidentId::parse(object.value(u"incident"_s).toString()))
        progress.incident = *incident;
    const QJsonArray trainee = object.value(u"trainee"_s).toArray();
    for (const QJsonValue &role : trainee)
        progress.trainee += role.toString();
    const QJsonObject played = object.value(u"played"_s).toObject();
    for (auto each = played.begin(); each != played.end(); ++each) {
        const auto one = playedOf(each.value().toObject());
        if (!one)
            return notOne();
        progress.played.emplace(each.key(), *one);
    }
    return progress;
}

} // namespace muster::drill
