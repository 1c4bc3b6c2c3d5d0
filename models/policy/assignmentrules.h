// SPDX-License-Identifier: GPL-3.0-or-later
// What a policy says of who gets a ticket: roles, skills that tickets ask for, languages, load. Data: no
// skill or language is named in code. Source: Q4.
#pragma once

#include "models/base/time.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace muster::policy {

/// A skill that some tickets ask for. Of the lists that are not empty each has to hold something of the
/// ticket.
struct SkillNeed
{
    QString skill;                       ///< lower case
    QStringList words;                   ///< in subject or description; lower case
    QStringList tags, tiers, priorities; ///< keys
    bool must = false;                   ///< who has it not is left out; otherwise stands behind
    bool operator==(const SkillNeed &) const = default;
};

/// A language that tickets may be written in, told by frequent words.
struct SpokenLanguage
{
    QString language; ///< ISO 639: "de"
    QString skill;    ///< of those who speak it; empty: everybody does
    QStringList words;
    bool operator==(const SpokenLanguage &) const = default;
};

struct AssignmentRules
{
    QString key, title;
    int version = 1;
    bool isAutomatic = false; ///< without a person, once a ticket had no owner for `after`
    Millis after{};
    QStringList roles; ///< of the people who take tickets
    int most = 0;      ///< open tickets that one person holds
    std::vector<SkillNeed> needs;
    std::vector<SpokenLanguage> languages;
    bool operator==(const AssignmentRules &) const = default;
};

} // namespace muster::policy
