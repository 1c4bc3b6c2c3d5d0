// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/models/views/naivequeue.h"

#include "models/ticket/ticket.h"
#include "models/views/fold.h"

#include <QRegularExpression>

namespace muster::test {

using namespace Qt::StringLiterals;
using namespace views;
using Key = FilterTerm::Key;
using Compare = FilterTerm::Compare;
using Phase = sla::ClockSummary::Phase;

namespace {

bool beginsWord(const QString &name, const QString &text)
{
    const QString pattern = u"(?<![\\p{L}\\p{N}])"_s + QRegularExpression::escape(text);
    return QRegularExpression(pattern, QRegularExpression::UseUnicodePropertiesOption)
        .match(folded(name))
        .hasMatch();
}

bool compares(Millis length, const FilterTerm &term)
{
    return term.compare == Compare::Less ? length < term.duration : length > term.duration;
}

bool isGoing(const sla::ClockSummary &clock)
{
    return clock.phase == Phase::Running || clock.phase == Phase::Paused;
}

/// Whether all of `terms` (clock:, state:, due) hold for this one clock.
bool clockFits(const TicketRow &row, size_t kind, const std::vector<FilterTerm> &terms, Instant now)
{
    const auto &clock = row.clocks[kind];
    if (clock.phase == Phase::None)
        return false;
    const auto has = [&](Key key) {
        return std::ranges::any_of(terms, [&](const auto &t) { return t.key == key; });
    };
    const auto state = sla::stateAt(clock, now);
    if (!isGoing(clock) && !(has(Key::State) && (has(Key::Clock) || state == sla::ClockState::Met)))
        return false;
    return std::ranges::all_of(terms, [&](const FilterTerm &term) {
        if (term.key == Key::Clock)
            return term.values.contains(sla::clockName(sla::ClockKind(kind)));
        if (term.key == Key::State)
            return term.values.contains(sla::clockStateName(state));
        if (clock.phase != Phase::Running || clock.due == kNever)
            return false;
        if (term.compare == Compare::Equals)
            return toRfc3339(clock.due).left(10) == toRfc3339(now).left(10);
        return compares(clock.due - now, term);
    });
}

bool anyClockFits(const TicketRow &row, const std::vector<FilterTerm> &terms, Instant now)
{
    for (size_t kind = 0; kind < row.clocks.size(); ++kind) {
        if (clockFits(row, kind, terms, now))
            return true;
    }
    return false;
}

bool is(const TicketRow &row, const QString &what, const Names &names, PersonId me)
{
    if (what == u"open")
        return ticket::isOpen(row.status);
    if (what == u"unassigned")
        return row.assignee == 0;
    if (what == u"mine")
        return row.assignee != 0 && !me.isNull() && names.people[row.assignee].id == me;
    return what == u"acknowledged" ? row.acknowledged : row.customerSpokeLast;
}

bool owns(const TicketRow &row, const QString &who, const Names &names, PersonId me)
{
    if (who == u"me")
        return is(row, u"mine"_s, names, me);
    if (row.assignee == 0)
        return who == u"nobody";
    return beginsWord(names.people[row.assignee].name, who);
}

bool valueFits(const TicketRow &row, Key key, const QString &value, const Names &names, PersonId me)
{
    const QString customer = names.customers[row.customer].name;
    switch (key) {
    case Key::Word:
        return folded(row.subject).contains(value) || folded(row.caseNumber).contains(value) ||
               folded(row.contact).contains(value) || folded(customer).contains(value);
    case Key::Priority:
        return row.priority != 0 && (folded(names.priorities[row.priority].key) == value ||
                                     folded(names.priorities[row.priority].name) == value);
    case Key::Tier:
        return row.tier != 0 &&
               (folded(names.tiers[row.tier].key) == value || folded(names.tiers[row.tier].name) == value);
    case Key::Status:
        return ticket::statusName(row.status) == value;
    case Key::Owner:
        return owns(row, value, names, me);
    case Key::Customer:
        return row.customer != 0 && beginsWord(customer, value);
    case Key::Tag:
        return std::ranges::any_of(names.tagSets[row.tags],
                                   [&](const auto &t) { return folded(t) == value; });
    case Key::Case:
        return folded(row.caseNumber).contains(value);
    case Key::Incident: // none of these rows belongs to one
    case Key::Cause:    // or has one
        return value == u"none";
    case Key::Is:
        return is(row, value, names, me);
    case Key::Clock:
    case Key::State:
    case Key::Due:
    case Key::Age:
    case Key::Updated:
        break;
    }
    return false;
}

/// A number column's value, absent ones as nothing; text columns give a folded text.
std::pair<std::optional<qint64>, QByteArray> sortValue(const TicketRow &row, int column, const Names &names)
{
    switch (column) {
    case QueueModel::Priority:
        return {row.priority == 0 ? std::nullopt : std::optional<qint64>(names.priorities[row.priority].rank),
                {}};
    case QueueModel::Case: {
        const QString text = folded(row.caseNumber);
        return {text.section(u'-', -1).toLongLong(), text.section(u'-', 0, -2).toUtf8()};
    }
    case QueueModel::Subject:
        return {0, folded(row.subject).toUtf8()};
    case QueueModel::Customer:
        return {row.customer == 0 ? std::nullopt : std::optional<qint64>(0),
                folded(names.customers[row.customer].name).toUtf8()};
    case QueueModel::Tier:
        return {row.tier == 0 ? std::nullopt : std::optional<qint64>(row.tier), {}};
    case QueueModel::Owner:
        return {row.assignee == 0 ? std::nullopt : std::optional<qint64>(0),
                folded(names.people[row.assignee].name).toUtf8()};
    case QueueModel::Status:
        return {int(row.status), {}};
    case QueueModel::NextDue:
        return {nextDue(row) == kNever ? std::nullopt : std::optional<qint64>(toMillis(nextDue(row))), {}};
    default:
        return {-toMillis(row.created), {}};
    }
}

} // namespace

bool NaiveQueue::matches(const TicketRow &row, const FilterQuery &query, Instant now) const
{
    std::vector<FilterTerm> together;
    for (const auto &term : query.terms) {
        bool holds = false;
        if (term.key == Key::Age || term.key == Key::Updated) {
            holds = compares(now - (term.key == Key::Age ? row.created : row.updated), term);
        } else if (term.key == Key::Clock || term.key == Key::State || term.key == Key::Due) {
            if (!term.negated) {
                together.push_back(term);
                continue;
            }
            holds = anyClockFits(row, {term}, now);
        } else {
            holds = std::ranges::any_of(
                term.values, [&](const auto &v) { return valueFits(row, term.key, v, names, me); });
        }
        if (holds == term.negated)
            return false;
    }
    return together.empty() || anyClockFits(row, together, now);
}

std::vector<TicketId> NaiveQueue::visible(Instant now) const
{
    std::vector<const TicketRow *> shown;
    for (const auto &[id, row] : rows) {
        if (matches(row, filter, now))
            shown.push_back(&row);
    }
    std::ranges::sort(shown, [this](const TicketRow *left, const TicketRow *right) {
        auto [a, aText] = sortValue(*left, column, names);
        auto [b, bText] = sortValue(*right, column, names);
        if (a.has_value() != b.has_value())
            return a.has_value();
        if (a && (aText != bText || *a != *b))
            return (std::tie(aText, *a) < std::tie(bText, *b)) == (direction == Qt::AscendingOrder);
        return std::tuple(nextDue(*left), left->created, left->id) <
               std::tuple(nextDue(*right), right->created, right->id);
    });
    std::vector<TicketId> ids;
    for (const auto *row : shown)
        ids.push_back(row->id);
    return ids;
}

} // namespace muster::test
