// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/snugtabs.h"

#include <QEvent>
#include <QStyle>
#include <QTabBar>

namespace muster::ui {
namespace {

constexpr int kSides = 24; ///< of a tab beside its title, as the window's style has it

} // namespace

SnugTabs::SnugTabs(QWidget *parent) : QTabWidget(parent)
{
    setUsesScrollButtons(false);
    setElideMode(Qt::ElideRight);
}

void SnugTabs::fit()
{
    int wide = 0;
    for (int i = 0; i < count(); ++i)
        wide += tabBar()->fontMetrics().horizontalAdvance(tabText(i)) + kSides;
    const bool isTight = wide > width();
    if (tabBar()->property("tight").toBool() == isTight)
        return;
    tabBar()->setProperty("tight", isTight);
    tabBar()->style()->unpolish(tabBar());
    tabBar()->style()->polish(tabBar());
}

void SnugTabs::resizeEvent(QResizeEvent *event)
{
    fit();
    QTabWidget::resizeEvent(event);
}

void SnugTabs::tabInserted(int index)
{
    QTabWidget::tabInserted(index);
    setTabToolTip(index, tabText(index));
    fit();
}

void SnugTabs::changeEvent(QEvent *event)
{
    QTabWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fit();
}

} // namespace muster::ui
