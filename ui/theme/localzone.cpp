// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/localzone.h"

namespace muster::ui {
namespace {

QTimeZone &chosen()
{
    static QTimeZone zone;
    return zone;
}

} // namespace

QTimeZone localZone()
{
    return chosen().isValid() ? chosen() : QTimeZone::systemTimeZone();
}

void setLocalZone(const QTimeZone &zone)
{
    chosen() = zone;
}

} // namespace muster::ui
