// SPDX-License-Identifier: GPL-3.0-or-later
// Where things stand in a row of the queue, as plain numbers: the delegate paints them, a test checks them
// without pixels. Pure.
#pragma once

#include "models/views/queuemodel.h"

#include <QRect>

namespace muster::ui {

/// Sizes of texts, measured once a theme.
struct RowMetrics
{
    int countdown = 72; ///< the widest countdown in the mono font
    int clockName = 92; ///< the longest clock title
    bool operator==(const RowMetrics &) const = default;
};

struct QueueRowLayout
{
    QRect mark, badge;                             ///< Priority
    QRect icon, clockName, track, fill, countdown; ///< NextDue; empty where there is no room
    QRect text;                                    ///< every other column
    bool operator==(const QueueRowLayout &) const = default;
};

/// `share` of the target that is used, 0 to 1; only NextDue looks at it.
QueueRowLayout queueRowLayout(views::QueueModel::Column column, QRect cell, const RowMetrics &metrics,
                              double share);

using ColumnWidths = std::array<int, views::QueueModel::ColumnCount>; ///< 0 hides a column

/// Widths that fill `available` exactly: the subject takes what is left, and where that is too little, the
/// columns of least worth in a triage give way first. `wished` holds a person's own widths, 0 where there is
/// none.
ColumnWidths columnWidths(int available, const ColumnWidths &wished);

} // namespace muster::ui
