// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/clockstrip.h"

#include "models/views/casetext.h"
#include "models/views/striptime.h"

#include <QCoreApplication>
#include <QTimeZone>

namespace muster::views {

using namespace Qt::StringLiterals;

namespace {

struct StripText
{
    Q_DECLARE_TR_FUNCTIONS(StripText)
};

constexpr int kLengthRoom = 40; ///< pixels in which "12 min" has room
constexpr int kTitleRoom = 130; ///< … and "Closed hours 12 min"

/// Spans cut where the target was used up, so that what came after can be shown as overdue.
std::vector<sla::Span> cutAt(const std::vector<sla::Span> &spans, Instant due)
{
    std::vector<sla::Span> cut;
    for (const auto &span : spans) {
        if (span.to <= span.from)
            continue;
        cut.push_back(span);
        if (span.kind != sla::SpanKind::Counted || due <= span.from || due >= span.to)
            continue;
        cut.back().to = due;
        sla::Span after = span;
        after.from = due;
        after.cause = StripText::tr("The target was used up");
        after.fact = {};
        cut.push_back(after);
    }
    return cut;
}

/// Gathers spans until they fill a pixel; the longest of them gives its kind and reason.
class Gatherer
{
public:
    Gatherer(const StripScale &scale, const StripTexts &texts, Instant due, const QTimeZone &zone)
        : m_scale(scale), m_texts(texts), m_due(due), m_zone(zone)
    {}

    void add(const sla::Span &span)
    {
        m_pending.push_back(span);
        if (m_scale.x(span.to) > m_scale.x(m_pending.front().from))
            flush();
    }

    /// What is left at the end is narrower than a pixel: it goes to the last segment.
    std::vector<StripSegment> finish()
    {
        if (!m_pending.empty() && !m_segments.empty()) {
            m_segments.back().to = m_pending.back().to;
            m_segments.back().spans += int(m_pending.size());
        }
        return std::move(m_segments);
    }

private:
    void flush()
    {
        const auto longest =
            std::ranges::max_element(m_pending, {}, [](const sla::Span &s) { return s.to - s.from; });
        StripSegment segment;
        segment.from = m_pending.front().from;
        segment.to = m_pending.back().to;
        segment.x = m_scale.x(segment.from);
        segment.width = m_scale.x(segment.to) - segment.x;
        segment.kind = longest->kind;
        segment.overdue = longest->kind == sla::SpanKind::Counted && longest->from >= m_due;
        segment.fact = longest->fact;
        segment.spans = int(m_pending.size());
        segment.label = label(segment);
        segment.tooltip = tooltip(segment, longest->cause);
        m_segments.push_back(std::move(segment));
        m_pending.clear();
    }

    static QString title(const StripSegment &segment)
    {
        return segment.overdue ? StripText::tr("Breached") : spanTitle(segment.kind);
    }

    static QString label(const StripSegment &segment)
    {
        if (segment.width < kLengthRoom)
            return {};
        const QString length = shortLength(segment.to - segment.from);
        return segment.width < kTitleRoom ? length : StripText::tr("%1 %2").arg(title(segment), length);
    }

    QString tooltip(const StripSegment &segment, const QString &cause) const
    {
        QString text = StripText::tr("%1 for %2, from %3 to %4")
                           .arg(title(segment), spokenLength(segment.to - segment.from),
                                absoluteText(segment.from, m_zone), absoluteText(segment.to, m_zone));
        if (segment.kind == sla::SpanKind::ClosedHours && !m_texts.calendar.isEmpty())
            text += u'\n' + StripText::tr("Calendar: %1").arg(m_texts.calendar);
        if (!cause.isEmpty())
            text += u'\n' + cause;
        if (segment.spans > 1)
            text += u'\n' + StripText::tr("%n spans too short to show alone", nullptr, segment.spans);
        return text;
    }

    const StripScale &m_scale;
    const StripTexts &m_texts;
    Instant m_due;
    const QTimeZone &m_zone;
    std::vector<sla::Span> m_pending;
    std::vector<StripSegment> m_segments;
};

QString dueLabel(Instant due, Instant now, const StripTexts &texts, const QTimeZone &zone)
{
    const QString time = clockTimeText(due, now, zone);
    return texts.target.isEmpty() ? StripText::tr("Due %1").arg(time)
                                  : StripText::tr("Due %1 (%2)").arg(time, texts.target);
}

} // namespace

ClockStrip clockStrip(const sla::ClockReport &report, const StripTexts &texts, Instant now, int width,
                      const QTimeZone &zone)
{
    ClockStrip strip;
    const Instant due = report.summary.due;
    const auto spans = cutAt(report.why, due);
    if (spans.empty() || width <= 0)
        return strip;
    strip.from = spans.front().from;
    strip.to = spans.back().to;
    if (due != kNever)
        strip.to = std::max(strip.to, due);
    const StripScale scale(strip.from, strip.to, width);
    Gatherer gatherer(scale, texts, due, zone);
    for (const auto &span : spans)
        gatherer.add(span);
    strip.segments = gatherer.finish();
    strip.ticks = stripTicks(scale, zone);
    if (due != kNever && due >= strip.from)
        strip.due = StripMark{scale.x(due), dueLabel(due, now, texts, zone)};
    if (now >= strip.from && now <= strip.to)
        strip.now = StripMark{scale.x(now), StripText::tr("Now")};
    return strip;
}

QString spanTitle(sla::SpanKind kind)
{
    switch (kind) {
    case sla::SpanKind::Counted:
        return StripText::tr("Counted");
    case sla::SpanKind::Paused:
        return StripText::tr("Paused");
    case sla::SpanKind::ClosedHours:
        return StripText::tr("Closed hours");
    case sla::SpanKind::Closed:
        return StripText::tr("Ticket closed");
    }
    return {};
}

} // namespace muster::views
