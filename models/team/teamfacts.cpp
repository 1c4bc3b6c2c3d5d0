// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/team/teamfacts.h"

#include "models/base/overloaded.h"
#include "models/base/payload.h"
#include "models/people/person.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::team {
namespace {

constexpr qsizetype kKeySize = 32;
constexpr qsizetype kProofSize = 64;
constexpr qsizetype kMaxName = 200;

QString base64(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

QStringList texts(const std::vector<ChainTip> &tips)
{
    QStringList written;
    for (const ChainTip &tip : tips) {
        const QByteArray hash(reinterpret_cast<const char *>(tip.hash.data()), qsizetype(tip.hash.size()));
        written += QString::number(tip.number) + u':' + base64(hash);
    }
    return written;
}

QByteArray bytes(PayloadReader &r, const QString &key, qsizetype size)
{
    const auto read =
        QByteArray::fromBase64Encoding(r.text(key).toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    if (!read || read.decoded.size() != size)
        r.fail(key, u"%1 bytes in base64"_s.arg(size));
    return read.decoded;
}

QString role(PayloadReader &r, bool mayBeNone)
{
    QString written = r.neededText(u"role"_s);
    if (!people::roleNames().contains(written) && !(mayBeNone && written == u"none"))
        r.fail(u"role"_s, u"one of "_s + people::roleNames().join(u", "_s));
    return written;
}

Result<TeamFact> readFounded(PayloadReader r)
{
    Founded fact;
    fact.name = r.neededText(u"name"_s, kMaxName);
    fact.key = bytes(r, u"key"_s, kKeySize);
    fact.person = r.neededId<PersonId>(u"person"_s);
    fact.device = r.text(u"device"_s, kMaxName);
    return r.finish<TeamFact>(fact);
}

Result<TeamFact> readInvited(PayloadReader r)
{
    Invited fact;
    fact.key = bytes(r, u"key"_s, kKeySize);
    fact.person = r.neededId<PersonId>(u"person"_s);
    fact.name = r.neededText(u"name"_s, kMaxName);
    fact.role = role(r, false);
    const auto expires = r.time(u"expires"_s);
    if (!expires)
        r.fail(u"expires"_s, u"a time such as 2026-11-21T14:05:00Z"_s);
    fact.expires = expires.value_or(Instant{});
    return r.finish<TeamFact>(fact);
}

Result<TeamFact> readJoined(PayloadReader r)
{
    Joined fact;
    fact.key = bytes(r, u"key"_s, kKeySize);
    fact.device = r.text(u"device"_s, kMaxName);
    fact.invitation = r.neededId<DeviceId>(u"invitation"_s);
    fact.proof = bytes(r, u"proof"_s, kProofSize);
    return r.finish<TeamFact>(fact);
}

/// Written as "number:hash in base64".
std::vector<ChainTip> tips(PayloadReader &r)
{
    std::vector<ChainTip> read;
    const QString key = u"tips"_s;
    const QStringList written = r.list(key);
    if (size_t(written.size()) > kMostTips)
        r.fail(key, u"at most %1 of them"_s.arg(kMostTips));
    for (const QString &each : written) {
        bool isNumber = false;
        ChainTip tip{each.section(u':', 0, 0).toLongLong(&isNumber), {}};
        const auto hash = QByteArray::fromBase64Encoding(each.section(u':', 1).toLatin1(),
                                                         QByteArray::AbortOnBase64DecodingErrors);
        if (!isNumber || tip.number <= 0 || !hash || hash.decoded.size() != qsizetype(tip.hash.size())) {
            r.fail(key, u"a number, a colon and 32 bytes in base64, each"_s);
            return {};
        }
        std::ranges::copy(hash.decoded, tip.hash.begin());
        read.push_back(tip);
    }
    return read;
}

Result<TeamFact> readRoleSet(PayloadReader r)
{
    RoleSet fact;
    fact.device = r.neededId<DeviceId>(u"device"_s);
    fact.role = role(r, true);
    bool isNumber = false;
    fact.after = r.neededText(u"after"_s).toLongLong(&isNumber);
    if (!isNumber || fact.after < 0)
        r.fail(u"after"_s, u"a whole number as text"_s);
    fact.reason = r.text(u"reason"_s);
    fact.tips = tips(r);
    return r.finish<TeamFact>(fact);
}

Result<TeamFact> readWithdrawn(PayloadReader r)
{
    Withdrawn fact;
    fact.invitation = r.neededId<DeviceId>(u"invitation"_s);
    return r.finish<TeamFact>(fact);
}

Result<TeamFact> readAdmitted(PayloadReader r)
{
    Admitted fact;
    fact.invitation = r.neededId<DeviceId>(u"invitation"_s);
    fact.device = r.neededId<DeviceId>(u"device"_s);
    return r.finish<TeamFact>(fact);
}

constexpr std::array<FactType<TeamFact>, 6> kTypes{{{"team.founded"_L1, &readFounded},
                                                    {"team.invited"_L1, &readInvited},
                                                    {"team.joined"_L1, &readJoined},
                                                    {"team.role_set"_L1, &readRoleSet},
                                                    {"team.withdrawn"_L1, &readWithdrawn},
                                                    {"team.admitted"_L1, &readAdmitted}}};

} // namespace

QString typeName(const TeamFact &fact)
{
    return QString(kTypes[fact.index()].name);
}

QJsonObject toPayload(const TeamFact &fact)
{
    PayloadWriter w;
    std::visit(Overloaded{[&](const Founded &founded) {
                              w.text(u"name"_s, founded.name);
                              w.text(u"key"_s, base64(founded.key));
                              w.id(u"person"_s, founded.person);
                              w.text(u"device"_s, founded.device);
                          },
                          [&](const Invited &invited) {
                              w.text(u"key"_s, base64(invited.key));
                              w.id(u"person"_s, invited.person);
                              w.text(u"name"_s, invited.name);
                              w.text(u"role"_s, invited.role);
                              w.time(u"expires"_s, invited.expires);
                          },
                          [&](const Joined &joined) {
                              w.text(u"key"_s, base64(joined.key));
                              w.text(u"device"_s, joined.device);
                              w.id(u"invitation"_s, joined.invitation);
                              w.text(u"proof"_s, base64(joined.proof));
                          },
                          [&](const RoleSet &set) {
                              w.id(u"device"_s, set.device);
                              w.text(u"role"_s, set.role);
                              w.text(u"after"_s, QString::number(set.after));
                              w.text(u"reason"_s, set.reason);
                              if (!set.tips.empty())
                                  w.list(u"tips"_s, texts(set.tips));
                          },
                          [&](const Withdrawn &withdrawn) { w.id(u"invitation"_s, withdrawn.invitation); },
                          [&](const Admitted &admitted) {
                              w.id(u"invitation"_s, admitted.invitation);
                              w.id(u"device"_s, admitted.device);
                          }},
               fact);
    return w.take();
}

Result<TeamFact> fromPayload(const QString &type, int version, const QJsonObject &payload)
{
    return readFact(kTypes, type, version, payload);
}

QByteArray joinWords(SubjectId team, QByteArrayView deviceKey)
{
    return QByteArray("muster join 1:") + team.toBlob() + deviceKey.toByteArray();
}

} // namespace muster::team
