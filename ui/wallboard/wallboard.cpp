// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wallboard/wallboard.h"

#include "ui/theme/localzone.h"
#include "ui/theme/theme.h"

#include <QCloseEvent>
#include <QDateTime>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QTimeZone>

namespace muster::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t kMostIncidents = 4; ///< more cannot be read from afar

QColor levelColor(WallIncident::Level level)
{
    switch (level) {
    case WallIncident::Level::Alarm:
        return theme().red;
    case WallIncident::Level::Warning:
        return theme().amber;
    case WallIncident::Level::Calm:
        break;
    }
    return theme().green;
}

QString clockText(Instant now)
{
    const QDateTime utc = QDateTime::fromMSecsSinceEpoch(toMillis(now), Qt::UTC);
    const QTimeZone here = localZone();
    const QString text = utc.toString(u"HH:mm:ss 'UTC'"_s);
    if (here.offsetFromUtc(utc) == 0)
        return text;
    return u"%1   %2 %3"_s.arg(text, utc.toTimeZone(here).toString(u"HH:mm:ss"_s), here.abbreviation(utc));
}

} // namespace

Wallboard::Wallboard(QWidget *parent) : QWidget(parent, Qt::Window)
{
    setObjectName(u"wallboard"_s);
    setWindowTitle(tr("Wallboard"));
    setAccessibleName(tr("Wallboard"));
    setAttribute(Qt::WA_OpaquePaintEvent);
    m_look.setInterval(1000);
    connect(&m_look, &QTimer::timeout, this, [this] {
        if (isOld())
            update();
    });
    m_look.start();
}

void Wallboard::present(const std::vector<WallIncident> &incidents, const std::vector<WallCount> &counts,
                        Instant now)
{
    m_incidents = incidents;
    m_counts = counts;
    m_now = now;
    m_since.start();
    QStringList spoken{m_stale};
    spoken.removeAll(QString());
    for (const WallIncident &each : m_incidents)
        spoken += u"%1 %2, %3, %4 %5"_s.arg(each.severity, each.title, each.elapsed, each.due, each.missing);
    for (const WallCount &each : m_counts)
        spoken += u"%1: %2"_s.arg(each.name).arg(each.count);
    setAccessibleDescription(spoken.join(u". "_s));
    update();
}

void Wallboard::setStale(const QString &sentence)
{
    m_stale = sentence;
    update();
}

bool Wallboard::isOld() const
{
    return !m_since.isValid() || m_since.elapsed() > m_oldAfter;
}

QFont Wallboard::font(double share, bool bold) const
{
    QFont font = bold ? theme().uiBold : theme().ui;
    font.setPixelSize(std::max(10, int(height() * share)));
    return font;
}

void Wallboard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().window);
    const int edge = height() / 30;
    const QRect box = rect().adjusted(edge, edge, -edge, -edge);
    const int below = paintStale(painter, box, paintHead(painter, box));
    const int foot = height() / 4;
    paintIncidents(painter, QRect(box.left(), below, box.width(), box.bottom() - foot - below));
    paintCounts(painter, QRect(box.left(), box.bottom() - foot + edge / 2, box.width(), foot - edge / 2));
}

int Wallboard::paintHead(QPainter &painter, QRect box) const
{
    const int high = height() / 11;
    QRect line(box.left(), box.top(), box.width(), high);
    if (isOld()) {
        painter.fillRect(line, theme().redFill);
        painter.setFont(font(0.045, true));
        painter.setPen(theme().red);
        const QString since =
            m_since.isValid()
                ? QDateTime::fromMSecsSinceEpoch(toMillis(m_now), Qt::UTC).toString(u"HH:mm:ss 'UTC'"_s)
                : tr("the start");
        painter.drawText(line, Qt::AlignCenter, tr("OLD: nothing new since %1").arg(since));
        return line.bottom() + height() / 40;
    }
    painter.setFont(font(0.055, true));
    painter.setPen(theme().text);
    QFont digits = theme().mono;
    digits.setPixelSize(std::max(10, int(height() * 0.055)));
    const QString time = clockText(m_now);
    painter.setFont(digits);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, time);
    const int taken = painter.fontMetrics().horizontalAdvance(time) + height() / 20;
    painter.setFont(font(0.055, true));
    const QString state = m_incidents.empty()       ? tr("No incident is running")
                          : m_incidents.size() == 1 ? tr("1 incident is running")
                                                    : tr("%1 incidents are running").arg(m_incidents.size());
    painter.setPen(m_incidents.empty() ? theme().green : theme().text);
    line.setRight(line.right() - taken);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(state, Qt::ElideRight, line.width()));
    return line.bottom() + height() / 40;
}

int Wallboard::paintStale(QPainter &painter, QRect box, int top) const
{
    if (m_stale.isEmpty() || isOld())
        return top;
    const QRect line(box.left(), top, box.width(), height() / 14);
    painter.fillRect(line, theme().amberFill);
    painter.fillRect(QRect(line.left(), line.top(), height() / 80, line.height()), theme().amber);
    painter.setFont(font(0.04, true));
    painter.setPen(theme().amber);
    const QRect inner = line.adjusted(height() / 20, 0, -height() / 40, 0);
    painter.drawText(inner, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_stale, Qt::ElideRight, inner.width()));
    return line.bottom() + height() / 60;
}

void Wallboard::paintIncidents(QPainter &painter, QRect box) const
{
    const size_t shown = std::min(m_incidents.size(), kMostIncidents);
    const bool isMore = m_incidents.size() > kMostIncidents;
    const int gap = height() / 60, more = isMore ? height() / 22 : 0;
    const int high =
        std::min(int(box.height() / 2), (box.height() - more) / int(std::max<size_t>(shown, 1)) - gap);
    for (size_t i = 0; i < shown; ++i)
        paintIncident(painter, QRect(box.left(), box.top() + int(i) * (high + gap), box.width(), high),
                      m_incidents[i]);
    if (!isMore)
        return;
    painter.setFont(font(0.035, false));
    painter.setPen(theme().dim);
    painter.drawText(QRect(box.left(), box.bottom() - more, box.width(), more),
                     Qt::AlignLeft | Qt::AlignVCenter,
                     tr("and %1 more").arg(m_incidents.size() - kMostIncidents));
}

void Wallboard::paintIncident(QPainter &painter, QRect box, const WallIncident &incident) const
{
    painter.fillRect(box, theme().panel);
    painter.fillRect(QRect(box.left(), box.top(), height() / 80, box.height()), levelColor(incident.level));
    const int edge = height() / 40;
    const QRect inner = box.adjusted(edge * 2, 0, -edge, 0);
    const double big = std::min(0.075, 0.42 * box.height() / height());
    QRect first(inner.left(), inner.top(), inner.width(), inner.height() / 2);
    QRect second(inner.left(), first.bottom(), inner.width(), inner.height() / 2);
    const BadgeColors badge = theme().badge(incident.badge);
    painter.setFont(font(big, true));
    painter.setPen(badge.text);
    painter.drawText(first, Qt::AlignLeft | Qt::AlignVCenter, incident.severity);
    first.setLeft(first.left() + painter.fontMetrics().horizontalAdvance(incident.severity + u"  "_s));
    const int elapsed = painter.fontMetrics().horizontalAdvance(incident.elapsed);
    painter.setPen(theme().dim);
    painter.drawText(first, Qt::AlignRight | Qt::AlignVCenter, incident.elapsed);
    first.setRight(first.right() - elapsed - edge);
    painter.setPen(theme().text);
    if (painter.fontMetrics().horizontalAdvance(incident.title) > first.width())
        painter.setFont(font(big * 0.55, true)); // two lines of it rather than half of one
    painter.drawText(first, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap,
                     painter.fontMetrics().elidedText(incident.title, Qt::ElideRight, first.width() * 7 / 4));
    painter.setFont(font(big, true));
    painter.setPen(levelColor(incident.level));
    QStringList parts{incident.due, incident.missing};
    parts.removeAll(QString());
    painter.drawText(second, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(parts.join(u" · "_s), Qt::ElideRight, second.width()));
}

void Wallboard::paintCounts(QPainter &painter, QRect box) const
{
    if (m_counts.empty())
        return;
    const int wide = box.width() / int(m_counts.size());
    const QLocale locale;
    for (size_t i = 0; i < m_counts.size(); ++i) {
        const WallCount &each = m_counts[i];
        const QRect cell(box.left() + int(i) * wide, box.top(), wide, box.height());
        painter.setFont(font(0.1, true));
        painter.setPen(each.isAlarm && each.count > 0 ? theme().red : theme().text);
        painter.drawText(cell.adjusted(0, 0, 0, -cell.height() / 3), Qt::AlignLeft | Qt::AlignBottom,
                         locale.toString(each.count));
        painter.setFont(font(0.035, false));
        painter.setPen(theme().dim);
        painter.drawText(cell.adjusted(0, cell.height() * 2 / 3, -height() / 60, 0),
                         Qt::AlignLeft | Qt::AlignTop,
                         painter.fontMetrics().elidedText(each.name, Qt::ElideRight, wide - height() / 60));
    }
}

void Wallboard::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape || event->key() == Qt::Key_F11) {
        close();
        return;
    }
    QWidget::keyPressEvent(event);
}

void Wallboard::closeEvent(QCloseEvent *event)
{
    QWidget::closeEvent(event);
    emit closed();
}

} // namespace muster::ui
