// SPDX-License-Identifier: GPL-3.0-or-later
// Above the window while a new desk takes over the team's history: how far it is, and that one can work
// meanwhile. Gone as soon as it is done. Window thread; owned by the main window.
#pragma once

#include "models/views/teamdesk.h"

#include <QWidget>

namespace muster::ui {

class ElidedLabel;
class IconLabel;

class BootstrapBand final : public QWidget
{
    Q_OBJECT
public:
    explicit BootstrapBand(QWidget *parent = nullptr);
    void present(const views::LinkStatus &status);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_percent = 0;
    bool m_standsStill = false; ///< there is no line at present
    IconLabel *m_icon;
    ElidedLabel *m_text, *m_meanwhile;
};

} // namespace muster::ui
