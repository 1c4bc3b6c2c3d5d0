// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/nats/websocket.h"

#include <QCryptographicHash>
#include <QList>
#include <QtEndian>

#include <algorithm>
#include <array>
#include <sodium.h>

using namespace Qt::StringLiterals;

namespace muster::nats {
namespace {

enum Opcode
{
    Continued = 0,
    Binary = 2,
    Close = 8,
    PingFrame = 9,
    PongFrame = 10
};

constexpr int kLongestControl = 125;

QByteArray randomBytes(qsizetype count)
{
    QByteArray bytes(count, '\0');
    randombytes_buf(bytes.data(), std::size_t(count));
    return bytes;
}

QByteArray framed(int opcode, QByteArrayView data)
{
    QByteArray frame(1, char(0x80 | opcode));
    const quint64 size = quint64(data.size());
    if (size < 126) {
        frame += char(0x80 | int(size));
    } else if (size <= 0xffff) {
        frame += char(quint8(0x80 | 126));
        const quint16 big = qToBigEndian(quint16(size));
        frame.append(reinterpret_cast<const char *>(&big), 2);
    } else {
        frame += char(quint8(0x80 | 127));
        const quint64 big = qToBigEndian(size);
        frame.append(reinterpret_cast<const char *>(&big), 8);
    }
    std::array<char, 4> mask{};
    randombytes_buf(mask.data(), mask.size());
    frame.append(mask.data(), 4);
    const qsizetype at = frame.size();
    frame.append(data);
    char *bytes = frame.data() + at;
    for (qsizetype i = 0; i < data.size(); ++i)
        bytes[i] = char(bytes[i] ^ mask[std::size_t(i & 3)]);
    return frame;
}

/// The value of a header of the answer; empty where there is none.
QByteArray headerOf(QByteArrayView answer, const QByteArray &name)
{
    for (const QByteArray &line : answer.toByteArray().split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.first(colon).trimmed().compare(name, Qt::CaseInsensitive) == 0)
            return line.sliced(colon + 1).trimmed();
    }
    return {};
}

} // namespace

WebSocket::WebSocket() : m_key(randomBytes(16).toBase64()) {}

QByteArray WebSocket::request(const QByteArray &host, const QByteArray &path) const
{
    return "GET " + (path.isEmpty() ? QByteArray("/") : path) + " HTTP/1.1\r\nHost: " + host +
           "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: " + m_key +
           "\r\nSec-WebSocket-Version: 13\r\n\r\n";
}

QByteArray WebSocket::frame(QByteArrayView data)
{
    return framed(Binary, data);
}

WebSocket::Taken WebSocket::take(QByteArrayView bytes)
{
    Taken taken;
    if (m_isOver)
        return taken;
    m_held.append(bytes);
    if (!m_isOpen)
        taken.failure = takeAnswer();
    if (m_isOpen && !taken.failure)
        taken.failure = takeFrames(taken);
    m_isOver = taken.failure.has_value();
    return taken;
}

std::optional<Failure> WebSocket::takeAnswer()
{
    constexpr QByteArrayView http("HTTP/1.1 ");
    const QByteArrayView start = QByteArrayView(m_held).first(std::min(http.size(), m_held.size()));
    if (!http.startsWith(start))
        return Failure{Trouble::Blocked, u"The answer is not HTTP."_s};
    const qsizetype end = m_held.indexOf("\r\n\r\n");
    if (end < 0 && m_held.size() <= kLongestAnswer)
        return std::nullopt;
    if (end < 0 || end > kLongestAnswer)
        return Failure{Trouble::Blocked, u"The answer has no end."_s};
    const auto failure = checkAnswer(QByteArrayView(m_held).first(end));
    m_isOpen = !failure;
    m_held.remove(0, end + 4);
    return failure;
}

std::optional<Failure> WebSocket::checkAnswer(QByteArrayView answer) const
{
    const QByteArrayView status = answer.sliced(9, std::min<qsizetype>(3, answer.size() - 9));
    if (status != QByteArrayView("101"))
        return Failure{Trouble::Blocked, u"The answer was HTTP %1 in place of a WebSocket."_s.arg(
                                             harmless(QString::fromLatin1(status), 3))};
    const QByteArray accept =
        QCryptographicHash::hash(m_key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", QCryptographicHash::Sha1)
            .toBase64();
    const bool isAgreed = headerOf(answer, "Sec-WebSocket-Accept") == accept &&
                          headerOf(answer, "Upgrade").toLower() == "websocket" &&
                          headerOf(answer, "Connection").toLower().contains("upgrade");
    if (!isAgreed)
        return Failure{Trouble::Blocked, u"The WebSocket's answer does not fit the question."_s};
    if (!headerOf(answer, "Sec-WebSocket-Extensions").isEmpty())
        return Failure{Trouble::Protocol, u"The WebSocket uses an extension that was not asked for."_s};
    return std::nullopt;
}

std::optional<Failure> WebSocket::takeFrames(Taken &taken)
{
    for (;;) {
        bool isMissing = false;
        if (!m_frame) {
            if (const auto failure = takeFrameHead(isMissing))
                return failure;
            if (isMissing)
                return std::nullopt;
        }
        if (*m_frame >= Close) {
            if (quint64(m_held.size()) < m_left)
                return std::nullopt;
            if (const auto failure = takeControl(taken))
                return failure;
        } else {
            const qsizetype part = qsizetype(std::min(m_left, quint64(m_held.size())));
            taken.data.append(QByteArrayView(m_held).first(part));
            m_held.remove(0, part);
            m_left -= quint64(part);
            if (m_left > 0)
                return std::nullopt;
        }
        m_frame.reset();
    }
}

std::optional<Failure> WebSocket::takeFrameHead(bool &isMissing)
{
    isMissing = true;
    if (m_held.size() < 2)
        return std::nullopt;
    const int first = quint8(m_held.at(0)), second = quint8(m_held.at(1));
    const int opcode = first & 0x0f;
    const bool isLast = first & 0x80, isControl = opcode >= Close;
    const bool isKnown = opcode == Close || opcode == PingFrame || opcode == PongFrame ||
                         opcode == (m_isWithin ? Continued : Binary);
    if ((first & 0x70) || (second & 0x80) || !isKnown || (isControl && (!isLast || second > kLongestControl)))
        return Failure{Trouble::Protocol, u"A WebSocket frame came that no server sends."_s};
    const qsizetype more = second == 126 ? 2 : second == 127 ? 8 : 0;
    if (m_held.size() < 2 + more)
        return std::nullopt;
    m_left = more == 2   ? qFromBigEndian<quint16>(m_held.constData() + 2)
             : more == 8 ? qFromBigEndian<quint64>(m_held.constData() + 2)
                         : quint64(second);
    if (m_left >> 63)
        return Failure{Trouble::Protocol, u"A WebSocket frame says an impossible size."_s};
    m_held.remove(0, 2 + more);
    m_frame = opcode;
    if (!isControl)
        m_isWithin = !isLast;
    isMissing = false;
    return std::nullopt;
}

std::optional<Failure> WebSocket::takeControl(Taken &taken)
{
    const QByteArray data = m_held.first(qsizetype(m_left));
    m_held.remove(0, data.size());
    m_left = 0;
    if (*m_frame == Close)
        return Failure{Trouble::Closed, u"The server closed the WebSocket."_s};
    if (*m_frame == PingFrame)
        taken.toSend += framed(PongFrame, data);
    return std::nullopt;
}

} // namespace muster::nats
