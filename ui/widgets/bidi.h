// SPDX-License-Identifier: GPL-3.0-or-later
// Names of people and firms inside of sentences. Pure.
#pragma once

#include <QString>

namespace muster::ui {

/// The name between isolates (U+2068, U+2069): one that is written from right to left turns only itself
/// round, not the line it stands in.
inline QString isolated(const QString &name)
{
    return name.isEmpty() ? name : QChar(0x2068) + name + QChar(0x2069);
}

} // namespace muster::ui
