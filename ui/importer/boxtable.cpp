// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/importer/boxtable.h"

#include <QHeaderView>
#include <QWheelEvent>

namespace muster::ui {

SteadyBox::SteadyBox(const QString &objectName, const QString &spokenName)
{
    setObjectName(objectName);
    setAccessibleName(spokenName);
    setFocusPolicy(Qt::StrongFocus); // the wheel gives no focus
}

void SteadyBox::wheelEvent(QWheelEvent *event)
{
    if (hasFocus())
        return QComboBox::wheelEvent(event);
    event->ignore(); // the table scrolls
}

BoxTable::BoxTable(const QStringList &headers, QWidget *parent) : QTableWidget(parent)
{
    setColumnCount(int(headers.size()));
    setHorizontalHeaderLabels(headers);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSelectionMode(QAbstractItemView::NoSelection);
    setFocusPolicy(Qt::NoFocus); // the boxes in it take the focus
    viewport()->setFocusPolicy(Qt::NoFocus);
    setTabKeyNavigation(false); // Tab goes from box to box, not from cell to cell
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(kRowHeight);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setStretchLastSection(true);
    setColumnWidth(0, 190);
    setColumnWidth(1, 260);
}

} // namespace muster::ui
