// SPDX-License-Identifier: GPL-3.0-or-later
// Queues made up by a seed, for tests and benchmarks: the same seed gives the same rows on every machine.
#pragma once

#include "models/views/queuemodel.h"

#include <QRandomGenerator>

namespace muster::test {

class QueueRows
{
public:
    explicit QueueRows(quint32 seed, Instant now = fromMillis(1'790'000'000'000));

    /// A new ticket around `now`: most clocks still run, some are past, paused or done.
    views::TicketRow row();
    views::QueueSnapshot queue(int count);
    const views::Names &names() const { return m_names; }
    /// One more customer, so that indexes beyond the first list occur.
    void addCustomer(const QString &name);

    int below(int bound) { return int(m_random.bounded(quint32(bound))); }
    bool oneIn(int chance) { return below(chance) == 0; }

private:
    QString subject();
    sla::ClockSummary clock(Instant created);
    Instant around(Millis before, Millis after);

    QRandomGenerator m_random;
    Instant m_now;
    views::Names m_names;
    quint64 m_made = 0;
};

} // namespace muster::test
