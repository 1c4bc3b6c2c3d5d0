// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done with the chosen escalation, as buttons with their keys: what it most needs in front.
// Window thread; owned by the board.
#pragma once

#include "ui/escalation/escalationorders.h"

#include <QHash>
#include <QWidget>

class QAction;
class QGridLayout;
class QPushButton;

namespace muster::ui {

class OrderButtons final : public QWidget
{
    Q_OBJECT
public:
    using Order = EscalationOrders::Order;

    explicit OrderButtons(QWidget *parent);

    /// The commands of the orders; `more` offers all of them. Their keys are those that hold now.
    void setActions(const QHash<Order, QAction *> &actions, QAction *more);
    /// Null: none is chosen.
    void present(const views::LedEscalation *led);

private:
    QPushButton *addButton(QAction *action, const QString &text);

    QGridLayout *m_grid;
    QHash<Order, QPushButton *> m_buttons;
    QPushButton *m_more = nullptr;
};

} // namespace muster::ui
