// SPDX-License-Identifier: GPL-3.0-or-later
// The facts of credits: what was proposed to give back to a customer, who decided on it, and how long a
// customer was down where the record does not fit. Amounts are minor units; their payloads hold them as
// texts, for JSON numbers end at 2^53.
#pragma once

#include "models/base/id.h"
#include "models/base/time.h"

#include <QString>

#include <optional>

namespace muster::incident {

struct DowntimeSet ///< "incident.downtime": of one customer; hit and without times takes it back
{
    CustomerId customer;
    QString name; ///< as the customer was called
    bool isHit = true;
    std::optional<Instant> from, to; ///< absent: as the record says
    QString reason;
    bool operator==(const DowntimeSet &) const = default;
};

struct CreditProposed ///< "incident.credit": with the figures as they stood
{
    CustomerId customer;
    QString name, tier, severity;
    qint64 amount = 0;
    QString currency;
    std::optional<qint64> arr;       ///< in the same currency; absent where not known
    std::optional<qint64> computed;  ///< by the terms, zero where they give nothing; absent where not known
    std::optional<Instant> from, to; ///< the downtime; absent where not known
    int basisPoints = 0;             ///< of the monthly fee, by the terms and after the cap
    QString terms;                   ///< key
    int termsVersion = 0;
    QString reason; ///< why the amount is another than the computed one
    bool operator==(const CreditProposed &) const = default;
};

struct CreditJudged ///< "incident.credit_judged": of the CreditProposed that it names
{
    FactId credit;
    bool isApproved = false;
    QString level, levelName; ///< under which it was decided; empty where the proposer took it back
    QString reason;
    bool operator==(const CreditJudged &) const = default;
};

} // namespace muster::incident
