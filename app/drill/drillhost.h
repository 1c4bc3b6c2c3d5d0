// SPDX-License-Identifier: GPL-3.0-or-later
// Plays a drill in a window: moves the story on while its clock runs, tells the window what changed, and
// holds band and card. The story itself lives on the database thread. Window thread; ends before the console.
#pragma once

#include "app/drill/drillplay.h"
#include "app/wiring.h"
#include "models/drill/simulatedclock.h"

#include <QTimer>

namespace muster::ui {
class DrillBand;
class DrillCard;
} // namespace muster::ui

namespace muster::app {

class DrillHost final : public QObject
{
    Q_OBJECT
public:
    /// `clock` stands still until the briefing was read; `speed` is 1 to 60.
    DrillHost(Console &console, drill::SimulatedClock &clock, const drill::Script &script,
              const drill::Progress &progress, int speed);

    /// Waits for the step that is being saved.
    ~DrillHost() override;

    bool isOver() const { return m_isOver; }
    int speed() const { return m_speed; }

signals:
    void over(const muster::drill::Score &score);

private:
    /// What the database thread says after each step.
    struct Report
    {
        bool isOver = false;
        bool isDeclared = false;
        QStringList waiting; ///< sentences
        drill::Score score;
        std::optional<Error> error;
    };
    using Job = std::function<Result<void>(DrillPlay &, Instant)>;

    void registerCommands();
    void begin();
    void pause();
    void changeSpeed(int by); ///< to the next one up or down
    void runClock();
    void step();
    void ask(Job job);
    Report report(DrillPlay &play, Instant now, std::optional<Error> error) const;
    void take(const Report &report);
    void present();
    void showScore();
    void showMoves();
    void end();

    Console &m_console;
    drill::SimulatedClock &m_clock;
    drill::Script m_script;
    std::shared_ptr<DrillPlay> m_play; ///< used on the database thread alone
    QStringList m_roles;               ///< names of the trainee's
    int m_speed, m_steps = 0;
    bool m_isPaused = true, m_isOver = false, m_isAsking = false, m_isDeclared = false;
    Report m_last;
    QTimer m_timer;
    ui::DrillBand *m_band = nullptr;
    ui::DrillCard *m_briefing = nullptr, *m_score = nullptr, *m_moves = nullptr;
};

} // namespace muster::app
