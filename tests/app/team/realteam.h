// SPDX-License-Identifier: GPL-3.0-or-later
// A real team: a real server run out of the folder that `muster hub init --here` makes, and desks with real
// files, all on this machine.
#pragma once

#include "app/hub/hubfolder.h"
#include "app/hub/hubsetup.h"
#include "app/hub/hubusers.h"
#include "app/systemclock.h"
#include "app/team/hubaccess.h"
#include "app/team/teamservice.h"
#include "models/hub/certificates.h"
#include "models/policy/policyreader.h"
#include "tests/support/natsserver.h"

#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

namespace muster::test {

template <typename T> T need(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().detail));
    return std::move(*result);
}
inline void need(const Result<void> &result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().detail));
}

inline int freePort()
{
    QTcpServer holder;
    holder.listen(QHostAddress::LocalHost);
    return holder.serverPort();
}

class RealHub
{
public:
    /// One server or three; `bytes` of store each.
    explicit RealHub(int servers = 1, qint64 bytes = 256LL << 20) : m_servers(size_t(servers))
    {
        app::HubWish wish;
        wish.team = QStringLiteral("Nordwind support");
        wish.hosts = {QStringLiteral("127.0.0.1")};
        wish.servers = servers;
        wish.isHere = true;
        wish.port = freePort();
        wish.webPort = 0;
        wish.bytes = bytes;
        app::HubPlan plan = need(app::planOf(wish));
        for (app::HubServer &server : plan.servers) {
            server.port = freePort();
            server.routePort = freePort();
            server.monitoringPort = freePort();
        }
        m_plan = need(app::makeHubFolder(folder(), plan, clock.now()));
    }
    ~RealHub() { kill9(); }

    QString folder() const { return m_folder.filePath(QStringLiteral("hub")); }
    QStringList addresses() const { return app::hubAddresses(m_plan); }
    QByteArray authority() const { return need(app::hubAuthority(folder())); }

    int port(size_t server = 0) const { return m_plan.servers[server].port; }
    QString storeFolder() const { return folder() + QStringLiteral("/hub1/store"); }

    void start()
    {
        for (size_t server = 0; server < m_servers.size(); ++server)
            startOne(server);
        need(app::setUpStreams(need(app::adminOptions(folder(), m_plan)),
                               need(hub::streamRequests(int(m_servers.size()), m_plan.bytes)),
                               std::chrono::seconds(40)));
    }
    void startOne(size_t server)
    {
        if (m_servers[server])
            return;
        m_servers[server] = std::make_unique<QProcess>();
        m_servers[server]->setProcessChannelMode(QProcess::MergedChannels);
        m_servers[server]->setStandardOutputFile(m_folder.filePath(QStringLiteral("server.log")),
                                                 QIODevice::Append);
        endWithTest(*m_servers[server]);
        const QString name = m_plan.servers[server].name;
        m_servers[server]->start(
            NatsServer::program(),
            {QStringLiteral("-c"), folder() + u'/' + name + QStringLiteral("/hub.conf")});
    }
    /// As an admin does it: other settings, a server that is started anew, streams of that size.
    void giveRoom(qint64 bytes)
    {
        kill9();
        m_plan.bytes = bytes;
        (void)need(app::writeHubSettings(folder(), m_plan));
        start();
    }
    void kill9()
    {
        for (size_t server = 0; server < m_servers.size(); ++server)
            kill9One(server);
    }
    void kill9One(size_t server)
    {
        if (!m_servers[server])
            return;
        m_servers[server]->kill();
        m_servers[server]->waitForFinished(5000);
        m_servers[server].reset();
    }
    /// Everything that it held is gone; the settings stay.
    void empty()
    {
        kill9();
        QDir(storeFolder()).removeRecursively();
    }
    /// A certificate that begins where that of the authority does; a server takes it when it starts.
    void certifyFor(int days)
    {
        const auto read = [this](const char *name) {
            QFile file(folder() + QString::fromLatin1(name));
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        const auto write = [this](const char *name, const QByteArray &bytes) {
            QFile file(folder() + QString::fromLatin1(name));
            if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
                qFatal("a certificate cannot be written");
        };
        const Instant from = need(hub::readCertificate(authority())).from;
        const auto made = need(hub::makeServerCertificate({authority(), read("/secrets/authority.key")},
                                                          m_plan.servers.front().hosts, from, days));
        write("/hub1/server.pem", made.certificate);
        write("/hub1/server.key", made.key);
    }
    /// The server lets in whom the roster names.
    void admit(const team::Roster &roster)
    {
        m_plan.users = app::usersOf(roster, clock.now());
        need(app::writeHubSettings(folder(), m_plan));
        app::reloadServersHere(folder(), m_plan);
    }

    app::SystemClock clock;

private:
    QTemporaryDir m_folder;
    app::HubPlan m_plan;
    std::vector<std::unique_ptr<QProcess>> m_servers;
};

/// A desk with its services, as a window or a headless console has them.
class RealDesk
{
public:
    explicit RealDesk(QString file) : m_file(std::move(file)) {}

    void open()
    {
        desk = std::make_unique<app::DeskService>(clock);
        need(desk->start(m_file, store::OpenMode::CreateIfMissing));
        incidents = std::make_unique<app::IncidentService>(*desk);
        escalations = std::make_unique<app::EscalationService>(*desk, *incidents);
        team = std::make_unique<app::TeamService>(*desk, *incidents, *escalations);
        QObject::connect(team.get(), &views::TeamDesk::statusChanged, team.get(),
                         [this] { m_sawBootstrap = m_sawBootstrap || team->status().isBootstrapping; });
        team->start();
    }
    bool sawBootstrap() const { return m_sawBootstrap; }
    void close()
    {
        team.reset();
        escalations.reset();
        incidents.reset();
        desk.reset();
    }

    /// `work` on the workspace; its answer.
    template <typename Work> auto with(Work work)
    {
        auto future = desk->thread().ask(std::move(work));
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, 20'000))
            qFatal("the desk does not answer");
        return future.takeResult();
    }

    TicketId createTicket(const QString &subject)
    {
        const TicketId id = TicketId::random(clock.now());
        with([&](store::Workspace &workspace) {
            ticket::CreateTicket create;
            create.fields.subject = subject;
            create.fields.customer = need(workspace.customers()).front().id;
            create.fields.contactName = QStringLiteral("Ada");
            create.fields.priority = QStringLiteral("P1");
            create.fields.impact = QStringLiteral("A main function fails");
            create.fields.environment = QStringLiteral("web");
            create.fields.steps = QStringLiteral("1. export");
            const ticket::TicketOrder order{id, create, std::nullopt};
            const auto receipt = need(workspace.submit(std::span(&order, 1)));
            if (receipt.saved != 1)
                qFatal("%s", qPrintable(receipt.failures.front().error.detail));
            return true;
        });
        return id;
    }
    void note(TicketId ticket, const QString &text)
    {
        with([&](store::Workspace &workspace) {
            const ticket::TicketOrder order{ticket, ticket::AddNote{text}, std::nullopt};
            return need(workspace.submit(std::span(&order, 1))).saved;
        });
    }
    void closeTicket(TicketId ticket)
    {
        with([&](store::Workspace &workspace) {
            ticket::CloseTicket close;
            close.note.rootCause = QStringLiteral("A full disk");
            close.note.workaround = QStringLiteral("Made room");
            close.note.prevention = QStringLiteral("An alarm at 80 %");
            const ticket::TicketOrder orders[]{
                {ticket, ticket::ChangeStatus{ticket::Status::Resolved, {}}, std::nullopt},
                {ticket, close, std::nullopt}};
            return need(workspace.submit(orders)).saved;
        });
    }
    bool hasTicket(TicketId id)
    {
        return with([id](store::Workspace &workspace) { return workspace.loadTicket(id).has_value(); });
    }
    QByteArray state()
    {
        return with([](store::Workspace &workspace) { return need(workspace.stateHash()); });
    }
    bool isInStep() const { return team->status().state == views::LinkState::InStep; }
    const QString &file() const { return m_file; }
    /// How its line stands, for the words of a failure.
    QString standing() const
    {
        const views::LinkStatus status = team->status();
        return QStringLiteral("state %1, %2, read %3 of %4, %5 to send%6, %7")
            .arg(int(status.state))
            .arg(status.isBootstrapping ? status.stage : QStringLiteral("no bootstrap"))
            .arg(status.cursor)
            .arg(status.hubLast)
            .arg(status.toSend)
            .arg(status.offlineSince ? QStringLiteral(" offline") : QString(), status.why);
    }

    app::SystemClock clock;
    std::unique_ptr<app::DeskService> desk;
    std::unique_ptr<app::IncidentService> incidents;
    std::unique_ptr<app::EscalationService> escalations;
    std::unique_ptr<app::TeamService> team;

private:
    QString m_file;
    bool m_sawBootstrap = false;
};

/// A founder and desks that joined by invitations, all in step.
class RealTeam
{
public:
    explicit RealTeam(int joiners, int servers = 1, qint64 bytes = 256LL << 20) : hub(servers, bytes)
    {
        qputenv("MUSTER_SECRETS", "file");
        hub.start();
        desks.push_back(std::make_unique<RealDesk>(m_folder.filePath(QStringLiteral("desk0.muster"))));
        desks.front()->open();
        desks.front()->with([this](store::Workspace &workspace) {
            found(workspace);
            return true;
        });
        hub.admit(roster());
        desks.front()->team->start();
        for (int i = 1; i <= joiners; ++i)
            join(QStringLiteral("agent"));
        if (!settle())
            qFatal("the team does not come together");
    }
    ~RealTeam()
    {
        for (const auto &desk : desks)
            desk->close();
    }

    team::Roster roster()
    {
        return desks.front()->with([](store::Workspace &workspace) { return workspace.roster(); });
    }

    /// One more desk, invited by the founder, that has begun to read.
    RealDesk &start(const QString &role)
    {
        const QString name = QStringLiteral("Person %1").arg(desks.size());
        const auto invitation = desks.front()->with([&](store::Workspace &workspace) {
            return need(app::invite(workspace, name, role, hub.clock.now() + std::chrono::hours(24)));
        });
        hub.admit(roster());
        desks.push_back(
            std::make_unique<RealDesk>(m_folder.filePath(QStringLiteral("desk%1.muster").arg(desks.size()))));
        desks.back()->open();
        auto joined = desks.back()->team->join(need(hub::invitationText(invitation)));
        if (!QTest::qWaitFor([&] { return joined.isFinished(); }, 20'000))
            qFatal("joining does not end");
        need(joined.takeResult());
        return *desks.back();
    }
    /// The same, and it is let in by its own key.
    RealDesk &join(const QString &role)
    {
        start(role);
        // It comes by its invitation; once the founder knows it, the server lets it in by its own key.
        if (!QTest::qWaitFor([&] { return roster().members.size() == desks.size(); }, 20'000))
            qFatal("the founder does not hear of the desk that joined; the founder: %s; the desk: %s",
                   qPrintable(desks.front()->standing()), qPrintable(desks.back()->standing()));
        hub.admit(roster());
        return *desks.back();
    }

    /// Until everybody is in step and holds the same.
    bool settle(int ms = 30'000)
    {
        return QTest::qWaitFor([this] { return isSettled(); }, ms);
    }

    RealHub hub;
    std::vector<std::unique_ptr<RealDesk>> desks;

private:
    bool isSettled()
    {
        QByteArray state;
        for (const auto &desk : desks) {
            if (!desk->team)
                continue;
            if (!desk->isInStep())
                return false;
            const QByteArray own = desk->state();
            if (!state.isEmpty() && own != state)
                return false;
            state = own;
        }
        return true;
    }

    void found(store::Workspace &workspace)
    {
        need(workspace.adoptPolicy(policy::presetText(QStringLiteral("playbook-p0-p3"))));
        people::PersonChanged person;
        person.name = QStringLiteral("Sam Rivera");
        person.role = QStringLiteral("admin");
        need(workspace.setMe(need(workspace.savePerson(std::nullopt, person))));
        customer::CustomerChanged customer;
        customer.name = QStringLiteral("Nordwind");
        customer.tier = QStringLiteral("enterprise");
        (void)need(workspace.saveCustomer(std::nullopt, customer));
        need(workspace.foundTeam(QStringLiteral("Nordwind support"), app::machineName()));
        need(app::keepHub(workspace, hub.addresses(), hub.authority()));
    }

    QTemporaryDir m_folder;
};

} // namespace muster::test
