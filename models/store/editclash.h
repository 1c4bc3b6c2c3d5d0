// SPDX-License-Identifier: GPL-3.0-or-later
// Two people changed the same field of a ticket or an incident without knowing of each other: the later one
// holds, both values stand in the history, and both people are told. Pure.
#pragma once

#include "models/ledger/fact.h"

#include <QString>

#include <span>
#include <utility>
#include <vector>

namespace muster::store {

/// Changes that lie further apart are none: who wrote later saw a world in which the other one was old.
inline constexpr Millis kAtTheSameTime{3'600'000};

/// One field that a fact sets. Fields are named by their keys in the payload, a role as "role/<key>"; values
/// are raw: keys, ids, RFC 3339, JSON where it is no text. An empty value takes what was there away.
struct FieldEdit
{
    QString field, value;
    bool operator==(const FieldEdit &) const = default;
};
std::vector<FieldEdit> editsOf(const Fact &fact);

/// Two facts of one subject whose authors knew nothing of the other one.
struct EditMeeting
{
    Fact mine, theirs;
};

struct EditClash
{
    QString subjectKind;
    SubjectId subject;
    QString field;
    QString mine, theirs; ///< raw values, never equal
    PersonId other;       ///< who wrote theirs
    bool mineHolds = false;
    bool operator==(const EditClash &) const = default;
};

/// One clash a field at most, of the newest on both sides.
std::vector<EditClash> clashesOf(std::span<const EditMeeting> meetings);

} // namespace muster::store
