// SPDX-License-Identifier: GPL-3.0-or-later
// What the filter field offers while one types: keys first, then the names that exist.
#include "models/views/filtertokens.h"
#include "models/views/namesets.h"

namespace muster::views {

using namespace Qt::StringLiterals;
using Key = FilterTerm::Key;

namespace {

constexpr qsizetype kMost = 12;

template <typename List> QStringList namesOf(const List &list)
{
    QStringList names;
    for (size_t i = 1; i < list.size(); ++i)
        names << list[i].name;
    return names;
}

template <typename List> QStringList keysOf(const List &list)
{
    QStringList keys;
    for (size_t i = 1; i < list.size(); ++i)
        keys << list[i].key;
    return keys;
}

QStringList tagsOf(const Names &names)
{
    QStringList tags;
    for (const auto &set : names.tagSets)
        tags << set;
    tags.sort();
    tags.removeDuplicates();
    return tags;
}

QStringList valuesOf(Key key, QChar op, const Names &names)
{
    if (op != u':')
        return takesDuration(key)
                   ? QStringList{u"30m"_s, u"1h"_s, u"2h"_s, u"8h"_s, u"1d"_s, u"3d"_s, u"1w"_s}
                   : QStringList();
    switch (key) {
    case Key::Priority:
        return keysOf(names.priorities);
    case Key::Tier:
        return keysOf(names.tiers);
    case Key::Owner:
        return QStringList{u"me"_s, u"nobody"_s} + namesOf(names.people);
    case Key::Customer:
        return namesOf(names.customers);
    case Key::Tag:
        return tagsOf(names);
    case Key::Incident:
    case Key::Cause:
        return {u"any"_s, u"none"_s};
    case Key::Status:
    case Key::Clock:
    case Key::State:
    case Key::Is:
    case Key::Due:
        return fixedValues(key);
    case Key::Word:
    case Key::Case:
    case Key::Age:
    case Key::Updated:
        break;
    }
    return {};
}

/// Those with a word that begins with `typed`, the ones that begin with it themselves first.
QStringList fitting(const QStringList &values, const QString &typed)
{
    QStringList first, second;
    for (const auto &value : values) {
        const QString comparable = folded(value);
        if (comparable.startsWith(typed))
            first << value;
        else if (first.size() < kMost && beginsAWord(comparable, typed))
            second << value;
    }
    return (first + second).mid(0, kMost);
}

QStringList keyCompletions(const QString &typed, const QString &sign, const Names &names)
{
    QStringList texts;
    for (const auto &[key, name] : filterKeyNames()) {
        if (!name.startsWith(typed))
            continue;
        if (!takesDuration(key) || key == Key::Due)
            texts << sign + name + u':';
        if (takesDuration(key))
            texts << sign + name + u'<' << sign + name + u'>';
    }
    if (typed.size() < 2)
        return texts;
    for (const Key key : {Key::Priority, Key::Tier, Key::Status, Key::State, Key::Is}) {
        for (const auto &value : fitting(valuesOf(key, u':', names), typed))
            texts << sign + filterKeyName(key) + u':' + quotedValue(value);
    }
    return texts.mid(0, kMost);
}

} // namespace

QStringList filterCompletions(const QString &text, qsizetype cursor, const Names &names)
{
    const QString before = text.left(cursor);
    const auto tokens = filterTokens(before);
    FilterToken token;
    if (!tokens.empty() && tokens.back().at + tokens.back().length == before.size())
        token = tokens.back();
    const QString sign = token.negated ? u"-"_s : QString();
    if (token.key.isEmpty())
        return keyCompletions(folded(token.text()), sign, names);
    const auto known = filterKeyNames();
    const auto it = std::ranges::find(known, folded(token.key), &FilterKeyName::name);
    if (it == known.end())
        return {};
    const auto parts = splitValues(token);
    QString lead = sign + it->name + token.op;
    for (size_t i = 0; i + 1 < parts.size(); ++i)
        lead += quotedValue(parts[i].text()) + u',';
    QStringList texts;
    for (const auto &value : fitting(valuesOf(it->key, token.op, names), folded(parts.back().text())))
        texts << lead + quotedValue(value);
    return texts;
}

} // namespace muster::views
