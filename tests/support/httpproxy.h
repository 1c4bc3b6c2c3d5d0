// SPDX-License-Identifier: GPL-3.0-or-later
// A proxy for tests that knows HTTP CONNECT, on a free port of this machine, in the caller's event loop.
#pragma once

#include <QHash>
#include <QHostAddress>
#include <QNetworkProxy>
#include <QTcpServer>
#include <QTcpSocket>

namespace muster::test {

class HttpProxy final : public QObject
{
public:
    HttpProxy()
    {
        m_server.listen(QHostAddress::LocalHost);
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *client = m_server.nextPendingConnection())
                connect(client, &QTcpSocket::readyRead, this, [this, client] { onRequest(client); });
        });
    }

    QNetworkProxy proxy() const
    {
        return {QNetworkProxy::HttpProxy, QStringLiteral("127.0.0.1"), m_server.serverPort()};
    }

    /// "host:port" of every tunnel that was asked for.
    QStringList asked() const { return m_asked; }

    /// A name that the proxy alone knows.
    void resolve(const QString &name, const QString &address) { m_names.insert(name, address); }

    /// What is said in place of a tunnel, such as "HTTP/1.1 403 Forbidden\r\n\r\n"; empty for tunnels.
    void refuseWith(const QByteArray &answer) { m_refusal = answer; }

private:
    void onRequest(QTcpSocket *client)
    {
        if (!client->peek(8192).contains("\r\n\r\n"))
            return;
        const QByteArray target = client->readAll().split(' ').value(1);
        m_asked += QString::fromLatin1(target);
        client->disconnect(this);
        if (!m_refusal.isEmpty()) {
            client->write(m_refusal);
            client->disconnectFromHost();
            return;
        }
        auto *server = new QTcpSocket(client);
        connect(server, &QTcpSocket::connected, client,
                [client] { client->write("HTTP/1.1 200 OK\r\n\r\n"); });
        connect(server, &QTcpSocket::readyRead, client,
                [client, server] { client->write(server->readAll()); });
        connect(client, &QTcpSocket::readyRead, server,
                [client, server] { server->write(client->readAll()); });
        connect(server, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
        connect(client, &QTcpSocket::disconnected, client, &QTcpSocket::deleteLater);
        const qsizetype colon = target.lastIndexOf(':');
        const QString name = QString::fromLatin1(target.first(colon));
        server->connectToHost(m_names.value(name, name), target.sliced(colon + 1).toUShort());
    }

    QTcpServer m_server;
    QStringList m_asked;
    QHash<QString, QString> m_names;
    QByteArray m_refusal;
};

} // namespace muster::test
