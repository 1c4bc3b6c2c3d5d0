// SPDX-License-Identifier: GPL-3.0-or-later
// The load ahead as bars: one red bar behind "now" for what is past due, then one an hour. Plain values in,
// the chosen bar out; the only file that turns them into QCustomPlot. Window thread; owned by the load strip.
#pragma once

#include <QStringList>
#include <QWidget>

#include <vector>

class QCustomPlot;
class QCPBars;
class QCPItemStraightLine;

namespace muster::ui {

struct LoadBars
{
    int breached = 0;
    std::vector<int> due;  ///< clocks that fall due in each coming hour
    QStringList hourNames; ///< beside `due`: "14", "15", … as they stand under the axis
    bool operator==(const LoadBars &) const = default;
};

class LoadChart final : public QWidget
{
    Q_OBJECT
public:
    static constexpr int kBreached = -1; ///< the bar behind "now"

    explicit LoadChart(QWidget *parent = nullptr);
    ~LoadChart() override;

    void setBars(const LoadBars &bars); ///< nothing is drawn again where nothing changed
    int current() const { return m_current; }
    QSize sizeHint() const override { return {400, 78}; }
    QSize minimumSizeHint() const override { return {200, 78}; }

signals:
    void currentChanged(int bar); ///< keys or pointer moved to this bar, for the sentence beside
    void picked(int bar);         ///< click, Enter or Space

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildPlot();
    void colour();
    void redraw();
    void moveTo(int bar);
    int barAt(QPoint position) const;

    LoadBars m_bars;
    int m_current = 0;
    QCustomPlot *m_plot = nullptr;
    QCPBars *m_past = nullptr, *m_due = nullptr, *m_marked = nullptr;
    QCPItemStraightLine *m_now = nullptr;
};

} // namespace muster::ui
