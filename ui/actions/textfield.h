// SPDX-License-Identifier: GPL-3.0-or-later
// What counts as typing: the rule behind "no single-key command while a text field has the focus". Pure
// functions.
#pragma once

class QKeyEvent;
class QWidget;

namespace muster::ui {

/// True for fields a person types into: line and text edits that are not read-only, spin boxes, editable
/// combo boxes and key recorders. Null is none.
bool takesText(const QWidget *widget);

/// True for a key that a text field wants for itself: no Ctrl, Alt or Meta, and neither Escape nor a function
/// key.
bool isPlainKey(const QKeyEvent &key);

} // namespace muster::ui
