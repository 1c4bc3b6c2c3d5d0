// SPDX-License-Identifier: GPL-3.0-or-later
// What a damaged file still holds, read into a new workspace.
#include "models/store/workspaceparts.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QtEndian>

using namespace Qt::StringLiterals;

namespace muster::store {
namespace {

constexpr qint64 kStep = 64;
constexpr qsizetype kBatch = 1000;
constexpr qint64 kHeader = 100; ///< bytes of the file that say how the rest is to be read

/// Fills the target from one opening of the damaged file after another; what was read before is not read
/// twice.
class Salvage
{
public:
    explicit Salvage(Workspace &target, FactTable &targetFacts) : m_target(target), m_facts(targetFacts) {}

    Result<void> read(Database &damaged, qint64 fileSize)
    {
        const auto newest = damaged.scalar("SELECT max(seq) FROM facts");
        m_isEndKnown = m_isEndKnown || newest.has_value();
        // Without a readable end of the table, as many numbers as the file could hold are tried.
        const qint64 last = newest ? *newest : fileSize / 200 + 1;
        if (newest)
            m_highest = std::max(m_highest, *newest);
        for (qint64 from = 1; from <= last && m_outcome; from += kStep) {
            if (!readBlock(damaged, from))
                readOneByOne(damaged, from, std::min(from + kStep - 1, last));
        }
        flush();
        if (m_outcome)
            readAside(damaged);
        if (m_outcome)
            readSettings(damaged);
        return m_outcome;
    }

    SalvageReport report() const
    {
        SalvageReport report;
        report.facts = m_taken;
        report.setAside = m_setAside;
        report.lost = m_highest - m_read;
        report.isEndKnown = m_isEndKnown;
        return report;
    }

private:
    bool readBlock(Database &damaged, qint64 from)
    {
        std::vector<std::pair<qint64, Fact>> block;
        Statement query = damaged.prepare(
            "SELECT seq, id, stamp, device, counter, previous, actor, subject_kind, subject, type, version,"
            " occurred_at, payload, payload_hash, x'' FROM facts WHERE seq >= ? AND seq < ? ORDER BY seq");
        query.bind(1, from).bind(2, from + kStep);
        while (query.next())
            block.emplace_back(query.number(0), FactTable::read(query, 1));
        if (query.failed())
            return false;
        for (auto &[seq, fact] : block)
            keep(seq, std::move(fact));
        return true;
    }

    /// A page that cannot be read costs the facts on it and no more.
    void readOneByOne(Database &damaged, qint64 from, qint64 last)
    {
        for (qint64 seq = from; seq <= last; ++seq) {
            Statement query = damaged.prepare(
                "SELECT id, stamp, device, counter, previous, actor, subject_kind, subject, type, version,"
                " occurred_at, payload, payload_hash, x'' FROM facts WHERE seq = ?");
            query.bind(1, seq);
            if (query.next())
                keep(seq, FactTable::read(query));
        }
    }

    void keep(qint64 seq, Fact fact)
    {
        if (seq < 1 || (size_t(seq) < m_seen.size() && m_seen[size_t(seq)]))
            return;
        if (size_t(seq) >= m_seen.size())
            m_seen.resize(size_t(seq) * 2, false);
        m_seen[size_t(seq)] = true;
        m_highest = std::max(m_highest, seq);
        ++m_read;
        m_batch.push_back(std::move(fact));
        if (qsizetype(m_batch.size()) >= kBatch)
            flush();
    }

    void flush()
    {
        const auto taken = m_target.take(m_batch);
        m_batch.clear();
        if (!taken) {
            m_outcome = taken.error();
            return;
        }
        m_taken += taken->taken;
        m_setAside += taken->quarantined + taken->held;
    }

    void readAside(Database &damaged)
    {
        Statement query =
            damaged.prepare("SELECT line, reason, until, taken_at FROM quarantine ORDER BY seq");
        while (m_outcome && query.next()) {
            const auto until = query.isNull(2) ? std::nullopt : std::optional(fromMillis(query.number(2)));
            const qint64 before = m_facts.quarantined();
            m_outcome = m_facts.setAside(query.blob(0), query.text(1), until, fromMillis(query.number(3)));
            m_setAside += m_facts.quarantined() - before;
        }
    }

    /// Who sits here and what the desk is called are no facts, but worth keeping where they can be read.
    void readSettings(Database &damaged)
    {
        for (const auto &key : {u"device.seed"_s, u"device.id"_s, u"me"_s, u"case.counter"_s,
                                u"incident.counter"_s, u"team.joined"_s}) {
            Statement query = damaged.prepare("SELECT value FROM settings WHERE key = ?");
            query.bind(1, key);
            if (m_outcome && query.next())
                m_outcome = m_facts.setSetting(key, query.blob(0));
        }
    }

    Workspace &m_target;
    FactTable &m_facts;
    std::vector<Fact> m_batch;
    std::vector<bool> m_seen; ///< by seq
    qint64 m_highest = 0, m_read = 0, m_taken = 0, m_setAside = 0;
    bool m_isEndKnown = false;
    Result<void> m_outcome;
};

/// A copy of the damaged file, its log beside it, that begins with the header of a workspace of ours; empty
/// where it could not be made.
QString withGoodHeader(const QString &damaged, const QString &ours, const QTemporaryDir &folder)
{
    QFile pattern(ours);
    if (!folder.isValid() || !pattern.open(QIODevice::ReadOnly))
        return {};
    QByteArray header = pattern.read(kHeader);
    const QString copy = folder.filePath(u"copy.muster"_s);
    QFile file(copy);
    if (header.size() != kHeader || !QFile::copy(damaged, copy) ||
        !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) || !file.open(QIODevice::ReadWrite))
        return {};
    const bool hasLog = QFile::copy(damaged + u"-wal"_s, copy + u"-wal"_s);
    constexpr qsizetype kPageSize = 16, kVersions = 18, kPages = 28, kFreeList = 32;
    const auto pageSize = qFromBigEndian<quint16>(header.constData() + kPageSize);
    header[kVersions] = header[kVersions + 1] = hasLog ? 2 : 1; // 2: read the log beside it
    qToBigEndian(quint32(file.size() / (pageSize == 1 ? 65536 : pageSize)), header.data() + kPages);
    header.replace(kFreeList, 8, QByteArray(8, 0));
    return file.write(header) == kHeader ? copy : QString();
}

void removeWorkspace(const QString &file)
{
    for (const QString &end : {QString(), u"-wal"_s, u"-shm"_s, u".lock"_s})
        QFile::remove(file + end);
}

} // namespace

Result<SalvageReport> Workspace::salvage(const QString &damaged, const QString &out, const Clock &clock)
{
    if (QFileInfo::exists(out))
        return Error{Fault::Conflict, u"%1 exists already; name a new file to rescue into"_s.arg(out)};
    const QFileInfo info(damaged);
    if (!info.isFile() || !info.isReadable())
        return Error{Fault::NotFound, u"%1 cannot be read; name the damaged file with --db"_s.arg(damaged)};
    auto target = open(out, OpenMode::CreateIfMissing, clock);
    if (!target)
        return target.error();
    Salvage salvage(**target, (*target)->m_parts->facts);
    Result<void> done;
    if (const auto source = Database::open(damaged, Access::Salvage))
        done = salvage.read(**source, info.size());
    // Where something is missing, the fault may lie in the first bytes, which say how to read the others.
    if (done && (salvage.report().lost > 0 || !salvage.report().isEndKnown)) {
        (void)(*target)->m_parts->database->execute("PRAGMA wal_checkpoint(TRUNCATE)");
        const QTemporaryDir folder(QFileInfo(out).absoluteDir().filePath(u"salvage-XXXXXX"_s));
        const QString copy = withGoodHeader(damaged, out, folder);
        if (const auto source = copy.isEmpty() ? Result<std::unique_ptr<Database>>(Error{})
                                               : Database::open(copy, Access::Salvage))
            done = salvage.read(**source, info.size());
    }
    if (!done)
        return done.error();
    SalvageReport report = salvage.report();
    report.file = out;
    if (report.facts == 0 && report.setAside == 0) {
        target->reset();
        removeWorkspace(out);
        return Error{
            Fault::Damaged,
            u"nothing in %1 could be read as a workspace; it was left as it is. Copies of a workspace are kept in the folder \"backups\" beside it"_s
                .arg(damaged)};
    }
    return report;
}

} // namespace muster::store
