// SPDX-License-Identifier: GPL-3.0-or-later
// Paints one line of text with the words a search found on the mark of the theme. Stateless.
#pragma once

#include "models/views/markedtext.h"

#include <QRect>

class QColor;
class QFont;
class QPainter;

namespace muster::ui {

/// Left in `line`, centred from top to bottom, with "…" where it is longer; returns its width in pixels.
int drawMarkedLine(QPainter &painter, const views::MarkedText &marked, const QRect &line, const QFont &font,
                   const QColor &ink);

} // namespace muster::ui
