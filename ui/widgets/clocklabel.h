// SPDX-License-Identifier: GPL-3.0-or-later
// UTC and local time side by side in digits of one width, so that nothing moves when a second passes. Shows
// what it is told: the one ticker of the window calls setNow.
#pragma once

#include "models/base/time.h"

#include <QTimeZone>
#include <QWidget>

namespace muster::ui {

class ClockLabel final : public QWidget
{
    Q_OBJECT
public:
    explicit ClockLabel(const QTimeZone &zone, QWidget *parent = nullptr);

    void setNow(Instant now);
    void setZone(const QTimeZone &zone);
    QString text() const; ///< "14:05:22 UTC · 15:05:22 CET"; one part where the zone is UTC

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void compose();

    QTimeZone m_zone;
    Instant m_now{};
    QString m_utc, m_local;
};

} // namespace muster::ui
