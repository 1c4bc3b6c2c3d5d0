// SPDX-License-Identifier: GPL-3.0-or-later
// Makes a snapshot for new desks now and then, beside everything else: it is read from the file over a
// connection of its own, and published part by part. Hub thread; the reading has a thread of its own.
#pragma once

#include "models/base/clock.h"
#include "models/ledger/devicekey.h"
#include "models/sync/natshub.h"
#include "models/sync/snapshot.h"

#include <QObject>

#include <thread>

namespace muster::app {

class SnapshotMaker final : public QObject
{
    Q_OBJECT
public:
    SnapshotMaker(sync::NatsHub &hub, const Clock &clock, QObject *parent);
    ~SnapshotMaker() override;

    /// Of the workspace `file`, with its device's key. Ends with made(), also where it failed.
    void make(const QString &file, const ledger::DeviceKey &key);
    bool isBusy() const { return m_isBusy; }
    void lineDown();

    /// So many messages of the hub behind the last snapshot, a new one is made.
    static constexpr quint64 kEvery = 5'000;
    /// A shorter history is read as quickly as a snapshot.
    static constexpr quint64 kLeast = 1'000;

signals:
    void made(quint64 sequence, const QString &trouble);

private:
    void chooseSlot();
    void publishNext();
    void end(const QString &trouble);

    sync::NatsHub &m_hub;
    const Clock &m_clock;
    std::jthread m_reading;
    bool m_isBusy = false, m_isReading = false;
    quint64 m_line = 0;
    std::optional<ledger::DeviceKey> m_key;
    sync::Manifest m_manifest;
    std::vector<QByteArray> m_parts;
    size_t m_next = 0;
};

} // namespace muster::app
