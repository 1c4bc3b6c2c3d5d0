// SPDX-License-Identifier: GPL-3.0-or-later
// The escalation package: what is in it, what is filled in by itself, its severity by definition, and what is
// missing for where it goes. Pure. Source: the guide to packages.
#pragma once

#include "models/customer/customer.h"
#include "models/escalation/escalation.h"
#include "models/escalation/tried.h"
#include "models/sla/clocks.h"

#include <functional>

namespace muster::escalation {

// Sections that the program fills, by key; a policy may leave any of them out.
namespace section {
inline constexpr QLatin1StringView kSummary{"summary"}, kSeverity{"severity"},
    kAffected{"affected_customers"}, kEffect{"operational_effect"}, kRevenueExposure{"revenue_exposure"},
    kSla{"sla_position"}, kBreadth{"breadth"}, kDepth{"depth"}, kDuration{"duration"}, kRevenue{"revenue"},
    kContractual{"contractual"}, kNarrative{"narrative"}, kExpectation{"expectation"}, kSteps{"steps"},
    kEnvironment{"environment"}, kTried{"tried"}, kLastUpdate{"last_update"}, kContext{"customer_context"},
    kFrequency{"frequency"}, kReferences{"references"}, kObservations{"observations"}, kDeadline{"deadline"};
} // namespace section

/// A clock of the ticket as it stands.
struct ClockPlace
{
    sla::ClockKind kind{};
    sla::ClockState state = sla::ClockState::None;
    Instant due = kNever;
    bool operator==(const ClockPlace &) const = default;
};

/// What the ticket and all around it say, as plain values. Empty or absent is not known, and stays open.
struct CaseValues
{
    QString caseNumber, subject, description, impact, environment, stepsToReproduce;
    QString customer, tier; ///< names as people read them
    std::optional<customer::Money> arr;
    QString accountManager;
    customer::ChurnRisk churnRisk = customer::ChurnRisk::Unknown;
    Instant createdAt{};
    std::vector<ClockPlace> clocks;
    std::optional<Instant> lastReplyAt;
    QString lastReply;          ///< the last public answer
    std::vector<Tried> tried;   ///< from notes that say what was tried
    QStringList otherCustomers; ///< that report the same, by name
    int reports = 1;            ///< of the same, with this one
    QStringList links;          ///< case numbers and addresses of what is linked
    QStringList wordsFound;     ///< of security, with where they stand
    QString contactName;
    bool operator==(const CaseValues &) const = default;
};

/// Texts of times: "14:30 UTC (15:30 CET)".
using TimeText = std::function<QString(Instant)>;

/// The package as far as the values say; nothing is invented. Sections that the rules do not have are left
/// out. `severity` is the one by definition (see severityFor).
PackageWritten prefill(const policy::PackageRules &rules, const CaseValues &values, const QString &severity,
                       Instant now, const TimeText &timeText);

/// "First response missed (14:30 UTC); resolution at risk": each clock that is promised.
QString slaPosition(const std::vector<ClockPlace> &clocks, const TimeText &timeText);

/// A severity, and which signs made it.
struct SeverityAnswer
{
    QString severity; ///< key; empty where the rules have none
    std::vector<policy::ImpactSign> because;
    bool operator==(const SeverityAnswer &) const = default;
};
/// The highest severity with a sign that holds; the last one where none does.
SeverityAnswer severityFor(const policy::PackageRules &rules, const std::vector<policy::ImpactSign> &signs);

/// What was written, brought up to date: what is empty in it as the ticket says it now, and likewise what is
/// computed (promised times, how long it lasts, the last word to the customer). `fresh`: see prefill.
PackageWritten refilled(const PackageWritten &written, const PackageWritten &fresh);

/// A section that should be there and is not, or only in part.
struct MissingSection
{
    QString section, name;
    QString what; ///< "Expected is empty: What should come of it?"
    bool operator==(const MissingSection &) const = default;
};
struct Completeness
{
    int filled = 0, wanted = 0; ///< of what the path and every package need
    std::vector<MissingSection> missing;
    bool isComplete() const { return missing.empty(); }
    bool operator==(const Completeness &) const = default;
};
/// What a package needs to go to a path (empty: anywhere). A text in brackets, as a draft leaves it, counts
/// as empty; what was tried needs an outcome each.
Completeness completeness(const PackageWritten &package, const policy::EscalationRules &rules,
                          const QString &path);
/// Whether a section has something in it.
bool isFilled(const PackageWritten &package, const policy::PackageSection &section);

/// The package as a Markdown document; every section of the rules in order, those that are empty are said to
/// be open where they are wanted, and left out otherwise.
QString packageMarkdown(const PackageWritten &package, const policy::EscalationRules &rules,
                        const QString &path, const TimeText &timeText);
/// The same as a message for a chat: short, plain, one section a line.
QString packageChat(const PackageWritten &package, const policy::EscalationRules &rules, const QString &path,
                    const TimeText &timeText);

} // namespace muster::escalation
