// SPDX-License-Identifier: GPL-3.0-or-later
// What `muster policy check FILE` prints.
#pragma once

#include <QByteArray>
#include <QString>

namespace muster::policy {

struct CheckOutcome
{
    QByteArray text; ///< UTF-8, lines
    bool ok = false;
};

/// One line a mistake ("FILE:LINE:COLUMN: error: FIELD: what; what would be right"), then a closing line. As
/// JSON: one object a line with file, line, column, field, what, remedy, warning.
CheckOutcome checkPolicyFile(const QString &file, bool asJson = false);

} // namespace muster::policy
