// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/credit/credit.h"

#include "models/base/amount.h"

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace muster::credit {
namespace {

constexpr qint64 kParts = 12 * policy::kWholeFee; ///< of a year's fee: basis points of a month

__extension__ using Wide = __int128;

Figure unknown(const QString &why)
{
    Figure figure;
    figure.why = why;
    return figure;
}

Figure nothing(const QString &why)
{
    Figure figure;
    figure.kind = Figure::Kind::Nothing;
    figure.why = why;
    return figure;
}

const policy::CreditBand *bandFor(const policy::TierTerms &tier, Millis downtime)
{
    const policy::CreditBand *reached = nullptr;
    for (const policy::CreditBand &band : tier.bands) {
        if (downtime >= band.from)
            reached = &band;
    }
    return reached;
}

} // namespace

Figure figureOf(const policy::CreditTerms &terms, const Basis &basis)
{
    if (basis.tier.isEmpty())
        return unknown(u"the customer's tier is not known"_s);
    const policy::TierTerms *tier = terms.tier(basis.tier);
    if (tier == nullptr)
        return unknown(u"the terms %1 say nothing of the tier %2"_s.arg(terms.title, basis.tier));
    if (!tier->severities.isEmpty() && !tier->severities.contains(basis.severity))
        return nothing(u"the tier %1 has a credit at %2 only, and this was %3"_s.arg(
            basis.tier, tier->severities.join(u", "_s), basis.severity));
    if (!basis.downtime)
        return unknown(u"the downtime is not known"_s);
    const policy::CreditBand *band = bandFor(*tier, *basis.downtime);
    if (*basis.downtime < tier->minimum || band == nullptr)
        return nothing(u"the downtime is under the least that counts"_s);
    if (!basis.arr)
        return unknown(u"the customer's ARR is not known"_s);
    if (basis.arr->minor < 0)
        return unknown(u"the customer's ARR is negative"_s);
    Figure figure;
    figure.kind = Figure::Kind::Owed;
    figure.band = *band;
    figure.basisPoints = std::min(band->basisPoints, tier->capBasisPoints);
    figure.isCapped = band->basisPoints > tier->capBasisPoints;
    figure.money = {shareOfMonth(basis.arr->minor, figure.basisPoints), basis.arr->currency};
    return figure;
}

qint64 shareOfMonth(qint64 arrMinor, int basisPoints)
{
    // Whole parts and the rest on their own: neither product leaves 64 bits.
    const qint64 whole = arrMinor / kParts * basisPoints;
    const qint64 rest = arrMinor % kParts * basisPoints;
    return whole + (rest + kParts / 2) / kParts;
}

std::optional<int> basisPointsOf(qint64 part, qint64 whole)
{
    if (whole <= 0 || part < 0)
        return std::nullopt;
    const Wide points = (Wide(part) * policy::kWholeFee * 2 + whole) / (Wide(whole) * 2);
    if (points > std::numeric_limits<int>::max())
        return std::nullopt;
    return int(points);
}

std::optional<qint64> sumOf(std::span<const qint64> amounts)
{
    qint64 sum = 0;
    for (const qint64 amount : amounts) {
        if (__builtin_add_overflow(sum, amount, &sum))
            return std::nullopt;
    }
    return sum;
}

QString percentText(int basisPoints)
{
    QString text = QString::number(basisPoints / 100);
    if (const int rest = basisPoints % 100; rest % 10 != 0)
        text += u".%1"_s.arg(rest, 2, 10, QLatin1Char('0'));
    else if (rest != 0)
        text += u".%1"_s.arg(rest / 10);
    return text + u" %"_s;
}

QString limitOf(const policy::ApprovalLevel &level, const Wish &wish)
{
    const auto customer = level.perCustomer.find(wish.money.currency);
    if (customer == level.perCustomer.end())
        return u"%1 may not approve credits in %2"_s.arg(level.name, wish.money.currency);
    if (wish.money.minor > customer->second)
        return u"%1 may approve up to %2 a customer"_s.arg(level.name,
                                                           amountText(customer->second, wish.money.currency));
    if (level.feeBasisPoints) {
        if (!wish.arr || wish.arr->currency != wish.money.currency)
            return u"%1 may approve up to %2 of the monthly fee, which is not known"_s.arg(
                level.name, percentText(*level.feeBasisPoints));
        if (wish.money.minor > shareOfMonth(wish.arr->minor, *level.feeBasisPoints))
            return u"%1 may approve up to %2 of the monthly fee"_s.arg(level.name,
                                                                       percentText(*level.feeBasisPoints));
    }
    const auto incident = level.perIncident.find(wish.money.currency);
    const qint64 most = incident == level.perIncident.end() ? 0 : incident->second;
    if (wish.approvedBefore > most || wish.money.minor > most - wish.approvedBefore)
        return u"%1 may approve up to %2 an incident, and %3 are approved already"_s.arg(
            level.name, amountText(most, wish.money.currency),
            amountText(wish.approvedBefore, wish.money.currency));
    return {};
}

const policy::ApprovalLevel *neededLevel(const policy::CreditTerms &terms, const Wish &wish)
{
    const auto may = std::ranges::find_if(
        terms.levels, [&](const policy::ApprovalLevel &level) { return limitOf(level, wish).isEmpty(); });
    return may == terms.levels.end() ? nullptr : &*may;
}

} // namespace muster::credit
