// SPDX-License-Identifier: GPL-3.0-or-later
// What form a file has, told from its first bytes: shared by the peek and the readers, so that both see the
// same.
#pragma once

#include "models/intake/incoming.h"
#include "models/intake/jsonelements.h"

namespace muster::intake {

struct SourceForm
{
    Encoding encoding = Encoding::Utf8;
    std::optional<JsonShape> json; ///< nothing for separated values
    char separator = ',';          ///< of separated values
    bool hasSeparatorLine = false; ///< a first line "sep=;" as spreadsheets write it
};

/// Leaves the device at its start. BadInput for an empty file and for one that is not text.
Result<SourceForm> detectForm(QIODevice &device, const QString &file);

} // namespace muster::intake
