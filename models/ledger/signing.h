// SPDX-License-Identifier: GPL-3.0-or-later
// Signatures over facts. A device signs the hash of a fact; through the chain that covers every fact of the
// device before it, so that one signature vouches for a whole run of facts. Pure.
#pragma once

#include "models/ledger/devicekey.h"
#include "models/ledger/fact.h"

#include <span>

namespace muster::ledger {

inline constexpr qsizetype kSignatureSize = 64;

/// Signs `fact`, one of the key's own.
void sign(Fact &fact, const DeviceKey &key);

/// Whether the fact is of the key's device, and its signature is that key's.
bool isSignedBy(const Fact &fact, QByteArrayView publicKey);

/// A run: facts of one device whose numbers follow each other, the last of them signed, and every signature
/// in it that device's: where one stands, a run may end once it is sent on. Empty where it is one and the
/// key's own, a sentence otherwise. That each follows the one before is the work of whoever read it
/// (`sync::decode`); payloads are not read: judge() does.
QString whyUnsound(std::span<const Fact> run, QByteArrayView publicKey);

/// One hash over the hashes of facts in their order, for a signature over facts of several devices.
Hash256 digestOf(std::span<const Fact> facts);

} // namespace muster::ledger
