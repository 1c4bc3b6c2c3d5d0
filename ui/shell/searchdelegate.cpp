// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/searchdelegate.h"

#include "ui/shell/markedline.h"
#include "ui/shell/searchmodel.h"
#include "ui/theme/theme.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

constexpr int kSide = 10;
constexpr int kTop = 5;
constexpr qsizetype kLead = 28; ///< characters of a snippet before its first mark

} // namespace

SearchDelegate::SearchDelegate(const SearchModel &model, QObject *parent)
    : QStyledItemDelegate(parent), m_model(model)
{}

QSize SearchDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    return {200, m_model.lineAt(index.row()) != nullptr ? kLineHeight : kMoreHeight};
}

void SearchDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const Theme &t = theme();
    painter->save();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected) {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(t.selection);
        painter->drawRoundedRect(option.rect, Theme::radius, Theme::radius);
    }
    const QRect box = option.rect.adjusted(kSide, 0, -kSide, 0);
    if (const SearchLine *line = m_model.lineAt(index.row())) {
        const int half = (box.height() - 2 * kTop) / 2;
        paintHead(*painter, *line, QRect(box.left(), box.top() + kTop, box.width(), half));
        paintFoot(*painter, *line, QRect(box.left(), box.top() + kTop + half, box.width(), half), selected);
    } else {
        painter->setFont(t.ui);
        painter->setPen(selected ? t.text : t.blue);
        painter->drawText(box, int(Qt::AlignVCenter) | Qt::TextSingleLine, index.data().toString());
    }
    painter->restore();
}

void SearchDelegate::paintHead(QPainter &painter, const SearchLine &line, const QRect &box) const
{
    const Theme &t = theme();
    painter.setFont(t.uiSmall);
    painter.setPen(line.isOver ? t.dim : t.text);
    painter.drawText(box, int(Qt::AlignRight | Qt::AlignVCenter) | Qt::TextSingleLine, line.status);
    const int status = QFontMetrics(t.uiSmall).horizontalAdvance(line.status);
    const int caseWidth = drawMarkedLine(painter, line.caseNumber, box, t.mono, t.dim);
    drawMarkedLine(painter, line.subject, box.adjusted(caseWidth + 12, 0, -status - 16, 0),
                   line.isOver ? t.ui : t.uiBold, t.text);
}

void SearchDelegate::paintFoot(QPainter &painter, const SearchLine &line, const QRect &box,
                               bool selected) const
{
    const Theme &t = theme();
    const QColor ink = selected ? t.text : t.dim;
    const int most = line.snippet.text.isEmpty() ? box.width() : box.width() / 3;
    const QRect first(box.left(), box.top(), most, box.height());
    const int customer = drawMarkedLine(painter, line.customer, first, t.uiSmall, ink);
    const int gap = customer > 0 ? customer + 16 : 0;
    drawMarkedLine(painter, views::fromFirstMark(line.snippet, kLead), box.adjusted(gap, 0, 0, 0), t.uiSmall,
                   ink);
    if (gap > 0 && !line.snippet.text.isEmpty()) {
        painter.setPen(ink);
        painter.drawText(QRect(box.left() + customer, box.top(), 16, box.height()), Qt::AlignCenter, u"·"_s);
    }
}

} // namespace muster::ui
