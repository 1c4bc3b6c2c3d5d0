// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/escalation/similar.h"

#include <QSet>

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace muster::escalation {
namespace {

constexpr qsizetype kLongestForm = 7;
constexpr size_t kLeastParts = 3;
constexpr qsizetype kMostCommon = 8;

/// Words that every text has, in the languages of the word lists.
const QSet<QString> &fillers()
{
    static const QSet<QString> words = [] {
        const QString all = QStringLiteral(
            "a about after again all am an and any are as at be because been before but by can could did do "
            "does "
            "for from get got had has have he hello hi her here how i if in into is it its just me more my "
            "no not "
            "now of off on one or our out over please she since so some still than thank thanks that the "
            "their "
            "them then there these they this to today too up us was we were what when where which while who "
            "why "
            "will with would yes you your "
            "aber alle als am an auch auf aus bei bin bis bitte da dann das dass dem den der des die dies "
            "diese "
            "dieser dieses doch ein eine einem einen einer eines er es fur gibt guten hallo hat haben heute "
            "hier "
            "ich ihr ihre im immer in ist ja jetzt kann kein keine konnen man mehr mein mich mir mit nach "
            "nicht "
            "noch nur oder ohne schon sehr sein seit sich sie sind so tag und uber um uns unser unsere "
            "unserer vom "
            "von vor war warum was wann wegen wenn werden wie wieder wir wird wurde wurden zu zum zur "
            "au aux avec bonjour c'est ce ces cette chez dans de depuis des deux du elle en encore est et "
            "etre eu "
            "il ils j'ai je la le les leur lors lui ma mais me merci mes moi mon n'est ne nos notre nous on "
            "ont ou "
            "par pas plus pour que qui sa sans se ses son sont sur ta toujours tous tout tres un une vos "
            "votre "
            "vous "
            "al algo como con cuando de del desde donde el ella ellos en entre es esta estan este esto "
            "gracias ha "
            "hasta hay hola la las le les lo los mas me mi muy no nos nuestra nuestro o para pero por porque "
            "que "
            "se si sin sobre son su sus tambien te todo todos un una uno unos y ya");
        const QStringList list = all.split(u' ', Qt::SkipEmptyParts);
        return QSet<QString>(list.begin(), list.end());
    }();
    return words;
}

/// A short form under which inflected words meet; not cut to its longest length yet.
QString stemOf(const QString &plain)
{
    static const QStringList ends{u"ingly"_s, u"ungen"_s, u"ation"_s, u"ings"_s, u"ing"_s, u"ung"_s,
                                  u"edly"_s,  u"ed"_s,    u"es"_s,    u"en"_s,   u"er"_s,  u"ly"_s,
                                  u"s"_s,     u"e"_s,     u"n"_s,     u"t"_s};
    QString form = plain;
    if (form.endsWith(u"'s"))
        form.chop(2);
    if (std::ranges::any_of(form, [](QChar c) { return c.isDigit(); }))
        return form;
    for (const QString &end : ends) {
        if (form.size() >= end.size() + 4 && form.endsWith(end)) {
            form.chop(end.size());
            break;
        }
    }
    return form;
}

bool hasDigit(const QString &plain)
{
    return std::ranges::any_of(plain, [](QChar c) { return c.isDigit(); });
}

QString formOf(const QString &plain)
{
    return hasDigit(plain) ? stemOf(plain) : stemOf(plain).left(kLongestForm);
}

/// As it stands, then what inflection makes of it in the languages of the word lists.
QStringList formsOf(const QString &plain)
{
    QStringList forms{plain};
    if (hasDigit(plain))
        return forms;
    const QString stem = stemOf(plain);
    for (const QString &end : {QString(), u"s"_s, u"ed"_s, u"ing"_s, u"es"_s, u"e"_s, u"en"_s, u"er"_s}) {
        if (!forms.contains(stem + end))
            forms += stem + end;
    }
    return forms;
}

quint32 weightOf(const QString &plain)
{
    if (hasDigit(plain))
        return plain.size() >= 3 ? 4 : 1;
    return plain.size() >= 7 ? 3 : plain.size() >= 4 ? 2 : 1;
}

/// FNV-1a over the UTF-16 units: the same on every desk, unlike a seeded hash.
quint32 hashOf(const QString &form)
{
    quint32 hash = 2'166'136'261U;
    for (const QChar c : form) {
        hash = (hash ^ (c.unicode() & 0xffU)) * 16'777'619U;
        hash = (hash ^ quint32(c.unicode() >> 8)) * 16'777'619U;
    }
    return hash;
}

struct Counted
{
    QString word, plain;
    quint32 weight = 0;
};
/// By short form, in a fixed order.
std::map<QString, Counted> countedWords(const QString &text)
{
    std::map<QString, Counted> counted;
    qsizetype left = kMostCompared;
    for (const TextWord &word : wordsOf(text)) {
        if (left == 0)
            break;
        if (word.plain.size() < 2 || fillers().contains(word.plain))
            continue;
        --left;
        counted.try_emplace(formOf(word.plain),
                            Counted{text.mid(word.begin, word.length), word.plain, weightOf(word.plain)});
    }
    return counted;
}

} // namespace

Fingerprint fingerprintOf(const QString &subject, const QString &text, const policy::MailMarks &marks)
{
    std::map<quint32, quint32> weights;
    for (const auto &[form, counted] : countedWords(subject + u"\n\n"_s + ownText(text, marks)))
        weights.try_emplace(hashOf(form), counted.weight);
    Fingerprint made;
    made.parts.reserve(weights.size());
    for (const auto &[word, weight] : weights) {
        made.parts.push_back({word, weight});
        made.weight += weight;
    }
    return made;
}

int likeness(const Fingerprint &left, const Fingerprint &right)
{
    if (left.parts.size() < kLeastParts || right.parts.size() < kLeastParts)
        return 0;
    quint64 common = 0;
    auto a = left.parts.begin();
    auto b = right.parts.begin();
    while (a != left.parts.end() && b != right.parts.end()) {
        if (a->word == b->word) {
            common += std::min(a->weight, b->weight);
            ++a;
            ++b;
        } else if (a->word < b->word) {
            ++a;
        } else {
            ++b;
        }
    }
    return int(2000 * common / (quint64(left.weight) + right.weight));
}

namespace {

Instant causeSince(const Report &report, size_t place)
{
    return place < report.causesSince.size() ? report.causesSince[place] : report.at;
}

/// Since when both have a cause in common; absent where they have none.
std::optional<Instant> sameCauseSince(const Report &report, const Report &other)
{
    std::optional<Instant> earliest;
    for (size_t i = 0; i < report.causes.size(); ++i) {
        const auto found = std::ranges::find(other.causes, report.causes[i]);
        if (found == other.causes.end())
            continue;
        const Instant both =
            std::max(causeSince(report, i), causeSince(other, size_t(found - other.causes.begin())));
        earliest = std::min(earliest.value_or(both), both);
    }
    return earliest;
}

} // namespace

Repeats repeatsOf(const Report &report, std::span<const Report> others, const policy::RepeatRule &rule)
{
    Repeats repeats;
    if (report.customer.isNull())
        return repeats;
    for (const Report &other : others) {
        const bool isInSpan = other.at <= report.at && other.at >= report.at - rule.within;
        if (other.ticket == report.ticket || other.customer != report.customer || !isInSpan)
            continue;
        Repeat repeat{other.ticket, other.at, likeness(report.text, other.text), false, false, report.at};
        repeat.isAlike = repeat.permille >= rule.likePercent * 10;
        const std::optional<Instant> linked = sameCauseSince(report, other);
        repeat.hasSameCause = linked.has_value();
        if (linked && !repeat.isAlike)
            repeat.since = std::max(report.at, *linked);
        if (repeat.isAlike || repeat.hasSameCause)
            repeats.counted.push_back(repeat);
    }
    std::ranges::sort(repeats.counted, [](const Repeat &left, const Repeat &right) {
        return std::pair(right.at, right.ticket) < std::pair(left.at, left.ticket);
    });
    repeats.count += int(repeats.counted.size());
    repeats.isMany = repeats.count >= rule.count;
    return repeats;
}

std::optional<Instant> manySince(const Report &report, const Repeats &repeats, const policy::RepeatRule &rule)
{
    if (!repeats.isMany)
        return std::nullopt;
    std::vector<Instant> since;
    since.reserve(repeats.counted.size());
    for (const Repeat &each : repeats.counted)
        since.push_back(each.since);
    std::ranges::sort(since);
    const auto last = size_t(std::max(0, rule.count - 1)); // the report itself is one of them
    return last == 0 ? report.at : since[last - 1];
}

std::vector<SearchWord> searchWords(const QString &subject, const QString &text,
                                    const policy::MailMarks &marks, qsizetype most)
{
    std::vector<Counted> counted;
    for (const auto &[form, each] : countedWords(subject + u"\n\n"_s + ownText(text, marks)))
        counted.push_back(each);
    std::ranges::stable_sort(counted, std::greater(), &Counted::weight);
    if (qsizetype(counted.size()) > most)
        counted.resize(size_t(most));
    std::vector<SearchWord> words;
    words.reserve(counted.size());
    for (const Counted &each : counted)
        words.push_back({formsOf(each.plain), each.weight});
    return words;
}

QStringList commonWords(const QString &left, const QString &right, const policy::MailMarks &marks)
{
    const auto ours = countedWords(ownText(left, marks)), theirs = countedWords(ownText(right, marks));
    std::vector<Counted> common;
    for (const auto &[form, counted] : ours) {
        if (theirs.contains(form))
            common.push_back(counted);
    }
    std::ranges::stable_sort(common, std::greater(), &Counted::weight);
    QStringList words;
    for (const Counted &each : common)
        words += each.word;
    return words.mid(0, kMostCommon);
}

} // namespace muster::escalation
