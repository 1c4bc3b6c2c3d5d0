// SPDX-License-Identifier: GPL-3.0-or-later
// What a customer gets back for downtime, by tier, and who may approve how much. Data: no tier, level or
// amount is named in code. Shares are basis points (1 % is 100) of one monthly fee, which is a twelfth of the
// ARR. Source: the runbook's calculator and matrix, the authority of the escalation levels.
#pragma once

#include "models/base/time.h"

#include <QString>
#include <QStringList>

#include <map>
#include <optional>
#include <vector>

namespace muster::policy {

inline constexpr int kWholeFee = 10'000; ///< basis points

/// From this much downtime on, this share of the monthly fee, until the next band.
struct CreditBand
{
    Millis from{};
    int basisPoints = 0;
    bool operator==(const CreditBand &) const = default;
};

struct TierTerms
{
    QString tier;                   ///< key
    Millis minimum{};               ///< shorter downtime counts for nothing
    int capBasisPoints = kWholeFee; ///< of the monthly fee, for one incident
    QStringList severities;         ///< that give a credit; empty: every one
    std::vector<CreditBand> bands;  ///< ascending in length and in share
    bool operator==(const TierTerms &) const = default;
};

/// What one level of the escalation matrix may approve. Limits in minor units by currency; a currency that is
/// not named cannot be approved at this level.
struct ApprovalLevel
{
    QString key, name;
    QStringList roles;                 ///< of the incident: who holds one of them acts at this level
    std::optional<int> feeBasisPoints; ///< a customer, in shares of the monthly fee; absent: no such limit
    std::map<QString, qint64> perCustomer, perIncident;
    bool operator==(const ApprovalLevel &) const = default;
};

struct CreditTerms
{
    QString key, title;
    int version = 1;
    bool mayApproveOwn = false; ///< whoever proposed a credit may approve it as well
    std::vector<TierTerms> tiers;
    std::vector<ApprovalLevel> levels; ///< the lowest first

    const TierTerms *tier(const QString &key) const; ///< null where unknown
    const ApprovalLevel *level(const QString &key) const;
    bool operator==(const CreditTerms &) const = default;
};

} // namespace muster::policy
