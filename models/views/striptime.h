// SPDX-License-Identifier: GPL-3.0-or-later
// The time axis of a clock strip: instants to pixels, and where the ticks stand. Pure.
#pragma once

#include "models/views/clockstrip.h"

namespace muster::views {

class StripScale
{
public:
    /// `to` after `from`; `width` in pixels.
    StripScale(Instant from, Instant to, int width) : m_from(from), m_to(to), m_width(width) {}
    int x(Instant at) const;
    Instant from() const { return m_from; }
    Instant to() const { return m_to; }
    int width() const { return m_width; }

private:
    Instant m_from, m_to;
    int m_width;
};

/// Ticks at local midnights and at even steps after them, so that they read 06:00, 12:00 whatever the offset
/// is.
std::vector<StripMark> stripTicks(const StripScale &scale, const QTimeZone &zone);

} // namespace muster::views
