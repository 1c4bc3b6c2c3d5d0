// SPDX-License-Identifier: GPL-3.0-or-later
// The commands of the board with their keys.
#include "ui/escalation/boardfilter.h"
#include "ui/escalation/escalationpage.h"
#include "ui/escalation/orderbuttons.h"
#include "ui/widgets/pageactions.h"

#include <QListView>

using namespace Qt::StringLiterals;

namespace muster::ui {

using Order = EscalationOrders::Order;

void EscalationPage::registerActions(ActionRegistry &registry)
{
    const PageActions actions(registry, m_list, u"escalation"_s, tr("Escalation"));
    const auto add = [&](const QString &id, const QString &text, const QList<QKeySequence> &keys,
                         std::function<void()> run) {
        return actions.add(id, text, keys, {}, std::move(run));
    };
    actions.addMove(u"next"_s, tr("Next escalation"), Qt::Key_J, [this] { moveBy(1); });
    actions.addMove(u"previous"_s, tr("Previous escalation"), Qt::Key_K, [this] { moveBy(-1); });
    add(u"open"_s, tr("Open its ticket"), {Qt::Key_Return, Qt::Key_Enter}, [this] {
        if (const views::LedEscalation *led = chosen())
            emit ticketWanted(led->escalation.raised.ticket);
    });
    QAction *more = add(u"choose"_s, tr("What can be done with it"), {Qt::Key_E}, [this] {
        if (const views::LedEscalation *led = chosen())
            orders().choose(*led);
    });
    const std::vector<std::tuple<QString, Order, QKeySequence>> all{
        {u"accept"_s, Order::Accept, Qt::Key_A},
        {u"refuse"_s, Order::Refuse, Qt::Key_R},
        {u"hand_over"_s, Order::HandOver, Qt::Key_H},
        {u"package"_s, Order::Package, Qt::Key_W},
        {u"tell_customer"_s, Order::TellCustomer, Qt::Key_M},
        {u"tell_ours"_s, Order::TellOurs, Qt::Key_O},
        {u"note"_s, Order::Note, Qt::Key_N},
        {u"contact"_s, Order::Contact, Qt::Key_T},
        {u"contact_done"_s, Order::ContactDone, QKeySequence(Qt::SHIFT | Qt::Key_T)},
        {u"approval"_s, Order::Approval, Qt::Key_P},
        {u"judge"_s, Order::Judge, QKeySequence(Qt::SHIFT | Qt::Key_P)},
        {u"level"_s, Order::Level, Qt::Key_L},
        {u"incident"_s, Order::Incident, Qt::Key_I},
        {u"de_escalate"_s, Order::DeEscalate, Qt::Key_D},
        {u"step"_s, Order::Step, Qt::Key_S},
        {u"close"_s, Order::Close, Qt::Key_X},
        {u"again"_s, Order::StandAgain, Qt::Key_U},
    };
    QHash<Order, QAction *> byOrder;
    for (const auto &[id, order, key] : all)
        byOrder.insert(
            order, add(id, EscalationOrders::nameOf(order), {key}, [this, order = order] { run(order); }));
    m_buttons->setActions(byOrder, more);
    add(u"filter"_s, tr("Filter the escalations"), {Qt::Key_Slash}, [this] { m_filter->takeFocus(); });
    add(u"closed"_s, tr("Those that are closed, or open again"), {Qt::Key_V},
        [this] { m_filter->turnClosed(); });
    add(u"reload"_s, tr("Read the escalations again"), {Qt::Key_F5}, [this] { load(); });
}

void EscalationPage::run(Order order)
{
    onceSeen([this, order] {
        if (const views::LedEscalation *led = chosen())
            orders().begin(order, *led);
    });
}

void EscalationPage::moveBy(int rows)
{
    int row = m_list->currentIndex().row() + rows;
    const views::EscalationRow *at = m_model->at(row);
    if (at && at->isHeading)
        row += rows;
    if (m_model->at(row))
        m_list->setCurrentIndex(m_model->index(row));
}

} // namespace muster::ui
