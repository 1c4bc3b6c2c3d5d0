// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/pageactions.h"

#include <QPushButton>

namespace muster::ui {

PageActions::PageActions(ActionRegistry &registry, QWidget *context, QString prefix, QString group)
    : m_registry(registry), m_context(context), m_prefix(std::move(prefix)), m_group(std::move(group))
{}

QAction *PageActions::add(const QString &id, const QString &text, const QList<QKeySequence> &keys,
                          const QString &help, std::function<void()> run) const
{
    return m_registry.add({m_prefix + u'.' + id, text, m_group, keys, Scope::Page, {}, help, false},
                          m_context, std::move(run));
}

void PageActions::addMove(const QString &id, const QString &text, const QKeySequence &key,
                          std::function<void()> run) const
{
    m_registry.add({m_prefix + u'.' + id, text, m_group, {key}, Scope::Page, {}, {}, true}, m_context,
                   std::move(run));
}

void sayKeys(QPushButton *button, QAction *action)
{
    const auto copy = [button, action] { button->setToolTip(action->toolTip()); };
    QObject::connect(action, &QAction::changed, button, copy);
    copy();
}

void press(QPushButton *button, QAction *action)
{
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    sayKeys(button, action);
}

void follow(QPushButton *button, QAction *action)
{
    const auto copy = [button, action] { button->setEnabled(action->isEnabled()); };
    QObject::connect(action, &QAction::changed, button, copy);
    copy();
    press(button, action);
}

} // namespace muster::ui
