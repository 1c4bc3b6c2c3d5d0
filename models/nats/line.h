// SPDX-License-Identifier: GPL-3.0-or-later
// The socket to one server: tcp or WebSocket, plain or TLS, direct or through a proxy, as bytes in and out.
// Owned by a Session, on its thread.
#pragma once

#include "models/nats/attempts.h"
#include "models/nats/websocket.h"

#include <QNetworkProxy>
#include <QObject>
#include <QSslSocket>

#include <optional>

namespace muster::nats {

class Line final : public QObject
{
    Q_OBJECT
public:
    /// `proxy` counts where the attempt goes through one.
    Line(Attempt attempt, const QList<QSslCertificate> &authorities, const QNetworkProxy &proxy,
         QObject *parent = nullptr);
    ~Line() override;

    void open();

    /// Begins TLS on a tcp line; `secured` or `failed` follows.
    void secure();
    bool isSecured() const;

    void write(QByteArrayView bytes);
    qint64 pendingBytes() const;   ///< written here and not yet given to the system
    void setPaused(bool isPaused); ///< while paused nothing is `received`, and the server comes to wait

    /// Hands over what the system takes at once, and ends. Nothing is signalled after that.
    void close();

signals:
    void opened(); ///< bytes of NATS may come
    void secured();
    void received(const QByteArray &bytes);
    void written(qint64 bytes);
    void failed(const muster::nats::Failure &failure); ///< the last

private:
    void onConnected();
    void onEncrypted();
    void onSslErrors(const QList<QSslError> &errors);
    void onError(QAbstractSocket::SocketError error);
    void onReadyRead();
    void onBytes(const QByteArray &bytes);
    void beginWebSocket();
    void fail(const Failure &failure);
    Failure notEncrypted() const;
    Failure failureOf(QAbstractSocket::SocketError error) const;
    QSslConfiguration configuration(const QList<QSslCertificate> &authorities) const;

    Attempt m_attempt;
    QSslSocket m_socket;
    std::optional<WebSocket> m_webSocket;
    std::optional<Failure> m_certificate; ///< what is wrong with it
    bool m_isSecuring = false;
    bool m_isPaused = false;
    bool m_isOver = false;
};

} // namespace muster::nats
