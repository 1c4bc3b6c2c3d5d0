// SPDX-License-Identifier: GPL-3.0-or-later
// What can go wrong, as values. Callers switch on the fault; the detail goes to the log and, for files
// and rows from outside, to the person: it says what, where and what to do.
#pragma once

#include <QString>

namespace muster {

enum class Fault : quint8
{
    BadInput,    ///< text, file or message from outside does not have the form asked for
    NotFound,    ///< the thing named is not there
    NotAllowed,  ///< a rule of the product says no (a closed ticket, a missing closing note)
    Conflict,    ///< the same thing exists with other content
    ReadOnly,    ///< the file or folder cannot be written
    DiskFull,    ///< no room to write
    Damaged,     ///< the file is not intact
    TooNew,      ///< written by a newer version of the program
    InUse,       ///< another program holds the file
    Cancelled,   ///< the person stopped it
    Unavailable, ///< a part of the system that is needed is missing
    Internal,    ///< a state that should not occur
};

/// A short stable word for logs, exit codes and JSON answers, e.g. "bad_input".
QString faultName(Fault fault);

struct Error
{
    Fault fault = Fault::Internal;
    QString detail;
    bool operator==(const Error &) const = default;
};

} // namespace muster
