// SPDX-License-Identifier: GPL-3.0-or-later
// Where the parts of the board stand.
#include "ui/escalation/boardfilter.h"
#include "ui/escalation/escalationdelegate.h"
#include "ui/escalation/escalationpage.h"
#include "ui/escalation/orderbuttons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/tonelabel.h"

#include <QListView>
#include <QSplitter>
#include <QStackedWidget>
#include <QTextBrowser>

namespace muster::ui {

using namespace Qt::StringLiterals;

void EscalationPage::build()
{
    m_list->setObjectName(u"escalation.list"_s);
    m_list->setAccessibleName(tr("Escalations"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(m_delegate);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_text->setObjectName(u"escalation.text"_s);
    m_text->setAccessibleName(tr("The escalation in full"));
    m_text->setFrameShape(QFrame::NoFrame);
    m_line->setObjectName(u"escalation.line"_s);
    m_line->setWordWrap(true);
    m_nothing->setObjectName(u"escalation.nothing"_s);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setMargin(Theme::gap * 3);
    auto *board = new QWidget(this);
    auto *rows = columnLayout(board, 0);
    rows->addWidget(m_filter);
    rows->addWidget(m_nothing);
    rows->addWidget(m_list, 1); // keeps the focus, and with it the keys, also where it is empty
    auto *side = new QWidget(this);
    auto *column = columnLayout(side, Theme::gap, Theme::gap);
    column->addWidget(m_line);
    column->addWidget(m_buttons);
    column->addWidget(m_text, 1);
    m_split->setChildrenCollapsible(false);
    m_split->addWidget(board);
    m_split->addWidget(side);
    m_split->setStretchFactor(0, 3);
    m_split->setStretchFactor(1, 2);
    board->setMinimumWidth(420);
    side->setMinimumWidth(410);      // two of its buttons beside each other
    m_split->setSizes({3000, 2000}); // shares of what there is
    m_stack->addWidget(m_split);
    m_stack->addWidget(buildEmpty());
    m_stack->setCurrentIndex(1);
    columnLayout(this, 0)->addWidget(m_stack);
    connect(m_filter, &BoardFilter::changed, this, &EscalationPage::filterChanged);
    connect(m_filter, &BoardFilter::left, this, &EscalationPage::takeFocus);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &EscalationPage::showChosen);
    connect(m_list, &QListView::doubleClicked, this, [this] {
        if (const auto *led = chosen())
            emit ticketWanted(led->escalation.raised.ticket);
    });
}

QWidget *EscalationPage::buildEmpty()
{
    auto *empty = new EmptyState(
        u"escalations"_s, tr("Nothing is escalated"),
        tr("A ticket is escalated with E in the queue. What is escalated stands here by level, what is due "
           "first in front."),
        this);
    empty->setObjectName(u"escalation.empty"_s);
    empty->addStep(tr("To the queue"), u"escalation.toQueue"_s, [this] { emit ticketWanted({}); });
    empty->addStep(tr("What was closed"), u"escalation.toClosed"_s, [this] { m_filter->turnClosed(); });
    return empty;
}

} // namespace muster::ui
