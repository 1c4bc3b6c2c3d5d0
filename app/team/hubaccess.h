// SPDX-License-Identifier: GPL-3.0-or-later
// Where this desk's hub is, and the secrets for it. Addresses are a setting of the workspace; keys lie in the
// system's keychain or in an encrypted file beside the workspace. Secrets may take seconds to answer: not for
// the window's thread.
#pragma once

#include "models/hub/invitation.h"
#include "models/secrets/secrets.h"
#include "models/store/workspace.h"
#include "models/sync/natshub.h"

namespace muster::app {

/// Of the workspace `database`. Opened anew by whoever needs them.
Result<std::unique_ptr<secrets::Secrets>> secretsOf(const QString &database);

/// The names under which the keys of a desk lie: its own first, then that of the invitation by which it
/// joined.
QStringList secretNames(DeviceId device);

/// The invitation's key is good for nothing once the desk comes in by its own.
void forgetInvitation(secrets::Secrets &secrets, DeviceId device);

/// The name of this machine, as the team sees it.
QString machineName();

/// Brings the device's key to the workspace; takes it out of the file first where it still lies there.
/// Nothing is done for a desk without a team.
Result<void> unlock(store::Workspace &workspace, secrets::Secrets &secrets);

/// The logins to try, the best first: the device's own, then that of the invitation by which it joined.
/// NotFound where this desk knows no hub.
Result<std::vector<sync::HubAccess>> hubLogins(store::Workspace &workspace, secrets::Secrets &secrets);

/// Where the hub is, for a desk that founded its team.
Result<void> keepHub(store::Workspace &workspace, const QStringList &servers, const QByteArray &authority);

/// An invitation for a person, with the addresses that this desk uses.
Result<hub::Invitation> invite(store::Workspace &workspace, const QString &name, const QString &role,
                               Instant expires);

/// Joins by an invitation; the keys go to the secrets. Nothing is changed where it is refused.
Result<void> join(store::Workspace &workspace, secrets::Secrets &secrets, const hub::Invitation &invitation);

} // namespace muster::app
