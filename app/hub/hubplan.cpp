// SPDX-License-Identifier: GPL-3.0-or-later
// From a wish to a plan, and a plan to and from hub.json.
#include "app/hub/hubplan.h"

#include "models/base/payload.h"
#include "models/hub/certificates.h"
#include "models/hub/streamsettings.h"

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

constexpr int kVersion = 1;
constexpr qint64 kUsualBytes = 40LL << 30;
constexpr int kUsualPort = 4222, kUsualWebPort = 443, kToRoutes = 2000, kToMonitoring = 4000;
constexpr int kHighestHere = 61000;

Error bad(const QString &what)
{
    return {Fault::BadInput, what};
}

/// One for each server.
Result<std::vector<QStringList>> hostsOf(const HubWish &wish)
{
    QStringList hosts;
    for (const QString &host : wish.hosts) {
        const auto checked = hub::checkedHost(host);
        if (!checked)
            return checked.error();
        hosts += *checked;
    }
    if (hosts.isEmpty())
        return bad(u"a hub needs the host name by which desks reach it: --host NAME"_s);
    if (wish.servers == 1)
        return std::vector<QStringList>{hosts};
    if (wish.isHere && hosts.size() == 1)
        return std::vector<QStringList>(3, hosts);
    if (hosts.size() != 3)
        return bad(
            u"three servers have a host name each: --host ONE,TWO,THREE; %1 were given"_s.arg(hosts.size()));
    return std::vector<QStringList>{{hosts[0]}, {hosts[1]}, {hosts[2]}};
}

/// On machines of their own the usual ports; out of one folder each server has ports of its own.
HubServer serverOf(const HubWish &wish, const QStringList &hosts, int number)
{
    const QString name = u"hub%1"_s.arg(number + 1);
    const int port = wish.port > 0 ? wish.port : kUsualPort;
    const int usualWeb = wish.isHere ? kUsualWebPort + 8000 : kUsualWebPort;
    const int webPort = wish.webPort < 0 ? usualWeb : wish.webPort;
    if (!wish.isHere)
        return {name, hosts, port, webPort, kUsualPort + kToRoutes, kUsualPort + kToMonitoring};
    return {name,
            hosts,
            port + number,
            webPort == 0 ? 0 : webPort + number,
            port + number + kToRoutes,
            port + number + kToMonitoring};
}

QJsonObject toJson(const HubServer &server)
{
    return {{u"name"_s, server.name},
            {u"hosts"_s, QJsonArray::fromStringList(server.hosts)},
            {u"port"_s, server.port},
            {u"web_port"_s, server.webPort},
            {u"route_port"_s, server.routePort},
            {u"monitoring_port"_s, server.monitoringPort}};
}

HubServer serverFrom(const QJsonObject &json)
{
    PayloadReader reader(json);
    const auto port = [&](const QString &key) { return json.value(key).toInt(); };
    return {reader.text(u"name"_s), reader.list(u"hosts"_s), port(u"port"_s),
            port(u"web_port"_s),    port(u"route_port"_s),   port(u"monitoring_port"_s)};
}

QJsonObject toJson(const hub::HubUser &user)
{
    return {{u"device"_s, user.device.toString()},
            {u"nkey"_s, QString::fromLatin1(user.nkey)},
            {u"role"_s, user.role}};
}

hub::HubUser userFrom(const QJsonObject &json)
{
    PayloadReader reader(json);
    return {reader.id<DeviceId>(u"device"_s), reader.text(u"nkey"_s).toLatin1(), reader.text(u"role"_s)};
}

} // namespace

Result<HubPlan> planOf(const HubWish &wish)
{
    if (wish.team.trimmed().isEmpty())
        return bad(u"a hub belongs to a team: --name TEAM"_s);
    if (wish.servers != 1 && wish.servers != 3)
        return bad(u"a hub has one server or three, not %1"_s.arg(wish.servers));
    if (wish.isHere && wish.port > kHighestHere)
        return bad(
            u"out of one folder the servers take ports up to 4002 above --port, which is %1 at most"_s.arg(
                kHighestHere));
    const auto hosts = hostsOf(wish);
    if (!hosts)
        return hosts.error();
    HubPlan plan;
    plan.team = wish.team.simplified();
    plan.isHere = wish.isHere;
    plan.bytes = wish.bytes > 0 ? wish.bytes : kUsualBytes;
    plan.syncsAlways = wish.syncsAlways;
    if (const auto streams = hub::streamRequests(wish.servers, plan.bytes); !streams)
        return streams.error();
    for (int number = 0; number < wish.servers; ++number)
        plan.servers.push_back(serverOf(wish, (*hosts)[size_t(number)], number));
    return plan;
}

QByteArray toJsonText(const HubPlan &plan)
{
    QJsonArray servers, users;
    for (const HubServer &server : plan.servers)
        servers += toJson(server);
    for (const hub::HubUser &user : plan.users)
        users += toJson(user);
    return canonicalJson({{u"version"_s, kVersion},
                          {u"team"_s, plan.team},
                          {u"servers"_s, servers},
                          {u"here"_s, plan.isHere},
                          {u"bytes"_s, plan.bytes},
                          {u"sync_always"_s, plan.syncsAlways},
                          {u"admin"_s, QString::fromLatin1(plan.adminNkey)},
                          {u"users"_s, users}}) +
           '\n';
}

Result<HubPlan> planFromJson(const QByteArray &text)
{
    const auto json = parseJsonObject(text);
    if (!json)
        return json.error();
    if (json->value(u"version").toInt() > kVersion)
        return Error{Fault::TooNew, u"it was written by a newer version of the program"_s};
    HubPlan plan;
    PayloadReader reader(*json);
    plan.team = reader.neededText(u"team"_s);
    plan.isHere = reader.flag(u"here"_s);
    plan.syncsAlways = reader.flag(u"sync_always"_s);
    plan.adminNkey = reader.neededText(u"admin"_s).toLatin1();
    plan.bytes = qint64(json->value(u"bytes").toDouble());
    const QJsonArray servers = json->value(u"servers").toArray(), users = json->value(u"users").toArray();
    for (const auto &server : servers)
        plan.servers.push_back(serverFrom(server.toObject()));
    for (const auto &user : users)
        plan.users.push_back(userFrom(user.toObject()));
    if (plan.servers.size() != 1 && plan.servers.size() != 3)
        reader.fail(u"servers"_s, u"one server or three"_s);
    return reader.finish<HubPlan>(std::move(plan));
}

} // namespace muster::app
