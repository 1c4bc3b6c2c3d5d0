// SPDX-License-Identifier: GPL-3.0-or-later
// One clock of a ticket: shape, name, countdown, when it is due, and under it the strip that says why. Left
// and right walk the strip's spans. Window thread; owned by the clocks panel.
#pragma once

#include "models/sla/clocks.h"
#include "models/views/clockstrip.h"

#include <QWidget>

namespace muster::ui {

/// Where things stand in a clock's row, in pixels. Pure; checked without a screen.
struct ClockRowLayout
{
    QRect icon, title, due, countdown, strip;
    bool operator==(const ClockRowLayout &) const = default;
};
ClockRowLayout clockRowLayout(QRect box, int countdownWidth);

class ClockRow final : public QWidget
{
    Q_OBJECT
public:
    static constexpr int kHeight = 50;

    explicit ClockRow(QWidget *parent = nullptr);
    void setReport(const sla::ClockReport &report, const views::StripTexts &texts, Instant now);
    void tick(Instant now); ///< the countdown moves; the strip is laid out by setReport
    const views::ClockStrip &strip() const { return m_strip; }
    int span() const { return m_span; }
    void setSpan(int span);
    QSize sizeHint() const override { return {300, kHeight}; }

signals:
    void chosen(); ///< got the focus
    void spanChosen(int span);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    bool event(QEvent *event) override;

private:
    void layOut();
    void paintStrip(QPainter &painter, QRect box) const;
    QString dueText() const;
    void speak();
    int spanAt(QPoint position) const;
    ClockRowLayout rowLayout() const;

    sla::ClockReport m_report;
    views::StripTexts m_texts;
    views::ClockStrip m_strip;
    Instant m_now{};
    int m_span = -1;
};

} // namespace muster::ui
