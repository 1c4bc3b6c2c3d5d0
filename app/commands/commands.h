// SPDX-License-Identifier: GPL-3.0-or-later
// The commands that need no display. Each prints to standard output, errors to standard error, and returns an
// exit code of commandline.h. Main thread.
#pragma once

#include "app/commandline.h"
#include "models/base/clock.h"
#include "models/store/workspace.h"

namespace muster::app {

/// Prints one error sentence as "muster: …" and returns Failed.
Exit failed(const Error &error);
/// Prints one sentence about wrong usage as "muster: …" and returns Usage.
Exit misused(const QString &what);
void print(const QString &line);
/// Failed, with a sentence, where standard output could not take what was printed; `exit` otherwise.
Exit printedOr(Exit exit);

Exit runInit(const CommandLine &line, const Clock &clock);
Exit runImport(const CommandLine &line, const Clock &clock);
Exit runList(const CommandLine &line, const Clock &clock);
Exit runDrillList();
Exit runExport(const CommandLine &line, const Clock &clock);
Exit runCheck(const CommandLine &line, const Clock &clock);
Exit runBackup(const CommandLine &line, const Clock &clock);
Exit runPolicy(const CommandLine &line, const Clock &clock);
Exit runSla();
Exit runDeclare(const CommandLine &line, const Clock &clock);
Exit runBundle(const CommandLine &line, const Clock &clock);
Exit runNotify(const CommandLine &line, const Clock &clock);
Exit runHub(const CommandLine &line, const Clock &clock);
Exit runJoin(const CommandLine &line, const Clock &clock);

struct ImportSource
{
    QString file;       ///< empty: the shipped sample
    QString map;        ///< key of a shipped map, or path of a map file; empty: guessed
    QByteArray mapJson; ///< a map made in the window; wins over `map`
};

/// Finds the map and the reader for a file and imports it. Also takes an export of a workspace's ledger.
Result<views::ImportProgress> importFile(store::Workspace &workspace, const ImportSource &source, Instant now,
                                         const store::ImportOptions &options);

/// What the first start asks, or `muster init` is given. Preset or policy text, and who sits here.
struct Beginning
{
    people::PersonChanged person;
    QByteArray policy;
};
Result<void> begin(store::Workspace &workspace, const Beginning &beginning);

} // namespace muster::app
