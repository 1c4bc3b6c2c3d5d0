// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/incident/readout.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace muster::ui {
namespace {

/// Half as large again as the theme's large digits: read from where one stands behind a chair.
QFont valueFont()
{
    QFont font = theme().monoBig;
    font.setPixelSize(QFontInfo(font).pixelSize() * 3 / 2);
    return font;
}

} // namespace

Readout::Readout(const QString &caption, const QString &objectName, QWidget *parent)
    : QWidget(parent), m_caption(caption)
{
    setObjectName(objectName);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    reset();
}

void Readout::reset()
{
    m_width = QFontMetrics(valueFont()).horizontalAdvance(QStringLiteral("00:00:00"));
    m_width = std::max(m_width, QFontMetrics(theme().uiSmall).horizontalAdvance(m_caption));
    updateGeometry();
}

void Readout::setCaption(const QString &caption)
{
    if (caption == m_caption)
        return;
    m_caption = caption;
    m_width = std::max(m_width, QFontMetrics(theme().uiSmall).horizontalAdvance(m_caption));
    name();
    updateGeometry();
    update();
}

void Readout::setValue(const QString &value, Ink ink)
{
    if (value == m_value && ink == m_ink)
        return;
    m_value = value;
    m_ink = ink;
    const int width = QFontMetrics(valueFont()).horizontalAdvance(value);
    if (width > m_width) {
        m_width = width;
        updateGeometry();
    }
    name();
    update();
}

void Readout::name()
{
    setAccessibleName(m_caption + u' ' + m_value);
}

QSize Readout::sizeHint() const
{
    return {m_width, QFontMetrics(theme().uiSmall).height() + QFontMetrics(valueFont()).height()};
}

void Readout::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setFont(theme().uiSmall);
    painter.setPen(m_ink == Ink::Red ? inkColor(Ink::Red) : theme().dim);
    const int captionHeight = QFontMetrics(theme().uiSmall).height();
    painter.drawText(QRect(0, 0, width(), captionHeight), Qt::AlignRight | Qt::AlignVCenter, m_caption);
    painter.setFont(valueFont());
    painter.setPen(inkColor(m_ink));
    painter.drawText(QRect(0, captionHeight, width(), height() - captionHeight),
                     Qt::AlignRight | Qt::AlignVCenter, m_value);
}

} // namespace muster::ui
