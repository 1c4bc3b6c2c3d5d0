// SPDX-License-Identifier: GPL-3.0-or-later
// The filter line cut into tokens, before anything is known about keys and values. Pure.
#pragma once

#include "models/views/filterquery.h"

#include <span>

namespace muster::views {

struct FilterChar
{
    QChar c;
    bool quoted = false;
    qsizetype at = 0; ///< in the line
};

/// Text between spaces, quotes and escapes taken off: [-][key operator]rest.
struct FilterToken
{
    qsizetype at = 0, length = 0; ///< in the line, with quotes and "-"
    bool negated = false;
    bool unclosedQuote = false;
    QString key; ///< as typed; empty for a word
    QChar op;    ///< ':', '<' or '>'; null for a word
    std::vector<FilterChar> rest;

    QString text() const;
};

std::vector<FilterToken> filterTokens(const QString &line);
/// The rest cut at commas that are not in quotes.
std::vector<FilterToken> splitValues(const FilterToken &token);
/// In quotes where it must be to be read as one value (of a list or a word) again.
QString quotedValue(const QString &value);
QString quotedWord(const QString &word, bool negated);

struct FilterKeyName
{
    FilterTerm::Key key;
    QString name;
};
/// Every key but Word, as it is written.
std::span<const FilterKeyName> filterKeyNames();
QString filterKeyName(FilterTerm::Key key);
/// The fixed values of a key (status, clock, state, is, due); empty for keys whose values are names.
QStringList fixedValues(FilterTerm::Key key);
bool takesDuration(FilterTerm::Key key);
/// "30m", "2h": the largest unit that gives a whole number.
QString durationText(Millis duration);

} // namespace muster::views
