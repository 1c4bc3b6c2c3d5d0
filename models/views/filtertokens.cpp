// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/filtertokens.h"

namespace muster::views {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Key = FilterTerm::Key;

namespace {

bool isKeyLetter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'_';
}

bool isOperator(QChar c)
{
    return c == u':' || c == u'<' || c == u'>';
}

/// Reads to the next space outside quotes; `pos` ends behind the token.
FilterToken readToken(const QString &line, qsizetype &pos)
{
    FilterToken token;
    token.at = pos;
    bool quoted = false;
    for (; pos < line.size() && (quoted || !line[pos].isSpace()); ++pos) {
        const QChar c = line[pos];
        if (c == u'"') {
            quoted = !quoted;
            continue;
        }
        const bool escape = quoted && c == u'\\' && pos + 1 < line.size() &&
                            (line[pos + 1] == u'"' || line[pos + 1] == u'\\');
        if (escape)
            ++pos;
        token.rest.push_back({line[pos], quoted, pos});
    }
    token.unclosedQuote = quoted;
    token.length = pos - token.at;
    return token;
}

void takeSign(FilterToken &token)
{
    if (token.length < 2 || token.rest.empty() || token.rest.front().c != u'-' || token.rest.front().quoted)
        return;
    token.negated = true;
    token.rest.erase(token.rest.begin());
}

void takeKey(FilterToken &token)
{
    size_t i = 0;
    while (i < token.rest.size() && !token.rest[i].quoted && isKeyLetter(token.rest[i].c))
        ++i;
    if (i == 0 || i == token.rest.size() || token.rest[i].quoted || !isOperator(token.rest[i].c))
        return;
    for (size_t k = 0; k < i; ++k)
        token.key += token.rest[k].c;
    token.op = token.rest[i].c;
    token.rest.erase(token.rest.begin(), token.rest.begin() + qptrdiff(i + 1));
}

QString inQuotes(QString text)
{
    return u'"' + text.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s) + u'"';
}

bool breaksToken(const QString &text)
{
    return text.isEmpty() || std::ranges::any_of(text, [](QChar c) { return c.isSpace() || c == u'"'; });
}

} // namespace

QString FilterToken::text() const
{
    QString text;
    for (const auto &c : rest)
        text += c.c;
    return text;
}

std::vector<FilterToken> filterTokens(const QString &line)
{
    std::vector<FilterToken> tokens;
    for (qsizetype pos = 0; pos < line.size();) {
        if (line[pos].isSpace()) {
            ++pos;
            continue;
        }
        tokens.push_back(readToken(line, pos));
        takeSign(tokens.back());
        takeKey(tokens.back());
    }
    return tokens;
}

std::vector<FilterToken> splitValues(const FilterToken &token)
{
    std::vector<FilterToken> values(1);
    for (const auto &c : token.rest) {
        if (c.c == u',' && !c.quoted)
            values.emplace_back();
        else
            values.back().rest.push_back(c);
    }
    for (auto &value : values) {
        value.at = value.rest.empty() ? token.at : value.rest.front().at;
        value.length = value.rest.empty() ? token.length : value.rest.back().at + 1 - value.at;
    }
    return values;
}

QString quotedValue(const QString &value)
{
    return breaksToken(value) || value.contains(u',') ? inQuotes(value) : value;
}

QString quotedWord(const QString &word, bool negated)
{
    if (breaksToken(word) || (!negated && word.startsWith(u'-')))
        return inQuotes(word);
    FilterToken token;
    for (const QChar c : word)
        token.rest.push_back({c});
    takeKey(token);
    return token.key.isEmpty() ? word : inQuotes(word);
}

std::span<const FilterKeyName> filterKeyNames()
{
    static const std::array names{
        FilterKeyName{Key::Priority, u"priority"_s}, FilterKeyName{Key::Tier, u"tier"_s},
        FilterKeyName{Key::Status, u"status"_s},     FilterKeyName{Key::Owner, u"owner"_s},
        FilterKeyName{Key::Customer, u"customer"_s}, FilterKeyName{Key::Tag, u"tag"_s},
        FilterKeyName{Key::Case, u"case"_s},         FilterKeyName{Key::Clock, u"clock"_s},
        FilterKeyName{Key::State, u"state"_s},       FilterKeyName{Key::Is, u"is"_s},
        FilterKeyName{Key::Due, u"due"_s},           FilterKeyName{Key::Age, u"age"_s},
        FilterKeyName{Key::Updated, u"updated"_s},   FilterKeyName{Key::Incident, u"incident"_s},
        FilterKeyName{Key::Cause, u"cause"_s},
    };
    return names;
}

QString filterKeyName(Key key)
{
    const auto names = filterKeyNames();
    const auto it = std::ranges::find(names, key, &FilterKeyName::key);
    return it == names.end() ? QString() : it->name;
}

QStringList fixedValues(Key key)
{
    QStringList values;
    switch (key) {
    case Key::Status:
        for (int i = 0; i <= int(ticket::Status::Reopened); ++i)
            values << ticket::statusName(ticket::Status(i));
        break;
    case Key::Clock:
        for (const auto kind : sla::kClockKinds)
            values << sla::clockName(kind);
        break;
    case Key::State:
        for (int i = int(sla::ClockState::Running); i <= int(sla::ClockState::Met); ++i)
            values << sla::clockStateName(sla::ClockState(i));
        break;
    case Key::Is:
        return {u"open"_s, u"unassigned"_s, u"mine"_s, u"acknowledged"_s, u"unanswered"_s, u"escalated"_s};
    case Key::Due:
        return {u"today"_s};
    case Key::Incident:
    case Key::Cause:
    case Key::Word:
    case Key::Priority:
    case Key::Tier:
    case Key::Owner:
    case Key::Customer:
    case Key::Tag:
    case Key::Case:
    case Key::Age:
    case Key::Updated:
        break;
    }
    return values;
}

bool takesDuration(Key key)
{
    return key == Key::Due || key == Key::Age || key == Key::Updated;
}

QString durationText(Millis duration)
{
    constexpr std::array<std::pair<Millis, char16_t>, 4> units{
        {{24h * 7, u'w'}, {24h, u'd'}, {1h, u'h'}, {1min, u'm'}}};
    for (const auto &[unit, letter] : units) {
        if (duration % unit == Millis(0) && (duration != Millis(0) || unit == 1min))
            return QString::number(duration / unit) + QChar(letter);
    }
    return QString::number(duration / 1s) + u's';
}

} // namespace muster::views
