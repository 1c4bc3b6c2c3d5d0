// SPDX-License-Identifier: GPL-3.0-or-later
// What the frame keeps over a restart, through the desk's settings.
#include "models/views/casetext.h"
#include "models/views/desk.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/notifier.h"
#include "ui/widgets/deskanswer.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/page.h"

#include <QApplication>
#include <QCloseEvent>
#include <QGuiApplication>
#include <QScreen>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

QList<QRect> screenAreas()
{
    QList<QRect> areas;
    const QList<QScreen *> screens = QGuiApplication::screens();
    for (const QScreen *screen : screens)
        areas.append(screen->availableGeometry());
    return areas;
}

} // namespace

void MainWindow::restore()
{
    setPreferences(readPreferences(m_desk.setting(u"preferences"_s)));
    m_registry.loadKeys(m_desk.setting(u"keys"_s));
    m_palette->setRecent(QString::fromUtf8(m_desk.setting(u"palette"_s)).split(u'\n', Qt::SkipEmptyParts));
    for (Page *page : m_pages) {
        const QByteArray layout = m_desk.setting(u"layout/"_s + page->pageKey());
        if (!layout.isEmpty())
            page->restoreLayout(layout);
    }
    const WindowPlace place = readPlace(m_desk.setting(u"window"_s));
    if (place.geometry.isValid()) {
        const QRect wanted(place.geometry.topLeft(), place.geometry.size().expandedTo(minimumSize()));
        setGeometry(clampToScreens(wanted, screenAreas()));
    }
    if (place.maximized)
        setWindowState(windowState() | Qt::WindowMaximized);
    showPage(place.page);
    m_placeChanged = false;
}

void MainWindow::setPreferences(const Preferences &next)
{
    const bool changed = next != m_preferences;
    m_preferences = next;
    m_notifier->setEnabled(next.notifications);
    m_notifier->setSound(next.sound);
    m_registry.action(u"window.notifications"_s)->setChecked(next.notifications);
    m_registry.action(u"window.sound"_s)->setChecked(next.sound);
    if (next.mode != theme().mode)
        applyTheme(*qApp, next.mode);
    if (changed)
        keep(u"preferences"_s, writePreferences(next));
}

void MainWindow::keep(const QString &key, const QByteArray &value)
{
    if (m_desk.setting(key) == value)
        return;
    whenAnswered(m_desk.setSetting(key, value), this, [this](const Result<void> &result) {
        if (!result)
            m_notices->post({NoticeLevel::Warning,
                             tr("The window's settings could not be saved: %1")
                                 .arg(views::sentence(result.error().detail)),
                             {},
                             {},
                             u"settings"_s});
    });
}

void MainWindow::notePlace()
{
    if (!isVisible() || isMinimized())
        return;
    if (!isMaximized() && !isFullScreen())
        m_normal = geometry();
    m_placeChanged = true;
}

void MainWindow::savePlace()
{
    m_placeChanged = false;
    const Page *front = currentPage();
    keep(u"window"_s, writePlace({m_normal, isMaximized(), front != nullptr ? front->pageKey() : QString()}));
}

void MainWindow::saveLayouts()
{
    for (const Page *page : m_pages) {
        const QByteArray layout = page->saveLayout();
        if (!layout.isEmpty())
            keep(u"layout/"_s + page->pageKey(), layout);
    }
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    savePlace();
    saveLayouts();
    QMainWindow::closeEvent(event);
}

void MainWindow::moveEvent(QMoveEvent *event)
{
    QMainWindow::moveEvent(event);
    notePlace();
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    notePlace();
}

} // namespace muster::ui
