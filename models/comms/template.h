// SPDX-License-Identifier: GPL-3.0-or-later
// Message templates of an incident, read from YAML. Each has its body in four parts, in the order that the
// runbook asks for: acknowledge → impact → action → next update.
#pragma once

#include "models/policy/incidentrules.h"
#include "models/policy/policyreader.h"

namespace muster::comms {

struct Template
{
    QString key;           ///< "sev1_first_notice"
    QString name;          ///< "First notice, P0 or SEV-1"
    QString when;          ///< one sentence: when to take it
    QStringList audiences; ///< by key, as in the policy
    QString subject;
    QString opening; ///< a greeting, or empty
    QString acknowledge, impact, action, nextUpdate;
    QString closing; ///< a signature, or empty
    bool operator==(const Template &) const = default;

    QString body() const; ///< the parts in order, a blank line between them
};

struct ReadTemplates
{
    std::vector<Template> templates; ///< those without a mistake, in the order of the file
    std::vector<policy::Problem> problems;
};

/// At most 1 MiB; never throws. Every mistake is told with line and column: an unknown key, a part that is
/// missing, a key used twice, a placeholder that does not exist (with the nearest one), a brace that is not
/// closed, a template for a public audience of `rules` that names what is internal, an audience that `rules`
/// does not have.
ReadTemplates readTemplates(const QByteArray &yaml, const QString &file, const policy::IncidentRules &rules);

/// Those that ship with the program (resources/templates), customers' first.
const std::vector<Template> &shippedTemplates();

} // namespace muster::comms
