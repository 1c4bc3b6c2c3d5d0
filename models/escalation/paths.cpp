// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/escalation/paths.h"

#include "models/escalation/waymatch.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::escalation {

std::vector<PathHint> suggestPaths(const policy::EscalationRules &rules, const QString &subject,
                                   const QStringList &texts)
{
    std::vector<std::vector<TextWord>> read{wordsOf(subject)};
    read.reserve(size_t(texts.size()) + 1);
    for (const QString &text : texts)
        read.push_back(wordsOf(ownText(text, rules.words.mail)));
    std::vector<PathHint> hints;
    for (const policy::EscalationPath &path : rules.paths) {
        PathHint hint{path.key, {}};
        for (const QString &way : path.words) {
            const std::vector<Way> ways{Way(way)};
            if (std::ranges::any_of(read, [&](const auto &words) { return holdsAny(words, ways); }))
                hint.words += way;
        }
        if (!hint.words.isEmpty())
            hints.push_back(std::move(hint));
    }
    std::ranges::stable_sort(hints, std::greater(), [](const PathHint &hint) { return hint.words.size(); });
    return hints;
}

const policy::SupportLine *lineFor(const policy::EscalationRules &rules, int rank)
{
    // A line that hands on to another one that takes the same rank is a way in, not the place.
    const policy::SupportLine *found = nullptr;
    for (const policy::SupportLine &line : rules.lines) {
        if (std::ranges::find(line.ranks, rank) != line.ranks.end() && (!found || found->to == line.key))
            found = &line;
    }
    return found;
}

const policy::SupportLine *nextLine(const policy::EscalationRules &rules, const QString &line)
{
    const policy::SupportLine *known = rules.line(line);
    return known ? rules.line(known->to) : nullptr;
}

QString sourceNote(const policy::EscalationRules &rules, const QString &source, const QString &tier)
{
    const policy::RequestSource *known = rules.source(source);
    if (!known || known->tiers.isEmpty() || known->tiers.contains(tier))
        return {};
    return u"%1 is meant for %2."_s.arg(known->name, known->tiers.join(u", "_s));
}

} // namespace muster::escalation
