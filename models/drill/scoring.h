// SPDX-License-Identifier: GPL-3.0-or-later
// What the lines of a score share. Nothing outside models/drill includes this.
#pragma once

#include "models/drill/score.h"

namespace muster::drill {

/// The record as it was entered: what the trainee did counts from when it was written down, whatever time was
/// written on it. Held against that, nobody is earlier by claiming so.
incident::Incident asEntered(incident::Incident incident, PersonId trainee);

QString spoken(Millis length); ///< "40 s", "72 min", "5 h 20 min", "3 days"

/// All points up to the limit, none from twice the limit on, in between in proportion.
int pointsFor(Millis taken, Millis limit, int of);
/// `done` of `wanted`; everything where nothing is wanted.
int shareOf(qint64 done, qint64 wanted, int of);

/// The lines that ask what stands in the record, not when.
ScoreLine timelineLine(const incident::Incident &incident, const ScoreFrame &frame);
ScoreLine evidenceLine(const incident::Incident &incident);
ScoreLine learningLine(const incident::Incident &incident, const ScoreFrame &frame);

} // namespace muster::drill
