// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a file to its end for the tests: written into a temporary folder, opened like any other file.
#pragma once

#include "models/intake/incoming.h"

#include <QFile>
#include <QTemporaryDir>

namespace muster::intake {

struct Everything
{
    QString error; ///< of the opening
    std::vector<IncomingTicket> tickets;
    std::vector<RejectedRow> rejects;
};

inline ReaderContext testContext()
{
    using namespace Qt::StringLiterals;
    ReaderContext context;
    context.now = *parseRfc3339(u"2026-11-20T12:00:00Z"_s);
    context.priorities = {u"P0"_s, u"P1"_s, u"P2"_s, u"P3"_s};
    context.tiers = {u"enterprise"_s, u"growth"_s, u"starter"_s};
    return context;
}

inline Everything readAll(const QString &file, const FieldMap &map,
                          const ReaderContext &context = testContext())
{
    Everything all;
    auto reader = openTickets(file, map, context);
    if (!reader) {
        all.error = reader.error().detail;
        return all;
    }
    for (;;) {
        Incoming next = (*reader)->next();
        if (auto *ticket = std::get_if<IncomingTicket>(&next))
            all.tickets.push_back(std::move(*ticket));
        else if (auto *reject = std::get_if<RejectedRow>(&next))
            all.rejects.push_back(std::move(*reject));
        else
            return all;
    }
}

/// A folder with one file of these bytes.
class TextFile
{
public:
    explicit TextFile(const QByteArray &bytes)
    {
        QFile file(path());
        if (file.open(QIODevice::WriteOnly))
            file.write(bytes);
    }
    QString path() const { return m_folder.filePath(QStringLiteral("tickets.txt")); }

private:
    QTemporaryDir m_folder;
};

inline Everything readBytes(const QByteArray &bytes, const FieldMap &map)
{
    const TextFile file(bytes);
    return readAll(file.path(), map);
}

/// One line an entry: time, type, what is said or set, source.
inline QStringList told(const IncomingTicket &incoming)
{
    using namespace Qt::StringLiterals;
    QStringList lines;
    for (const auto &[at, fact] : incoming.entries) {
        const QJsonObject payload = ticket::toPayload(fact);
        const QString what = payload.contains("text"_L1) ? payload.value("text"_L1).toString()
                                                         : payload.value("status"_L1).toString();
        lines +=
            QStringList{toRfc3339(at), ticket::typeName(fact), what, payload.value("source"_L1).toString()}
                .join(u" | "_s);
    }
    return lines;
}

} // namespace muster::intake
