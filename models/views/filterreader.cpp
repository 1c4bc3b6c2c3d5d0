// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the filter line into terms; every mistake is a problem with its place, and the rest is still read.
#include "models/views/filtertokens.h"
#include "models/views/fold.h"

#include <QCoreApplication>

#include <numeric>

namespace muster::views {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Key = FilterTerm::Key;
using Compare = FilterTerm::Compare;

namespace {

struct FilterText
{
    Q_DECLARE_TR_FUNCTIONS(FilterText)
};

constexpr Millis kLongest = 24h * 3660;

/// How many letters must be typed anew to make one word of the other.
int distance(QStringView left, QStringView right)
{
    std::vector<int> row(size_t(right.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 0; i < left.size(); ++i) {
        int diagonal = std::exchange(row[0], int(i) + 1);
        for (size_t k = 1; k < row.size(); ++k) {
            const int change = diagonal + (left[i] == right[qsizetype(k) - 1] ? 0 : 1);
            diagonal = row[k];
            row[k] = std::min({change, row[k] + 1, row[k - 1] + 1});
        }
    }
    return row.back();
}

QString nearest(const QString &word, const QStringList &list)
{
    const auto it = std::ranges::min_element(
        list, {}, [&](const QString &item) { return distance(word.left(40), item); });
    return *it;
}

class Reader
{
public:
    explicit Reader(FilterQuery &query) : m_query(query) {}

    void read(const FilterToken &token);

private:
    void problem(const FilterToken &where, const QString &what)
    {
        m_query.problems.push_back({where.at, where.length, what});
    }
    void readWord(const FilterToken &token);
    void readKey(const FilterToken &token);
    void readDuration(FilterTerm term, const FilterToken &token);
    void readValues(FilterTerm term, const FilterToken &token);

    FilterQuery &m_query;
};

std::optional<Millis> parseDuration(const QString &text)
{
    if (text.size() < 2 || text.size() > 8)
        return std::nullopt;
    bool isNumber = std::ranges::all_of(text.chopped(1), [](QChar c) { return c >= u'0' && c <= u'9'; });
    const qint64 number = text.chopped(1).toLongLong();
    Millis unit{0};
    switch (text.back().unicode()) {
    case u's':
        unit = 1s;
        break;
    case u'm':
        unit = 1min;
        break;
    case u'h':
        unit = 1h;
        break;
    case u'd':
        unit = 24h;
        break;
    case u'w':
        unit = 24h * 7;
        break;
    default:
        isNumber = false; // text from outside
    }
    return isNumber && number * unit <= kLongest ? std::optional(number * unit) : std::nullopt;
}

void Reader::read(const FilterToken &token)
{
    if (token.unclosedQuote) {
        problem(token, FilterText::tr("The quote is not closed: add a \" at its end"));
    } else if (token.key.isEmpty()) {
        readWord(token);
    } else {
        readKey(token);
    }
}

void Reader::readWord(const FilterToken &token)
{
    const QString text = token.text();
    if (text.isEmpty()) {
        problem(token, FilterText::tr("There is no word between the quotes"));
        return;
    }
    if (token.length == 1 && text == u"-") {
        problem(token, FilterText::tr("A lone - leaves nothing out: write it right before a word or a key"));
        return;
    }
    m_query.terms.push_back({Key::Word, Compare::Equals, token.negated, {folded(text)}, {}});
}

void Reader::readKey(const FilterToken &token)
{
    const QString name = folded(token.key);
    const auto names = filterKeyNames();
    const auto it = std::ranges::find(names, name, &FilterKeyName::name);
    if (it == names.end()) {
        QStringList all;
        std::ranges::transform(names, std::back_inserter(all), &FilterKeyName::name);
        problem(token,
                FilterText::tr(
                    "“%1” is not a key; the nearest is “%2”. Put text with “%3” in quotes to search for it")
                    .arg(token.key, nearest(name, all), QString(token.op)));
        return;
    }
    FilterTerm term{it->key, Compare::Equals, token.negated, {}, {}};
    if (token.op != u':') {
        term.compare = token.op == u'<' ? Compare::Less : Compare::More;
        readDuration(std::move(term), token);
    } else {
        readValues(std::move(term), token);
    }
}

void Reader::readDuration(FilterTerm term, const FilterToken &token)
{
    const QString name = filterKeyName(term.key);
    if (!takesDuration(term.key)) {
        problem(token, FilterText::tr("“%1” cannot be compared: write %1:value").arg(name));
        return;
    }
    const auto duration = parseDuration(folded(token.text()));
    if (!duration) {
        problem(token,
                FilterText::tr("“%1” is not a length of time: write a number and m, h, d or w, as in %2")
                    .arg(token.text(), name + token.op + u"2h"_s));
        return;
    }
    term.duration = *duration;
    m_query.terms.push_back(std::move(term));
}

void Reader::readValues(FilterTerm term, const FilterToken &token)
{
    const QString name = filterKeyName(term.key);
    const QStringList fixed = fixedValues(term.key);
    if (takesDuration(term.key) && fixed.isEmpty()) {
        problem(token, FilterText::tr("“%1” takes < or > and a length of time, as in %1>3d").arg(name));
        return;
    }
    for (const auto &part : splitValues(token)) {
        const QString value = folded(part.text());
        if (value.isEmpty()) {
            problem(token, FilterText::tr("A value is missing after “%1:”").arg(name));
            return;
        }
        if (!fixed.isEmpty() && !fixed.contains(value)) {
            const QString near = nearest(value, fixed);
            problem(
                part,
                takesDuration(term.key)
                    ? FilterText::tr("“%1” takes %1:%2, or < or > and a length of time, as in %1<2h")
                          .arg(name, near)
                    : FilterText::tr("“%1” takes no “%2”; the nearest is “%3”").arg(name, part.text(), near));
            return;
        }
        if (!term.values.contains(value))
            term.values << value;
    }
    m_query.terms.push_back(std::move(term));
}

} // namespace

FilterQuery parseFilter(const QString &text)
{
    FilterQuery query;
    Reader reader(query);
    for (const auto &token : filterTokens(text))
        reader.read(token);
    return query;
}

} // namespace muster::views
