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

/// Every field a file can fill, with the columns of `map`.
std::vector<MappedField> mappedFields(const intake::FieldMap &map);

/// A map for a file that no shipped one fits: columns whose names say what they are.
intake::FieldMap guessMap(const intake::Peek &peek, const QString &system);

/// `map` with the columns of `fields`, as the JSON that readMap reads.
QByteArray mapJson(const intake::FieldMap &map, const std::vector<MappedField> &fields);

/// "CSV, semicolons, UTF-8, 14 columns".
QString peekSentence(const intake::Peek &peek);

/// Titles of required fields without a column.
QStringList unmapped(const std::vector<MappedField> &fields);

} // namespace muster::ui
