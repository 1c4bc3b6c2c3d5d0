// SPDX-License-Identifier: GPL-3.0-or-later
// How a version of a policy is named in a sentence.
#pragma once

#include "models/policy/policy.h"

namespace muster::policy {

/// "Playbook P0–P3, version 1 (7MJBS6G)": title and number as its document says, and the end of the id of the
/// fact that put it in force, by which two with the same number are told apart.
inline QString versionText(const Policy &policy, FactId version)
{
    return QStringLiteral("%1, version %2 (%3)")
        .arg(policy.title.isEmpty() ? policy.key : policy.title)
        .arg(policy.version)
        .arg(version.toString().right(7));
}

} // namespace muster::policy
