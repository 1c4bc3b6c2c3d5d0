// SPDX-License-Identifier: GPL-3.0-or-later
// Should this be escalated? What speaks for handling it in support and what for escalating, each with what
// shows it. Pure, from values; a supporter adds what only a person can know. Source: the guide to packages.
#pragma once

#include "models/escalation/package.h"

namespace muster::escalation {

/// What only a person can say.
enum class Judgement : quint8
{
    SetupError,      ///< the customer's configuration, which we can put right
    NeedsTraining,   ///< it works as it should, and is not understood
    KnownLimit,      ///< documented, with another way to get there
    ConfirmedDefect, ///< the code has to change
    NeedsInfra,      ///< the infrastructure has to be looked into
    DataLost,        ///< lost or damaged
    BeyondTools,     ///< needs access or tools that support has not
    CustomDeployment,
    CameBack,        ///< was fixed once
    GettingWorse,    ///< its severity rises
    SpeaksOfLeaving, ///< the customer does
    WantsLeadership, ///< the customer asks for somebody higher
    NothingHelps     ///< the usual steps do not bring it on
};
QString judgementName(Judgement judgement); ///< "setup_error", …: stable
QString judgementText(Judgement judgement); ///< the question as people tick it
const std::vector<Judgement> &judgements(); ///< those that speak for support first

/// What is known of the ticket.
struct CheckInput
{
    CaseValues values;
    QString tier;              ///< key
    QString priority;          ///< key
    int priorityRank = 0;      ///< its place in the policy's list, from 1; 0: not known
    QString knownIssue;        ///< title of one with a fix or a workaround
    QStringList similarSolved; ///< case numbers of similar tickets that support solved
    int customersAffected = 1;
    QString securityWords, revenueWords; ///< as found (see foundText); empty: none
    bool hasAskedToEscalate = false;     ///< the customer
    int reopenings = 0;
    std::vector<Judgement> said;
    bool operator==(const CheckInput &) const = default;
};

struct Reason
{
    enum class Side : quint8
    {
        Support,
        Escalate
    };
    QString key; ///< stable
    Side side = Side::Support;
    QString text;         ///< a few words
    QString evidence;     ///< what shows it: the figure, the case, "as you say"
    bool isGrave = false; ///< decides whatever speaks against it
    bool operator==(const Reason &) const = default;
};

struct CheckResult
{
    enum class Verdict : quint8
    {
        Support,
        Escalate,
        Open ///< as much speaks for the one as for the other, or nothing for either
    };
    std::vector<Reason> support, escalate; ///< grave ones in front
    Verdict verdict = Verdict::Open;
    QString why;             ///< a sentence
    bool isSecurity = false; ///< goes to security at once, past all waiting
    bool operator==(const CheckResult &) const = default;
};

/// The first situation of the rules that is a matter of priority is the gravest.
CheckResult checkEscalation(const CheckInput &input, const policy::EscalationRules &rules, Instant now);

/// What is so, for the severity of the package (see severityFor).
std::vector<policy::ImpactSign> signsOf(const CheckInput &input, const policy::EscalationRules &rules);

/// Whether the rules take an account for one of high value: by tier or by ARR.
bool isHighValue(const policy::PackageRules &rules, const QString &tier,
                 const std::optional<customer::Money> &arr);

} // namespace muster::escalation
