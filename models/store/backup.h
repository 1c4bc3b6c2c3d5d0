// SPDX-License-Identifier: GPL-3.0-or-later
// Copies of a workspace in the folder "backups" beside it: whole or not there, for their owner alone, the
// newest seven. Each call has a connection of its own, so that it may run on any thread beside the one that
// writes.
#pragma once

#include "models/base/result.h"
#include "models/base/time.h"

#include <QString>
#include <QStringList>

#include <functional>

namespace muster::store {

/// The path of the copy. Faults: ReadOnly, DiskFull (told beforehand, by the free space), Damaged; NotAllowed
/// where `isStopped` said so on the way. Nothing is left of an unfinished copy.
Result<QString> backUp(const QString &file, Instant now, const std::function<bool()> &isStopped = {});

/// Whether no copy was taken yet on the day of `now` (UTC).
bool isBackupDue(const QString &file, Instant now);

/// The copies of the file that were begun before `at`, the oldest first: paths.
QStringList backupsBefore(const QString &file, Instant at);

/// Removes every copy but the one named, unfinished ones too; how many. NotFound where that one is not there,
/// ReadOnly where one could not be removed.
Result<int> forgetBackupsBut(const QString &file, const QString &kept);

/// The path of the newest copy, empty where there is none.
QString newestBackup(const QString &file);

/// Takes a local setting out of every copy beside `file`, so that no page of them holds it any more. Names
/// the first copy in which that failed.
Result<void> forgetInBackups(const QString &file, const QString &setting);

} // namespace muster::store
