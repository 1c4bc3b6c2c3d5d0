// SPDX-License-Identifier: GPL-3.0-or-later
// What rules did: written by this desk, and held to the entries of the desks that say so.
#include "models/ledger/acted.h"
#include "models/store/admission.h"

#include <QSet>

#include <algorithm>

namespace muster::store {

Result<qint64> Workspace::act(std::span<const NewFact> derived)
{
    return m_parts->writeActed(derived);
}

Result<qint64> Workspace::Parts::writeActed(std::span<const NewFact> derived)
{
    std::vector<NewFact> fresh;
    QSet<FactId> ids;
    for (const NewFact &fact : derived) {
        if (facts.contains(*fact.derivedId) || ids.contains(*fact.derivedId))
            continue;
        ids.insert(*fact.derivedId);
        fresh.push_back(fact);
    }
    if (fresh.empty())
        return 0;
    const auto done = inTransaction([&]() -> Result<void> {
        TakeReport report;
        Admission admission(*this, report);
        for (std::span<const NewFact> left = fresh; !left.empty();) {
            const auto chunk = left.first(std::min(left.size(), size_t(ledger::kMostActed)));
            left = left.subspan(chunk.size());
            const NewFact entry = ledger::actedFact(chunk, clock.now());
            const auto sealed = seal(std::span(&entry, 1));
            if (!sealed)
                return sealed.error();
            if (const auto considered = admission.consider(sealed->front(), Origin::Proven); !considered)
                return considered.error();
        }
        return admission.finish();
    });
    if (!done)
        return done.error();
    return std::ranges::count_if(fresh,
                                 [this](const NewFact &fact) { return facts.contains(*fact.derivedId); });
}

bool Workspace::Parts::wasSeen(const Fact &fact)
{
    if (!fact.isDerived())
        return hub.isSeen(fact.id);
    const std::vector<FactId> entries = projections.entriesOf(fact.id);
    return std::ranges::any_of(entries, [this](FactId entry) { return hub.isSeen(entry); });
}

Result<void> Projections::writeActed(const Fact &entry)
{
    const auto derived = ledger::actedFacts(entry);
    if (!derived)
        return {}; // set aside where it came in
    for (const Fact &fact : *derived) {
        Statement insert =
            m_database.prepare("INSERT INTO acted (fact, entry) VALUES (?, ?) ON CONFLICT DO NOTHING");
        if (const auto done = insert.bind(1, fact.id).bind(2, entry.id).run(); !done)
            return done.error();
    }
    return {};
}

std::vector<FactId> Projections::entriesOf(FactId derived)
{
    Statement query = m_database.prepare("SELECT entry FROM acted WHERE fact = ? ORDER BY entry");
    query.bind(1, derived);
    std::vector<FactId> entries;
    while (query.next())
        entries.push_back(query.id<FactId>(0));
    return entries;
}

Result<void> Projections::removeActed(FactId entry)
{
    Statement remove = m_database.prepare("DELETE FROM acted WHERE entry = ?");
    return remove.bind(1, entry).run();
}

Result<void> Admission::takeActed(const Fact &entry)
{
    const auto derived = ledger::actedFacts(entry);
    if (!derived)
        return derived.error(); // read before, when it was judged
    for (const Fact &fact : *derived) {
        if (const auto considered = consider(fact, Origin::Vouched); !considered)
            return considered.error();
    }
    return {};
}

/// Of what entries that count say under that id: the one that stays on every desk.
std::optional<Fact> Workspace::Parts::actedUnder(FactId id)
{
    std::optional<Fact> stays;
    for (const FactId &each : projections.entriesOf(id)) {
        const auto entry = facts.find(each);
        if (!entry)
            continue;
        const std::vector<Fact> derived = ledger::actedFacts(*entry).value_or({});
        for (const Fact &fact : derived) {
            if (fact.id == id && (!stays || ledger::factHash(fact) < ledger::factHash(*stays)))
                stays = fact;
        }
    }
    return stays;
}

/// The entry does not count: what nobody else says that a rule did goes, too, and where others say it with
/// other words, theirs come in.
Result<void> Admission::dropActed(const Fact &entry)
{
    if (const auto written = write(); !written) // other entries may say the same
        return written.error();
    if (const auto removed = m_parts.projections.removeActed(entry.id); !removed)
        return removed.error();
    const auto derived = ledger::actedFacts(entry);
    for (const Fact &fact : derived.value_or({})) {
        const auto known = m_parts.facts.find(fact.id);
        const auto stays = m_parts.actedUnder(fact.id);
        const bool isRight = stays && known && ledger::factHash(*stays) == ledger::factHash(*known);
        if (!known || !known->isDerived() || isRight)
            continue;
        if (const auto removed = m_parts.removeFact(fact.id); !removed)
            return removed.error();
        m_toFold.insert({known->subjectKind, known->subject});
        if (!stays)
            continue;
        if (const auto written = m_parts.insertFact(*stays); !written)
            return written.error();
        m_toFold.insert({stays->subjectKind, stays->subject});
    }
    return {};
}

} // namespace muster::store
