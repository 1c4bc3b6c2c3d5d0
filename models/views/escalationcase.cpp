// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/escalationcase.h"

#include "models/escalation/matrix.h"
#include "models/escalation/paths.h"
#include "models/escalation/ticketcase.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::views {
namespace {

struct CaseWords
{
    Q_DECLARE_TR_FUNCTIONS(CaseWords)
};

} // namespace
escalation::CheckInput checkInputOf(const TicketDetail &detail, const policy::Policy &policy, Instant now)
{
    const escalation::WordFinder finder(policy.escalation.words);
    escalation::CheckInput input =
        escalation::caseOf(detail.ticket, detail.customer, policy, detail.policy.get(), finder, now);
    for (const CoveringIncident &each : detail.incidents)
        input.values.links += each.number;
    return input;
}

RaisePlan raisePlan(const policy::CompiledPolicy &policy, const QString &tier, const QString &situation,
                    const QString &reason, Instant since)
{
    const policy::EscalationRules &rules = policy.policy().escalation;
    RaisePlan plan;
    if (!rules.levels.empty())
        plan.level = rules.levels.front().key;
    if (const auto answer = escalation::lookUp(policy.policy(), tier, situation)) {
        plan.level = answer->level;
        plan.path = answer->path;
        plan.matrix = answer->reason;
        plan.by = escalation::raiseBy(*answer, since, policy.calendarFor(tier));
    }
    const policy::ManualReason *given = rules.reason(reason);
    if (given && rules.rankOfLevel(given->level) > rules.rankOfLevel(plan.level))
        plan.level = given->level;
    return plan;
}

QString pathText(const policy::EscalationPath &path)
{
    QStringList said{CaseWords::tr("%1: %2").arg(path.name, path.receiver)};
    if (!path.when.isEmpty())
        said += CaseWords::tr("For this: %1").arg(path.when.simplified());
    if (!path.sender.isEmpty())
        said += CaseWords::tr("Sent there by: %1").arg(path.sender);
    return said.join(u'\n');
}

QString lineText(const policy::EscalationRules &rules, int rank)
{
    const policy::SupportLine *line = escalation::lineFor(rules, rank);
    if (line == nullptr)
        return {};
    const policy::SupportLine *next = escalation::nextLine(rules, line->key);
    QStringList said{CaseWords::tr("Line for this priority: %1").arg(line->name)};
    if (next != nullptr)
        said += line->when.isEmpty() ? CaseWords::tr("It goes on to: %1").arg(next->name)
                                     : CaseWords::tr("It goes on to: %1. %2").arg(next->name, line->when);
    return said.join(u'\n');
}

std::vector<const policy::Situation *> situationsFor(const policy::Policy &policy, const QString &tier,
                                                     const QString &priority, bool isSecurity)
{
    const policy::EscalationRules &rules = policy.escalation;
    std::vector<const policy::Situation *> found;
    const auto *security = escalation::situationOf(rules, policy::Situation::Kind::Security);
    if (security && isSecurity)
        found.push_back(security);
    for (const policy::Situation *each : escalation::situationsOf(policy, priority)) {
        if (rules.cell(tier, each->key))
            found.push_back(each);
    }
    if (const auto *request = escalation::situationOf(rules, policy::Situation::Kind::Request))
        found.push_back(request);
    for (const policy::Situation &each : rules.situations) {
        if (std::ranges::find(found, &each) == found.end() && each.kind != policy::Situation::Kind::Priority)
            found.push_back(&each);
    }
    return found;
}

} // namespace muster::views
