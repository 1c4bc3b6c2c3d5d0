// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ledger/ledger.h"

#include <QtEndian>

#include <algorithm>
#include <sodium.h>

using namespace Qt::StringLiterals;

namespace muster::ledger {
namespace {

constexpr qsizetype kMaxWord = 64;

/// Feeds values into one hash with a fixed width or a length before each, so that no two facts read the same.
class Digest
{
public:
    Digest() { crypto_hash_sha256_init(&m_state); }
    void raw(const void *data, size_t size)
    {
        crypto_hash_sha256_update(&m_state, static_cast<const unsigned char *>(data), size);
    }
    void number(quint64 value)
    {
        const quint64 big = qToBigEndian(value);
        raw(&big, sizeof big);
    }
    void text(const QString &value)
    {
        const QByteArray utf8 = value.toUtf8();
        number(quint64(utf8.size()));
        raw(utf8.constData(), size_t(utf8.size()));
    }
    Hash256 finish()
    {
        Hash256 hash;
        crypto_hash_sha256_final(&m_state, hash.data());
        return hash;
    }

private:
    crypto_hash_sha256_state m_state;
};

bool isWord(const QString &text)
{
    return !text.isEmpty() && text.size() <= kMaxWord &&
           std::ranges::all_of(text, [](QChar c) { return c.unicode() > 0x20 && c.unicode() < 0x7f; });
}

void sealOwn(Fact &fact, DeviceId device, PersonId actor, Instant now, HybridClock &clock, ChainHead &head)
{
    fact.stamp = clock.next(now);
    fact.device = device;
    fact.actor = actor;
    fact.counter = ++head.counter;
    fact.previous = head.hash;
    fact.id = ownId(fact);
    head.hash = factHash(fact);
}

/// What a rule does is the same fact wherever it is noticed: no device, no actor, timed at its due instant.
void sealDerived(Fact &fact, FactId id)
{
    fact.id = id;
    fact.stamp = Stamp::at(fact.occurredAt);
}

} // namespace

Hash256 sha256(QByteArrayView bytes)
{
    Hash256 hash;
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char *>(bytes.data()),
                       static_cast<unsigned long long>(bytes.size()));
    return hash;
}

namespace {

/// Of everything in the fact but its id.
void put(Digest &digest, const Fact &fact)
{
    digest.number(fact.stamp.value);
    digest.raw(fact.device.bytes.data(), fact.device.bytes.size());
    digest.number(quint64(fact.counter));
    digest.raw(fact.previous.data(), fact.previous.size());
    digest.raw(fact.actor.bytes.data(), fact.actor.bytes.size());
    digest.text(fact.subjectKind);
    digest.raw(fact.subject.bytes.data(), fact.subject.bytes.size());
    digest.text(fact.type);
    digest.number(quint64(fact.version));
    digest.number(quint64(toMillis(fact.occurredAt)));
    digest.raw(fact.payloadHash.data(), fact.payloadHash.size());
}

} // namespace

Hash256 factHash(const Fact &fact)
{
    Digest digest;
    digest.raw(fact.id.bytes.data(), fact.id.bytes.size());
    put(digest, fact);
    return digest.finish();
}

FactId ownId(const Fact &fact)
{
    constexpr size_t kTimeSize = 6;
    FactId id = FactId::derived(fact.stamp.instant(), {});
    Digest digest;
    put(digest, fact);
    const Hash256 hash = digest.finish();
    std::copy_n(hash.begin(), id.bytes.size() - kTimeSize, id.bytes.begin() + kTimeSize);
    return id;
}

Stamp HybridClock::next(Instant now)
{
    const Stamp wall = Stamp::at(now);
    m_last = wall > m_last ? wall : Stamp{m_last.value + 1};
    return m_last;
}

void HybridClock::observe(Stamp seen, Instant now)
{
    if (seen > m_last && seen.instant() <= now + kFarFuture)
        m_last = seen;
}

std::vector<Fact> seal(std::span<const NewFact> facts, DeviceId device, PersonId actor, Instant now,
                       HybridClock &clock, ChainHead &head)
{
    std::vector<Fact> sealed;
    sealed.reserve(facts.size());
    for (const NewFact &wish : facts) {
        Fact fact;
        fact.subjectKind = wish.subjectKind;
        fact.subject = wish.subject;
        fact.type = wish.type;
        fact.version = wish.version;
        fact.occurredAt = wish.occurredAt;
        fact.payload = canonicalJson(wish.payload);
        fact.payloadHash = sha256(fact.payload);
        if (wish.derivedId)
            sealDerived(fact, *wish.derivedId);
        else
            sealOwn(fact, device, actor, now, clock, head);
        sealed.push_back(std::move(fact));
    }
    return sealed;
}

Judgement judge(const Fact &fact, Instant now)
{
    const auto bad = [](const QString &reason) { return Judgement{Verdict::Quarantine, reason}; };
    if (fact.id.isNull())
        return bad(u"it has no id"_s);
    if (!isWord(fact.subjectKind) || !isWord(fact.type))
        return bad(u"its subject kind or type is not a short plain word"_s);
    if (fact.version < 1 || fact.version > 0xffff)
        return bad(u"its version %1 is out of range"_s.arg(fact.version));
    if (fact.counter < 0 || (fact.counter == 0) != fact.device.isNull())
        return bad(u"its device and counter do not fit together"_s);
    if (fact.isDerived() && (fact.previous != Hash256{} || fact.stamp != Stamp::at(fact.occurredAt)))
        return bad(u"it is derived but not timed at its own instant"_s);
    if (fact.payload.size() > kMaxPayload)
        return bad(
            u"its payload has %1 bytes; at most %2 are taken"_s.arg(fact.payload.size()).arg(kMaxPayload));
    if (!fact.isRedacted()) {
        if (sha256(fact.payload) != fact.payloadHash)
            return bad(u"its payload is not the one that was written (hash differs)"_s);
        if (const auto object = parseJsonObject(fact.payload, kMaxPayload); !object)
            return bad(u"its payload is no JSON object: "_s + object.error().detail);
    }
    if (fact.stamp.instant() > now + kFarFuture)
        return {Verdict::HoldUntilItsTime,
                u"its time %1 is still to come"_s.arg(toRfc3339(fact.stamp.instant()))};
    return {};
}

QStringList verifyChain(std::span<const Fact> facts, const ChainHead &from)
{
    QStringList problems;
    ChainHead head = from;
    for (const Fact &fact : facts) {
        const QString name = u"fact %1 (number %2 of device %3)"_s.arg(fact.id.toString())
                                 .arg(fact.counter)
                                 .arg(fact.device.toString());
        if (fact.counter != head.counter + 1)
            problems += u"%1: number %2 was expected here"_s.arg(name).arg(head.counter + 1);
        else if (fact.previous != head.hash)
            problems += u"%1: it does not follow the fact before it (chain broken)"_s.arg(name);
        if (!fact.isRedacted() && sha256(fact.payload) != fact.payloadHash)
            problems += u"%1: its payload was altered"_s.arg(name);
        head = {fact.counter, factHash(fact)};
    }
    return problems;
}

} // namespace muster::ledger
