// SPDX-License-Identifier: GPL-3.0-or-later
// A Markdown text as a file of A4 pages.
#pragma once

#include "ui/widgets/filewriter.h"

namespace muster::ui {

/// In the font of the window: asked on its thread, written on any.
FileWriter::Content pdfOf(const QString &markdown, const QString &title);

} // namespace muster::ui
