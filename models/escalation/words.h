// SPDX-License-Identifier: GPL-3.0-or-later
// Finds in a ticket's text that it is about security or about lost revenue, and in a subject or an answer
// that the customer asks to escalate. Pure; by the policy's word lists, in several languages; in time that
// grows with the text alone. Source: the automatic triggers of the matrix.
#pragma once

#include "models/policy/wordlists.h"

#include <memory>
#include <vector>

namespace muster::escalation {

/// Words that were found, and whether they count.
struct WordHit
{
    qsizetype begin = 0, length = 0; ///< in the text as it was given, UTF-16 units
    QString words;                   ///< as they stand there
    QString language, way;           ///< of the list, and the way that fits
    QString deniedBy; ///< "not", where the text says that it is not so; such a hit does not count
    bool counts() const { return deniedBy.isEmpty(); }
    bool operator==(const WordHit &) const = default;
};

enum class Topic : quint8
{
    Security,
    Revenue
};

/// The lists made ready; read-only, to be shared.
class WordFinder
{
public:
    explicit WordFinder(const policy::WordLists &lists);
    WordFinder(const WordFinder &) = delete;
    WordFinder &operator=(const WordFinder &) = delete;
    ~WordFinder();

    /// In order of place, without overlap. Quotations, signatures and small print are left out
    /// (models/escalation/mailtext).
    std::vector<WordHit> find(Topic topic, const QString &text) const;
    /// Whether any hit counts, in the subject or the text.
    bool isAbout(Topic topic, const QString &subject, const QString &text) const;
    /// Whether a subject asks to escalate: one of the words in capitals or behind "[" anywhere, or alone but
    /// for what mail puts before it ("Re:").
    bool asksToEscalate(const QString &subject) const;
    /// Whether a message of the customer asks so: its first own line begins with the word (in capitals,
    /// behind
    /// "[" or alone), or it stands in capitals on a line of its own.
    bool answersToEscalate(const QString &text) const;

private:
    struct Ready;
    std::unique_ptr<const Ready> m_ready;
};

/// “data breach”, “hacked”: what was found, for people; empty where nothing counts.
QString foundText(const std::vector<WordHit> &hits);

} // namespace muster::escalation
