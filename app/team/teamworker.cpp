// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/team/teamworker.h"

#include "models/base/log.h"

#include <QRandomGenerator>

#include <ctime>
#include <limits>

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

constexpr int kTick = 50; ///< ms
constexpr Millis kTakeDue{30'000};
constexpr Millis kLong{1'000}; ///< from there on what is being sent is worth a word
constexpr qint64 kMany = 50;   ///< messages at once that are worth one
// No login was good: the hub is not asked without end. An admin may be letting this device in just now.
constexpr Millis kAfterRejection{1'000}, kLongestWait{15'000};

views::LinkState stateOf(nats::Trouble trouble)
{
    switch (trouble) {
    case nats::Trouble::LoginRejected:
    case nats::Trouble::CertificateRejected:
    case nats::Trouble::CertificateExpired:
    case nats::Trouble::WrongServer:
        return views::LinkState::Refused;
    case nats::Trouble::None:
    case nats::Trouble::HostNotFound:
    case nats::Trouble::Unreachable:
    case nats::Trouble::TimedOut:
    case nats::Trouble::Blocked:
    case nats::Trouble::Protocol:
    case nats::Trouble::Closed:
        return views::LinkState::Offline;
    }
    return views::LinkState::Offline;
}

QString nextStepFor(nats::Trouble trouble)
{
    switch (trouble) {
    case nats::Trouble::LoginRejected:
        return u"Ask an admin of the team: they see whether this device was taken out, and can give it its role again. What is written here stays."_s;
    case nats::Trouble::CertificateRejected:
    case nats::Trouble::WrongServer:
        return u"Do not go on over this network before an admin has looked at it: somebody may stand between."_s;
    case nats::Trouble::CertificateExpired:
        return u"An admin of the hub renews its certificate; look at this machine's clock, too."_s;
    case nats::Trouble::Blocked:
        return u"Open a browser and sign in to this network, or use another one."_s;
    case nats::Trouble::None:
    case nats::Trouble::HostNotFound:
    case nats::Trouble::Unreachable:
    case nats::Trouble::TimedOut:
    case nats::Trouble::Protocol:
    case nats::Trouble::Closed:
        return {};
    }
    return {};
}

/// Goes on while the machine sleeps: a lease must not outlive a nap.
Millis sinceBoot()
{
    timespec now{};
    (void)clock_gettime(CLOCK_BOOTTIME, &now);
    return Millis(now.tv_sec * 1000 + now.tv_nsec / 1'000'000);
}

} // namespace

TeamWorker::TeamWorker(DatabaseThread &database, const Clock &clock, QString file,
                       std::function<void(store::Workspace &)> afterTaking)
    : m_clock(clock), m_hub(clock, this), m_ledger(database, *this, afterTaking),
      m_newcomer(database, m_hub, afterTaking, this), m_snapshots(m_hub, clock, this),
      m_file(std::move(file)), m_client(
                                   m_hub, m_ledger, [this] { return Millis(m_sinceStart.elapsed()); },
                                   QRandomGenerator::system()->generate64()),
      m_tick(this), m_again(this), m_database(database), m_afterTaking(std::move(afterTaking))
{
    m_sinceStart.start();
    connect(&m_hub, &sync::NatsHub::up, this, &TeamWorker::onUp);
    connect(&m_hub, &sync::NatsHub::down, this, &TeamWorker::onDown);
    connect(&m_hub, &sync::NatsHub::live, this,
            [this](const sync::HubMessage &message) { m_client.live(message); });
    connect(&m_hub, &sync::NatsHub::here, this, [this](DeviceId login, const QByteArray &words) {
        if (m_presence.hear(login, words, Millis(m_sinceStart.elapsed())))
            emit hereChanged(m_presence.here());
    });
    connect(&m_hub, &sync::NatsHub::skewMeasured, this, [this](Millis skew) {
        m_status.skew = skew;
        tell();
    });
    connect(&m_newcomer, &Newcomer::progress, this, [this](const QString &stage, int percent) {
        m_status.isBootstrapping = true;
        m_status.stage = stage;
        m_status.percent = percent;
        m_status.state = views::LinkState::Receiving;
        m_status.offlineSince.reset();
        m_status.why.clear();
        m_status.nextStep.clear();
        tell();
    });
    connect(&m_newcomer, &Newcomer::tookTeam, this, &TeamWorker::tookTeam);
    connect(&m_newcomer, &Newcomer::done, this, &TeamWorker::onBootstrapped);
    connect(&m_snapshots, &SnapshotMaker::made, this, [this](quint64 sequence, const QString &trouble) {
        if (!trouble.isEmpty())
            log::warning(u"no snapshot was made: "_s + trouble);
        emit snapshotMade(trouble);
        m_snapshotAt = std::max(m_snapshotAt.value_or(0), sequence > 0 ? sequence : m_client.status().cursor);
    });
    m_client.onStatus = [this] { onClientStatus(); };
    m_client.onTaken = [this](const sync::TakeOutcome &outcome) { onTaken(outcome); };
    m_tick.setInterval(kTick);
    connect(&m_tick, &QTimer::timeout, this, &TeamWorker::onTick);
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, [this] { tryLogin(0); });
}

void TeamWorker::start(std::vector<sync::HubAccess> logins, bool isNew)
{
    m_logins = std::move(logins);
    m_isNew = isNew;
    if (!m_logins.empty()) {
        if (const auto key = ledger::DeviceKey::fromSeed(m_logins.front().seed))
            m_key = *key;
    }
    m_login = 0;
    m_again.stop();
    m_afterRejection = kAfterRejection;
    m_status.state = views::LinkState::Connecting;
    m_status.offlineSince = m_clock.now();
    tell();
    if (m_logins.empty())
        return;
    if (const auto started = m_hub.start(m_logins.front()); !started)
        describeOffline(nats::Trouble::WrongServer, started.error().detail);
    m_tick.start();
    wrote(); // counts what waits
}

void TeamWorker::stop()
{
    m_tick.stop();
    m_again.stop();
    if (m_duty != nullptr)
        m_duty->stop();
    if (m_hub.client().isUp())
        m_hub.tellHere("{\"gone\":true}");
    m_client.lineDown();
    m_newcomer.lineDown();
    m_snapshots.lineDown();
    m_hub.stop();
}

void TeamWorker::takeDuty(DeviceId device, bool isFirst)
{
    const Millis patience = isFirst ? DutyLease::kRenew : DutyLease::kPatience;
    if (m_duty != nullptr)
        return m_duty->goOn(patience);
    m_duty = new DutyLease(m_hub.client(), device, &sinceBoot, patience, this);
    connect(m_duty, &DutyLease::changed, this, &TeamWorker::dutyChanged);
}

void TeamWorker::giveUpDuty()
{
    if (m_duty != nullptr)
        m_duty->stop();
}

void TeamWorker::tryLogin(size_t login)
{
    if (m_hub.client().isUp() || login >= m_logins.size())
        return;
    m_login = login;
    (void)m_hub.start(m_logins[login]); // it was good when it was started first
}

void TeamWorker::tryNow()
{
    tryLogin(0);
}

void TeamWorker::wrote()
{
    m_client.wrote();
    if (m_hub.client().isUp() || m_logins.empty())
        return;
    // Without a line nobody asks for the outbox; a person wants to know what waits all the same.
    m_ledger.askOutbox(std::numeric_limits<qint64>::max(), 0, [this](const Result<sync::Outbox> &outbox) {
        if (!outbox)
            return;
        m_status.toSend = outbox->waiting;
        tell();
    });
}

void TeamWorker::lookAt(TicketId ticket, IncidentId incident, bool isWriting)
{
    if (m_presence.look(ticket, incident, isWriting))
        tellHere();
}

void TeamWorker::tellHere()
{
    if (!m_hub.client().isUp())
        return;
    m_hub.tellHere(m_presence.words());
    m_presence.said(Millis(m_sinceStart.elapsed()));
}

void TeamWorker::onUp()
{
    m_again.stop();
    m_afterRejection = kAfterRejection;
    const QUrl url = m_hub.client().url();
    m_status.server = url.host() + u':' + QString::number(url.port());
    m_status.way = nats::words(m_hub.client().way());
    if (m_login == 0 && m_logins.size() > 1) {
        m_logins.resize(1);
        emit cameInByItself(m_logins.front().login);
    }
    if (m_isNew)
        m_newcomer.begin();
    else
        m_client.lineUp();
    tellHere();
}

void TeamWorker::onDown(nats::Trouble trouble, const QString &detail)
{
    m_client.lineDown();
    m_newcomer.lineDown();
    m_snapshots.lineDown();
    if (m_presence.forgetAll())
        emit hereChanged({});
    const bool mayStillComeIn = trouble == nats::Trouble::LoginRejected && m_login + 1 < m_logins.size();
    if (!mayStillComeIn)
        describeOffline(trouble, detail);
    // A device that the hub does not know yet comes by its invitation; one that it knows by now does not.
    if (mayStillComeIn)
        return tryLogin(m_login + 1);
    if (m_login == 0)
        return; // the client itself goes on trying
    if (trouble != nats::Trouble::LoginRejected)
        return tryLogin(0);
    if (m_again.isActive())
        return;
    m_again.start(m_afterRejection);
    m_afterRejection = std::min(kLongestWait, m_afterRejection * 2);
}

void TeamWorker::describeOffline(nats::Trouble trouble, const QString &detail)
{
    m_status.state = stateOf(trouble);
    m_status.why = detail;
    m_status.nextStep = nextStepFor(trouble);
    if (!m_status.offlineSince)
        m_status.offlineSince = m_clock.now();
    tell();
}

/// What comes one by one, or is on its way for a moment, is no news: the chip would flicker with every entry.
views::LinkState TeamWorker::stateInReading(const sync::SyncStatus &now)
{
    if (now.isRefused)
        return views::LinkState::Refused;
    const Millis at{m_sinceStart.elapsed()};
    if (now.toSend == 0)
        m_unsentSince.reset();
    else if (!m_unsentSince)
        m_unsentSince = at;
    const bool isSending = m_unsentSince && at - *m_unsentSince >= kLong;
    const bool wasReceiving =
        m_status.state == views::LinkState::Receiving || m_status.state == views::LinkState::Connecting;
    const bool isReceiving = m_status.toReceive > (wasReceiving ? 0 : kMany);
    if (isReceiving && (!isSending || m_status.toReceive > now.toSend))
        return views::LinkState::Receiving;
    return isSending ? views::LinkState::Sending : views::LinkState::InStep;
}

void TeamWorker::onClientStatus()
{
    const sync::SyncStatus &now = m_client.status();
    m_status.cursor = now.cursor;
    m_status.hubLast = now.hubLast;
    m_status.toReceive = now.hubLast > now.cursor ? qint64(now.hubLast - now.cursor) : 0;
    m_status.received = now.received;
    if (now.stage != sync::SyncStatus::Stage::Down)
        m_status.toSend = now.toSend;
    switch (now.stage) {
    case sync::SyncStatus::Stage::Down:
        if (!now.trouble.isEmpty())
            describeOffline(nats::Trouble::None, now.trouble);
        return tell();
    case sync::SyncStatus::Stage::Comparing: // a line is no good before the hub has answered over it
        m_status.state = views::LinkState::Connecting;
        return tell();
    case sync::SyncStatus::Stage::Reading:
    case sync::SyncStatus::Stage::InStep:
        m_status.state = stateInReading(now);
        m_status.offlineSince.reset();
        break;
    }
    if (now.stage == sync::SyncStatus::Stage::InStep)
        m_newcomer.readHistory();
    m_status.why = now.trouble;
    m_status.nextStep = now.isRefused
                            ? u"An admin of the hub looks at its room and at what this device may do."_s
                            : QString();
    tell();
}

void TeamWorker::onBootstrapped()
{
    m_isNew = false;
    m_status.isBootstrapping = false;
    m_status.stage.clear();
    tell();
    m_client.lineUp();
}

/// Only whom a newcomer believes; when several do it, the newest is taken.
void TeamWorker::makeSnapshotIfDue()
{
    const bool mayVouch = m_role == u"admin" || m_role == u"automation";
    const quint64 cursor = m_client.status().cursor;
    if (!mayVouch || !m_key || m_snapshots.isBusy() || cursor < SnapshotMaker::kLeast ||
        m_status.state != views::LinkState::InStep || m_newcomer.isReadingHistory())
        return;
    if (!m_snapshotAt || cursor >= *m_snapshotAt + SnapshotMaker::kEvery)
        makeSnapshot();
}

void TeamWorker::makeSnapshot()
{
    if (m_key)
        m_snapshots.make(m_file, *m_key);
}

void TeamWorker::onTaken(const sync::TakeOutcome &outcome)
{
    m_status.lastExchange = m_clock.now();
    if (outcome.isTeamChanged)
        emit tookTeam();
}

void TeamWorker::onTick()
{
    const Millis now{m_sinceStart.elapsed()};
    m_client.tick();
    if (m_unsentSince && m_client.status().stage >= sync::SyncStatus::Stage::Reading)
        onClientStatus();
    if (m_duty != nullptr) {
        const auto stage = m_client.status().stage;
        const bool isReading = stage == sync::SyncStatus::Stage::Reading;
        m_duty->tick(!m_isNew &&
                     (stage == sync::SyncStatus::Stage::InStep || (isReading && m_duty->isHeld())));
    }
    if (m_presence.forgetSilent(now))
        emit hereChanged(m_presence.here());
    if (m_presence.isDue(now))
        tellHere();
    if (m_clock.now() >= m_tookDue + kTakeDue || m_clock.now() < m_tookDue) {
        m_tookDue = m_clock.now();
        makeSnapshotIfDue();
        m_database.post([afterTaking = m_afterTaking](store::Workspace &workspace) {
            if (const auto taken = workspace.takeDue(); !taken)
                log::warning(u"held entries: "_s + faultName(taken.error().fault));
            afterTaking(workspace);
        });
    }
}

void TeamWorker::tell()
{
    if (m_status == m_told)
        return;
    m_told = m_status;
    emit statusChanged(m_status);
}

} // namespace muster::app
