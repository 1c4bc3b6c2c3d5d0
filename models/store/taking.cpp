// SPDX-License-Identifier: GPL-3.0-or-later
// Facts from outside, corrections and redactions, the ledger as lines.
#include "models/store/workspaceparts.h"

#include <QIODevice>

#include <map>

using namespace Qt::StringLiterals;

namespace muster::store {
namespace {

constexpr size_t kBatch = 2000;

/// What a feature of ours cannot read is set aside; what no feature here knows is kept.
QString whyUnreadable(const Fact &fact)
{
    if (fact.isRedacted())
        return {};
    const auto payload = parseJsonObject(fact.payload);
    if (!payload)
        return payload.error().detail;
    Error problem{Fault::NotFound, {}};
    if (fact.subjectKind == kTicket) {
        if (const auto read = ticket::fromPayload(fact.type, fact.version, *payload); !read)
            problem = read.error();
    } else if (fact.subjectKind == kIncident) {
        if (const auto read = incident::fromPayload(fact.type, fact.version, *payload); !read)
            problem = read.error();
    } else if (fact.type == u"customer.changed") {
        if (const auto read = customer::customerFromPayload(*payload); !read)
            problem = read.error();
    } else if (fact.type == u"person.changed") {
        if (const auto read = people::personFromPayload(*payload); !read)
            problem = read.error();
    }
    return problem.fault == Fault::BadInput ? problem.detail : QString();
}

/// Another fact stands under the same number of the same device: one of the two is forged or was restored.
bool contradicts(Database &database, const Fact &fact)
{
    if (fact.isDerived())
        return false;
    // The index holds numbered facts only and is used where the question says so, too.
    Statement query =
        database.prepare("SELECT 1 FROM facts WHERE device = ? AND counter = ? AND counter > 0");
    query.bind(1, fact.device).bind(2, fact.counter);
    return query.next();
}

/// Takes facts that arrive together: judges each, and collects what is to be written by subject.
class Admission
{
public:
    Admission(Workspace::Parts &parts, TakeReport &report)
        : m_parts(parts), m_report(report), m_now(parts.clock.now())
    {}

    Result<void> consider(const Fact &fact)
    {
        if (const auto known = knownUnder(fact.id)) {
            // The hash is over the payload's own, so a redacted copy is the same fact.
            if (*known != ledger::factHash(fact))
                return setAside(fact,
                                {ledger::Verdict::Quarantine, u"another fact stands here under its id"_s});
            ++m_report.duplicates;
            return {};
        }
        const ledger::Judgement judgement = judge(fact);
        if (judgement.verdict != ledger::Verdict::Accept)
            return setAside(fact, judgement);
        m_ids.insert(fact.id, ledger::factHash(fact));
        m_numbers.insert({fact.device, fact.counter});
        m_parts.hybrid.observe(fact.stamp, m_now);
        m_bySubject[fact.subject].push_back(fact);
        ++m_report.taken;
        return {};
    }

    const std::map<SubjectId, std::vector<Fact>> &bySubject() const { return m_bySubject; }

private:
    std::optional<Hash256> knownUnder(FactId id)
    {
        if (const auto here = m_ids.constFind(id); here != m_ids.cend())
            return *here;
        const auto kept = m_parts.facts.contains(id) ? m_parts.facts.find(id) : std::nullopt;
        return kept ? std::optional(ledger::factHash(*kept)) : std::nullopt;
    }
    ledger::Judgement judge(const Fact &fact) const
    {
        ledger::Judgement judgement = ledger::judge(fact, m_now);
        if (judgement.verdict != ledger::Verdict::Accept)
            return judgement;
        if (QString why = whyUnreadable(fact); !why.isEmpty())
            return {ledger::Verdict::Quarantine, why};
        const bool isTaken = !fact.isDerived() && m_numbers.contains({fact.device, fact.counter});
        if (isTaken || contradicts(*m_parts.database, fact))
            return {ledger::Verdict::Quarantine,
                    u"its device has written another fact under the number %1"_s.arg(fact.counter)};
        return judgement;
    }

    Result<void> setAside(const Fact &fact, const ledger::Judgement &judgement)
    {
        const bool isHeld = judgement.verdict == ledger::Verdict::HoldUntilItsTime;
        ++(isHeld ? m_report.held : m_report.quarantined);
        const auto until = isHeld ? std::optional(fact.stamp.instant()) : std::nullopt;
        return m_parts.facts.setAside(ledger::toLine(fact), judgement.reason, until, m_now);
    }

    Workspace::Parts &m_parts;
    TakeReport &m_report;
    Instant m_now;
    QHash<FactId, Hash256> m_ids;
    QSet<QPair<DeviceId, qint64>> m_numbers;
    std::map<SubjectId, std::vector<Fact>> m_bySubject;
};

Result<void> takeBatch(Workspace::Parts &parts, std::span<const Fact> facts, TakeReport &report)
{
    Admission admission(parts, report);
    for (const Fact &fact : facts) {
        if (const auto considered = admission.consider(fact); !considered)
            return considered.error();
    }
    bool hasPolicy = false;
    // Customers and people first: the words of tickets hold their names.
    for (const bool areTickets : {false, true}) {
        for (const auto &[subject, added] : admission.bySubject()) {
            if ((added.front().subjectKind == kTicket) != areTickets)
                continue;
            hasPolicy = hasPolicy || added.front().subjectKind == kPolicy;
            if (const auto merged = parts.mergeIntoSubject(added); !merged)
                return merged.error();
        }
    }
    return hasPolicy ? parts.policiesArrived() : Result<void>();
}

} // namespace

Result<void> Workspace::Parts::takeHeld()
{
    const Instant now = clock.now();
    return inTransaction([&]() -> Result<void> {
        std::vector<Fact> due;
        for (const QByteArray &line : facts.releaseDue(now)) {
            if (auto fact = ledger::fromLine(line))
                due.push_back(std::move(*fact));
        }
        TakeReport report;
        return due.empty() ? Result<void>() : takeBatch(*this, due, report);
    });
}

Result<TakeReport> Workspace::take(std::span<const Fact> facts)
{
    TakeReport report;
    if (const auto held = m_parts->takeHeld(); !held)
        return held.error();
    const auto done = m_parts->inTransaction([&] { return takeBatch(*m_parts, facts, report); });
    if (!done)
        return done.error();
    // Our own facts may have come back from an export: the chain goes on behind them.
    m_parts->head = m_parts->facts.headOf(m_parts->device);
    return report;
}

Result<TakeReport> Workspace::importLines(QIODevice &in)
{
    TakeReport report;
    std::vector<Fact> batch;
    qint64 number = 0;
    const auto flush = [&]() -> Result<void> {
        const auto taken = take(batch);
        if (!taken)
            return taken.error();
        report.taken += taken->taken;
        report.duplicates += taken->duplicates;
        report.quarantined += taken->quarantined;
        report.held += taken->held;
        batch.clear();
        return {};
    };
    while (!in.atEnd()) {
        QByteArray line = in.readLine(16 * 1024 * 1024).trimmed();
        if (++number == 1 && line.startsWith("\xef\xbb\xbf"))
            line.remove(0, 3); // what some editors put before the text
        if (line.isEmpty())
            continue;
        auto fact = ledger::fromLine(line);
        if (!fact) {
            ++report.quarantined;
            const QString why = u"line %1: %2"_s.arg(number).arg(fact.error().detail);
            if (const auto kept = m_parts->facts.setAside(line, why, std::nullopt, m_parts->clock.now());
                !kept)
                return kept.error();
            continue;
        }
        batch.push_back(std::move(*fact));
        if (batch.size() >= kBatch) {
            if (const auto flushed = flush(); !flushed)
                return flushed.error();
        }
    }
    if (const auto flushed = flush(); !flushed)
        return flushed.error();
    return report;
}

Result<qint64> Workspace::exportLines(QIODevice &out)
{
    qint64 count = 0;
    QString failure;
    const auto write = [&](const QByteArray &text) {
        const QByteArray line = text + '\n';
        if (out.write(line) != line.size()) {
            failure = out.errorString();
            return false;
        }
        ++count;
        return true;
    };
    auto read = m_parts->facts.forEach([&](const Fact &fact) { return write(ledger::toLine(fact)); });
    if (read && failure.isEmpty())
        read = m_parts->facts.forEachAside(write);
    if (!read)
        return read.error();
    if (!failure.isEmpty())
        return Error{Fault::DiskFull, u"the export stopped after %1 facts: %2"_s.arg(count).arg(failure)};
    return count;
}

namespace {

Result<FactId> order(Workspace::Parts &parts, FactId target, QLatin1StringView type, QJsonObject payload)
{
    const auto original = parts.facts.find(target);
    if (!original)
        return Error{Fault::NotFound, u"there is no such entry"_s};
    if (original->type == ledger::kCorrected || original->type == ledger::kRedacted)
        return Error{Fault::NotAllowed, u"a correction is put right by another correction of the original"_s};
    payload.insert(u"fact"_s, target.toString());
    const NewFact wish{original->subjectKind, original->subject, QString(type), 1,
                       parts.clock.now(),     payload,           std::nullopt};
    FactId id;
    const auto done = parts.inTransaction([&]() -> Result<void> {
        const std::vector<Fact> sealed = parts.seal(std::span(&wish, 1));
        id = sealed.front().id;
        if (const auto merged = parts.mergeIntoSubject(sealed); !merged)
            return merged.error();
        return type == ledger::kRedacted ? parts.words.compact() : Result<void>();
    });
    if (!done)
        return done.error();
    return id;
}

} // namespace

Result<FactId> Workspace::correct(FactId fact, const QJsonObject &payload, const QString &reason)
{
    const auto original = m_parts->facts.find(fact);
    if (original && original->isRedacted())
        return Error{Fault::NotAllowed, u"a redacted entry cannot be corrected"_s};
    if (original && original->subjectKind == kTicket) {
        if (const auto read = ticket::fromPayload(original->type, original->version, payload); !read)
            return read.error();
    }
    if (original && original->subjectKind == kIncident) {
        if (const auto read = incident::fromPayload(original->type, original->version, payload); !read)
            return read.error();
    }
    return order(*m_parts, fact, ledger::kCorrected, {{u"payload"_s, payload}, {u"reason"_s, reason}});
}

Result<FactId> Workspace::correctText(FactId fact, const QString &text, const QString &reason)
{
    if (text.trimmed().isEmpty())
        return Error{Fault::BadInput, u"the text is empty; an entry is taken out by redaction"_s};
    if (reason.trimmed().isEmpty())
        return Error{Fault::BadInput, u"a correction says why"_s};
    const auto original = m_parts->facts.find(fact);
    if (!original)
        return Error{Fault::NotFound, u"there is no such entry"_s};
    if (original->isRedacted())
        return Error{Fault::NotAllowed, u"a redacted entry cannot be corrected"_s};
    auto payload = parseJsonObject(original->payload);
    const bool hasText = isMessage(original->type) || original->type == u"incident.entry"_s;
    if (!hasText || !payload)
        return Error{Fault::NotAllowed,
                     u"only what a person wrote is put right; for others make a new entry"_s};
    payload->insert(u"text"_s, text);
    return correct(fact, *payload, reason);
}

Result<FactId> Workspace::redact(FactId fact, const QString &reason)
{
    const auto original = m_parts->facts.find(fact);
    if (original && original->subjectKind == kPolicy)
        return Error{Fault::NotAllowed,
                     u"a version of the policy stays as it is: tickets are judged by it"_s};
    const auto payload = original ? parseJsonObject(original->payload) : Result<QJsonObject>(QJsonObject());
    QJsonObject redaction{{u"reason"_s, reason}};
    if (payload && original && (original->subjectKind == kTicket || original->subjectKind == kIncident))
        redaction.insert(u"kept"_s, keptFields(*payload));
    auto done = order(*m_parts, fact, ledger::kRedacted, redaction);
    // The text is gone from the pages of the facts (secure_delete) and of the index (compact); the log of
    // pages still holds the old ones.
    if (done)
        (void)m_parts->database->execute("PRAGMA wal_checkpoint(TRUNCATE)");
    return done;
}

} // namespace muster::store
