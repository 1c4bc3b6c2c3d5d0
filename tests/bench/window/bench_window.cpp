// SPDX-License-Identifier: GPL-3.0-or-later
// The figures of the window as a whole, each as a JSON line: from the start of the program to a painted
// queue, the memory then, and how long the window keeps a person waiting while tickets are imported. Each is
// measured in a process of its own, which is this program again. Not a test: times depend on the machine.
#include "models/policy/policyreader.h"
#include "models/store/workspace.h"
#include "tests/bench/store/madetickets.h"
#include "tests/bench/window/openwindow.h"

#include <QApplication>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>

#include <cstdio>

using namespace muster;
using namespace muster::bench;
using namespace Qt::StringLiterals;

namespace {

constexpr int kStarts = 7;
constexpr qint64 kImported = 100'000;

using Values = std::vector<double>;

std::unique_ptr<store::Workspace> freshWorkspace(const QString &file)
{
    static const app::SystemClock clock(std::nullopt);
    auto workspace = must(store::Workspace::open(file, store::OpenMode::CreateIfMissing, clock));
    must(workspace->adoptPolicy(policy::presetText(u"playbook-p0-p3"_s)));
    people::PersonChanged person;
    person.name = u"Bench"_s;
    person.role = u"agent"_s;
    must(workspace->setMe(must(workspace->savePerson(std::nullopt, person))));
    return workspace;
}

void makeFile(const QString &file, qint64 tickets, qint64 open)
{
    const auto workspace = freshWorkspace(file);
    const app::SystemClock clock(std::nullopt);
    MadeTickets reader(tickets, open, clock.now());
    (void)must(workspace->importTickets(reader, QString(), tickets, {}));
}

QByteArray csvRow(const QStringList &fields)
{
    return '"' + fields.join(u"\",\""_s).toUtf8() + "\"\n";
}

void writeCsv(const QString &path)
{
    QFile out(path);
    if (!out.open(QIODevice::WriteOnly))
        qFatal("%s cannot be written", qPrintable(path));
    const app::SystemClock clock(std::nullopt);
    MadeTickets made(kImported, kImported / 10, clock.now());
    out.write(csvRow({u"id"_s, u"subject"_s, u"description"_s, u"customer"_s, u"contact"_s, u"priority"_s,
                      u"tier"_s, u"status"_s, u"owner"_s, u"created"_s}));
    for (auto next = made.next(); !std::holds_alternative<intake::EndOfInput>(next); next = made.next()) {
        const auto &ticket = std::get<intake::IncomingTicket>(next);
        const bool isClosed = ticket.entries.size() > 1;
        out.write(
            csvRow({ticket.source, ticket.fields.subject, ticket.fields.description, ticket.customerName,
                    ticket.fields.contactName, ticket.fields.priority, ticket.fields.tier,
                    isClosed ? u"closed"_s : u"open"_s, ticket.assigneeName, toRfc3339(ticket.createdAt)}));
    }
}

int startInThisProcess(QApplication &application, const QString &file)
{
    const OpenWindow opened(application, file, [] {
        std::printf("%f\n", residentMegabytes("VmRSS:"));
        std::fflush(stdout);
        QApplication::quit();
    });
    return QApplication::exec();
}

/// Gaps between heartbeats of the window's thread are what a person waits for a key to take effect.
int importInThisProcess(QApplication &application, const QString &file, const QString &csv)
{
    QElapsedTimer whole;
    Heart heart;
    const OpenWindow opened(application, file, [] {});
    views::Desk *desk = opened.console.desk.get();
    QObject::connect(desk, &views::Desk::importProgress, &application, [&](const views::ImportProgress &now) {
        if (!now.done)
            return;
        if (now.created != kImported || !now.error.isEmpty())
            qFatal("%lld came in: %s", now.created, qPrintable(now.error));
        std::printf("%f %f %f %f\n", double(now.created) * 1000 / double(whole.elapsed()),
                    share(heart.gaps, 0.99), share(heart.gaps, 1), residentMegabytes("VmHWM:"));
        std::fflush(stdout);
        QApplication::quit();
    });
    QTimer::singleShot(500, &application, [&] {
        whole.start();
        heart.start();
        desk->startImport(csv, u"generic"_s, {}, false);
    });
    return QApplication::exec();
}

/// The numbers that this program prints when it is run again with `arguments`, and how long that took.
Values runAgain(const QStringList &arguments, double &milliseconds)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    QElapsedTimer timer;
    timer.start();
    process.start(QCoreApplication::applicationFilePath(), arguments);
    while (!process.canReadLine() && process.waitForReadyRead(-1)) {}
    milliseconds = double(timer.nsecsElapsed()) / 1e6;
    Values values;
    for (const QByteArray &number : process.readLine().trimmed().split(' '))
        values.push_back(number.toDouble());
    process.waitForFinished(-1);
    if (process.exitCode() != 0 || process.exitStatus() != QProcess::NormalExit)
        qFatal("the measured process failed");
    return values;
}

std::pair<double, double> medianStart(const QString &file)
{
    Values times, memory;
    for (int i = 0; i <= kStarts; ++i) {
        double milliseconds = 0;
        const Values values = runAgain({u"--start"_s, file}, milliseconds);
        if (i == 0)
            continue; // the first one warms the cache of the file system
        times.push_back(milliseconds);
        memory.push_back(values.at(0));
    }
    return {share(times, 0.5), share(memory, 0.5)};
}

void measure(const QString &file, const QString &folder)
{
    const QString empty = folder + u"/empty.muster"_s;
    makeFile(empty, 1000, 100);
    const auto [small, smallMemory] = medianStart(empty);
    const auto [time, memory] = medianStart(file);
    print({u"start of the program to painted queue"_s, time, u"ms"_s, u"<= 1000 warm"_s,
           u"the same with 1,000 tickets"_s, small});
    print({u"memory with the queue painted"_s, memory, u"MB"_s, u"<= 300"_s, u"the same with 1,000 tickets"_s,
           smallMemory});
    const QString csv = folder + u"/tickets.csv"_s, fresh = folder + u"/fresh.muster"_s;
    writeCsv(csv);
    (void)freshWorkspace(fresh);
    double milliseconds = 0;
    const Values values = runAgain({u"--import"_s, fresh, csv}, milliseconds);
    print({u"import of 100,000 tickets from CSV with the window open"_s, values.at(0), u"tickets/s"_s,
           u">= 5000"_s});
    print({u"the window's longest wait meanwhile, 99 of 100"_s, values.at(1), u"ms"_s, u"<= 50"_s});
    print({u"the window's longest wait meanwhile"_s, values.at(2), u"ms"_s, u"<= 100"_s});
    print({u"most memory meanwhile"_s, values.at(3), u"MB"_s, u"<= 300"_s});
}

} // namespace

int main(int argc, char **argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == u"--start")
        return startInThisProcess(application, arguments.value(2));
    if (arguments.value(1) == u"--import")
        return importInThisProcess(application, arguments.value(2), arguments.value(3));
    const QTemporaryDir folder;
    const QString file = arguments.value(1, folder.filePath(u"large.muster"_s));
    const qint64 tickets = arguments.value(2, u"1000000"_s).toLongLong();
    if (!QFileInfo::exists(file))
        makeFile(file, tickets, arguments.value(3, QString::number(tickets / 10)).toLongLong());
    measure(file, folder.path());
    return 0;
}
