// SPDX-License-Identifier: GPL-3.0-or-later
// One of our icons as a widget: crisp at any scale, in a colour of the theme in force when it is painted.
#pragma once

#include "ui/widgets/elidedlabel.h"

namespace muster::ui {

class IconLabel final : public QWidget
{
    Q_OBJECT
public:
    explicit IconLabel(const QString &icon, int side = 20, Ink ink = Ink::Text, QWidget *parent = nullptr);

    void setIcon(const QString &icon, Ink ink); ///< a name in resources/icons
    QString icon() const { return m_icon; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_icon;
    Ink m_ink;
};

} // namespace muster::ui
