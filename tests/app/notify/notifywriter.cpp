// SPDX-License-Identifier: GPL-3.0-or-later
// Asks for notifications one after the other, from where a run before was killed, and sends them; ends once
// all of them are told. Killed by the test at random moments.
#include "senderworld.h"

#include <QCoreApplication>

using namespace muster;
using namespace muster::app;
using namespace muster::test;

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const int causes = arguments.value(2).toInt();
    const SharedClock clock(parseRfc3339(u"2026-11-18T12:00:00Z").value());
    DatabaseThread database;
    if (const auto started = database.start(arguments.value(1), store::OpenMode::ReadWrite, clock);
        !started) {
        qWarning("%s", qPrintable(started.error().detail));
        return 1;
    }
    Sender sender(database, clock, plainCredential(), [] { return false; });
    sender.start();
    QTimer asking;
    // Some of what a run asked that was killed is asked again: it is there once.
    const auto asked =
        database.ask([](store::Workspace &workspace) { return workspace.notifications(100'000).size(); })
            .result();
    QObject::connect(
        &asking, &QTimer::timeout, &application, [&, next = std::max(0, int(asked) - 20)]() mutable {
            const int first = next;
            next = std::min(next + 5, causes);
            const bool isDone =
                database
                    .ask([&](store::Workspace &workspace) {
                        std::vector<NewFact> facts;
                        for (int i = first; i < next; ++i)
                            facts.push_back(askedFor(workspace, QString::number(i), clock.now()));
                        if (const auto written = workspace.writeNotifications(facts); !written) {
                            qWarning("%s", qPrintable(written.error().detail));
                            QCoreApplication::exit(1);
                        }
                        return next == causes && workspace.openNotifications().empty();
                    })
                    .result();
            sender.look();
            if (isDone)
                QCoreApplication::quit();
        });
    asking.start(5);
    return QCoreApplication::exec();
}
