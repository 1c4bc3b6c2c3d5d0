// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/mentions.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::views {
namespace {

/// No name goes on here: "Ann" does in "Ann-Marie", "sam" in "sam.rivera".
bool endsName(const QString &text, qsizetype at)
{
    if (at >= text.size())
        return true;
    const bool joins = QStringView(u"-.'’_").contains(text[at]);
    return joins ? at + 1 >= text.size() || !text[at + 1].isLetterOrNumber() : !text[at].isLetterOrNumber();
}

/// Where "@" and the whole name stand, as a word of their own; -1 where they do not.
qsizetype placeOf(const QString &text, const QString &name)
{
    const qsizetype at = text.indexOf(u'@' + name, 0, Qt::CaseInsensitive);
    const bool isWhole = !name.isEmpty() && at >= 0 && (at == 0 || text[at - 1].isSpace()) &&
                         endsName(text, at + 1 + name.size());
    return isWhole ? at : -1;
}

PersonId takeWholeName(QString &text, std::span<const people::Person> people)
{
    QString longest;
    PersonId named;
    for (const people::Person &person : people) {
        const QString name = person.name.simplified();
        if (name.size() <= longest.size() || placeOf(text, name) < 0)
            continue;
        longest = name;
        named = person.id;
    }
    if (!named.isNull())
        text.remove(placeOf(text, longest), longest.size() + 1);
    return named;
}

} // namespace

Result<PersonId> personNamed(const QString &name, std::span<const people::Person> people)
{
    const QString folded = name.simplified().toCaseFolded();
    std::vector<const people::Person *> found;
    for (const people::Person &person : people) {
        const QString full = person.name.toCaseFolded();
        if (full == folded)
            return person.id;
        const QStringList parts = full.split(u' ', Qt::SkipEmptyParts);
        if (std::ranges::any_of(parts, [&](const QString &part) { return part.startsWith(folded); }))
            found.push_back(&person);
    }
    if (found.size() == 1)
        return found.front()->id;
    if (found.empty())
        return Error{Fault::BadInput, u"nobody here is called \"%1\""_s.arg(name)};
    return Error{Fault::BadInput, u"\"%1\" may be %2 or %3; write more of the name"_s.arg(
                                      name, found[0]->name, found[1]->name)};
}

Result<PersonId> takeMention(QString &text, std::span<const people::Person> people)
{
    if (const auto whole = takeWholeName(text, people); !whole.isNull())
        return whole;
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    const auto word = std::ranges::find_if(
        words, [](const QString &each) { return each.size() > 1 && each.startsWith(u'@'); });
    if (word == words.end())
        return PersonId{};
    auto person = personNamed(word->mid(1), people);
    if (person)
        text.remove(text.indexOf(*word), word->size());
    return person;
}

} // namespace muster::views
