// SPDX-License-Identifier: GPL-3.0-or-later
// What a time in a message is about: the next update, a promised repair, the start. Judged by the words of
// its clause, then of the clauses before it in the same sentence.
#pragma once

#include "models/comms/timetext.h"

namespace muster::comms {

enum class TimeRole : quint8
{
    Other,
    NextUpdate,
    Repair, ///< to come; a repair that is over has the role Other
    Start
};

struct TimedWords
{
    TimeMention time;
    TimeRole role = TimeRole::Other;
    Span words; ///< from the words that give the role to the time, or the other way round
};

/// In order of place: every time of the text with its role.
std::vector<TimedWords> timedWords(const Prose &prose, const TimeFrame &frame);

/// Whether a span speaks of what is to come: "will", "expect", "next".
bool speaksOfFuture(const QString &words);

} // namespace muster::comms
