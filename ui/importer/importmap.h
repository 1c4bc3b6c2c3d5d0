// SPDX-License-Identifier: GPL-3.0-or-later
// Which column becomes which field, as a person sees and changes it on the mapping page. Pure.
#pragma once

#include "models/intake/incoming.h"

namespace muster::ui {

struct MappedField
{
    QString key;    ///< of the map: "subject"
    QString title;  ///< "Subject"
    QString column; ///< empty: not taken
    bool required = false;
    bool operator==(const MappedField &) const = default;
};

/// Every field a column can fill, with the columns of `map`, in the order of the mapping page.
std::vector<MappedField> mappedFields(const intake::FieldMap &map);

/// The shipped map of that key as it fits the file; for an empty key, columns whose names say what they are.
intake::FieldMap mapFor(const QString &key, const intake::Peek &peek);

/// A word of the file for a status or a priority that is not known here, and what it becomes.
struct MappedValue
{
    QString field;     ///< "status" or "priority"
    QString theirs;    ///< as it stands in the file
    QString ours = {}; ///< name of a status, key of a priority; empty: open, or no priority
    bool operator==(const MappedValue &) const = default;
};

/// What stands in the file's first rows in the columns of status and priority and would not be understood,
/// each once. `priorities` are the policy's keys, highest first.
std::vector<MappedValue> unknownValues(const intake::Peek &peek, const intake::FieldMap &map,
                                       const std::vector<MappedField> &fields, const QStringList &priorities);

/// `map` with the columns of `fields` and the words of `values`, as the JSON that readMap reads.
QByteArray mapJson(const intake::FieldMap &map, const std::vector<MappedField> &fields,
                   const std::vector<MappedValue> &values);

/// "CSV, semicolons, UTF-8, 14 columns".
QString peekSentence(const intake::Peek &peek);

/// Titles of required fields without a column.
QStringList unmapped(const std::vector<MappedField> &fields);

} // namespace muster::ui
