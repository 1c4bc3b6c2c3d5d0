// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/namesets.h"

namespace muster::views {

using Key = FilterTerm::Key;

namespace {

template <typename List, typename Wanted> std::vector<quint8> setOf(const List &list, Wanted wanted)
{
    std::vector<quint8> set(list.size());
    for (size_t i = 0; i < list.size(); ++i)
        set[i] = wanted(i) ? 1 : 0;
    return set;
}

template <typename List> std::vector<quint8> byKeyOrName(const List &list, const QStringList &values)
{
    return setOf(list, [&](size_t i) {
        return i != 0 && (values.contains(folded(list[i].key)) || values.contains(folded(list[i].name)));
    });
}

std::vector<quint8> owners(const QStringList &values, const Names &names, PersonId me)
{
    return setOf(names.people, [&](size_t i) {
        if (i == 0)
            return values.contains(u"nobody");
        const auto &person = names.people[i];
        const QString name = folded(person.name);
        return std::ranges::any_of(values, [&](const QString &value) {
            return value == u"me" ? !me.isNull() && person.id == me : beginsAWord(name, value);
        });
    });
}

std::vector<quint8> statuses(const QStringList &values)
{
    std::vector<quint8> set(size_t(ticket::Status::Reopened) + 1);
    for (const auto &value : values) {
        if (const auto status = ticket::statusFromName(value))
            set[size_t(*status)] = 1;
    }
    return set;
}

} // namespace

bool beginsAWord(const QString &name, const QString &text)
{
    for (qsizetype at = name.indexOf(text); at >= 0; at = name.indexOf(text, at + 1)) {
        if (at == 0 || !name[at - 1].isLetterOrNumber())
            return true;
    }
    return false;
}

std::vector<quint8> nameSet(const FilterTerm &term, const Names &names, PersonId me)
{
    switch (term.key) {
    case Key::Priority:
        return byKeyOrName(names.priorities, term.values);
    case Key::Tier:
        return byKeyOrName(names.tiers, term.values);
    case Key::Status:
        return statuses(term.values);
    case Key::Owner:
        return owners(term.values, names, me);
    case Key::Customer:
        return setOf(names.customers, [&](size_t i) {
            const QString name = folded(names.customers[i].name);
            return i != 0 &&
                   std::ranges::any_of(term.values, [&](const auto &v) { return beginsAWord(name, v); });
        });
    case Key::Tag:
        return setOf(names.tagSets, [&](size_t i) {
            return std::ranges::any_of(names.tagSets[i],
                                       [&](const auto &t) { return term.values.contains(folded(t)); });
        });
    case Key::Word:
    case Key::Case:
    case Key::Incident:
    case Key::Cause:
    case Key::Clock:
    case Key::State:
    case Key::Is:
    case Key::Due:
    case Key::Age:
    case Key::Updated:
        break;
    }
    return {};
}

} // namespace muster::views
