// SPDX-License-Identifier: GPL-3.0-or-later
// Facts from outside, corrections and redactions, the ledger as lines.
#include "models/store/admission.h"

#include <QIODevice>

#include <map>

using namespace Qt::StringLiterals;

namespace muster::store {
namespace {

constexpr size_t kBatch = 2000;

} // namespace

Result<void> Workspace::Parts::takeHeld()
{
    const Instant now = clock.now();
    if (!facts.isAnyDue(now))
        return {};
    return inTransaction([&]() -> Result<void> {
        TakeReport report;
        Admission admission(*this, report);
        for (const QByteArray &line : facts.releaseDue(now)) {
            const auto fact = ledger::fromLine(line);
            if (!fact)
                continue;
            // In a team only what was proven is held until its time.
            if (const auto considered = admission.consider(*fact, Origin::Proven); !considered)
                return considered.error();
        }
        return admission.finish();
    });
}

Result<void> Workspace::takeDue()
{
    auto taken = m_parts->takeHeld();
    if (taken)
        m_parts->head = m_parts->ownHead();
    return taken;
}

Result<TakeReport> Workspace::take(std::span<const Fact> facts)
{
    TakeReport report;
    if (const auto held = m_parts->takeHeld(); !held)
        return held.error();
    const auto done = m_parts->inTransaction([&]() -> Result<void> {
        Admission admission(*m_parts, report);
        SortedRuns sorted{{}, {facts.begin(), facts.end()}};
        if (m_parts->isInTeam())
            sorted = provenRuns(std::move(sorted.rest), m_parts->roster);
        for (const sync::Batch &run : sorted.runs) {
            for (const Fact &fact : run.facts) {
                if (const auto considered = admission.consider(fact, Origin::Proven); !considered)
                    return considered.error();
            }
        }
        for (const Fact &fact : sorted.rest) {
            if (const auto considered = admission.consider(fact, Origin::Unproven); !considered)
                return considered.error();
        }
        return admission.finish();
    });
    if (!done)
        return done.error();
    // Our own facts may have come back from an export: the chain goes on behind them.
    m_parts->head = m_parts->ownHead();
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

Result<void> Workspace::forEachFact(const std::function<bool(const Fact &)> &each)
{
    return m_parts->facts.forEach(each);
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
        const auto sealed = parts.seal(std::span(&wish, 1));
        if (!sealed)
            return sealed.error();
        id = sealed->front().id;
        if (const auto merged = parts.mergeIntoSubject(*sealed); !merged)
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
    if (original && original->subjectKind == kEscalation) {
        if (escalation::isOfApproval(original->type))
            return Error{Fault::NotAllowed,
                         u"what was asked for and decided stands as it is; ask again instead"_s};
        if (const auto read = escalation::fromPayload(original->type, original->version, payload); !read)
            return read.error();
    }
    if (original && original->subjectKind == kKnownIssue) {
        if (const auto read = knowledge::fromPayload(original->type, original->version, payload); !read)
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
    const bool hasText = isMessage(original->type) || original->type == u"incident.entry"_s ||
                         original->type == u"escalation.note"_s;
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
    static const QStringList told{kTicket, kIncident, kEscalation, kKnownIssue};
    if (payload && original && told.contains(original->subjectKind))
        redaction.insert(u"kept"_s, keptFields(*payload));
    auto done = order(*m_parts, fact, ledger::kRedacted, redaction);
    // The text is gone from the pages of the facts (secure_delete) and of the index (compact); the log of
    // pages still holds the old ones.
    if (done)
        (void)m_parts->database->execute("PRAGMA wal_checkpoint(TRUNCATE)");
    return done;
}

} // namespace muster::store
