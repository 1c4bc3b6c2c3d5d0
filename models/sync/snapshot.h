// SPDX-License-Identifier: GPL-3.0-or-later
// A snapshot: what a new desk needs to work at once, published beside the entries by a desk that may speak
// for the team. First the facts of the team, so that the newcomer knows whom to believe, then what everything
// else refers to, then the running incidents, then the tickets in the queue. The history behind it follows
// from the stream. Pure.
#pragma once

#include "models/ledger/devicekey.h"
#include "models/sync/hublink.h"

namespace muster::sync {

/// What of a snapshot a message belongs to; a newcomer takes them in this order.
enum class Stage : quint8
{
    Team,
    Basics,    ///< policies, people, customers
    Incidents, ///< that are running, with their tickets
    Queue,     ///< tickets that are not closed, the newest first
};

struct SnapshotPart
{
    Stage stage = Stage::Team;
    Hash256 digest{}; ///< SHA-256 of the message
    bool operator==(const SnapshotPart &) const = default;
};

struct Manifest
{
    QByteArray key; ///< public, of the device that made it
    Instant madeAt{};
    Place place;      ///< of the hub: everything up to here is in the snapshot or behind it in the stream
    quint64 slot = 0; ///< 0 or 1: parts of the one before stay readable while these are written
    std::vector<SnapshotPart> parts;
    DeviceId maker() const { return ledger::deviceOf(key); }
    bool operator==(const Manifest &) const = default;
};

inline constexpr size_t kMostParts = 20'000;

/// "snap.<device>.m", and "snap.<device>.<slot>x<number>" of a part.
QByteArray manifestSubject(DeviceId maker);
QByteArray partSubject(DeviceId maker, quint64 slot, size_t part);

QByteArray encode(const Manifest &manifest, const ledger::DeviceKey &key);
/// BadInput for anything else than a manifest that its maker signed.
Result<Manifest> decodeManifest(QByteArrayView bytes);

} // namespace muster::sync
