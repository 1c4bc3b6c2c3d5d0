// SPDX-License-Identifier: GPL-3.0-or-later
// Writes into a workspace as quickly as it can, notes on one ticket or tickets from another system, and
// prints how far it has come each time something is saved. Killed by a test.
//   entry_writer FILE notes FIRST      prints the number of each note
//   entry_writer FILE import COUNT     prints how many tickets are in, batch by batch
#include "tests/bench/store/madetickets.h"
#include "tests/models/store/worlds.h"

#include <QCoreApplication>

#include <cstdio>

using namespace muster;
using namespace Qt::StringLiterals;

namespace {

void say(qint64 number)
{
    std::printf("%lld\n", number);
    std::fflush(stdout);
}

int writeNotes(store::Workspace &workspace, qint64 first)
{
    const TicketId ticket = workspace.loadQueue()->rows.front().id;
    for (qint64 number = first;; ++number) {
        const ticket::TicketOrder order{ticket, ticket::AddNote{u"entry %1;"_s.arg(number)}, std::nullopt};
        const auto receipt = workspace.submit(std::span(&order, 1));
        if (!receipt || receipt->saved != 1)
            return 1;
        say(number);
    }
}

int importTickets(store::Workspace &workspace, qint64 count, const Clock &clock)
{
    bench::MadeTickets reader(count, count / 10, clock.now());
    store::ImportOptions options;
    options.batch = 50;
    qint64 batches = 0;
    options.cancelled = [&] {
        say(++batches * options.batch);
        return false;
    };
    const auto done = workspace.importTickets(reader, QString(), count, options);
    if (!done)
        return 1;
    say(count);
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const test::TestClock clock;
    const auto workspace = test::openAt(QString::fromLocal8Bit(argv[1]), clock, store::OpenMode::ReadWrite);
    const qint64 number = std::atoll(argv[3]);
    return QByteArrayView(argv[2]) == "import" ? importTickets(*workspace, number, clock)
                                               : writeNotes(*workspace, number);
}
