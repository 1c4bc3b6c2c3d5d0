// SPDX-License-Identifier: GPL-3.0-or-later
// A number to be read across a desk, with a small caption above it: "T+ 1:04:12". The width grows with the
// text and never shrinks while an incident is shown, so that nothing jumps each second. Window thread.
#pragma once

#include "ui/widgets/elidedlabel.h"

namespace muster::ui {

class Readout final : public QWidget
{
    Q_OBJECT
public:
    Readout(const QString &caption, const QString &objectName, QWidget *parent);

    void setCaption(const QString &caption);
    void setValue(const QString &value, Ink ink = Ink::Text);
    QString value() const { return m_value; }
    void reset(); ///< for another incident: the width starts anew

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void name();

    QString m_caption, m_value;
    Ink m_ink = Ink::Text;
    int m_width = 0;
};

} // namespace muster::ui
