// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/limits.h"

#include "models/views/fold.h"

#include <QCoreApplication>

#include <algorithm>

namespace muster::views {

using namespace Qt::StringLiterals;

namespace {

using Key = FilterTerm::Key;
using Compare = FilterTerm::Compare;

struct LimitText
{
    Q_DECLARE_TR_FUNCTIONS(LimitText)
};

void addList(FilterQuery &query, Key key, const QStringList &values)
{
    FilterTerm term{key, Compare::Equals, false, {}, {}};
    for (const QString &value : values)
        term.values += folded(value);
    if (!term.values.isEmpty())
        query.terms.push_back(std::move(term));
}

void add(FilterQuery &query, const QString &text)
{
    std::ranges::move(parseFilter(text).terms, std::back_inserter(query.terms));
}

} // namespace

FilterQuery baseOf(const policy::Threshold &limit)
{
    FilterQuery query = parseFilter(u"is:open"_s);
    addList(query, Key::Priority, limit.priorities);
    addList(query, Key::Tier, limit.tiers);
    addList(query, Key::Tag, limit.tags);
    return query;
}

FilterQuery countedBy(const policy::Threshold &limit)
{
    FilterQuery query = baseOf(limit);
    switch (limit.counts) {
    case policy::Threshold::Counts::All:
        break;
    case policy::Threshold::Counts::Unassigned:
        add(query, u"owner:nobody"_s);
        break;
    case policy::Threshold::Counts::AtRisk:
        add(query, u"state:at_risk,breached"_s);
        break;
    case policy::Threshold::Counts::Older:
        query.terms.push_back({Key::Age, Compare::More, false, {}, limit.than});
        break;
    }
    return query;
}

std::vector<FilterQuery> limitQueries(const policy::ThresholdRules &rules)
{
    std::vector<FilterQuery> queries;
    queries.reserve(rules.limits.size() * 2);
    for (const policy::Threshold &limit : rules.limits) {
        queries.push_back(countedBy(limit));
        queries.push_back(baseOf(limit));
    }
    return queries;
}

std::vector<automation::Reading> readingsOf(const std::vector<int> &counts)
{
    std::vector<automation::Reading> readings;
    readings.reserve(counts.size() / 2);
    for (size_t i = 0; i + 1 < counts.size(); i += 2)
        readings.push_back({counts[i], counts[i + 1]});
    return readings;
}

QString limitSentence(const policy::ThresholdRules &rules, const policy::Threshold &limit,
                      const automation::Reading &reading)
{
    const QString figures = automation::limitWords(limit, reading);
    if (!automation::isAbove(rules, limit, reading, false))
        return LimitText::tr("%1: %2.").arg(limit.name, figures);
    return LimitText::tr("%1, above its limit: %2.").arg(limit.name, figures);
}

} // namespace muster::views
