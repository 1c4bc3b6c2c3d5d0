// SPDX-License-Identifier: GPL-3.0-or-later
// The line at the foot of the window: what the page has to say at the left, the two keys to know at the
// right.
#pragma once

#include "ui/widgets/elidedlabel.h"

#include <QWidget>

namespace muster::ui {

class StatusLine final : public QWidget
{
    Q_OBJECT
public:
    explicit StatusLine(QWidget *parent = nullptr);

    void setStatus(const QString &text);
    void setHint(const QString &text, Ink ink = Ink::Dim);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    ElidedLabel *m_status = nullptr;
    ElidedLabel *m_hint = nullptr;
};

} // namespace muster::ui
