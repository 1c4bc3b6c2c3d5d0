// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/intake/prioritycard.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace muster::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kPad = Theme::gap;
constexpr int kIndent = 24;

int textHeight(const QFont &font, const QString &text, int width)
{
    if (text.isEmpty())
        return 0;
    return QFontMetrics(font)
        .boundingRect(QRect(0, 0, std::max(40, width), 4000), Qt::TextWordWrap, text)
        .height();
}

} // namespace

PriorityCard::PriorityCard(const policy::Priority &priority, QWidget *parent)
    : QAbstractButton(parent), m_key(priority.key), m_badge(priority.badge), m_definition(priority.definition)
{
    m_title = priority.summary.isEmpty() ? priority.name : priority.name + u" · "_s + priority.summary;
    if (!priority.examples.isEmpty())
        m_examples = tr("For example: %1").arg(priority.examples.join(u" · "_s));
    setCheckable(true);
    setAutoExclusive(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setText(m_key + u' ' + m_title);
    setAccessibleName(text());
    setAccessibleDescription(m_definition + u' ' + m_examples);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

PriorityCard::Layout PriorityCard::layOut(int width) const
{
    const Theme &look = theme();
    Layout layout;
    layout.mark = QRect(kPad, kPad + 3, 14, 14);
    layout.badge = QRect(kPad + kIndent, kPad + 1, 34, 18);
    const int left = kPad + kIndent, text = width - left - kPad;
    layout.title = QRect(layout.badge.right() + 1 + kPad, kPad, width - layout.badge.right() - 2 * kPad, 20);
    layout.definition = QRect(left, kPad + 24, text, textHeight(look.uiSmall, m_definition, text));
    layout.examples =
        QRect(left, layout.definition.bottom() + 4, text, textHeight(look.uiSmall, m_examples, text));
    layout.height = layout.examples.bottom() + 1 + kPad;
    return layout;
}

QSize PriorityCard::sizeHint() const
{
    return {300, heightForWidth(300)};
}

int PriorityCard::heightForWidth(int width) const
{
    return layOut(width).height;
}

void PriorityCard::paintEvent(QPaintEvent *)
{
    const Theme &look = theme();
    const Layout layout = layOut(width());
    const BadgeColors badge = look.badge(m_badge);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(hasFocus() ? look.focus : isChecked() ? look.accent : look.line, hasFocus() ? 2 : 1));
    painter.setBrush(isChecked()    ? blend(look.panel, look.accent, 0.12)
                     : underMouse() ? look.raised
                                    : look.panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), Theme::radius, Theme::radius);
    painter.setPen(QPen(isChecked() ? look.accent : look.fieldLine(), isChecked() ? 4 : 1.5));
    painter.setBrush(Qt::NoBrush);
    const double inset = isChecked() ? 2 : 0.75;
    painter.drawEllipse(QRectF(layout.mark).adjusted(inset, inset, -inset, -inset));
    painter.setPen(QPen(badge.border, 1));
    painter.setBrush(badge.fill);
    painter.drawRoundedRect(QRectF(layout.badge).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.setFont(look.uiBold);
    painter.setPen(badge.text);
    painter.drawText(layout.badge, Qt::AlignCenter, m_key);
    painter.setPen(look.text);
    painter.drawText(layout.title, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_title, Qt::ElideRight, layout.title.width()));
    painter.setFont(look.uiSmall);
    painter.drawText(layout.definition, Qt::TextWordWrap, m_definition);
    painter.setPen(look.dim);
    painter.drawText(layout.examples, Qt::TextWordWrap, m_examples);
}

} // namespace muster::ui
