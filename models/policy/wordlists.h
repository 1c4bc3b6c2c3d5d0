// SPDX-License-Identifier: GPL-3.0-or-later
// Words by which a ticket's text shows that it is about security or lost revenue, by language, and how mail
// marks what is not the writer's own. Data: models/escalation/words reads texts by them.
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace muster::policy {

/// One language's ways to say it. A way is a run of words; "leak*" stands for every word that begins so, ".."
/// for up to three words in between, "a|b" for either.
struct WordList
{
    QString language; ///< ISO 639: "en"
    QStringList ways;
    QStringList except; ///< runs that only sound like it: what overlaps them does not count
    bool operator==(const WordList &) const = default;
};

/// How a language says that something is not so.
struct Denial
{
    QString language;
    QStringList before; ///< stands before what it denies
    QStringList after;  ///< stands behind it
    QStringList lifted; ///< takes a denial back: "not sure", "rule out"
    bool operator==(const Denial &) const = default;
};

/// What is not the writer's own, by the words that begin it.
struct MailMarks
{
    QStringList quotes;      ///< a line before an answered mail: "on .. wrote"
    QStringList headers;     ///< fields of a forwarded mail's head: "from:", "gesendet:"
    QStringList closings;    ///< a line of its own behind which the signature stands
    QStringList disclaimers; ///< a paragraph with it is the small print below a mail
    QStringList resumes;     ///< begins the writer's own words again below a signature: "ps"
    bool operator==(const MailMarks &) const = default;
};

struct WordLists
{
    std::vector<WordList> security, revenue;
    std::vector<Denial> denials;
    QStringList request; ///< words of a subject by which a customer asks: "ESCALATE"
    MailMarks mail;
    bool operator==(const WordLists &) const = default;
};

} // namespace muster::policy
