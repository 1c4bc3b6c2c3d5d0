// SPDX-License-Identifier: GPL-3.0-or-later
// Comments that stand in columns of a spreadsheet, "date;author;text" in each cell, as Jira writes them:
// every column of the same name holds one.
#pragma once

#include "models/intake/conversation.h"

namespace muster::intake {

/// The cells of the columns that the map's comments name as objects with "id", "time", "author", "author_id",
/// "text" and, for a cell that is not understood, "internal". Such a cell is kept whole at the ticket's last
/// change, so that nothing that was said is lost, and `notes` says so.
QJsonArray commentsInCells(const Record &record, const EntryRules &rules, QStringList &notes);

/// The paths inside these objects; `paths` are those of the map.
QJsonObject pathsOfCells(const QJsonObject &paths);

} // namespace muster::intake
