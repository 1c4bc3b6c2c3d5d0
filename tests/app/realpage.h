// SPDX-License-Identifier: GPL-3.0-or-later
// The queue page over a real workspace: a SQLite file in a temporary folder, the database thread, and keys
// that go where a person's go. One ticket of one customer is there.
#pragma once

#include "app/deskservice.h"
#include "models/policy/policyreader.h"
#include "tests/support/testclock.h"
#include "ui/actions/actionregistry.h"
#include "ui/queue/queuepage.h"
#include "ui/theme/theme.h"

#include <QMainWindow>
#include <QTemporaryDir>
#include <QTest>

namespace muster::test {

/// Waits for a desk's answer, as no window does.
template <typename T> T answered(QFuture<Result<T>> future)
{
    const bool isDone = QTest::qWaitFor([&] { return future.isFinished(); });
    if (!isDone)
        qFatal("the desk did not answer");
    Result<T> answer = future.takeResult();
    if (!answer)
        qFatal("%s", qPrintable(answer.error().detail));
    return std::move(*answer);
}

inline void saved(QFuture<Result<void>> future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }) || !future.result())
        qFatal("the desk did not save");
}

struct RealPage
{
    RealPage() : clock(parseRfc3339(u"2026-11-20T14:00:00Z").value()), desk(clock)
    {
        if (!desk.start(folder.filePath(QStringLiteral("desk.muster")), store::OpenMode::CreateIfMissing))
            qFatal("the workspace could not be made");
        saved(desk.adoptPolicy(policy::presetText(QStringLiteral("playbook-p0-p3"))));
        people::PersonChanged person;
        person.name = QStringLiteral("Sam Rivera");
        person.role = QStringLiteral("lead");
        saved(desk.setMe(answered(desk.savePerson(std::nullopt, person))));
        ticket = addTicket(QStringLiteral("Export stuck"), addCustomer(QStringLiteral("Nordwind")));
        clock.advance(std::chrono::hours(2));
        open();
    }

    CustomerId addCustomer(const QString &name)
    {
        customer::CustomerChanged change;
        change.name = name;
        return answered(desk.saveCustomer(std::nullopt, change));
    }
    TicketId addTicket(const QString &subject, CustomerId customer)
    {
        ticket::CreateTicket create;
        create.enforceRequired = false;
        create.fields.subject = subject;
        create.fields.customer = customer;
        create.fields.contactName = QStringLiteral("Ada");
        create.fields.priority = QStringLiteral("P1");
        return answered(desk.submit({{TicketId{}, create, {}}})).tickets.front();
    }
    void submit(ticket::TicketCommand command)
    {
        (void)answered(desk.submit({{ticket, std::move(command), {}}}));
    }
    views::TicketDetail detail() { return answered(desk.loadTicket(ticket)); }

    void open()
    {
        ui::applyTheme(*qApp, ui::Mode::Dark);
        page = new ui::QueuePage(desk);
        window.setCentralWidget(page);
        page->registerActions(registry);
        window.resize(1280, 800);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        page->load();
        QTRY_VERIFY(page->model().totalCount() > 0);
        page->takeFocus();
    }
    template <typename Widget> Widget *named(const char *name) const
    {
        return page->findChild<Widget *>(QString::fromLatin1(name));
    }
    QWidget *focus() const { return window.focusWidget() ? window.focusWidget() : page; }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const
    {
        QTest::keyClick(focus(), key, modifiers);
    }
    void type(const QString &text) const { QTest::keyClicks(focus(), text); }

    QTemporaryDir folder;
    TestClock clock;
    app::DeskService desk;
    ui::ActionRegistry registry;
    QMainWindow window;
    ui::QueuePage *page = nullptr;
    TicketId ticket;
};

} // namespace muster::test
