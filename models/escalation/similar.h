// SPDX-License-Identifier: GPL-3.0-or-later
// How alike two reports are, and how often a customer reported the same. Pure, whole numbers only, so that
// every desk comes to the same. The measure: of each text the set of its words without those that every text
// has, in a short form ("failed" and "fails" are one), each with a weight (longer words and words with digits
// say more); alike is twice the weight of what both have, of the weight of both.
#pragma once

#include "models/base/id.h"
#include "models/base/time.h"
#include "models/escalation/mailtext.h"
#include "models/policy/escalationrules.h"

#include <span>

namespace muster::escalation {

/// What is compared of a text; small, to be kept beside a ticket. Ascending by `word`.
struct Fingerprint
{
    struct Part
    {
        quint32 word = 0; ///< a hash that is the same on every desk
        quint32 weight = 0;
        bool operator==(const Part &) const = default;
    };
    std::vector<Part> parts;
    quint32 weight = 0; ///< of all parts
    bool operator==(const Fingerprint &) const = default;
};

/// Of a subject and what the writer said (models/escalation/mailtext); the first kMostCompared words count.
Fingerprint fingerprintOf(const QString &subject, const QString &text, const policy::MailMarks &marks);
inline constexpr qsizetype kMostCompared = 400;

/// 0 to 1000. Texts of fewer than three words that count are like nothing.
int likeness(const Fingerprint &left, const Fingerprint &right);

/// A report as the count sees it.
struct Report
{
    TicketId ticket;
    CustomerId customer;
    Instant at{};
    Fingerprint text;
    std::vector<SubjectId> causes;    ///< incidents and tickets that it is linked to as caused by them
    std::vector<Instant> causesSince; ///< beside `causes`; where it is shorter: since `at`
    bool operator==(const Report &) const = default;
};

/// Another report of the same, and by what it counts.
struct Repeat
{
    TicketId ticket;
    Instant at{};
    int permille = 0; ///< how alike the texts are
    bool isAlike = false, hasSameCause = false;
    Instant since{}; ///< since when both are known to be the same
    bool operator==(const Repeat &) const = default;
};

struct Repeats
{
    int count = 1;               ///< with the report itself
    std::vector<Repeat> counted; ///< the newest first
    bool isMany = false;         ///< as often as the rule asks for
    bool operator==(const Repeats &) const = default;
};

/// The reports of `others` by the same customer that are the same: alike by the rule, or with a cause in
/// common; not older than the rule's span before this one, and not newer than it. Without a customer there
/// are none.
Repeats repeatsOf(const Report &report, std::span<const Report> others, const policy::RepeatRule &rule);

/// Since when they are as many as the rule asks for: with the report that made them so, or with the link by
/// which one of them came to be the same; absent below.
std::optional<Instant> manySince(const Report &report, const Repeats &repeats,
                                 const policy::RepeatRule &rule);

/// A word by which texts that are alike may be found.
struct SearchWord
{
    QStringList forms;  ///< as it stands there, then as it may stand elsewhere: "fails", "failed"
    quint32 weight = 0; ///< as in a fingerprint
    bool operator==(const SearchWord &) const = default;
};
/// Of a subject and what the writer said: those that say most first, at most `most`. Words that every text
/// has are left out.
std::vector<SearchWord> searchWords(const QString &subject, const QString &text,
                                    const policy::MailMarks &marks, qsizetype most);

/// The words that both texts have, those that say most in front, at most eight: what counted, for people.
QStringList commonWords(const QString &left, const QString &right, const policy::MailMarks &marks);

} // namespace muster::escalation
