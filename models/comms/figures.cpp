// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/comms/figures.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::comms {
namespace {

const QString kAbout = u"(\\b(?:about|around|roughly|nearly|almost|approximately|some|approx\\.?|up to|"
                       u"over|more than|at least|"
                       u"fewer than|less than) |~ ?)?"_s;
const QString kWhose = u"(?: of)?(?: (?:all|our|the|your|these|its|eu|active|user)){0,3} "_s;
const QString kNoun = u"(sessions?|users?|customers?|accounts?|tenants?|organi[sz]ations?|companies|"
                      u"requests?|traffic|"
                      u"checkouts?|orders?|logins?|transactions?)\\b"_s;

QString noun(const QString &written)
{
    QString word = written.toLower();
    if (word.endsWith(u"ies"))
        return word.chopped(3) + u'y';
    return word.endsWith(u's') ? word.chopped(1) : word;
}

/// A figure counts where its sentence tells who is hit, not who works again, and not a part of a part.
bool isAboutHarm(const Prose &prose, Span at)
{
    static const QRegularExpression harm =
        words(u"\\b(?:affect\\w*|impact\\w*|fail\\w*|errors?|unable|cannot|can't|can not|could not|hit|"
              u"down|broken|not|lost|los(?:e|ing)|hurt|harm\\w*|involved|concern\\w*|who:|scope|"
              u"timeouts?)\\b"_s);
    static const QRegularExpression better =
        words(u"\\b(?:recovered|restored|succe\\w*|healthy|works? again|saved again|again (?:work|save)|"
              u"are back|rolled out|migrated|moved|finished|progress|no longer)\\b"_s);
    static const QRegularExpression part(u"\\b(?:also|including|among|them|only|further|another|other|"
                                         u"least|credit(?:s|ed)?|reset|"
                                         u"rotated|contacted|informed|"
                                         u"called)\\b[^.]{0,20}"_s +
                                             u"$"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    const Span sentence = prose.sentenceAt(at.begin);
    const Span near{std::max(sentence.begin, at.begin - 120), std::min(sentence.end, at.end + 120)};
    const QString said = prose.in(near);
    return harm.match(said).hasMatch() && !better.match(said).hasMatch() &&
           !part.match(prose.in({std::max(sentence.begin, at.begin - 32), at.begin})).hasMatch();
}

void add(std::vector<Claim> &figures, const Prose &prose, Claim claim)
{
    if (isAboutHarm(prose, claim.span))
        figures.push_back(std::move(claim));
}

Span spanOf(const Hit &hit)
{
    return {hit.groupSpans[2].begin, hit.span.end};
}

void addShares(std::vector<Claim> &figures, const Prose &prose)
{
    static const QRegularExpression rule =
        words(kAbout + u"(\\d{1,3}(?:[.,]\\d{1,2})?) ?(?:%|percent|per cent|pct)"_s + kWhose + kNoun);
    for (const Hit &hit : hitsOf(prose, rule)) {
        const double percent = QString(hit.groups[2]).replace(u',', u'.').toDouble();
        add(figures, prose,
            {Claim::Kind::Share, spanOf(hit), noun(hit.groups[3]), percent, !hit.groups[1].isEmpty()});
    }
}

void addCounts(std::vector<Claim> &figures, const Prose &prose)
{
    static const QRegularExpression rule =
        words(kAbout +
              u"(?<![\\d.,])(\\d{1,3}(?:[, ]\\d{3}){1,3}|\\d{1,7})(?: (?:of our|eu|"
              u"active))? "_s +
              kNoun);
    for (const Hit &hit : hitsOf(prose, rule)) {
        const double count = QString(hit.groups[2]).remove(u',').remove(u' ').toDouble();
        add(figures, prose,
            {Claim::Kind::Count, spanOf(hit), noun(hit.groups[3]), count, !hit.groups[1].isEmpty()});
    }
}

/// What "thirds" and "three" divide by; 0 for other words.
double divisorOf(const QString &word)
{
    static const QHash<QString, int> divisors{{u"half"_s, 2},    {u"halves"_s, 2}, {u"third"_s, 3},
                                              {u"quarter"_s, 4}, {u"fifth"_s, 5},  {u"tenth"_s, 10},
                                              {u"two"_s, 2},     {u"three"_s, 3},  {u"four"_s, 4},
                                              {u"five"_s, 5},    {u"six"_s, 6},    {u"ten"_s, 10}};
    const QString one = word.endsWith(u's') && word != u"halves" ? word.chopped(1) : word;
    return divisors.contains(one) ? divisors.value(one) : word.toInt();
}

/// "one in three", "two thirds of": always approximate.
void addFractions(std::vector<Claim> &figures, const Prose &prose)
{
    static const QRegularExpression rule =
        words(kAbout +
              u"((?:one|1) (?:in|of|out of) (?:every )?(two|three|four|five|six|ten|\\d{1,3})|"
              u"(an? |one |two |three )?(half|halves|thirds?|quarters?|fifths?|tenths?))"_s +
              kWhose + kNoun);
    for (const Hit &hit : hitsOf(prose, rule)) {
        const QString times = hit.groups[4].toLower();
        const double many = times == u"two " ? 2 : times == u"three " ? 3 : 1;
        const double divisor = divisorOf((hit.groups[3] + hit.groups[5]).toLower());
        if (divisor > 0)
            add(figures, prose,
                {Claim::Kind::Share, spanOf(hit), noun(hit.groups[6]), 100 * many / divisor, true});
    }
}

} // namespace

std::vector<Claim> figuresIn(const Prose &prose)
{
    std::vector<Claim> figures;
    addShares(figures, prose);
    addFractions(figures, prose);
    addCounts(figures, prose);
    return figures;
}

} // namespace muster::comms
