// SPDX-License-Identifier: GPL-3.0-or-later
// Which known issues a text may be about. Pure, whole numbers only.
#pragma once

#include "models/escalation/similar.h"
#include "models/knowledge/knownissue.h"

#include <QStringList>

namespace muster::knowledge {

/// How well a text fits a known issue, and by which words.
struct Fit
{
    KnownIssueId issue;
    int permille = 0; ///< how much of the title, or of the one symptom that fits best, stands in the text
    QStringList words;
    bool operator==(const Fit &) const = default;
};

/// What is compared of a known issue: its title and each line of its symptoms. To be kept while it is as it
/// is.
struct Prints
{
    KnownIssueId issue;
    std::vector<std::pair<QString, escalation::Fingerprint>> lines;
};
Prints printsOf(const KnownIssue &issue, const policy::MailMarks &marks);

/// From here on a known issue is worth showing.
inline constexpr int kFits = 500;

/// Those that fit by kFits at least and by two words or more, the best first; at most `most`.
std::vector<Fit> fitsOf(std::span<const Prints> issues, const QString &subject, const QString &text,
                        const policy::MailMarks &marks, qsizetype most);

} // namespace muster::knowledge
