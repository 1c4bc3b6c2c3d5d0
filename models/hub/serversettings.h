// SPDX-License-Identifier: GPL-3.0-or-later
// The settings file of one server of a hub, from values: who may connect, and what each may send and read.
// The same values give the same text. Nothing is read or written here; any thread.
#pragma once

#include "models/base/id.h"
#include "models/base/result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace muster::hub {

/// The role of who holds an invitation and has no device in the team yet: reads, and hands in its request.
inline constexpr QLatin1StringView kInvitedRole{"invited"};

/// What a message may have; a batch of entries and its headers stay well below.
inline constexpr int kMostMessageBytes = 2 * 1024 * 1024;

struct HubUser
{
    DeviceId device; ///< or, for kInvitedRole, the id of the invitation's key
    QByteArray nkey; ///< public: "U" and 55 letters and digits
    QString role;    ///< "admin", "lead", "agent", "observer", "automation", kInvitedRole
};

struct ServerAddress
{
    QString host; ///< name or IP address
    int port = 0;
};

/// Of a hub of several servers: how they find each other. Only certificates of the hub's authority are let
/// in.
struct ClusterSettings
{
    QString name; ///< the same on each
    ServerAddress listen;
    std::vector<ServerAddress> routes; ///< of all servers, this one among them
};

struct ServerSettings
{
    QString name; ///< of this server, unlike the others' of its hub
    ServerAddress listen{QStringLiteral("0.0.0.0"), 4222};
    std::optional<ServerAddress> webSocket;                      ///< WebSocket over TLS, most often port 443
    ServerAddress monitoring{QStringLiteral("127.0.0.1"), 8222}; ///< has no login: a loopback address only
    QString certificateFile, keyFile, authorityFile;             ///< paths on the server
    QString storeFolder;
    QString pidFile;               ///< empty: none is written
    qint64 fileStore = 40LL << 30; ///< bytes
    QByteArray adminNkey;          ///< may do everything; its key is used for setting up and stays offline
    std::vector<HubUser> users;
    std::optional<ClusterSettings> cluster;
    bool syncsAlways = false; ///< writes to the disk before it says so; servers from 2.10 on know the setting
};

/// The whole file. BadInput names what does not fit: a name, a path, a port, a key, a role, one device or key
/// listed twice. Users are written in the order of their device's ids.
Result<QByteArray> settingsText(const ServerSettings &settings);

/// What a user may publish and subscribe to, as subjects of the server.
struct Permissions
{
    QStringList publish, subscribe;
    bool operator==(const Permissions &) const = default;
};

/// The least that a desk of this role can work with. BadInput for a role that is not known.
Result<Permissions> permissionsOf(DeviceId device, const QString &role);

} // namespace muster::hub
