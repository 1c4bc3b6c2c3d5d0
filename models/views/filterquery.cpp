// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/filterquery.h"

#include "models/views/filtertokens.h"

namespace muster::views {

using namespace Qt::StringLiterals;
using Key = FilterTerm::Key;

namespace {

QString termText(const FilterTerm &term)
{
    const QString sign = term.negated ? u"-"_s : QString();
    if (term.key == Key::Word)
        return sign + quotedWord(term.values.value(0), term.negated);
    const QString key = sign + filterKeyName(term.key);
    switch (term.compare) {
    case FilterTerm::Compare::Less:
        return key + u'<' + durationText(term.duration);
    case FilterTerm::Compare::More:
        return key + u'>' + durationText(term.duration);
    case FilterTerm::Compare::Equals:
        break;
    }
    QStringList values;
    for (const auto &value : term.values)
        values << quotedValue(value);
    return key + u':' + values.join(u',');
}

} // namespace

QString filterText(const FilterQuery &query)
{
    QStringList texts;
    for (const auto &term : query.terms)
        texts << termText(term);
    return texts.join(u' ');
}

} // namespace muster::views
