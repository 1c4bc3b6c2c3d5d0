// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/hub/invitationfields.h"

#include "models/base/payload.h"
#include "models/hub/certificates.h"
#include "models/hub/printable.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace muster::hub {
namespace {

constexpr int kVersion = 1;
constexpr qsizetype kMostBytes = 16 * 1024, kKeyBytes = 32, kLongestName = 200, kMostServers = 20;
constexpr QByteArrayView kPemBegin{"-----BEGIN CERTIFICATE-----"}, kPemEnd{"-----END CERTIFICATE-----"};

Error bad(const QString &what)
{
    return {Fault::BadInput, u"the invitation %1"_s.arg(what)};
}

Result<void> checkServer(const QString &server)
{
    const QUrl url(server, QUrl::StrictMode);
    const bool isWebSocket = url.scheme() == u"wss";
    const bool isPlain = url.userInfo().isEmpty() && !url.hasQuery() && !url.hasFragment() &&
                         (isWebSocket || url.path().isEmpty());
    if (server.size() > kLongestName || !url.isValid() || (!isWebSocket && url.scheme() != u"tls") ||
        !isPlain || url.port() < 1 || !checkedHost(url.host()))
        return bad(
            u"names a server that cannot be used: \"%1\"; tls://host:port or wss://host:port is wanted"_s.arg(
                server.left(80).simplified()));
    return {};
}

Result<void> checkServers(const QStringList &servers)
{
    if (servers.isEmpty() || servers.size() > kMostServers)
        return bad(u"names 1 to %1 servers; here are %2"_s.arg(kMostServers).arg(servers.size()));
    for (const QString &server : servers) {
        if (auto checked = checkServer(server); !checked)
            return checked;
    }
    return {};
}

Result<void> checkAuthority(const QByteArray &pem)
{
    if (pem.isEmpty())
        return {};
    const auto facts = readCertificate(pem);
    if (!facts)
        return bad(u"carries a certificate that cannot be read: %1"_s.arg(facts.error().detail));
    if (!facts->isAuthority)
        return bad(u"carries the certificate of a server, \"%1\", where the authority's is wanted"_s.arg(
            facts->name));
    return {};
}

Result<void> checkName(const QString &name, const QString &what)
{
    if (name.trimmed().isEmpty() || name.size() > kLongestName || !isPrintable(name))
        return bad(u"needs %1 of 1 to %2 characters, without line breaks"_s.arg(what).arg(kLongestName));
    return {};
}

Result<void> checkKeys(const Invitation &invitation)
{
    if (invitation.teamId.isNull() || invitation.founding.isNull() || invitation.person.isNull())
        return bad(u"does not say which team, founded by which entry, and which person"_s);
    if (invitation.root.size() != kKeyBytes || invitation.seed.size() != kKeyBytes)
        return bad(u"needs two keys of %1 bytes"_s.arg(kKeyBytes));
    static const QStringList roles{u"admin"_s, u"lead"_s, u"agent"_s, u"observer"_s, u"automation"_s};
    if (!roles.contains(invitation.role))
        return bad(u"gives the role \"%1\", which is not known; there are: %2"_s.arg(
            invitation.role.left(80).simplified(), roles.join(u", "_s)));
    return {};
}

Result<void> check(const Invitation &invitation)
{
    for (const auto &checked :
         {checkName(invitation.team, u"a team's name"_s), checkName(invitation.name, u"a person's name"_s),
          checkKeys(invitation), checkServers(invitation.servers), checkAuthority(invitation.authority)}) {
        if (!checked)
            return checked.error();
    }
    return {};
}

/// The certificate's base64 without frame and line ends.
QString shortened(const QByteArray &pem)
{
    QByteArray body = pem.trimmed();
    body = body.mid(kPemBegin.size()).chopped(kPemEnd.size());
    return QString::fromLatin1(body.simplified().replace(' ', ""));
}

QByteArray lengthened(const QByteArray &base64)
{
    if (base64.isEmpty())
        return {};
    QByteArray pem = kPemBegin.toByteArray() + '\n';
    for (qsizetype at = 0; at < base64.size(); at += 64)
        pem += base64.mid(at, 64) + '\n';
    return pem + kPemEnd.toByteArray() + '\n';
}

QByteArray keyOf(PayloadReader &reader, const QString &key)
{
    const auto decoded =
        QByteArray::fromBase64Encoding(reader.neededText(key).toLatin1(),
                                       QByteArray::Base64Encoding | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || decoded.decoded.size() != kKeyBytes)
        reader.fail(key, u"a key of 32 bytes"_s);
    return *decoded;
}

} // namespace

Result<QByteArray> toFields(const Invitation &invitation)
{
    if (const auto checked = check(invitation); !checked)
        return checked.error();
    if (!invitation.authority.isEmpty() && (!invitation.authority.trimmed().startsWith(kPemBegin) ||
                                            !invitation.authority.trimmed().endsWith(kPemEnd)))
        return bad(u"takes the authority's certificate alone, without text around it"_s);
    PayloadWriter writer;
    writer.value(u"version"_s, kVersion);
    writer.text(u"team"_s, invitation.team);
    writer.id(u"team_id"_s, invitation.teamId);
    writer.id(u"founding"_s, invitation.founding);
    writer.text(u"root"_s, QString::fromLatin1(invitation.root.toBase64()));
    writer.list(u"servers"_s, invitation.servers);
    if (!invitation.authority.isEmpty())
        writer.text(u"authority"_s, shortened(invitation.authority));
    writer.text(u"seed"_s, QString::fromLatin1(invitation.seed.toBase64()));
    writer.id(u"person"_s, invitation.person);
    writer.text(u"name"_s, invitation.name);
    writer.text(u"role"_s, invitation.role);
    writer.time(u"expires"_s, invitation.expires);
    QByteArray json = canonicalJson(writer.take());
    if (json.size() > kMostBytes)
        return bad(u"has %1 bytes; at most %2 fit"_s.arg(json.size()).arg(kMostBytes));
    return json;
}

Result<Invitation> fromFields(const QByteArray &json)
{
    const auto object = parseJsonObject(json, kMostBytes);
    if (!object)
        return bad(u"cannot be read: %1"_s.arg(object.error().detail));
    const int version = object->value(u"version").toInt();
    if (version > kVersion)
        return Error{
            Fault::TooNew,
            u"the invitation was made by a newer version of the program; bring this desk up to date first"_s};
    if (version != kVersion)
        return bad(u"does not say which version it has"_s);
    PayloadReader reader(*object);
    Invitation invitation;
    invitation.team = reader.neededText(u"team"_s);
    invitation.teamId = reader.neededId<SubjectId>(u"team_id"_s);
    invitation.founding = reader.neededId<FactId>(u"founding"_s);
    invitation.root = keyOf(reader, u"root"_s);
    invitation.servers = reader.list(u"servers"_s);
    invitation.authority = lengthened(reader.text(u"authority"_s, kMostBytes).toLatin1());
    invitation.seed = keyOf(reader, u"seed"_s);
    invitation.person = reader.neededId<PersonId>(u"person"_s);
    invitation.name = reader.neededText(u"name"_s);
    invitation.role = reader.neededText(u"role"_s);
    const auto expires = reader.time(u"expires"_s);
    if (!expires)
        reader.fail(u"expires"_s, u"a time"_s);
    invitation.expires = expires.value_or(Instant{});
    auto read = reader.finish<Invitation>(std::move(invitation));
    if (!read)
        return bad(u"is not complete: %1"_s.arg(read.error().detail));
    if (const auto checked = check(*read); !checked)
        return checked.error();
    return read;
}

} // namespace muster::hub
