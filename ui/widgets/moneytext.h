// SPDX-License-Identifier: GPL-3.0-or-later
// Amounts of money as people type and read them. Pure; any thread.
#pragma once

#include "models/customer/customer.h"

namespace muster::ui {

/// Reads "120000", "120,000 EUR", "€ 1.2M", "85k" as whole minor units; USD where no currency is named.
/// A "." or "," followed by one or two last digits is a decimal point. BadInput says what is wrong.
Result<customer::Money> parseMoney(QStringView text);

/// "USD 120,000" in `locale`; cents are left out where there are none.
QString moneyText(const customer::Money &money, const QLocale &locale);

} // namespace muster::ui
