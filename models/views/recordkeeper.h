// SPDX-License-Identifier: GPL-3.0-or-later
// What a window may ask about the record of this desk as a whole: the file, its copies, what was set aside, a
// check of every entry. Answers come as futures and never hold up an entry; app implements it over
// connections of their own.
#pragma once

#include "models/base/result.h"
#include "models/base/time.h"

#include <QFuture>
#include <QObject>
#include <QStringList>

#include <optional>
#include <vector>

namespace muster::views {

/// An entry that came from outside and could not be taken: kept as it came, applied nowhere.
struct SetAside
{
    Instant takenAt{};
    QString what; ///< its type and writer, or the beginning of what cannot be read
    QString reason;
    std::optional<Instant> until; ///< judged again then, as where it lies in the future
    bool operator==(const SetAside &) const = default;
};

struct Record
{
    QString file;
    qint64 bytes = 0;
    qint64 entries = 0;
    QString lastBackup; ///< path, empty where there is none
    qint64 setAsideCount = 0;
    std::vector<SetAside> setAside; ///< the newest of them
};

struct RecordCheck
{
    qint64 entries = 0, devices = 0, redacted = 0;
    QStringList problems; ///< each a sentence with what mends it; empty: everything is as it was written
    QStringList notes;    ///< worth knowing, and nothing wrong with what is here
};

class RecordKeeper : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    virtual QFuture<Result<Record>> record() = 0;
    /// Reads everything: each device's chain, the hash of each payload, every derived row. Minutes where
    /// there are millions.
    virtual QFuture<Result<RecordCheck>> check() = 0;
    virtual QFuture<Result<QString>> backUp() = 0;                     ///< the copy's path
    virtual QFuture<Result<qint64>> exportTo(const QString &file) = 0; ///< entries written, as JSON Lines
};

} // namespace muster::views
