// SPDX-License-Identifier: GPL-3.0-or-later
// Reads and checks policy documents (YAML). Every mistake is found in one run and told with its place.
#pragma once

#include "models/policy/policy.h"

#include <QByteArray>

namespace muster::policy {

struct Problem
{
    QString file;
    int line = 0;   ///< from 1
    int column = 0; ///< from 1
    QString field;  ///< path: "priorities[1].targets.resolution.sla"
    QString what;   ///< what is wrong, a sentence
    QString remedy; ///< what would be right, a sentence
    bool isWarning = false;
    bool operator==(const Problem &) const = default;
    /// "file:line:column: field: what remedy"
    QString text() const;
};

struct ReadPolicy
{
    std::optional<Policy> policy;  ///< set where no problem is more than a warning
    std::vector<Problem> problems; ///< in the order of the file
};

/// At most 1 MiB; never throws; hostile input (aliases bombs, deep nesting, non-UTF-8) gives problems.
ReadPolicy readPolicy(const QByteArray &yaml, const QString &file);

/// The presets shipped in resources/policies, by key: the YAML text.
QStringList presetKeys();
QByteArray presetText(const QString &key);

} // namespace muster::policy
