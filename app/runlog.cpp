// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runlog.h"

#include "models/base/log.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

QtMessageHandler qtsOwn = nullptr;

void takeMessage(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    if (type == QtWarningMsg)
        log::warning(u"Qt: "_s + text);
    else if (type == QtCriticalMsg || type == QtFatalMsg)
        log::error(u"Qt: "_s + text);
    else
        qtsOwn(type, context, text);
}

/// For its owner alone where it is made here.
void makeFolder(const QString &folder)
{
    if (!QFileInfo::exists(folder) && QDir().mkpath(folder))
        QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

} // namespace

Result<void> RunLog::begin(const CommandLine &line, const QString &version)
{
    const QString file = line.option(u"log"_s, defaultLog());
    if (!line.has(u"log"_s))
        makeFolder(QFileInfo(file).path());
    const auto opened = log::toFile(file);
    if (!opened && line.has(u"log"_s))
        return opened.error();
    if (!opened)
        log::warning(opened.error().detail);
    qtsOwn = qInstallMessageHandler(&takeMessage);
    m_command = line.command.isEmpty() ? u"window"_s : line.command;
    m_timer.start();
    log::info(u"%1 begins: Muster %2, Qt %3, workspace %4"_s.arg(
        m_command, version, QString::fromLatin1(qVersion()), line.database));
    return {};
}

void RunLog::end(int exitCode) const
{
    if (m_timer.isValid())
        log::info(
            u"%1 ends with exit code %2 after %3 ms"_s.arg(m_command).arg(exitCode).arg(m_timer.elapsed()));
}

} // namespace muster::app
