// SPDX-License-Identifier: GPL-3.0-or-later
// The band over a window in which a drill is played: that it is one, how quickly its clock runs, and what it
// waits for. Nobody takes it for the real thing. Window thread; owned by its window.
#pragma once

#include <QWidget>

class QPushButton;

namespace muster::ui {

class ElidedLabel;

struct DrillState
{
    QString name;  ///< of the drill
    int speed = 1; ///< of its clock against the real one
    bool isPaused = false;
    bool isOver = false;
    QString waiting; ///< what the trainee is to do, a sentence; empty where nothing waits
    bool operator==(const DrillState &) const = default;
};

class DrillBand final : public QWidget
{
    Q_OBJECT
public:
    explicit DrillBand(QWidget *parent = nullptr);

    void present(const DrillState &state);
    QString text() const; ///< "DRILL · 10× · Database failover"

signals:
    void pauseWanted(); ///< or going on
    void slowerWanted();
    void fasterWanted();
    void endWanted();
    void scoreWanted();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    DrillState m_state;
    ElidedLabel *m_text = nullptr, *m_waiting = nullptr;
    QPushButton *m_pause = nullptr, *m_slower = nullptr, *m_faster = nullptr, *m_end = nullptr,
                *m_score = nullptr;
};

} // namespace muster::ui
