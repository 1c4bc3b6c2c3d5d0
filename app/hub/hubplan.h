// SPDX-License-Identifier: GPL-3.0-or-later
// How a hub is planned: its servers, their names and ports, who is let in. Values; what hub.json keeps.
#pragma once

#include "models/base/result.h"
#include "models/hub/serversettings.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace muster::app {

struct HubServer
{
    QString name;      ///< of its folder and of the server: "hub1"
    QStringList hosts; ///< by which desks and the other servers reach it
    int port = 0;
    int webPort = 0; ///< 0: no WebSocket
    int routePort = 0, monitoringPort = 0;
};

struct HubPlan
{
    QString team;
    std::vector<HubServer> servers; ///< one or three
    bool isHere = false;            ///< the servers run out of the folder itself: no root, no installation
    qint64 bytes = 0;               ///< of each server's store
    bool syncsAlways = false;
    QByteArray adminNkey;
    std::vector<hub::HubUser> users; ///< who is let in beside the admin
};

/// What `muster hub init` is asked for.
struct HubWish
{
    QString team;
    QStringList hosts; ///< one server: all its names; three: one each, or one for all where isHere
    int servers = 1;
    bool isHere = false;
    int port = 0;     ///< 0: the usual one
    int webPort = -1; ///< 0: none; -1: the usual one
    qint64 bytes = 0; ///< 0: 40 GiB
    bool syncsAlways = false;
};

/// BadInput names what does not fit.
Result<HubPlan> planOf(const HubWish &wish);

QByteArray toJsonText(const HubPlan &plan);
Result<HubPlan> planFromJson(const QByteArray &text);

} // namespace muster::app
