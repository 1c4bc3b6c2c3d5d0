// SPDX-License-Identifier: GPL-3.0-or-later
// One desk of the simulation: a real workspace in a file of SimDisk, the real sync client, a clock that may
// be wrong, and somebody who writes.
#pragma once

#include "models/store/workspace.h"
#include "models/sync/syncclient.h"
#include "tests/simulation/simhub.h"

#include <memory>

namespace muster::simulation {

class SimDesk final : public sync::DeskLedger
{
public:
    SimDesk(SimTime &time, SimHub &hub, const Weather &weather, QString file, int number);
    ~SimDesk() override;

    void start();     ///< opens the file and the line
    void stop();      ///< as a person ends the program
    void crash();     ///< at once: what was not committed is gone
    void crashSoon(); ///< in the middle of the next transaction
    void calmDown() { m_isToCrash = false; }
    void setTicks(Millis interval) { m_ticks = interval; } ///< of the sync client
    bool isRunning() const { return m_workspace != nullptr; }
    SimLine &line() { return *m_line; }
    SkewedClock &clock() { return m_clock; }
    store::Workspace &workspace() { return *m_workspace; }
    const sync::SyncClient &client() const { return *m_client; }
    const QString &file() const { return m_file; }
    /// What it told its person was saved: entries into incidents, and tickets that were created.
    const std::vector<FactId> &savedEntries() const { return m_entries; }
    const std::vector<TicketId> &savedTickets() const { return m_tickets; }
    int number() const { return m_number; }

    /// Writes something, as a person would.
    void write();
    void announce() { m_client->wrote(); }

private:
    void writeSomething();
    /// Does that, and the program ends between two writes of it, or just behind it.
    void endIn(const std::function<void()> &work);
    void leave();
    void createTicket();
    void changeTicket();
    void leadIncident();
    void correctSomething();
    void submit(const ticket::TicketOrder &order);
    void keepTicking();
    /// Runs a job of the ledger a little later, if the program still runs then.
    void post(std::function<void()> job);

    void askPlace(sync::Then<Result<sync::Place>> then) override;
    void take(std::vector<sync::HubMessage> messages, sync::Place place,
              sync::Then<Result<sync::TakeOutcome>> then) override;
    void askOutbox(qint64 after, qsizetype bytes, sync::Then<Result<sync::Outbox>> then) override;
    void askRestore(qsizetype bytes, sync::Then<Result<sync::Outbox>> then) override;
    void forgetHub(QByteArray created, sync::Then<Result<void>> then) override;

    SimTime &m_time;
    SimHub &m_hub;
    const Weather &m_weather;
    QString m_file;
    int m_number;
    SkewedClock m_clock;
    std::unique_ptr<store::Workspace> m_workspace;
    std::unique_ptr<SimLine> m_line;
    std::unique_ptr<sync::SyncClient> m_client;
    std::shared_ptr<quint64> m_life = std::make_shared<quint64>(0);
    bool m_isToCrash = false;
    Millis m_ticks{100};
    std::vector<std::unique_ptr<SimLine>> m_graveyard; ///< lines that something may still be travelling on
    std::vector<FactId> m_entries;
    std::vector<TicketId> m_tickets;
};

} // namespace muster::simulation
