// SPDX-License-Identifier: GPL-3.0-or-later
// Crockford base 32: no I, L, O, U, so that an id can be read out on a call.
#pragma once

#include <QString>

#include <array>
#include <cstdint>
#include <optional>

namespace muster {

using Bytes16 = std::array<std::uint8_t, 16>;

/// 26 characters, most significant first, so texts sort as the bytes do.
QString toBase32(const Bytes16 &bytes);

/// Reads exactly 26 characters, either case; nothing else.
std::optional<Bytes16> fromBase32(QStringView text);

/// The last `count` characters of a number's base-32 form, padded with '0'.
QString base32Number(std::uint64_t value, int count);

} // namespace muster
