// SPDX-License-Identifier: GPL-3.0-or-later
// What a line -ERR means. Pure; any thread.
#pragma once

#include "models/nats/trouble.h"

#include <QByteArray>

namespace muster::nats {

struct SaidError
{
    enum Kind
    {
        RefusedPublish,
        RefusedSubscription,
        Other
    } kind = Other;
    QByteArray subject; ///< of what was refused
    Failure failure;    ///< of the others: what it is should the server close now
};

/// `text` is what stands between the quotes.
SaidError readServerError(const QByteArray &text);

} // namespace muster::nats
