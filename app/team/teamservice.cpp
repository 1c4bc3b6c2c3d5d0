// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/team/teamservice.h"

#include "app/commands/hubteam.h"
#include "app/team/hubaccess.h"
#include "app/team/knownsecrets.h"
#include "app/team/teampages.h"
#include "models/base/log.h"

using namespace Qt::StringLiterals;

namespace muster::app {

using store::Workspace;

TeamService::TeamService(DeskService &desk, IncidentService &incidents, EscalationService &escalations,
                         QObject *parent)
    : TeamDesk(parent), m_desk(desk), m_incidents(incidents), m_escalations(escalations)
{
    m_worker = new TeamWorker(desk.thread(), desk.clock(), desk.fileName(),
                              [this](Workspace &workspace) { tellWindow(workspace); });
    m_worker->moveToThread(&m_thread);
    connectWorker();
    m_thread.start();
    m_secretsThread.setMaxThreadCount(1);
    m_hourly.setInterval(std::chrono::hours(1));
    connect(&m_hourly, &QTimer::timeout, this,
            [this] { m_desk.thread().post([this](Workspace &workspace) { letIn(workspace); }); });
    m_hourly.start();
    m_desk.thread().setAfterJob([this](Workspace &workspace) {
        const qint64 written = workspace.ownEntries();
        if (written == m_written)
            return;
        m_written = written;
        onWorker([](TeamWorker &worker) { worker.wrote(); });
    });
}

TeamService::~TeamService()
{
    m_desk.thread().setAfterJob({});
    m_isEnding = true;
    m_secretsThread.waitForDone();
    m_filesThread.waitForDone();
    // What it posted refers to this and to the worker.
    m_desk.thread().ask([](Workspace &) { return true; }).waitForFinished();
    QMetaObject::invokeMethod(
        m_worker, [this] { m_worker->stop(); }, Qt::BlockingQueuedConnection);
    // Questions on their way refer to the worker.
    m_desk.thread().ask([](Workspace &) { return true; }).waitForFinished();
    m_worker->deleteLater();
    m_thread.quit();
    m_thread.wait();
}

void TeamService::connectWorker()
{
    connect(m_worker, &TeamWorker::statusChanged, this, [this](const views::LinkStatus &status) {
        m_status = status;
        emit statusChanged();
    });
    connect(m_worker, &TeamWorker::hereChanged, this, [this](const std::vector<views::Here> &here) {
        m_here = here;
        emit hereChanged();
    });
    connect(m_worker, &TeamWorker::dutyChanged, this, [this](bool isHeld) {
        m_isOnDuty = isHeld;
        emit dutyChanged(isHeld);
    });
    connect(m_worker, &TeamWorker::cameInByItself, this, [this](DeviceId device) {
        m_secretsThread.start([device, file = m_desk.fileName()] {
            if (const auto place = secretsOf(file))
                forgetInvitation(**place, device);
        });
    });
    connect(m_worker, &TeamWorker::snapshotMade, this, &TeamService::snapshotMade);
    connect(m_worker, &TeamWorker::tookTeam, this, [this] {
        m_desk.thread().post([this](Workspace &workspace) {
            followRoster(workspace);
            letIn(workspace);
        });
        emit teamChanged();
    });
}

template <typename Work> void TeamService::onWorker(Work work)
{
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, work] { work(*worker); }, Qt::QueuedConnection);
}

void TeamService::tellWindow(Workspace &workspace)
{
    m_desk.announceChange(workspace);
    m_incidents.announceChanges(workspace);
    m_escalations.announceChanges(workspace);
    for (const views::EditConflict &conflict : workspace.takeConflicts())
        QMetaObject::invokeMethod(
            this, [this, conflict] { emit conflictFound(conflict); }, Qt::QueuedConnection);
}

void TeamService::followRoster(Workspace &workspace)
{
    QHash<PersonId, QString> names;
    const auto people = workspace.people().value_or({});
    for (const people::Person &person : people)
        names.insert(person.id, person.name);
    onWorker([roster = workspace.roster(), names, role = workspace.role()](TeamWorker &worker) {
        worker.setRoster(roster, names);
        worker.setRole(role);
    });
}

/// Who came in is said by an admin; where that desk has the hub's folder at hand, its server learns at once
/// who is in the team.
void TeamService::letIn(Workspace &workspace)
{
    if (workspace.role() != u"admin")
        return;
    if (const auto admitted = workspace.admitJoined(); !admitted)
        log::warning(u"who joined was not noted: "_s + admitted.error().detail);
    const QString folder = QString::fromUtf8(workspace.setting(u"hub.folder"_s));
    if (folder.isEmpty())
        return;
    const auto done = refreshHub(workspace, folder, m_desk.clock());
    const auto kept = done ? keepToTell(workspace, *done) : Result<void>(done.error());
    if (!kept)
        log::warning(u"the hub's settings were not renewed: "_s + kept.error().detail);
    if (done && *done)
        tellTeamChanged();
}

void TeamService::start()
{
    m_desk.thread().post([this](Workspace &workspace) {
        if (workspace.isInTeam())
            readSecrets(workspace.device());
    });
}

void TeamService::readSecrets(DeviceId device)
{
    m_secretsThread.start([this, device] {
        auto place = secretsOf(m_desk.fileName());
        if (!place)
            return tellUnreachable(place.error());
        const auto known = std::make_shared<KnownSecrets>(std::move(*place), secretNames(device));
        m_desk.thread().post([this, known](Workspace &workspace) { open(workspace, *known); });
    });
}

void TeamService::makeSnapshot()
{
    onWorker([](TeamWorker &worker) { worker.makeSnapshot(); });
}

void TeamService::takeDuty()
{
    m_desk.thread().post([this](Workspace &workspace) {
        // The hub lets no observer write the lease. A console without a person goes before the desks.
        const QString role = workspace.role();
        if (!workspace.isInTeam() || role == u"observer" || role == u"none")
            return onWorker([](TeamWorker &worker) { worker.giveUpDuty(); });
        onWorker([device = workspace.device(), isFirst = role == u"automation"](TeamWorker &worker) {
            worker.takeDuty(device, isFirst);
        });
    });
}

void TeamService::tellUnreachable(const Error &error)
{
    log::warning(u"the team cannot be reached: "_s + error.detail);
    QMetaObject::invokeMethod(
        this,
        [this, error] {
            m_isLocked = true;
            m_status.state = views::LinkState::Refused;
            m_status.why = error.detail;
            m_status.nextStep = u"Unlock the keychain, or mend what is named, and try again."_s;
            emit statusChanged();
            emit locked(error);
        },
        Qt::QueuedConnection);
}

void TeamService::open(Workspace &workspace, secrets::Secrets &secrets)
{
    if (const auto unlocked = unlock(workspace, secrets); !unlocked)
        return tellUnreachable(unlocked.error());
    auto logins = hubLogins(workspace, secrets);
    if (!logins)
        return tellUnreachable(logins.error());
    followRoster(workspace);
    letIn(workspace); // invitations may have expired since
    const bool isNew =
        workspace.hubPlace().created.isEmpty() && workspace.device() != workspace.roster().root;
    QMetaObject::invokeMethod(
        this, [this] { m_isLocked = false; }, Qt::QueuedConnection);
    onWorker([logins = std::move(*logins), isNew](TeamWorker &worker) { worker.start(logins, isNew); });
}

QFuture<Result<views::TeamPage>> TeamService::loadTeam()
{
    return m_desk.thread().ask([](Workspace &workspace) {
        auto page = teamPage(workspace);
        if (page)
            page->serversToTell = serversToTell(workspace);
        return page;
    });
}

void TeamService::tryNow()
{
    if (m_isLocked)
        return start(); // whoever unlocked the keychain wants it looked at again
    onWorker([](TeamWorker &worker) { worker.tryNow(); });
}

void TeamService::lookAt(TicketId ticket, IncidentId incident, bool isWriting)
{
    onWorker([=](TeamWorker &worker) { worker.lookAt(ticket, incident, isWriting); });
}

QFuture<Result<views::BundleOutcome>> TeamService::exportBundle(QString file)
{
    auto promise = std::make_shared<QPromise<Result<views::BundleOutcome>>>();
    promise->start();
    const auto answer = [promise](Result<views::BundleOutcome> outcome) {
        promise->addResult(std::move(outcome));
        promise->finish();
    };
    m_desk.thread().post([this, file = std::move(file), answer](Workspace &workspace) {
        const ledger::DeviceKey *key = workspace.deviceKey();
        if (key == nullptr)
            return answer(app::exportBundle(workspace, file)); // which says why not
        // Beside the database thread: a long history takes its time, and people go on writing.
        m_filesThread.start([=, this, own = *key, desk = m_desk.fileName(), &clock = m_desk.clock()] {
            const auto beside = Workspace::open(desk, store::OpenMode::ReadOnly, clock);
            const auto ready = beside ? (*beside)->bringKey(own) : Result<void>(beside.error());
            answer(ready ? app::exportBundle(**beside, file, [this] { return m_isEnding.load(); })
                         : ready.error());
        });
    });
    return promise->future();
}

QFuture<Result<views::BundleOutcome>> TeamService::importBundle(QString file)
{
    return m_desk.thread().ask([this, file = std::move(file)](Workspace &workspace) {
        auto outcome = app::importBundle(workspace, file, [this, &workspace] {
            tellWindow(workspace);
            m_desk.thread().runWaiting(workspace);
        });
        tellWindow(workspace);
        onWorker([](TeamWorker &worker) { worker.wrote(); });
        return outcome;
    });
}

QFuture<Result<void>> TeamService::join(QString invitation)
{
    return m_desk.thread().ask(
        [this, invitation = std::move(invitation)](Workspace &workspace) -> Result<void> {
            const auto read = hub::readInvitation(invitation);
            if (!read)
                return read.error();
            const auto secrets = secretsOf(m_desk.fileName());
            if (!secrets)
                return secrets.error();
            if (auto joined = app::join(workspace, **secrets, *read); !joined)
                return joined;
            open(workspace, **secrets);
            tellTeamChanged();
            return {};
        });
}

QFuture<Result<QString>> TeamService::invite(QString name, QString role)
{
    return m_desk.thread().ask(
        [this, name = std::move(name), role = std::move(role)](Workspace &workspace) -> Result<QString> {
            constexpr auto kGood = std::chrono::days(7);
            const auto invitation = app::invite(workspace, name, role, m_desk.now() + kGood);
            if (!invitation)
                return invitation.error();
            teamWasChanged(workspace);
            return hub::invitationText(*invitation);
        });
}

QFuture<Result<void>> TeamService::setRole(DeviceId device, QString role, QString reason)
{
    return m_desk.thread().ask([this, device, role = std::move(role),
                                reason = std::move(reason)](Workspace &workspace) -> Result<void> {
        if (auto set = workspace.setTeamRole(device, role, reason); !set)
            return set;
        teamWasChanged(workspace);
        return {};
    });
}

QFuture<Result<void>> TeamService::serversWereTold()
{
    return m_desk.thread().ask([](Workspace &workspace) { return keepToTell(workspace, QString()); });
}

void TeamService::teamWasChanged(Workspace &workspace)
{
    tellWindow(workspace);
    followRoster(workspace);
    letIn(workspace);
    tellTeamChanged();
}

void TeamService::tellTeamChanged()
{
    QMetaObject::invokeMethod(this, &views::TeamDesk::teamChanged, Qt::QueuedConnection);
}

} // namespace muster::app
