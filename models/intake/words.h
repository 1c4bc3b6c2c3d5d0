// SPDX-License-Identifier: GPL-3.0-or-later
// Words and figures of other systems read as ours: priorities, statuses, tiers, times, money. Pure functions.
#pragma once

#include "models/intake/incoming.h"

#include <QTimeZone>

namespace muster::intake {

/// A priority of the policy (`keys`, highest rank first): its key as it stands; a word or rank of theirs
/// through `values` or the usual words (urgent, high, normal, low, …), kept inside the ranks there are.
/// Nothing where it is not known.
std::optional<QString> priorityFor(const QString &text, const QJsonObject &values, const QStringList &keys);

std::optional<ticket::Status> statusFor(const QString &text, const QJsonObject &values);

/// The key that equals the text (through `values`) without case; nothing where none does.
std::optional<QString> keyFor(const QString &text, const QJsonObject &values, const QStringList &keys);

/// RFC 3339, "yyyy-MM-dd[ HH:mm[:ss]]" with or without " UTC", epoch seconds or milliseconds, the map's
/// format, and forms that can mean one day only ("20/Nov/26 9:15 AM", "20.11.2026 09:15"; month names in
/// seven languages). What has no offset is read in `zone`.
std::optional<Instant> readTime(const QJsonValue &value, const QString &format, const QTimeZone &zone);

/// "120000", "1.250,50 EUR", "$90,000": the last point or comma before one or two digits starts the cents. An
/// object {"minor": …, "currency": …} is taken as it is. Nothing where it is not an amount of at least zero.
std::optional<customer::Money> readMoney(const QJsonValue &value, const QString &currency);

} // namespace muster::intake
