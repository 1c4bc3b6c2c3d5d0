// SPDX-License-Identifier: GPL-3.0-or-later
// Promises that nobody owns, and words that put somebody at fault. Source: the runbook's pitfalls (unclear
// ownership) and its blameless post-mortem.
#include "models/comms/checks.h"

using namespace Qt::StringLiterals;

namespace muster::comms {
namespace {

const QString kParty =
    u"(?:engineers?|developers?|operators?|interns?|contractors?|admins?|administrators?|technicians?|"
    u"colleagues?|employees?|staff|"
    u"teams?|vendors?|suppliers?|providers?|partners?|subcontractors?|third part(?:y|ies)|customers?|clients?|devs?|sres?|dbas?|host(?:er)?)"_s;
const QString kOurs = u"(?:(?:the|our|your|a|an|one of our|some|their|his|her) (?:[\\w-]{1,20} ){0,2}?)"_s;

/// Names of our own people, whole and by their first word: "Bob" of "Bob Tanaka".
QString namesPattern(const QStringList &people)
{
    QStringList names;
    for (const QString &person : people) {
        const QString whole = proseOf(person.simplified()).text;
        for (const QString &name : {whole, whole.section(u' ', 0, 0), whole.section(u' ', -1)}) {
            if (name.size() > 1)
                names += QRegularExpression::escape(name).replace(u"\\ "_s, u" "_s);
        }
    }
    return names.isEmpty() ? u"(?!)"_s : u"(?:"_s + names.join(u'|') + u")"_s;
}

void addBlame(const Reading &reading, Findings &findings, Span at)
{
    findings.push_back(
        reading.finding(FindingKind::Blame, at, u"\"%1\" puts somebody at fault."_s.arg(reading.shown(at)),
                        u"Say what happened in the system and what changes, without a culprit."_s,
                        reading.isPublic() ? Weight::Hold : Weight::Advise));
}

/// "not your fault", "nobody is to blame": takes the blame away.
bool isAcquitted(const Prose &prose, qsizetype at)
{
    static const QRegularExpression rule(
        u"(?:\\b(?:no|not|never|nobody|nor|neither|without|no one|isn't|wasn't|rather than|instead of)\\b|n't\\b)[^.;,]{0,24}$"_s,
        QRegularExpression::CaseInsensitiveOption);
    const qsizetype begin = prose.sentenceAt(at).begin;
    return rule.match(prose.in({std::max(begin, at - 40), at})).hasMatch();
}

QRegularExpression blameWords(const QString &names)
{
    const QString party =
        u"(?:"_s + names + u"|"_s + kOurs + kParty + u"|someone|somebody|they|he|she|you|who)"_s;
    const QString deed =
        u"(?:broke|forgot|neglected|ignored|botched|mishandled|misconfigured|misused|overlooked|messed "
        u"up|screwed up|caused|failed to|did not bother|didn't bother|"
        u"should have|should've|dropped the ball|made an? (?:\\w+ )?(?:mistake|error)|did not "
        u"(?:test|check|follow|read|tell|announce)|didn't (?:test|check|follow|read|tell|announce)|"
        u"(?:accidentally|mistakenly|carelessly|wrongly|negligently) \\w+|\\w+ed by mistake|is responsible for (?:this|the)|was responsible for (?:this|the))"_s;
    const QString wrong =
        u"(?:mistakes?|errors?|faults?|negligence|carelessness|oversight|blunders?|incompetence|sloppiness|misuse|misconfiguration|failure to)"_s;
    return words(
        u"\\b(?:human|operator|user|pilot|manual|admin|operational|customer|vendor) "
        u"(?:error|mistake|failure|negligence)s?\\b"
        u"|\\b"_s +
        party + u" (?:has |have |had |again |simply |just |also )?"_s + deed +
        u"\\b"
        u"|\\b(?:"_s +
        names + u"|"_s + kOurs + kParty + u")'s? (?:own |latest |bad )?"_s + wrong +
        u"\\b"
        u"|\\b(?:your|his|her|their) (?:own |\\w+ )?"_s +
        wrong +
        u"\\b"
        u"|\\b(?:mistake|error|fault|blunder|oversight|negligence) (?:was |made )?(?:of|by|on the part of|on the side of) (?:"_s +
        names + u"|"_s + kOurs + kParty +
        u")\\b"
        u"|\\b(?:caused|broken|introduced|triggered|messed up) by (?:"_s +
        names + u"|"_s + kOurs + kParty +
        u"|you|someone|somebody)(?!'s| side)\\b"
        u"|\\bbecause (?:you|he|she|they|someone|somebody|"_s +
        names + u"|"_s + kOurs + kParty +
        u") "
        u"(?:did|had|has|have|changed|deleted|removed|never|put|set|ran|pushed|entered|used|turned|switched|"
        u"gave|sent|made|configured|deployed|released|installed|renamed|edited|touched|restarted|not)\\b"
        u"|\\b(?:is|are|was|were|be) (?:clearly |solely |entirely )?(?:to blame|at fault)\\b|\\b(?:we |i )?(?:must )?blame (?:\\w+)"_s);
}

/// "Kofi forgot", where Kofi is nobody that we know: a capital and a deed that only people do.
const QRegularExpression &strangersDeeds()
{
    static const QRegularExpression rule(
        u"\\b(?!(?:The|This|That|It|They|He|She|We|You|I|What|Which|Who|Something|Nobody|Someone|Somebody|"
        u"One|And|But|Our)\\b)[A-Z][a-z]{1,20}(?: [A-Z][a-z]{1,20})? "
        u"(?:broke (?:the|our|it|prod)|forgot|messed up|screwed up|neglected|botched|didn't bother|should have (?:tested|checked|known|asked))\\b"_s);
    return rule;
}

/// A team or a person stands in the clause: "will be looked into by the database team".
bool hasOwner(const Reading &reading, Span at, const QString &names)
{
    const Span sentence = reading.prose.sentenceAt(at.begin);
    const QString after = reading.prose.in({at.end, std::min(sentence.end, at.end + 80)});
    static const QRegularExpression by = words(
        u"^[^.;]{0,40}?\\b(?:by|with) (?:us\\b|me\\b|(?-i:[A-Z][a-z])|(?:the|our|a|my)(?: [\\w-]{1,20}){0,3} (?:team|lead|engineers?|squad|group|owner|manager|staff|colleagues?|commander|on-call)\\b)"_s);
    static const QRegularExpression of = words(
        u"^ (?:from|on|in|of|at) (?:the|our|my)(?: [\\w-]{1,20}){0,3} (?:team|squad|group|department|crew|side)\\b"_s);
    const QRegularExpression named(u"\\b"_s + names + u"\\b"_s);
    return by.match(after).hasMatch() || of.match(after).hasMatch() || named.match(after).hasMatch();
}

} // namespace

void checkOwners(const Reading &reading, Findings &findings)
{
    static const QRegularExpression someone = words(
        u"\\b(?:someone|somebody|anyone|one of us|some(?: of our)? (?:people|colleagues?|engineers?)|a (?:colleague|person|member of staff))( (?:from|on|in|of|at) (?:the|our|my)(?: [\\w-]{1,20}){0,3} (?:team|squad|group|department|crew))? (?:will|'ll|is going to|should|shall|is looking|is checking|is on it)\\b|\\b(?:someone|somebody)'ll\\b"_s);
    static const QRegularExpression passive = words(
        u"\\b(?:will|shall|'ll|is going to|are going to|is to|are to|needs to|has to) (?:also |then |soon "
        u"|now |shortly )?(?:be|get) (?:fully |properly |thoroughly |quickly |further )?"
        u"(?:looked (?:into|at|after)|investigated|reviewed|checked|examined|analy[sz]ed|handled|addressed|taken care of|dealt with|followed up(?: on)?|sorted(?: out)?|actioned|escalated|clarified|contacted|worked on|fixed|resolved|solved|repaired|corrected|done|arranged|processed|considered|inspected|verified|taken up|called back)\\b"_s);
    const QString names = namesPattern(reading.context.people);
    for (const Hit &hit : hitsOf(reading.prose, someone)) {
        if (!reading.prose.isQuoted(hit.span.begin) && hit.groups.value(1).isEmpty())
            findings.push_back(reading.finding(FindingKind::UnownedPromise, hit.span,
                                               u"\"%1\" does not say who."_s.arg(reading.shown(hit.span)),
                                               u"Name the person or the team that does it."_s));
    }
    static const QRegularExpression supposed(u"\\b(?:when|once|until|if|whether|after)\\b[^,;]{0,50}$"_s,
                                             QRegularExpression::CaseInsensitiveOption);
    for (const Hit &hit : hitsOf(reading.prose, passive)) {
        const qsizetype from = std::max(reading.prose.sentenceAt(hit.span.begin).begin, hit.span.begin - 60);
        if (reading.isInRepair(hit.span) || reading.prose.isQuoted(hit.span.begin) ||
            hasOwner(reading, hit.span, names) ||
            supposed.match(reading.prose.in({from, hit.span.begin})).hasMatch())
            continue;
        findings.push_back(
            reading.finding(FindingKind::UnownedPromise, hit.span,
                            u"\"%1\" does not say who does it."_s.arg(reading.shown(hit.span)),
                            u"Name the person or the team, as in \"our database team checks\"."_s));
    }
}

void checkBlame(const Reading &reading, Findings &findings)
{
    const QString names = namesPattern(reading.context.people);
    std::vector<Hit> hits = hitsOf(reading.prose, blameWords(names));
    qsizetype last = 0;
    const auto add = [&](const Hit &hit) {
        if (hit.span.begin >= last && !reading.prose.isQuoted(hit.span.begin) &&
            !isAcquitted(reading.prose, hit.span.begin))
            addBlame(reading, findings, hit.span);
        last = std::max(last, hit.span.end);
    };
    std::vector<Hit> strangers = hitsOf(reading.prose, strangersDeeds());
    std::ranges::move(strangers, std::back_inserter(hits));
    std::ranges::stable_sort(hits, {}, [](const Hit &hit) { return hit.span.begin; });
    for (const Hit &hit : hits)
        add(hit);
}

} // namespace muster::comms
