// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/escalation/approvals.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::escalation {
namespace {

/// Who approves it, and at what level somebody is instead: "you act", "they acted".
QString lacksAuthority(const policy::EscalationRules &rules, const QString &authority,
                       const policy::EscalationLevel *own, const QString &acting)
{
    const policy::EscalationLevel *needed = neededLevel(rules, authority);
    return u"\"%1\" is approved from %2 on; %3 %4"_s.arg(rules.authorityName(authority),
                                                         needed ? needed->name : u"no level"_s, acting,
                                                         own ? u"as "_s + own->name : u"at no level"_s);
}

} // namespace

Result<Facts> decideAsked(const ApprovalAsked &wish, Instant at, const DecideContext &context)
{
    const auto &known = context.rules.authorities;
    if (std::ranges::find(known, wish.authority, &policy::Named::key) == known.end()) {
        QStringList keys;
        for (const policy::Named &each : known)
            keys += each.key;
        return Error{Fault::BadInput,
                     u"there is no approval \"%1\"; there are %2"_s.arg(wish.authority, keys.join(u", "_s))};
    }
    if (!neededLevel(context.rules, wish.authority))
        return Error{Fault::NotAllowed,
                     u"no level may approve \"%1\""_s.arg(context.rules.authorityName(wish.authority))};
    if (wish.text.trimmed().isEmpty())
        return Error{Fault::BadInput, u"say what is to be approved"_s};
    return Facts{{at, wish}};
}

Result<Facts> decideJudgement(const Escalation &state, const ApprovalJudged &wish, Instant at,
                              const DecideContext &context)
{
    const auto asked = std::ranges::find(state.approvals, wish.asked, &Approval::fact);
    if (asked == state.approvals.end())
        return Error{Fault::NotAllowed, u"nobody asked for this approval"_s};
    if (asked->state != Approval::State::Asked)
        return Error{Fault::NotAllowed,
                     u"this was decided already: %1"_s.arg(
                         asked->state == Approval::State::Approved ? u"approved"_s : u"declined"_s)};
    if (!wish.isApproved && wish.reason.trimmed().isEmpty())
        return Error{Fault::BadInput, u"say why it is declined"_s};
    const policy::EscalationLevel *own = levelOf(context.rules, context.who);
    if (!mayJudge(context.rules, *asked, wish.isApproved, context.who))
        return Error{Fault::NotAllowed, lacksAuthority(context.rules, asked->authority, own, u"you act"_s)};
    ApprovalJudged made = wish;
    made.level = own ? own->key : QString();
    made.levelName = own ? own->name : QString();
    return Facts{{at, made}};
}

QString whyOverruled(const policy::EscalationRules &rules, const Escalation &state,
                     const ApprovalJudged &judged, const Who &who)
{
    const auto asked = std::ranges::find(state.approvals, judged.asked, &Approval::fact);
    if (asked == state.approvals.end() || mayJudge(rules, *asked, judged.isApproved, who))
        return {};
    return lacksAuthority(rules, asked->authority, levelOf(rules, who), u"they acted"_s);
}

} // namespace muster::escalation
