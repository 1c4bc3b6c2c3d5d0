// SPDX-License-Identifier: GPL-3.0-or-later
// The real program in a real X server, worked with real keys and ended with kill -9.
#pragma once

#include "tests/e2e/program.h"

#include <csignal>

namespace muster::test {

/// An X server of the test's own, on a number the server picks.
class XServer
{
public:
    XServer()
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral("Xvfb"),
                        {QStringLiteral("-displayfd"), QStringLiteral("1"), QStringLiteral("-screen"),
                         QStringLiteral("0"), QStringLiteral("1280x800x24"), QStringLiteral("-nolisten"),
                         QStringLiteral("tcp")});
        if (m_process.waitForStarted(5000) && m_process.waitForReadyRead(10'000))
            m_display = QStringLiteral(":") + QString::fromLatin1(m_process.readLine().trimmed());
    }
    ~XServer()
    {
        m_process.terminate();
        m_process.waitForFinished(5000);
    }
    QString display() const { return m_display; }

private:
    QProcess m_process;
    QString m_display;
};

class Desk
{
public:
    /// Starts the program with `arguments`; by way of `before`, as in nsenter and its words.
    Desk(const Program &program, const XServer &server, const QStringList &arguments,
         const QStringList &before = {})
        : m_environment(program.environment())
    {
        m_environment.insert(QStringLiteral("DISPLAY"), server.display());
        m_environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("xcb"));
        m_process.setProcessEnvironment(m_environment);
        const QStringList words = before + QStringList{Program::binary()} + arguments;
        m_process.start(words.front(), words.mid(1));
        m_window = tool({QStringLiteral("search"), QStringLiteral("--sync"), QStringLiteral("--onlyvisible"),
                         QStringLiteral("--name"), QStringLiteral("Muster")})
                       .split('\n')
                       .value(0);
        QTest::qWait(1500); // the first queue; nothing outside the window says when it is painted
        tool({QStringLiteral("windowfocus"), QStringLiteral("--sync"), QString::fromLatin1(m_window)});
    }
    ~Desk() { kill(); }

    bool isUp() const { return !m_window.isEmpty(); }
    qint64 process() const { return m_process.processId(); }
    void key(const QString &name)
    {
        tool({QStringLiteral("key"), QStringLiteral("--delay"), QStringLiteral("30"), name});
    }
    void type(const QString &text)
    {
        tool({QStringLiteral("type"), QStringLiteral("--delay"), QStringLiteral("12"), text});
    }
    void kill()
    {
        if (m_process.state() == QProcess::NotRunning)
            return;
        ::kill(pid_t(m_process.processId()), SIGKILL);
        m_process.waitForFinished(5000);
    }

private:
    QByteArray tool(const QStringList &arguments)
    {
        QProcess xdotool;
        xdotool.setProcessEnvironment(m_environment);
        xdotool.start(QStringLiteral("xdotool"), arguments);
        xdotool.waitForFinished(20'000);
        QTest::qWait(60);
        return xdotool.readAllStandardOutput().trimmed();
    }

    QProcessEnvironment m_environment;
    QProcess m_process;
    QByteArray m_window;
};

} // namespace muster::test
