// SPDX-License-Identifier: GPL-3.0-or-later
// Headings with lines under them, as the panel beside a list shows what is chosen. Window thread.
#pragma once

#include "models/views/escalationtexts.h"

class QTextBrowser;

namespace muster::ui {

/// Nothing moves where it reads the same as before.
void showParts(QTextBrowser &browser, const std::vector<views::TextPart> &parts);

} // namespace muster::ui
