// SPDX-License-Identifier: GPL-3.0-or-later
// The credentials of channels, among the secrets of this desk. They stand nowhere else: neither in settings,
// facts and logs nor in what is told of a failure.
#pragma once

#include "app/notify/courier.h"

namespace muster::app {

/// Reads the credentials of channels from the secrets of the workspace `database`; what is set meanwhile
/// counts. On any thread, one at a time.
Credential credentialsOf(const QString &database);
/// Under which key the secrets keep a channel's credential.
QString credentialKey(const QString &name);

} // namespace muster::app
