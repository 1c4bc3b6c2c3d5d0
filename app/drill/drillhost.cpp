// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/drill/drillhost.h"

#include "models/views/casetext.h"
#include "ui/drill/drillband.h"
#include "ui/drill/drillcard.h"
#include "ui/widgets/deskanswer.h"
#include "ui/widgets/noticebar.h"

#include <QTimeZone>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

constexpr std::array kSpeeds{1, 2, 5, 10, 20, 30, 60};
constexpr int kStepMs = 250;
constexpr int kStepsASave = 8; ///< how far the clock came is written down every two seconds

/// All that is due; a beat at a time, each saved before the next.
Result<void> playDue(DrillPlay &play, Instant now)
{
    for (auto next = play.next(now); next && next->at <= now; next = play.next(now)) {
        if (const auto played = play.play(*next, now); !played)
            return played.error();
    }
    play.reach(now);
    return {};
}

/// Where a drill that was begun before goes on; empty for one that begins.
QString goingOn(const drill::Progress &progress)
{
    if (progress.played.empty())
        return {};
    return DrillHost::tr("This drill goes on where it was left: at %1 of its story. %2")
        .arg(views::absoluteText(progress.reached, QTimeZone::utc()),
             progress.incident.isNull() ? DrillHost::tr("Nobody has declared an incident yet.")
                                        : DrillHost::tr("Its incident is in the war room."));
}

} // namespace

DrillHost::DrillHost(Console &console, drill::SimulatedClock &clock, const drill::Script &script,
                     const drill::Progress &progress, int speed)
    : m_console(console), m_clock(clock), m_script(script), m_speed(speed)
{
    m_band = new ui::DrillBand(console.window.get());
    console.window->setBand(m_band);
    m_briefing = new ui::DrillCard(console.window.get(), QSize(720, 340), u"drillBriefing"_s);
    m_score = new ui::DrillCard(console.window.get(), QSize(1180, 660), u"drillScoreCard"_s);
    m_moves = new ui::DrillCard(console.window.get(), QSize(720, 340), u"drillMovesCard"_s);
    registerCommands();
    connect(m_briefing, &ui::DrillCard::closed, this, &DrillHost::begin);
    connect(&m_timer, &QTimer::timeout, this, &DrillHost::step);
    m_timer.setInterval(kStepMs);
    console.desk->thread().post([this, script, progress](store::Workspace &workspace) {
        m_play = std::make_shared<DrillPlay>(workspace, script, progress);
    });
    const auto policy = policy::readPolicy(policy::presetText(script.policy), script.policy).policy;
    for (const QString &role : progress.trainee) {
        const policy::IncidentRole *known = policy ? policy->incidents.role(role) : nullptr;
        m_roles += known != nullptr ? known->name : role;
    }
    present();
    m_briefing->brief(script.name, script.briefing, m_roles, goingOn(progress));
}

DrillHost::~DrillHost()
{
    // Jobs go in order: once this one is through, none of ours is left.
    m_console.desk->thread().ask([this](store::Workspace &) { return m_play->save(); }).waitForFinished();
}

void DrillHost::registerCommands()
{
    const auto add = [&](const QString &id, const QString &text, const QString &key, const QString &help,
                         void (DrillHost::*run)()) {
        m_console.window->registry().add(
            {id, text, tr("Drill"), {QKeySequence(key)}, ui::Scope::Everywhere, u"clock"_s, help},
            m_console.window.get(), [this, run] { (this->*run)(); });
    };
    add(u"drill.pause"_s, tr("Pause the drill, or go on"), u"Ctrl+F9"_s,
        tr("The drill's clock stands still."), &DrillHost::pause);
    add(u"drill.score"_s, tr("Show the drill's score"), u"Ctrl+F10"_s, tr("As far as it has come."),
        &DrillHost::showScore);
    add(u"drill.moves"_s, tr("Show all that the drill waits for"), u"Ctrl+F6"_s,
        tr("Your moves that are due, a line each."), &DrillHost::showMoves);
    add(u"drill.end"_s, tr("End the drill"), {}, tr("Nothing more happens; the score stands."),
        &DrillHost::end);
    const auto speed = [&](const QString &id, const QString &text, const QString &key, int by) {
        m_console.window->registry().add({id,
                                          text,
                                          tr("Drill"),
                                          {QKeySequence(key)},
                                          ui::Scope::Everywhere,
                                          u"clock"_s,
                                          tr("Another speed of the drill's clock, 1× to 60×.")},
                                         m_console.window.get(), [this, by] { changeSpeed(by); });
    };
    speed(u"drill.slower"_s, tr("Slow the drill down"), u"Ctrl+F7"_s, -1);
    speed(u"drill.faster"_s, tr("Speed the drill up"), u"Ctrl+F8"_s, 1);
    connect(m_band, &ui::DrillBand::pauseWanted, this, &DrillHost::pause);
    connect(m_band, &ui::DrillBand::scoreWanted, this, &DrillHost::showScore);
    connect(m_band, &ui::DrillBand::movesWanted, this, &DrillHost::showMoves);
    connect(m_band, &ui::DrillBand::endWanted, this, &DrillHost::end);
    connect(m_band, &ui::DrillBand::slowerWanted, this, [this] { changeSpeed(-1); });
    connect(m_band, &ui::DrillBand::fasterWanted, this, [this] { changeSpeed(1); });
}

/// The briefing was read.
void DrillHost::begin()
{
    m_console.window->focusPage(); // the briefing opened before anything had the focus
    if (m_timer.isActive() || m_isOver)
        return;
    m_isPaused = false;
    m_timer.start();
    runClock();
    step();
}

void DrillHost::runClock()
{
    m_clock.run(m_isPaused || m_isOver ? 0 : m_speed);
    present();
}

void DrillHost::pause()
{
    m_isPaused = !m_isPaused;
    runClock();
}

void DrillHost::changeSpeed(int by)
{
    if (by > 0) {
        const auto next = std::ranges::upper_bound(kSpeeds, m_speed);
        m_speed = next == kSpeeds.end() ? kSpeeds.back() : *next;
    } else {
        const auto here = std::ranges::lower_bound(kSpeeds, m_speed);
        m_speed = here == kSpeeds.begin() ? kSpeeds.front() : *std::prev(here);
    }
    runClock();
}

void DrillHost::step()
{
    if (m_isAsking || m_isPaused || m_isOver)
        return;
    const bool isToSave = ++m_steps % kStepsASave == 0;
    ask([isToSave](DrillPlay &play, Instant now) {
        const auto played = playDue(play, now);
        return played && isToSave ? play.save() : played;
    });
}

void DrillHost::end()
{
    ask([](DrillPlay &play, Instant now) { return play.end(now); });
}

void DrillHost::ask(Job job)
{
    m_isAsking = true;
    m_console.ticker->start(); // what is played now must not lie in the window's future
    const Instant now = m_clock.now();
    auto answer =
        m_console.desk->thread().ask([this, now, job = std::move(job)](store::Workspace &workspace) {
            const auto done = job(*m_play, now);
            m_console.desk->announceChange(workspace);
            m_console.incidents->announceChanges(workspace);
            return report(*m_play, now, done ? std::nullopt : std::optional(done.error()));
        });
    ui::whenAnswered(answer, this, [this](const Report &said) {
        m_isAsking = false;
        take(said);
    });
}

DrillHost::Report DrillHost::report(DrillPlay &play, Instant now, std::optional<Error> error) const
{
    return {play.isOver(now), play.incident().exists, play.waitingFor(now), play.score(now),
            std::move(error)};
}

void DrillHost::take(const Report &said)
{
    m_last = said;
    if (said.error) {
        m_isPaused = true;
        m_console.window->post(ui::NoticeLevel::Error,
                               tr("The drill stands still: %1").arg(said.error->detail));
        return runClock();
    }
    if (said.isDeclared && !m_isDeclared)
        m_console.window->showPage(m_console.warRoom->pageKey());
    m_isDeclared = said.isDeclared;
    if (!said.isOver || m_isOver)
        return present();
    m_isOver = true;
    m_timer.stop();
    runClock();
    showScore();
    emit over(said.score);
}

void DrillHost::present()
{
    m_band->present({m_script.name, m_speed, m_isPaused, m_isOver, m_last.waiting});
}

void DrillHost::showMoves()
{
    m_moves->showMoves(m_script.name, m_last.waiting);
}

void DrillHost::showScore()
{
    m_score->showScore(m_script.name, m_last.score, m_isOver);
}

} // namespace muster::app
