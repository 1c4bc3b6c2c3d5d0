// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/creditsheet.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::views {
namespace {

using incident::Credit;
using incident::Incident;

bool stands(const CreditLine &line)
{
    return line.credit &&
           (line.credit->state == Credit::State::Proposed || line.credit->state == Credit::State::Approved);
}

/// The level for what is proposed, or for what would be.
void setLevel(CreditLine &line, const Incident &incident, const policy::CreditTerms &terms)
{
    const bool isOwed = line.figure.kind == credit::Figure::Kind::Owed && line.figure.money.minor > 0;
    if (!stands(line) && !isOwed)
        return;
    credit::Wish wish{line.figure.money, line.arr, 0};
    FactId own;
    if (stands(line)) {
        const incident::CreditProposed &figures = line.credit->figures;
        wish.money = {figures.amount, figures.currency};
        wish.arr =
            figures.arr ? std::optional(customer::Money{*figures.arr, figures.currency}) : std::nullopt;
        own = line.credit->fact;
    }
    wish.approvedBefore = creditSum(incident, Credit::State::Approved, wish.money.currency, own)
                              .value_or(std::numeric_limits<qint64>::max());
    if (const policy::ApprovalLevel *level = credit::neededLevel(terms, wish))
        line.needed = level->name;
    else
        line.whyNobody =
            terms.levels.empty() ? u"the terms have no levels"_s : credit::limitOf(terms.levels.back(), wish);
}

CreditLine lineOf(const customer::Customer &customer, const LedIncident &led,
                  const incident::DecideContext &context)
{
    CreditLine line;
    line.customer = customer.id;
    line.name = customer.name;
    line.tier = customer.tier;
    line.arr = customer.arr;
    line.downtime = incident::downtimeOf(led.incident, customer.id, context.now);
    if (const auto set = led.incident.downtimes.find(customer.id); set != led.incident.downtimes.end())
        line.byHand = set->second;
    line.figure = incident::figureFor(led.incident, customer.id, customer.tier, customer.arr, context);
    if (const Credit *newest = incident::creditOf(led.incident, customer.id))
        line.credit = *newest;
    setLevel(line, led.incident, context.terms);
    return line;
}

/// Of a customer that is not linked any more, as it stood.
customer::Customer asItStood(const incident::CreditProposed &figures)
{
    customer::Customer customer;
    customer.id = figures.customer;
    customer.name = figures.name;
    customer.tier = figures.tier;
    if (figures.arr)
        customer.arr = customer::Money{*figures.arr, figures.currency};
    return customer;
}

QStringList currenciesOf(const std::vector<CreditLine> &lines)
{
    QStringList currencies;
    for (const CreditLine &line : lines) {
        if (line.arr)
            currencies += line.arr->currency;
        if (line.credit)
            currencies += line.credit->figures.currency;
    }
    currencies.removeDuplicates();
    currencies.sort();
    return currencies;
}

CreditTotal totalOf(const QString &currency, const std::vector<CreditLine> &lines, const Incident &incident,
                    const std::map<QString, qint64> &allArr)
{
    std::vector<qint64> computed, hit;
    for (const CreditLine &line : lines) {
        if (line.figure.kind == credit::Figure::Kind::Owed && line.figure.money.currency == currency)
            computed.push_back(line.figure.money.minor);
        if (line.arr && line.arr->currency == currency)
            hit.push_back(line.arr->minor);
    }
    CreditTotal total{currency,
                      credit::sumOf(computed),
                      creditSum(incident, Credit::State::Proposed, currency),
                      creditSum(incident, Credit::State::Approved, currency),
                      credit::sumOf(hit),
                      std::nullopt};
    if (const auto all = allArr.find(currency); all != allArr.end())
        total.allArr = all->second;
    return total;
}

} // namespace

CreditSheet creditSheet(const LedIncident &led, const Affected &affected,
                        const std::map<QString, qint64> &allArr, Instant now)
{
    const policy::CreditTerms &terms = led.policy->policy().credits;
    const incident::DecideContext context{led.rules(), now, {}, terms};
    CreditSheet sheet;
    for (const customer::Customer &customer : affected.customers)
        sheet.lines.push_back(lineOf(customer, led, context));
    for (const Credit &credit : led.incident.credits) {
        if (std::ranges::find(sheet.lines, credit.figures.customer, &CreditLine::customer) ==
            sheet.lines.end())
            sheet.lines.push_back(lineOf(asItStood(credit.figures), led, context));
    }
    for (const QString &currency : currenciesOf(sheet.lines))
        sheet.totals.push_back(totalOf(currency, sheet.lines, led.incident, allArr));
    sheet.unknown = int(std::ranges::count_if(sheet.lines, [](const CreditLine &line) {
        return line.figure.kind == credit::Figure::Kind::Unknown;
    }));
    return sheet;
}

std::map<QString, qint64> arrByCurrency(const std::vector<customer::Customer> &customers)
{
    std::map<QString, std::vector<qint64>> amounts;
    for (const customer::Customer &customer : customers) {
        if (customer.arr)
            amounts[customer.arr->currency].push_back(customer.arr->minor);
    }
    std::map<QString, qint64> sums;
    for (const auto &[currency, each] : amounts) {
        if (const auto sum = credit::sumOf(each))
            sums.emplace(currency, *sum);
    }
    return sums;
}

} // namespace muster::views
