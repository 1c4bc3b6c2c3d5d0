// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/chiplabel.h"

#include "ui/theme/theme.h"

#include <QFontMetrics>
#include <QKeyEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {
constexpr int kSide = 8;  ///< padding left and right
constexpr int kIcon = 14; ///< side of the icon
} // namespace

ChipLabel::ChipLabel(const QString &text, const QString &badge, const QString &iconName, QWidget *parent)
    : QAbstractButton(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setClickable(false);
    setChip(text, badge, iconName);
}

void ChipLabel::setChip(const QString &text, const QString &badge, const QString &iconName)
{
    if (text == this->text() && badge == m_badge && iconName == m_icon)
        return;
    m_badge = badge;
    m_icon = iconName;
    setText(QString(text).replace(u'&', u"&&"_s)); // a button would take "&" for a mnemonic
    setAccessibleName(text);
    updateGeometry();
    update();
}

void ChipLabel::setClickable(bool clickable)
{
    setFocusPolicy(clickable ? Qt::TabFocus : Qt::NoFocus);
    setAttribute(Qt::WA_TransparentForMouseEvents, !clickable);
    setCursor(clickable ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void ChipLabel::setMono(bool mono)
{
    m_mono = mono;
    updateGeometry();
}

QFont ChipLabel::chipFont() const
{
    QFont font = m_mono ? theme().mono : theme().uiSmall;
    font.setWeight(QFont::Medium);
    return font;
}

QSize ChipLabel::sizeHint() const
{
    const QFontMetrics metrics(chipFont());
    const int icon = m_icon.isEmpty() ? 0 : kIcon + 4;
    return {metrics.horizontalAdvance(accessibleName()) + icon + 2 * kSide, 22};
}

void ChipLabel::paintEvent(QPaintEvent *)
{
    const BadgeColors colors = theme().badge(m_badge);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(hasFocus() ? theme().focus : colors.border, hasFocus() ? 2.0 : 1.0));
    painter.setBrush(underMouse() && focusPolicy() != Qt::NoFocus ? blend(colors.fill, colors.text, 0.1)
                                                                  : colors.fill);
    const qreal inset = hasFocus() ? 1.0 : 0.5;
    painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), 5, 5);
    QRect inner = rect().adjusted(kSide, 0, -kSide, 0);
    if (!m_icon.isEmpty()) {
        theme()
            .icon(m_icon, colors.text)
            .paint(&painter, QRect(inner.left(), (height() - kIcon) / 2, kIcon, kIcon));
        inner.setLeft(inner.left() + kIcon + 4);
    }
    painter.setFont(chipFont());
    painter.setPen(colors.text);
    const QFontMetrics metrics(chipFont()); // as sizeHint() measures: on the painter it may be a pixel more
    const bool fits = metrics.horizontalAdvance(accessibleName()) <= inner.width();
    painter.drawText(inner, int(Qt::AlignCenter) | Qt::TextSingleLine,
                     fits ? accessibleName()
                          : metrics.elidedText(accessibleName(), Qt::ElideRight, inner.width()));
}

void ChipLabel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

} // namespace muster::ui
