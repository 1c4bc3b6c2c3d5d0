// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the real program from outside, as a person or a script would.
#pragma once

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace muster::test {

struct Outcome
{
    int code = -1;
    QByteArray out, err;
};

class Program
{
public:
    QString file(const QString &name) const { return m_folder.filePath(name); }
    QString database() const { return file(QStringLiteral("desk.muster")); }

    QString write(const QString &name, const QByteArray &content) const
    {
        QFile out(file(name));
        if (!out.open(QIODevice::WriteOnly) || out.write(content) != content.size())
            qFatal("cannot write %s", qPrintable(out.fileName()));
        return out.fileName();
    }

    QByteArray read(const QString &path) const
    {
        QFile in(path);
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }

    /// With `output` what the program prints goes to that file and not into the outcome.
    Outcome run(const QStringList &arguments, const QByteArray &input = {}, const QString &output = {}) const
    {
        QProcess process;
        if (!output.isEmpty())
            process.setStandardOutputFile(output);
        process.setProcessEnvironment(environment());
        process.start(binary(), QStringList{QStringLiteral("--db"), database()} + arguments);
        process.write(input);
        process.closeWriteChannel();
        if (!process.waitForFinished(60'000))
            process.kill();
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
                process.readAllStandardOutput(), process.readAllStandardError()};
    }

    /// With a state and a runtime folder of its own, which the window and the commands of one test share.
    QProcessEnvironment environment() const
    {
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("XDG_STATE_HOME"), file(QStringLiteral("state")));
        environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), m_folder.path());
        return environment;
    }

    static QString binary() { return qEnvironmentVariable("MUSTER_BINARY"); }

private:
    QTemporaryDir m_folder;
};

} // namespace muster::test
