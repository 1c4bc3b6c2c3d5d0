// SPDX-License-Identifier: GPL-3.0-or-later
// Payloads are compact JSON with sorted keys, so that equal content has equal bytes and hash.
#pragma once

#include "models/base/result.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>

namespace muster {

/// Compact UTF-8 with keys in code-unit order at every depth. Whole numbers stay whole.
QByteArray canonicalJson(const QJsonObject &object);

/// Reads one object of at most `limit` bytes and 64 levels; BadInput says what is wrong and where.
Result<QJsonObject> parseJsonObject(const QByteArray &text, qsizetype limit = 16 * 1024 * 1024);

} // namespace muster
