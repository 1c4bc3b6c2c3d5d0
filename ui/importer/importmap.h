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

/// `map` with the columns of `fields`, as the JSON that readMap reads.
QByteArray mapJson(const intake::FieldMap &map, const std::vector<MappedField> &fields);

/// "CSV, semicolons, UTF-8, 14 columns".
QString peekSentence(const intake::Peek &peek);

/// Titles of required fields without a column.
QStringList unmapped(const std::vector<MappedField> &fields);

} // namespace muster::ui
