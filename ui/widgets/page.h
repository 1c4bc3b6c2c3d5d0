// SPDX-License-Identifier: GPL-3.0-or-later
// A page of the rail, as the shell knows it: the shell shows one at a time and never looks inside.
#pragma once

#include <QWidget>

#include <functional>

namespace muster::ui {

class ActionRegistry;

class Page : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;
    virtual QString pageKey() const = 0; ///< "queue"
    virtual QString pageTitle() const = 0;
    virtual QString pageIcon() const = 0; ///< name in resources/icons
    virtual void registerActions(ActionRegistry &registry) = 0;
    /// Takes the focus to where a person would type or move first.
    virtual void takeFocus() = 0;
    /// Layout to keep over a restart (column widths, splitters); opaque to the shell.
    virtual QByteArray saveLayout() const { return {}; }
    virtual void restoreLayout(const QByteArray &) {}

signals:
    /// A command of this page was called from elsewhere: it is to be shown.
    void raiseWanted();
    /// For the quiet bar of the shell; `actionId` names the next step's command, may be empty.
    void notice(const QString &sentence, const QString &actionId);
    /// The number beside the page in the rail; 0 hides it, `urgent` makes it red.
    void badgeChanged(int count, bool urgent);

protected:
    /// Runs it where the page can be seen. Where it cannot, the page is to be shown and nothing is done:
    /// nobody has seen what would have been meant.
    void onceSeen(const std::function<void()> &run);
};

} // namespace muster::ui
