// SPDX-License-Identifier: GPL-3.0-or-later
// The team out of a workspace: its page, and bundles as files. Database thread, or the main thread of a
// command.
#pragma once

#include "models/store/workspace.h"
#include "models/views/teamdesk.h"

#include <functional>

namespace muster::app {

Result<views::TeamPage> teamPage(store::Workspace &workspace);

/// Everything of the team that this desk holds, as one signed file; written beside and renamed.
/// Cancelled, and no file, once `isOver` says so.
Result<views::BundleOutcome> exportBundle(store::Workspace &workspace, const QString &file,
                                          const std::function<bool()> &isOver = {});
/// Taken as from a hub: what is known already counts once. BadInput where the file is no bundle of this team
/// or was altered; nothing is taken then. `between` is called between its transactions.
Result<views::BundleOutcome> importBundle(store::Workspace &workspace, const QString &file,
                                          const std::function<void()> &between = {});

} // namespace muster::app
