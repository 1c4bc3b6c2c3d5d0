// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of an invitation to and from canonical JSON, each of them checked both ways. Only for
// invitation.cpp.
#pragma once

#include "models/hub/invitation.h"

namespace muster::hub {

/// At most 16 KiB.
Result<QByteArray> toFields(const Invitation &invitation);

/// TooNew for a version from later; BadInput names the field.
Result<Invitation> fromFields(const QByteArray &json);

} // namespace muster::hub
