// SPDX-License-Identifier: GPL-3.0-or-later
// hub settings, invite, revoke, role; and join, by which a new desk enters.
#include "app/commands/hubteam.h"

#include "app/hub/hubfolder.h"
#include "app/hub/hubusers.h"
#include "app/team/hubaccess.h"
#include "models/views/casetext.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

const QString kFolder = u"hub.folder"_s, kToTell = u"hub.toTell"_s;
constexpr int kUsualDays = 7, kMostDays = 365;

using Open = Result<std::unique_ptr<store::Workspace>>;

/// Beside what a command prints for scripts.
void note(const QString &text)
{
    std::fprintf(stderr, "%s\n", qPrintable(text));
}

Result<int> daysOf(const CommandLine &line)
{
    bool isNumber = true;
    const int days = line.has(u"days"_s) ? line.option(u"days"_s).toInt(&isNumber) : kUsualDays;
    if (!isNumber || days < 1 || days > kMostDays)
        return Error{Fault::BadInput, u"--days: a number from 1 to %1 is wanted"_s.arg(kMostDays)};
    return days;
}

/// For its owner alone, and never over a file that is there.
Result<std::unique_ptr<QFile>> newFile(const QString &path)
{
    auto file = std::make_unique<QFile>(path);
    if (!file->open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner))
        return Error{Fault::Conflict, u"%1 cannot be made: %2"_s.arg(path, file->errorString())};
    return file;
}

void noteToDo(const std::optional<QString> &toDo)
{
    if (!toDo)
        note(u"The servers' settings are up to date"_s);
    else if (toDo->isEmpty())
        note(u"The servers that run here have the new settings"_s);
    else
        note(views::sentence(*toDo));
}

std::function<QString(PersonId)> namesOf(store::Workspace &workspace)
{
    std::map<PersonId, QString> names;
    if (const auto people = workspace.people()) {
        for (const people::Person &person : *people)
            names[person.id] = person.name;
    }
    return [names](PersonId person) {
        const auto found = names.find(person);
        return found == names.end() ? QString() : found->second;
    };
}

/// After a change of the team: the servers follow where the hub's folder is on this machine.
Exit refreshed(store::Workspace &workspace, const Clock &clock)
{
    const QString folder = QString::fromUtf8(workspace.setting(kFolder));
    if (!folder.isEmpty() && QFileInfo::exists(folder)) {
        const auto done = refreshHub(workspace, folder, clock);
        if (!done)
            return failed(done.error());
        noteToDo(*done);
        const auto kept = keepToTell(workspace, *done);
        return kept ? Exit::Ok : failed(kept.error());
    }
    note(u"The servers do not know of it yet: run muster hub settings DIR where the hub's folder is"_s);
    return Exit::Ok;
}

/// Gives each of the devices the role; itself it leaves alone, for nobody could take that back.
Exit setRoles(store::Workspace &workspace, const QString &name, const QString &role, const QString &reason)
{
    const auto devices = devicesCalled(name, workspace.roster(), namesOf(workspace));
    for (const DeviceId device : devices) {
        if (device == workspace.device())
            return failed({Fault::NotAllowed,
                           u"\"%1\" means this desk itself; another admin has to do that"_s.arg(name)});
    }
    for (const DeviceId device : devices) {
        if (const auto set = workspace.setTeamRole(device, role, reason); !set)
            return failed(set.error());
        const team::Member *member = workspace.roster().member(device);
        print(u"%1 (%2): %3"_s.arg(member->name, device.toString(), role));
    }
    return Exit::Ok;
}

Result<hub::Invitation> invitationFrom(const QString &argument)
{
    if (argument != u"-"_s)
        return argument.contains(u"MUSTER"_s) && !QFileInfo::exists(argument)
                   ? hub::readInvitation(argument)
                   : hub::readInvitationFile(argument);
    QFile in;
    if (!in.open(stdin, QIODevice::ReadOnly))
        return Error{Fault::NotFound, u"standard input cannot be read"_s};
    return hub::readInvitation(QString::fromUtf8(in.read(hub::kLongestInvitation + 1)));
}

} // namespace

Result<void> haveTeam(store::Workspace &workspace, const CommandLine &line)
{
    const QString name = line.option(u"name"_s).simplified();
    if (workspace.isInTeam() && workspace.roster().name != name)
        return Error{
            Fault::Conflict,
            u"this workspace is in the team \"%1\"; its hub is made by --name with that "
            "name, another team's with another workspace (--db FILE)"_s.arg(workspace.roster().name)};
    if (workspace.isInTeam() && workspace.role() != u"admin")
        return Error{Fault::NotAllowed,
                     u"a hub is made by an admin of the team; this desk is its %1"_s.arg(workspace.role())};
    const auto secrets = secretsOf(line.database);
    if (!secrets)
        return secrets.error();
    if (!workspace.isInTeam()) {
        if (auto founded = workspace.foundTeam(name, machineName()); !founded)
            return founded;
    }
    return unlock(workspace, **secrets);
}

Result<void> keepHubFolder(store::Workspace &workspace, const QString &folder, const HubPlan &plan)
{
    const auto authority = hubAuthority(folder);
    if (!authority)
        return authority.error();
    if (auto kept = keepHub(workspace, hubAddresses(plan), *authority); !kept)
        return kept;
    return workspace.setSetting(kFolder, QDir(folder).absolutePath().toUtf8());
}

Result<std::optional<QString>> refreshHub(const store::Workspace &workspace, const QString &folder,
                                          const Clock &clock)
{
    using ToDo = std::optional<QString>;
    auto plan = readHubFolder(folder);
    if (!plan)
        return plan.error();
    if (plan->team != workspace.roster().name)
        return Error{
            Fault::Conflict,
            u"%1 is the hub of \"%2\", and this workspace is not in that team"_s.arg(folder, plan->team)};
    plan->users = usersOf(workspace.roster(), clock.now());
    const auto isOther = writeHubSettings(folder, *plan);
    if (!isOther)
        return isOther.error();
    if (!*isOther)
        return ToDo();
    if (reloadServersHere(folder, *plan) > 0)
        return ToDo(QString());
    return ToDo(
        u"bring the new settings to the hub's servers: packaging/hub/install on each, with its part of %1"_s
            .arg(folder));
}

Result<void> keepToTell(store::Workspace &workspace, const std::optional<QString> &toDo)
{
    return toDo ? workspace.setSetting(kToTell, toDo->toUtf8()) : Result<void>();
}

QString serversToTell(const store::Workspace &workspace)
{
    return QString::fromUtf8(workspace.setting(kToTell));
}

Exit runHubSettings(const CommandLine &line, const Clock &clock)
{
    const Open workspace = store::Workspace::open(line.database, store::OpenMode::ReadOnly, clock);
    if (!workspace)
        return failed(workspace.error());
    const auto done = refreshHub(**workspace, line.arguments.value(1), clock);
    if (!done)
        return failed(done.error());
    noteToDo(*done);
    const auto users = usersOf((*workspace)->roster(), clock.now());
    const auto invited = std::ranges::count(users, QString(hub::kInvitedRole), &hub::HubUser::role);
    print(u"Let in: desks %1, invitations %2"_s.arg(qint64(users.size()) - invited).arg(invited));
    return Exit::Ok;
}

Exit runHubInvite(const CommandLine &line, const Clock &clock)
{
    const auto days = daysOf(line);
    if (!days)
        return misused(days.error().detail);
    const Open workspace = store::Workspace::open(line.database, store::OpenMode::ReadWrite, clock);
    if (!workspace)
        return failed(workspace.error());
    // First the file, so that no invitation is made that nobody gets to see.
    std::unique_ptr<QFile> file;
    if (line.has(u"out"_s)) {
        auto made = newFile(line.option(u"out"_s));
        if (!made)
            return failed(made.error());
        file = std::move(*made);
    }
    const auto made = invite(**workspace, line.arguments.value(1), line.option(u"role"_s, u"agent"_s),
                             clock.now() + std::chrono::days(*days));
    const auto text = made ? hub::invitationText(*made) : Result<QString>(made.error());
    if (!text) {
        if (file)
            file->remove();
        return failed(text.error());
    }
    const QByteArray bytes = text->toUtf8();
    if (file && (file->write(bytes) != bytes.size() || !file->flush()))
        return failed(
            {Fault::DiskFull, u"%1 cannot be written: %2"_s.arg(file->fileName(), file->errorString())});
    if (!file)
        std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stdout);
    note(u"Good once, for %1 as %2, until %3; whoever has it can join in that name"_s.arg(
        made->name, made->role, toRfc3339(made->expires)));
    return refreshed(**workspace, clock);
}

Exit runHubRevoke(const CommandLine &line, const Clock &clock)
{
    const QString name = line.arguments.value(1);
    const Open workspace = store::Workspace::open(line.database, store::OpenMode::ReadWrite, clock);
    if (!workspace)
        return failed(workspace.error());
    const auto invitations = invitationsOf(name, (*workspace)->roster());
    if (invitations.empty() && devicesCalled(name, (*workspace)->roster(), namesOf(**workspace)).empty())
        return failed({Fault::NotFound,
                       u"nobody in the team, no machine and no invitation is called \"%1\""_s.arg(name)});
    if (const Exit exit = setRoles(**workspace, name, u"none"_s, line.option(u"reason"_s)); exit != Exit::Ok)
        return exit;
    for (const DeviceId invitation : invitations) {
        if (const auto withdrawn = (*workspace)->withdrawInvitation(invitation); !withdrawn)
            return failed(withdrawn.error());
        print(u"the invitation for %1 is withdrawn"_s.arg(name));
    }
    return refreshed(**workspace, clock);
}

Exit runHubRole(const CommandLine &line, const Clock &clock)
{
    const QString name = line.arguments.value(1), role = line.arguments.value(2);
    if (!people::roleNames().contains(role))
        return misused(
            u"there is no role \"%1\"; there are %2"_s.arg(role, people::roleNames().join(u", "_s)));
    const Open workspace = store::Workspace::open(line.database, store::OpenMode::ReadWrite, clock);
    if (!workspace)
        return failed(workspace.error());
    if (devicesCalled(name, (*workspace)->roster(), namesOf(**workspace)).empty())
        return failed({Fault::NotFound, u"nobody in the team and no machine is called \"%1\""_s.arg(name)});
    if (const Exit exit = setRoles(**workspace, name, role, line.option(u"reason"_s)); exit != Exit::Ok)
        return exit;
    return refreshed(**workspace, clock);
}

Exit runJoin(const CommandLine &line, const Clock &clock)
{
    if (line.arguments.size() != 1)
        return misused(u"join needs the file of an invitation, or - to read it from standard input"_s);
    const auto invitation = invitationFrom(line.arguments.value(0));
    if (!invitation)
        return failed(invitation.error());
    const auto secrets = secretsOf(line.database);
    if (!secrets)
        return failed(secrets.error());
    QDir().mkpath(QFileInfo(line.database).absolutePath());
    const Open workspace = store::Workspace::open(line.database, store::OpenMode::CreateIfMissing, clock);
    if (!workspace)
        return failed(workspace.error());
    if (const auto joined = join(**workspace, **secrets, *invitation); !joined)
        return failed(joined.error());
    print(u"%1 is a desk of %2 for %3, as %4"_s.arg(line.database, invitation->team, invitation->name,
                                                    invitation->role));
    print(u"The key of this desk lies in %1. Start muster; the record comes from the hub"_s.arg(
        (*secrets)->place()));
    return Exit::Ok;
}

} // namespace muster::app
