// SPDX-License-Identifier: GPL-3.0-or-later
// Promised times: the next update that is missing, words without a time, repairs with one.
#include "models/comms/checks.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::comms {
namespace {

/// Where a missing sentence would go: behind the last word.
Span endOf(const QString &text)
{
    qsizetype end = text.size();
    while (end > 0 && text[end - 1].isSpace())
        --end;
    return {end, end};
}

/// A time in the same sentence makes a vague word exact.
bool hasExactTime(const Reading &reading, Span sentence)
{
    return std::ranges::any_of(reading.timesIn(sentence), [](const TimedWords &each) {
        return each.time.kind != TimeMention::Kind::Day;
    });
}

/// "soon" and "shortly" as a part of a name or of what is over: "Soon Kim", "shortly after", "we soon saw".
bool isNoPromise(const Prose &prose, Span at, Span sentence)
{
    const QString before = prose.in({std::max(sentence.begin, at.begin - 24), at.begin});
    const QString after = prose.in({at.end, std::min(sentence.end, at.end + 24)});
    static const QRegularExpression pastAfter(
        u"^[-@/_.]\\w|^\\h+(?:after|before|of|thereafter|afterwards?|following|found|saw|noticed|"
        u"learned|became|\\w{3,}ed)\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression pastBefore(
        u"(?:[-@/_#.]|\\b(?:too|how|as|once|every|was|were|sooner or)\\h+)$"_s,
        QRegularExpression::CaseInsensitiveOption);
    if (pastAfter.match(after).hasMatch() || pastBefore.match(before).hasMatch())
        return true;
    // A capital inside a sentence, or in front of another one, is a name.
    const bool isCapital =
        prose.text[at.begin].isUpper() && at.length() > 1 && prose.text[at.begin + 1].isLower();
    const bool opens =
        before.trimmed().isEmpty() || before.trimmed().endsWith(u':') || before.trimmed().endsWith(u'-');
    static const QRegularExpression name(u"^\\h+[A-Z][a-z]"_s);
    return isCapital && (!opens || name.match(after).hasMatch());
}

/// "Please change your password as soon as possible": asks, and promises nothing.
bool isRequest(const QString &sentence)
{
    static const QRegularExpression asks(
        u"\\bplease\\b|\\byou (?:should|can|must|need|may)\\b|\\bwe (?:ask|advise|recommend)\\b|"
        u"^\\W*(?:change|rotate|reset|log|sign|update|check|install|turn|set|let)\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression ours(u"\\b(?:we|i|they|it|he|she|team)(?:'ll| will| shall| are| is)\\b"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    return asks.match(sentence).hasMatch() && !ours.match(sentence).hasMatch();
}

/// Vague wherever they stand.
const QRegularExpression &vagueWords()
{
    static const QRegularExpression rule =
        anyOf({u"\\bsoon(?:ish|est)?\\b"_s, u"\\b(?:shortly|momentarily|imminently|asap|a\\.s\\.a\\.p)\\b"_s,
               u"\\bas (?:soon|quickly|fast|promptly|early) as (?:possible|practicable|feasible)\\b"_s,
               u"\\bas soon as (?:we|i) (?:can|know|have|learn|get)\\b"_s});
    return rule;
}

/// Vague where something is still to come: "300 requests in a minute" is none of them.
const QRegularExpression &vagueWhenToCome()
{
    static const QString spans = u"(?:minutes|moments|hours|days)"_s;
    static const QRegularExpression rule = anyOf(
        {u"\\bin a (?:bit|moment|minute|sec(?:ond)?|while|little while|few(?: \\w{1,10})?)\\b"_s,
         u"\\bin (?:a )?few (?:more )?"_s + spans + u"\\b"_s,
         u"\\bin (?:a )?couple (?:of )?"_s + spans + u"\\b"_s,
         u"\\bin some (?:time|minutes|hours|days)\\b"_s,
         u"\\bwithin (?:a few )?"_s + spans + u"\\b"_s,
         u"\\b(?:in|within) (?:a )?short (?:time|while|order)\\b"_s,
         u"\\b(?:in|over|during) the (?:coming|next) (?:few )?(?:little while|while|minutes|hours|days)\\b"_s,
         u"\\b(?:during|over|in the course of) the day\\b"_s,
         u"\\bin (?:the )?(?:near|foreseeable|not too distant) future\\b"_s,
         u"\\bbefore (?:too )?long\\b"_s,
         u"\\bin due (?:course|time)\\b"_s,
         u"\\b(?:at )?any (?:minute|moment)(?: now)?\\b"_s,
         u"\\bat (?:the|our|your) earliest(?: opportunity| convenience)?\\b"_s,
         u"\\bin no time\\b"_s,
         u"\\blater (?:today|tonight|on)\\b"_s,
         u"\\bwhen(?:ever)? (?:we|i) can\\b"_s,
         u"\\bas time (?:permits|allows)\\b"_s,
         u"\\b(?:by )?(?:the )?(?:eod|cob|eob|end of (?:the )?(?:business )?day)(?: today)?\\b"_s,
         u"\\bin good time\\b|\\bin (?:a )?timely (?:manner|fashion)\\b"_s,
         u"\\bsome ?time (?:today|later|tomorrow)\\b"_s,
         u"\\bat (?:some|a later) point\\b"_s});
    return rule;
}

bool isToCome(const QString &sentence)
{
    static const QRegularExpression rule(
        u"\\b(?:more|updates?|back|follow\\w*|news|coming|again|inform\\w*|report)\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    return speaksOfFuture(sentence) || rule.match(sentence).hasMatch();
}

/// By its words, or because it is the very time that is promised in the composer's field.
bool saysWhenMoreComes(const TimedWords &words, std::optional<Instant> promise)
{
    if (words.role == TimeRole::NextUpdate)
        return true;
    const auto at = promise ? near(words.time, *promise) : std::nullopt;
    return words.role == TimeRole::Other && at && std::chrono::abs(*at - *promise) < std::chrono::minutes(1);
}

} // namespace

void checkNextUpdate(const Reading &reading, Findings &findings)
{
    const bool isStated = std::ranges::any_of(reading.times, [&](const TimedWords &each) {
        return saysWhenMoreComes(each, reading.message.nextBy);
    });
    if (isStated || !reading.isRunning() || reading.message.text.trimmed().isEmpty())
        return;
    const QString mend =
        reading.message.nextBy
            ? u"Add a sentence such as \"Next update by %1.\""_s.arg(
                  clockText(*reading.message.nextBy, reading.context.time))
            : u"Set the time of the next update and name it, as in \"Next update by 15:00 UTC.\""_s;
    findings.push_back(reading.finding(FindingKind::NoNextUpdate, endOf(reading.message.text),
                                       u"It does not say when the next update comes."_s, mend));
}

void checkVagueTimes(const Reading &reading, Findings &findings)
{
    for (const QRegularExpression &rule : {vagueWords(), vagueWhenToCome()}) {
        for (const Hit &hit : hitsOf(reading.prose, rule)) {
            const Span sentence = reading.prose.sentenceAt(hit.span.begin);
            const QString said = reading.prose.in(sentence);
            if (reading.prose.isQuoted(hit.span.begin) || hasExactTime(reading, sentence) ||
                reading.isInRepair(hit.span) || isRequest(said) ||
                isNoPromise(reading.prose, hit.span, sentence) ||
                (rule == vagueWhenToCome() && !isToCome(said)))
                continue;
            findings.push_back(reading.finding(FindingKind::VagueTime, hit.span,
                                               u"\"%1\" names no time."_s.arg(reading.shown(hit.span)),
                                               u"Say by when, as in \"by 15:00 UTC\"."_s));
        }
    }
}

void checkRepairPromises(const Reading &reading, Findings &findings)
{
    Span last;
    for (const TimedWords &each : reading.times) {
        if (each.role != TimeRole::Repair || reading.prose.isQuoted(each.words.begin) ||
            last.overlaps(each.words))
            continue;
        last = each.words;
        findings.push_back(reading.finding(
            FindingKind::RepairPromise, each.words,
            u"\"%1\" promises a time of repair, which nobody knows yet."_s.arg(reading.shown(each.words)),
            u"Promise the next update instead, and say what is being done."_s,
            reading.isPublic() ? Weight::Hold : Weight::Advise));
    }
}

} // namespace muster::comms
