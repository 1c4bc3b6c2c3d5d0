// SPDX-License-Identifier: GPL-3.0-or-later
// Between the outbox of a workspace and the couriers: what is to be sent now, kept on the disk before it
// goes, and what came of it. On the thread of the workspace.
#pragma once

#include "app/notify/courier.h"
#include "models/store/workspace.h"

namespace muster::app {

struct Parcels
{
    std::vector<Parcel> send;
    std::optional<Instant> next; ///< when there may be more to do
};

/// Whether this console acts for its workspace: that is in no team and no drill, or this console holds the
/// duty of the team. For whatever sends or fires by itself.
bool mayAct(const store::Workspace &workspace, bool isOnDuty);

/// Kept as attempts when this returns. `under`: keys of those on their way. Nothing before there is a policy.
Result<Parcels> nextParcels(store::Workspace &workspace, const QSet<QString> &under, Instant now,
                            notify::MoreToCome more = notify::MoreToCome::Nothing);

/// Facts for what is done or given up; the attempt goes on to its next try otherwise. Of a message that tells
/// of many the first ones: how many are left to be recorded by another call with the parcel as it is then.
Result<size_t> recordOutcome(store::Workspace &workspace, Parcel &parcel, const notify::Outcome &outcome,
                             Instant now);

/// A message of `muster notify test`: no notification, and nothing of it in the ledger.
Parcel testParcel(store::Workspace &workspace, const policy::Channel &channel, Instant now);

} // namespace muster::app
