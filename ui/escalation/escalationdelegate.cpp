// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/escalation/escalationdelegate.h"

#include "models/views/queuemodel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/cellpaint.h"

#include <QPainter>
#include <QStyleOptionViewItem>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

constexpr int kShape = 12, kBar = 4;

void drawText(QPainter &painter, QRect box, const QFont &font, QColor color, const QString &text,
              Qt::TextElideMode elide = Qt::ElideRight)
{
    painter.setFont(font);
    painter.setPen(color);
    painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(text, elide, box.width()));
}

} // namespace

EscalationLayout escalationLayout(QRect row, int countdownWidth)
{
    const QRect box = row.adjusted(Theme::gap, 4, -Theme::gap, -4);
    const int half = box.height() / 2;
    EscalationLayout at;
    at.shape = QRect(box.left(), box.top() + (half - kShape) / 2, kShape, kShape);
    const int clockLeft = at.shape.right() + Theme::gap;
    at.countdown = QRect(clockLeft, box.top(), countdownWidth, half);
    at.bar = QRect(clockLeft, box.top() + half, countdownWidth, kBar);
    at.clockName = QRect(clockLeft, at.bar.bottom() + 1, countdownWidth, box.bottom() - at.bar.bottom());
    const int left = at.countdown.right() + 2 * Theme::gap;
    const int right = std::max(left, box.right() - std::clamp(box.width() / 3, 120, 320));
    const int caseWidth = std::clamp((right - left) / 3, 0, 130);
    at.caseNumber = QRect(left, box.top(), caseWidth, half);
    at.title = QRect(left + caseWidth + Theme::gap, box.top(),
                     std::max(0, right - left - caseWidth - 2 * Theme::gap), half);
    at.why = QRect(left, box.top() + half, std::max(0, right - left - Theme::gap), half);
    at.customer = QRect(right, box.top(), box.right() - right, half);
    at.holder = QRect(right, box.top() + half, box.right() - right, half);
    return at;
}

EscalationDelegate::EscalationDelegate(const views::EscalationModel &model, QObject *parent)
    : QAbstractItemDelegate(parent), m_model(model)
{}

QSize EscalationDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const views::EscalationRow *row = m_model.at(index.row());
    return {200, row && row->isHeading ? kHeading : kRow};
}

void EscalationDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    const views::EscalationRow *row = m_model.at(index.row());
    if (row == nullptr)
        return;
    const Theme &look = theme();
    painter->save();
    if (row->isHeading) {
        paintHeading(*painter, option.rect, *row);
        painter->restore();
        return;
    }
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    if (isSelected) {
        painter->fillRect(option.rect, look.selection);
        painter->fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())), look.accent);
    }
    painter->setPen(look.line);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    const int countdown = QFontMetrics(look.mono).horizontalAdvance(u"-00:00:00"_s) + 2;
    const EscalationLayout at = escalationLayout(
        option.rect,
        std::max(countdown, QFontMetrics(look.uiSmall).horizontalAdvance(tr("Next contact")) + 2));
    const QColor dim = isSelected ? look.text : look.dim;
    paintClock(*painter, at, *row, isSelected);
    drawText(*painter, at.caseNumber, look.mono, look.text, row->caseNumber,
             Qt::ElideMiddle); // its end tells it apart
    drawText(*painter, at.title, look.uiBold, look.text, row->title);
    drawText(*painter, at.why, look.ui, dim, row->why);
    drawText(*painter, at.customer, look.ui, dim, row->customer);
    drawText(*painter, at.holder, look.ui, dim, row->holder);
    painter->restore();
}

void EscalationDelegate::paintHeading(QPainter &painter, QRect box, const views::EscalationRow &row) const
{
    const Theme &look = theme();
    const QRect line = box.adjusted(Theme::gap, Theme::gap, -Theme::gap, 0);
    const int width = QFontMetrics(look.uiBold).horizontalAdvance(row.title);
    drawText(painter, line, look.uiBold, look.text, row.title);
    drawText(painter, line.adjusted(width + 2 * Theme::gap, 0, 0, 0), look.uiSmall, look.dim, row.remark);
    painter.setPen(look.line);
    painter.drawLine(box.bottomLeft(), box.bottomRight());
}

void EscalationDelegate::paintClock(QPainter &painter, const EscalationLayout &at,
                                    const views::EscalationRow &row, bool isSelected) const
{
    const Theme &look = theme();
    const sla::ClockSummary &clock = row.clock.clock;
    const sla::ClockState state = sla::stateAt(clock, m_now);
    if (state == sla::ClockState::None)
        return;
    const QColor color = look.state(state);
    paintStateShape(painter, at.shape, state, color);
    drawText(painter, at.countdown, look.mono, isSelected ? look.text : color,
             views::countdownText(clock, m_now));
    QRect fill = at.bar;
    fill.setWidth(int(at.bar.width() * usedShare(clock, m_now)));
    paintBar(painter, at.bar, fill, isSelected ? look.panel : look.line, color);
    drawText(painter, at.clockName, look.uiSmall, isSelected ? look.text : look.dim, row.clock.name);
}

} // namespace muster::ui
