// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/iconlabel.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace muster::ui {

IconLabel::IconLabel(const QString &icon, int side, Ink ink, QWidget *parent)
    : QWidget(parent), m_icon(icon), m_ink(ink)
{
    setFixedSize(side, side);
}

void IconLabel::setIcon(const QString &icon, Ink ink)
{
    m_icon = icon;
    m_ink = ink;
    update();
}

void IconLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    theme().icon(m_icon, inkColor(m_ink)).paint(&painter, rect());
}

} // namespace muster::ui
