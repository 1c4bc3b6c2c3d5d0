// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/clockrow.h"

#include "models/views/casetext.h"
#include "models/views/queuemodel.h"
#include "ui/theme/localzone.h"
#include "ui/theme/theme.h"
#include "ui/widgets/cellpaint.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace muster::ui {

using namespace Qt::StringLiterals;

namespace {

QColor spanColour(const views::StripSegment &segment)
{
    const Theme &look = theme();
    switch (segment.kind) {
    case sla::SpanKind::Counted:
        return segment.overdue ? look.red : look.blue;
    case sla::SpanKind::Paused:
        return look.grey;
    case sla::SpanKind::ClosedHours:
        return look.line;
    case sla::SpanKind::Closed:
        return look.panel;
    }
    return look.grey;
}

/// Colour is never alone: time that does not count is hatched, each kind its own way.
Qt::BrushStyle spanPattern(sla::SpanKind kind)
{
    switch (kind) {
    case sla::SpanKind::Counted:
        return Qt::SolidPattern;
    case sla::SpanKind::Paused:
        return Qt::BDiagPattern;
    case sla::SpanKind::ClosedHours:
        return Qt::Dense6Pattern;
    case sla::SpanKind::Closed:
        return Qt::NoBrush;
    }
    return Qt::SolidPattern;
}

} // namespace

ClockRowLayout clockRowLayout(QRect box, int countdownWidth)
{
    ClockRowLayout layout;
    const int line = 20;
    const int left = box.left() + Theme::gap, right = box.right() + 1 - Theme::gap;
    layout.icon = QRect(left, box.top() + 6, 12, 12);
    layout.countdown = QRect(right - countdownWidth, box.top() + 2, countdownWidth, line);
    const int middle = layout.countdown.left() - Theme::gap - layout.icon.right() - Theme::gap;
    const int title = std::clamp(middle * 2 / 5, 60, 110);
    layout.title = QRect(layout.icon.right() + 1 + Theme::gap, box.top() + 2, title, line);
    layout.due = QRect(layout.title.right() + 1 + Theme::gap, box.top() + 2,
                       std::max(0, layout.countdown.left() - layout.title.right() - 2 * Theme::gap), line);
    layout.strip = QRect(left, box.top() + 26, right - left, 10);
    return layout;
}

ClockRow::ClockRow(QWidget *parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setFixedHeight(kHeight);
}

ClockRowLayout ClockRow::rowLayout() const
{
    return clockRowLayout(rect(), QFontMetrics(theme().mono).horizontalAdvance(u"-00:00:00"_s) + 2);
}

void ClockRow::setReport(const sla::ClockReport &report, const views::StripTexts &texts, Instant now)
{
    m_report = report;
    m_texts = texts;
    m_now = now;
    layOut();
}

void ClockRow::layOut()
{
    m_strip = views::clockStrip(m_report, m_texts, m_now, rowLayout().strip.width(), localZone());
    m_span = std::min(m_span, int(m_strip.segments.size()) - 1);
    speak();
    update();
}

void ClockRow::tick(Instant now)
{
    m_now = now;
    m_report.state = sla::stateAt(m_report.summary, now);
    update();
}

QString ClockRow::dueText() const
{
    const sla::ClockSummary &clock = m_report.summary;
    switch (clock.phase) {
    case sla::ClockSummary::Phase::None:
        return {};
    case sla::ClockSummary::Phase::Paused:
        return tr("paused since %1").arg(views::utcAndLocal(clock.stoppedAt, m_now, localZone()));
    case sla::ClockSummary::Phase::Stopped:
        return tr("at %1").arg(views::utcAndLocal(clock.stoppedAt, m_now, localZone()));
    case sla::ClockSummary::Phase::Running:
        break;
    }
    if (clock.due == kNever)
        return tr("no time to come is open");
    const bool agreed = m_report.target && m_report.target->kind == sla::Target::Kind::AgreedDate;
    const QString due = views::utcAndLocal(clock.due, m_now, localZone());
    QString text = agreed ? tr("agreed: due %1").arg(due) : tr("due %1").arg(due);
    if (clock.sloDue != kNever)
        text += tr(" · goal %1").arg(views::clockTimeText(clock.sloDue, clock.due, QTimeZone::utc()));
    return text;
}

void ClockRow::speak()
{
    setAccessibleName(views::clockSentence(m_report.kind, m_report.summary, m_now));
    QString why = dueText();
    if (m_span >= 0 && m_span < int(m_strip.segments.size()))
        why = m_strip.segments[size_t(m_span)].tooltip;
    setAccessibleDescription(why);
}

void ClockRow::setSpan(int span)
{
    span = std::clamp(span, -1, int(m_strip.segments.size()) - 1);
    if (span == m_span)
        return;
    m_span = span;
    speak();
    update();
    emit spanChosen(span);
}

int ClockRow::spanAt(QPoint position) const
{
    const QRect box = rowLayout().strip.adjusted(0, -4, 0, 8);
    if (!box.contains(position))
        return -1;
    const int x = position.x() - box.left();
    for (size_t i = 0; i < m_strip.segments.size(); ++i) {
        if (x >= m_strip.segments[i].x && x < m_strip.segments[i].x + m_strip.segments[i].width)
            return int(i);
    }
    return -1;
}

void ClockRow::paintStrip(QPainter &painter, QRect box) const
{
    const Theme &look = theme();
    for (size_t i = 0; i < m_strip.segments.size(); ++i) {
        const views::StripSegment &segment = m_strip.segments[i];
        const QRect piece(box.left() + segment.x, box.top(), segment.width, box.height());
        painter.fillRect(piece, segment.kind == sla::SpanKind::Counted ? look.panel : look.greyFill);
        painter.fillRect(piece, QBrush(spanColour(segment), spanPattern(segment.kind)));
        if (int(i) == m_span && hasFocus()) {
            painter.setPen(QPen(look.text, 1));
            painter.drawRect(piece.adjusted(0, -2, -1, 1));
        }
    }
    painter.setFont(look.uiSmall);
    const auto mark = [&](const views::StripMark &at, QColor color) {
        painter.setPen(QPen(color, 2));
        painter.drawLine(box.left() + at.x, box.top() - 3, box.left() + at.x, box.bottom() + 3);
    };
    painter.setPen(look.dim);
    QFont tiny = look.uiSmall;
    tiny.setPixelSize(10);
    painter.setFont(tiny);
    for (const views::StripMark &tick : m_strip.ticks) {
        const int half = painter.fontMetrics().horizontalAdvance(tick.label) / 2 + 1;
        const int middle = std::clamp(box.left() + tick.x, half, std::max(half, width() - half));
        painter.drawText(QRect(middle - half, box.bottom() + 1, 2 * half, 12), Qt::AlignCenter, tick.label);
    }
    if (m_strip.now)
        mark(*m_strip.now, look.text);
    if (m_strip.due)
        mark(*m_strip.due, look.red);
}

void ClockRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &look = theme();
    const ClockRowLayout layout = rowLayout();
    const QColor color = look.state(m_report.state);
    paintStateShape(painter, layout.icon, m_report.state, color);
    painter.setFont(look.uiBold);
    painter.setPen(look.text);
    painter.drawText(layout.title, Qt::AlignLeft | Qt::AlignVCenter, views::clockTitle(m_report.kind));
    painter.setFont(look.uiSmall);
    painter.setPen(look.dim);
    painter.drawText(layout.due, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(dueText(), Qt::ElideRight, layout.due.width()));
    painter.setFont(look.mono);
    painter.setPen(color);
    painter.drawText(layout.countdown, Qt::AlignRight | Qt::AlignVCenter,
                     views::countdownText(m_report.summary, m_now));
    paintStrip(painter, layout.strip);
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(look.focus, 1));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), Theme::radius, Theme::radius);
    }
}

void ClockRow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    layOut();
}

void ClockRow::keyPressEvent(QKeyEvent *event)
{
    const int last = int(m_strip.segments.size()) - 1;
    switch (event->key()) {
    case Qt::Key_Left:
        return setSpan(std::max(0, m_span - 1));
    case Qt::Key_Right:
        return setSpan(std::min(last, m_span + 1));
    case Qt::Key_Home:
        return setSpan(std::min(0, last));
    case Qt::Key_End:
        return setSpan(last);
    case Qt::Key_Up:
        focusPreviousChild();
        return;
    case Qt::Key_Down:
        focusNextChild();
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void ClockRow::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
    emit chosen();
}

void ClockRow::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    update();
}

void ClockRow::mousePressEvent(QMouseEvent *event)
{
    setFocus(Qt::MouseFocusReason);
    setSpan(spanAt(event->pos()));
}

bool ClockRow::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const int span = spanAt(help->pos());
    const QString text = span >= 0 ? m_strip.segments[size_t(span)].tooltip
                                   : views::clockSentence(m_report.kind, m_report.summary, m_now);
    QToolTip::showText(help->globalPos(), text.toHtmlEscaped(), this);
    return true;
}

} // namespace muster::ui
