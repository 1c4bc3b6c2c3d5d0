// SPDX-License-Identifier: GPL-3.0-or-later
// The frame's own commands and the settings menu, which shows them.
#include "models/views/casetext.h"
#include "models/views/desk.h"
#include "ui/shell/cheatsheet.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/keyeditor.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/notifier.h"
#include "ui/shell/searchpanel.h"
#include "ui/shell/topbar.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/page.h"
#include "ui/widgets/searchfield.h"

#include <QMenu>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

constexpr size_t kMostPageKeys = 9; ///< Ctrl+1 to Ctrl+9; Alt+1 to Alt+9 are the queue's views

} // namespace

void MainWindow::registerCommands()
{
    const QString group = tr("Window");
    const auto add = [&](const char *id, const QString &text, const QStringList &keys, const QString &icon,
                         const QString &help, std::function<void()> run) {
        QList<QKeySequence> sequences;
        for (const QString &key : keys)
            sequences.append(QKeySequence(key));
        m_registry.add({QString::fromLatin1(id), text, group, sequences, Scope::Everywhere, icon, help}, this,
                       std::move(run));
    };
    add("window.palette", tr("Find a command"), {u"Ctrl+K"_s}, u"command"_s,
        tr("Type a few letters of any command or ticket."), [this] { m_palette->open(); });
    add("window.search", tr("Search all tickets"), {u"Ctrl+F"_s}, u"search"_s,
        tr("By words of the conversation, case number, customer or contact; closed tickets too."),
        [this] { m_search->takeFocus(); });
    add("window.cheat_sheet", tr("Show keyboard shortcuts"), {u"?"_s, u"F1"_s}, u"keyboard"_s,
        tr("All keys, by where they work."), [this] { m_cheatSheet->open(); });
    add("window.keys", tr("Change keys"), {}, u"keyboard"_s, tr("Give commands other keys."),
        [this] { m_keyEditor->open(); });
    add("window.theme", tr("Switch between dark and light"), {u"Ctrl+Shift+D"_s}, u"moon"_s,
        tr("Changes the colours of the window."), [this] {
            Preferences next = m_preferences;
            next.mode = next.mode == Mode::Dark ? Mode::Light : Mode::Dark;
            setPreferences(next);
        });
    add("window.notifications", tr("Desktop notifications"), {}, u"bell"_s,
        tr("Tell on the desktop when a ticket of yours is at risk or breached."), [this] {
            Preferences next = m_preferences;
            next.notifications = !next.notifications;
            setPreferences(next);
        });
    add("window.sound", tr("Sound"), {}, u"sound"_s, tr("A bell with urgent notifications."), [this] {
        Preferences next = m_preferences;
        next.sound = !next.sound;
        setPreferences(next);
    });
    add("window.notice_step", tr("Take the step the notice offers"), {u"Ctrl+."_s}, u"chevron-right"_s,
        tr("The button of the bar under the top of the window."), [this] { m_notices->runStep(); });
    add("window.notice_dismiss", tr("Dismiss the notice"), {u"Ctrl+Shift+."_s}, u"close"_s,
        tr("Closes the bar under the top of the window."), [this] { m_notices->dismiss(); });
    add("window.settings", tr("Settings"), {u"Ctrl+,"_s}, u"settings"_s, tr("Opens the settings menu."),
        [this] { m_top->openMenu(); });
    add("window.quit", tr("Quit"), {u"Ctrl+Q"_s}, u"close"_s,
        tr("Closes the window. All entries are saved already."), [this] { close(); });
}

void MainWindow::registerPageCommand(const Page &page)
{
    QList<QKeySequence> keys;
    if (m_pages.size() <= kMostPageKeys)
        keys.append(QKeySequence(u"Ctrl+%1"_s.arg(m_pages.size())));
    m_registry.add({u"page."_s + page.pageKey(), tr("Go to %1").arg(page.pageTitle()), tr("Pages"), keys,
                    Scope::Everywhere, page.pageIcon(), tr("Brings this page to the front.")},
                   this, [this, key = page.pageKey()] { showPage(key); });
}

void MainWindow::fillMenu()
{
    QMenu &menu = m_top->menu();
    menu.setObjectName(u"settingsMenu"_s);
    for (const QString &id : {u"window.theme"_s, u"window.notifications"_s, u"window.sound"_s})
        menu.addAction(m_registry.action(id));
    menu.addSeparator();
    for (const QString &id : {u"window.palette"_s, u"window.cheat_sheet"_s, u"window.keys"_s})
        menu.addAction(m_registry.action(id));
    menu.addSeparator();
    menu.addAction(m_registry.action(u"window.quit"_s));
    for (const QString &id : {u"window.notifications"_s, u"window.sound"_s})
        m_registry.action(id)->setCheckable(true);
    setPreferences(m_preferences);
}

void MainWindow::onClockJump(Millis by)
{
    const QString sentence = by > Millis::zero() ? tr("The machine's clock is %1 ahead of a moment ago: it "
                                                      "slept, or the clock was set. All countdowns follow "
                                                      "the new time.")
                                                 : tr("The machine's clock went back by %1. All countdowns "
                                                      "follow the new time; entries keep their order.");
    m_notices->post(
        {NoticeLevel::Info, sentence.arg(views::spokenLength(std::chrono::abs(by))), {}, {}, u"clock"_s});
}

} // namespace muster::ui
