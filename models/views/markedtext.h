// SPDX-License-Identifier: GPL-3.0-or-later
// Texts with the places that matched a search, for lists and conversations to show them. Words are what the
// search index takes for words: letters and digits, whatever their case and accents. Pure; any thread.
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace muster::views {

struct MarkedSpan
{
    qsizetype at = 0, length = 0;
    bool operator==(const MarkedSpan &) const = default;
};

struct MarkedText
{
    QString text;
    std::vector<MarkedSpan> spans; ///< ascending, apart from each other
    bool operator==(const MarkedText &) const = default;
};

/// A snippet of SearchHit: \x02 … \x03 become spans, and white space of any length one space.
MarkedText readMarks(const QString &snippet);

/// Where the words of `query` stand in `text`; the last one may go on ("expo" marks "export").
std::vector<MarkedSpan> wordPlaces(const QString &text, const QString &query);
MarkedText markWords(const QString &text, const QString &query);

/// Without its beginning where the first mark stands further in than `lead` characters; "…" stands for it.
MarkedText fromFirstMark(const MarkedText &marked, qsizetype lead);

} // namespace muster::views
