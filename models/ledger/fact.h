// SPDX-License-Identifier: GPL-3.0-or-later
// A fact: one immutable thing that happened. Everything else in Muster is derived from facts.
#pragma once

#include "models/base/id.h"
#include "models/base/time.h"

#include <QByteArray>
#include <QJsonObject>

#include <array>
#include <compare>
#include <optional>

namespace muster {

/// Hybrid logical clock: 48 bits of milliseconds, 16 bits of counter. Never goes backwards on one device.
struct Stamp
{
    quint64 value = 0;

    static Stamp at(Instant when, quint16 counter = 0) { return {quint64(toMillis(when)) << 16 | counter}; }
    Instant instant() const { return fromMillis(qint64(value >> 16)); }
    quint16 counter() const { return quint16(value & 0xffff); }
    auto operator<=>(const Stamp &) const = default; // NOLINT(modernize-use-nullptr)
};

using Hash256 = std::array<quint8, 32>;

struct Fact
{
    FactId id;
    Stamp stamp;         ///< "recorded at"
    DeviceId device;     ///< null for derived facts
    qint64 counter = 0;  ///< gap-free per device from 1; 0 for derived facts
    Hash256 previous{};  ///< hash of that device's fact before; zeros for its first and for derived facts
    PersonId actor;      ///< null for what a rule did
    QString subjectKind; ///< "ticket", "customer", "person", "policy", "workspace"; unknown kinds are kept
    SubjectId subject;
    QString type; ///< "ticket.created"; unknown types are kept
    int version = 1;
    Instant occurredAt{};  ///< what the person says; may be back-dated
    QByteArray payload;    ///< canonical JSON object; empty once redacted
    Hash256 payloadHash{}; ///< SHA-256 of the payload as it was first written
    QByteArray signature;  ///< its device's, over its hash and so over all before it; empty on most

    bool isDerived() const { return counter == 0; }
    bool isRedacted() const { return payload.isEmpty(); }
    bool operator==(const Fact &) const = default;
};

/// The one order of facts everywhere: (stamp, device, id).
bool isBefore(const Fact &left, const Fact &right);

/// What a feature hands over to be written; the ledger adds id, stamp, device, counter and hashes.
struct NewFact
{
    QString subjectKind;
    SubjectId subject;
    QString type;
    int version = 1;
    Instant occurredAt{};
    QJsonObject payload;
    std::optional<FactId> derivedId; ///< set for what a rule does; the fact is then written without a counter
    bool operator==(const NewFact &) const = default;
};

} // namespace muster
