// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/hub/streamsettings.h"

#include "models/base/json.h"

#include <chrono>

using namespace Qt::StringLiterals;

namespace muster::hub {
namespace {

constexpr qint64 kDutyBytes = 1 << 20;

qint64 nanoseconds(std::chrono::nanoseconds span)
{
    return span.count();
}

/// What all three have in common: kept on the disk, each message to be read by its number.
QJsonObject common(int replicas, qint64 bytes)
{
    return {{u"retention"_s, u"limits"_s}, {u"storage"_s, u"file"_s}, {u"num_replicas"_s, replicas},
            {u"max_bytes"_s, bytes},       {u"allow_direct"_s, true}, {u"deny_delete"_s, true}};
}

QJsonObject entries(int replicas, qint64 bytes)
{
    QJsonObject stream = common(replicas, bytes);
    stream.insert(u"name"_s, u"OPS"_s);
    stream.insert(u"subjects"_s, QJsonArray{u"ops.>"_s, u"restore.>"_s});
    stream.insert(u"deny_purge"_s, true);
    // The default, "old", would delete history.
    stream.insert(u"discard"_s, u"new"_s);
    stream.insert(u"max_msg_size"_s, kMostEntryBatchBytes);
    // Each id within the window costs the server 400 bytes of memory.
    stream.insert(u"duplicate_window"_s, nanoseconds(std::chrono::minutes(2)));
    stream.insert(u"republish"_s, QJsonObject{{u"src"_s, u">"_s}, {u"dest"_s, u"live.>"_s}});
    return stream;
}

QJsonObject snapshots(int replicas, qint64 bytes)
{
    QJsonObject stream = common(replicas, bytes);
    stream.insert(u"name"_s, u"SNAP"_s);
    stream.insert(u"subjects"_s, QJsonArray{u"snap.>"_s});
    stream.insert(u"discard"_s, u"old"_s);
    stream.insert(u"max_msg_size"_s, kMostEntryBatchBytes);
    stream.insert(u"max_msgs_per_subject"_s, 1);
    stream.insert(u"duplicate_window"_s, nanoseconds(std::chrono::minutes(2)));
    return stream;
}

/// As the server's own key-value buckets are made.
QJsonObject duty(int replicas)
{
    QJsonObject stream = common(replicas, kDutyBytes);
    const qint64 life = nanoseconds(std::chrono::seconds(10));
    stream.insert(u"name"_s, u"KV_DUTY"_s);
    stream.insert(u"subjects"_s, QJsonArray{u"$KV.DUTY.>"_s});
    stream.insert(u"discard"_s, u"new"_s);
    stream.insert(u"max_age"_s, life);
    stream.insert(u"duplicate_window"_s, life); // no longer than max_age
    stream.insert(u"max_msgs_per_subject"_s, 1);
    stream.insert(u"max_msg_size"_s, 4096);
    stream.insert(u"allow_rollup_hdrs"_s, true);
    return stream;
}

StreamRequest request(const QJsonObject &stream)
{
    const QString name = stream.value(u"name").toString();
    const QString api = u"$JS.API.STREAM."_s;
    return {name, api + u"INFO."_s + name, api + u"CREATE."_s + name, api + u"UPDATE."_s + name,
            canonicalJson(stream)};
}

} // namespace

Result<std::vector<StreamRequest>> streamRequests(int replicas, qint64 bytes)
{
    if (replicas != 1 && replicas != 3 && replicas != 5)
        return Error{
            Fault::BadInput,
            u"a hub keeps each entry once, three or five times; %1 is none of these"_s.arg(replicas)};
    if (bytes < kLeastStoreBytes)
        return Error{
            Fault::BadInput,
            u"a hub's store has at least %1 bytes; %2 were given"_s.arg(kLeastStoreBytes).arg(bytes)};
    // What the streams may hold together stays below the server's limit, or it refuses to make them.
    const qint64 usable = bytes - bytes / 10 - kDutyBytes;
    const qint64 snapshotBytes = usable / 5;
    return std::vector<StreamRequest>{request(entries(replicas, usable - snapshotBytes)),
                                      request(snapshots(replicas, snapshotBytes)), request(duty(replicas))};
}

} // namespace muster::hub
