// SPDX-License-Identifier: GPL-3.0-or-later
// The band over a window in which a drill is played: that it is one, how quickly its clock runs, and what it
// waits for. Nobody takes it for the real thing. Window thread; owned by its window.
#pragma once

#include <QStringList>
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
    QStringList waiting; ///< what the trainee is to do, a sentence each; empty where nothing waits
    bool operator==(const DrillState &) const = default;
};

class DrillBand final : public QWidget
{
    Q_OBJECT
public:
    explicit DrillBand(QWidget *parent = nullptr);

    void present(const DrillState &state);
    QString text() const; ///< "DRILL · 10× · Database failover"

    /// As many of the moves as have room, and how many more there are: "A · B · and 2 more".
    static QString fitting(const QStringList &moves, const QFontMetrics &metrics, int room);

signals:
    void pauseWanted(); ///< or going on
    void slowerWanted();
    void fasterWanted();
    void endWanted();
    void scoreWanted();
    void movesWanted(); ///< all that waits for the trainee

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void showWaiting();

    DrillState m_state;
    ElidedLabel *m_text = nullptr, *m_waiting = nullptr;
    QPushButton *m_pause = nullptr, *m_slower = nullptr, *m_faster = nullptr, *m_end = nullptr,
                *m_score = nullptr, *m_moves = nullptr;
};

} // namespace muster::ui
