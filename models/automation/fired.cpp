// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/automation/fired.h"

#include "models/automation/tellings.h"
#include "models/automation/thresholds.h"
#include "models/base/json.h"

using namespace Qt::StringLiterals;

namespace muster::automation {
namespace {

const QString kTelling = u"telling:"_s;
const QString kEscalation = u"escalation:"_s;
const QString kLimit = causeOfLimit({});

} // namespace

QString tellingRule(const QString &occasion)
{
    return kTelling + occasion;
}

QString occasionOf(const QString &rule)
{
    return rule.startsWith(kTelling) ? rule.mid(kTelling.size()) : QString();
}

QString triggerOf(const QString &rule)
{
    return rule.startsWith(kEscalation) ? rule.mid(kEscalation.size()) : QString();
}

QString limitOf(const QString &rule)
{
    return rule.startsWith(kLimit) ? rule.mid(kLimit.size()) : QString();
}

std::optional<QString> firedBy(const Fact &fact)
{
    if (!fact.isDerived())
        return std::nullopt;
    const auto payload = parseJsonObject(fact.payload);
    if (!payload)
        return std::nullopt;
    if (fact.type == "notification.asked"_L1) {
        const QString cause = payload->value("cause"_L1).toString();
        if (!limitOf(cause).isEmpty())
            return cause;
        if (!isTelling(cause))
            return std::nullopt;
        return tellingRule(payload->value("occasion"_L1).toString());
    }
    if (fact.type == "ticket.assigned"_L1)
        return QString(kAssignmentRule);
    const QString rule = payload->value("rule"_L1).toString();
    return rule.isEmpty() ? std::nullopt : std::optional(rule);
}

} // namespace muster::automation
