// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/facttable.h"

#include "models/store/factcolumns.h"

namespace muster::store {
namespace {

QByteArrayView bytes(const Hash256 &hash)
{
    return {hash.data(), qsizetype(hash.size())};
}

Hash256 hashOf(QByteArrayView blob)
{
    Hash256 hash{};
    if (blob.size() == qsizetype(hash.size()))
        std::copy(blob.begin(), blob.end(), hash.begin());
    return hash;
}

} // namespace

Fact FactTable::read(const Statement &row, int from)
{
    Fact fact;
    fact.id = row.id<FactId>(from);
    fact.stamp = Stamp{quint64(row.number(from + 1))};
    fact.device = row.id<DeviceId>(from + 2);
    fact.counter = row.number(from + 3);
    fact.previous = hashOf(row.blobView(from + 4));
    fact.actor = row.id<PersonId>(from + 5);
    fact.subjectKind = row.text(from + 6);
    fact.subject = row.id<SubjectId>(from + 7);
    fact.type = row.text(from + 8);
    fact.version = int(row.number(from + 9));
    fact.occurredAt = fromMillis(row.number(from + 10));
    fact.payload = row.blob(from + 11);
    fact.payloadHash = hashOf(row.blobView(from + 12));
    fact.signature = row.blob(from + 13);
    return fact;
}

Result<qint64> FactTable::insert(const Fact &fact, std::optional<qint64> place)
{
    Statement insert = m_database.prepare("INSERT INTO facts (" FACT_COLUMNS ", hub_place)"
                                          " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
    insert.bind(1, fact.id).bind(2, qint64(fact.stamp.value)).bind(3, fact.device).bind(4, fact.counter);
    insert.bind(5, bytes(fact.previous)).bind(6, fact.actor).bind(7, fact.subjectKind).bind(8, fact.subject);
    insert.bind(9, fact.type).bind(10, fact.version).bind(11, toMillis(fact.occurredAt));
    insert.bind(12, QByteArrayView(fact.payload)).bind(13, bytes(fact.payloadHash));
    if (fact.signature.isEmpty())
        insert.bindNull(14);
    else
        insert.bind(14, QByteArrayView(fact.signature));
    if (place)
        insert.bind(15, *place);
    else
        insert.bindNull(15);
    if (const auto done = insert.run(); !done)
        return done.error();
    return m_database.lastInsertKey();
}

bool FactTable::contains(FactId id)
{
    return seqOf(id) != 0;
}

qint64 FactTable::seqOf(FactId id)
{
    Statement query = m_database.prepare("SELECT seq FROM facts WHERE id = ?");
    query.bind(1, id);
    return query.next() ? query.number(0) : 0;
}

std::optional<Fact> FactTable::find(FactId id)
{
    Statement query = m_database.prepare("SELECT " FACT_COLUMNS " FROM facts WHERE id = ?");
    query.bind(1, id);
    return query.next() ? std::optional(read(query)) : std::nullopt;
}

std::vector<Fact> FactTable::ofSubject(const QString &kind, SubjectId subject)
{
    Statement query = m_database.prepare("SELECT " FACT_COLUMNS " FROM facts WHERE subject = ?"
                                         " AND subject_kind = ? ORDER BY stamp, device, id");
    query.bind(1, subject).bind(2, kind);
    std::vector<Fact> facts;
    while (query.next())
        facts.push_back(read(query));
    return facts;
}

Result<void> FactTable::blank(FactId id)
{
    Statement update = m_database.prepare("UPDATE facts SET payload = x'' WHERE id = ?");
    update.bind(1, id);
    return update.run();
}

Result<void> FactTable::fill(FactId id, const QByteArray &payload)
{
    Statement update = m_database.prepare("UPDATE facts SET payload = ? WHERE id = ?");
    update.bind(1, QByteArrayView(payload)).bind(2, id);
    return update.run();
}

Result<void> FactTable::keepSignature(FactId id, const QByteArray &signature)
{
    Statement update = m_database.prepare("UPDATE facts SET signature = ? WHERE id = ?");
    update.bind(1, QByteArrayView(signature)).bind(2, id);
    return update.run();
}

Result<void> FactTable::remove(FactId id)
{
    Statement remove = m_database.prepare("DELETE FROM facts WHERE id = ?");
    return remove.bind(1, id).run();
}

std::optional<FactTable::Order> FactTable::lastOf(const QString &kind, SubjectId subject)
{
    Statement query =
        m_database.prepare("SELECT stamp, device, id FROM facts WHERE subject = ? AND subject_kind = ?"
                           " ORDER BY stamp DESC, device DESC, id DESC LIMIT 1");
    query.bind(1, subject).bind(2, kind);
    if (!query.next())
        return std::nullopt;
    return Order{Stamp{quint64(query.number(0))}, query.id<DeviceId>(1), query.id<FactId>(2)};
}

ledger::ChainHead FactTable::headOf(DeviceId device)
{
    Statement query =
        m_database.prepare("SELECT " FACT_COLUMNS
                           " FROM facts WHERE device = ? AND counter > 0 ORDER BY counter DESC, id LIMIT 1");
    query.bind(1, device);
    if (!query.next())
        return {};
    const Fact last = read(query);
    return {last.counter, ledger::factHash(last)};
}

Stamp FactTable::newestStampOf(DeviceId device)
{
    Statement query = m_database.prepare(
        "SELECT stamp FROM facts WHERE device = ? AND counter > 0 ORDER BY counter DESC LIMIT 1");
    query.bind(1, device);
    return query.next() ? Stamp{quint64(query.number(0))} : Stamp{};
}

Result<void> FactTable::forEach(const std::function<bool(const Fact &)> &each)
{
    Statement query = m_database.prepare("SELECT " FACT_COLUMNS " FROM facts ORDER BY stamp, device, id");
    while (query.next()) {
        if (!each(read(query)))
            return {};
    }
    if (query.failed())
        return query.error();
    return {};
}

Result<void> FactTable::forEachOf(DeviceId device, const std::function<bool(const Fact &)> &each,
                                  qint64 after)
{
    Statement query = m_database.prepare(
        "SELECT " FACT_COLUMNS
        " FROM facts WHERE device = ? AND counter > ? AND counter > 0 ORDER BY counter, id");
    query.bind(1, device).bind(2, after);
    while (query.next()) {
        if (!each(read(query)))
            return {};
    }
    if (query.failed())
        return query.error();
    return {};
}

Result<void> FactTable::forEachDerived(const std::function<Result<void>(const Fact &)> &each)
{
    Statement query = m_database.prepare("SELECT " FACT_COLUMNS " FROM facts WHERE counter = 0");
    while (query.next()) {
        if (const auto done = each(read(query)); !done)
            return done.error();
    }
    if (query.failed())
        return query.error();
    return {};
}

std::vector<SubjectId> FactTable::subjectsOf(QLatin1StringView kind)
{
    Statement query = m_database.prepare("SELECT DISTINCT subject FROM facts WHERE subject_kind = ?");
    query.bind(1, QString(kind));
    std::vector<SubjectId> subjects;
    while (query.next())
        subjects.push_back(query.id<SubjectId>(0));
    return subjects;
}

std::vector<DeviceId> FactTable::devices()
{
    // From one device to the next by the index: a plain DISTINCT would read all of it.
    std::vector<DeviceId> found;
    DeviceId last;
    while (true) {
        Statement query = m_database.prepare(
            "SELECT device FROM facts WHERE device > ? AND counter > 0 ORDER BY device LIMIT 1");
        query.bind(1, last);
        if (!query.next())
            return found;
        last = query.id<DeviceId>(0);
        found.push_back(last);
    }
}

qint64 FactTable::count()
{
    return m_database.scalar("SELECT count(*) FROM facts").value_or(0);
}

Result<void> FactTable::setAside(const QByteArray &line, const QString &reason, std::optional<Instant> until,
                                 Instant now, DeviceId author)
{
    Statement insert = m_database.prepare(
        "INSERT INTO quarantine (line, reason, until, taken_at, device) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (line) DO UPDATE SET device = coalesce(excluded.device, device), until = "
        "excluded.until");
    insert.bind(1, QByteArrayView(line)).bind(2, reason).bind(4, toMillis(now));
    if (until)
        insert.bind(3, toMillis(*until));
    else
        insert.bindNull(3);
    if (author.isNull())
        insert.bindNull(5);
    else
        insert.bind(5, author);
    return insert.run();
}

std::vector<QByteArray> FactTable::releaseOf(DeviceId author)
{
    std::vector<QByteArray> lines;
    {
        Statement query =
            m_database.prepare("SELECT line FROM quarantine WHERE device = ? AND until IS NULL ORDER BY seq");
        query.bind(1, author);
        while (query.next())
            lines.push_back(query.blob(0));
    }
    Statement remove = m_database.prepare("DELETE FROM quarantine WHERE device = ? AND until IS NULL");
    return remove.bind(1, author).run() ? lines : std::vector<QByteArray>();
}

std::multimap<qint64, Hash256> FactTable::provenAside(DeviceId author)
{
    Statement query = m_database.prepare("SELECT line FROM quarantine WHERE device = ?");
    query.bind(1, author);
    std::multimap<qint64, Hash256> found;
    while (query.next()) {
        const auto fact = ledger::fromLine(query.blob(0));
        if (fact && fact->device == author && fact->counter > 0)
            found.emplace(fact->counter, ledger::factHash(*fact));
    }
    return found;
}

qint64 FactTable::quarantined()
{
    return m_database.scalar("SELECT count(*) FROM quarantine").value_or(0);
}

std::vector<FactTable::Aside> FactTable::newestAside(int limit)
{
    Statement query =
        m_database.prepare("SELECT line, reason, until, taken_at FROM quarantine ORDER BY seq DESC LIMIT ?");
    query.bind(1, limit);
    std::vector<Aside> found;
    while (query.next()) {
        const auto until = query.isNull(2) ? std::nullopt : std::optional(fromMillis(query.number(2)));
        found.push_back({query.blob(0), query.text(1), until, fromMillis(query.number(3))});
    }
    return found;
}

Result<void> FactTable::forEachAside(const std::function<bool(const QByteArray &)> &each)
{
    Statement query = m_database.prepare("SELECT line FROM quarantine ORDER BY seq");
    while (query.next()) {
        if (!each(query.blob(0)))
            return {};
    }
    if (query.failed())
        return query.error();
    return {};
}

bool FactTable::isAnyDue(Instant now)
{
    Statement query = m_database.prepare("SELECT 1 FROM quarantine WHERE until <= ? LIMIT 1");
    return query.bind(1, toMillis(now)).next();
}

std::vector<QByteArray> FactTable::releaseDue(Instant now)
{
    std::vector<QByteArray> lines;
    {
        Statement query = m_database.prepare("SELECT line FROM quarantine WHERE until <= ? ORDER BY seq");
        query.bind(1, toMillis(now));
        while (query.next())
            lines.push_back(query.blob(0));
    }
    Statement remove = m_database.prepare("DELETE FROM quarantine WHERE until <= ?");
    remove.bind(1, toMillis(now));
    return remove.run() ? lines : std::vector<QByteArray>();
}

Result<void> FactTable::setSetting(const QString &key, QByteArrayView value)
{
    if (value.isEmpty()) {
        Statement remove = m_database.prepare("DELETE FROM settings WHERE key = ?");
        return remove.bind(1, key).run();
    }
    Statement put = m_database.prepare("INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO "
                                       "UPDATE SET value = excluded.value");
    return put.bind(1, key).bind(2, value).run();
}

QByteArray FactTable::setting(const QString &key)
{
    Statement query = m_database.prepare("SELECT value FROM settings WHERE key = ?");
    query.bind(1, key);
    return query.next() ? query.blob(0) : QByteArray();
}

QStringList FactTable::settingKeys(const QString &prefix)
{
    Statement query = m_database.prepare("SELECT key FROM settings WHERE substr(key, 1, ?) = ? ORDER BY key");
    query.bind(1, qint64(prefix.size())).bind(2, prefix);
    QStringList keys;
    while (query.next())
        keys += query.text(0);
    return keys;
}

} // namespace muster::store
