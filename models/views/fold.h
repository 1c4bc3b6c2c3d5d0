// SPDX-License-Identifier: GPL-3.0-or-later
// One way to make text comparable for search and sorting: Unicode case folding, as UTF-8. Any thread.
#pragma once

#include <QString>

#include <string>

namespace muster::views {

/// Case-folded text; folding twice changes nothing more.
QString folded(QStringView text);

/// Appends the folded text as UTF-8; plain ASCII, nearly all of a queue, takes a short way.
void appendFolded(std::string &out, QStringView text);
std::string foldedUtf8(QStringView text);

} // namespace muster::views
