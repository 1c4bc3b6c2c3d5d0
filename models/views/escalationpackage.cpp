// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/escalationpackage.h"

#include "models/escalation/paths.h"
#include "models/escalation/ticketcase.h"
#include "models/views/escalationcase.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::views {
namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("muster::views", text);
}

QString signText(policy::ImpactSign sign)
{
    switch (sign) {
    case policy::ImpactSign::ServiceDown:
        return translated("the service is down");
    case policy::ImpactSign::DataAtRisk:
        return translated("data is in danger");
    case policy::ImpactSign::Security:
        return translated("the ticket speaks of security");
    case policy::ImpactSign::ManyHighValue:
        return translated("several valuable customers are hit");
    case policy::ImpactSign::Blocked:
        return translated("a main function fails, and no way round it is known");
    case policy::ImpactSign::ManyCustomers:
        return translated("many customers are hit");
    case policy::ImpactSign::RevenueLost:
        return translated("revenue is lost");
    case policy::ImpactSign::SlaBreached:
        return translated("a promised time was missed");
    }
    return {};
}

} // namespace

PackageStart packageStart(const LedEscalation &led, const TicketDetail &detail, const KnownCase &known,
                          Instant now, const TimeTextOf &timeText)
{
    const policy::EscalationRules &rules = led.rules();
    escalation::CheckInput input = checkInputOf(detail, led.policy->policy(), now);
    addKnown(input, known, rules);
    std::ranges::copy_if(escalation::judgements(), std::back_inserter(input.said), [&](auto each) {
        return led.escalation.raised.said.contains(escalation::judgementName(each));
    });
    PackageStart start;
    start.values = input.values;
    start.severity = escalation::severityFor(rules.package, escalation::signsOf(input, rules));
    start.fromTicket =
        escalation::prefill(rules.package, input.values, start.severity.severity, now, timeText);
    const auto promised = escalation::promisedUpdate(led.escalation);
    if (promised && rules.package.section(escalation::section::kExpectation))
        start.fromTicket.texts.try_emplace(escalation::section::kExpectation,
                                           translated("Our next update by %1").arg(timeText(*promised)));
    return start;
}

QString severityText(const policy::PackageRules &rules, const escalation::SeverityAnswer &answer)
{
    const policy::PackageSeverity *severity = rules.severity(answer.severity);
    if (severity == nullptr)
        return {};
    QStringList because;
    for (const policy::ImpactSign sign : answer.because)
        because += signText(sign);
    return because.isEmpty()
               ? translated("By the definitions: %1 (nothing graver is known).").arg(severity->name)
               : translated("By the definitions: %1 (%2).").arg(severity->name, because.join(u", "_s));
}

QString completenessText(const escalation::Completeness &completeness, const policy::EscalationPath *path)
{
    const QString who = path ? path->name : translated("every path");
    return completeness.isComplete()
               ? translated("Complete for %1: all %2 parts").arg(who).arg(completeness.wanted)
               : translated("%1 of %2 parts that %3 needs")
                     .arg(completeness.filled)
                     .arg(completeness.wanted)
                     .arg(who);
}

QString pathOf(const LedEscalation &led, const TicketDetail &detail)
{
    if (const escalation::HandOver *pending = escalation::pendingHandOver(led.escalation))
        return pending->path;
    if (!led.escalation.path.isEmpty())
        return led.escalation.path;
    const auto hints = escalation::suggestPaths(led.rules(), detail.ticket.subject,
                                                escalation::customerTexts(detail.ticket));
    return hints.empty() ? QString() : hints.front().path;
}

} // namespace muster::views
