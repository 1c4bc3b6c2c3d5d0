// SPDX-License-Identifier: GPL-3.0-or-later
// What a drill leaves in a folder: the incident's timeline and documents, and the score. Needs a running
// QGuiApplication for the PDFs.
#pragma once

#include "app/drill/drillplay.h"

namespace muster::app {

/// timeline.md, .csv and .json, post-mortem and executive brief as .md and .pdf, score.txt. Every time in
/// UTC, so that equal drills leave equal texts. The files written; ReadOnly where one cannot be.
Result<QStringList> writeDrillFiles(const DrillPlay &play, store::Workspace &workspace,
                                    const QString &folder);

/// The timeline for a terminal: one line an entry.
QString timelineText(const DrillPlay &play, const policy::IncidentRules &rules);

} // namespace muster::app
