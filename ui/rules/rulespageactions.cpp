// SPDX-License-Identifier: GPL-3.0-or-later
// The commands of the list of rules with their keys, and what they do.
#include "ui/rules/rulespage.h"
#include "ui/widgets/pageactions.h"
#include "ui/widgets/searchfield.h"

#include <QListView>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace muster::ui {

void RulesPage::registerActions(ActionRegistry &registry)
{
    const PageActions actions(registry, this, u"rules"_s, tr("Rules"));
    actions.addMove(u"next"_s, tr("Next line of the list"), Qt::Key_J, [this] { moveBy(1); });
    actions.addMove(u"previous"_s, tr("Previous line of the list"), Qt::Key_K, [this] { moveBy(-1); });
    sayKeys(m_open, actions.add(u"open"_s, tr("Open what the rule acted on"), {Qt::Key_Return, Qt::Key_Enter},
                                tr("From a rule, goes to what it did; from there, opens it."),
                                [this] { onceSeen([this] { open(); }); }));
    press(m_delivery,
          actions.add(u"delivery"_s, tr("Show who was told"), {Qt::Key_D},
                      tr("The notification in the log: to whom, on which channel, whether it got there."),
                      [this] { onceSeen([this] { openDelivery(); }); }));
    press(m_older, actions.add(u"older"_s, tr("Read older firings"), {Qt::Key_O}, {},
                               [this] { onceSeen([this] { showOlder(); }); }));
    actions.add(u"back"_s, tr("Back to the rules"), {Qt::Key_Backspace}, {},
                [this] { onceSeen([this] { takeFocus(); }); });
    actions.add(u"filter"_s, tr("Filter the rules, or what one did"), {Qt::Key_Slash},
                tr("The list that has the focus is filtered."), [this] { onceSeen([this] { filter(); }); });
    actions.add(u"reload"_s, tr("Read the rules again"), {Qt::Key_F5}, {}, [this] { load(); });
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
