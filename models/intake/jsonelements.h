// SPDX-License-Identifier: GPL-3.0-or-later
// The tickets of a JSON file as objects, one at a time: a list, an object with the list in "tickets" or
// "issues", or one object after another (JSON Lines). Only the element in hand is in memory. A damaged
// element comes out with its problem, and reading goes on behind it.
#pragma once

#include "models/intake/bytesource.h"

#include <QJsonObject>

#include <optional>

namespace muster::intake {

struct JsonElement
{
    qint64 line = 0; ///< where it begins, from 1
    QJsonObject object;
    QByteArray text; ///< as it stood, at most 4 KiB
    QString problem; ///< empty for a good element; else a sentence, and `object` is empty
};

enum class JsonShape : quint8
{
    List,     ///< [ {…}, {…} ]
    Wrapped,  ///< { "tickets": [ … ] }
    Lines,    ///< one object a line
    Sequence, ///< objects over several lines, one after another
};
/// From the first bytes of the file; nothing where it does not begin like JSON objects.
std::optional<JsonShape> jsonShape(const QByteArray &start);

class JsonElements
{
public:
    JsonElements(ByteSource &source, Encoding encoding, JsonShape shape);

    /// The next element; nothing at the end.
    std::optional<JsonElement> next();

private:
    std::optional<JsonElement> nextLine();
    std::optional<JsonElement> nextBalanced();
    bool enterList();
    void skipBetween();
    void takeBalanced(QByteArray &raw, QString &problem);
    std::optional<JsonElement> afterList();
    JsonElement element(qint64 line, const QByteArray &raw, const QString &problem) const;

    ByteSource &m_source;
    Encoding m_encoding;
    JsonShape m_shape;
    bool m_isInList = false;
    bool m_isDone = false;
};

} // namespace muster::intake
