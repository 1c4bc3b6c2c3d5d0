// SPDX-License-Identifier: GPL-3.0-or-later
// The ground of what lies over a page: raised, rounded, with a line round it, in the theme's colours. Window
// thread.
#pragma once

#include <QFrame>

namespace muster::ui {

class OverlayFrame : public QFrame
{
    Q_OBJECT
public:
    using QFrame::QFrame;

protected:
    bool event(QEvent *event) override; ///< plain keys are not for what lies beneath
    void paintEvent(QPaintEvent *event) override;
};

} // namespace muster::ui
