// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/notify/sender.h"

#include "app/notify/parcels.h"
#include "models/base/log.h"

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

constexpr Millis kLookAgain{5'000}; ///< what other desks wrote comes in without a word
constexpr Millis kSoon{50};
constexpr Millis kMoreToCome{250};
constexpr Millis kAfterTrouble{60'000};
constexpr Millis kWhileBusy{1'000}; ///< each job changes what a pass looks at

} // namespace

Sender::Sender(DatabaseThread &database, const Clock &clock, Credential credential,
               std::function<bool()> isOnDuty, LineLimits limits, QObject *parent)
    : QObject(parent), m_database(database), m_clock(clock), m_isOnDuty(std::move(isOnDuty)),
      m_couriers(std::make_unique<Couriers>(
          clock, std::move(credential), std::move(limits),
          [this](const Parcel &parcel, const notify::Outcome &outcome) { returned(parcel, outcome); }))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Sender::pass);
}

Sender::~Sender()
{
    // A pass hands parcels to the couriers, and they hand back what came of it: each is over before what it
    // uses.
    const auto waitForDatabase = [this] {
        m_database.ask([](store::Workspace &) { return true; }).waitForFinished();
    };
    waitForDatabase();
    m_couriers.reset();
    do {
        waitForDatabase();
    } while (m_recording > 0);
}

void Sender::start()
{
    m_timer.start(Millis{0});
}

void Sender::look()
{
    if (m_isPassing)
        m_isAskedAgain = true;
    else
        m_timer.start(Millis{0});
}

void Sender::pass()
{
    if (m_isPassing)
        return;
    const bool isMore = m_isMoreToCome && m_isMoreToCome();
    if ((isMore || m_recording > 0) && m_sincePass.isValid() && m_sincePass.elapsed() < kWhileBusy.count())
        return m_timer.start(kMoreToCome);
    m_isPassing = true;
    m_sincePass.start();
    m_database.post([this, isOnDuty = m_isOnDuty(), isMore](store::Workspace &workspace) {
        Millis wait = isMore ? kMoreToCome : kLookAgain;
        if (mayAct(workspace, isOnDuty)) {
            const auto next =
                sendDue(workspace, isMore ? notify::MoreToCome::OfTickets : notify::MoreToCome::Nothing);
            if (!next)
                log::warning(u"notifications could not be sent: "_s + next.error().detail);
            else if (*next)
                wait = std::clamp(Millis(**next - m_clock.now()), kSoon, wait);
        }
        QMetaObject::invokeMethod(
            this, [this, wait] { passed(wait); }, Qt::QueuedConnection);
    });
}

Result<std::optional<Instant>> Sender::sendDue(store::Workspace &workspace, notify::MoreToCome more)
{
    const Instant now = m_clock.now();
    const bool isSame = m_seen.changes == workspace.notificationChanges() &&
                        m_seen.policy == workspace.policy() && m_seen.more == more;
    if (isSame && (!m_seen.next || *m_seen.next > now))
        return m_seen.next;
    auto parcels = nextParcels(workspace, m_under, now, more);
    if (!parcels)
        return parcels.error();
    for (Parcel &parcel : parcels->send) {
        m_under.insert(parcel.attempt.key);
        m_couriers->send(std::move(parcel));
    }
    m_seen = {workspace.notificationChanges(), workspace.policy(), more, parcels->next};
    return parcels->next;
}

void Sender::passed(Millis wait)
{
    m_isPassing = false;
    m_timer.start(std::exchange(m_isAskedAgain, false) ? Millis{0} : wait);
}

void Sender::returned(const Parcel &parcel, const notify::Outcome &outcome)
{
    if (outcome.kind == notify::Outcome::Kind::Never ||
        (outcome.kind == notify::Outcome::Kind::Later && parcel.attempt.tries == 1))
        // Why stands in the record: it may name addresses and numbers, which are for no log.
        log::warning(u"the channel %1 did not take a message at try %2; muster notify log says why"_s.arg(
            parcel.channel.key, QString::number(parcel.attempt.tries)));
    record(std::make_shared<Parcel>(parcel), outcome, m_clock.now());
}

void Sender::forget(const QString &key)
{
    m_under.remove(key);
    m_seen = {};
}

void Sender::record(const std::shared_ptr<Parcel> &rest, const notify::Outcome &outcome, Instant at)
{
    ++m_recording;
    m_database.post([this, rest, outcome, at](store::Workspace &workspace) {
        const auto left = recordOutcome(workspace, *rest, outcome, at);
        if (!left)
            log::warning(u"what came of a notification could not be kept: "_s + left.error().detail);
        const bool isMore = left && *left > 0;
        if (isMore)
            record(rest, outcome, at); // behind whatever waits
        --m_recording;
        if (left && !isMore)
            forget(rest->attempt.key);
        if (!left) // sent it was: the peer is spared until the disk or our rights are back
            QMetaObject::invokeMethod(
                this,
                [this, key = rest->attempt.key] {
                    QTimer::singleShot(kAfterTrouble, this, [this, key] {
                        m_database.post([this, key](store::Workspace &) { forget(key); });
                    });
                },
                Qt::QueuedConnection);
        // The log reads some at a time, too.
        QMetaObject::invokeMethod(
            this,
            [this, isMore] {
                emit changed();
                if (!isMore)
                    look();
            },
            Qt::QueuedConnection);
    });
}

} // namespace muster::app
