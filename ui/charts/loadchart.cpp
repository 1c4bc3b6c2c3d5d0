// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/loadchart.h"

#include "ui/theme/theme.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QMouseEvent>
#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace muster::ui {

namespace {

constexpr double kPastAt =
    -1.5; // a gap before the first hour, so that what is past does not read as "this hour"
constexpr double kBarWidth = 0.7;

QCPBars *addBars(QCustomPlot &plot)
{
    auto *bars = new QCPBars(plot.xAxis, plot.yAxis);
    bars->setWidth(kBarWidth);
    bars->setPen(Qt::NoPen);
    return bars;
}

double placeOf(int bar)
{
    return bar == LoadChart::kBreached ? kPastAt : double(bar);
}

} // namespace

LoadChart::LoadChart(QWidget *parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    m_plot = new QCustomPlot(this);
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_plot->installEventFilter(this);
    layout->addWidget(m_plot);
    buildPlot();
    colour();
}

LoadChart::~LoadChart() = default;

void LoadChart::buildPlot()
{
    m_past = addBars(*m_plot);
    m_due = addBars(*m_plot);
    m_marked = addBars(*m_plot);
    m_now = new QCPItemStraightLine(m_plot);
    m_now->point1->setCoords(-0.75, 0);
    m_now->point2->setCoords(-0.75, 1);
    m_plot->axisRect()->setAutoMargins(QCP::msNone);
    m_plot->axisRect()->setMargins(QMargins(4, 4, 4, 18));
    m_plot->yAxis->setVisible(false);
    m_plot->xAxis->grid()->setVisible(false);
    m_plot->yAxis->grid()->setVisible(false);
    m_plot->xAxis->setTickLength(0);
    m_plot->xAxis->setRange(-2.1, 23.6);
}

void LoadChart::colour()
{
    const Theme &look = theme();
    m_plot->setBackground(QBrush(look.panel));
    m_past->setBrush(look.red);
    m_due->setBrush(look.blue);
    m_marked->setBrush(look.accent);
    m_marked->setPen(QPen(look.focus, 2));
    m_now->setPen(QPen(look.line, 1));
    m_plot->xAxis->setBasePen(QPen(look.line, 1));
    m_plot->xAxis->setTickLabelColor(look.dim);
    m_plot->xAxis->setTickLabelFont(look.uiSmall);
    m_plot->xAxis->setTickPen(Qt::NoPen);
    m_plot->xAxis->setSubTickPen(Qt::NoPen);
}

void LoadChart::setBars(const LoadBars &bars)
{
    if (bars == m_bars)
        return;
    m_bars = bars;
    m_current = std::clamp(m_current, kBreached, std::max(0, int(bars.due.size()) - 1));
    redraw();
}

void LoadChart::redraw()
{
    QVector<double> keys, values;
    auto *ticker = new QCPAxisTickerText;
    ticker->addTick(kPastAt, tr("past"));
    for (int hour = 0; hour < int(m_bars.due.size()); ++hour) {
        keys.append(hour);
        values.append(m_bars.due[size_t(hour)]);
        if (hour % 3 == 0 && hour < m_bars.hourNames.size())
            ticker->addTick(hour, m_bars.hourNames[hour]);
    }
    m_plot->xAxis->setTicker(QSharedPointer<QCPAxisTicker>(ticker));
    m_due->setData(keys, values, true);
    m_past->setData({kPastAt}, {double(m_bars.breached)}, true);
    // The scale is that of the hours ahead: a large backlog ends at the top, its number stands in the
    // sentence.
    const double most = values.isEmpty() ? 0.0 : *std::max_element(values.begin(), values.end());
    const double top = std::max({4.0, most});
    m_plot->yAxis->setRange(0, top * 1.08);
    if (m_bars.breached > top)
        m_past->setData({kPastAt}, {top}, true);
    m_marked->setData(QVector<double>{}, QVector<double>{});
    if (hasFocus()) {
        const double height = m_current == kBreached ? m_bars.breached
                              : m_bars.due.empty()   ? 0
                                                     : m_bars.due[size_t(m_current)];
        m_marked->setData({placeOf(m_current)}, {std::clamp(height, top * 0.06, top)}, true);
    }
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void LoadChart::moveTo(int bar)
{
    bar = std::clamp(bar, kBreached, std::max(0, int(m_bars.due.size()) - 1));
    m_current = bar;
    redraw();
    emit currentChanged(bar);
}

int LoadChart::barAt(QPoint position) const
{
    const double x = m_plot->xAxis->pixelToCoord(position.x());
    if (x < -0.75)
        return kBreached;
    return std::clamp(int(std::lround(x)), 0, std::max(0, int(m_bars.due.size()) - 1));
}

void LoadChart::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Left:
        moveTo(m_current - 1);
        return;
    case Qt::Key_Right:
        moveTo(m_current + 1);
        return;
    case Qt::Key_Home:
        moveTo(kBreached);
        return;
    case Qt::Key_End:
        moveTo(int(m_bars.due.size()) - 1);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        emit picked(m_current);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void LoadChart::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    redraw();
    emit currentChanged(m_current);
}

void LoadChart::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    redraw();
}

void LoadChart::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_plot) {
        colour();
        redraw();
    }
}

bool LoadChart::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::MouseButtonRelease) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        if (mouse->button() == Qt::LeftButton) {
            moveTo(barAt(mouse->pos()));
            emit picked(m_current);
        }
    } else if (event->type() == QEvent::MouseMove) {
        emit currentChanged(barAt(static_cast<QMouseEvent *>(event)->pos()));
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace muster::ui
