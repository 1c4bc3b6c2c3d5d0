// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/hub/serversettings.h"

#include "models/hub/certificates.h"
#include "models/hub/printable.h"
#include "models/team/authority.h"

#include <QRegularExpression>

#include <set>

using namespace Qt::StringLiterals;

namespace muster::hub {
namespace {

constexpr qsizetype kLongestPath = 4096;

Error bad(const QString &what)
{
    return {Fault::BadInput, what};
}

/// In the double quotes of the server's settings, where only these two signs mean something.
QString quoted(const QString &text)
{
    QString inside = text;
    inside.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
    return u'"' + inside + u'"';
}

QString quotedList(const QStringList &texts)
{
    QStringList all;
    for (const QString &text : texts)
        all += quoted(text);
    return u'[' + all.join(u", "_s) + u']';
}

Result<void> checkName(const QString &name, const QString &what)
{
    static const QRegularExpression good(u"\\A[A-Za-z0-9_-]{1,64}\\z"_s);
    if (!good.match(name).hasMatch())
        return bad(
            u"%1 has 1 to 64 letters, digits, - and _; \"%2\" does not fit"_s.arg(what, name.left(80)));
    return {};
}

Result<void> checkPath(const QString &path, const QString &what)
{
    if (path.isEmpty() || path.size() > kLongestPath || !isPrintable(path))
        return bad(u"%1 is a path on the server without line breaks; \"%2\" does not fit"_s.arg(
            what, path.left(80).simplified()));
    return {};
}

Result<QString> addressText(const ServerAddress &address, const QString &what)
{
    const auto host = checkedHost(address.host);
    if (!host)
        return bad(u"%1: %2"_s.arg(what, host.error().detail));
    if (address.port < 1 || address.port > 65535)
        return bad(u"%1: a port is 1 to 65535, not %2"_s.arg(what).arg(address.port));
    return (host->contains(u':') ? u"[%1]:%2"_s : u"%1:%2"_s).arg(*host).arg(address.port);
}

Result<void> checkNkey(const QByteArray &nkey)
{
    static const QRegularExpression good(u"\\AU[A-Z2-7]{55}\\z"_s);
    if (!good.match(QString::fromLatin1(nkey)).hasMatch())
        return bad(u"\"%1\" is no public key of a user: U and 55 letters and digits are wanted"_s.arg(
            QString::fromLatin1(nkey.left(80)).simplified()));
    return {};
}

Result<void> checkPaths(const ServerSettings &settings)
{
    const std::initializer_list<std::pair<const QString *, QString>> paths{
        {&settings.certificateFile, u"the certificate's file"_s},
        {&settings.keyFile, u"the key's file"_s},
        {&settings.authorityFile, u"the authority's file"_s},
        {&settings.storeFolder, u"the folder of the store"_s}};
    for (const auto &[path, what] : paths) {
        if (auto checked = checkPath(*path, what); !checked)
            return checked;
    }
    return settings.pidFile.isEmpty() ? Result<void>()
                                      : checkPath(settings.pidFile, u"the file of the process"_s);
}

Result<QString> clusterText(const ServerSettings &settings)
{
    const ClusterSettings &cluster = *settings.cluster;
    if (const auto checked = checkName(cluster.name, u"the name of a group of servers"_s); !checked)
        return checked.error();
    const auto listen = addressText(cluster.listen, u"the line between the servers"_s);
    if (!listen)
        return listen.error();
    QStringList routes;
    for (const ServerAddress &route : cluster.routes) {
        const auto text = addressText(route, u"the line to another server"_s);
        if (!text)
            return text.error();
        routes += u"tls://"_s + *text;
    }
    if (routes.size() < 3)
        return bad(
            u"a group has at least three servers, or the rest cannot go on without one; here are %1"_s.arg(
                routes.size()));
    return u"cluster {\n"
           "  name: %1\n"
           "  listen: %2\n"
           "  routes: %3\n"
           "  no_advertise: true\n"
           "  tls { cert_file: %4, key_file: %5, ca_file: %6, verify: true, timeout: 5 }\n"
           "}\n"_s.arg(quoted(cluster.name), quoted(*listen), quotedList(routes),
                       quoted(settings.certificateFile), quoted(settings.keyFile),
                       quoted(settings.authorityFile));
}

Result<QString> listeningText(const ServerSettings &settings)
{
    const auto listen = addressText(settings.listen, u"the line to the desks"_s);
    if (!listen)
        return listen.error();
    const auto monitoring = addressText(settings.monitoring, u"the monitoring"_s);
    if (!monitoring)
        return monitoring.error();
    if (!monitoring->startsWith(u"127."_s) && !monitoring->startsWith(u"[0:0:0:0:0:0:0:1]"_s))
        return bad(
            u"the monitoring has no login: it listens on a loopback address, not on %1"_s.arg(*monitoring));
    QString text = u"server_name: %1\n"
                   "listen: %2\n"
                   "http: %3\n"_s.arg(quoted(settings.name), quoted(*listen), quoted(*monitoring));
    if (!settings.pidFile.isEmpty())
        text += u"pid_file: %1\n"_s.arg(quoted(settings.pidFile));
    return text;
}

Result<QString> webSocketText(const ServerSettings &settings)
{
    const auto listen = addressText(*settings.webSocket, u"the WebSocket"_s);
    if (!listen)
        return listen.error();
    return u"websocket {\n"
           "  listen: %1\n"
           "  tls { cert_file: %2, key_file: %3 }\n"
           "  handshake_timeout: \"5s\"\n"
           "  compression: false\n"
           "}\n"_s.arg(quoted(*listen), quoted(settings.certificateFile), quoted(settings.keyFile));
}

QString limitsText(const ServerSettings &settings)
{
    // All at once: a path may hold what looks like a place for the next argument.
    return u"max_payload: %1\n"
           "max_connections: 6000\n"
           "write_deadline: \"5s\"\n" // a slow desk is cut and goes on from where it was
           "ping_interval: \"20s\"\n"
           "ping_max: 2\n"
           "tls { cert_file: %2, key_file: %3, ca_file: %4, timeout: 5 }\n"
           "jetstream {\n"
           "  store_dir: %5\n"
           "  max_file_store: %6\n"
           "  max_memory_store: %7\n"
           "%8"
           "}\n"_s.arg(QString::number(kMostMessageBytes), quoted(settings.certificateFile),
                       quoted(settings.keyFile), quoted(settings.authorityFile), quoted(settings.storeFolder),
                       QString::number(settings.fileStore), QString::number(256LL << 20),
                       settings.syncsAlways ? u"  sync_interval: always\n"_s : QString());
}

Result<QString> userText(const HubUser &user)
{
    if (const auto checked = checkNkey(user.nkey); !checked)
        return checked.error();
    const auto may = permissionsOf(user.device, user.role);
    if (!may)
        return may.error();
    return u"      { nkey: %1, permissions: {\n"
           "          publish: { allow: %2 }\n"
           "          subscribe: { allow: %3 } } }\n"_s.arg(
               QString::fromLatin1(user.nkey), quotedList(may->publish), quotedList(may->subscribe));
}

/// In the order of their ids; none twice.
Result<QString> usersText(const ServerSettings &settings)
{
    std::vector<HubUser> users = settings.users;
    std::ranges::sort(users, {}, &HubUser::device);
    std::set<QByteArray> known{settings.adminNkey};
    QString text;
    DeviceId before;
    for (const HubUser &user : users) {
        if (!user.device.isNull() && user.device == before)
            return bad(u"the device %1 is listed twice"_s.arg(user.device.toString()));
        if (!known.insert(user.nkey).second)
            return bad(u"the key %1 is listed twice"_s.arg(QString::fromLatin1(user.nkey)));
        before = user.device;
        const auto line = userText(user);
        if (!line)
            return line.error();
        text += *line;
    }
    return text;
}

Result<QString> accountsText(const ServerSettings &settings)
{
    if (const auto checked = checkNkey(settings.adminNkey); !checked)
        return checked.error();
    const auto users = usersText(settings);
    if (!users)
        return users.error();
    return u"system_account: SYS\n"
           "accounts {\n"
           "  SYS { }\n"
           "  HUB {\n"
           "    jetstream: enabled\n"
           "    users: [\n"
           "      { nkey: %1 }\n"
           "%2"
           "    ]\n"
           "  }\n"
           "}\n"_s.arg(QString::fromLatin1(settings.adminNkey), *users);
}

} // namespace

Result<Permissions> permissionsOf(DeviceId device, const QString &role)
{
    static const QStringList roles{u"admin"_s,    u"lead"_s,       u"agent"_s,
                                   u"observer"_s, u"automation"_s, QString(kInvitedRole)};
    if (!roles.contains(role))
        return bad(u"the role \"%1\" is not known; there are: %2"_s.arg(role.left(80), roles.join(u", "_s)));
    if (device.isNull())
        return bad(u"a user of the hub needs a device"_s);
    const QString id = device.toString();
    const bool isInvited = role == kInvitedRole, isObserver = role == u"observer";
    const bool mayTakeSnapshots = team::mayVouch(role);
    Permissions may;
    if (!isInvited && !isObserver)
        may.publish += u"ops.%1.>"_s.arg(id);
    if (!isObserver)
        may.publish += u"restore.%1.>"_s.arg(id);
    if (mayTakeSnapshots)
        may.publish += u"snap.%1.>"_s.arg(id);
    may.publish += u"here.%1"_s.arg(id);
    for (const QString &stream : {u"OPS"_s, u"SNAP"_s})
        may.publish += {u"$JS.API.STREAM.INFO."_s + stream, u"$JS.API.DIRECT.GET."_s + stream};
    may.publish += u"$JS.API.DIRECT.GET.SNAP.>"_s;
    if (!isInvited && !isObserver)
        may.publish += {u"$KV.DUTY.holder"_s, u"$JS.API.STREAM.INFO.KV_DUTY"_s,
                        u"$JS.API.DIRECT.GET.KV_DUTY"_s, u"$JS.API.DIRECT.GET.KV_DUTY.>"_s};
    may.subscribe = {u"_INBOX_%1.>"_s.arg(id), u"live.>"_s, u"here.>"_s};
    return may;
}

Result<QByteArray> settingsText(const ServerSettings &settings)
{
    if (const auto checked = checkName(settings.name, u"the name of a server"_s); !checked)
        return checked.error();
    if (const auto checked = checkPaths(settings); !checked)
        return checked.error();
    if (settings.fileStore < 1)
        return bad(u"the store of a server needs some bytes; %1 were given"_s.arg(settings.fileStore));
    const auto listening = listeningText(settings);
    if (!listening)
        return listening.error();
    QString text =
        u"# Made by muster hub; what is changed here by hand is gone with the next change of the team.\n"_s +
        *listening + limitsText(settings);
    using Part = Result<QString> (*)(const ServerSettings &);
    std::vector<Part> parts;
    if (settings.webSocket)
        parts.push_back(webSocketText);
    if (settings.cluster)
        parts.push_back(clusterText);
    parts.push_back(accountsText);
    for (const Part part : parts) {
        const auto made = part(settings);
        if (!made)
            return made.error();
        text += *made;
    }
    return text.toUtf8();
}

} // namespace muster::hub
