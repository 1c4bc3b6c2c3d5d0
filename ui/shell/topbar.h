// SPDX-License-Identifier: GPL-3.0-or-later
// The strip at the top: the page's title, search, how far the desk is in step with others, UTC and local
// time, the primary command, and the settings menu. Window thread; owned by the main window.
#pragma once

#include <QTimeZone>
#include <QWidget>

class QAction;
class QLabel;
class QMenu;
class QPushButton;
class QToolButton;

namespace muster::ui {

class ChipLabel;
class ClockLabel;
class SearchField;

class TopBar final : public QWidget
{
    Q_OBJECT
public:
    explicit TopBar(const QTimeZone &zone, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    /// "On this desk only" until a hub is there; `badge` is a channel of Theme::badge.
    void setSyncState(const QString &text, const QString &badge, const QString &icon, const QString &help);
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
    ChipLabel *m_sync = nullptr;
    ClockLabel *m_clock = nullptr;
    QPushButton *m_primary = nullptr;
    QAction *m_primaryAction = nullptr;
    QPushButton *m_alarm = nullptr;
    QToolButton *m_settings = nullptr;
    QMenu *m_menu = nullptr;
};

} // namespace muster::ui
