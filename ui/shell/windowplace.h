// SPDX-License-Identifier: GPL-3.0-or-later
// Where the window was and what it showed, as the setting "window". Plain data; reading never trusts the
// text.
#pragma once

#include "ui/theme/theme.h"

#include <QByteArray>
#include <QList>
#include <QRect>
#include <QString>

namespace muster::ui {

struct WindowPlace
{
    QRect geometry; ///< of the normal (not maximised) window, in screen coordinates; empty = not known
    bool maximized = false;
    QString page; ///< pageKey of the page in front
    bool operator==(const WindowPlace &) const = default;
};

QByteArray writePlace(const WindowPlace &place);
WindowPlace readPlace(const QByteArray &json); ///< damaged text gives the defaults

/// `wanted` moved and shrunk so that all of it lies on one of `screens` (their available areas; the one that
/// shows most of it, else the first). Without screens it is returned as it is.
QRect clampToScreens(const QRect &wanted, const QList<QRect> &screens);

/// The person's choices for this desk, as the setting "preferences".
struct Preferences
{
    Mode mode = Mode::Dark;
    bool notifications = true;
    bool sound = true;
    bool operator==(const Preferences &) const = default;
};

QByteArray writePreferences(const Preferences &preferences);
Preferences readPreferences(const QByteArray &json);

} // namespace muster::ui
