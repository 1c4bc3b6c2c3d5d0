// SPDX-License-Identifier: GPL-3.0-or-later
// Matching of a few typed letters against a command's or ticket's name, for the palette. Pure functions.
#pragma once

#include <QString>
#include <QStringView>

#include <optional>
#include <vector>

namespace muster::ui {

struct FuzzyMatch
{
    int score = 0;                 ///< higher is better; comparable between texts for one needle
    std::vector<qsizetype> places; ///< positions in the text that matched, ascending
    bool operator==(const FuzzyMatch &) const = default;
};

/// The letters of each word of `needle` occur in `text` in order, whatever their case. Letters at the start
/// of words and letters that follow each other count more. An empty needle matches all with score 0.
std::optional<FuzzyMatch> fuzzyMatch(QStringView needle, QStringView text);

} // namespace muster::ui
