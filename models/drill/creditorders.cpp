// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/drill/creditorders.h"

#include "models/drill/orders.h"
#include "models/incident/credits.h"

using namespace Qt::StringLiterals;

namespace muster::drill {

Result<incident::CreditProposed> proposalOf(const ProposeCredit &action, const Situation &situation,
                                            const incident::DecideContext &context)
{
    const DrillCustomer *customer = situation.script.customer(action.customer);
    incident::CreditProposed wish;
    wish.customer = customerOf(situation.progress, action.customer);
    wish.name = customer->name;
    wish.tier = customer->tier;
    const credit::Figure figure =
        incident::figureFor(situation.incident, wish.customer, customer->tier, customer->arr, context);
    if (figure.kind != credit::Figure::Kind::Owed)
        return Error{Fault::BadInput, u"No credit for %1: %2"_s.arg(customer->name, figure.why)};
    wish.amount = figure.money.minor;
    wish.currency = figure.money.currency;
    if (customer->arr)
        wish.arr = customer->arr->minor;
    return wish;
}

const incident::Credit *creditOf(const ProposeCredit &action, const Situation &situation)
{
    return incident::creditOf(situation.incident, customerOf(situation.progress, action.customer));
}

const incident::Credit *creditOf(const ApproveCredit &action, const Situation &situation)
{
    const Beat *proposal = situation.script.beat(action.proposal);
    const auto *proposed = proposal != nullptr ? std::get_if<ProposeCredit>(&proposal->action) : nullptr;
    return proposed != nullptr ? creditOf(*proposed, situation) : nullptr;
}

} // namespace muster::drill
