// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/nats/message.h"

#include <algorithm>

namespace muster::nats {
namespace {

constexpr QByteArrayView kVersion("NATS/1.0");

bool isSameName(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && a.compare(b, Qt::CaseInsensitive) == 0;
}

bool isName(QByteArrayView text)
{
    return !text.isEmpty() &&
           std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7f && c != ':'; });
}

bool isValue(QByteArrayView text)
{
    return std::ranges::none_of(text, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

/// What stands before the next CR LF, and takes it off `rest`; everything where there is none.
QByteArrayView takeLine(QByteArrayView &rest)
{
    const qsizetype end = rest.indexOf(QByteArrayView("\r\n"));
    const QByteArrayView line = end < 0 ? rest : rest.first(end);
    rest = end < 0 ? QByteArrayView() : rest.sliced(end + 2);
    return line;
}

/// `NATS/1.0`, `NATS/1.0 404` or `NATS/1.0 404 Message Not Found`.
bool readFirstLine(QByteArrayView line, Message &message)
{
    if (!line.startsWith(kVersion) || !isValue(line))
        return false;
    const QByteArrayView rest = line.sliced(kVersion.size());
    const QByteArrayView status = rest.trimmed();
    if (status.isEmpty())
        return true;
    bool isNumber = false;
    const int number = status.first(std::min<qsizetype>(3, status.size())).toByteArray().toInt(&isNumber);
    const bool ends = status.size() == 3 || (status.size() > 3 && status[3] == ' ');
    if (rest[0] != ' ' || !isNumber || number < 100 || !ends)
        return false;
    message.status = number;
    message.statusText = status.sliced(3).trimmed().toByteArray();
    return true;
}

bool readLine(QByteArrayView line, Message &message)
{
    const qsizetype colon = line.indexOf(':');
    if (colon < 0 || !isName(line.first(colon)) || !isValue(line.sliced(colon + 1)))
        return false;
    message.headers.push_back(
        {line.first(colon).toByteArray(), line.sliced(colon + 1).trimmed().toByteArray()});
    return true;
}

} // namespace

QByteArray Message::header(QByteArrayView name) const
{
    const auto last = std::find_if(headers.rbegin(), headers.rend(),
                                   [&](const Header &header) { return isSameName(header.name, name); });
    return last == headers.rend() ? QByteArray() : last->value;
}

bool Message::hasDoubled(QByteArrayView prefix) const
{
    std::vector<QByteArray> names;
    for (const Header &header : headers) {
        if (header.name.size() >= prefix.size() &&
            isSameName(QByteArrayView(header.name).first(prefix.size()), prefix))
            names.push_back(header.name.toLower());
    }
    std::ranges::sort(names);
    return hasBadHeader || std::ranges::adjacent_find(names) != names.end();
}

void readHeaders(QByteArrayView block, Message &message)
{
    if (!block.endsWith(QByteArrayView("\r\n\r\n")))
        message.hasBadHeader = true;
    QByteArrayView rest = block;
    if (!readFirstLine(takeLine(rest), message))
        message.hasBadHeader = true;
    while (!rest.isEmpty()) {
        const QByteArrayView line = takeLine(rest);
        if (line.isEmpty()) {
            message.hasBadHeader |= !rest.isEmpty();
            continue;
        }
        if (!readLine(line, message))
            message.hasBadHeader = true;
    }
}

} // namespace muster::nats
