// SPDX-License-Identifier: GPL-3.0-or-later
// One priority to choose, with its definition and examples in view. Behaves as a radio button. Window thread;
// owned by the priority chooser.
#pragma once

#include "models/policy/policy.h"

#include <QAbstractButton>

namespace muster::ui {

class PriorityCard final : public QAbstractButton
{
    Q_OBJECT
public:
    explicit PriorityCard(const policy::Priority &priority, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Layout
    {
        QRect mark, badge, title, definition, examples;
        int height = 0;
    };
    Layout layOut(int width) const;

    QString m_key, m_badge, m_title, m_definition, m_examples;
};

} // namespace muster::ui
