// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/nats/line.h"

#include <QHostAddress>
#include <QSslConfiguration>
#include <QSslError>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::nats {
namespace {

constexpr qint64 kReadAtOnce = 64 * 1024;
constexpr qint64 kMostUnsent =
    64 * 1024 * 1024; ///< what is published has a narrower bound; answers to pings have this
constexpr qint64 kReadBuffer = 256 * 1024; ///< beyond it the server has to wait

Failure failureOf(const QList<QSslError> &errors, const QString &host)
{
    QString reasons;
    for (const QSslError &error : errors)
        reasons += (reasons.isEmpty() ? u""_s : u" "_s) + error.errorString() + u'.';
    const bool hasExpired = std::ranges::all_of(
        errors, [](const QSslError &error) { return error.error() == QSslError::CertificateExpired; });
    reasons.replace(u".."_s, u"."_s);
    return {hasExpired ? Trouble::CertificateExpired : Trouble::CertificateRejected,
            host + u": "_s + reasons};
}

} // namespace

Line::Line(Attempt attempt, const QList<QSslCertificate> &authorities, const QNetworkProxy &proxy,
           QObject *parent)
    : QObject(parent), m_attempt(std::move(attempt))
{
    m_socket.setProxy(m_attempt.isByProxy() ? proxy : QNetworkProxy(QNetworkProxy::NoProxy));
    m_socket.setSslConfiguration(configuration(authorities));
    m_socket.setPeerVerifyName(m_attempt.verifyName);
    m_socket.setReadBufferSize(kReadBuffer);
    if (m_attempt.isWebSocket())
        m_webSocket.emplace();
    connect(&m_socket, &QSslSocket::connected, this, &Line::onConnected);
    connect(&m_socket, &QSslSocket::encrypted, this, &Line::onEncrypted);
    connect(&m_socket, &QSslSocket::sslErrors, this, &Line::onSslErrors);
    connect(&m_socket, &QSslSocket::errorOccurred, this, &Line::onError);
    connect(&m_socket, &QSslSocket::readyRead, this, &Line::onReadyRead);
    connect(&m_socket, &QSslSocket::bytesWritten, this, &Line::written);
    connect(&m_socket, &QSslSocket::encryptedBytesWritten, this, &Line::written);
}

Line::~Line()
{
    m_socket.disconnect(this);
}

QSslConfiguration Line::configuration(const QList<QSslCertificate> &authorities) const
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (!authorities.isEmpty())
        tls.setCaCertificates(authorities);
    return tls;
}

void Line::open()
{
    if (!m_attempt.isSecure() && !isLoopback(m_attempt.url.host()))
        fail(notEncrypted());
    else
        m_socket.connectToHost(m_attempt.url.host(), quint16(m_attempt.port()), QIODevice::ReadWrite,
                               m_attempt.isIpv4Only ? QAbstractSocket::IPv4Protocol
                                                    : QAbstractSocket::AnyIPProtocol);
}

Failure Line::notEncrypted() const
{
    return {Trouble::Unreachable,
            u"%1 is not this machine, and the line would not be encrypted."_s.arg(m_attempt.url.host())};
}

void Line::secure()
{
    // What was sent in clear text before may never be taken for something that came secured.
    if (m_socket.bytesAvailable() > 0) {
        fail({Trouble::Protocol, u"The server said more than its greeting before the line was secured."_s});
        return;
    }
    m_isSecuring = true;
    m_socket.startClientEncryption();
}

bool Line::isSecured() const
{
    return m_socket.isEncrypted();
}

void Line::onConnected()
{
    m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_socket.setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    if (!m_attempt.isSecure() && !m_socket.peerAddress().isLoopback())
        fail(notEncrypted());
    else if (m_attempt.isWebSocket() && m_attempt.isSecure())
        secure();
    else if (m_attempt.isWebSocket())
        beginWebSocket();
    else
        emit opened();
}

void Line::onEncrypted()
{
    if (m_attempt.isWebSocket())
        beginWebSocket();
    else
        emit secured();
}

void Line::beginWebSocket()
{
    const QByteArray host = m_attempt.url.host(QUrl::FullyEncoded).toUtf8();
    const bool isAddress = host.contains(':');
    m_socket.write(m_webSocket->request((isAddress ? '[' + host + ']' : host) + ':' +
                                            QByteArray::number(m_attempt.port()),
                                        m_attempt.url.path(QUrl::FullyEncoded).toUtf8()));
}

void Line::onReadyRead()
{
    while (!m_isPaused && !m_isOver && m_socket.bytesAvailable() > 0)
        onBytes(m_socket.read(kReadAtOnce));
}

void Line::onBytes(const QByteArray &bytes)
{
    if (!m_webSocket) {
        emit received(bytes);
        return;
    }
    const bool wasOpen = m_webSocket->isOpen();
    const WebSocket::Taken taken = m_webSocket->take(bytes);
    if (!taken.toSend.isEmpty() && pendingBytes() <= kMostUnsent)
        m_socket.write(taken.toSend);
    if (!wasOpen && m_webSocket->isOpen())
        emit opened();
    if (!taken.data.isEmpty() && !m_isOver)
        emit received(taken.data);
    if (taken.failure)
        fail(*taken.failure);
}

void Line::write(QByteArrayView bytes)
{
    if (pendingBytes() > kMostUnsent) {
        // Later, for the writer is in the middle of something.
        const Failure failure{Trouble::Closed,
                              u"%1 does not read what it is sent."_s.arg(m_attempt.url.host())};
        QMetaObject::invokeMethod(
            this, [this, failure] { fail(failure); }, Qt::QueuedConnection);
        return;
    }
    if (m_webSocket)
        m_socket.write(WebSocket::frame(bytes));
    else
        m_socket.write(bytes.data(), bytes.size());
}

qint64 Line::pendingBytes() const
{
    return m_socket.bytesToWrite() + m_socket.encryptedBytesToWrite();
}

void Line::setPaused(bool isPaused)
{
    m_isPaused = isPaused;
    if (!isPaused)
        QMetaObject::invokeMethod(this, &Line::onReadyRead, Qt::QueuedConnection);
}

void Line::close()
{
    m_isOver = true;
    m_socket.disconnect(this);
    m_socket.flush();
    m_socket.abort();
}

void Line::fail(const Failure &failure)
{
    if (m_isOver)
        return;
    m_isOver = true;
    emit failed(failure);
}

void Line::onSslErrors(const QList<QSslError> &errors)
{
    m_certificate = nats::failureOf(errors, m_attempt.verifyName);
}

void Line::onError(QAbstractSocket::SocketError error)
{
    // What came before the end is still to be read: the server's last words say why.
    if (error == QAbstractSocket::RemoteHostClosedError)
        onReadyRead();
    fail(m_certificate.value_or(failureOf(error)));
}

Failure Line::failureOf(QAbstractSocket::SocketError error) const
{
    const QString reason = u"%1:%2: %3."_s.arg(m_attempt.url.host())
                               .arg(m_attempt.port())
                               .arg(harmless(m_socket.errorString(), 200));
    switch (error) {
    case QAbstractSocket::HostNotFoundError:
        return {Trouble::HostNotFound, reason};
    case QAbstractSocket::SocketTimeoutError:
    case QAbstractSocket::ProxyConnectionTimeoutError:
        return {Trouble::TimedOut, reason};
    case QAbstractSocket::RemoteHostClosedError:
        return {m_isSecuring && !m_socket.isEncrypted() ? Trouble::Blocked : Trouble::Closed, reason};
    case QAbstractSocket::SslHandshakeFailedError:
    case QAbstractSocket::ProxyProtocolError:
    case QAbstractSocket::ProxyAuthenticationRequiredError:
        return {Trouble::Blocked, reason};
    default:
        return {Trouble::Unreachable, reason};
    }
}

} // namespace muster::nats
