// SPDX-License-Identifier: GPL-3.0-or-later
// The pure rules of the ledger: stamping, hashing, chaining, checking what comes from outside, and the text
// form. No I/O; the store keeps what these rules make.
#pragma once

#include "models/base/json.h"
#include "models/ledger/fact.h"

#include <span>

namespace muster::ledger {

Hash256 sha256(QByteArrayView bytes);

/// The hash of a fact's envelope; covers payloadHash, not the payload, so that redaction keeps the chain
/// whole. `signature` is not covered.
Hash256 factHash(const Fact &fact);

/// The id that a device gives to a fact of its own: out of its time and everything in it, so that no other
/// fact can be put under it. `fact.id` is not looked at.
FactId ownId(const Fact &fact);

/// The clock of one device. `next` never returns a stamp at or before the last one, also when the system
/// clock jumps back; `observe` moves it past a stamp seen from outside that is not from the far future.
class HybridClock
{
public:
    explicit HybridClock(Stamp last = {}) : m_last(last) {}
    Stamp next(Instant now);
    void observe(Stamp seen, Instant now);
    Stamp last() const { return m_last; }

private:
    Stamp m_last;
};

/// The longest payload of a fact, in bytes: with what comes around it, a message of the hub holds it.
inline constexpr qsizetype kMaxPayload = 1024 * 1024;

/// How far ahead of the own clock a fact from outside may be before it is set aside until its time.
inline constexpr Millis kFarFuture = std::chrono::minutes(10);

/// Where a device's chain stands.
struct ChainHead
{
    qint64 counter = 0;
    Hash256 hash{};
    bool operator==(const ChainHead &) const = default;
};

/// Makes the facts of one entry: ids, stamps, counters, chain. Derived ones get stamp and id from their due
/// instant. Advances `head` and `clock`.
std::vector<Fact> seal(std::span<const NewFact> facts, DeviceId device, PersonId actor, Instant now,
                       HybridClock &clock, ChainHead &head);

/// Where a fact from outside goes. `Accept` needs payload hash right, envelope well-formed, size in bounds.
enum class Verdict : quint8
{
    Accept,
    Duplicate,
    Quarantine,
    HoldUntilItsTime
};
struct Judgement
{
    Verdict verdict = Verdict::Accept;
    QString reason;
};
Judgement judge(const Fact &fact, Instant now);

/// Checks one device's facts in counter order against its chain: gaps, wrong previous, payload hash,
/// redaction without a fact that orders it. Each problem is a sentence.
QStringList verifyChain(std::span<const Fact> facts, const ChainHead &from = {});

/// One line of `muster export`: canonical JSON, no newline. Reading checks every field; hashes in hex.
QByteArray toLine(const Fact &fact);
Result<Fact> fromLine(const QByteArray &line);

// Types that the ledger itself knows; their subject is the subject of the fact they speak of.
inline constexpr QLatin1StringView kCorrected{
    "fact.corrected"}; ///< {"fact": id, "payload": {…}, "reason": "…"}
inline constexpr QLatin1StringView kRedacted{"fact.redacted"}; ///< {"fact": id, "reason": "…"}

/// A subject's facts in order with corrections and redactions worked in: what the folds of the features read.
struct Effective
{
    Fact fact;
    QJsonObject payload;               ///< corrected where a correction stands; empty where redacted
    std::optional<QJsonObject> struck; ///< the original payload of a corrected fact
    bool redacted = false;
};
/// Sorts, drops equal ids, resolves corrections (the last in order holds; only of a fact of the same
/// subject).
std::vector<Effective> effective(std::vector<Fact> facts);

} // namespace muster::ledger
