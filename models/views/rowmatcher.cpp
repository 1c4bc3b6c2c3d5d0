// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/rowmatcher.h"

#include "models/views/namesets.h"

namespace muster::views {

using Key = FilterTerm::Key;
using Compare = FilterTerm::Compare;

namespace {

bool isIn(const std::vector<quint8> &set, size_t index)
{
    return index < set.size() && set[index] != 0;
}

quint32 indexOf(const Names &names, PersonId me)
{
    if (me.isNull())
        return 0;
    const auto it = std::ranges::find(names.people, me, &PersonName::id);
    return it == names.people.end() ? 0 : quint32(it - names.people.begin());
}

bool isPast(Millis passed, Compare compare, Millis duration)
{
    return compare == Compare::Less ? passed < duration : passed > duration;
}

quint8 stateMask(const QStringList &values)
{
    unsigned mask = 0;
    for (const auto state : {sla::ClockState::Running, sla::ClockState::AtRisk, sla::ClockState::Breached,
                             sla::ClockState::Paused, sla::ClockState::Met}) {
        if (values.contains(sla::clockStateName(state)))
            mask |= 1u << unsigned(state);
    }
    return quint8(mask);
}

quint8 kindMask(const QStringList &values)
{
    unsigned mask = 0;
    for (const auto &value : values) {
        if (const auto kind = sla::clockFromName(value))
            mask |= 1u << unsigned(*kind);
    }
    return quint8(mask);
}

} // namespace

RowMatcher::RowMatcher(const FilterQuery &query, const Names &names, PersonId me) : m_me(indexOf(names, me))
{
    for (const auto &term : query.terms)
        compile(term, names, me);
}

void RowMatcher::compile(const FilterTerm &term, const Names &names, PersonId me)
{
    switch (term.key) {
    case Key::Priority:
    case Key::Tier:
    case Key::Status:
    case Key::Owner:
    case Key::Customer:
    case Key::Tag:
        m_indexes.push_back({term.key, term.negated, nameSet(term, names, me)});
        break;
    case Key::Is:
        compileIs(term);
        break;
    case Key::Incident:
    case Key::Cause:
        m_incidents.push_back({term.key, term.negated, term.values});
        break;
    case Key::Age:
    case Key::Updated:
        m_times.push_back({term.key, term.negated, term.compare, term.duration});
        m_hasOwnEdges = true;
        break;
    case Key::Clock:
    case Key::State:
    case Key::Due:
        compileClock(term);
        break;
    case Key::Word:
    case Key::Case:
        compileText(term, names);
        break;
    }
}

void RowMatcher::compileIs(const FilterTerm &term)
{
    unsigned flags = 0;
    if (term.values.contains(u"open"))
        flags |= HotRow::Open;
    if (term.values.contains(u"unassigned"))
        flags |= HotRow::Unassigned;
    if (term.values.contains(u"acknowledged"))
        flags |= HotRow::Acknowledged;
    if (term.values.contains(u"unanswered"))
        flags |= HotRow::Unanswered;
    if (term.values.contains(u"escalated"))
        flags |= HotRow::Escalated;
    m_flags.push_back({term.negated, quint8(flags), term.values.contains(u"mine")});
}

void RowMatcher::compileText(const FilterTerm &term, const Names &names)
{
    TextTerm text{term.negated, term.key == Key::Case, {}, {}};
    for (const auto &value : term.values)
        text.needles.push_back(foldedUtf8(value));
    if (!text.caseOnly) {
        text.customers.assign(names.customers.size(), 0);
        for (size_t i = 0; i < names.customers.size(); ++i) {
            const std::string name = foldedUtf8(names.customers[i].name);
            text.customers[i] =
                std::ranges::any_of(text.needles, [&](const auto &n) { return contains(name, n); });
        }
    }
    m_texts.push_back(std::move(text));
}

void RowMatcher::compileClock(const FilterTerm &term)
{
    m_hasOwnEdges = m_hasOwnEdges || term.key == Key::Due;
    if (term.negated) {
        narrow(m_notClocks.emplace_back(), term);
        return;
    }
    if (!m_clock)
        m_clock.emplace();
    narrow(*m_clock, term);
}

void RowMatcher::narrow(ClockTerm &clock, const FilterTerm &term)
{
    if (term.key == Key::Clock) {
        clock.kinds &= kindMask(term.values);
        clock.named = true;
    } else if (term.key == Key::Due) {
        clock.due.push_back({term.compare, term.duration});
    } else if (const quint8 mask = stateMask(term.values); clock.states == 0) {
        clock.states = mask;
    } else if ((clock.states &= mask) == 0) {
        clock.kinds = 0; // two states at once: no clock has them
    }
}

bool RowMatcher::isEmpty() const
{
    return m_flags.empty() && m_indexes.empty() && m_times.empty() && !m_clock && m_notClocks.empty() &&
           m_texts.empty() && m_incidents.empty();
}

bool RowMatcher::matches(const RowStore &rows, Slot slot, quint16 clocks, Instant now) const
{
    const HotRow &row = rows.hot(slot);
    for (const auto &term : m_flags) {
        const bool is = (row.flags & term.flags) != 0 || (term.mine && m_me != 0 && row.assignee == m_me);
        if (is == term.negated)
            return false;
    }
    const auto fails = [&](const auto &term, bool is) { return is == term.negated; };
    for (const auto &term : m_indexes) {
        if (fails(term, holds(term, row)))
            return false;
    }
    for (const auto &term : m_times) {
        if (fails(term, holds(term, row, now)))
            return false;
    }
    for (const auto &term : m_incidents) {
        if (fails(term, holds(term, rows, slot)))
            return false;
    }
    if (m_clock && !holds(*m_clock, row, clocks, now))
        return false;
    for (const auto &term : m_notClocks) {
        if (holds(term, row, clocks, now))
            return false;
    }
    return std::ranges::none_of(m_texts,
                                [&](const auto &term) { return fails(term, holds(term, rows, slot)); });
}

bool RowMatcher::holds(const IndexTerm &term, const HotRow &row) const
{
    switch (term.key) {
    case Key::Priority:
        return isIn(term.set, row.priority);
    case Key::Tier:
        return isIn(term.set, row.tier);
    case Key::Status:
        return isIn(term.set, size_t(row.status));
    case Key::Owner:
        return isIn(term.set, row.assignee);
    case Key::Customer:
        return isIn(term.set, row.customer);
    case Key::Tag:
        return isIn(term.set, row.tags);
    case Key::Word:
    case Key::Case:
    case Key::Incident:
    case Key::Cause:
    case Key::Clock:
    case Key::State:
    case Key::Is:
    case Key::Due:
    case Key::Age:
    case Key::Updated:
        break;
    }
    return false;
}

bool RowMatcher::holds(const IncidentTerm &term, const RowStore &rows, Slot slot)
{
    const QString words =
        term.key == Key::Cause ? rows.causeWords(slot) : rows.incidentWords(rows.hot(slot).incident);
    return std::ranges::any_of(term.values, [&](const QString &value) {
        if (value == u"none")
            return words.isEmpty();
        return !words.isEmpty() && (value == u"any" || words.contains(value));
    });
}

bool RowMatcher::holds(const TimeTerm &term, const HotRow &row, Instant now)
{
    return isPast(now - (term.key == Key::Age ? row.created : row.updated), term.compare, term.duration);
}

bool RowMatcher::holds(const ClockTerm &term, const HotRow &row, quint16 clocks, Instant now) const
{
    for (size_t kind = 0; kind < row.due.size(); ++kind) {
        if ((term.kinds >> kind & 1) != 0 && holdsForClock(term, row, kind, clocks, now))
            return true;
    }
    return false;
}

bool RowMatcher::holdsForClock(const ClockTerm &term, const HotRow &row, size_t kind, quint16 clocks,
                               Instant now) const
{
    const auto state = clockStateIn(clocks, kind);
    const bool going = isGoingIn(clocks, kind);
    if (state == sla::ClockState::None || (term.states == 0 && !going))
        return false;
    if (term.states != 0) {
        if ((term.states >> unsigned(state) & 1) == 0)
            return false;
        // A clock that ended late is history: it counts only where it is asked for by name.
        if (!going && !term.named && state != sla::ClockState::Met)
            return false;
    }
    return std::ranges::all_of(term.due, [&](const DueTerm &due) { return holds(due, row.due[kind], now); });
}

bool RowMatcher::holds(const DueTerm &term, Instant due, Instant now)
{
    if (due == kNever)
        return false;
    if (term.compare == Compare::Equals)
        return std::chrono::floor<std::chrono::days>(due) == std::chrono::floor<std::chrono::days>(now);
    return isPast(due - now, term.compare, term.duration);
}

bool RowMatcher::holds(const TextTerm &term, const RowStore &rows, Slot slot)
{
    if (!term.caseOnly && isIn(term.customers, rows.hot(slot).customer))
        return true;
    const auto text = term.caseOnly ? rows.text().caseNumber(slot) : rows.text().all(slot);
    return std::ranges::any_of(term.needles, [&](const auto &needle) { return contains(text, needle); });
}

Instant RowMatcher::nextDueEdge(const ClockTerm &clock, const HotRow &row, Instant next, Instant now)
{
    for (const auto &term : clock.due) {
        for (const Instant due : row.due) {
            if (due == kNever)
                continue;
            const auto day = std::chrono::floor<std::chrono::days>(due);
            const bool today = term.compare == Compare::Equals;
            next = earlierEdge(next, today ? Instant(day) : due - term.duration, now);
            if (today)
                next = earlierEdge(next, Instant(day + std::chrono::days(1)), now);
        }
    }
    return next;
}

Instant RowMatcher::nextEdge(const HotRow &row, Instant now) const
{
    Instant next = kNever;
    for (const auto &term : m_times)
        next = earlierEdge(next, (term.key == Key::Age ? row.created : row.updated) + term.duration, now);
    if (m_clock)
        next = nextDueEdge(*m_clock, row, next, now);
    for (const auto &clock : m_notClocks)
        next = nextDueEdge(clock, row, next, now);
    return next;
}

} // namespace muster::views
