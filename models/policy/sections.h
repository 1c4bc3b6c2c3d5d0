// SPDX-License-Identifier: GPL-3.0-or-later
// The sections that a policy may have of its own, and the text that holds where it has none: to begin with
// when a team wants its own.
#pragma once

#include <QByteArray>
#include <QStringList>

namespace muster::policy {

/// Keys at the top of a policy: "incidents", "escalation", … in the order in which people look for them.
QStringList sectionKeys();

/// The shipped text of a section as it stands in a policy: its key, and the rest indented below. Empty for a
/// key that is none.
QByteArray sectionText(const QString &key);

/// The shipped words of the section "escalation", as they stand in one whose keys begin at
/// `column`.
QByteArray wordsText(qsizetype column);

/// The line (from 1) on which a section of `policy` begins; 0 where it has none.
int lineOfSection(const QByteArray &policy, const QString &key);

} // namespace muster::policy
