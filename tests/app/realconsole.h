// SPDX-License-Identifier: GPL-3.0-or-later
// The console as main builds it, over a real file in a folder of its own, with a person who sits here and a
// few tickets. The clock stands still at 2026-11-20T14:00:00Z.
#pragma once

#include "app/wiring.h"
#include "models/policy/policyreader.h"
#include "tests/support/testclock.h"
#include "tests/support/windowhands.h"

#include <QFile>
#include <QLabel>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace muster::test {

struct RealConsole : WindowHands
{
    QTemporaryDir folder;
    TestClock clock{fromMillis(1'795'183'200'000)};
    app::Console console;

    /// `csv` is imported before the window opens.
    explicit RealConsole(const QByteArray &csv, std::unique_ptr<views::TeamDesk> team = nullptr)
    {
        console.team = std::move(team);
        app::prepareApplication(*qApp);
        startDesk();
        sitDown();
        import(csv);
        openWindow();
    }

    /// As at the end of the program, in its order; the desk itself stays.
    void endAllButTheDesk()
    {
        console.notes.reset();
        console.leavers.reset();
        console.limits.reset();
        console.window.reset();
        console.finder.reset();
        console.issues.reset();
        console.ticker.reset();
        console.keeper.reset();
        console.rules.reset();
        console.sender.reset();
        console.team.reset();
        console.knowing.reset();
        console.ruling.reset();
        console.notifying.reset();
        console.escalating.reset();
        console.incidents.reset();
    }
    /// As after the end of the program: nothing is left but the file.
    void reopen()
    {
        endAllButTheDesk();
        console.desk.reset();
        startDesk();
        openWindow();
    }

    template <typename T> static T waitFor(QFuture<Result<T>> future)
    {
        if (!QTest::qWaitFor([&future] { return future.isFinished(); }, 10'000))
            qFatal("the desk does not answer");
        Result<T> answer = future.takeResult();
        if (!answer)
            qFatal("%s", qPrintable(answer.error().detail));
        if constexpr (!std::is_void_v<T>)
            return *std::move(answer);
    }

private:
    QWidget &inHand() const override { return *console.window; }
    void startDesk()
    {
        console.desk = std::make_unique<app::DeskService>(clock);
        const auto started = console.desk->start(folder.filePath(QStringLiteral("desk.muster")),
                                                 store::OpenMode::CreateIfMissing);
        if (!started)
            qFatal("%s", qPrintable(started.error().detail));
    }
    void openWindow()
    {
        app::buildConsole(console, {});
        console.window->resize(1280, 800);
        console.window->show();
        console.window->activateWindow();
        if (!QTest::qWaitForWindowActive(console.window.get()) ||
            !QTest::qWaitFor([this] { return console.queue->model().totalCount() > 0; }))
            qFatal("the window does not come up");
        console.queue->takeFocus();
    }
    void sitDown()
    {
        waitFor(console.desk->adoptPolicy(policy::presetText(policy::presetKeys().value(0))));
        people::PersonChanged person;
        person.name = QStringLiteral("Sam Rivera");
        person.role = QStringLiteral("lead");
        waitFor(console.desk->setMe(waitFor(console.desk->savePerson(std::nullopt, person))));
    }
    void import(const QByteArray &csv)
    {
        QFile file(folder.filePath(QStringLiteral("tickets.csv")));
        if (!file.open(QIODevice::WriteOnly) || file.write(csv) != csv.size())
            qFatal("the table cannot be written");
        file.close();
        views::ImportProgress last;
        QObject context; // ends the connection with this function
        QObject::connect(console.desk.get(), &views::Desk::importProgress, &context,
                         [&last](const views::ImportProgress &progress) { last = progress; });
        console.desk->startImport(file.fileName(), {}, {}, false);
        if (!QTest::qWaitFor([&last] { return last.done; }, 10'000) || !last.error.isEmpty())
            qFatal("import: %s", qPrintable(last.error));
    }
};

} // namespace muster::test
