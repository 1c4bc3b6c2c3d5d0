// SPDX-License-Identifier: GPL-3.0-or-later
// Tickets for the benchmark of the store, made from a number each: about three facts, words that repeat as
// words do, a thousand customers, forty people.
#pragma once

#include "models/intake/incoming.h"

namespace muster::bench {

class MadeTickets final : public intake::TicketReader
{
public:
    /// The first `open` of `count` tickets stay open, spread evenly; the others are closed.
    MadeTickets(qint64 count, qint64 open, Instant now) : m_count(count), m_open(open), m_now(now) {}

    intake::Incoming next() override;
    qint64 bytesRead() const override { return m_made; }

private:
    qint64 m_count, m_open, m_made = 0;
    Instant m_now;
};

} // namespace muster::bench
