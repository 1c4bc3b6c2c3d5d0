// SPDX-License-Identifier: GPL-3.0-or-later
// What the program was asked to do, read from its arguments. No exit, no output: main decides.
#pragma once

#include "models/base/time.h"

#include <QString>
#include <QStringList>

#include <map>
#include <optional>

namespace muster::app {

struct CommandLine
{
    QString command;                    ///< empty: open the window
    QStringList arguments;              ///< after the command, options taken out
    std::map<QString, QString> options; ///< "--next 10" → next: 10; flags have an empty text
    QString database;                   ///< --db, else the person's default workspace
    std::optional<Instant> now;         ///< --now
    bool has(const QString &option) const { return options.contains(option); }
    QString option(const QString &name, const QString &otherwise = {}) const;
};

/// Exit codes that scripts can rely on.
enum class Exit
{
    Ok = 0,
    Failed = 1,
    Usage = 2,
    Problems = 3
};

/// BadInput names the argument and where help stands.
Result<CommandLine> readCommandLine(const QStringList &arguments);

/// The text of `muster --help`, one line a command.
QString helpText();

/// $XDG_DATA_HOME/muster/desk.muster
QString defaultDatabase();

/// $XDG_STATE_HOME/muster/muster.log
QString defaultLog();

} // namespace muster::app
