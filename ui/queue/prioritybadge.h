// SPDX-License-Identifier: GPL-3.0-or-later
// A priority as a badge outside of the table. Window thread.
#pragma once

#include <QWidget>

namespace muster::ui {

class PriorityBadge final : public QWidget
{
    Q_OBJECT
public:
    explicit PriorityBadge(QWidget *parent = nullptr);
    void setPriority(const QString &key, const QString &badge, const QString &name);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_key, m_badge;
};

} // namespace muster::ui
