// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/escalation/orderbuttons.h"

#include "ui/theme/theme.h"
#include "ui/widgets/layouts.h"

#include <QAction>
#include <QGridLayout>
#include <QPushButton>

#include <array>

namespace muster::ui {

using namespace Qt::StringLiterals;
using Order = EscalationOrders::Order;

namespace {

constexpr int kColumns = 2;
constexpr int kMost = 7; ///< beside the one that offers all

/// In the order in which they are shown.
constexpr std::array kShown{Order::Accept,   Order::Refuse,       Order::Step,       Order::Close,
                            Order::HandOver, Order::TellCustomer, Order::TellOurs,   Order::Package,
                            Order::Contact,  Order::DeEscalate,   Order::StandAgain, Order::Note};

} // namespace

OrderButtons::OrderButtons(QWidget *parent) : QWidget(parent), m_grid(new QGridLayout(this))
{
    setObjectName(u"escalation.buttons"_s);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(Theme::gap / 2);
    for (int column = 0; column < kColumns; ++column)
        m_grid->setColumnStretch(column, 1);
}

QPushButton *OrderButtons::addButton(QAction *action, const QString &text)
{
    auto *button = makeButton({}, ButtonKind::Normal, action->objectName() + u".button"_s, this);
    button->setFocusPolicy(Qt::TabFocus);
    const auto name = [button, action, text] {
        const QString key = action->shortcut().toString(QKeySequence::NativeText);
        button->setText(key.isEmpty() ? text : u"%1 (%2)"_s.arg(text, key));
        button->setAccessibleName(action->text());
    };
    name();
    connect(action, &QAction::changed, button, name);
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    button->hide();
    return button;
}

void OrderButtons::setActions(const QHash<Order, QAction *> &actions, QAction *more)
{
    for (const Order order : kShown) {
        if (QAction *action = actions.value(order))
            m_buttons.insert(order, addButton(action, action->text()));
    }
    m_more = addButton(more, tr("More"));
}

void OrderButtons::present(const views::LedEscalation *led)
{
    for (QPushButton *button : std::as_const(m_buttons)) {
        m_grid->removeWidget(button);
        button->hide();
    }
    if (m_more == nullptr)
        return;
    m_grid->removeWidget(m_more);
    m_more->setVisible(led != nullptr);
    if (led == nullptr)
        return;
    int shown = 0;
    const auto put = [this, &shown](QPushButton *button) {
        m_grid->addWidget(button, shown / kColumns, shown % kColumns);
        button->show();
        ++shown;
    };
    for (const Order order : kShown) {
        QPushButton *button = m_buttons.value(order);
        if (button == nullptr || shown == kMost || !EscalationOrders::isPossible(order, *led))
            continue;
        setKind(button, shown == 0 ? ButtonKind::Primary : ButtonKind::Normal);
        put(button);
    }
    put(m_more);
}

} // namespace muster::ui
