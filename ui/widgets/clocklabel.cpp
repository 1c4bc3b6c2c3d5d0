// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/clocklabel.h"

#include "ui/theme/theme.h"

#include <QDateTime>
#include <QLocale>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {
constexpr int kBetween = 14; ///< pixels between the two clocks
} // namespace

ClockLabel::ClockLabel(const QTimeZone &zone, QWidget *parent) : QWidget(parent), m_zone(zone)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    compose();
}

void ClockLabel::setNow(Instant now)
{
    if (std::chrono::floor<std::chrono::seconds>(now) == std::chrono::floor<std::chrono::seconds>(m_now))
        return;
    m_now = now;
    compose();
}

void ClockLabel::setZone(const QTimeZone &zone)
{
    m_zone = zone;
    compose();
}

void ClockLabel::compose()
{
    const QDateTime utc = QDateTime::fromMSecsSinceEpoch(toMillis(m_now), Qt::UTC);
    const QDateTime local = utc.toTimeZone(m_zone);
    const qsizetype width = m_local.size();
    m_utc = utc.toString(u"HH:mm:ss"_s) + u" UTC"_s;
    m_local.clear();
    if (m_zone.isValid() && m_zone.offsetFromUtc(utc) != 0) { // the same time is said once
        m_local = local.toString(u"HH:mm:ss"_s) + u' ' + m_zone.abbreviation(utc);
        if (local.date() != utc.date())
            m_local += u' ' + QLocale().dayName(local.date().dayOfWeek(), QLocale::ShortFormat);
    }
    // A reader of the screen is told of each change of name: once a minute is enough.
    const QString spoken = tr("%1 UTC").arg(utc.toString(u"HH:mm"_s));
    setAccessibleName(m_local.isEmpty() ? spoken
                                        : tr("%1, local time %2").arg(spoken, local.toString(u"HH:mm"_s)));
    setToolTip(m_local.isEmpty() ? QString() : tr("Local time: %1").arg(QString::fromUtf8(m_zone.id())));
    if (m_local.size() != width)
        updateGeometry();
    update();
}

QString ClockLabel::text() const
{
    return m_local.isEmpty() ? m_utc : m_utc + u" · "_s + m_local;
}

QSize ClockLabel::sizeHint() const
{
    const QFontMetrics metrics(theme().mono);
    const int local = m_local.isEmpty() ? 0 : kBetween + metrics.horizontalAdvance(m_local);
    return {metrics.horizontalAdvance(m_utc) + local + 2, metrics.height() + 4};
}

void ClockLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setFont(theme().mono);
    painter.setPen(theme().text);
    painter.drawText(rect(), int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine, m_utc);
    painter.setPen(theme().dim);
    painter.drawText(rect(), int(Qt::AlignRight | Qt::AlignVCenter) | Qt::TextSingleLine, m_local);
}

} // namespace muster::ui
