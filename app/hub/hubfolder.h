// SPDX-License-Identifier: GPL-3.0-or-later
// The folder that `muster hub init` makes, and all that its admin needs afterwards: hub.json (how the hub was
// planned), authority.pem, one folder a server with what belongs on it, and secrets/ (for its owner alone),
// which belongs on none. Files are written as a whole or not at all. Main thread.
#pragma once

#include "app/hub/hubplan.h"
#include "models/base/time.h"
#include "models/nats/options.h"

namespace muster::app {

/// Conflict where something lies there already.
Result<void> checkFolderIsFree(const QString &folder);

/// Makes the folder: keys, certificates, settings. Conflict as above.
Result<HubPlan> makeHubFolder(const QString &folder, HubPlan plan, Instant now);

/// NotFound, BadInput or TooNew where the folder is none of a hub.
Result<HubPlan> readHubFolder(const QString &folder);

/// Writes hub.json and each server's settings anew; whether anything is other than before.
Result<bool> writeHubSettings(const QString &folder, const HubPlan &plan);

/// New certificates for all servers by the authority's key in secrets/.
Result<void> writeHubCertificates(const QString &folder, const HubPlan &plan, Instant now);

/// "tls://host:port" and "wss://host:port" of each host of each server.
QStringList hubAddresses(const HubPlan &plan);

/// The admin's way to the servers. NotFound where secrets/ was taken away.
Result<nats::Options> adminOptions(const QString &folder, const HubPlan &plan);
Result<QByteArray> hubAuthority(const QString &folder); ///< PEM

/// Has the servers that run out of the folder read their settings again; how many did.
int reloadServersHere(const QString &folder, const HubPlan &plan);

} // namespace muster::app
