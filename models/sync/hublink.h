// SPDX-License-Identifier: GPL-3.0-or-later
// What the sync client asks of a hub and of this desk's ledger. Questions return at once; answers come later
// on the same thread, each question's own. The real ones are NatsHub and the store's; in the simulation both
// are values.
#pragma once

#include "models/base/result.h"
#include "models/base/time.h"
#include "models/ledger/ledger.h"

#include <QByteArray>

#include <functional>
#include <vector>

namespace muster::sync {

/// One message of the hub's stream.
struct HubMessage
{
    quint64 sequence = 0;
    QByteArray subject; ///< as the hub's protocol says, "ops.<device>.f"; never out of a header
    QByteArray body;
    bool operator==(const HubMessage &) const = default;
};

/// What tells one message from another under the same number.
Hash256 digestOf(const HubMessage &message);

/// The stream as it is now. `created` changes where the hub was replaced.
struct HubInfo
{
    QByteArray created;
    quint64 first = 1;
    quint64 last = 0;
    quint64 lost = 0; ///< numbers up to `last` that hold nothing any more: somebody took them out
    bool operator==(const HubInfo &) const = default;
};

/// Up to where this desk has taken everything. Moves in the transaction that stores what was taken.
struct Place
{
    QByteArray created;
    quint64 sequence = 0;
    Hash256 digest{};     ///< of the message under `sequence`
    quint64 lost = 0;     ///< HubInfo's, when this was so
    bool isStale = false; ///< something was left out that this program reads: from the beginning, then
    bool operator==(const Place &) const = default;
};

/// A message that is to be sent.
struct Outgoing
{
    QByteArray subject; ///< "ops.…" or "restore.…"
    QByteArray body;
    qint64 facts = 0;
    qint64 lastCounter = 0; ///< of this desk's own facts in it; 0 for others'
    bool operator==(const Outgoing &) const = default;
};

struct Outbox
{
    std::vector<Outgoing> messages;
    qint64 waiting = 0; ///< facts of this desk that were not seen at the hub, those in `messages` included
};

struct TakeOutcome
{
    qint64 taken = 0, duplicates = 0, refused = 0, held = 0;
    bool isTeamChanged = false;
    bool isPlaceLost = false; ///< everything is to be read again
    qint64 waiting = 0;       ///< as in Outbox
};

template <typename Answer> using Then = std::function<void(Answer)>;

/// What became of a message that was to be published.
struct Published
{
    enum class Fate : quint8
    {
        Stored,  ///< acknowledged under `sequence`; it counts once it is seen
        Refused, ///< the hub does not let this device write
        Full,    ///< the hub has no room
        Failed,  ///< no answer, or none that says where it went
    };
    Fate fate = Fate::Failed;
    quint64 sequence = 0;
    QString why;
};

class HubLink
{
public:
    HubLink() = default;
    HubLink(const HubLink &) = delete;
    HubLink &operator=(const HubLink &) = delete;
    virtual ~HubLink() = default;

    virtual void askInfo(Then<Result<HubInfo>> then) = 0;
    /// NotFound where nothing is (any more) under that number.
    virtual void fetch(quint64 sequence, Then<Result<HubMessage>> then) = 0;
    virtual void publish(const Outgoing &message, Then<Published> then) = 0;
    /// Gives the line up and tries anew: what came over it made no sense.
    virtual void renew(const QString &why) = 0;
};

class DeskLedger
{
public:
    DeskLedger() = default;
    DeskLedger(const DeskLedger &) = delete;
    DeskLedger &operator=(const DeskLedger &) = delete;
    virtual ~DeskLedger() = default;

    virtual void askPlace(Then<Result<Place>> then) = 0;
    /// Stores the facts of the messages and moves the place, in one transaction.
    virtual void take(std::vector<HubMessage> messages, Place place, Then<Result<TakeOutcome>> then) = 0;
    /// Own facts behind number `after` that were not seen at the hub, as signed messages of about `bytes` in
    /// all.
    virtual void askOutbox(qint64 after, qsizetype bytes, Then<Result<Outbox>> then) = 0;
    /// Facts of others that this desk holds and the hub does not.
    virtual void askRestore(qsizetype bytes, Then<Result<Outbox>> then) = 0;
    /// The hub is another than before, or not as it was: nothing counts as seen there.
    virtual void forgetHub(QByteArray created, Then<Result<void>> then) = 0;
};

} // namespace muster::sync
