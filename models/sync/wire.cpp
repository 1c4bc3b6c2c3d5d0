// SPDX-License-Identifier: GPL-3.0-or-later
// One CBOR array: version, kind, key, seen, first number and previous hash (of a run), facts, signature, and
// from version 2 on the sending.
#include "models/sync/wire.h"

#include "models/ledger/ledger.h"
#include "models/ledger/signing.h"
#include "models/sync/cborin.h"

#include <QCborStreamWriter>

#include <sodium.h>

using namespace Qt::StringLiterals;

namespace muster::sync {
namespace {

constexpr quint64 kBatchFields = 8;      ///< of version 1
constexpr quint64 kMostBatchFields = 16; ///< of versions to come
constexpr quint64 kRunFactFields = 11;
constexpr quint64 kVouchedFactFields = 14;
constexpr quint64 kMaxFacts = 4096;
constexpr qsizetype kKeySize = 32;
constexpr qsizetype kHashSize = 32;
constexpr qsizetype kIdSize = 16;
constexpr qsizetype kMaxWord = 64;

QByteArray vouchedBytes(std::span<const Fact> facts)
{
    const Hash256 digest = ledger::digestOf(facts);
    return QByteArray("muster batch 1:") +
           QByteArray(reinterpret_cast<const char *>(digest.data()), qsizetype(digest.size()));
}

QByteArrayView view(const Hash256 &hash)
{
    return {reinterpret_cast<const char *>(hash.data()), qsizetype(hash.size())};
}

void append(QCborStreamWriter &out, QByteArrayView bytes)
{
    out.appendByteString(bytes.data(), bytes.size());
}

template <typename Tag> void append(QCborStreamWriter &out, const Id<Tag> &id)
{
    append(out, QByteArrayView(id.bytes.data(), qsizetype(id.bytes.size())));
}

void append(QCborStreamWriter &out, const Fact &fact, BatchKind kind)
{
    out.startArray(kind == BatchKind::Run ? kRunFactFields : kVouchedFactFields);
    append(out, fact.id);
    out.append(fact.stamp.value);
    append(out, fact.actor);
    out.append(fact.subjectKind);
    append(out, fact.subject);
    out.append(fact.type);
    out.append(qint64(fact.version));
    out.append(toMillis(fact.occurredAt));
    append(out, QByteArrayView(fact.payload));
    append(out, fact.isRedacted() ? view(fact.payloadHash) : QByteArrayView());
    append(out, QByteArrayView(fact.signature));
    if (kind == BatchKind::Vouched) {
        append(out, fact.device);
        out.append(fact.counter);
        append(out, view(fact.previous));
    }
    out.endArray();
}

Hash256 toHash(const QByteArray &bytes)
{
    Hash256 hash{};
    if (bytes.size() == kHashSize)
        std::copy(bytes.begin(), bytes.end(), hash.begin());
    return hash;
}

template <typename IdType> IdType readId(CborIn &in)
{
    return IdType::fromBlob(in.bytes(kIdSize, kIdSize)).value_or(IdType{});
}

Fact readFact(CborIn &in, BatchKind kind)
{
    Fact fact;
    in.array(kind == BatchKind::Run ? kRunFactFields : kVouchedFactFields);
    fact.id = readId<FactId>(in);
    fact.stamp = Stamp{in.number()};
    fact.actor = readId<PersonId>(in);
    fact.subjectKind = in.text(kMaxWord);
    fact.subject = readId<SubjectId>(in);
    fact.type = in.text(kMaxWord);
    fact.version = int(in.number(0xffff));
    fact.occurredAt = fromMillis(in.signedNumber());
    fact.payload = in.bytes(0, ledger::kMaxPayload);
    const QByteArray hash = in.bytes(0, kHashSize);
    if (hash.size() != (fact.isRedacted() ? kHashSize : 0))
        in.fail(u"a payload has its text or its hash"_s);
    fact.payloadHash = fact.isRedacted() ? toHash(hash) : ledger::sha256(fact.payload);
    // Nobody could tell whether the signatures of facts that are vouched for are anybody's.
    fact.signature = in.bytes(0, kind == BatchKind::Run ? ledger::kSignatureSize : 0);
    if (!fact.signature.isEmpty() && fact.signature.size() != ledger::kSignatureSize)
        in.fail(u"a signature has 64 bytes"_s);
    if (kind == BatchKind::Vouched) {
        fact.device = readId<DeviceId>(in);
        fact.counter = qint64(in.number(quint64(1) << 53));
        fact.previous = toHash(in.bytes(kHashSize, kHashSize));
    }
    in.leave();
    return fact;
}

/// What a run's facts have from their place in it.
void chain(std::vector<Fact> &facts, DeviceId device, qint64 first, Hash256 previous)
{
    for (Fact &fact : facts) {
        fact.device = device;
        fact.counter = first++;
        fact.previous = previous;
        previous = ledger::factHash(fact);
    }
}

Error notABatch(const QString &why)
{
    return {Fault::BadInput, u"this is no batch of entries: "_s + why};
}

QString whyNotProven(const Batch &batch)
{
    if (batch.kind == BatchKind::Run)
        return ledger::whyUnsound(batch.facts, batch.key);
    return ledger::DeviceKey::verify(vouchedBytes(batch.facts), batch.signature, batch.key)
               ? QString()
               : u"its signature is not that of its sender"_s;
}

} // namespace

quint64 newSending()
{
    quint64 number = 0;
    while (number == 0)
        randombytes_buf(&number, sizeof(number));
    return number;
}

QByteArray encode(const Batch &batch)
{
    QByteArray bytes;
    QCborStreamWriter out(&bytes);
    const bool isRun = batch.kind == BatchKind::Run && !batch.facts.empty();
    const bool hasSending = batch.sending != 0;
    out.startArray(kBatchFields + quint64(hasSending));
    out.append(hasSending ? kNewestForm : quint64(1));
    out.append(quint64(batch.kind));
    append(out, QByteArrayView(batch.key));
    out.append(batch.seen);
    out.append(isRun ? quint64(batch.facts.front().counter) : quint64(0));
    append(out, isRun ? view(batch.facts.front().previous) : QByteArrayView());
    out.startArray(batch.facts.size());
    for (const Fact &fact : batch.facts)
        append(out, fact, batch.kind);
    out.endArray();
    append(out, QByteArrayView(batch.signature));
    if (hasSending)
        out.append(batch.sending);
    out.endArray();
    return bytes;
}

quint64 formOf(QByteArrayView bytes)
{
    CborIn in(bytes);
    in.anyArray(kMostBatchFields);
    const quint64 form = in.number();
    return in.isGood() ? form : 0;
}

Result<Batch> decode(QByteArrayView bytes)
{
    if (bytes.size() > kMaxMessage)
        return notABatch(u"it has %1 bytes; at most %2 are read"_s.arg(bytes.size()).arg(kMaxMessage));
    CborIn in(bytes);
    const quint64 fields = in.anyArray(kMostBatchFields);
    const quint64 version = in.number();
    if (in.isGood() && version > kNewestForm)
        return Error{
            Fault::TooNew,
            u"it is of form %1, which a newer Muster writes: update the program, and it is read again"_s.arg(
                version)};
    if (version < 1 || fields + 1 != kBatchFields + version)
        in.fail(u"a batch of form %1 does not have %2 parts"_s.arg(version).arg(fields));
    Batch batch;
    batch.kind = BatchKind(in.number(1));
    const bool isRun = batch.kind == BatchKind::Run;
    batch.key = in.bytes(kKeySize, kKeySize);
    batch.seen = in.number();
    const auto first = qint64(in.number(quint64(1) << 53));
    const Hash256 previous = toHash(in.bytes(isRun ? kHashSize : 0, isRun ? kHashSize : 0));
    const quint64 count = in.anyArray(kMaxFacts);
    for (quint64 i = 0; i < count && in.isGood(); ++i)
        batch.facts.push_back(readFact(in, batch.kind));
    in.leave();
    batch.signature = in.bytes(isRun ? 0 : ledger::kSignatureSize, isRun ? 0 : ledger::kSignatureSize);
    if (version == 2)
        batch.sending = in.number();
    if (version == 2 && batch.sending == 0)
        in.fail(u"a sending has a number"_s);
    in.leave();
    in.end();
    if (!in.isGood())
        return notABatch(in.error());
    if (batch.facts.empty())
        return notABatch(u"it holds no entry"_s);
    if (isRun)
        chain(batch.facts, batch.sender(), first, previous);
    if (const QString why = whyNotProven(batch); !why.isEmpty())
        return notABatch(why);
    return batch;
}

Batch vouch(std::vector<Fact> facts, const ledger::DeviceKey &key)
{
    for (Fact &fact : facts)
        fact.signature.clear();
    Batch batch{BatchKind::Vouched, key.publicKey(), 0, std::move(facts), {}};
    batch.signature = key.sign(vouchedBytes(batch.facts));
    return batch;
}

} // namespace muster::sync
