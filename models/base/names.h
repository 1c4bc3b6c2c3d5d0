// SPDX-License-Identifier: GPL-3.0-or-later
// Enumerations by the words that stand for them in files.
#pragma once

#include <QStringView>

#include <array>
#include <optional>

namespace muster {

/// The one of `values` whose name this is.
template <typename Enum, size_t count>
std::optional<Enum> named(QStringView name, const std::array<Enum, count> &values, QString (*nameOf)(Enum))
{
    for (const Enum value : values) {
        if (nameOf(value) == name)
            return value;
    }
    return std::nullopt;
}

} // namespace muster
