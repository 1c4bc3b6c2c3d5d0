// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/instance.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QLocalSocket>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

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
            guest->write("here\n");
            guest->disconnectFromServer();
            emit woken();
        }
    });
}

bool Instance::wakeOther()
{
    QLocalSocket socket;
    socket.connectToServer(m_path);
    return socket.waitForConnected(500) && socket.waitForReadyRead(2000) &&
           socket.readAll().startsWith("here");
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
