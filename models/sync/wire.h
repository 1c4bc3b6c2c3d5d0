// SPDX-License-Identifier: GPL-3.0-or-later
// What desks send each other, through a hub or as a file: batches of facts that prove who wrote them. Reading
// is strict and bounded: whatever comes from outside is hostile until it is decoded here. Pure.
#pragma once

#include "models/base/result.h"
#include "models/ledger/devicekey.h"
#include "models/ledger/fact.h"

#include <QByteArray>

#include <vector>

namespace muster::sync {

enum class BatchKind : quint8
{
    Run,     ///< facts of one device whose numbers follow each other, the last one signed by it
    Vouched, ///< any facts, signed as a whole by the device that sends them
};

struct Batch
{
    BatchKind kind = BatchKind::Run;
    QByteArray key; ///< public: of the author of a run, of whoever vouches otherwise
    quint64 seen =
        0; ///< what the sender had taken from the hub when it wrote; a hint, not signed; 0: not known
    std::vector<Fact> facts;
    QByteArray signature; ///< of a vouched batch
    /// Another one each time that the facts are sent, so that no two messages of a hub are the same; 0: none.
    quint64 sending = 0;
    DeviceId sender() const { return ledger::deviceOf(key); }
    bool operator==(const Batch &) const = default;
};

/// Facts are gathered into a batch up to this many bytes; a longer fact goes alone.
inline constexpr qsizetype kWantedBatch = 48 * 1024;
/// The newest form of a batch that is read here.
inline constexpr quint64 kNewestForm = 2;
/// The longest message that is written or read.
inline constexpr qsizetype kMaxMessage = 1536 * 1024;

quint64 newSending(); ///< never 0

QByteArray encode(const Batch &batch);

/// The form that a batch says to have, whatever else it is; 0 where it is none.
quint64 formOf(QByteArrayView bytes);

/// BadInput with a sentence for whatever is not exactly a batch whose signature holds; TooNew for what says
/// to be of a form that a later program has. A batch holds a fact at least. A run's facts have their device,
/// numbers and chain from the batch; a vouched batch proves its sender alone, and what that sender may vouch
/// for is for the caller to judge.
Result<Batch> decode(QByteArrayView bytes);

/// Facts of several devices under the signature of one.
Batch vouch(std::vector<Fact> facts, const ledger::DeviceKey &key);

} // namespace muster::sync
