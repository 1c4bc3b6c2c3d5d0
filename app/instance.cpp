// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/instance.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QLocalSocket>
#include <QPointer>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

constexpr qint64 kLongestLine = 64 * 1024;
const QByteArray kWake = "wake", kHere = "here";

/// An absolute path in the person's own runtime folder: the shared temporary folder is anybody's.
QString socketPath(const QString &database)
{
    const QFileInfo file(database);
    const QString real = file.absoluteDir().canonicalPath() + u'/' + file.fileName();
    const QByteArray hash =
        QCryptographicHash::hash(real.toUtf8(), QCryptographicHash::Sha256).toHex().left(24);
    QString folder = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    if (folder.isEmpty())
        folder = file.absolutePath();
    return folder + u"/muster-"_s + QString::fromLatin1(hash);
}

} // namespace

Instance::Instance(const QString &database, QObject *parent) : QObject(parent), m_path(socketPath(database))
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket *guest = m_server.nextPendingConnection()) {
            connect(guest, &QLocalSocket::disconnected, guest, &QObject::deleteLater);
            connect(guest, &QLocalSocket::readyRead, this, [this, guest] { take(guest); });
            take(guest);
        }
    });
}

void Instance::take(QLocalSocket *guest)
{
    if (!guest->canReadLine()) {
        if (guest->bytesAvailable() > kLongestLine)
            guest->abort();
        return;
    }
    const QByteArray line = guest->readLine(kLongestLine);
    if (!line.endsWith('\n'))
        return guest->abort();
    const QByteArray request = line.trimmed();
    const auto answer = [guest = QPointer(guest)](const QByteArray &said) {
        if (!guest)
            return; // it did not wait
        guest->write(said + '\n');
        guest->disconnectFromServer();
    };
    if (request == kWake) {
        answer(kHere);
        emit woken();
    } else if (m_handler) {
        m_handler(request, answer);
    } else {
        answer(kRefused + "the window is not ready yet");
    }
}

bool Instance::wakeOther()
{
    return ask(kWake).line == kHere;
}

Instance::Reply Instance::ask(const QByteArray &request, int patienceMs) const
{
    QLocalSocket socket;
    socket.connectToServer(m_path);
    if (!socket.waitForConnected(500))
        return {};
    socket.write(request + '\n');
    while (!socket.canReadLine()) {
        if (!socket.waitForReadyRead(patienceMs))
            return {true, {}};
    }
    return {true, socket.readLine(kLongestLine).trimmed()};
}

bool Instance::listen()
{
    if (m_server.listen(m_path))
        return true;
    QLocalServer::removeServer(
        m_path); // left behind by a killed program; the workspace's lock decides, not this file
    return m_server.listen(m_path);
}

} // namespace muster::app
