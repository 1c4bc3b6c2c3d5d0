// SPDX-License-Identifier: GPL-3.0-or-later
// The whole ledger into a file: for the command line and the window alike. Any thread, with a workspace of
// its own.
#pragma once

#include "models/store/workspace.h"

namespace muster::app {

/// Writes JSON Lines into a file that its owner alone may read, as a whole or not at all. The facts written.
/// ReadOnly or DiskFull where the file cannot be.
Result<qint64> exportTo(store::Workspace &workspace, const QString &path);

} // namespace muster::app
