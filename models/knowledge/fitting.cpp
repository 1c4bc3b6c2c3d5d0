// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/knowledge/fitting.h"

#include <algorithm>

namespace muster::knowledge {
namespace {

using escalation::Fingerprint;

constexpr qsizetype kLeastWords = 2;
constexpr qsizetype kMostSymptoms = 40;

/// How much of the words of `part` stand in `whole`.
int shareOf(const Fingerprint &part, const Fingerprint &whole)
{
    quint64 common = 0;
    auto at = whole.parts.begin();
    for (const Fingerprint::Part &each : part.parts) {
        at = std::lower_bound(at, whole.parts.end(), each.word,
                              [](const Fingerprint::Part &left, quint32 word) { return left.word < word; });
        if (at != whole.parts.end() && at->word == each.word)
            common += each.weight;
    }
    return part.weight == 0 ? 0 : int(1000 * common / part.weight);
}

} // namespace

Prints printsOf(const KnownIssue &issue, const policy::MailMarks &marks)
{
    QStringList lines = issue.symptoms.split(u'\n', Qt::SkipEmptyParts).mid(0, kMostSymptoms);
    lines.prepend(issue.title);
    Prints prints{issue.id, {}};
    prints.lines.reserve(size_t(lines.size()));
    for (const QString &line : lines)
        prints.lines.emplace_back(line, escalation::fingerprintOf(line, {}, marks));
    return prints;
}

std::vector<Fit> fitsOf(std::span<const Prints> issues, const QString &subject, const QString &text,
                        const policy::MailMarks &marks, qsizetype most)
{
    const Fingerprint whole = escalation::fingerprintOf(subject, text, marks);
    const QString all = subject + QStringLiteral("\n\n") + text;
    std::vector<Fit> fits;
    for (const Prints &issue : issues) {
        Fit best;
        for (const auto &[line, print] : issue.lines) {
            const int share = shareOf(print, whole);
            if (share < kFits || share <= best.permille)
                continue;
            const QStringList words = escalation::commonWords(line, all, marks);
            if (words.size() >= kLeastWords)
                best = {issue.issue, share, words};
        }
        if (best.permille > 0)
            fits.push_back(std::move(best));
    }
    std::ranges::sort(fits, [](const Fit &left, const Fit &right) {
        return std::tuple(-left.permille, -left.words.size(), left.issue) <
               std::tuple(-right.permille, -right.words.size(), right.issue);
    });
    if (qsizetype(fits.size()) > most)
        fits.resize(size_t(most));
    return fits;
}

} // namespace muster::knowledge
