// SPDX-License-Identifier: GPL-3.0-or-later
// Certificates for tests, made by the openssl program: an authority of its own and servers signed by it.
#pragma once

#include <QFile>
#include <QList>
#include <QProcess>
#include <QSslCertificate>
#include <QTemporaryDir>

namespace muster::test {

class Certificates final
{
public:
    Certificates()
    {
        run({QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"), QStringLiteral("ec"),
             QStringLiteral("-pkeyopt"), QStringLiteral("ec_paramgen_curve:P-256"), QStringLiteral("-nodes"),
             QStringLiteral("-keyout"), path("ca.key"), QStringLiteral("-out"), path("ca.pem"),
             QStringLiteral("-days"), QStringLiteral("30"), QStringLiteral("-subj"),
             QStringLiteral("/CN=Authority of a test")});
    }

    /// NAME.pem and NAME.key for `subjectAltName`, as in "IP:127.0.0.1,DNS:hub", for `days` from now; -1 has
    /// expired.
    void makeServer(const char *name, const QString &subjectAltName, int days = 30)
    {
        const QByteArray base(name);
        run({QStringLiteral("req"), QStringLiteral("-newkey"), QStringLiteral("ec"),
             QStringLiteral("-pkeyopt"), QStringLiteral("ec_paramgen_curve:P-256"), QStringLiteral("-nodes"),
             QStringLiteral("-keyout"), path(base + ".key"), QStringLiteral("-out"), path(base + ".csr"),
             QStringLiteral("-subj"), QStringLiteral("/CN=") + QString::fromUtf8(base),
             QStringLiteral("-addext"), QStringLiteral("subjectAltName=") + subjectAltName});
        run({QStringLiteral("x509"), QStringLiteral("-req"), QStringLiteral("-in"), path(base + ".csr"),
             QStringLiteral("-CA"), path("ca.pem"), QStringLiteral("-CAkey"), path("ca.key"),
             QStringLiteral("-CAcreateserial"), QStringLiteral("-out"), path(base + ".pem"),
             QStringLiteral("-days"), QString::number(days), QStringLiteral("-copy_extensions"),
             QStringLiteral("copy")});
    }

    QString path(const QByteArray &file) const { return m_folder.filePath(QString::fromUtf8(file)); }

    /// For Options::authorities.
    QList<QSslCertificate> authority() const { return QSslCertificate::fromPath(path("ca.pem")); }

    /// `tls { … }` of a server's settings.
    QByteArray settings(const QByteArray &name) const
    {
        return "tls { cert_file: \"" + path(name + ".pem").toUtf8() + "\", key_file: \"" +
               path(name + ".key").toUtf8() + "\" }\n";
    }

private:
    void run(const QStringList &arguments) const
    {
        QProcess openssl;
        openssl.start(QStringLiteral("openssl"), arguments);
        if (!openssl.waitForFinished(20'000) || openssl.exitCode() != 0)
            qFatal("openssl: %s", openssl.readAllStandardError().constData());
    }

    QTemporaryDir m_folder;
};

} // namespace muster::test
