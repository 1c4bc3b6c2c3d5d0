// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/historyview.h"

#include "models/views/casetext.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QTimeZone>

namespace muster::ui {

using namespace Qt::StringLiterals;
using Model = views::HistoryModel;

namespace {

constexpr int kPad = 4;
constexpr int kHeadHeight = 18; ///< time and person

QString timeOf(const QModelIndex &index)
{
    return views::absoluteText(fromMillis(index.data(Model::TimeRole).toLongLong()), QTimeZone::utc());
}

} // namespace

QSize HistoryDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *view = qobject_cast<const QListView *>(option.widget);
    const int width = (view ? view->viewport()->width() : 300) - 2 * Theme::gap;
    const QRect text = QFontMetrics(theme().ui)
                           .boundingRect(QRect(0, 0, std::max(width, 100), 100'000), Qt::TextWordWrap,
                                         index.data().toString());
    return {100, 2 * kPad + kHeadHeight + std::max(kHeadHeight, text.height() + 2)};
}

void HistoryDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const Theme &look = theme();
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, look.selection);
    const QRect box = option.rect.adjusted(Theme::gap, kPad, -Theme::gap, -kPad);
    const QRect first(box.left(), box.top(), box.width(), kHeadHeight);
    painter->setFont(look.mono);
    painter->setPen(look.dim);
    const QString time = timeOf(index);
    painter->drawText(first, Qt::AlignLeft | Qt::AlignVCenter, time);
    const int shift = painter->fontMetrics().horizontalAdvance(time) + Theme::gap * 2;
    painter->setFont(look.uiSmall);
    QString who = index.data(Model::ActorRole).toString();
    if (index.data(Model::LateRole).toBool())
        who += HistoryView::tr(" · written down later");
    painter->drawText(first.adjusted(shift, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, who);
    QFont font = look.ui;
    const bool struck = index.data(Model::StruckRole).toBool();
    font.setStrikeOut(struck);
    painter->setFont(font);
    painter->setPen(struck || index.data(Model::RedactedRole).toBool() ? look.dim : look.text);
    const QRect second(QPoint(box.left(), first.bottom() + 1), box.bottomRight());
    painter->drawText(second, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, index.data().toString());
}

HistoryView::HistoryView(QWidget *parent) : QListView(parent), m_model(new Model(this))
{
    setObjectName(u"ticket.history"_s);
    setAccessibleName(tr("History"));
    setFrameShape(QFrame::NoFrame);
    setModel(m_model);
    setItemDelegate(new HistoryDelegate(this));
    setResizeMode(QListView::Adjust); // lines wrap: a closing note is read in full
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void HistoryView::setHistory(std::vector<views::HistoryEntry> history)
{
    m_model->setValues(std::move(history));
}

FactId HistoryView::chosen() const
{
    const views::HistoryEntry *entry =
        window()->focusWidget() == this ? m_model->at(currentIndex().row()) : nullptr;
    return entry ? entry->fact : FactId{};
}

} // namespace muster::ui
