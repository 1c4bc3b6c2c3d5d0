// SPDX-License-Identifier: GPL-3.0-or-later
// Typed 128-bit ids: 48 bits of milliseconds, then 80 bits that are random (what a person does) or a hash
// (what a rule or an import derives). They sort by time; a TicketId does not convert to a FactId.
#pragma once

#include "models/base/base32.h"
#include "models/base/time.h"

#include <QHashFunctions>

#include <compare>
#include <cstring>

namespace muster {

/// A new id at `at`, its lower 80 bits from the system's generator. Thread-safe.
Bytes16 randomIdBytes(Instant at);

/// The id that everyone derives from the same words at the same instant: 48 bits of `at`, then the first 80
/// bits of SHA-256 over `words` (joined by a zero byte, UTF-8).
Bytes16 derivedIdBytes(Instant at, std::initializer_list<QStringView> words);

template <typename Tag> struct Id
{
    Bytes16 bytes{};

    static Id random(Instant at) { return {randomIdBytes(at)}; }
    static Id derived(Instant at, std::initializer_list<QStringView> words)
    {
        return {derivedIdBytes(at, words)};
    }
    static std::optional<Id> parse(QStringView text)
    {
        const auto read = fromBase32(text);
        return read ? std::optional<Id>(Id{*read}) : std::nullopt;
    }

    bool isNull() const { return bytes == Bytes16{}; }
    QString toString() const { return toBase32(bytes); }
    QByteArray toBlob() const { return QByteArray(reinterpret_cast<const char *>(bytes.data()), 16); }
    static std::optional<Id> fromBlob(QByteArrayView blob)
    {
        if (blob.size() != 16)
            return std::nullopt;
        Id id;
        std::memcpy(id.bytes.data(), blob.data(), 16);
        return id;
    }

    auto operator<=>(const Id &) const = default; // NOLINT(modernize-use-nullptr)
    bool operator==(const Id &) const = default;
};

template <typename Tag> size_t qHash(const Id<Tag> &id, size_t seed = 0)
{
    return qHashBits(id.bytes.data(), id.bytes.size(), seed);
}

using FactId = Id<struct FactTag>;
using DeviceId = Id<struct DeviceTag>;
using SubjectId = Id<struct SubjectTag>;
using TicketId = Id<struct TicketTag>;
using IncidentId = Id<struct IncidentTag>;
using CustomerId = Id<struct CustomerTag>;
using PersonId = Id<struct PersonTag>;
using PolicyId = Id<struct PolicyTag>;

/// The same bytes under another kind; only where a subject's kind has just been checked.
template <typename To, typename From> To idCast(const From &id)
{
    return To{id.bytes};
}

} // namespace muster

template <typename Tag> struct std::hash<muster::Id<Tag>>
{
    size_t operator()(const muster::Id<Tag> &id) const noexcept { return muster::qHash(id); }
};
