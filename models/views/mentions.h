// SPDX-License-Identifier: GPL-3.0-or-later
// People who are named in a line that somebody types. Pure.
#pragma once

#include "models/base/result.h"
#include "models/people/person.h"

#include <span>

namespace muster::views {

/// Who is meant by `name`: the whole name, or the beginning of one of its parts where only one person fits.
/// BadInput, with the names that it may be, where none or several do.
Result<PersonId> personNamed(const QString &name, std::span<const people::Person> people);

/// "@ada", "@Ada Byron" anywhere in `text`, which is taken out of it: the longest whole name, else the first
/// word as personNamed() reads it. Null where nobody is named; `text` stays as it is where it is refused.
Result<PersonId> takeMention(QString &text, std::span<const people::Person> people);

} // namespace muster::views
