// SPDX-License-Identifier: GPL-3.0-or-later
// The log of one run of the program: what began, what Qt complained of, how it ended. No text of a customer,
// no argument of a command. Owned by main, main thread.
#pragma once

#include "app/commandline.h"

#include <QElapsedTimer>

namespace muster::app {

class RunLog
{
public:
    /// Begins the log in --log FILE, else in defaultLog(). ReadOnly where a file that was asked for cannot be
    /// written; without the default one the program goes on and says so.
    Result<void> begin(const CommandLine &line, const QString &version);
    /// Does nothing where no log was begun.
    void end(int exitCode) const;

private:
    QString m_command;
    QElapsedTimer m_timer;
};

} // namespace muster::app
