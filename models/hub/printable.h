// SPDX-License-Identifier: GPL-3.0-or-later
// One check of every name and path that somebody gives.
#pragma once

#include <QString>

#include <algorithm>

namespace muster::hub {

/// Letters, digits, signs and blanks of any script; no line break and nothing else that cannot be seen.
inline bool isPrintable(const QString &text)
{
    return std::ranges::all_of(text, [](QChar c) { return c.isPrint() || c.isSurrogate(); });
}

} // namespace muster::hub
