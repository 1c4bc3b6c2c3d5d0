// SPDX-License-Identifier: GPL-3.0-or-later
// A YAML text with the place of each of its parts in the bytes, so that one of them can be written anew and
// all else stays as it is. Values are text as it stands: what they mean is for the readers of policies.
#pragma once

#include "models/base/result.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace muster::policy {

struct DocNode
{
    enum class Kind : quint8
    {
        Null,
        Scalar,
        List,
        Map,
        Alias ///< stands for a part that has an anchor
    };
    Kind kind = Kind::Null;
    bool isFlow = false;                 ///< of a list or map: in brackets or braces
    bool isMarked = false;               ///< it has an anchor or a tag, or is an alias
    QString value;                       ///< of a scalar; of an alias a number
    std::vector<DocNode> keys, children; ///< of a map as many of one as of the other; of a list `children`
    /// Bytes, the end behind the last. A block list begins at its first dash. Nothing written: both alike,
    /// behind the colon or dash.
    qsizetype start = 0, end = 0;

    /// Null where it has none under that key, and for what is no map.
    const DocNode *child(const QString &key) const;
    int indexOf(const QString &key) const; ///< -1 where there is none
};

/// The first document of a text: UTF-8, at most 1 MiB. BadInput says the line and what is wrong there.
Result<DocNode> readTree(const QByteArray &yaml);

/// The part under "escalation.levels[2].name"; null where there is none. Empty: the whole.
const DocNode *partAt(const DocNode &root, const QString &path);

/// The same keys and values in the same order, wherever they stand.
bool saysTheSame(const DocNode &left, const DocNode &right);

int lineAt(const QByteArray &text, qsizetype position); ///< from 1

} // namespace muster::policy
