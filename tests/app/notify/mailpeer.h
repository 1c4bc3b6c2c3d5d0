// SPDX-License-Identifier: GPL-3.0-or-later
// A real mail server on loopback (the Debian package python3-aiosmtpd, mailpeer.py beside this file), ended
// by its own process id; a test reads back what it took.
#pragma once

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <stdexcept>

namespace muster::test {

class MailPeer final
{
public:
    explicit MailPeer(const QStringList &options = {})
    {
        const QString script = QStringLiteral(MUSTER_SOURCE_DIR "/tests/app/notify/mailpeer.py");
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral("/usr/bin/python3"), QStringList{script, m_folder.path()} + options);
        if (!m_process.waitForStarted() || !m_process.waitForReadyRead(20'000))
            throw std::runtime_error("python3-aiosmtpd is not installed; packaging/setup test installs it");
        m_port = m_process.readLine().trimmed().toInt();
    }
    ~MailPeer()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    MailPeer(const MailPeer &) = delete;
    MailPeer &operator=(const MailPeer &) = delete;

    QString url(const QString &scheme = QStringLiteral("smtp")) const
    {
        return scheme + QStringLiteral("://localhost:%1").arg(m_port);
    }
    /// In the order in which they came.
    QList<QByteArray> mails() const
    {
        QList<QByteArray> found;
        for (int i = 1;; ++i) {
            QFile file(m_folder.filePath(QString::number(i) + QStringLiteral(".eml")));
            if (!file.open(QIODevice::ReadOnly))
                return found;
            found += file.readAll();
        }
    }

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    int m_port = 0;
};

} // namespace muster::test
