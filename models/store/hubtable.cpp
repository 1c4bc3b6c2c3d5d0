// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/hubtable.h"

#include "models/store/factcolumns.h"
#include "models/sync/wire.h"

#include <QDataStream>
#include <QIODevice>

using namespace Qt::StringLiterals;

namespace muster::store {
namespace {

const QString kPlace = u"hub.place"_s;
const QString kDropped = u"hub.dropped"_s; ///< "1": messages were left out
const QString kNewer = u"hub.newer"_s;     ///< the oldest form that this program could not read
constexpr int kSequenceBits = 40;
constexpr int kFactColumns = 14; ///< of FACT_COLUMNS: what stands behind them comes next

QByteArrayView view(const Hash256 &hash)
{
    return {reinterpret_cast<const char *>(hash.data()), qsizetype(hash.size())};
}

} // namespace

qint64 HubTable::coded(quint64 sequence) const
{
    return m_hubs << kSequenceBits | qint64(sequence & ((quint64(1) << kSequenceBits) - 1));
}

void HubTable::load()
{
    m_place = {};
    m_hubs = 0;
    m_written = 0;
    m_waiting.reset();
    const QByteArray kept = m_facts.setting(kPlace);
    QDataStream in(kept);
    QByteArray digest;
    quint64 sequence = 0;
    in >> m_hubs >> m_place.created >> sequence >> digest;
    if (in.status() != QDataStream::Ok || digest.size() != qsizetype(m_place.digest.size())) {
        m_place = {};
        return;
    }
    m_place.sequence = sequence;
    if (!in.atEnd()) // an older program kept no more
        in >> m_place.lost;
    std::copy(digest.begin(), digest.end(), m_place.digest.begin());
    const quint64 newer = m_facts.setting(kNewer).toULongLong();
    m_place.isStale = newer > 0 && newer <= sync::kNewestForm;
}

Result<void> HubTable::setPlace(const sync::Place &place)
{
    const bool isStale = m_place.isStale;
    m_place = place;
    m_place.isStale = isStale; // until the hub is forgotten
    QByteArray kept;
    QDataStream out(&kept, QIODevice::WriteOnly);
    out << m_hubs << place.created << place.sequence << view(place.digest).toByteArray() << place.lost;
    return m_facts.setSetting(kPlace, kept);
}

Result<void> HubTable::forgetHub(const QByteArray &created)
{
    ++m_hubs;
    if (const auto cleared = m_database.execute("DELETE FROM hub_seen"); !cleared)
        return cleared.error();
    for (const QString &note : {kDropped, kNewer}) {
        if (const auto ended = m_facts.setSetting(note, {}); !ended)
            return ended.error();
    }
    m_place.isStale = false;
    return setPlace({created, 0, {}});
}

Result<void> HubTable::noteDropped()
{
    return hasDropped() ? Result<void>() : m_facts.setSetting(kDropped, "1");
}

bool HubTable::hasDropped()
{
    return !m_facts.setting(kDropped).isEmpty();
}

Result<void> HubTable::noteNewer(quint64 form)
{
    const quint64 before = m_facts.setting(kNewer).toULongLong();
    return before > 0 && before <= form ? Result<void>()
                                        : m_facts.setSetting(kNewer, QByteArray::number(form));
}

Result<void> HubTable::setSeen(FactId id, quint64 sequence)
{
    // The first place holds: a second copy says nothing new.
    Statement update = m_database.prepare(
        "UPDATE facts SET hub_place = ?1 WHERE id = ?2 AND (hub_place IS NULL OR hub_place < ?3)");
    return update.bind(1, coded(sequence)).bind(2, id).bind(3, coded(0)).run();
}

Result<void> HubTable::lowerSeen(DeviceId device, qint64 counter)
{
    Statement remove = m_database.prepare("DELETE FROM hub_seen WHERE device = ? AND counter >= ?");
    return remove.bind(1, device).bind(2, counter).run();
}

bool HubTable::isSeen(FactId id)
{
    Statement query = m_database.prepare("SELECT 1 FROM facts WHERE id = ? AND hub_place >= ?");
    query.bind(1, id).bind(2, coded(0));
    return query.next();
}

qint64 HubTable::seenTo(DeviceId device)
{
    qint64 known = 0;
    {
        Statement query = m_database.prepare("SELECT counter FROM hub_seen WHERE device = ?");
        query.bind(1, device);
        if (query.next())
            known = query.number(0);
    }
    qint64 seen = known;
    {
        Statement query =
            m_database.prepare("SELECT counter, hub_place IS NOT NULL AND hub_place >= ?3 FROM facts"
                               " WHERE device = ?1 AND counter > ?2 AND counter > 0 ORDER BY counter, id");
        query.bind(1, device).bind(2, known).bind(3, coded(0));
        while (query.next() && query.number(1) != 0)
            seen = query.number(0);
        // Two facts under one number: both have to be there.
        if (!query.failed() && seen > known) {
            // Between, for by "=" SQLite goes through all numbers of the device.
            Statement twin =
                m_database.prepare("SELECT 1 FROM facts WHERE device = ?1 AND counter BETWEEN ?2 AND ?2 AND"
                                   " counter > 0 AND (hub_place IS NULL OR hub_place < ?3)");
            twin.bind(1, device).bind(2, seen).bind(3, coded(0));
            if (twin.next())
                --seen;
        }
    }
    if (seen > known) {
        Statement put = m_database.prepare("INSERT INTO hub_seen (device, counter) VALUES (?1, ?2)"
                                           " ON CONFLICT (device) DO UPDATE SET counter = ?2");
        (void)put.bind(1, device).bind(2, seen).run(); // a note that saves looking; nothing depends on it
    }
    return seen;
}

Result<void> HubTable::noteWritten(DeviceId device, qint64 upTo)
{
    if (upTo <= m_written)
        return {};
    Statement update =
        m_database.prepare("UPDATE facts SET hub_place = ?1 WHERE device = ?2 AND counter > ?3 AND"
                           " counter <= ?4 AND counter > 0 AND hub_place IS NULL");
    update.bind(1, -1 - coded(m_place.sequence)).bind(2, device);
    auto noted = update.bind(3, std::max(m_written, seenTo(device))).bind(4, upTo).run();
    if (noted)
        m_written = upTo;
    return noted;
}

quint64 HubTable::knownWhenWritten(const Statement &row, int column) const
{
    if (row.isNull(column) || row.number(column) >= 0)
        return m_place.sequence;
    const qint64 place = -1 - row.number(column);
    return place >= coded(0) ? quint64(place - coded(0)) : 0;
}

Result<void> HubTable::forEachUnseen(DeviceId device, qint64 after,
                                     const std::function<bool(Fact, quint64 known)> &each)
{
    const qint64 from = std::max(after, seenTo(device));
    Statement query = m_database.prepare("SELECT " FACT_COLUMNS
                                         ", hub_place FROM facts WHERE device = ?1 AND counter > ?2 AND"
                                         " counter > 0 AND (hub_place IS NULL OR hub_place < ?3)"
                                         " ORDER BY counter, id");
    query.bind(1, device).bind(2, from).bind(3, coded(0));
    while (query.next()) {
        if (!each(FactTable::read(query), knownWhenWritten(query, kFactColumns)))
            return {};
    }
    return query.failed() ? Result<void>(query.error()) : Result<void>();
}

std::vector<HubTable::Placed> HubTable::writtenBetween(SubjectId subject, DeviceId device, Stamp from,
                                                       Stamp to)
{
    Statement query =
        m_database.prepare("SELECT " FACT_COLUMNS ", hub_place FROM facts WHERE subject = ?1 AND device = ?2"
                           " AND stamp BETWEEN ?3 AND ?4 ORDER BY stamp, id");
    query.bind(1, subject).bind(2, device).bind(3, qint64(from.value)).bind(4, qint64(to.value));
    std::vector<Placed> found;
    while (query.next()) {
        Placed placed{FactTable::read(query), 0};
        if (const qint64 place = query.number(kFactColumns); place >= coded(0) && place > 0)
            placed.sequence = quint64(place - coded(0));
        else if (place > 0)
            placed.sequence.reset();
        found.push_back(std::move(placed));
    }
    return found;
}

qint64 HubTable::unseenCount(DeviceId device, qint64 most)
{
    const qint64 from = seenTo(device);
    Statement query = m_database.prepare(
        "SELECT count(*) FROM (SELECT 1 FROM facts WHERE device = ?1 AND counter > ?2 AND counter > 0"
        " AND (hub_place IS NULL OR hub_place < ?3) LIMIT ?4)");
    query.bind(1, device).bind(2, from).bind(3, coded(0)).bind(4, most);
    return query.next() ? query.number(0) : 0;
}

Result<void> HubTable::keepWaiting(DeviceId device, const sync::HubMessage &message, const QString &reason,
                                   Instant now)
{
    const Hash256 digest = sync::digestOf(message);
    if (!isWaiting(digest)) {
        Load &load = waiting()[message.subject];
        ++load.messages;
        load.bytes += message.body.size();
    }
    Statement insert = m_database.prepare(
        "INSERT INTO waiting (device, subject, body, digest, place, reason, taken_at)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (digest) DO UPDATE SET place = ?5");
    insert.bind(1, device).bind(2, QByteArrayView(message.subject)).bind(3, QByteArrayView(message.body));
    insert.bind(4, view(digest)).bind(5, coded(message.sequence)).bind(6, reason).bind(7, toMillis(now));
    return insert.run();
}

std::vector<HubTable::Waiting> HubTable::waitingOf(DeviceId device)
{
    Statement query =
        m_database.prepare("SELECT seq, subject, body, place FROM waiting WHERE device = ? ORDER BY seq");
    query.bind(1, device);
    std::vector<Waiting> found;
    while (query.next()) {
        // A place of an earlier hub is none: the message comes again over the present one.
        const qint64 place = query.number(3);
        const quint64 sequence = place > coded(0) ? quint64(place - coded(0)) : 0;
        found.push_back({query.number(0), device, {sequence, query.blob(1), query.blob(2)}});
    }
    return found;
}

std::vector<DeviceId> HubTable::waitingDevices()
{
    Statement query = m_database.prepare("SELECT DISTINCT device FROM waiting ORDER BY device");
    std::vector<DeviceId> found;
    while (query.next())
        found.push_back(query.id<DeviceId>(0));
    return found;
}

Result<void> HubTable::dropWaiting(qint64 key)
{
    m_waiting.reset();
    Statement remove = m_database.prepare("DELETE FROM waiting WHERE seq = ?");
    return remove.bind(1, key).run();
}

bool HubTable::isWaiting(const Hash256 &digest)
{
    Statement query = m_database.prepare("SELECT 1 FROM waiting WHERE digest = ?");
    query.bind(1, view(digest));
    return query.next();
}

/// Counted once, for whoever floods the desk is to find it quick.
std::map<QByteArray, HubTable::Load> &HubTable::waiting()
{
    if (!m_waiting) {
        m_waiting.emplace();
        Statement query =
            m_database.prepare("SELECT subject, count(*), sum(length(body)) FROM waiting GROUP BY subject");
        while (query.next())
            (*m_waiting)[query.blob(0)] = {query.number(1), query.number(2)};
    }
    return *m_waiting;
}

HubTable::Load HubTable::waitingLoad()
{
    Load all;
    for (const auto &[subject, load] : waiting()) {
        all.messages += load.messages;
        all.bytes += load.bytes;
    }
    return all;
}

HubTable::Load HubTable::waitingFrom(const QByteArray &subject)
{
    const auto &all = waiting();
    const auto found = all.find(subject);
    return found == all.end() ? Load{} : found->second;
}

} // namespace muster::store
