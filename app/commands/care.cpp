// SPDX-License-Identifier: GPL-3.0-or-later
// export, check, backup: the care of a workspace's file.
#include "app/commands/commands.h"
#include "app/exporting.h"
#include "models/store/backup.h"

#include <QFile>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace muster::app {

using store::Workspace;

Exit failed(const Error &error)
{
    std::fprintf(stderr, "muster: %s\n", qPrintable(error.detail));
    return Exit::Failed;
}

Exit misused(const QString &what)
{
    std::fprintf(stderr, "muster: %s; muster --help lists what there is\n", qPrintable(what));
    return Exit::Usage;
}

Exit printedOr(Exit exit)
{
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0)
        return exit;
    return failed(
        {Fault::DiskFull, u"standard output could not be written; what was printed is not complete"_s});
}

void print(const QString &line)
{
    std::fputs(qPrintable(line), stdout);
    std::fputc('\n', stdout);
}

Exit runExport(const CommandLine &line, const Clock &clock)
{
    auto workspace = Workspace::open(line.database, store::OpenMode::ReadOnly, clock);
    if (!workspace)
        return failed(workspace.error());
    const QString path = line.option(u"out"_s);
    if (path.isEmpty()) {
        QFile out;
        if (!out.open(stdout, QIODevice::WriteOnly))
            return failed({Fault::Internal, u"standard output cannot be written"_s});
        const auto written = (*workspace)->exportLines(out);
        return written ? Exit::Ok : failed(written.error());
    }
    const auto written = exportTo(**workspace, path);
    if (!written)
        return failed(written.error());
    print(u"%1 facts written to %2"_s.arg(*written).arg(path));
    return Exit::Ok;
}

namespace {

Exit runSalvage(const CommandLine &line, const Clock &clock)
{
    const auto saved = Workspace::salvage(line.database, line.option(u"salvage"_s), clock);
    if (!saved)
        return failed(saved.error());
    print(u"%1 facts rescued into %2, %3 more set aside there; %4 was left as it is"_s.arg(saved->facts)
              .arg(saved->file)
              .arg(saved->setAside)
              .arg(line.database));
    if (saved->lost > 0)
        print(u"%1 facts could not be read"_s.arg(saved->lost));
    if (!saved->isEndKnown)
        print(u"the end of the ledger could not be read; how many facts followed is not known"_s);
    return saved->lost == 0 && saved->isEndKnown ? Exit::Ok : Exit::Problems;
}

} // namespace

Exit runCheck(const CommandLine &line, const Clock &clock)
{
    if (line.has(u"salvage"_s))
        return runSalvage(line, clock);
    auto workspace = Workspace::open(line.database, store::OpenMode::ReadWrite, clock);
    if (!workspace)
        return failed(workspace.error());
    const auto report = line.has(u"rebuild"_s) ? (*workspace)->rebuild() : (*workspace)->check();
    if (!report)
        return failed(report.error());
    print(u"%1 facts of %2 devices, %3 redacted, %4 set aside%5"_s.arg(report->facts)
              .arg(report->devices)
              .arg(report->redacted)
              .arg(report->quarantined)
              .arg(report->rebuilt ? u"; all that is derived was rebuilt"_s : QString()));
    const auto state = (*workspace)->stateHash();
    if (!state)
        return failed(state.error());
    print(u"state "_s + QString::fromLatin1(state->toHex()));
    for (const QString &problem : report->problems)
        print(u"problem: "_s + problem);
    for (const QString &note : report->notes)
        print(u"note: "_s + note);
    print(report->ok() ? u"ok"_s
                       : u"%1 problems; muster check --salvage OUT rescues what can be read"_s.arg(
                             report->problems.size()));
    return report->ok() ? Exit::Ok : Exit::Problems;
}

Exit runBackup(const CommandLine &line, const Clock &clock)
{
    auto workspace = Workspace::open(line.database, store::OpenMode::ReadWrite, clock);
    if (!workspace)
        return failed(workspace.error());
    const auto copy = (*workspace)->backup();
    if (!copy)
        return failed(copy.error());
    print(*copy);
    if (!line.has(u"forget-older"_s))
        return Exit::Ok;
    const auto removed = store::forgetBackupsBut(line.database, *copy);
    if (!removed)
        return failed(removed.error());
    print(*removed == 1 ? u"1 older copy was removed"_s : u"%1 older copies were removed"_s.arg(*removed));
    return Exit::Ok;
}

} // namespace muster::app
