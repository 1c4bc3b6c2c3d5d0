// SPDX-License-Identifier: GPL-3.0-or-later
// What in a mail is the writer's own: without quoted answers, forwarded heads, signatures and small print.
// Pure text, in time that grows with its length alone.
#pragma once

#include "models/policy/wordlists.h"

namespace muster::escalation {

/// How much of a text is read; what is behind it does not count.
inline constexpr qsizetype kMostRead = 50'000;

/// The text with everything that is not its writer's own made blank: same length up to kMostRead, so that
/// offsets fit both. Line ends stay.
QString ownText(const QString &text, const policy::MailMarks &marks);

/// In lower case without accents, ß as ss; everything else as it is.
QString plainText(QStringView text);
/// How many letters of a plain word belong to the one before it: the "d'" of "d'autres"; 0 mostly.
qsizetype elisionOf(QStringView plain);

/// One word of a text.
struct TextWord
{
    QString plain;                   ///< by plainText; "customer's" is one word, "d'autres" two
    qsizetype begin = 0, length = 0; ///< UTF-16 units
    int sentence = 0;                ///< counts up; a blank line or . ! ? ; : ends one
    int clause = 0;                  ///< counts up; a comma ends one, too
    bool operator==(const TextWord &) const = default;
};
std::vector<TextWord> wordsOf(const QString &text);

} // namespace muster::escalation
