// SPDX-License-Identifier: GPL-3.0-or-later
// Words that put somebody at fault: a person, a team, a vendor, a customer. Source: the runbook's blameless
// post-mortem, and its warning against spin.
#include "models/comms/checks.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::comms {
namespace {

/// Who can be put at fault: people by what they do, and companies by what they are to us.
const QString kParty =
    u"(?:(?:the|our|your|an?|one of (?:our|the)|some|their|his|her) (?:[\\w-]{1,20} ){0,2}"
    u"(?:engineers?|developers?|devs?|operators?|operations|ops|interns?|contractors?|admins?|administrators?"
    u"|"
    u"technicians?|sres?|dbas?|colleagues?|employees?|staff|people|guys|folks|on-call|teams?|squads?|"
    u"departments?|"
    u"vendors?|suppliers?|providers?|hosters?|partners?|subcontractors?|third part(?:y|ies)|customers?|"
    u"clients?))"_s;
const QString kSomebody = u"(?:someone|somebody|they|he|she|you|who)"_s;
/// A name by its capitals, whatever the rest of the rule does with case.
const QString kName = u"(?<name>(?-i:\\b[A-Z][A-Za-z]{1,20}(?: [A-Z][a-z]{1,20})?))"_s;
const QString kWrong =
    u"(?:mistakes?|errors?|faults?|negligence|carelessness|oversight|blunders?|incompetence|"
    u"sloppiness|misuse|misconfiguration|failure to)"_s;
/// What only people and companies do wrong.
const QString kDeed =
    u"(?:forgot|neglected|ignored|botched|mishandled|overlooked|messed up|screwed up|dropped the ball|let us "
    u"down|"
    u"refused to|didn't bother|did not bother|should have|should've|made an? (?:\\w+ )?(?:mistake|error)|"
    u"(?:accidentally|mistakenly|carelessly|wrongly|negligently) \\w+|\\w+ed by mistake|"
    u"(?:ran|used|pushed|pulled|deleted|pressed|entered|ordered|changed|edited|restarted) the wrong|"
    u"(?:did not|didn't) (?:test|check|follow|read|tell|announce|ask)|(?:is|"
    u"was) responsible for (?:this|the))"_s;
/// What systems do as well: told only of those who cannot be one.
const QString kHarm = u"(?:broke|misconfigured|misused|caused|failed to)"_s;
const QString kDid = u"(?:did|had|has|have|changed|deleted|removed|never|put|set|ran|pushed|entered|used|"
                     u"turned|switched|gave|sent|"
                     u"made|configured|deployed|released|installed|renamed|edited|touched|restarted)"_s;

struct BlameRule
{
    QRegularExpression pattern;
    bool isOfOurPeople = true; ///< a name in it counts only where it is one of our own people
};

const std::vector<BlameRule> &blameRules()
{
    const QString anybody = u"(?:"_s + kName + u"|"_s + kParty + u"|\\b"_s + kSomebody + u")"_s;
    const QString ofOthers = u"(?:"_s + kName + u"|"_s + kParty + u")"_s;
    const QString adverb = u" (?:has |have |had |again |simply |just |also )?"_s;
    static const std::vector<BlameRule> rules{
        {words(u"\\b(?:human|operator|user|pilot|manual|admin|operational|customer|vendor) "
               u"(?:error|mistake|failure|negligence)s?\\b"_s)},
        {words(anybody + adverb + kDeed + u"\\b"_s)},
        // "they failed to" and "our customers failed to" mostly tell of those who were hit.
        {words(u"(?:"_s + kName + u"|"_s + kParty +
               u"(?<!customers)(?<!clients)|\\b(?:someone|somebody|he|she|you|who))"_s + adverb + kHarm +
               u"\\b"_s)},
        {words(ofOthers + u"'s? (?:own |latest |bad )?"_s + kWrong + u"\\b"_s)},
        {words(u"\\b(?:your|his|her|their) (?:own |\\w+ )?"_s + kWrong + u"\\b"_s)},
        {words(u"\\b(?:mistake|error|fault|blunder|oversight|negligence) (?:was |is |made |lies )?"
               u"(?:of|by|with|on the part of|on the side of) "_s +
               ofOthers + u"\\b"_s)},
        {words(u"\\b(?:caused|broken|introduced|triggered|messed up) by (?:"_s + ofOthers +
               u"|you|someone|somebody)\\b(?!'s| side)"_s)},
        {words(u"\\bbecause "_s + anybody + u"(?:'s? [\\w-]{1,20}){0,2} "_s + kDid + u"\\b"_s)},
        {words(u"\\b(?:is|are|was|were|be) (?:clearly |solely |entirely )?(?:to blame|at fault)\\b"_s)},
        {words(u"\\b(?:we |i )?(?:must )?blame \\w+"_s)},
        {words(kName + adverb + u"(?:"_s + kDeed + u"|broke (?:the|our|it|prod))\\b"_s), false}};
    return rules;
}

/// Whether a part of a name is a part of one of our people's.
bool isOurs(const QString &name, const QStringList &people)
{
    const QStringList parts = name.split(u' ', Qt::SkipEmptyParts);
    return std::ranges::any_of(people, [&](const QString &person) {
        const QStringList own = proseOf(person).text.split(u' ', Qt::SkipEmptyParts);
        return std::ranges::any_of(parts, [&](const QString &part) { return own.contains(part); });
    });
}

/// A capital that opens a sentence or stands for a thing is no name: "It failed to", "The", "Nobody".
bool isName(const QString &word)
{
    static const QStringList none{u"The"_s,  u"This"_s, u"That"_s,  u"It"_s,       u"They"_s,  u"He"_s,
                                  u"She"_s,  u"We"_s,   u"You"_s,   u"What"_s,     u"Which"_s, u"Who"_s,
                                  u"One"_s,  u"And"_s,  u"But"_s,   u"Nothing"_s,  u"Our"_s,   u"Nobody"_s,
                                  u"Some"_s, u"No"_s,   u"These"_s, u"Something"_s};
    return !none.contains(word.section(u' ', -1));
}

/// "not your fault", "nobody is to blame": takes the blame away.
bool isAcquitted(const Prose &prose, qsizetype at)
{
    static const QRegularExpression rule(
        u"(?:\\b(?:no|not|never|nobody|nor|neither|without|no one|rather than|"
        u"instead of)\\b|n't\\b)[^.;,]{0,24}$"_s,
        QRegularExpression::CaseInsensitiveOption);
    const qsizetype begin = prose.sentenceAt(at).begin;
    return rule.match(prose.in({std::max(begin, at - 40), at})).hasMatch();
}

std::vector<Span> blamesIn(const Reading &reading)
{
    std::vector<Span> spans;
    for (const BlameRule &rule : blameRules()) {
        const qsizetype group = rule.pattern.namedCaptureGroups().indexOf(u"name"_s);
        for (const Hit &hit : hitsOf(reading.prose, rule.pattern)) {
            const QString name = group < 0 ? QString() : hit.groups.value(group);
            const bool fits = rule.isOfOurPeople ? isOurs(name, reading.context.people) : isName(name);
            if (name.isEmpty() || fits)
                spans.push_back(hit.span);
        }
    }
    std::ranges::stable_sort(spans, {}, &Span::begin);
    return spans;
}

} // namespace

void checkBlame(const Reading &reading, Findings &findings)
{
    qsizetype last = 0;
    for (const Span at : blamesIn(reading)) {
        if (at.begin >= last && !reading.prose.isQuoted(at.begin) && !isAcquitted(reading.prose, at.begin))
            findings.push_back(reading.finding(
                FindingKind::Blame, at, u"\"%1\" puts somebody at fault."_s.arg(reading.shown(at)),
                u"Say what happened in the system and what changes, without a culprit."_s,
                reading.isPublic() ? Weight::Hold : Weight::Advise));
        last = std::max(last, at.end);
    }
}

} // namespace muster::comms
