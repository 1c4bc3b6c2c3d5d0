// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of the exchange with a hub: where each fact was seen, up to where this desk has read, what waits
// for its author to be known. Places of an earlier hub count as none, so that a replaced hub is forgotten by
// one number. A negative place stands for a fact of this desk that was not seen yet: what was read when it
// was written.
#pragma once

#include "models/store/database.h"
#include "models/store/facttable.h"
#include "models/sync/hublink.h"

#include <map>
#include <optional>

namespace muster::store {

class HubTable
{
public:
    explicit HubTable(Database &database, FactTable &facts) : m_database(database), m_facts(facts) {}

    /// Reads which hub is the present one; once, when the file is opened and after an undone transaction.
    void load();
    const sync::Place &place() const { return m_place; }
    Result<void> setPlace(const sync::Place &place);
    Result<void> forgetHub(const QByteArray &created);

    /// A number of the present hub as the table of facts keeps it: no other hub's is equal to it.
    qint64 coded(quint64 sequence) const;
    /// Of a fact that is here already; one that comes in is written with its place.
    Result<void> setSeen(FactId id, quint64 sequence);
    /// A fact came in by another way than the hub.
    Result<void> lowerSeen(DeviceId device, qint64 counter);
    bool isSeen(FactId id);
    /// Up to which of its numbers everything of the device that is here was seen at the hub.
    qint64 seenTo(DeviceId device);
    /// Before the place moves: what this device wrote up to its number `upTo` and was not seen yet was
    /// written when the place was so.
    Result<void> noteWritten(DeviceId device, qint64 upTo);
    /// Facts of a device behind `after` that were not seen, in the order of their numbers; with the place up
    /// to which this desk had read when it wrote them, 0 where that is not known.
    Result<void> forEachUnseen(DeviceId device, qint64 after,
                               const std::function<bool(Fact, quint64 known)> &each);
    struct Placed
    {
        Fact fact;
        /// Where it was seen: at the present hub under this number; 0: nowhere yet; nothing: at an earlier
        /// hub.
        std::optional<quint64> sequence;
    };
    /// Of one subject and device, by stamp; both ends included.
    std::vector<Placed> writtenBetween(SubjectId subject, DeviceId device, Stamp from, Stamp to);
    /// How many those are; counted up to `most`.
    qint64 unseenCount(DeviceId device, qint64 most);

    struct Waiting
    {
        qint64 key = 0;
        DeviceId device;
        sync::HubMessage message;
    };
    Result<void> keepWaiting(DeviceId device, const sync::HubMessage &message, const QString &reason,
                             Instant now);
    /// What waits of that device, in the order in which it came.
    std::vector<Waiting> waitingOf(DeviceId device);
    std::vector<DeviceId> waitingDevices();
    Result<void> dropWaiting(qint64 key);
    bool isWaiting(const Hash256 &digest);
    struct Load
    {
        qint64 messages = 0, bytes = 0;
    };
    Load waitingLoad();                          ///< all that waits
    Load waitingFrom(const QByteArray &subject); ///< what came under that subject

    /// Something was left out that may count once the team is another one.
    Result<void> noteDropped();
    bool hasDropped();
    /// A message was left out whose form only a later program reads. Once that one is here, place() is stale,
    /// so that everything is read again. forgetHub() ends both notes.
    Result<void> noteNewer(quint64 form);

private:
    std::map<QByteArray, Load> &waiting();
    quint64 knownWhenWritten(const Statement &row, int column) const;

    Database &m_database;
    FactTable &m_facts;
    sync::Place m_place;
    std::optional<std::map<QByteArray, Load>> m_waiting; ///< by subject; once it was asked for
    qint64 m_hubs = 0;                                   ///< how many this desk has met
    qint64 m_written = 0; ///< up to which number noteWritten() has noted everything
};

} // namespace muster::store
