// SPDX-License-Identifier: GPL-3.0-or-later
// The timeline of an incident as a file for others: in the timeline's own order, every time in UTC and in
// local time, each labelled as such. Pure.
#pragma once

#include "models/views/incidenttexts.h"

#include <QTimeZone>

namespace muster::views {

enum class ExportForm : quint8
{
    Markdown,
    Csv,
    Json
};
/// By the end of a file's name: ".md", ".csv", ".json"; Markdown for any other.
ExportForm exportFormOf(const QString &fileName);

struct ExportFrame
{
    const policy::IncidentRules &rules;
    const NameOf &nameOf;
    QTimeZone here; ///< of the local times
};

/// A cell of a CSV file: quoted where it has to be, with an apostrophe in front of what a spreadsheet would
/// take for a formula.
QString csvCell(QString text);

/// UTF-8. CSV: RFC 4180 with a heading; a cell that a spreadsheet would take for a formula has an apostrophe
/// in front. JSON: one object, `timeline` a list; empty fields are left out. Redacted lines say so and
/// nothing more.
QByteArray exportTimeline(const incident::Incident &incident, const ExportFrame &frame, ExportForm form);

} // namespace muster::views
