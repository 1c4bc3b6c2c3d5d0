// SPDX-License-Identifier: GPL-3.0-or-later
// Short words for what every page does: margin-free boxes at the one distance, buttons of a kind, labels in a
// font of the theme that follow its change. Window thread.
#pragma once

#include <QBoxLayout>
#include <QString>

class QLabel;
class QPushButton;
class QToolButton;
class QWidget;

namespace muster::ui {

QVBoxLayout *columnLayout(QWidget *owner, int gap, int margin = 0);
QHBoxLayout *rowLayout(QWidget *owner, int gap, int margin = 0);

enum class ButtonKind : quint8
{
    Normal,
    Primary,
    Danger,
    Quiet
};

/// `text` names it for screen readers too; `objectName` is what tests look for.
QPushButton *makeButton(const QString &text, ButtonKind kind, const QString &objectName, QWidget *parent);
/// A button with an icon alone: `name` is its tool tip and accessible name.
QToolButton *makeIconButton(const QString &icon, const QString &name, const QString &objectName,
                            QWidget *parent);

enum class TextKind : quint8
{
    Normal,
    Bold,
    Title,
    Small,
    Mono
};
/// A plain-text label that wraps; dim where asked.
QLabel *makeLabel(const QString &text, TextKind kind, QWidget *parent);
QLabel *makeDimLabel(const QString &text, TextKind kind, QWidget *parent);
void setKind(QPushButton *button, ButtonKind kind);

} // namespace muster::ui
