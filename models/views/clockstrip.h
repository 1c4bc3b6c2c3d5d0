// SPDX-License-Identifier: GPL-3.0-or-later
// "Why is this red?": a clock's life as a strip of counted, paused and closed time, as geometry in pixels
// that a widget paints and a test checks without a screen. Pure.
#pragma once

#include "models/sla/clocks.h"

#include <QString>

#include <optional>
#include <vector>

class QTimeZone;

namespace muster::views {

/// What the policy calls the things on the strip; may be empty.
struct StripTexts
{
    QString target;   ///< "4 h in business hours"
    QString calendar; ///< "Berlin office"
};

struct StripSegment
{
    int x = 0, width = 0; ///< pixels; segments touch and none is narrower than 1
    sla::SpanKind kind = sla::SpanKind::Counted;
    bool overdue = false; ///< counted after the due instant
    Instant from{}, to{};
    QString label;   ///< only where there is room for it
    QString tooltip; ///< what, how long, from when to when, and why
    FactId fact;     ///< behind its beginning; null where there is none
    int spans = 1;   ///< how many were merged, as each alone would be narrower than a pixel
    bool operator==(const StripSegment &) const = default;
};

struct StripMark
{
    int x = 0;
    QString label;
    bool operator==(const StripMark &) const = default;
};

struct ClockStrip
{
    Instant from{}, to{};
    std::vector<StripSegment> segments;
    std::vector<StripMark> ticks; ///< at whole local hours or days, at least 64 pixels apart
    std::optional<StripMark> due, now;
    bool operator==(const ClockStrip &) const = default;
};

/// The strip runs from the clock's start to its end, its due instant or `now`, whichever is last. Empty where
/// the clock has no spans or `width` (pixels) is not positive.
ClockStrip clockStrip(const sla::ClockReport &report, const StripTexts &texts, Instant now, int width,
                      const QTimeZone &zone);

QString spanTitle(sla::SpanKind kind); ///< "Counted", "Paused", "Closed hours", "Ticket closed"

} // namespace muster::views
