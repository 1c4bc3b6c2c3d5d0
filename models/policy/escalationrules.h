// SPDX-License-Identifier: GPL-3.0-or-later
// What a policy says of escalations: levels and what each may approve, the matrix of tiers and situations,
// triggers, reasons, paths. Data: no level, tier, priority or path is named in code. Source: the escalation
// matrix, the guide to packages, the playbook's paths.
#pragma once

#include "models/policy/packagerules.h"
#include "models/policy/wordlists.h"
#include "models/sla/target.h"

#include <QString>
#include <QStringList>

#include <map>
#include <optional>
#include <vector>

namespace muster::policy {

/// Something under a key that people read by its name.
struct Named
{
    QString key, name;
    bool operator==(const Named &) const = default;
};

/// Which people are meant: by role in the team, or by a skill of theirs.
struct People
{
    QStringList roles, skills;
    bool isEmpty() const { return roles.isEmpty() && skills.isEmpty(); }
    bool operator==(const People &) const = default;
};

struct EscalationLevel
{
    QString key, name;
    QString when;                       ///< one sentence
    std::optional<sla::Target> respond; ///< within this after it was raised; absent: at once
    QStringList authority;              ///< keys of what it may approve beside what the levels below may
    bool mayApproveAll = false;
    People people; ///< who acts at it
    bool operator==(const EscalationLevel &) const = default;
};

/// Something that makes a ticket ready to be escalated, at an instant of its own.
struct Situation
{
    enum class Kind : quint8
    {
        Priority,  ///< the ticket is open with one of the priorities, since it got it
        SlaBreach, ///< a clock was breached
        Security,  ///< its text has a security word
        Revenue,   ///< its text reports lost revenue
        Repeats,   ///< the same was reported so often
        Request    ///< the customer or one of us asks for it
    };
    QString key, name;
    Kind kind = Kind::Request;
    std::vector<int> ranks; ///< of Priority: places in the policy's list, from 1
    QStringList priorities; ///< of Priority: or by key
    QStringList clocks;     ///< of SlaBreach: by name; empty: every one
    QString moment;         ///< when it begins, as the matrix says it: "At breach"
    QString path;           ///< where it goes at once, past the levels; empty: as the level decides
    bool operator==(const Situation &) const = default;
};

/// One cell of the matrix: to which level, and until when after the situation began.
struct MatrixCell
{
    QString tier; ///< key; empty: every tier that has no cell of its own
    QString situation, level;
    std::optional<sla::Target> within; ///< absent: the moment it begins
    bool operator==(const MatrixCell &) const = default;
};

/// A situation in which a rule escalates by itself, at the end of the cell's timeline.
struct EscalationTrigger
{
    QString key, name, situation;
    QStringList tiers; ///< empty: every tier for which the matrix has a cell
    bool operator==(const EscalationTrigger &) const = default;
};

/// Why a person escalates.
struct ManualReason
{
    QString key, name;
    QString level; ///< the least that it goes to; empty: as the matrix says
    bool operator==(const ManualReason &) const = default;
};

/// A way in which it was asked for.
struct RequestSource
{
    QString key, name;
    QStringList tiers; ///< for which it is meant; empty: for every one
    bool operator==(const RequestSource &) const = default;
};

/// Where an escalation goes, from whom to whom, when, and with what.
struct EscalationPath
{
    QString key, name, sender, receiver, when;
    QStringList words;    ///< of a ticket that speak for it; ways as in WordList
    QStringList contents; ///< sections of the package that it needs
    bool skipsLevels = false;
    bool isRestricted = false; ///< its package is for those of `people`, who sent it and who holds it
    People people;             ///< who receives it
    bool operator==(const EscalationPath &) const = default;
};

/// A line of support: what it takes, and to whom it hands on.
struct SupportLine
{
    QString key, name, handles, when;
    std::vector<int> ranks; ///< places of priorities that it takes, from 1
    QString to;             ///< key of another line; empty: it is the last one
    bool operator==(const SupportLine &) const = default;
};

/// When a report counts as one more of the same.
struct RepeatRule
{
    int count = 3;
    Millis within{};     ///< reports older than this before the newest do not count
    int likePercent = 0; ///< how alike two texts are at least (models/escalation/similar)
    bool operator==(const RepeatRule &) const = default;
};

struct EscalationRules
{
    QString key, title;
    int version = 1;
    Millis atOnce{}; ///< what "at once" leaves until a clock is overdue
    std::vector<Named> authorities;
    std::vector<EscalationLevel> levels; ///< the lowest first
    std::vector<Situation> situations;
    std::vector<MatrixCell> matrix;
    std::vector<EscalationTrigger> triggers;
    std::vector<EscalationTrigger> switchedOff; ///< triggers that stand in the policy and fire for nothing
    std::vector<ManualReason> reasons;
    std::vector<RequestSource> sources;
    std::vector<EscalationPath> paths;
    std::vector<SupportLine> lines;
    PackageRules package;
    std::vector<Named> deEscalationReasons, deEscalationSteps;
    RepeatRule repeats;
    WordLists words;

    const EscalationLevel *level(const QString &key) const; ///< null where unknown
    const Situation *situation(const QString &key) const;
    const EscalationTrigger *trigger(const QString &key) const;
    const ManualReason *reason(const QString &key) const;
    const RequestSource *source(const QString &key) const;
    const EscalationPath *path(const QString &key) const;
    const SupportLine *line(const QString &key) const;
    /// From 0, the lowest; -1 where unknown.
    int rankOfLevel(const QString &key) const;
    /// The tier's own cell, else that of every tier; null where there is none.
    const MatrixCell *cell(const QString &tier, const QString &situation) const;
    /// The name of an authority; its key where it has none.
    QString authorityName(const QString &key) const;
    bool operator==(const EscalationRules &) const = default;
};

} // namespace muster::policy
