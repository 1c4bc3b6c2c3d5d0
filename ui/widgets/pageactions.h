// SPDX-License-Identifier: GPL-3.0-or-later
// The commands of one page: a prefix for their ids, a group, and keys that work where the page has the focus.
#pragma once

#include "ui/actions/actionregistry.h"

class QPushButton;

namespace muster::ui {

class PageActions
{
public:
    /// `context`: the page, or the part of it whose focus the keys need.
    PageActions(ActionRegistry &registry, QWidget *context, QString prefix, QString group);

    /// As ActionRegistry::add; `id` without the prefix.
    QAction *add(const QString &id, const QString &text, const QList<QKeySequence> &keys, const QString &help,
                 std::function<void()> run) const;
    /// One for moving: again and again while its key is held.
    void addMove(const QString &id, const QString &text, const QKeySequence &key,
                 std::function<void()> run) const;

private:
    ActionRegistry &m_registry;
    QWidget *m_context;
    QString m_prefix, m_group;
};

/// The button says the keys of the command.
void sayKeys(QPushButton *button, QAction *action);
/// The same, and does what the command does.
void press(QPushButton *button, QAction *action);
/// The same, and can be pressed where the command can.
void follow(QPushButton *button, QAction *action);

} // namespace muster::ui
