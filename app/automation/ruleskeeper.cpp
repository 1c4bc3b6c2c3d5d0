// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/automation/ruleskeeper.h"

#include "models/base/log.h"
#include "models/store/rulessince.h"
#include "ui/widgets/deskanswer.h"

#include <QElapsedTimer>
#include <QSet>

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

constexpr size_t kFirst = 8; ///< tickets of a job that are looked at before it is known how long one takes
constexpr size_t kMostAtOnce = 60; ///< looked at before the time is asked for again
constexpr qint64 kJob = 20;        ///< ms, and the disk's time: an entry may have to wait behind it
constexpr Millis kSoon{100};       ///< several changes are looked at together
constexpr Millis kLongest{30'000}; ///< the machine may have slept, or its clock was set
constexpr Millis kAfterTrouble{10'000};
constexpr Millis kOnceMore{60'000}; ///< a ticket of which something could not be written

/// When the rules were switched on in this file. What was due before stays silent.
Result<Instant> switchedOn(store::Workspace &workspace, Instant now)
{
    if (const auto since = parseRfc3339(QString::fromLatin1(workspace.setting(QString(store::kRulesSince)))))
        return *since;
    if (const auto kept = workspace.setSetting(QString(store::kRulesSince), toRfc3339(now).toLatin1()); !kept)
        return kept.error();
    return now;
}

} // namespace

RulesKeeper::RulesKeeper(DeskService &desk, std::function<void(store::Workspace &)> afterActing,
                         QObject *parent)
    : QObject(parent), m_desk(desk), m_afterActing(std::move(afterActing))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &RulesKeeper::look);
    connect(&desk, &views::Desk::queueChanged, this, &RulesKeeper::lookSoon);
    // From now on, also where another console acts: what it leaves undone is not to be taken for old.
    desk.thread().post([now = desk.now()](store::Workspace &workspace) {
        if (const auto since = switchedOn(workspace, now); !since)
            log::warning(u"when the rules began could not be kept: "_s + faultName(since.error().fault));
    });
    connect(&desk, &views::Desk::policyChanged, this, &RulesKeeper::lookSoon);
}

RulesKeeper::~RulesKeeper() = default;

void RulesKeeper::setActing(bool isActing)
{
    if (m_isActing == isActing)
        return;
    m_isActing = isActing;
    m_work.left.clear();
    m_behindSince.reset();
    m_isWhole = isActing;
    m_isAsked = isActing && m_isLooking;
    if (isActing)
        look();
    else
        m_timer.stop();
    emit actingChanged(isActing);
}

void RulesKeeper::lookSoon()
{
    if (!m_isActing)
        return;
    m_isAsked = m_isLooking;
    // Not put off by each further change: a history that is read changes something all the time.
    if (!m_isLooking && (!m_timer.isActive() || m_timer.remainingTimeAsDuration() > kSoon))
        m_timer.start(kSoon);
}

void RulesKeeper::look()
{
    if (!m_isActing || m_isLooking)
        return;
    m_isLooking = true;
    const Instant now = m_desk.now();
    std::ranges::copy(m_due.take(now), std::back_inserter(m_work.left));
    m_work.incidents = m_incidentsDue.take(now);
    if (!m_behindSince)
        m_behindSince = now; // what is told meanwhile is perhaps not all
    Look work;
    work.mark = m_work.mark;
    work.isBlind = m_work.isBlind;
    work.isCareful = m_work.isCareful;
    std::swap(work, m_work);
    ui::whenAnswered(m_desk.thread().ask([work = std::move(work), isWhole = std::exchange(m_isWhole, false),
                                          now, afterActing = m_afterActing](store::Workspace &workspace) {
        auto found = lookAt(workspace, work, isWhole, now);
        if (found && found->acted() > 0)
            afterActing(workspace);
        return found;
    }),
                     this, [this](const Result<Look> &found) { looked(found); });
}

Result<RulesKeeper::Look> RulesKeeper::lookAt(store::Workspace &workspace, Look work, bool isWhole,
                                              Instant now)
{
    if (!workspace.setting(QString(store::kDrillSetting)).isEmpty())
        return Look{}; // nothing of a drill reaches anybody
    const auto since = switchedOn(workspace, now);
    if (!since)
        return since.error();
    isWhole = isWhole || work.isBlind;
    auto touched = isWhole ? workspace.everythingForRules() : workspace.touchedSince(work.mark);
    if (!touched)
        return touched.error();
    if (isWhole)
        work.left.clear();
    work.isBlind = workspace.policy() == nullptr;
    work.mark = touched->mark;
    if (!touched->tickets.empty()) {
        const QSet<TicketId> waiting(work.left.begin(), work.left.end());
        std::ranges::remove_copy_if(touched->tickets, std::back_inserter(work.left),
                                    [&](TicketId ticket) { return waiting.contains(ticket); });
    }
    std::ranges::copy(touched->incidents, std::back_inserter(work.incidents));
    auto incidentRound = workspace.runIncidentRules(work.incidents, *since);
    if (!incidentRound)
        return incidentRound.error();
    work.incidentRound = std::move(*incidentRound);
    const auto done = work.isCareful ? runSome(workspace, work, *since, now)
                                     : workspace.asOne([&] { return runSome(workspace, work, *since, now); });
    return done ? Result<Look>(std::move(work)) : Result<Look>(done.error());
}

Result<void> RulesKeeper::runSome(store::Workspace &workspace, Look &work, Instant since, Instant now)
{
    QElapsedTimer timer;
    timer.start();
    size_t atOnce = work.isCareful ? 1 : kFirst;
    do {
        const auto end = work.left.begin() + qint64(std::min(atOnce, work.left.size()));
        const std::vector<TicketId> some(work.left.begin(), end);
        work.left.erase(work.left.begin(), end);
        work.tickets.insert(work.tickets.end(), some.begin(), some.end());
        const auto round = workspace.runRules(some, since);
        if (!round && !work.isCareful)
            return round.error();
        if (!round) {
            log::warning(u"the rules could not be run for the ticket %1: %2"_s.arg(some.front().toString(),
                                                                                   round.error().detail));
            work.round.next.emplace_back(idCast<SubjectId>(some.front()), now + kOnceMore);
            atOnce = timer.elapsed() < kJob ? 1 : 0;
            continue;
        }
        work.round.fired.insert(work.round.fired.end(), round->fired.begin(), round->fired.end());
        work.round.next.insert(work.round.next.end(), round->next.begin(), round->next.end());
        work.round.told += round->told;
        work.round.given += round->given;
        const qint64 each = timer.nsecsElapsed() / std::max<qint64>(1, qint64(work.tickets.size())) + 1;
        atOnce = std::min(work.isCareful ? 1 : kMostAtOnce,
                          size_t(std::max<qint64>(0, kJob * 1'000'000 - timer.nsecsElapsed()) / each));
    } while (!work.left.empty() && atOnce > 0);
    return {};
}

int RulesKeeper::Look::acted() const
{
    return int(round.fired.size()) + round.told + round.given + incidentRound.told;
}

void RulesKeeper::looked(const Result<Look> &found)
{
    m_isLooking = false;
    if (!found) {
        log::warning(u"the rules could not be run: "_s + faultName(found.error().fault));
        m_isWhole = m_work.isCareful = true;
        m_behindSince.reset();
        m_timer.start(kAfterTrouble);
        return;
    }
    m_work.mark = found->mark;
    m_work.isBlind = found->isBlind;
    m_work.left = found->left;
    for (const TicketId &ticket : found->tickets)
        m_due.forget(ticket);
    for (const auto &[ticket, due] : found->round.next)
        m_due.plan(idCast<TicketId>(ticket), due);
    for (const IncidentId &incident : found->incidents)
        m_incidentsDue.forget(incident);
    for (const auto &[incident, due] : found->incidentRound.next)
        m_incidentsDue.plan(idCast<IncidentId>(incident), due);
    m_work.isCareful = found->isCareful && !found->left.empty();
    if (m_work.left.empty() && !m_isAsked)
        m_behindSince.reset(); // otherwise a stream of changes would never end it
    if (found->acted() > 0)
        emit fired(found->acted());
    planNext();
    if (m_work.left.empty() && !m_isWhole)
        emit rested();
}

bool RulesKeeper::isBehind() const
{
    return m_isActing && m_behindSince && m_desk.now() - *m_behindSince < kPatience;
}

void RulesKeeper::planNext()
{
    if (!m_isActing)
        return;
    if (!m_work.left.empty() || std::exchange(m_isAsked, false))
        return m_timer.start(Millis(0));
    Millis wait = kLongest;
    for (const auto &next : {m_due.next(), m_incidentsDue.next()}) {
        if (next)
            wait = std::min(wait, Millis(*next - m_desk.now()));
    }
    m_timer.start(std::max(wait, Millis(0)));
}

} // namespace muster::app
