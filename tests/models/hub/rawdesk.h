// SPDX-License-Identifier: GPL-3.0-or-later
// A desk that speaks the server's protocol word by word over TLS and waits for each answer: so that the
// settings are tried from outside, and not through the program's own client.
#pragma once

#include "models/ledger/devicekey.h"
#include "models/nats/nkey.h"

#include <QDeadlineTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSslConfiguration>
#include <QSslSocket>

namespace muster::test {

inline QByteArray nkeyOf(const ledger::DeviceKey &key)
{
    return nats::nkeyPublic(key.publicKey());
}

class RawDesk
{
public:
    RawDesk(ledger::DeviceKey key, const QByteArray &authority) : m_key(std::move(key))
    {
        QSslConfiguration tls;
        tls.setCaCertificates(QSslCertificate::fromData(authority));
        m_socket.setSslConfiguration(tls);
    }

    QString id() const { return m_key.device().toString(); }

    /// The server's last word: "PONG", or why it does not let this desk in.
    QByteArray connectTo(const QString &host, int port)
    {
        m_socket.connectToHost(host, quint16(port));
        if (!m_socket.waitForConnected(3000))
            return "no connection";
        const QByteArray info = line();
        m_socket.startClientEncryption();
        if (!m_socket.waitForEncrypted(3000))
            return "no TLS: " + m_socket.errorString().toUtf8();
        const QByteArray nonce =
            QJsonDocument::fromJson(info.mid(5)).object().value(QLatin1String("nonce")).toString().toUtf8();
        const auto flags = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
        send("CONNECT "
             "{\"verbose\":false,\"pedantic\":true,\"headers\":true,\"no_responders\":true,\"nkey\":\"" +
             nkeyOf(m_key) + "\",\"sig\":\"" + m_key.sign(nonce).toBase64(flags) + "\"}\r\nPING\r\n");
        return line();
    }

    /// What the server says to it: "PONG" where it is let through.
    QByteArray subscribe(const QByteArray &subject)
    {
        send("SUB " + subject + ' ' + QByteArray::number(++m_subscriptions) + "\r\nPING\r\n");
        return line();
    }
    QByteArray publish(const QByteArray &subject, const QByteArray &body = "x")
    {
        send("PUB " + subject + ' ' + QByteArray::number(body.size()) + "\r\n" + body + "\r\nPING\r\n");
        return line();
    }

    /// The body of the answer; "-ERR …" where it is not allowed, empty where none comes in time.
    QByteArray request(const QByteArray &subject, const QByteArray &body = {}, const QByteArray &headers = {})
    {
        const QByteArray inbox = "_INBOX_" + id().toLatin1() + ".1";
        if (!m_hasInbox && subscribe(inbox) != "PONG")
            return "no inbox";
        m_hasInbox = true;
        if (headers.isEmpty())
            send("PUB " + subject + ' ' + inbox + ' ' + QByteArray::number(body.size()) + "\r\n" + body +
                 "\r\n");
        else
            send("HPUB " + subject + ' ' + inbox + ' ' + QByteArray::number(headers.size()) + ' ' +
                 QByteArray::number(headers.size() + body.size()) + "\r\n" + headers + body + "\r\n");
        return message();
    }

    /// The next message's body, headers in front; empty after two seconds of silence.
    QByteArray message()
    {
        QByteArray head = line();
        if (!head.startsWith("MSG ") && !head.startsWith("HMSG "))
            return head;
        m_subject = head.split(' ').value(1);
        const qsizetype size = head.mid(head.lastIndexOf(' ') + 1).toLongLong();
        fill([&] { return m_buffer.size() >= size + 2; });
        QByteArray body = m_buffer.left(size);
        m_buffer.remove(0, size + 2);
        return body;
    }
    QByteArray subject() const { return m_subject; } ///< of the last message

private:
    void send(const QByteArray &bytes)
    {
        m_socket.write(bytes);
        m_socket.flush();
    }

    template <typename Enough> void fill(Enough enough)
    {
        const QDeadlineTimer deadline(2000);
        while (!enough() && !deadline.hasExpired() && m_socket.state() == QAbstractSocket::ConnectedState) {
            m_socket.waitForReadyRead(int(deadline.remainingTime()));
            m_buffer += m_socket.readAll();
        }
        m_buffer += m_socket.readAll();
    }

    QByteArray line()
    {
        fill([&] { return m_buffer.contains("\r\n"); });
        const qsizetype end = m_buffer.indexOf("\r\n");
        const QByteArray text = m_buffer.left(end < 0 ? 0 : end);
        m_buffer.remove(0, end < 0 ? 0 : end + 2);
        if (text == "PING") {
            send("PONG\r\n");
            return line();
        }
        return text.startsWith("INFO ") && m_hasInfo ? line() : (m_hasInfo = true, text);
    }

    ledger::DeviceKey m_key;
    QSslSocket m_socket;
    QByteArray m_buffer, m_subject;
    int m_subscriptions = 0;
    bool m_hasInfo = false, m_hasInbox = false;
};

} // namespace muster::test
