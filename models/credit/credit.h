// SPDX-License-Identifier: GPL-3.0-or-later
// What a customer is owed for downtime by the terms, and which level may approve it. Pure integer arithmetic
// in minor units: the monthly fee stays the fraction ARR / 12 until the end, where the credit is rounded half
// up to the minor unit, once. Currencies are never added together.
#pragma once

#include "models/customer/customer.h"
#include "models/policy/creditterms.h"

#include <span>

namespace muster::credit {

/// What the figure is worked out from; absent is unknown, which is not zero.
struct Basis
{
    QString tier;     ///< key; empty where not known
    QString severity; ///< the highest that the incident had
    std::optional<customer::Money> arr;
    std::optional<Millis> downtime;
    bool operator==(const Basis &) const = default;
};

struct Figure
{
    enum class Kind : quint8
    {
        Owed,
        Nothing, ///< the terms give nothing
        Unknown  ///< something that it needs is not known
    };
    Kind kind = Kind::Unknown;
    customer::Money money;                  ///< where owed
    std::optional<policy::CreditBand> band; ///< the band that the downtime reached
    int basisPoints = 0;                    ///< of the monthly fee, after the cap
    bool isCapped = false;
    QString why; ///< a sentence where nothing is owed or it is not known
    bool operator==(const Figure &) const = default;
};
/// More downtime never gives less, and nothing is above the cap of the tier.
Figure figureOf(const policy::CreditTerms &terms, const Basis &basis);

/// `basisPoints` (0 to 10000) of a twelfth of `arrMinor` (not negative), rounded half up. Never overflows.
qint64 shareOfMonth(qint64 arrMinor, int basisPoints);
/// `part` of `whole` in basis points, rounded half up; absent where `whole` is not above zero or `part` is
/// negative, or where it is beyond all reason (above 2^31).
std::optional<int> basisPointsOf(qint64 part, qint64 whole);
/// Absent where the sum does not fit.
std::optional<qint64> sumOf(std::span<const qint64> amounts);
QString percentText(int basisPoints); ///< "12.5 %", "10 %"

/// A credit that asks for approval.
struct Wish
{
    customer::Money money;
    std::optional<customer::Money> arr;
    qint64 approvedBefore = 0; ///< of the same incident and currency, without this one
    bool operator==(const Wish &) const = default;
};
/// Why a level may not approve it, as a sentence without its stop; empty where it may.
QString limitOf(const policy::ApprovalLevel &level, const Wish &wish);
/// The lowest level that may approve it; null where none may.
const policy::ApprovalLevel *neededLevel(const policy::CreditTerms &terms, const Wish &wish);

} // namespace muster::credit
