// SPDX-License-Identifier: GPL-3.0-or-later
// A queue page in a window over a desk in memory, driven by keys, ids and object names.
#pragma once

#include "tests/ui/queue/fakeworld.h"
#include "ui/actions/actionregistry.h"
#include "ui/queue/queuepage.h"
#include "ui/theme/theme.h"

#include <QMainWindow>
#include <QRegularExpression>
#include <QTableView>
#include <QTest>

namespace muster::test {

struct PageFixture
{
    explicit PageFixture(int tickets, ui::Mode mode = ui::Mode::Dark, QSize size = {1280, 800})
        : desk(plainPolicy(), worldTime())
    {
        ui::applyTheme(*qApp, mode);
        if (tickets > 0)
            fill(desk, tickets);
        else
            desk.addPerson(QStringLiteral("Mira Okafor"));
        open(size);
    }

    /// Another page over the same desk: what a new start of the program finds.
    void open(QSize size = {1280, 800})
    {
        window.reset();
        registry = std::make_unique<ui::ActionRegistry>();
        window = std::make_unique<QMainWindow>();
        page = new ui::QueuePage(desk);
        window->setCentralWidget(page);
        page->registerActions(*registry);
        window->resize(size);
        window->show();
        window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
        page->load();
        QTRY_COMPARE(page->model().totalCount() > 0 || named<QWidget>("queue.empty.ticket.new") != nullptr,
                     true);
        page->takeFocus();
    }

    template <typename Widget> Widget *named(const char *name) const
    {
        return page->findChild<Widget *>(QString::fromLatin1(name));
    }
    QTableView *table() const { return named<QTableView>("queue.table"); }
    /// The window's, not the program's: a completion popup takes the offscreen platform's activation with it.
    QWidget *focus() const { return window->focusWidget(); }
    /// To whatever has the focus, as a person's keys go.
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const
    {
        QTest::keyClick(focus() ? focus() : page, key, modifiers);
    }
    void type(const QString &text) const { QTest::keyClicks(focus() ? focus() : page, text); }
    void tick(Millis by)
    {
        desk.time += by;
        page->tick(desk.time);
    }
    TicketId ticketAt(int row) const { return page->model().rowAt(row)->id; }

    FakeDesk desk;
    std::unique_ptr<ui::ActionRegistry> registry;
    std::unique_ptr<QMainWindow> window;
    ui::QueuePage *page = nullptr;
};

} // namespace muster::test
