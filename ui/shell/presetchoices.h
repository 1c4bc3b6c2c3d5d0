// SPDX-License-Identifier: GPL-3.0-or-later
// The policies that ship, as a person chooses between them at the first start. Pure functions.
#pragma once

#include "models/policy/policy.h"

#include <QString>

#include <vector>

namespace muster::ui {

struct PresetChoice
{
    QString key; ///< of policy::presetText
    QString title;
    QString summary; ///< one line a priority: "P0 Critical: first response 15 min, resolution 4 hours"
    bool operator==(const PresetChoice &) const = default;
};

/// The priorities of `policy` with their names and promised times.
QString presetSummary(const policy::Policy &policy);

/// Those of policy::presetKeys that read without a mistake.
std::vector<PresetChoice> presetChoices();

} // namespace muster::ui
