// SPDX-License-Identifier: GPL-3.0-or-later
// The strip at the top: the page's title, search, who else is here, how far the desk is in step with them,
// UTC and local time, the primary command, and the settings menu. Window thread; owned by the main window.
#pragma once

#include "models/views/linktext.h"

#include <QTimeZone>
#include <QWidget>

class QAction;
class QLabel;
class QMenu;
class QPushButton;
class QToolButton;

namespace muster::ui {

class AvatarRow;
class ChipLabel;
class ClockLabel;
class SearchField;

class TopBar final : public QWidget
{
    Q_OBJECT
public:
    explicit TopBar(const QTimeZone &zone, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    /// "On this desk only" until it is told otherwise.
    void setSyncState(const views::LinkChip &chip);
    /// A click on the chip triggers it; `action` lives as long as the window.
    void setSyncAction(QAction *action);
    void setHere(const QStringList &names); ///< who else is connected
    /// The button follows the action's text and whether it is enabled; null hides it.
    void setPrimary(QAction *action);
    /// The red button: for what must be found at once. `action` lives as long as the window.
    void setAlarm(QAction *action, const QString &text);

    ClockLabel &clock() { return *m_clock; }
    SearchField &search() { return *m_search; }
    QMenu &menu() { return *m_menu; }
    void openMenu();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_title = nullptr;
    SearchField *m_search = nullptr;
    AvatarRow *m_here = nullptr;
    ChipLabel *m_sync = nullptr;
    ClockLabel *m_clock = nullptr;
    QPushButton *m_primary = nullptr;
    QAction *m_primaryAction = nullptr;
    QPushButton *m_alarm = nullptr;
    QToolButton *m_settings = nullptr;
    QMenu *m_menu = nullptr;
};

} // namespace muster::ui
