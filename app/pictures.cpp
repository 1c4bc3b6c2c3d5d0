// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pictures.h"

#include "app/commands/commands.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QEventLoop>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

/// Lets the window work for a while. There is no person here whom a nested loop could trip up.
void settle(int milliseconds)
{
    QEventLoop loop;
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

bool waitForQueue(Console &console)
{
    QEventLoop loop;
    bool isReady = console.queue->model().totalCount() > 0;
    QObject::connect(console.queue, &ui::QueuePage::ready, &loop, [&] {
        isReady = true;
        loop.quit();
    });
    QTimer::singleShot(30'000, &loop, &QEventLoop::quit);
    if (!isReady)
        loop.exec();
    settle(300);
    return isReady;
}

bool save(Console &console, const QString &path)
{
    settle(400);
    return console.window->grab().save(path);
}

bool take(Console &console, const QString &path)
{
    const bool isSaved = save(console, path);
    if (isSaved)
        print(path);
    return isSaved;
}

bool takeAll(Console &console, const QString &folder, const QString &suffix)
{
    bool isGood = take(console, folder + u"/queue"_s + suffix);
    if (const views::TicketRow *row = console.queue->model().rowAt(0))
        console.queue->openTicket(row->id);
    isGood = take(console, folder + u"/ticket"_s + suffix) && isGood;
    console.queue->newTicket();
    isGood = take(console, folder + u"/intake"_s + suffix) && isGood;
    console.window->registry().trigger(u"form.cancel"_s);
    return isGood;
}

} // namespace

Exit takePictures(Console &console, const QString &folder)
{
    QDir().mkpath(folder);
    console.window->resize(1280, 800);
    console.window->show();
    if (!waitForQueue(console))
        return failed({Fault::Unavailable, u"the queue did not come up within 30 seconds"_s});
    bool isGood = takeAll(console, folder, u".png"_s);
    ui::applyTheme(*qApp, ui::Mode::Light);
    isGood = takeAll(console, folder, u"-light.png"_s) && isGood;
    return isGood ? Exit::Ok
                  : failed({Fault::ReadOnly, u"a picture could not be written to %1"_s.arg(folder)});
}

bool takeRoomPicture(Console &console, const QString &path)
{
    console.window->resize(1280, 800);
    console.window->show();
    console.window->showPage(console.warRoom->pageKey());
    for (int waited = 0; console.warRoom->running().empty() && waited < 10'000; waited += 100)
        settle(100);
    if (console.warRoom->running().empty())
        return false;
    console.warRoom->openIncident(console.warRoom->running().front().incident.id);
    return save(console, path);
}

} // namespace muster::app
