// SPDX-License-Identifier: GPL-3.0-or-later
// The filter language of the queue, one line that can be pasted to a colleague:
// `priority:P1 tier:enterprise due<2h -status:waiting "export job"`. Words match subject, case, customer,
// contact.
#pragma once

#include "models/views/ticketrow.h"

#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace muster::views {

/// Where in the text a mistake stands, for the underline in the field.
struct FilterProblem
{
    qsizetype at = 0, length = 0;
    QString what; ///< a sentence, with what would be right
    bool operator==(const FilterProblem &) const = default;
};

/// Keys: priority: tier: status: owner: (me, nobody, a name) customer: tag: case: incident: (any, none, a
/// part of number or title of a running one) cause: (the same, of what it is said to be caused by) clock:
/// (first_response, …) state: (running, at_risk, breached, paused, met) is: (open, unassigned, mine,
/// acknowledged, unanswered, escalated) due<2h due>30m due:today age>3d age<1h updated>1d. Several values:
/// priority:P1,P2. "-" negates. Quotes hold spaces.
///
/// Priorities and tiers are meant by key or whole name, tags by whole name, owners and customers by the
/// beginning of any word of their name. All clock:, state: and due terms without "-" must hold for one and
/// the same clock; clocks that have ended count only for state:met, or for state: beside a clock: that names
/// them. due looks at running clocks: due<2h takes in what is past due, due:today means the UTC date. age and
/// updated count back from now.
struct FilterTerm
{
    enum class Key : quint8
    {
        Word,
        Priority,
        Tier,
        Status,
        Owner,
        Customer,
        Tag,
        Case,
        Incident,
        Cause,
        Clock,
        State,
        Is,
        Due,
        Age,
        Updated
    };
    enum class Compare : quint8
    {
        Equals,
        Less,
        More
    };
    Key key = Key::Word;
    Compare compare = Compare::Equals;
    bool negated = false;
    QStringList values; ///< folded to lower case
    Millis duration{0}; ///< Due, Age, Updated
    bool operator==(const FilterTerm &) const = default;
};

struct FilterQuery
{
    std::vector<FilterTerm> terms;       ///< all must hold
    std::vector<FilterProblem> problems; ///< terms with a mistake are left out
    bool operator==(const FilterQuery &) const = default;
};

FilterQuery parseFilter(const QString &text);
/// The shortest text that reads as the same query.
QString filterText(const FilterQuery &query);

/// Completions at `cursor` for the names that exist: full texts to put in place of the word there.
QStringList filterCompletions(const QString &text, qsizetype cursor, const Names &names);

} // namespace muster::views
