// SPDX-License-Identifier: GPL-3.0-or-later
// hub: sets up the server that a team exchanges its entries through. Nothing here is needed by a desk that
// works alone.
#include "app/commands/hubteam.h"
#include "app/hub/hubfolder.h"
#include "app/hub/hubsetup.h"
#include "app/hub/hubusers.h"
#include "models/hub/certificates.h"

#include <QRegularExpression>

#include <array>

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

constexpr std::chrono::seconds kUsualPatience{30};

/// "40G", "500M" or bytes.
Result<qint64> bytesOf(const QString &text)
{
    static const QRegularExpression form(u"\\A([0-9]{1,12})([MGT]?)\\z"_s);
    const auto match = form.match(text);
    const QString unit = match.captured(2);
    const int shift = unit == u"M" ? 20 : unit == u"G" ? 30 : unit == u"T" ? 40 : 0;
    const qint64 number = match.captured(1).toLongLong();
    if (!match.hasMatch() || number < 1 || number > (1LL << 50) >> shift)
        return Error{Fault::BadInput,
                     u"--bytes: a size such as 500M, 40G or 2T is wanted, not \"%1\""_s.arg(text)};
    return number << shift;
}

Result<int> numberOf(const CommandLine &line, const QString &option, int otherwise, int most)
{
    bool isNumber = true;
    const int number = line.has(option) ? line.option(option).toInt(&isNumber) : otherwise;
    if (!isNumber || (line.has(option) && (number < 0 || number > most)))
        return Error{Fault::BadInput, u"--%1: a number from 0 to %2 is wanted"_s.arg(option).arg(most)};
    return number;
}

Result<HubWish> wishOf(const CommandLine &line)
{
    HubWish wish;
    const auto servers = numberOf(line, u"servers"_s, 1, 3), port = numberOf(line, u"port"_s, 0, 65535),
               webPort = numberOf(line, u"web-port"_s, -1, 65535);
    for (const auto *number : {&servers, &port, &webPort}) {
        if (!*number)
            return number->error();
    }
    wish.team = line.option(u"name"_s);
    wish.hosts = line.option(u"host"_s).split(u',', Qt::SkipEmptyParts);
    wish.servers = *servers;
    wish.port = *port;
    wish.webPort = *webPort;
    wish.isHere = line.has(u"here"_s);
    wish.syncsAlways = line.has(u"sync-always"_s);
    if (line.has(u"bytes"_s)) {
        const auto bytes = bytesOf(line.option(u"bytes"_s));
        if (!bytes)
            return bytes.error();
        wish.bytes = *bytes;
    }
    return wish;
}

void printNextSteps(const QString &folder, const HubPlan &plan)
{
    print(u"%1 holds the hub of %2"_s.arg(folder, plan.team));
    print(u"Next:"_s);
    int step = 0;
    for (const HubServer &server : plan.servers) {
        const QString part = folder + u'/' + server.name;
        print(plan.isHere
                  ? u"  %1. start it: nats-server -c %2/hub.conf"_s.arg(++step).arg(part)
                  : u"  %1. copy %2 to %3 and run there, as root: packaging/hub/install %4"_s.arg(++step).arg(
                        part, server.hosts.value(0), server.name));
    }
    print(u"  %1. make its streams: muster hub up %2"_s.arg(++step).arg(folder));
    print(u"  %1. invite somebody: muster hub invite NAME --role agent --out FILE"_s.arg(++step));
    print(
        u"Keep %1/secrets off the servers and in a backup: whoever has it may do everything at the hub"_s.arg(
            folder));
}

Exit init(const CommandLine &line, const Clock &clock)
{
    const auto wish = wishOf(line);
    if (!wish)
        return misused(wish.error().detail);
    auto plan = planOf(*wish);
    if (!plan)
        return misused(plan.error().detail);
    const QString folder = line.arguments.value(1);
    if (const auto isFree = checkFolderIsFree(folder); !isFree)
        return failed(isFree.error());
    const auto workspace = store::Workspace::open(line.database, store::OpenMode::ReadWrite, clock);
    if (!workspace)
        return failed(workspace.error());
    if (const auto have = haveTeam(**workspace, line); !have)
        return failed(have.error());
    plan->users = usersOf((*workspace)->roster(), clock.now());
    const auto made = makeHubFolder(folder, *plan, clock.now());
    if (!made)
        return failed(made.error());
    if (const auto kept = keepHubFolder(**workspace, folder, *made); !kept)
        return failed(kept.error());
    printNextSteps(folder, *made);
    return Exit::Ok;
}

Exit up(const CommandLine &line, const Clock &)
{
    const QString folder = line.arguments.value(1);
    const auto patience = numberOf(line, u"wait"_s, int(kUsualPatience.count()), 3600);
    if (!patience)
        return misused(patience.error().detail);
    const auto plan = readHubFolder(folder);
    if (!plan)
        return failed(plan.error());
    const auto options = adminOptions(folder, *plan);
    if (!options)
        return failed(options.error());
    const auto streams = hub::streamRequests(int(plan->servers.size()), plan->bytes);
    if (!streams)
        return failed(streams.error());
    const auto done = setUpStreams(*options, *streams, std::chrono::seconds(*patience));
    if (!done)
        return failed(done.error());
    for (const QString &what : *done)
        print(what);
    print(u"the hub of %1 is up"_s.arg(plan->team));
    return Exit::Ok;
}

Exit renew(const CommandLine &line, const Clock &clock)
{
    const QString folder = line.arguments.value(1);
    const auto plan = readHubFolder(folder);
    if (!plan)
        return failed(plan.error());
    if (const auto written = writeHubCertificates(folder, *plan, clock.now()); !written)
        return failed(written.error());
    print(u"each server of %1 has a new certificate, good for %2 days; bring it to its machine as before"_s
              .arg(plan->team)
              .arg(hub::kMostServerDays));
    return Exit::Ok;
}

struct Verb
{
    QLatin1StringView name;
    qsizetype arguments; ///< after its name
    QLatin1StringView needs;
    Exit (*run)(const CommandLine &, const Clock &);
};

constexpr std::array<Verb, 7> kVerbs{{{"init"_L1, 1, "the folder to make"_L1, init},
                                      {"up"_L1, 1, "the hub's folder"_L1, up},
                                      {"settings"_L1, 1, "the hub's folder"_L1, runHubSettings},
                                      {"renew"_L1, 1, "the hub's folder"_L1, renew},
                                      {"invite"_L1, 1, "one name (in quotation marks)"_L1, runHubInvite},
                                      {"role"_L1, 2, "a name and a role"_L1, runHubRole},
                                      {"revoke"_L1, 1, "one name, machine or device"_L1, runHubRevoke}}};

} // namespace

Exit runHub(const CommandLine &line, const Clock &clock)
{
    for (const Verb &verb : kVerbs) {
        if (line.arguments.value(0) != verb.name)
            continue;
        if (line.arguments.size() != verb.arguments + 1)
            return misused(u"hub %1 needs %2"_s.arg(verb.name, verb.needs));
        return verb.run(line, clock);
    }
    return misused(
        u"hub needs one of: init DIR, up DIR, settings DIR, renew DIR, invite NAME, role NAME ROLE, revoke NAME"_s);
}

} // namespace muster::app
