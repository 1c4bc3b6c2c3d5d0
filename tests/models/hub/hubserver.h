// SPDX-License-Identifier: GPL-3.0-or-later
// A real server that runs on the settings and certificates of models/hub, in a folder of its own.
#pragma once

#include "models/hub/certificates.h"
#include "models/hub/serversettings.h"
#include "tests/support/natsserver.h"

#include <QDateTime>
#include <QFile>
#include <QProcess>

namespace muster::test {

inline Instant yesterday()
{
    return fromMillis(QDateTime::currentMSecsSinceEpoch()) - std::chrono::days(1);
}

class HubServer
{
public:
    HubServer() : authority(*hub::makeAuthority(QStringLiteral("Muster hub of a test"), yesterday(), 1))
    {
        const auto certificate = hub::makeServerCertificate(
            authority, {QStringLiteral("localhost"), QStringLiteral("127.0.0.1")}, yesterday(), 30);
        settings.name = QStringLiteral("hub1");
        settings.listen = {QStringLiteral("127.0.0.1"), server.port(0)};
        settings.monitoring = {QStringLiteral("127.0.0.1"), server.port(1)};
        settings.certificateFile = put(QStringLiteral("server.pem"), certificate->certificate);
        settings.keyFile = put(QStringLiteral("server.key"), certificate->key);
        settings.authorityFile = put(QStringLiteral("authority.pem"), authority.certificate);
        settings.storeFolder = path(QStringLiteral("store"));
        settings.fileStore = 1LL << 30;
    }

    QString path(const QString &name) const { return server.folder() + u'/' + name; }

    QString put(const QString &name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        if (file.open(QIODevice::WriteOnly))
            file.write(bytes);
        return file.fileName();
    }

    /// What `nats-server -t` says about the settings; "" where they are good.
    QString complaint() const
    {
        const auto text = hub::settingsText(settings);
        if (!text)
            return text.error().detail;
        QProcess check;
        check.setProcessChannelMode(QProcess::MergedChannels);
        check.start(NatsServer::program(),
                    {QStringLiteral("-t"), QStringLiteral("-c"), put(QStringLiteral("checked.conf"), *text)});
        check.waitForFinished();
        return check.exitCode() == 0 ? QString() : QString::fromUtf8(check.readAll());
    }

    bool start()
    {
        const auto text = hub::settingsText(settings);
        if (!text)
            return false;
        server.setSettings(*text);
        return server.start();
    }

    /// The settings of now, read by the running server.
    bool reload()
    {
        const auto text = hub::settingsText(settings);
        if (text)
            server.reload(*text);
        return text.has_value();
    }

    NatsServer server{QByteArray()};
    hub::Authority authority;
    hub::ServerSettings settings;
};

} // namespace muster::test
