// SPDX-License-Identifier: GPL-3.0-or-later
// For tests that draw: what a person could not read in full.
#pragma once

#include "ui/widgets/elidedlabel.h"

#include <QLabel>
#include <QPushButton>

namespace muster::test {

/// Texts on view that have less room than they need.
inline QStringList cutTexts(const QWidget &window)
{
    QStringList cut;
    for (const QLabel *label : window.findChildren<QLabel *>()) {
        const bool wide = !label->wordWrap() && label->sizeHint().width() > label->width() + 1;
        const bool high = label->wordWrap() && label->heightForWidth(label->width()) > label->height() + 1;
        if (label->isVisibleTo(&window) && label->isVisible() && (wide || high))
            cut << label->text();
    }
    for (const QPushButton *button : window.findChildren<QPushButton *>()) {
        if (button->isVisible() && button->sizeHint().width() > button->width() + 1)
            cut << button->text();
    }
    for (const ui::ElidedLabel *label : window.findChildren<ui::ElidedLabel *>()) {
        if (label->isVisible() && label->isElided())
            cut << label->text();
    }
    return cut;
}

} // namespace muster::test
