// SPDX-License-Identifier: GPL-3.0-or-later
// A table of the import page with a box to choose from in each row. Tab goes from box to box; the wheel
// scrolls the table and leaves boxes alone that have not the focus. Window thread.
#pragma once

#include <QComboBox>
#include <QTableWidget>

namespace muster::ui {

class SteadyBox final : public QComboBox
{
    Q_OBJECT
public:
    SteadyBox(const QString &objectName, const QString &spokenName);

protected:
    void wheelEvent(QWheelEvent *event) override;
};

class BoxTable : public QTableWidget
{
    Q_OBJECT
public:
    static constexpr int kRowHeight = 34;
    BoxTable(const QStringList &headers, QWidget *parent);
};

} // namespace muster::ui
