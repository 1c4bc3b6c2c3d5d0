// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/team/hubaccess.h"

#include "models/base/json.h"
#include "models/base/log.h"

#include <QSysInfo>

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

const QString kHub = u"hub.access"_s;

QString deviceSecret(DeviceId device)
{
    return u"device/"_s + device.toString();
}

QString invitationSecret(DeviceId device)
{
    return u"invitation/"_s + device.toString();
}

} // namespace

Result<std::unique_ptr<secrets::Secrets>> secretsOf(const QString &database)
{
    const auto where = secrets::whereaboutsFromEnvironment(database + u".secrets"_s);
    if (!where)
        return where.error();
    return secrets::openSecrets(*where);
}

QStringList secretNames(DeviceId device)
{
    return {deviceSecret(device), invitationSecret(device)};
}

void forgetInvitation(secrets::Secrets &secrets, DeviceId device)
{
    if (const auto removed = secrets.remove(invitationSecret(device)); !removed)
        log::warning(u"the key of the invitation was not removed: "_s + faultName(removed.error().fault));
}

QString machineName()
{
    return QSysInfo::machineHostName().left(100);
}

Result<void> unlock(store::Workspace &workspace, secrets::Secrets &secrets)
{
    if (!workspace.isInTeam())
        return {};
    const QString name = deviceSecret(workspace.device());
    if (workspace.isKeyInFile()) {
        const QByteArray seed = workspace.deviceKey()->seed();
        if (const auto kept = secrets.write(name, seed); !kept)
            return kept.error();
        // Only what can be read again may leave the file.
        const auto again = secrets.read(name);
        if (!again || *again != seed)
            return Error{Fault::Unavailable,
                         u"the key of this desk could not be kept in %1; it stays in the workspace"_s.arg(
                             secrets.place())};
        return workspace.takeKeyOut();
    }
    const auto seed = secrets.read(name);
    if (!seed && seed.error().fault == Fault::NotFound)
        return Error{
            Fault::NotFound,
            u"the key of this desk is not in %1: this workspace is a copy from another machine or person. Its entries can be read and written; to exchange with the team, join with a new workspace by an invitation"_s
                .arg(secrets.place())};
    if (!seed)
        return seed.error();
    const auto key = ledger::DeviceKey::fromSeed(*seed);
    return key ? workspace.bringKey(*key) : Result<void>(key.error());
}

Result<std::vector<sync::HubAccess>> hubLogins(store::Workspace &workspace, secrets::Secrets &secrets)
{
    const auto kept = parseJsonObject(workspace.setting(kHub));
    const ledger::DeviceKey *key = workspace.deviceKey();
    if (!kept || key == nullptr)
        return Error{Fault::NotFound, u"this desk knows no hub"_s};
    sync::HubAccess access;
    for (const auto &server : kept->value(u"servers"_s).toArray())
        access.servers += server.toString();
    access.authority = kept->value(u"authority"_s).toString().toLatin1();
    access.machine = machineName();
    access.seed = key->seed();
    access.login = workspace.device();
    std::vector<sync::HubAccess> logins{access};
    if (const auto seed = secrets.read(invitationSecret(workspace.device()))) {
        if (const auto invited = ledger::DeviceKey::fromSeed(*seed)) {
            access.seed = *seed;
            access.login = invited->device();
            logins.push_back(access);
        }
    }
    return logins;
}

Result<void> keepHub(store::Workspace &workspace, const QStringList &servers, const QByteArray &authority)
{
    return workspace.setSetting(kHub, canonicalJson({{u"servers"_s, QJsonArray::fromStringList(servers)},
                                                     {u"authority"_s, QString::fromLatin1(authority)}}));
}

Result<hub::Invitation> invite(store::Workspace &workspace, const QString &name, const QString &role,
                               Instant expires)
{
    const auto kept = parseJsonObject(workspace.setting(kHub));
    if (!kept)
        return Error{
            Fault::NotAllowed,
            u"this desk knows no hub, so an invitation would lead nowhere; muster hub init makes one"_s};
    const auto made = workspace.inviteToTeam(name, role, expires);
    if (!made)
        return made.error();
    hub::Invitation invitation;
    invitation.team = made->teamName;
    invitation.teamId = made->team;
    invitation.founding = made->founding;
    invitation.root = made->rootKey;
    for (const auto &server : kept->value(u"servers"_s).toArray())
        invitation.servers += server.toString();
    invitation.authority = kept->value(u"authority"_s).toString().toLatin1();
    invitation.seed = made->seed;
    invitation.person = made->person;
    invitation.name = made->name;
    invitation.role = made->role;
    invitation.expires = made->expires;
    return invitation;
}

Result<void> join(store::Workspace &workspace, secrets::Secrets &secrets, const hub::Invitation &invitation)
{
    if (const auto kept = secrets.write(invitationSecret(workspace.device()), invitation.seed); !kept)
        return kept.error();
    const store::TeamInvitation team{invitation.team, invitation.teamId, invitation.founding,
                                     invitation.root, invitation.seed,   invitation.person,
                                     invitation.name, invitation.role,   invitation.expires};
    if (auto joined = workspace.joinTeam(team, machineName()); !joined) {
        (void)secrets.remove(invitationSecret(workspace.device()));
        return joined;
    }
    if (auto kept = keepHub(workspace, invitation.servers, invitation.authority); !kept)
        return kept;
    return unlock(workspace, secrets);
}

} // namespace muster::app
