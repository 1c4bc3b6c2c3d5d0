// SPDX-License-Identifier: GPL-3.0-or-later
// Promises that nobody owns. Source: the runbook's first pitfall, unclear ownership.
#include "models/comms/checks.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::comms {
namespace {

const QString kTeam = u"(?:team|squad|group|department|crew)"_s;

const QRegularExpression &someoneWords()
{
    static const QString who =
        u"(?:someone|somebody|anyone|one of us|some(?: of our)? (?:people|colleagues?|engineers?)|"
        u"(?:an?|one of our) (?:\\w+ )?(?:colleagues?|persons?|specialists?|experts?|engineers?|technicians?|"
        u"agents?|representatives?|managers?|members? of (?:our |the )?staff)|"
        u"the (?:persons?|people|teams?|colleagues?) (?:in charge|concerned|responsible)|"
        u"(?:the )?(?:relevant|appropriate|responsible|concerned|right) (?:teams?|people|persons?|"
        u"departments?|colleagues?))"_s;
    static const QRegularExpression rule =
        words(u"\\b"_s + who + u"( (?:from|on|in|of|at) (?:the|our|my)(?: [\\w-]{1,20}){0,3} "_s + kTeam +
              u")?(?:'ll| (?:will|is going to|should|shall|must|needs? to|has to))\\b"_s);
    return rule;
}

const QRegularExpression &passiveWords()
{
    static const QString will = u"(?:will|shall|'ll|is going to|are going to|is to|are to|needs? to|has to) "
                                u"(?:also |then |now )?(?:be|get) "
                                u"(?:fully |properly |thoroughly |quickly |further |soon |shortly )?"_s;
    static const QRegularExpression rule = anyOf(
        {u"\\b"_s + will +
             u"(?:looked (?:into|at|after)|investigated|reviewed|checked|examined|analy[sz]ed|inspected|"
             u"verified|clarified)\\b"_s,
         u"\\b"_s + will +
             u"(?:handled|addressed|taken care of|dealt with|followed(?: up)?(?: on)?|sorted(?: "
             u"out)?|actioned|escalated|"
             u"contacted|worked on|arranged|processed|considered|taken up|called back|passed "
             u"on|forwarded|raised|"
             u"prioriti[sz]ed|tracked|implemented|restarted|repeated|re-?run|reloaded|reprocessed)\\b"_s,
         u"\\b"_s + will + u"(?:fixed|resolved|solved|repaired|corrected|done)\\b"_s,
         u"\\b(?:steps|measures|actions?) (?:will|shall|are going to) be (?:taken|made)\\b"_s});
    return rule;
}

/// A team or a person stands behind the promise: "will be looked into by the database team".
bool hasOwner(const Reading &reading, Span at)
{
    const Span sentence = reading.prose.sentenceAt(at.begin);
    const QString after = reading.prose.in({at.end, std::min(sentence.end, at.end + 80)});
    static const QRegularExpression by = words(
        u"^[^.;]{0,40}?\\b(?:by|with) (?:us\\b|me\\b|(?-i:[A-Z][a-z])|(?:the|our|an?|my)(?: "
        u"[\\w-]{1,20}){0,3} "
        u"(?:team|squad|group|lead|engineers?|owner|manager|staff|colleagues?|commander|on-call)\\b)"_s);
    static const QRegularExpression of =
        words(u"^ (?:from|on|in|of|at) (?:the|our|my)(?: [\\w-]{1,20}){0,3} "_s + kTeam + u"\\b"_s);
    return by.match(after).hasMatch() || of.match(after).hasMatch();
}

/// "once it will be fixed": a condition, no promise.
bool isSupposed(const Prose &prose, qsizetype at)
{
    static const QRegularExpression rule(u"\\b(?:when|once|until|if|whether|after|not)\\b[^,;]{0,50}$"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    const qsizetype from = std::max(prose.sentenceAt(at).begin, at - 60);
    return rule.match(prose.in({from, at})).hasMatch();
}

void add(const Reading &reading, Findings &findings, Span at)
{
    findings.push_back(reading.finding(
        FindingKind::UnownedPromise, at, u"\"%1\" does not say who does it."_s.arg(reading.shown(at)),
        u"Name the person or the team, as in \"our database team checks\"."_s));
}

} // namespace

void checkOwners(const Reading &reading, Findings &findings)
{
    for (const Hit &hit : hitsOf(reading.prose, someoneWords())) {
        if (!reading.prose.isQuoted(hit.span.begin) && hit.groups.value(1).isEmpty())
            add(reading, findings, hit.span);
    }
    for (const Hit &hit : hitsOf(reading.prose, passiveWords())) {
        if (!reading.isInRepair(hit.span) && !reading.prose.isQuoted(hit.span.begin) &&
            !hasOwner(reading, hit.span) && !isSupposed(reading.prose, hit.span.begin))
            add(reading, findings, hit.span);
    }
}

} // namespace muster::comms
