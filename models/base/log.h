// SPDX-License-Identifier: GPL-3.0-or-later
// The log, hidden behind three functions so that only log.cpp pays for the logging library's headers.
// Nothing that a customer wrote and no secret goes into it. Thread-safe.
#pragma once

#include <QString>

namespace muster::log {

void info(const QString &text);
void warning(const QString &text);
void error(const QString &text);

/// Adds a rotating file (5 files of 1 MiB); without it the log goes to standard error, warnings and worse
/// only.
void toFile(const QString &path);

} // namespace muster::log
