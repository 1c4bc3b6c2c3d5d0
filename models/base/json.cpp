// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/json.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace muster {
namespace {

bool isDeeperThan(const QByteArray &text, int limit)
{
    int depth = 0;
    bool inText = false, escaped = false;
    for (const char c : text) {
        if (inText) {
            if (escaped)
                escaped = false;
            else if (c == '\\')
                escaped = true;
            else if (c == '"')
                inText = false;
            continue;
        }
        if (c == '"')
            inText = true;
        else if ((c == '{' || c == '[') && ++depth > limit)
            return true;
        else if (c == '}' || c == ']')
            --depth;
    }
    return false;
}

} // namespace

QByteArray canonicalJson(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact); // QJsonObject keeps its keys sorted
}

Result<QJsonObject> parseJsonObject(const QByteArray &text, qsizetype limit)
{
    if (text.size() > limit)
        return Error{Fault::BadInput,
                     u"the JSON text has %1 bytes; at most %2 are read"_s.arg(text.size()).arg(limit)};
    if (isDeeperThan(text, 64))
        return Error{Fault::BadInput, u"the JSON text is nested deeper than 64 levels"_s};
    QJsonParseError parsed;
    const QJsonDocument document = QJsonDocument::fromJson(text, &parsed);
    if (parsed.error != QJsonParseError::NoError)
        return Error{Fault::BadInput,
                     u"not JSON at byte %1: %2"_s.arg(parsed.offset).arg(parsed.errorString())};
    if (!document.isObject())
        return Error{Fault::BadInput, u"a JSON object { … } is wanted here"_s};
    return document.object();
}

} // namespace muster
