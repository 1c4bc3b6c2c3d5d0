// SPDX-License-Identifier: GPL-3.0-or-later
// Fills a template from the record. What the record does not know stays marked, never invented.
#pragma once

#include "models/comms/record.h"
#include "models/comms/template.h"

namespace muster::comms {

struct Draft
{
    QString subject, body;
    std::vector<Span> openInSubject, openInBody; ///< where something is still to be written: "[start time]"
    bool operator==(const Draft &) const = default;
};

/// Pure. A value is put in as it is: braces in a title are not read again. Every line that is still open
/// stands as its placeholder's label in brackets, where the check finds it.
Draft fill(const Template &chosen, const Record &record);

} // namespace muster::comms
