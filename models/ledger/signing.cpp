// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ledger/signing.h"

#include "models/ledger/ledger.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::ledger {
namespace {

/// The words in front keep a signature over a fact from passing for one over anything else.
QByteArray signedBytes(const Hash256 &hash)
{
    return QByteArray("muster fact 1:") + QByteArrayView(hash.data(), qsizetype(hash.size())).toByteArray();
}

} // namespace

void sign(Fact &fact, const DeviceKey &key)
{
    fact.signature = key.sign(signedBytes(factHash(fact)));
}

bool isSignedBy(const Fact &fact, QByteArrayView publicKey)
{
    return fact.signature.size() == kSignatureSize && fact.device == deviceOf(publicKey) &&
           DeviceKey::verify(signedBytes(factHash(fact)), fact.signature, publicKey);
}

QString whyUnsound(std::span<const Fact> run, QByteArrayView publicKey)
{
    if (run.empty())
        return u"it holds no entries"_s;
    if (run[0].counter < 1)
        return u"its entries have no numbers"_s;
    const auto isForged = [&](const Fact &fact) {
        return !fact.signature.isEmpty() && !isSignedBy(fact, publicKey);
    };
    if (run.back().signature.isEmpty() || std::ranges::any_of(run, isForged))
        return u"its signature is not that of its device"_s;
    return {};
}

Hash256 digestOf(std::span<const Fact> facts)
{
    QByteArray hashes;
    hashes.reserve(qsizetype(facts.size()) * qsizetype(sizeof(Hash256)));
    for (const Fact &fact : facts) {
        const Hash256 hash = factHash(fact);
        hashes.append(reinterpret_cast<const char *>(hash.data()), qsizetype(hash.size()));
    }
    return sha256(hashes);
}

} // namespace muster::ledger
