// SPDX-License-Identifier: GPL-3.0-or-later
// Where a ticket could go: the paths that its text speaks for, and the lines of support. Pure. Source: the
// guide's destinations, the playbook's paths.
#pragma once

#include "models/policy/escalationrules.h"

#include <QStringList>

#include <vector>

namespace muster::escalation {

/// A path with the words of the text that speak for it.
struct PathHint
{
    QString path;
    QStringList words;
    bool operator==(const PathHint &) const = default;
};
/// The paths whose words stand in the subject or in what the customer wrote (each text a mail of its own),
/// those with most words in front.
std::vector<PathHint> suggestPaths(const policy::EscalationRules &rules, const QString &subject,
                                   const QStringList &texts);

/// The line of support that takes a priority by its rank (from 1): of those that list it the last one in a
/// row, for a line before it only lets it through; null where none does.
const policy::SupportLine *lineFor(const policy::EscalationRules &rules, int rank);
/// The line after it; null for the last one.
const policy::SupportLine *nextLine(const policy::EscalationRules &rules, const QString &line);

/// Why a way of asking is not meant for a tier, as a sentence; empty where it is. It is recorded all the
/// same.
QString sourceNote(const policy::EscalationRules &rules, const QString &source, const QString &tier);

} // namespace muster::escalation
