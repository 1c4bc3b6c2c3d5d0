// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/hub/hubfolder.h"

#include "models/hub/certificates.h"
#include "models/ledger/devicekey.h"
#include "models/nats/nkey.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <csignal>

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

constexpr qint64 kMostBytes = 16 * 1024 * 1024;
constexpr int kAuthorityYears = 10;
constexpr QFileDevice::Permissions kOwnerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

QString inside(const QString &folder, const QString &name)
{
    return QDir(folder).absoluteFilePath(name);
}

Result<QByteArray> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{Fault::NotFound, u"%1 cannot be read: %2"_s.arg(path, file.errorString())};
    return file.read(kMostBytes);
}

Result<void> writeFile(const QString &path, const QByteArray &bytes, bool isSecret = false)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || (isSecret && !file.setPermissions(kOwnerOnly)) ||
        file.write(bytes) != bytes.size() || !file.commit())
        return Error{Fault::ReadOnly, u"%1 cannot be written: %2"_s.arg(path, file.errorString())};
    return {};
}

/// The files in order; the first mistake ends it.
struct NewFile
{
    QString path;
    QByteArray bytes;
    bool isSecret = false;
};
Result<void> writeFiles(const std::vector<NewFile> &files)
{
    for (const NewFile &file : files) {
        if (auto written = writeFile(file.path, file.bytes, file.isSecret); !written)
            return written;
    }
    return {};
}

Result<void> makeFolders(const QString &folder, const HubPlan &plan)
{
    if (QDir(folder).exists() && !QDir(folder).isEmpty())
        return Error{Fault::Conflict,
                     u"%1 is there already and not empty; nothing was changed"_s.arg(folder)};
    QStringList folders{u"secrets"_s};
    for (const HubServer &server : plan.servers)
        folders += server.name;
    for (const QString &name : folders) {
        // Keys lie in each of them.
        const QString path = inside(folder, name);
        if (!QDir().mkpath(path) || !QFile::setPermissions(path, kOwnerOnly | QFileDevice::ExeOwner))
            return Error{Fault::ReadOnly, u"the folder %1 cannot be made"_s.arg(path)};
    }
    return {};
}

hub::ServerSettings settingsOf(const QString &folder, const HubPlan &plan, const HubServer &server)
{
    const QString base = plan.isHere ? inside(folder, server.name) : u"/etc/muster-hub"_s;
    const QString listenOn = plan.isHere ? u"127.0.0.1"_s : u"0.0.0.0"_s;
    hub::ServerSettings settings;
    settings.name = server.name;
    settings.listen = {listenOn, server.port};
    if (server.webPort > 0)
        settings.webSocket = hub::ServerAddress{listenOn, server.webPort};
    settings.monitoring.port = server.monitoringPort;
    settings.certificateFile = base + u"/server.pem"_s;
    settings.keyFile = base + u"/server.key"_s;
    settings.authorityFile = base + u"/authority.pem"_s;
    settings.storeFolder = plan.isHere ? base + u"/store"_s : u"/var/lib/muster-hub"_s;
    settings.pidFile = plan.isHere ? base + u"/pid"_s : u"/run/muster-hub/pid"_s;
    settings.fileStore = plan.bytes;
    settings.adminNkey = plan.adminNkey;
    settings.users = plan.users;
    settings.syncsAlways = plan.syncsAlways;
    if (plan.servers.size() > 1) {
        settings.cluster = hub::ClusterSettings{u"muster"_s, {listenOn, server.routePort}, {}};
        for (const HubServer &other : plan.servers)
            settings.cluster->routes.push_back({other.hosts.value(0), other.routePort});
    }
    return settings;
}

/// The number in a file that a server left behind may be another program's by now.
bool isServer(int process)
{
    const auto name = readFile(u"/proc/%1/comm"_s.arg(process));
    return process > 1 && name && name->trimmed() == "nats-server";
}

} // namespace

Result<void> checkFolderIsFree(const QString &folder)
{
    if (QDir(folder).exists() && !QDir(folder).isEmpty())
        return Error{Fault::Conflict,
                     u"%1 is there already and not empty; nothing was changed"_s.arg(folder)};
    return {};
}

Result<HubPlan> makeHubFolder(const QString &folder, HubPlan plan, Instant now)
{
    // Desks of which the clock is somewhat behind take the certificates, too.
    const Instant from = now - std::chrono::days(1);
    const auto authority =
        hub::makeAuthority(u"Muster hub of "_s + plan.team.left(40), from, kAuthorityYears);
    if (!authority)
        return authority.error();
    if (const auto made = makeFolders(folder, plan); !made)
        return made.error();
    const auto admin = ledger::DeviceKey::generate();
    plan.adminNkey = nats::nkeyPublic(admin.publicKey());
    const auto written =
        writeFiles({{inside(folder, u"authority.pem"_s), authority->certificate, false},
                    {inside(folder, u"secrets/authority.key"_s), authority->key, true},
                    {inside(folder, u"secrets/admin.nkey"_s), nats::nkeySeed(admin.seed()), true}});
    if (!written)
        return written.error();
    if (const auto certified = writeHubCertificates(folder, plan, now); !certified)
        return certified.error();
    if (const auto set = writeHubSettings(folder, plan); !set)
        return set.error();
    return plan;
}

Result<HubPlan> readHubFolder(const QString &folder)
{
    const QString path = inside(folder, u"hub.json"_s);
    const auto text = readFile(path);
    if (!text)
        return Error{
            Fault::NotFound,
            u"%1 is no folder of a hub: it has no hub.json; muster hub init makes one"_s.arg(folder)};
    auto plan = planFromJson(*text);
    if (!plan)
        return Error{plan.error().fault, u"%1: %2"_s.arg(path, plan.error().detail)};
    return plan;
}

Result<bool> writeHubSettings(const QString &folder, const HubPlan &plan)
{
    // All texts before the first file, so that a mistake leaves everything as it was.
    std::vector<NewFile> files;
    for (const HubServer &server : plan.servers) {
        const auto text = hub::settingsText(settingsOf(folder, plan, server));
        if (!text)
            return text.error();
        files.push_back({inside(folder, server.name + u"/hub.conf"_s), *text, false});
    }
    files.push_back({inside(folder, u"hub.json"_s), toJsonText(plan), false});
    std::erase_if(files, [](const NewFile &file) {
        const auto before = readFile(file.path);
        return before && *before == file.bytes;
    });
    if (const auto written = writeFiles(files); !written)
        return written.error();
    return !files.empty();
}

Result<void> writeHubCertificates(const QString &folder, const HubPlan &plan, Instant now)
{
    const auto certificate = hubAuthority(folder);
    if (!certificate)
        return certificate.error();
    const auto key = readFile(inside(folder, u"secrets/authority.key"_s));
    if (!key)
        return key.error();
    const Instant from = now - std::chrono::days(1);
    std::vector<NewFile> files;
    for (const HubServer &server : plan.servers) {
        const auto made =
            hub::makeServerCertificate({*certificate, *key}, server.hosts, from, hub::kMostServerDays);
        if (!made)
            return made.error();
        files.push_back({inside(folder, server.name + u"/server.pem"_s), made->certificate, false});
        files.push_back({inside(folder, server.name + u"/server.key"_s), made->key, true});
        files.push_back({inside(folder, server.name + u"/authority.pem"_s), *certificate, false});
    }
    return writeFiles(files);
}

QStringList hubAddresses(const HubPlan &plan)
{
    QStringList addresses;
    for (const HubServer &server : plan.servers) {
        for (const QString &host : server.hosts) {
            const QString written = host.contains(u':') ? u"[%1]"_s.arg(host) : host;
            addresses += u"tls://%1:%2"_s.arg(written).arg(server.port);
            if (server.webPort > 0)
                addresses += u"wss://%1:%2"_s.arg(written).arg(server.webPort);
        }
    }
    return addresses;
}

Result<nats::Options> adminOptions(const QString &folder, const HubPlan &plan)
{
    const QString path = inside(folder, u"secrets/admin.nkey"_s);
    const auto text = readFile(path);
    if (!text)
        return text.error();
    const auto seed = nats::nkeySeedFrom(text->trimmed());
    if (!seed)
        return Error{Fault::Damaged, u"%1 holds no key of an admin; take it from a backup"_s.arg(path)};
    const auto authority = hubAuthority(folder);
    if (!authority)
        return authority.error();
    nats::Options options;
    for (const QString &address : hubAddresses(plan))
        options.servers += QUrl(address);
    options.nkeySeed = *seed;
    options.authorities = QSslCertificate::fromData(*authority);
    options.name = u"muster hub"_s;
    return options;
}

Result<QByteArray> hubAuthority(const QString &folder)
{
    return readFile(inside(folder, u"authority.pem"_s));
}

int reloadServersHere(const QString &folder, const HubPlan &plan)
{
    int reloaded = 0;
    for (const HubServer &server : plan.servers) {
        const auto written = readFile(inside(folder, server.name + u"/pid"_s));
        const auto process = written ? written->trimmed().toInt() : 0;
        if (plan.isHere && isServer(process) && ::kill(process, SIGHUP) == 0)
            ++reloaded;
    }
    return reloaded;
}

} // namespace muster::app
