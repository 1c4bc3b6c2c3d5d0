// SPDX-License-Identifier: GPL-3.0-or-later
// A policy as a page to read, and what a new one would change. Pure apart from the theme's colours.
#pragma once

#include "models/policy/policy.h"

namespace muster::ui {

/// Rich text: priorities with their promises, calendars, tiers, warnings, intake, playbooks, and the sections
/// (policysections.h). Texts are escaped.
QString policyHtml(const policy::Policy &policy, const QString &adopted);

/// One line a difference a team would want to know of: priorities, promises, tiers, calendars, warnings, and
/// what the sections say.
/// Empty where none of these differ.
QStringList policyChanges(const policy::Policy &before, const policy::Policy &after);

} // namespace muster::ui
