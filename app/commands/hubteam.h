// SPDX-License-Identifier: GPL-3.0-or-later
// The commands of a hub that concern its team: who is in it and whom the servers let in. Main thread.
#pragma once

#include "app/commands/commands.h"
#include "app/hub/hubplan.h"

namespace muster::app {

/// The team that a new hub is for: this workspace's, which is founded where there is none yet. The key of the
/// device goes to the secrets.
Result<void> haveTeam(store::Workspace &workspace, const CommandLine &line);

/// What the workspace keeps of the hub that was made.
Result<void> keepHubFolder(store::Workspace &workspace, const QString &folder, const HubPlan &plan);

/// Lets in whom the roster names, as the folder's servers are told. Nothing where they were told before;
/// else a sentence of what a person has to do, empty where the servers run here and have it.
Result<std::optional<QString>> refreshHub(const store::Workspace &workspace, const QString &folder,
                                          const Clock &clock);
/// Keeps that sentence for the team's page, until it was done.
Result<void> keepToTell(store::Workspace &workspace, const std::optional<QString> &toDo);
QString serversToTell(const store::Workspace &workspace);

Exit runHubSettings(const CommandLine &line, const Clock &clock);
Exit runHubInvite(const CommandLine &line, const Clock &clock);
Exit runHubRevoke(const CommandLine &line, const Clock &clock);
Exit runHubRole(const CommandLine &line, const Clock &clock);

} // namespace muster::app
