// SPDX-License-Identifier: GPL-3.0-or-later
// All rows of the queue by slot: the row as it came, and what filters and sorting read of it packed tight. A
// slot keeps its number as long as its ticket is in the queue. Owned by QueueModel; window thread.
#pragma once

#include "models/views/textarena.h"
#include "models/views/ticketrow.h"

#include <QHash>
#include <QSet>

#include <optional>

namespace muster::views {

using Slot = quint32;

/// The part of a row that filters and sorting look at, so that a pass over 100,000 of them stays in the
/// cache.
struct HotRow
{
    enum Flag : quint8
    {
        Open = 1,
        Unassigned = 2,
        Acknowledged = 4,
        Unanswered = 8,
        Escalated = 16 ///< as setEscalated was given
    };

    std::array<Instant, 4> due{kNever, kNever, kNever, kNever}; ///< running clocks only
    Instant created{}, updated{};
    quint32 customer = 0, assignee = 0, tags = 0;
    quint16 priority = 0, tier = 0;
    quint16 incident = 0; ///< index as setIncidents was given; 0 = none
    quint16 clocks = 0;   ///< clockBits at the model's present
    ticket::Status status = ticket::Status::New;
    quint8 flags = 0;
    bool alive = false;
};

/// Four bits a clock: three of its state at `now`, one that says it is still going (running or paused).
quint16 clockBits(const TicketRow &row, Instant now);
inline sla::ClockState clockStateIn(quint16 bits, size_t kind)
{
    return sla::ClockState((bits >> (4 * kind)) & 7);
}
inline bool isGoingIn(quint16 bits, size_t kind)
{
    return ((bits >> (4 * kind)) & 8) != 0;
}

/// The first instant after `now` at which a clock of the row can change its state by time alone; kNever if
/// none can.
Instant nextClockEdge(const TicketRow &row, Instant now);
/// The earlier of `best` and the instant from which `edge` is to be looked at again, where that is still to
/// come. An edge is looked at when it comes and a millisecond later, so that it does not matter which of both
/// it falls on.
Instant earlierEdge(Instant best, Instant edge, Instant now);

class RowStore
{
public:
    Slot put(TicketRow row, Instant now);
    void remove(Slot slot);
    /// Takes over all rows at once; of several with one id the last one stays.
    void assign(std::vector<TicketRow> rows, Instant now);

    /// Which tickets belong to which running incident. `words` are folded, by index; index 0 stands for none.
    void setIncidents(QStringList words, QHash<TicketId, quint16> of);
    const QString &incidentWords(quint16 incident) const { return m_incidentWords[incident]; }

    /// Which tickets are escalated; the others are not. Gives the rows that this is news for.
    std::vector<Slot> setEscalated(QSet<TicketId> tickets);
    bool isEscalated(TicketId ticket) const { return m_escalated.contains(ticket); }
    /// What tickets are said to be caused by, folded; those that are not in it: nothing.
    void setCauses(QHash<TicketId, QString> words) { m_causeWords = std::move(words); }
    QString causeWords(Slot slot) const { return m_causeWords.value(m_rows[slot].id); }

    std::optional<Slot> find(TicketId id) const;
    const TicketRow &row(Slot slot) const { return m_rows[slot]; }
    const HotRow &hot(Slot slot) const { return m_hot[slot]; }
    const TextArena &text() const { return m_text; }
    void refreshClocks(Slot slot, Instant now) { m_hot[slot].clocks = clockBits(m_rows[slot], now); }

    /// One more than the highest slot in use; slots below may be empty (not alive).
    Slot slotCount() const { return Slot(m_rows.size()); }
    int count() const { return int(m_slots.size()); }

private:
    /// What a ticket's row does not say itself.
    void addWhatIsBeside(Slot slot, TicketId ticket);

    std::vector<TicketRow> m_rows;
    std::vector<HotRow> m_hot;
    TextArena m_text;
    QHash<TicketId, Slot> m_slots;
    std::vector<Slot> m_free;
    QStringList m_incidentWords{QString()};
    QHash<TicketId, quint16> m_incidentOf;
    QSet<TicketId> m_escalated;
    QHash<TicketId, QString> m_causeWords;
};

} // namespace muster::views
