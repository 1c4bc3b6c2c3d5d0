// SPDX-License-Identifier: GPL-3.0-or-later
// Numbered, append-only changes of the file's form, in resources/sql. Each is one transaction with its
// user_version.
#pragma once

#include "models/store/database.h"

namespace muster::store {

int newestVersion();

/// Brings the file to the newest form. TooNew leaves it alone; Damaged where it is another program's file.
Result<void> migrate(Database &database);

/// What stands in the file now; 0 for an empty one. Checks that it is a workspace.
Result<int> versionOf(Database &database);

/// Whether the derived tables have the form that this program knows. They need no migration: where the form
/// differs they are made again from the facts.
bool hasCurrentProjections(Database &database);

/// Drops every table that is not of the ledger and makes the derived ones, empty. Within a transaction.
Result<void> makeEmptyProjections(Database &database);

} // namespace muster::store
