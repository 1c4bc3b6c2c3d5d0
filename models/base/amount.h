// SPDX-License-Identifier: GPL-3.0-or-later
// Amounts of money as text, exact: whole minor units, no fraction ever passes through a double.
#pragma once

#include "models/base/result.h"

#include <QString>

namespace muster {

/// Digits behind the point of a currency by ISO 4217: two, but for the few that have none or three.
int minorDigits(QStringView currency);

/// "USD 1,234.50", the same in every language; cents are left out where there are none: "USD 1,234".
QString amountText(qint64 minor, const QString &currency);

struct Amount
{
    qint64 minor = 0;
    QString currency;
    bool operator==(const Amount &) const = default;
};
/// Reads "1,234.50 USD", "USD 1234.5", and "1234" where `currency` is given. Not negative, no more digits
/// behind the point than the currency has, below 10^15 minor units. BadInput with a sentence.
Result<Amount> readAmount(QStringView text, const QString &currency = {});

} // namespace muster
