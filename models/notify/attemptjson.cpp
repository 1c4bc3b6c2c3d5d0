// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/payload.h"
#include "models/notify/outbox.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace muster::notify {
namespace {

constexpr int kMostTries = 1'000'000;

QStringList readTexts(PayloadReader &r, const QString &key)
{
    QStringList texts;
    const QJsonArray array = r.value(key).toArray();
    for (const QJsonValue value : array)
        texts += value.toString();
    return texts;
}

} // namespace

QJsonObject toJson(const Attempt &attempt)
{
    PayloadWriter w;
    w.text(u"key"_s, attempt.key);
    w.text(u"channel"_s, attempt.channel);
    w.text(u"phase"_s, phaseName(attempt.phase));
    w.flag(u"digest"_s, attempt.isDigest);
    QJsonArray members;
    for (const Member &member : attempt.members)
        members += QJsonArray{member.notification.toString(), member.round};
    w.value(u"members"_s, members);
    w.id(u"person"_s, attempt.person);
    w.text(u"peer_key"_s, attempt.peerKey);
    w.time(u"first"_s, attempt.firstAt);
    w.time(u"next"_s, attempt.nextAt);
    w.value(u"tries"_s, attempt.tries);
    w.list(u"reached"_s, attempt.reached);
    w.text(u"trouble"_s, attempt.trouble);
    if (attempt.askedUntil)
        w.time(u"asked_until"_s, *attempt.askedUntil);
    if (attempt.asleep > Millis{0})
        w.value(u"asleep"_s, qint64(attempt.asleep.count()));
    return w.take();
}

Result<Attempt> attemptFromJson(const QJsonObject &json)
{
    PayloadReader r(json);
    Attempt attempt;
    attempt.key = r.neededText(u"key"_s);
    attempt.channel = r.neededText(u"channel"_s);
    attempt.phase = r.word<Phase>(u"phase"_s, &phaseFromName);
    attempt.isDigest = r.flag(u"digest"_s);
    const QJsonArray members = r.value(u"members"_s).toArray();
    attempt.members.reserve(size_t(members.size()));
    for (const QJsonValue value : members) {
        const auto id = SubjectId::parse(value.toArray().at(0).toString());
        if (!id)
            r.fail(u"members"_s, u"ids of 26 letters and digits"_s);
        attempt.members.push_back({id.value_or(SubjectId{}), value.toArray().at(1).toInt()});
    }
    attempt.person = r.id<PersonId>(u"person"_s);
    attempt.peerKey = r.text(u"peer_key"_s);
    attempt.firstAt = r.time(u"first"_s).value_or(Instant{});
    attempt.nextAt = r.time(u"next"_s).value_or(Instant{});
    attempt.tries = std::clamp(r.value(u"tries"_s).toInt(), 0, kMostTries);
    attempt.reached = readTexts(r, u"reached"_s);
    attempt.trouble = r.text(u"trouble"_s);
    attempt.askedUntil = r.time(u"asked_until"_s);
    attempt.asleep = Millis(std::max<qint64>(0, r.value(u"asleep"_s).toInteger()));
    return r.finish<Attempt>(std::move(attempt));
}

} // namespace muster::notify
