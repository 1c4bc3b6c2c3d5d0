// SPDX-License-Identifier: GPL-3.0-or-later
// A message made ready for reading by rule: same length as the original, so that every offset fits both.
#pragma once

#include <QRegularExpression>
#include <QString>

#include <vector>

namespace muster::comms {

/// Half open, in UTF-16 units.
struct Span
{
    qsizetype begin = 0, end = 0;
    bool operator==(const Span &) const = default;
    bool holds(qsizetype at) const { return begin <= at && at < end; }
    bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
    qsizetype length() const { return end - begin; }
};

struct Prose
{
    QString text;                ///< curly quotes made straight, odd spaces plain, lone surrogates replaced
    std::vector<Span> sentences; ///< in order, without overlap, none longer than kLongestSentence
    std::vector<Span> quotes;    ///< what somebody else said: "…", «…» and lines behind ">"

    static constexpr qsizetype kLongestSentence = 800;

    /// The sentence around a place; an empty one where there is none.
    Span sentenceAt(qsizetype at) const;
    bool isQuoted(qsizetype at) const;
    QString in(Span span) const { return text.mid(span.begin, span.length()); }
};

/// Never fails, in time that grows with the length alone.
Prose proseOf(const QString &original);

/// A place where a rule's words were found, with the texts of its groups.
struct Hit
{
    Span span;
    QStringList groups; ///< [0] is the whole
    std::vector<Span> groupSpans;
};
/// Every match that does not reach over the end of its sentence, in order.
std::vector<Hit> hitsOf(const Prose &prose, const QRegularExpression &rule);
/// A rule in lower and upper case alike; a blank in the pattern stands for any run of blanks or one line end.
QRegularExpression words(const QString &pattern);
/// Any of several ways to say it.
QRegularExpression anyOf(const QStringList &ways);

} // namespace muster::comms
