// SPDX-License-Identifier: GPL-3.0-or-later
// What a policy says of escalation, assignment, limits and notifications, to read, and what another one would
// change of that. Pure apart from the theme's colours.
#pragma once

#include "models/policy/policy.h"

namespace muster::ui {

/// Rich text: levels, matrix, what escalates by itself, who gets tickets, limits of queues, who is told what.
/// Texts are escaped.
QString sectionsHtml(const policy::Policy &policy);

/// One line a difference in these.
QStringList sectionChanges(const policy::Policy &before, const policy::Policy &after);

} // namespace muster::ui
