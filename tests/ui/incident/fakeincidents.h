// SPDX-License-Identifier: GPL-3.0-or-later
// Incidents in memory for tests of the war room: lived through by the real rules, kept nowhere.
#pragma once

#include "models/views/incidentdesk.h"
#include "tests/models/incident/incidentworld.h"
#include "tests/ui/queue/fakeworld.h"

namespace muster::test {

/// `state` with the shipped rules, as a window is given it.
inline views::LedIncident led(const incident::Incident &state)
{
    policy::Policy policy = plainPolicy();
    policy.incidents = policy::runbook();
    return {state, policy::CompiledPolicy::make(std::move(policy)).value()};
}

class FakeIncidents final : public views::IncidentDesk
{
public:
    QFuture<Result<std::vector<views::LedIncident>>> openIncidents() override { return ready(open); }
    QFuture<Result<std::vector<views::PastIncident>>> closedIncidents(int) override
    {
        return ready(std::vector<views::PastIncident>());
    }
    QFuture<Result<views::LedIncident>> loadIncident(IncidentId) override { return ready(open.front()); }
    QFuture<Result<views::IncidentReceipt>> submit(incident::IncidentOrder) override
    {
        return ready(views::IncidentReceipt{});
    }
    QFuture<Result<void>> correctEntry(FactId, QString, QString) override
    {
        return QtFuture::makeReadyFuture(Result<void>());
    }
    QFuture<Result<void>> redactEntry(FactId, QString) override
    {
        return QtFuture::makeReadyFuture(Result<void>());
    }
    QFuture<Result<views::Affected>> affectedBy(IncidentId incident) override
    {
        asked.push_back(incident);
        return ready(views::Affected{});
    }

    std::vector<views::LedIncident> open;
    std::vector<IncidentId> asked; ///< whom affectedBy was asked about, in order

private:
    template <typename T> static QFuture<Result<T>> ready(T value)
    {
        return QtFuture::makeReadyFuture(Result<T>(std::move(value)));
    }
};

} // namespace muster::test
