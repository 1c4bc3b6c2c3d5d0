// SPDX-License-Identifier: GPL-3.0-or-later
// Colours, fonts, distances and icons of the window, dark and light. SLA state and priority badge are
// separate channels; each colour is always joined by a shape and a text. Contrast AA (a test holds it).
#pragma once

#include "models/sla/clocks.h"

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QObject>
#include <QPalette>

class QApplication;

namespace muster::ui {

enum class Mode : quint8
{
    Dark,
    Light
};

struct BadgeColors
{
    QColor fill, border, text;
    bool operator==(const BadgeColors &) const = default;
};

struct Theme
{
    Mode mode = Mode::Dark;
    QColor window, panel, raised, line, text, dim, accent, accentText, selection, focus;
    QColor red, amber, green, blue, grey;                     ///< as text and bars on `panel`
    QColor redFill, amberFill, greenFill, blueFill, greyFill; ///< quiet backgrounds for banners
    QFont ui, uiSmall, uiBold, title, mono, monoBig;

    static constexpr int gap = 8; ///< the one distance; halves and doubles of it
    static constexpr int rowHeight = 30;
    static constexpr int radius = 6;

    BadgeColors
    badge(const QString &name) const; ///< "red", "amber", "blue", "grey" of policy::Priority::badge
    QColor state(sla::ClockState state) const;
    /// Border of text fields and check boxes: 3:1 against `panel`, as WCAG 1.4.11 asks.
    QColor fieldLine() const;
    /// Behind words that a search found, under `text`.
    QColor mark() const;
    QPalette palette() const;
    QString styleSheet() const;
    /// One of resources/icons, drawn in `color` (text where invalid), crisp at any scale.
    QIcon icon(const QString &name, QColor color = {}) const;
};

/// `above` over `below` at `share` (0 to 1).
QColor blend(const QColor &below, const QColor &above, double share);

/// The theme in force; set by applyTheme. Widgets re-read it on QEvent::PaletteChange.
const Theme &theme();
void applyTheme(QApplication &application, Mode mode);
/// Names what stands in for Inter and JetBrains Mono where they are not installed; once, before applyTheme.
void loadFonts();

} // namespace muster::ui
