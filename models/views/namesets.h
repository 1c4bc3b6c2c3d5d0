// SPDX-License-Identifier: GPL-3.0-or-later
// Which entries of the shared names a filter term means, looked up once instead of per row. Pure.
#pragma once

#include "models/views/filterquery.h"
#include "models/views/fold.h"

namespace muster::views {

/// One byte per index: priorities, tiers, people, customers or tag sets by the term's key, statuses by their
/// number. Priorities and tiers are meant by key or whole name, tags by whole name, people and customers by
/// the beginning of any word of the name.
std::vector<quint8> nameSet(const FilterTerm &term, const Names &names, PersonId me);

/// Whether any word of `name` begins with `text`; both folded.
bool beginsAWord(const QString &name, const QString &text);

} // namespace muster::views
