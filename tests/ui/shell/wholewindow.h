// SPDX-License-Identifier: GPL-3.0-or-later
// The frame with the real queue in it over a desk in memory, shown and active, connected as app does.
#pragma once

#include "tests/support/windowhands.h"
#include "tests/ui/queue/fakeworld.h"
#include "ui/queue/queuepage.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/searchpanel.h"
#include "ui/shell/ticker.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QTest>

namespace muster::test {

struct WholeWindow : WindowHands
{
    FakeDesk desk{plainPolicy(), worldTime()};
    ui::Ticker ticker{[this] { return desk.time; }};
    std::unique_ptr<ui::MainWindow> window;
    ui::QueuePage *queue = nullptr;

    explicit WholeWindow(int tickets, ui::Mode mode = ui::Mode::Dark, QSize size = {1280, 800})
    {
        fill(desk, tickets);
        desk.settings.insert(QStringLiteral("preferences"), ui::writePreferences({mode, true, true}));
        ui::applyTheme(*qApp, mode);
        window = std::make_unique<ui::MainWindow>(desk, ticker, QTimeZone("Europe/Berlin"),
                                                  QDBusConnection(QStringLiteral("none")));
        queue = new ui::QueuePage(desk);
        window->addPage(queue);
        window->setPrimaryCommand(QStringLiteral("ticket.new"));
        QObject::connect(&window->search(), &ui::SearchPanel::ticketWanted, queue,
                         [this](TicketId ticket, const QString &words) {
                             window->showPage(queue->pageKey());
                             queue->openHit(ticket, words);
                         });
        window->restore();
        window->resize(size);
        window->show();
        window->activateWindow();
        if (!QTest::qWaitForWindowActive(window.get()))
            qFatal("the window does not become active");
        queue->load();
        window->showPage(queue->pageKey());
        if (!QTest::qWaitFor([this] { return queue->model().totalCount() > 0; }))
            qFatal("the queue does not load");
        queue->takeFocus();
    }

    QWidget &inHand() const override { return *window; }
};

} // namespace muster::test
