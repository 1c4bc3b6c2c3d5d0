// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/elidedlabel.h"

#include "ui/theme/theme.h"

#include <QEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace muster::ui {

QColor inkColor(Ink ink)
{
    const Theme &t = theme();
    switch (ink) {
    case Ink::Text:
        return t.text;
    case Ink::Dim:
        return t.dim;
    case Ink::Red:
        return t.red;
    case Ink::Amber:
        return t.amber;
    case Ink::Green:
        return t.green;
    case Ink::Blue:
        return t.blue;
    }
    return t.text;
}

ElidedLabel::ElidedLabel(const QString &text, QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setText(text);
}

void ElidedLabel::setText(const QString &text)
{
    m_text = text.simplified();
    setAccessibleName(m_text);
    setToolTip(m_text);
    updateGeometry();
    update();
}

void ElidedLabel::setInk(Ink ink)
{
    m_ink = ink;
    update();
}

bool ElidedLabel::isElided() const
{
    return fontMetrics().horizontalAdvance(m_text) > width();
}

QSize ElidedLabel::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(m_text) + 1, fontMetrics().height() + 2};
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {fontMetrics().horizontalAdvance(u"mmm…"_s), fontMetrics().height() + 2};
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(isEnabled() ? inkColor(m_ink) : palette().color(QPalette::Disabled, QPalette::WindowText));
    const Qt::Alignment side = m_text.isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft;
    painter.drawText(rect(), int(side | Qt::AlignVCenter | Qt::AlignAbsolute) | Qt::TextSingleLine,
                     fontMetrics().elidedText(m_text, Qt::ElideRight, width()));
}

void ElidedLabel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        updateGeometry();
    QWidget::changeEvent(event);
}

} // namespace muster::ui
