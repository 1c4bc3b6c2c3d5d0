// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/nats/parser.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace muster::nats {
namespace {

constexpr QByteArrayView kInfo("INFO ");
constexpr qsizetype kWorthMoving = 64 * 1024;

/// Digits only, at most nine of them.
std::optional<int> number(QByteArrayView text)
{
    if (text.isEmpty() || text.size() > 9 ||
        !std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; }))
        return std::nullopt;
    return text.toByteArray().toInt();
}

struct Words
{
    std::array<QByteArrayView, 5> word;
    std::size_t count = 0; ///< 0 where there are too many
};

/// Servers write two blanks where a republished message has no reply subject.
Words split(QByteArrayView line)
{
    Words words;
    while (!line.isEmpty()) {
        const qsizetype blank = line.indexOf(' ');
        const QByteArrayView word = blank < 0 ? line : line.first(blank);
        line = blank < 0 ? QByteArrayView() : line.sliced(blank + 1);
        if (word.isEmpty())
            continue;
        if (words.count == words.word.size())
            return {};
        words.word[words.count++] = word;
    }
    return words;
}

/// A little of what came, for people.
QString sample(QByteArrayView bytes)
{
    return harmless(QString::fromLatin1(bytes.first(std::min<qsizetype>(40, bytes.size()))), 40);
}

} // namespace

void Parser::feed(QByteArrayView bytes)
{
    if (m_isBroken)
        return;
    if (m_at == m_buffer.size()) {
        m_buffer.resize(0);
        m_at = m_scanned = 0;
    } else if (m_at > kWorthMoving && m_at > m_buffer.size() / 2) {
        m_buffer.remove(0, m_at);
        m_scanned = std::max<qsizetype>(0, m_scanned - m_at);
        m_at = 0;
    }
    m_buffer.append(bytes);
}

std::optional<Event> Parser::next()
{
    if (m_isBroken)
        return std::nullopt;
    return m_awaited ? nextMessage() : nextLine();
}

QByteArrayView Parser::held(qsizetype most) const
{
    return QByteArrayView(m_buffer).sliced(m_at, std::min(most, heldBytes()));
}

Event Parser::fail(Trouble trouble, const QString &detail)
{
    m_isBroken = true;
    m_buffer.clear();
    m_at = m_scanned = 0;
    return Failure{trouble, detail};
}

/// Told from the first bytes on: a portal's page need not come to 64 kB first.
std::optional<Failure> Parser::notAGreeting() const
{
    const QByteArrayView start = held(kInfo.size());
    if (kInfo.startsWith(start))
        return std::nullopt;
    return Failure{Trouble::Blocked,
                   u"The first bytes are not those of a NATS server: \"%1\"."_s.arg(sample(held(40)))};
}

qsizetype Parser::longestLine() const
{
    const QByteArrayView start = held(kInfo.size());
    if (start == kInfo)
        return kLongestInfo;
    return start.startsWith('-') || start.startsWith('M') || start.startsWith('H') ? kLongestMessageLine
                                                                                   : kLongestLine;
}

std::optional<Event> Parser::nextLine()
{
    if (!m_isGreeted) {
        if (const auto failure = notAGreeting())
            return fail(failure->trouble, failure->detail);
    }
    const qsizetype from = std::max(m_at, m_scanned);
    const qsizetype end = m_buffer.indexOf('\n', from);
    if ((end < 0 ? m_buffer.size() : end) - m_at > longestLine())
        return fail(Trouble::Protocol, u"A line is longer than any server sends."_s);
    if (end < 0) {
        m_scanned = m_buffer.size();
        return std::nullopt;
    }
    if (end == m_at || m_buffer.at(end - 1) != '\r')
        return fail(Trouble::Protocol, u"A line does not end in CR LF."_s);
    const QByteArrayView line = QByteArrayView(m_buffer).sliced(m_at, end - 1 - m_at);
    m_at = m_scanned = end + 1;
    return onLine(line);
}

std::optional<Event> Parser::onLine(QByteArrayView line)
{
    if (line.startsWith(QByteArrayView("MSG ")))
        return onMessageLine(line.sliced(4), false);
    if (line.startsWith(QByteArrayView("HMSG ")))
        return onMessageLine(line.sliced(5), true);
    if (line == QByteArrayView("PING"))
        return Ping{};
    if (line == QByteArrayView("PONG"))
        return Pong{};
    if (line == QByteArrayView("+OK"))
        return Okay{};
    if (line.startsWith(kInfo))
        return onInfo(line);
    if (line.startsWith(QByteArrayView("-ERR "))) {
        QByteArrayView text = line.sliced(5);
        if (text.size() >= 2 && text.startsWith('\'') && text.endsWith('\''))
            text = text.sliced(1, text.size() - 2);
        return ServerError{text.toByteArray()};
    }
    return fail(Trouble::Protocol, u"An unknown line came: \"%1\"."_s.arg(sample(line)));
}

std::optional<Event> Parser::onInfo(QByteArrayView line)
{
    const auto info = readInfo(line.sliced(kInfo.size()).trimmed().toByteArray());
    if (!info)
        return fail(Trouble::Protocol, u"What the server says of itself cannot be read."_s);
    m_isGreeted = true;
    return *info;
}

/// `subject number [reply] [header bytes] all bytes`.
std::optional<Event> Parser::onMessageLine(QByteArrayView arguments, bool hasHeaders)
{
    const Words words = split(arguments);
    const std::size_t sizes = hasHeaders ? 2 : 1;
    if (words.count != 2 + sizes && words.count != 3 + sizes)
        return fail(Trouble::Protocol,
                    u"The line of a message cannot be read: \"%1\"."_s.arg(sample(arguments)));
    const auto subscription = number(words.word[1]);
    const auto all = number(words.word[words.count - 1]);
    const auto header = hasHeaders ? number(words.word[words.count - 2]) : std::optional<int>(0);
    if (!subscription || !all || !header || *header > *all)
        return fail(Trouble::Protocol,
                    u"The line of a message cannot be read: \"%1\"."_s.arg(sample(arguments)));
    if (*all > m_largest)
        return fail(Trouble::Protocol, u"A message of %1 bytes is larger than agreed."_s.arg(*all));
    m_awaited.emplace();
    m_awaited->message.subject = words.word[0].toByteArray();
    m_awaited->message.subscription = *subscription;
    if (words.count == 3 + sizes)
        m_awaited->message.replyTo = words.word[2].toByteArray();
    m_awaited->headerBytes = *header;
    m_awaited->allBytes = *all;
    // The block has to be looked at even where its size is zero: a sender said that there is one.
    m_awaited->message.hasBadHeader = hasHeaders && *header == 0;
    return nextMessage();
}

std::optional<Event> Parser::nextMessage()
{
    if (heldBytes() < m_awaited->allBytes + 2)
        return std::nullopt;
    const QByteArrayView frame = QByteArrayView(m_buffer).sliced(m_at, m_awaited->allBytes + 2);
    if (!frame.endsWith(QByteArrayView("\r\n")))
        return fail(Trouble::Protocol, u"A message does not end where its line says."_s);
    Message message = std::move(m_awaited->message);
    if (m_awaited->headerBytes > 0)
        readHeaders(frame.first(m_awaited->headerBytes), message);
    message.body =
        frame.sliced(m_awaited->headerBytes, m_awaited->allBytes - m_awaited->headerBytes).toByteArray();
    m_at += frame.size();
    m_scanned = m_at;
    m_awaited.reset();
    return message;
}

} // namespace muster::nats
