// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/queuedelegate.h"

#include "ui/theme/theme.h"
#include "ui/widgets/cellpaint.h"

#include <QPainter>
#include <QStyleOptionViewItem>

namespace muster::ui {

using namespace Qt::StringLiterals;
using Model = views::QueueModel;

namespace {

constexpr int kMark =
    14; ///< of a ticket that an incident covers, that is escalated, or that somebody else has open

bool isSelected(const QStyleOptionViewItem &option)
{
    return option.state.testFlag(QStyle::State_Selected);
}

} // namespace

QueueDelegate::QueueDelegate(const Model &model, QObject *parent)
    : QAbstractItemDelegate(parent), m_model(model)
{
    measure();
}

void QueueDelegate::measure()
{
    m_metrics.countdown = QFontMetrics(theme().mono).horizontalAdvance(u"-00:00:00"_s) + 2;
    const QFontMetrics small(theme().uiSmall);
    m_metrics.clockName = 0;
    for (const sla::ClockKind kind : sla::kClockKinds)
        m_metrics.clockName =
            std::max(m_metrics.clockName, small.horizontalAdvance(views::clockTitle(kind)) + 2);
}

QSize QueueDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {60, Theme::rowHeight};
}

void QueueDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    const views::TicketRow *row = m_model.rowAt(index.row());
    if (!row)
        return;
    const Theme &look = theme();
    if (isSelected(option))
        painter->fillRect(option.rect, look.selection);
    else if (index.data(Model::MarkedRole).toBool())
        painter->fillRect(option.rect, blend(look.panel, look.accent, 0.13));
    painter->setPen(look.line);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    switch (Model::Column(index.column())) {
    case Model::Priority:
        return paintPriority(*painter, option, index);
    case Model::NextDue:
        return paintNextDue(*painter, option, *row);
    case Model::Case:
    case Model::Subject:
    case Model::Customer:
    case Model::Tier:
    case Model::Owner:
    case Model::Status:
    case Model::Age:
    case Model::ColumnCount:
        return paintText(*painter, option, index, *row);
    }
}

void QueueDelegate::paintPriority(QPainter &painter, const QStyleOptionViewItem &option,
                                  const QModelIndex &index) const
{
    const Theme &look = theme();
    if (isSelected(option))
        painter.fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())), look.accent);
    const QueueRowLayout layout = queueRowLayout(Model::Priority, option.rect, m_metrics, 0);
    if (index.data(Model::MarkedRole).toBool())
        paintCheck(painter, layout.mark, isSelected(option) ? look.text : look.accent);
    const auto &priorities = m_model.names().priorities;
    const quint16 priority = m_model.rowAt(index.row())->priority;
    if (priority == 0 || priority >= priorities.size())
        return;
    paintBadge(painter, layout.badge, priorities[priority].key, look.badge(priorities[priority].badge),
               look.uiBold);
}

void QueueDelegate::paintNextDue(QPainter &painter, const QStyleOptionViewItem &option,
                                 const views::TicketRow &row) const
{
    const Theme &look = theme();
    const int which = views::shownClock(row);
    if (which < 0)
        return;
    const sla::ClockSummary &clock = row.clocks[size_t(which)];
    const sla::ClockState state = sla::stateAt(clock, m_model.now());
    const QueueRowLayout layout =
        queueRowLayout(Model::NextDue, option.rect, m_metrics, usedShare(clock, m_model.now()));
    const QColor color = look.state(state);
    paintStateShape(painter, layout.icon, state, color);
    if (!layout.clockName.isEmpty()) {
        painter.setFont(look.uiSmall);
        painter.setPen(isSelected(option) ? look.text : look.dim);
        painter.drawText(layout.clockName, Qt::AlignLeft | Qt::AlignVCenter,
                         views::clockTitle(sla::kClockKinds[size_t(which)]));
    }
    paintBar(painter, layout.track, layout.fill, isSelected(option) ? look.panel : look.line, color);
    painter.setFont(look.mono);
    painter.setPen(isSelected(option) ? look.text : color);
    painter.drawText(layout.countdown, Qt::AlignRight | Qt::AlignVCenter,
                     views::countdownText(clock, m_model.now()));
}

void QueueDelegate::paintText(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                              const views::TicketRow &row) const
{
    const Theme &look = theme();
    const auto column = Model::Column(index.column());
    const QueueRowLayout layout = queueRowLayout(column, option.rect, m_metrics, 0);
    // What a person scans for is bright, what only describes is dim; an unanswered customer makes the subject
    // bold.
    const bool bright = column == Model::Subject || column == Model::Case || isSelected(option);
    painter.setFont(column == Model::Case                               ? look.mono
                    : column == Model::Subject && row.customerSpokeLast ? look.uiBold
                                                                        : look.ui);
    painter.setPen(bright ? look.text : look.dim);
    QString text = index.data(Qt::DisplayRole).toString();
    if (column == Model::Owner && row.assignee == 0)
        text = u"—"_s;
    QRect room = layout.text;
    if (const views::TicketIncident *incident =
            column == Model::Subject ? m_model.incidentOf(row.id) : nullptr) {
        const QRect mark(room.left(), room.center().y() - kMark / 2, kMark, kMark);
        look.icon(u"warroom"_s, look.badge(incident->badge).text).paint(&painter, mark);
        room.setLeft(mark.right() + Theme::gap);
    }
    if (const auto escalated = column == Model::Subject ? m_escalated.constFind(row.id) : m_escalated.cend();
        escalated != m_escalated.cend()) {
        const QRect mark(room.left(), room.center().y() - kMark / 2, kMark, kMark);
        look.icon(*escalated ? u"policy"_s : u"escalations"_s, *escalated ? look.red : look.amber)
            .paint(&painter, mark);
        room.setLeft(mark.right() + Theme::gap);
    }
    if (const int here = column == Model::Subject ? index.data(Model::HereRole).toInt() : 0; here != 0) {
        const QRect mark(room.right() - kMark, room.center().y() - kMark / 2, kMark, kMark);
        look.icon(here == 2 ? u"edit"_s : u"user"_s, here == 2 ? look.amber : look.blue)
            .paint(&painter, mark);
        room.setRight(mark.left() - Theme::gap);
    }
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(
                         text,
                         column == Model::Case ? Qt::ElideMiddle : Qt::ElideRight, // its end tells it apart
                         room.width()));
}

} // namespace muster::ui
