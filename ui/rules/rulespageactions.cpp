// SPDX-License-Identifier: GPL-3.0-or-later
// The commands of the list of rules with their keys, and what they do.
#include "ui/actions/actionregistry.h"
#include "ui/rules/rulespage.h"
#include "ui/widgets/searchfield.h"

#include <QListView>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace muster::ui {

void RulesPage::registerActions(ActionRegistry &registry)
{
    const QString group = tr("Rules");
    const auto add = [&](const QString &id, const QString &text, const QList<QKeySequence> &keys,
                         const QString &help, std::function<void()> run, bool repeats = false) {
        return registry.add({u"rules."_s + id, text, group, keys, Scope::Page, {}, help, repeats}, this,
                            std::move(run));
    };
    const auto follow = [](QPushButton *button, QAction *action) {
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        button->setToolTip(action->toolTip());
        connect(action, &QAction::changed, button,
                [button, action] { button->setToolTip(action->toolTip()); });
    };
    add(
        u"next"_s, tr("Next line of the list"), {Qt::Key_J}, {}, [this] { moveBy(1); }, true);
    add(
        u"previous"_s, tr("Previous line of the list"), {Qt::Key_K}, {}, [this] { moveBy(-1); }, true);
    const QAction *opening =
        add(u"open"_s, tr("Open what the rule acted on"), {Qt::Key_Return, Qt::Key_Enter},
            tr("From a rule, goes to what it did; from there, opens it."),
            [this] { inFront([this] { open(); }); });
    m_open->setToolTip(opening->toolTip());
    follow(m_delivery,
           add(u"delivery"_s, tr("Show who was told"), {Qt::Key_D},
               tr("The notification in the log: to whom, on which channel, whether it got there."),
               [this] { inFront([this] { openDelivery(); }); }));
    follow(m_older, add(u"older"_s, tr("Read older firings"), {Qt::Key_O}, {},
                        [this] { inFront([this] { showOlder(); }); }));
    add(u"back"_s, tr("Back to the rules"), {Qt::Key_Backspace}, {},
        [this] { inFront([this] { takeFocus(); }); });
    add(u"filter"_s, tr("Filter the rules, or what one did"), {Qt::Key_Slash},
        tr("The list that has the focus is filtered."), [this] { inFront([this] { filter(); }); });
    add(u"reload"_s, tr("Read the rules again"), {Qt::Key_F5}, {}, [this] { load(); });
}

void RulesPage::inFront(const std::function<void()> &run)
{
    if (isVisible())
        run();
    else // nobody has seen which one would have been meant
        emit raiseWanted();
}

void RulesPage::moveBy(int rows)
{
    QListView *list = m_firingList->hasFocus() ? m_firingList : m_ruleList;
    const QModelIndex next = list->model()->index(list->currentIndex().row() + rows, 0);
    if (next.isValid())
        list->setCurrentIndex(next);
}

void RulesPage::filter()
{
    (m_firingList->hasFocus() ? m_firingFilter : m_ruleFilter)->setFocus(Qt::ShortcutFocusReason);
}

void RulesPage::open()
{
    if (m_ruleList->hasFocus() && m_firings->rowCount() > 0) {
        m_firingList->setFocus(Qt::OtherFocusReason);
        return;
    }
    openChosen();
}

void RulesPage::openChosen()
{
    if (const views::RuleFiring *firing = chosenFiring(); firing && !firing->about.isNull())
        emit opened(firing->aboutKind, firing->about);
}

void RulesPage::openDelivery()
{
    if (const views::RuleFiring *firing = chosenFiring(); firing && !firing->notification.isNull())
        emit deliveryWanted(firing->notification);
}

} // namespace muster::ui
