// SPDX-License-Identifier: GPL-3.0-or-later
// What "local time" means in this window: the zone of the person who sits here, the machine's until that is
// known. Set in one place of app; window thread.
#pragma once

#include <QTimeZone>

namespace muster::ui {

QTimeZone localZone();
void setLocalZone(const QTimeZone &zone); ///< an invalid one means the machine's

} // namespace muster::ui
