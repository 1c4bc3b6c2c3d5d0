// SPDX-License-Identifier: GPL-3.0-or-later
// A disk in memory under SQLite, so that a program can end between any two writes and a machine can lose
// what it was not told to keep. One program has a file open at a time. Threads may use different files.
#pragma once

#include <QString>

#include <functional>

namespace muster::simulation {

class SimDisk
{
public:
    /// From now on SQLite keeps every file on it.
    static void install();

    // A file stands for all that SQLite keeps beside it. None of these while it is open.
    static void copy(const QString &from, const QString &to);
    static void move(const QString &from, const QString &to);
    static void remove(const QString &file);
    static bool holds(const QString &file);

    /// The program that has the file open ends after so many more writes: no later one reaches the disk.
    static void endAfter(const QString &file, qint64 writes);
    /// The file may be opened again. With `isLost` the whole machine had stopped: each write since the last
    /// sync of its file is asked for.
    static void recover(const QString &file, const std::function<bool()> &isLost = {});
};

} // namespace muster::simulation
