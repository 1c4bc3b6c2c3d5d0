// SPDX-License-Identifier: GPL-3.0-or-later
// What counts as a mail address here: strict enough that nothing of a mail server's language fits into one.
#pragma once

#include <QString>

namespace muster::policy {

/// One plain address without a name: "lead@example.org".
bool isMailAddress(const QString &text);

} // namespace muster::policy
