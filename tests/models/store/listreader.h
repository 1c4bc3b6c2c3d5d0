// SPDX-License-Identifier: GPL-3.0-or-later
// A reader over a list of rows, for tests of the import; and rows as an import file has them.
#pragma once

#include "models/intake/incoming.h"

namespace muster::test {

class ListReader final : public intake::TicketReader
{
public:
    explicit ListReader(std::vector<intake::Incoming> rows) : m_rows(std::move(rows)) {}
    intake::Incoming next() override
    {
        return m_next < m_rows.size() ? m_rows[m_next++] : intake::Incoming(intake::EndOfInput{});
    }
    qint64 bytesRead() const override { return qint64(m_next); }

private:
    std::vector<intake::Incoming> m_rows;
    size_t m_next = 0;
};

inline intake::IncomingTicket incoming(int number, Instant createdAt)
{
    intake::IncomingTicket row;
    row.line = number + 1;
    row.source = QStringLiteral("old:%1").arg(number);
    row.customerName = QStringLiteral("Customer %1").arg(number % 5);
    row.assigneeName = QStringLiteral("Agent %1").arg(number % 3);
    row.createdAt = createdAt;
    row.fields.subject = QStringLiteral("Imported %1").arg(number);
    row.fields.priority = QStringLiteral("P2");
    row.entries.emplace_back(createdAt + std::chrono::minutes(5),
                             ticket::CustomerMessageReceived{
                                 QStringLiteral("Ada"), QStringLiteral("word%1 of the customer").arg(number),
                                 row.source + QStringLiteral("#1")});
    return row;
}

inline std::vector<intake::Incoming> rows(int count, Instant createdAt)
{
    std::vector<intake::Incoming> list;
    list.reserve(size_t(count));
    for (int number = 0; number < count; ++number)
        list.emplace_back(incoming(number, createdAt));
    return list;
}

} // namespace muster::test
