// SPDX-License-Identifier: GPL-3.0-or-later
// A filter made ready for many rows: names are looked up once and become sets of indexes, words become folded
// bytes. A value; compiled anew when the names or the filter change.
#pragma once

#include "models/views/filterquery.h"
#include "models/views/rowstore.h"

namespace muster::views {

class RowMatcher
{
public:
    RowMatcher() = default; ///< lets everything through
    RowMatcher(const FilterQuery &query, const Names &names, PersonId me);

    /// `clocks` is clockBits of the row at `now`.
    bool matches(const RowStore &rows, Slot slot, quint16 clocks, Instant now) const;
    /// The next instant at which an edge of this filter's own (due<2h, age>3d) passes over the row; clock
    /// edges not included. kNever where there is none.
    Instant nextEdge(const HotRow &row, Instant now) const;
    bool isEmpty() const;
    /// Has edges of its own beside those of the clocks.
    bool hasOwnEdges() const { return m_hasOwnEdges; }

private:
    using IndexSet = std::vector<quint8>; ///< by index: whether it is in the set

    struct IndexTerm
    {
        FilterTerm::Key key;
        bool negated;
        IndexSet set;
    };
    struct IncidentTerm ///< or of causes
    {
        FilterTerm::Key key;
        bool negated;
        QStringList values; ///< folded
    };
    struct FlagTerm
    {
        bool negated;
        quint8 flags;
        bool mine;
    };
    struct TimeTerm
    {
        FilterTerm::Key key; ///< Age or Updated
        bool negated;
        FilterTerm::Compare compare;
        Millis duration;
    };
    struct DueTerm
    {
        FilterTerm::Compare compare; ///< Equals: due today
        Millis duration;
    };
    /// What must hold for one and the same clock.
    struct ClockTerm
    {
        quint8 kinds = 0xf;
        quint8 states = 0; ///< bits by ClockState; 0 = any that is still going
        bool named = false;
        std::vector<DueTerm> due;
    };
    struct TextTerm
    {
        bool negated;
        bool caseOnly;
        std::vector<std::string> needles;
        IndexSet customers;
    };

    void compile(const FilterTerm &term, const Names &names, PersonId me);
    void compileIs(const FilterTerm &term);
    void compileText(const FilterTerm &term, const Names &names);
    void compileClock(const FilterTerm &term);
    void narrow(ClockTerm &clock, const FilterTerm &term);
    bool holds(const IndexTerm &term, const HotRow &row) const;
    bool holds(const ClockTerm &term, const HotRow &row, quint16 clocks, Instant now) const;
    bool holdsForClock(const ClockTerm &term, const HotRow &row, size_t kind, quint16 clocks,
                       Instant now) const;
    static Instant nextDueEdge(const ClockTerm &clock, const HotRow &row, Instant next, Instant now);
    static bool holds(const TimeTerm &term, const HotRow &row, Instant now);
    static bool holds(const DueTerm &term, Instant due, Instant now);
    static bool holds(const IncidentTerm &term, const RowStore &rows, Slot slot);
    static bool holds(const TextTerm &term, const RowStore &rows, Slot slot);

    std::vector<FlagTerm> m_flags;
    std::vector<IndexTerm> m_indexes;
    std::vector<TimeTerm> m_times;
    std::optional<ClockTerm> m_clock;   ///< the terms without "-", together
    std::vector<ClockTerm> m_notClocks; ///< each with "-"
    std::vector<TextTerm> m_texts;
    std::vector<IncidentTerm> m_incidents;
    bool m_hasOwnEdges = false;
    quint32 m_me = 0;
};

} // namespace muster::views
