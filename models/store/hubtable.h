// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of the exchange with a hub: where each fact was seen, up to where this desk has read, what waits
// for its author to be known. Places of an earlier hub count as none, so that a replaced hub is forgotten by
// one number.
#pragma once

#include "models/store/database.h"
#include "models/store/facttable.h"
#include "models/sync/hublink.h"

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

    Result<void> setSeen(FactId id, quint64 sequence);
    bool isSeen(FactId id);
    /// Up to which of its numbers everything of the device that is here was seen at the hub.
    qint64 seenTo(DeviceId device);
    /// Facts of a device behind `after` that were not seen, in the order of their numbers.
    Result<void> forEachUnseen(DeviceId device, qint64 after, const std::function<bool(Fact)> &each);
    /// How many those are; counted up to `most`.
    qint64 unseenCount(DeviceId device, qint64 most);
    std::vector<Fact> unseenDerived(int limit);

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
    qint64 waitingCount();

private:
    qint64 coded(quint64 sequence) const;

    Database &m_database;
    FactTable &m_facts;
    sync::Place m_place;
    qint64 m_hubs = 0; ///< how many this desk has met
};

} // namespace muster::store
