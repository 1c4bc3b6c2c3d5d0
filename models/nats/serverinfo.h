// SPDX-License-Identifier: GPL-3.0-or-later
// What a server says of itself in its line INFO. A value; any thread.
#pragma once

#include <QByteArray>
#include <QStringList>

#include <optional>

namespace muster::nats {

struct ServerInfo
{
    QString id, name, cluster, version;
    QByteArray nonce;        ///< to be signed; letters, digits, '-' and '_' only, at most 64
    QStringList connectUrls; ///< host:port of the cluster's other servers, at most 16
    qint64 maxPayload = 1024 * 1024;
    bool isTlsRequired = false;
    bool isTlsAvailable = false;
    bool hasHeaders = false;
    bool isLameDuck = false; ///< it goes down soon

    bool operator==(const ServerInfo &) const = default;
};

/// The JSON object of an INFO line; nothing where it is none or says what no server may. The nonce is held to
/// its narrow form so that no server can have something else signed in its place.
std::optional<ServerInfo> readInfo(const QByteArray &json);

} // namespace muster::nats
