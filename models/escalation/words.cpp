// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/escalation/words.h"

#include "models/escalation/waymatch.h"

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace muster::escalation {
namespace {

constexpr size_t kDenialReach = 4; ///< words before a hit in which a denial stands
constexpr size_t kBehindReach = 6; ///< words behind it
constexpr qsizetype kMostHits = 20;

/// The ways of one topic in every language, found by their first words.
struct Ways
{
    struct Entry
    {
        Way way;
        size_t language = 0; ///< number in `languages`
    };
    struct Language
    {
        QString name;
        std::vector<Way> except;
    };
    std::vector<Entry> entries;
    std::vector<Language> languages;
    WayIndex index;
};

struct Denials
{
    std::vector<Way> before, after, lifted;
};

using Words = std::span<const TextWord>;

Ways readyWays(const std::vector<policy::WordList> &lists)
{
    Ways ready;
    for (const policy::WordList &list : lists) {
        for (const QString &way : list.ways) {
            ready.entries.push_back({Way(way), ready.languages.size()});
            ready.index.add(ready.entries.back().way, ready.entries.size() - 1);
        }
        ready.languages.push_back({list.language, waysOf(list.except)});
    }
    return ready;
}

/// The words of the clause of a place, and where it stands in them: a denial does not reach over a comma.
struct Clause
{
    Words words;
    size_t at = 0;
};
Clause clauseOf(Words all, size_t at, size_t count)
{
    const auto isSame = [&](size_t other, size_t place) {
        return all[other].sentence == all[place].sentence && all[other].clause == all[place].clause;
    };
    size_t begin = at, end = at + count;
    while (begin > 0 && isSame(begin - 1, at))
        --begin;
    while (end < all.size() && isSame(end, at + count - 1))
        ++end;
    return {all.subspan(begin, end - begin), at - begin};
}

/// The first of the ways that fits at a place in [from, to); null where none does.
const Way *anyWithin(Words words, size_t from, size_t to, const std::vector<Way> &ways)
{
    for (size_t i = from; i < std::min(to, words.size()); ++i) {
        for (const Way &way : ways) {
            if (way.fitAt(words.subspan(i)) > 0)
                return &way;
        }
    }
    return nullptr;
}

/// Whether one of the exceptions covers any word of [at, at + count).
bool isExcepted(Words all, size_t at, size_t count, const std::vector<Way> &except)
{
    constexpr size_t kReach = 8;
    for (size_t i = at > kReach ? at - kReach : 0; i < at + count && i < all.size(); ++i) {
        for (const Way &way : except) {
            const auto fit = size_t(way.fitAt(all.subspan(i)));
            if (fit > 0 && i + fit > at)
                return true;
        }
    }
    return false;
}

} // namespace

struct WordFinder::Ready
{
    Ways security, revenue;
    std::map<QString, Denials> denials;
    std::vector<QString> request;
    policy::MailMarks mail;

    /// Whether a word is one of those that ask to escalate, and is meant so: by itself, in capitals or behind
    /// a bracket.
    bool isRequest(const QString &text, const TextWord &word, bool isAlone) const;
    /// The word by which it is denied; empty where it stands.
    QString deniedBy(const QString &language, Words all, size_t at, size_t count) const
    {
        const auto known = denials.find(language);
        if (known == denials.end())
            return {};
        const Clause here = clauseOf(all, at, count);
        const size_t from = here.at > kDenialReach ? here.at - kDenialReach : 0;
        const size_t behind = here.at + count, last = behind + kBehindReach;
        const Denials &words = known->second;
        if (!anyWithin(here.words, from > 2 ? from - 2 : 0, behind, words.lifted)) {
            if (const Way *way = anyWithin(here.words, from, here.at, words.before))
                return way->written();
        }
        const Way *after = anyWithin(here.words, behind, last, words.after);
        return after && !anyWithin(here.words, behind, last, words.lifted) ? after->written() : QString();
    }
};

WordFinder::WordFinder(const policy::WordLists &lists)
{
    auto ready = std::make_unique<Ready>();
    ready->security = readyWays(lists.security);
    ready->revenue = readyWays(lists.revenue);
    for (const policy::Denial &denial : lists.denials)
        ready->denials[denial.language] = {waysOf(denial.before), waysOf(denial.after),
                                           waysOf(denial.lifted)};
    for (const QString &word : lists.request)
        ready->request.push_back(plainText(word));
    ready->mail = lists.mail;
    m_ready = std::move(ready);
}

WordFinder::~WordFinder() = default;

std::vector<WordHit> WordFinder::find(Topic topic, const QString &text) const
{
    const Ways &ways = topic == Topic::Security ? m_ready->security : m_ready->revenue;
    const std::vector<TextWord> all = wordsOf(ownText(text, m_ready->mail));
    const Words words(all);
    std::vector<WordHit> hits;
    for (size_t i = 0; i < words.size() && qsizetype(hits.size()) < kMostHits;) {
        size_t taken = 0;
        for (const size_t number : ways.index.at(words[i])) {
            const Ways::Entry &entry = ways.entries[number];
            const Ways::Language &language = ways.languages[entry.language];
            const auto fit = size_t(entry.way.fitAt(words.subspan(i)));
            if (fit == 0 || isExcepted(words, i, fit, language.except))
                continue;
            const TextWord &last = words[i + fit - 1];
            const qsizetype begin = words[i].begin, end = last.begin + last.length;
            hits.push_back({begin, end - begin, text.mid(begin, end - begin), language.name,
                            entry.way.written(), m_ready->deniedBy(language.name, words, i, fit)});
            taken = fit;
            break;
        }
        i += std::max<size_t>(1, taken);
    }
    return hits;
}

bool WordFinder::isAbout(Topic topic, const QString &subject, const QString &text) const
{
    const auto counts = [&](const QString &part) {
        return std::ranges::any_of(find(topic, part), &WordHit::counts);
    };
    return counts(subject) || counts(text);
}

bool WordFinder::Ready::isRequest(const QString &text, const TextWord &word, bool isAlone) const
{
    if (std::ranges::find(request, word.plain) == request.end())
        return false;
    const QString written = text.mid(word.begin, word.length);
    return isAlone || written == written.toUpper() || (word.begin > 0 && text[word.begin - 1] == u'[');
}

bool WordFinder::asksToEscalate(const QString &subject) const
{
    static const QStringList prefixes{u"re"_s, u"aw"_s, u"fw"_s, u"fwd"_s, u"wg"_s, u"tr"_s, u"rv"_s};
    const std::vector<TextWord> words = wordsOf(subject);
    size_t first = 0;
    while (first < words.size() && prefixes.contains(words[first].plain))
        ++first;
    for (size_t i = first; i < words.size(); ++i) {
        if (m_ready->isRequest(subject, words[i], words.size() - first == 1))
            return true;
    }
    return false;
}

bool WordFinder::answersToEscalate(const QString &text) const
{
    bool isHead = true;
    for (const QString &line : ownText(text, m_ready->mail).split(u'\n')) {
        const std::vector<TextWord> words = wordsOf(line);
        if (words.empty())
            continue;
        const bool isAlone = words.size() == 1;
        if ((isHead || isAlone) && m_ready->isRequest(line, words.front(), isHead && isAlone))
            return true;
        isHead = false;
    }
    return false;
}

QString foundText(const std::vector<WordHit> &hits)
{
    QStringList found;
    for (const WordHit &hit : hits) {
        if (hit.counts() && !found.contains(hit.words, Qt::CaseInsensitive))
            found += hit.words.simplified();
    }
    return found.isEmpty() ? QString() : u"“%1”"_s.arg(found.join(u"”, “"_s));
}

} // namespace muster::escalation
