// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/store/madetickets.h"

using namespace Qt::StringLiterals;

namespace muster::bench {
namespace {

QString sentence(quint64 seed, int words)
{
    static const QStringList stock{u"export"_s,  u"invoice"_s,  u"stops"_s,   u"after"_s,   u"update"_s,
                                   u"printer"_s, u"login"_s,    u"session"_s, u"timeout"_s, u"report"_s,
                                   u"empty"_s,   u"page"_s,     u"error"_s,   u"sync"_s,    u"mobile"_s,
                                   u"browser"_s, u"customer"_s, u"slow"_s,    u"upload"_s,  u"network"_s};
    QString text;
    for (int i = 0; i < words; ++i) {
        seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
        // One word in eight is rare: a number, as in logs.
        text += (seed >> 33) % 8 == 0 ? QString::number((seed >> 40) % 100'000)
                                      : stock[qsizetype((seed >> 35) % quint64(stock.size()))];
        text += u' ';
    }
    return text;
}

} // namespace

intake::Incoming MadeTickets::next()
{
    using namespace ticket;
    if (m_made >= m_count)
        return intake::EndOfInput{};
    const qint64 number = m_made++;
    const bool isOpen = number % (m_count / m_open) == 0;
    intake::IncomingTicket made;
    made.line = number + 1;
    made.source = u"made:%1"_s.arg(number);
    made.customerName = u"Customer %1"_s.arg(number % 1000);
    made.assigneeName = number % 4 == 0 ? QString() : u"Agent %1"_s.arg(number % 40);
    made.createdAt = m_now - std::chrono::hours(isOpen ? number % 72 : 72 + number % 8000);
    made.fields.subject = sentence(quint64(number), 7);
    made.fields.description = sentence(quint64(number) + 7, 30);
    made.fields.contactName = u"Contact %1"_s.arg(number % 5000);
    made.fields.priority = QStringList{u"P0"_s, u"P1"_s, u"P2"_s, u"P3"_s}[number % 4];
    made.fields.tier = QStringList{u"enterprise"_s, u"professional"_s, QString()}[number % 3];
    made.entries.emplace_back(
        made.createdAt + std::chrono::minutes(9),
        CustomerMessageReceived{u"Contact"_s, sentence(quint64(number) + 3, 20), made.source + u"#1"_s});
    if (!isOpen)
        made.entries.emplace_back(made.createdAt + std::chrono::hours(20),
                                  StatusChanged{Status::Closed, {}, made.source + u"#2"_s});
    return made;
}

} // namespace muster::bench
