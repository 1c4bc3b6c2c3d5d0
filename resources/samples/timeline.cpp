// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline.h"

#include <algorithm>
#include <array>

namespace muster::samples {
namespace {

constexpr qint64 kMinute = 60;
constexpr qint64 kHour = 60 * kMinute;
constexpr qint64 kDay = 24 * kHour;
/// The playbook's targets by rank, which this sample is laid out for.
constexpr std::array<qint64, 4> kFirstResponse{1 * kHour, 4 * kHour, 24 * kHour, 48 * kHour};
constexpr std::array<qint64, 4> kResolution{4 * kHour, 24 * kHour, 7 * kDay, 10 * kDay};

qint64 percent(qint64 of, qint64 share)
{
    return of * share / 100;
}

/// Lays moments out from the creation on.
class Layout
{
public:
    Layout(Dice &dice, int rank, qint64 age) : m_dice(dice)
    {
        m_timeline.rank = rank;
        m_timeline.createdRank = rank;
        m_timeline.age = age;
        m_at = age;
    }
    qint64 at() const { return m_at; } ///< of the last moment, in seconds before the base
    /// Goes forward in time, but not past the base.
    void after(qint64 delay, Step step)
    {
        m_at = std::max<qint64>(m_at - std::max<qint64>(delay, 1), 5);
        m_timeline.moments.push_back({m_at, step});
    }
    void firstAnswer(qint64 delay)
    {
        if (m_dice.chance(25))
            after(20, Step::AutoReply);
        if (delay > 20 * kMinute && m_dice.chance(25))
            after(delay / 2, Step::Note);
        after(m_at - (m_timeline.age - delay), Step::Reply);
        after(5, Step::Open);
    }
    /// Questions and answers, each answered within a share of the target, while they end before `until`.
    void exchange(int rounds, qint64 until)
    {
        const qint64 target = kFirstResponse[size_t(m_timeline.rank)];
        for (int i = 0; i < rounds; ++i) {
            const qint64 pause = m_dice.between(percent(target, 5), percent(target, 60));
            const qint64 answer = m_dice.between(percent(target, 5), percent(target, 50));
            if (m_at - pause - answer <= until)
                return;
            after(pause, Step::CustomerMessage);
            after(answer, Step::Reply);
        }
    }
    void reprioritised()
    {
        if (m_timeline.rank < 2 || !m_dice.chance(12) || m_timeline.age < 2 * kHour)
            return;
        m_timeline.createdRank = m_timeline.rank == 2 ? 3 : 2;
        after(m_dice.between(2, 10) * kMinute, Step::Reprioritise);
    }
    Timeline take() { return std::move(m_timeline); }

private:
    Dice &m_dice;
    Timeline m_timeline;
    qint64 m_at = 0;
};

int openRank(Dice &dice)
{
    const qint64 roll = dice.between(0, 99);
    return roll < 2 ? 0 : roll < 17 ? 1 : roll < 67 ? 2 : 3;
}

Timeline unanswered(Dice &dice, int rank, qint64 low, qint64 high)
{
    const qint64 target = kFirstResponse[size_t(rank)];
    Layout layout(dice, rank, dice.between(percent(target, low), percent(target, high)));
    if (dice.chance(30))
        layout.after(25, Step::AutoReply);
    if (dice.chance(15))
        layout.after(layout.at() / 3, Step::Note);
    return layout.take();
}

void leaveOpen(Layout &layout, Dice &dice, int rank)
{
    const qint64 target = kFirstResponse[size_t(rank)];
    const qint64 roll = dice.between(0, 99);
    if (roll < 30) {
        layout.after(10, Step::Waiting);
    } else if (roll < 38) {
        layout.after(30, Step::OnHold);
    } else if (roll < 46 && layout.at() > kHour) {
        layout.after(layout.at() / 4, Step::Solution);
        layout.after(20, Step::Resolved);
        layout.after(layout.at() / 2, Step::CustomerMessage);
        layout.after(5, Step::Reopened);
        layout.after(std::min(layout.at() / 2, percent(target, 30)), Step::Reply);
    } else if (roll < 70) {
        // The customer's last word is fresh, so that the next answer is still some way off its target.
        const qint64 ago = std::min(layout.at() / 2, dice.between(percent(target, 3), percent(target, 65)));
        layout.after(layout.at() - ago, Step::CustomerMessage);
    }
}

Timeline answered(Dice &dice, int rank, qint64 age)
{
    Layout layout(dice, rank, age);
    layout.reprioritised();
    const qint64 target = kFirstResponse[size_t(rank)];
    const qint64 delay = dice.between(percent(target, 5), percent(target, 45));
    layout.firstAnswer(std::max(std::min(delay, age / 2), age - layout.at() + kMinute));
    layout.exchange(int(dice.between(0, 3)), percent(target, 15));
    leaveOpen(layout, dice, rank);
    return layout.take();
}

qint64 calmAge(Dice &dice, int rank)
{
    constexpr std::array<qint64, 4> longest{50 * kMinute, 17 * kHour, 5 * kDay, 25 * kDay};
    constexpr std::array<qint64, 4> shortest{8 * kMinute, 40 * kMinute, 2 * kHour, 3 * kHour};
    return dice.between(shortest[size_t(rank)], longest[size_t(rank)]);
}

Timeline breached(Dice &dice, int rank)
{
    if (rank == 2 && dice.chance(50)) {
        Layout layout(dice, rank, dice.between(7 * kDay + 4 * kHour, 10 * kDay));
        layout.firstAnswer(dice.between(2, 15) * kHour);
        layout.exchange(2, 4 * kHour);
        return layout.take();
    }
    return unanswered(dice, rank, 104, 180);
}

Timeline atRisk(Dice &dice, int rank)
{
    if (rank == 2 && dice.chance(60)) {
        Layout layout(dice, rank, percent(7 * kDay, dice.between(77, 96)));
        layout.firstAnswer(dice.between(2, 15) * kHour);
        layout.exchange(2, 4 * kHour);
        return layout.take();
    }
    return unanswered(dice, rank, 77, 95);
}

} // namespace

Timeline openTimeline(Dice &dice)
{
    const int rank = openRank(dice);
    const qint64 roll = dice.between(0, 999);
    if (roll < 62)
        return breached(dice, rank);
    if (roll < 145)
        return atRisk(dice, rank);
    if (dice.chance(rank == 0 ? 20 : 22))
        return unanswered(dice, rank, 3, 68);
    return answered(dice, rank, calmAge(dice, rank));
}

Timeline doneTimeline(Dice &dice)
{
    const qint64 roll = dice.between(0, 99);
    const int rank = roll < 4 ? 0 : roll < 22 ? 1 : roll < 70 ? 2 : 3;
    const bool isLate = dice.chance(8);
    const qint64 target = kResolution[size_t(rank)];
    const qint64 effort =
        isLate ? percent(target, dice.between(104, 170)) : percent(target, dice.between(6, 92));
    const bool staysResolved = dice.chance(14);
    const qint64 doneAgo =
        staysResolved ? dice.between(10 * kMinute, 4 * kDay) : dice.between(3 * kDay, 58 * kDay);
    Layout layout(dice, rank, doneAgo + effort);
    const qint64 response = kFirstResponse[size_t(rank)];
    const qint64 delay = dice.chance(7) ? percent(response, dice.between(102, 140))
                                        : dice.between(percent(response, 3), percent(response, 80));
    layout.reprioritised();
    layout.firstAnswer(std::max(std::min(delay, effort * 2 / 3), doneAgo + effort - layout.at() + kMinute));
    layout.exchange(int(dice.between(0, 3)), doneAgo + 10 * kMinute);
    if (layout.at() - doneAgo > kHour && dice.chance(20)) {
        layout.after(60, Step::Waiting);
        layout.after((layout.at() - doneAgo) / 2, Step::CustomerMessage);
        layout.after(5, Step::Open);
    }
    layout.after(layout.at() - doneAgo, Step::Solution);
    layout.after(20, Step::Resolved);
    if (!staysResolved)
        layout.after(dice.between(1, 3) * kDay - kHour, Step::Closed);
    return layout.take();
}

} // namespace muster::samples
