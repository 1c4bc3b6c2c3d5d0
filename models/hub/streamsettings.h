// SPDX-License-Identifier: GPL-3.0-or-later
// The streams that a hub keeps, as the requests that create them. Pure; any thread.
#pragma once

#include "models/base/result.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace muster::hub {

inline constexpr int kMostEntryBatchBytes = 1536 * 1024; ///< one message of OPS
inline constexpr qint64 kLeastStoreBytes = 64LL << 20;

struct StreamRequest
{
    QString stream; ///< "OPS", "SNAP", "KV_DUTY"
    // Subjects of requests. One that is there already is updated, for it is not created again.
    QString info, create, update;
    QByteArray body; ///< of the latter two: canonical JSON
};

/// The three streams: OPS (entries; refuses new ones when full, never drops old ones), SNAP (the newest
/// snapshot of each device), KV_DUTY (which automation desk is on duty, for ten seconds at a time).
/// `replicas` 1, 3 or 5; `bytes` is what a server gives them together, at least 64 MiB; a tenth is left free.
/// BadInput otherwise.
Result<std::vector<StreamRequest>> streamRequests(int replicas, qint64 bytes);

} // namespace muster::hub
