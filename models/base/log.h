// SPDX-License-Identifier: GPL-3.0-or-later
// The log, hidden behind a few functions so that only log.cpp pays for the logging library's headers.
// Nothing that a customer wrote and no secret goes into it. Thread-safe but for toFile.
#pragma once

#include "models/base/result.h"

#include <QString>

namespace muster::log {

// A text is one line: line ends become blanks, and what is longer than 4,000 characters is cut.
void info(const QString &text);
void warning(const QString &text);
void error(const QString &text);

/// Adds a file that its owner alone may read: at most five of 1 MiB, the older ones as "name.1.log" to
/// "name.4.log". Without it the log goes to standard error, warnings and worse only. Called once, before
/// other threads log. ReadOnly where the file cannot be written.
Result<void> toFile(const QString &path);

} // namespace muster::log
