// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/rail.h"

#include "ui/theme/theme.h"
#include "ui/widgets/layouts.h"

#include <QFontMetrics>
#include <QKeyEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {
constexpr int kWide = 88;
constexpr int kHigh = 58;
constexpr int kIcon = 22;
constexpr int kMostShown = 99;
} // namespace

RailButton::RailButton(const QString &key, const QString &title, const QString &icon, QWidget *parent)
    : QAbstractButton(parent), m_key(key), m_icon(icon)
{
    setText(title);
    setAccessibleName(title);
    setObjectName(u"rail."_s + key);
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
}

void RailButton::setBadge(int count, bool urgent)
{
    m_count = count;
    m_urgent = urgent;
    setAccessibleDescription(count > 0 ? tr("%n waiting", nullptr, count) : QString());
    update();
}

QSize RailButton::sizeHint() const
{
    return {kWide - 12, kHigh};
}

void RailButton::paintEvent(QPaintEvent *)
{
    const Theme &t = theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(1, 1, -1, -1);
    painter.setPen(hasFocus() ? QPen(t.focus, 2) : QPen(Qt::NoPen));
    painter.setBrush(isChecked() ? t.selection : underMouse() ? t.raised : QColor(Qt::transparent));
    painter.drawRoundedRect(box, Theme::radius, Theme::radius);
    const QColor ink = isChecked() ? t.text : t.dim;
    t.icon(m_icon, ink).paint(&painter, QRect((width() - kIcon) / 2, 8, kIcon, kIcon));
    painter.setFont(t.uiSmall);
    painter.setPen(ink);
    const QRect line(2, 8 + kIcon + 3, width() - 4, 18);
    painter.drawText(line, int(Qt::AlignCenter) | Qt::TextSingleLine,
                     QFontMetrics(t.uiSmall).elidedText(text(), Qt::ElideRight, line.width()));
    if (m_count > 0)
        paintBadge(painter);
}

void RailButton::paintBadge(QPainter &painter) const
{
    const BadgeColors colors = theme().badge(m_urgent ? u"red"_s : u"grey"_s);
    const QString shown = m_count > kMostShown ? u"%1+"_s.arg(kMostShown) : QString::number(m_count);
    QFont font = theme().uiSmall;
    font.setPixelSize(11);
    font.setWeight(QFont::DemiBold);
    const int wide = std::max(18, QFontMetrics(font).horizontalAdvance(shown) + 10);
    const QRectF box(std::min(width() / 2.0 + 8, width() - wide - 2.0), 3.5, wide, 17);
    painter.setPen(colors.border);
    painter.setBrush(colors.fill);
    painter.drawRoundedRect(box, 8.5, 8.5);
    painter.setFont(font);
    painter.setPen(colors.text);
    painter.drawText(box, int(Qt::AlignCenter), shown);
}

Rail::Rail(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"rail"_s);
    setAccessibleName(tr("Pages"));
    setFixedWidth(kWide);
    m_column = columnLayout(this, 4, 6);
    m_column->addStretch(1);
}

void Rail::addPage(const QString &key, const QString &title, const QString &icon)
{
    auto *added = new RailButton(key, title, icon, this);
    connect(added, &RailButton::clicked, this, [this, key] {
        setCurrent(key); // a second click must not uncheck it
        emit chosen(key);
    });
    m_column->insertWidget(int(m_buttons.size()), added);
    m_buttons.push_back(added);
}

RailButton *Rail::button(const QString &key) const
{
    for (RailButton *candidate : m_buttons) {
        if (candidate->key() == key)
            return candidate;
    }
    return nullptr;
}

void Rail::setCurrent(const QString &key)
{
    for (RailButton *each : m_buttons)
        each->setChecked(each->key() == key);
}

void Rail::setBadge(const QString &key, int count, bool urgent)
{
    if (RailButton *found = button(key))
        found->setBadge(count, urgent);
}

void Rail::setKeysHint(const QString &key, const QString &hint)
{
    if (RailButton *found = button(key))
        found->setToolTip(hint);
}

void Rail::keyPressEvent(QKeyEvent *event)
{
    const int step = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    for (size_t i = 0; step != 0 && i < m_buttons.size(); ++i) {
        const auto next = int(i) + step;
        if (m_buttons[i]->hasFocus() && next >= 0 && next < int(m_buttons.size())) {
            m_buttons[size_t(next)]->setFocus(Qt::TabFocusReason);
            return;
        }
    }
    QWidget::keyPressEvent(event);
}

void Rail::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().window);
    painter.fillRect(QRect(width() - 1, 0, 1, height()), theme().line);
}

} // namespace muster::ui
