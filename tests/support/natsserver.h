// SPDX-License-Identifier: GPL-3.0-or-later
// A real nats-server for tests: on free ports of this machine, with its files in a folder of its own, ended
// by its own process id. The caller gives the settings as text; in it stand
//   @PORT@ @PORT2@ @PORT3@   ports that were free a moment ago, the same over every restart
//   @DIR@                    the folder, for a store and for certificates
// and the server is ready once @PORT@ says INFO.
#pragma once

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <array>
#include <csignal>
#include <memory>
#include <sys/prctl.h>

namespace muster::test {

/// The process ends with the test, also where that is aborted.
inline void endWithTest(QProcess &process)
{
    process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
}

class NatsServer final
{
public:
    /// `settings` without a port of its own for monitoring. Call start().
    explicit NatsServer(QByteArray settings) : m_settings(std::move(settings)) { takePorts(); }
    ~NatsServer() { kill9(); }
    NatsServer(const NatsServer &) = delete;
    NatsServer &operator=(const NatsServer &) = delete;

    /// Where it is installed; empty where it is not.
    static QString program()
    {
        for (const char *path :
             {"/usr/sbin/nats-server", "/usr/bin/nats-server", "/usr/local/bin/nats-server"}) {
            if (QFile::exists(QString::fromLatin1(path)))
                return QString::fromLatin1(path);
        }
        return {};
    }
    static bool isInstalled() { return !program().isEmpty(); }

    QString folder() const { return m_folder.path(); }
    int port(std::size_t which = 0) const { return m_ports[which]; }
    qint64 processId() const { return m_process ? m_process->processId() : 0; }

    /// "nats", "tls", "ws" or "wss" and a host that means this machine.
    QUrl url(const QString &scheme = QStringLiteral("nats"), std::size_t which = 0,
             const QString &host = QStringLiteral("127.0.0.1")) const
    {
        return QUrl(scheme + QStringLiteral("://") + host + u':' + QString::number(m_ports[which]));
    }

    /// Writes the settings and waits until the server answers. Where another program took one of the ports
    /// meanwhile, others are taken. False with the log in `said()`.
    bool start()
    {
        for (int round = 0; round < 5; ++round) {
            if (run())
                return true;
            if (!m_said.contains("address already in use") || m_wasUp)
                return false;
            takePorts();
        }
        return false;
    }

    /// As a power cut is: no word to anybody.
    void kill9()
    {
        if (!m_process)
            return;
        m_process->kill();
        m_process->waitForFinished(5000);
        m_said += m_process->readAllStandardError();
        m_process.reset();
    }

    /// On the same ports and files.
    bool restart()
    {
        kill9();
        return run();
    }

    /// Other settings, read by the running server (SIGHUP).
    void reload(const QByteArray &settings)
    {
        m_settings = settings;
        writeSettings();
        signal(SIGHUP);
    }

    /// SIGUSR2 is lame duck, SIGSTOP and SIGCONT a server that hangs.
    void signal(int number) const
    {
        if (m_process)
            ::kill(pid_t(m_process->processId()), number);
    }

    /// Settings that are read at the next start.
    void setSettings(const QByteArray &settings) { m_settings = settings; }

    /// The server's log until it was ended.
    QByteArray said()
    {
        if (m_process)
            m_said += m_process->readAllStandardError();
        return m_said;
    }

private:
    /// Held all at once, so that they differ.
    void takePorts()
    {
        std::array<QTcpServer, kPorts> holders;
        for (std::size_t i = 0; i < kPorts; ++i) {
            holders[i].listen(QHostAddress::LocalHost);
            m_ports[i] = holders[i].serverPort();
        }
    }

    void writeSettings() const
    {
        QByteArray text = m_settings;
        text.replace("@DIR@", m_folder.path().toUtf8());
        text.replace("@PORT@", QByteArray::number(m_ports[0]));
        text.replace("@PORT2@", QByteArray::number(m_ports[1]));
        text.replace("@PORT3@", QByteArray::number(m_ports[2]));
        QFile file(m_folder.filePath(QStringLiteral("server.conf")));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("the settings of the server cannot be written");
    }

    bool run()
    {
        writeSettings();
        m_said.clear();
        m_process = std::make_unique<QProcess>();
        endWithTest(*m_process);
        m_process->setStandardOutputFile(QProcess::nullDevice());
        m_process->start(program(), {QStringLiteral("-c"), m_folder.filePath(QStringLiteral("server.conf"))});
        QElapsedTimer waited;
        waited.start();
        while (waited.elapsed() < 15'000) {
            if (m_process->waitForFinished(10)) {
                m_said += m_process->readAllStandardError();
                m_process.reset();
                return false;
            }
            m_said += m_process->readAllStandardError();
            if (m_said.contains("Server is ready") && answers())
                return m_wasUp = true;
        }
        kill9();
        return false;
    }

    bool answers() const
    {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress(QHostAddress::LocalHost), quint16(m_ports[0]));
        return socket.waitForConnected(1000) && socket.waitForReadyRead(1000) &&
               socket.readAll().startsWith("INFO ");
    }

    static constexpr std::size_t kPorts = 3;

    QTemporaryDir m_folder;
    QByteArray m_settings;
    std::array<int, kPorts> m_ports{};
    std::unique_ptr<QProcess> m_process;
    QByteArray m_said;
    bool m_wasUp = false;
};

} // namespace muster::test
