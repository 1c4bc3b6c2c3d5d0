// SPDX-License-Identifier: GPL-3.0-or-later
// How the others of the team read: who is here, what a desk of theirs did last, and what two people changed
// at the same time. Pure.
#pragma once

#include "models/views/teamdesk.h"

class QTimeZone;

namespace muster::views {

/// "AR" of "Ana Ruiz", "Z" of "Zoë"; "?" where there is no letter. Two letters at most.
QString initialsOf(const QString &name);

/// One of several desks of a person is enough to be here. By name; somebody without a name is left out.
QStringList namesHere(const std::vector<Here> &here);

std::vector<Here> hereAt(const std::vector<Here> &here, TicketId ticket);
std::vector<Here> hereAt(const std::vector<Here> &here, IncidentId incident);

/// "Ben is writing · Ana is here": who writes stands first, for that is what one must not do twice. `me` at
/// another desk is told as such. Three names at most, then how many more. Empty where nobody is.
QString hereText(const std::vector<Here> &here, PersonId me);

/// "Here now", "Last wrote 14:05"; the line must be up for the former.
QString deviceState(const TeamDevice &device, bool isLineUp, Instant now, const QTimeZone &zone);
/// What is not as it should be with a desk, a sentence each; empty where nothing is.
QStringList deviceTroubles(const TeamDevice &device);

/// The same in a few words: "3 missing · revoked".
QString deviceRemark(const TeamDevice &device);

/// "Case MSTR-7F3K-0042 priority: you set P2, Ana Ruiz set P1 at the same time; P1 holds (it is the later
/// one). Both stand in the history."
QString conflictText(const EditConflict &conflict);

} // namespace muster::views
