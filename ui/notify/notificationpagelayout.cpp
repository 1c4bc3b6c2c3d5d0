// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of the page.
#include "ui/notify/deliverydelegate.h"
#include "ui/notify/notificationpage.h"
#include "ui/theme/theme.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/tonelabel.h"

#include <QButtonGroup>
#include <QListView>
#include <QSplitter>
#include <QStackedWidget>
#include <QTextBrowser>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

constexpr int kTypingRestMs = 120;

} // namespace

void NotificationPage::build()
{
    auto *left = new QWidget(this);
    buildList(left);
    auto *right = new QWidget(this);
    buildDetail(right);
    left->setMinimumWidth(480);
    right->setMinimumWidth(300);
    m_split->setChildrenCollapsible(false);
    m_split->addWidget(left);
    m_split->addWidget(right);
    m_split->setStretchFactor(0, 3);
    m_split->setStretchFactor(1, 2);
    columnLayout(this, 0)->addWidget(m_split);
}

void NotificationPage::buildList(QWidget *side)
{
    auto *column = columnLayout(side, Theme::gap);
    column->setContentsMargins(0, Theme::gap, 0, 0);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(Theme::gap, 0, Theme::gap, 0);
    bar->setSpacing(Theme::gap / 2);
    auto *group = new QButtonGroup(this);
    for (const auto &[view, name] :
         {std::pair(views::DeliveryView::All, u"all"_s), std::pair(views::DeliveryView::Failed, u"failed"_s),
          std::pair(views::DeliveryView::Pending, u"pending"_s),
          std::pair(views::DeliveryView::Unseen, u"unseen"_s)}) {
        auto *button = makeButton({}, ButtonKind::Normal, u"notify.show."_s + name, side);
        button->setCheckable(true);
        button->setChecked(view == m_view);
        group->addButton(button);
        bar->addWidget(button);
        m_views.emplace_back(view, button);
        connect(button, &QPushButton::clicked, this, [this, view = view] { setView(view); });
    }
    m_search = new SearchField(tr("Filter: words, channel, address"), kTypingRestMs, side);
    m_search->setObjectName(u"notify.filter"_s);
    bar->addSpacing(Theme::gap);
    bar->addWidget(m_search, 1);
    column->addLayout(bar);
    m_list->setObjectName(u"notify.list"_s);
    m_list->setAccessibleName(tr("Notifications"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(m_delegate);
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_empty = new EmptyState(u"bell"_s, {}, {}, side);
    m_empty->setObjectName(u"notify.empty"_s);
    m_stack = new QStackedWidget(side);
    m_stack->addWidget(m_list);
    m_stack->addWidget(m_empty);
    column->addWidget(m_stack, 1);
    connect(m_search, &SearchField::searchChanged, this, &NotificationPage::present);
    connect(m_search, &SearchField::confirmed, this, [this] { m_list->setFocus(Qt::OtherFocusReason); });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &NotificationPage::showChosen);
    connect(m_list, &QListView::doubleClicked, this, &NotificationPage::open);
}

void NotificationPage::buildDetail(QWidget *side)
{
    auto *column = columnLayout(side, Theme::gap, Theme::gap);
    m_title = new ToneLabel(ToneLabel::Tone::Text, ToneLabel::Face::Bold, side);
    m_title->setObjectName(u"notify.title"_s);
    m_title->setWordWrap(true);
    m_text = new QTextBrowser(side);
    m_text->setObjectName(u"notify.text"_s);
    m_text->setAccessibleName(tr("The notification in full"));
    m_text->setFrameShape(QFrame::NoFrame);
    m_acknowledge = makeButton(tr("Acknowledge"), ButtonKind::Primary, u"notify.acknowledge"_s, side);
    m_snooze = makeButton(tr("Snooze"), ButtonKind::Normal, u"notify.snooze"_s, side);
    m_again = makeButton(tr("Send again"), ButtonKind::Normal, u"notify.again"_s, side);
    m_open = makeButton(tr("Open"), ButtonKind::Normal, u"notify.open"_s, side);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Theme::gap);
    for (QPushButton *each : {m_acknowledge, m_snooze, m_again, m_open})
        buttons->addWidget(each);
    buttons->addStretch(1);
    column->addWidget(m_title);
    column->addLayout(buttons);
    column->addWidget(m_text, 1);
}

} // namespace muster::ui
