// SPDX-License-Identifier: GPL-3.0-or-later
// Writes notes on one ticket as quickly as it can and prints the number of each once it is saved.
#include "tests/models/store/worlds.h"

#include <QCoreApplication>

#include <cstdio>

using namespace muster;
using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const test::TestClock clock;
    const auto workspace = test::openAt(QString::fromLocal8Bit(argv[1]), clock, store::OpenMode::ReadWrite);
    const TicketId ticket = workspace->loadQueue()->rows.front().id;
    for (int number = std::atoi(argv[2]);; ++number) {
        const ticket::TicketOrder order{ticket, ticket::AddNote{u"entry %1;"_s.arg(number)}, std::nullopt};
        const auto receipt = workspace->submit(std::span(&order, 1));
        if (!receipt || receipt->saved != 1)
            return 1;
        std::printf("%d\n", number);
        std::fflush(stdout);
    }
}
