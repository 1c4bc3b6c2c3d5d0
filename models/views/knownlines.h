// SPDX-License-Identifier: GPL-3.0-or-later
// What is known already, as lines for a list: similar tickets, tickets of one cause, known issues. Texts for
// people; pure.
#pragma once

#include "models/views/knowledgedesk.h"

namespace muster::views {

struct KnownLine
{
    enum class Kind : quint8
    {
        Heading,
        Told, ///< a sentence: nothing to choose
        Ticket,
        Issue
    };
    Kind kind = Kind::Told;
    SubjectId id; ///< of the ticket or the known issue
    QString number, title;
    QString right;   ///< status
    QString foot;    ///< why it is here
    SubjectId cause; ///< what to link to for "the same cause"
    QString causeNumber;
    bool isOver = false;   ///< closed, resolved or fixed
    bool isLinked = false; ///< it is linked already
    bool isChoice() const { return kind == Kind::Ticket || kind == Kind::Issue; }
    QString spoken() const; ///< the line as one text
    bool operator==(const KnownLine &) const = default;
};

/// "3 reports of the same by this customer in 30 days, with this one"; empty where it is the only one.
QString repeatsText(const SimilarAnswer &answer);

/// Known issues first, then tickets, the best in front.
std::vector<KnownLine> similarLines(const SimilarAnswer &answer);
KnownLine issueLine(const knowledge::KnownIssue &issue);

/// How many of one cause, of which customers, how lately.
struct CauseCounts
{
    int total = 0, inWeek = 0, inMonth = 0;          ///< the last 7 and 30 days
    std::vector<std::pair<QString, int>> byCustomer; ///< who has most in front, then by name
    bool operator==(const CauseCounts &) const = default;
};
CauseCounts countsOf(const CauseGroup &group, Instant now);
/// "12 tickets: 4 in 7 days, 9 in 30 days. Nordwind 7, Initech 3, 2 others".
QString countsText(const CauseCounts &counts);

/// A heading with the counts for each cause, its tickets below it, the ticket itself marked.
std::vector<KnownLine> causeLines(const std::vector<CauseGroup> &groups, TicketId ticket, Instant now);

} // namespace muster::views
