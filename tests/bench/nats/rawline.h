// SPDX-License-Identifier: GPL-3.0-or-later
// The baseline: a blocking socket and a loop that writes frames made before and counts answers, nothing else.
#pragma once

#include <QByteArray>

#include <algorithm>
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <string_view>
#include <sys/socket.h>
#include <unistd.h>

namespace muster::bench {

class RawLine final
{
public:
    explicit RawLine(int port) : m_socket(::socket(AF_INET, SOCK_STREAM, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(std::uint16_t(port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const int on = 1;
        setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        if (::connect(m_socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
            qFatal("the server cannot be reached");
        await("INFO ");
        write(
            "CONNECT {\"verbose\":false,\"headers\":true,\"no_responders\":true,\"protocol\":1}\r\nPING\r\n");
        await("PONG");
    }
    ~RawLine() { ::close(m_socket); }
    RawLine(const RawLine &) = delete;
    RawLine &operator=(const RawLine &) = delete;

    void write(const QByteArray &bytes)
    {
        for (qsizetype at = 0; at < bytes.size();) {
            const ssize_t sent = ::send(m_socket, bytes.constData() + at, std::size_t(bytes.size() - at), 0);
            if (sent <= 0)
                qFatal("the server is gone");
            at += sent;
        }
    }

    /// Sends `frame` so often, at most `window` of them unanswered; answers are told by the line of `inbox`.
    void exchange(int count, int window, const QByteArray &frame, const QByteArray &inbox)
    {
        write("SUB " + inbox + " 1\r\n");
        int sent = 0, answered = 0;
        while (answered < count) {
            const int more = std::min(count, answered + window) - sent;
            if (more > 0)
                write(frame.repeated(more));
            sent += std::max(0, more);
            answered += countOf("MSG " + inbox + ' ', read());
        }
    }

private:
    QByteArray read()
    {
        QByteArray bytes(256 * 1024, Qt::Uninitialized);
        const ssize_t got = ::recv(m_socket, bytes.data(), std::size_t(bytes.size()), 0);
        if (got <= 0)
            qFatal("the server is gone");
        return bytes.first(got);
    }

    void await(const char *word)
    {
        while (!read().contains(word)) {}
    }

    /// Within everything that came, also where a word is cut between two reads.
    int countOf(const QByteArray &word, const QByteArray &bytes)
    {
        m_tail += bytes;
        int count = 0;
        qsizetype at = 0, next = 0;
        while ((next = m_tail.indexOf(word, at)) >= 0) {
            ++count;
            at = next + word.size();
        }
        m_tail.remove(0, std::max(at, m_tail.size() - word.size() + 1));
        return count;
    }

    int m_socket;
    QByteArray m_tail;
};

} // namespace muster::bench
