// SPDX-License-Identifier: GPL-3.0-or-later
// An HTTP server on loopback with a thread of its own that answers as a test wants: well, badly, late, never,
// without an end. It stands in for Slack, PagerDuty, gateways and webhooks, which have no server to install.
#pragma once

#include <QByteArray>
#include <QElapsedTimer>
#include <QString>
#include <QThread>

#include <atomic>
#include <functional>
#include <mutex>
#include <netinet/in.h>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace muster::test {

struct Received
{
    QByteArray head, body;
    QByteArray path() const { return head.split(' ').value(1); }
    QByteArray header(const QByteArray &name) const
    {
        for (const QByteArray &line : head.split('\n')) {
            const auto colon = line.indexOf(':');
            if (colon > 0 && line.left(colon).trimmed().compare(name, Qt::CaseInsensitive) == 0)
                return line.mid(colon + 1).trimmed();
        }
        return {};
    }
};

struct Reply
{
    int status = 200;
    QByteArray body = "{}";
    QByteArray headers = {}; ///< whole lines with CR LF
    enum class Manner : quint8
    {
        Plain,
        Hang,    ///< says nothing more
        Drop,    ///< breaks the line off
        Endless, ///< a body without an end
    };
    Manner manner = Manner::Plain;
    int lateMs = 0;
};

class HttpPeer final
{
public:
    using Answer = std::function<Reply(const Received &)>;

    explicit HttpPeer(Answer answer) : m_answer(std::move(answer))
    {
        m_listen = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto *plain = reinterpret_cast<sockaddr *>(&address);
        if (m_listen < 0 || ::bind(m_listen, plain, size) != 0 || ::listen(m_listen, 64) != 0 ||
            ::getsockname(m_listen, plain, &size) != 0)
            throw std::runtime_error("no port");
        m_port = ntohs(address.sin_port);
        m_thread = std::thread([this] { run(); });
    }
    ~HttpPeer()
    {
        m_isEnding = true;
        m_thread.join();
        for (std::thread &talk : m_talks)
            talk.join();
        ::close(m_listen);
    }
    HttpPeer(const HttpPeer &) = delete;
    HttpPeer &operator=(const HttpPeer &) = delete;

    QString url(const QString &path = QStringLiteral("/")) const
    {
        return QStringLiteral("http://127.0.0.1:%1").arg(m_port) + path;
    }
    std::vector<Received> received() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_received;
    }

private:
    bool isReady(int socket, short what) const
    {
        while (!m_isEnding) {
            pollfd wait{socket, what, 0};
            if (::poll(&wait, 1, 20) > 0)
                return true;
        }
        return false;
    }
    void run()
    {
        while (isReady(m_listen, POLLIN)) {
            const int socket = ::accept4(m_listen, nullptr, nullptr, SOCK_CLOEXEC);
            if (socket >= 0)
                m_talks.emplace_back([this, socket] {
                    talk(socket);
                    ::close(socket);
                });
        }
    }
    bool read(int socket, QByteArray &into) const
    {
        char bytes[4096];
        if (!isReady(socket, POLLIN))
            return false;
        const auto got = ::recv(socket, bytes, sizeof bytes, 0);
        if (got <= 0)
            return false;
        into.append(bytes, got);
        return true;
    }
    static bool write(int socket, const QByteArray &bytes)
    {
        return ::send(socket, bytes.constData(), size_t(bytes.size()), MSG_NOSIGNAL) == bytes.size();
    }
    void talk(int socket)
    {
        QByteArray bytes;
        while (!bytes.contains("\r\n\r\n")) {
            if (!read(socket, bytes))
                return;
        }
        Received request;
        const auto end = bytes.indexOf("\r\n\r\n");
        request.head = bytes.left(end);
        request.body = bytes.mid(end + 4);
        while (request.body.size() < request.header("Content-Length").toLongLong()) {
            if (!read(socket, request.body))
                return;
        }
        {
            const std::scoped_lock lock(m_mutex);
            m_received.push_back(request);
        }
        answer(socket, m_answer(request));
    }
    void answer(int socket, const Reply &reply) const
    {
        QElapsedTimer waited;
        waited.start();
        while (!m_isEnding && (reply.manner == Reply::Manner::Hang || waited.elapsed() < reply.lateMs))
            QThread::msleep(5);
        if (m_isEnding || reply.manner == Reply::Manner::Drop)
            return;
        const QByteArray head = "HTTP/1.1 " + QByteArray::number(reply.status) + " Said\r\n" + reply.headers +
                                "Connection: close\r\n";
        if (reply.manner != Reply::Manner::Endless) {
            write(socket, head + "Content-Length: " + QByteArray::number(reply.body.size()) + "\r\n\r\n" +
                              reply.body);
            return;
        }
        write(socket, head + "\r\n");
        while (!m_isEnding && write(socket, QByteArray(4096, 'x')))
            ;
    }

    Answer m_answer;
    int m_listen = -1;
    quint16 m_port = 0;
    std::atomic<bool> m_isEnding = false;
    mutable std::mutex m_mutex;
    std::vector<Received> m_received;
    std::vector<std::thread> m_talks; ///< of m_thread until that has ended
    std::thread m_thread;
};

} // namespace muster::test
