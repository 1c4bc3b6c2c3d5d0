// SPDX-License-Identifier: GPL-3.0-or-later
// Corrections and redactions worked into a subject's facts.
#include "models/ledger/ledger.h"

#include <QHash>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::ledger {
namespace {

void correct(Effective &target, const QJsonObject &order)
{
    const QJsonValue payload = order.value("payload"_L1);
    if (target.redacted || !payload.isObject())
        return;
    if (!target.struck)
        target.struck = target.payload;
    target.payload = payload.toObject();
}

void redact(Effective &target)
{
    target.redacted = true;
    target.payload = {};
    target.struck.reset();
    target.fact.payload.clear();
}

/// The fact that a correction or redaction speaks of; null where it is not among the subject's facts before
/// it.
Effective *targetOf(const Effective &order, std::vector<Effective> &entries,
                    const QHash<FactId, size_t> &places)
{
    const auto id = FactId::parse(order.payload.value("fact"_L1).toString());
    const auto place = id ? places.constFind(*id) : places.constEnd();
    // An order speaks of what was before it: one that comes in later than its target was never meant for it.
    return place == places.constEnd() || &entries[*place] >= &order ? nullptr : &entries[*place];
}

/// A correction repeats what the redacted fact said, so it goes with it.
void hideWithItsTarget(Effective &entry, std::vector<Effective> &entries, const QHash<FactId, size_t> &places)
{
    if (entry.fact.type != kCorrected || entry.redacted)
        return;
    if (const Effective *target = targetOf(entry, entries, places); target && target->redacted)
        redact(entry);
}

void work(Effective &entry, std::vector<Effective> &entries, const QHash<FactId, size_t> &places)
{
    const bool isCorrection = entry.fact.type == kCorrected;
    if (!isCorrection && entry.fact.type != kRedacted)
        return;
    Effective *target = targetOf(entry, entries, places);
    if (!target)
        return;
    if (isCorrection)
        correct(*target, entry.payload);
    else
        redact(*target);
}

} // namespace

std::vector<Effective> effective(std::vector<Fact> facts)
{
    std::ranges::sort(facts, isBefore);
    QHash<FactId, size_t> places;
    std::vector<Effective> entries;
    entries.reserve(facts.size());
    bool hasOrders = false;
    for (Fact &fact : facts) {
        if (places.contains(fact.id))
            continue;
        places.insert(fact.id, entries.size());
        hasOrders = hasOrders || fact.type == kCorrected || fact.type == kRedacted;
        Effective entry;
        entry.redacted = fact.isRedacted();
        if (!entry.redacted)
            entry.payload = QJsonDocument::fromJson(fact.payload).object();
        entry.fact = std::move(fact);
        entries.push_back(std::move(entry));
    }
    if (hasOrders) {
        for (Effective &entry : entries)
            work(entry, entries, places);
        for (Effective &entry : entries)
            hideWithItsTarget(entry, entries, places);
    }
    return entries;
}

} // namespace muster::ledger
