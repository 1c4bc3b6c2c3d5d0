// SPDX-License-Identifier: GPL-3.0-or-later
// Changes one part of a YAML text and leaves all other bytes as they are: comments, order, blank lines, ways
// of quoting. Pure. What comes of it is read again: where that would say anything but what was asked for,
// nothing is changed.
#pragma once

#include "models/base/result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <utility>
#include <variant>
#include <vector>

namespace muster::policy {

/// A word or text, or a list of them.
using DocValue = std::variant<QString, QStringList>;
using DocFields = std::vector<std::pair<QString, DocValue>>;

/// The value under a key of a map; the key is put in where it is not there.
struct SetValue
{
    QString path; ///< "escalation.levels[2].name"; the map has to be there
    DocValue value;
    QStringList order; ///< of keys: a new one goes behind the nearest of those that stand before it here
};
/// A key with its value, or an entry of a list.
struct RemovePart
{
    QString path;
};
/// An entry of a list, as a map.
struct InsertEntry
{
    QString list;
    qsizetype at = 0; ///< before the one that has this place now
    DocFields fields;
};
using DocEdit = std::variant<SetValue, RemovePart, InsertEntry>;

/// The text with these changes, one after the other. BadInput says which line stands against it and why.
Result<QByteArray> changedText(QByteArray text, const std::vector<DocEdit> &edits);

} // namespace muster::policy
