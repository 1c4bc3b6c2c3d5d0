// SPDX-License-Identifier: GPL-3.0-or-later
// The credits of an incident as a table: what each customer that is hit is owed, what was proposed and
// approved, and where every figure is from. Pure; for the window and for files.
#pragma once

#include "models/incident/credits.h"
#include "models/views/incidentdesk.h"
#include "models/views/incidenttexts.h"

namespace muster::views {

struct CreditLine
{
    CustomerId customer;
    QString name, tier;
    std::optional<customer::Money> arr; ///< absent: not known
    incident::Downtime downtime;
    std::optional<incident::SetDowntime> byHand;
    credit::Figure figure;                  ///< by the terms, as of now
    std::optional<incident::Credit> credit; ///< the newest one
    QString needed;    ///< the level that may approve it, by name; empty where there is nothing to approve
    QString whyNobody; ///< where no level may
    bool operator==(const CreditLine &) const = default;
};

/// Sums of one currency. Absent is not known: a sum that does not fit, an ARR that nobody wrote down.
struct CreditTotal
{
    QString currency;
    std::optional<qint64> computed, proposed, approved; ///< proposed: still to be decided
    std::optional<qint64> affectedArr, allArr;          ///< of the customers hit, of all customers
    bool operator==(const CreditTotal &) const = default;
};

struct CreditSheet
{
    std::vector<CreditLine> lines; ///< by ARR, the largest first, as the customers of `Affected`
    std::vector<CreditTotal> totals;
    int unknown = 0; ///< lines whose credit is not known
    bool operator==(const CreditSheet &) const = default;
};

/// `allArr`: of all customers by currency, as far as it is known. Customers with a credit stay in the table
/// when their tickets were unlinked.
CreditSheet creditSheet(const LedIncident &led, const Affected &affected,
                        const std::map<QString, qint64> &allArr, Instant now);

/// The ARR of customers by currency; a currency whose sum does not fit is left out.
std::map<QString, qint64> arrByCurrency(const std::vector<customer::Customer> &customers);

/// How a line reads in the table's columns: customer, tier, downtime, band, computed, cap, proposed, level,
/// state.
enum class CreditColumn : quint8
{
    Customer,
    Tier,
    Downtime,
    Band,
    Computed,
    Cap,
    Proposed,
    Level,
    State
};
inline constexpr int kCreditColumns = 9;
QString creditColumnTitle(CreditColumn column);
QString creditCell(const CreditLine &line, CreditColumn column, const policy::CreditTerms &terms);

/// "USD: computed 1,000 · proposed 500 · approved 0 · 0.83 % of the ARR hit · …"; one line a currency, and
/// one on what is not known.
QStringList creditTotalTexts(const CreditSheet &sheet);

/// "Why this figure": one sentence a source, down to milestones, band, cap, fee and who decided.
QStringList creditTrace(const CreditLine &line, const LedIncident &led, const NameOf &nameOf);

/// For documents, from the record alone: "proposed USD 500, approved USD 1,000"; says where none is proposed.
QString creditsText(const incident::Incident &incident);

QString creditsMarkdown(const CreditSheet &sheet, const LedIncident &led, const NameOf &nameOf, Instant now);
/// UTF-8, RFC 4180; times in UTC, amounts as plain decimals in their currency.
QByteArray creditsCsv(const CreditSheet &sheet, const LedIncident &led, const NameOf &nameOf);

} // namespace muster::views
