// SPDX-License-Identifier: GPL-3.0-or-later
// The certificates of a team's hub: an authority of the team's own, and what its servers show. Everything is
// PEM, every key P-256 (what Go and Qt both take on every system). No clock inside; any thread.
#pragma once

#include "models/base/result.h"
#include "models/base/time.h"

#include <QByteArray>
#include <QStringList>

namespace muster::hub {

/// Signs the certificates of the team's servers and nothing else. Its key belongs on no server.
struct Authority
{
    QByteArray certificate;
    QByteArray key; ///< PKCS #8, not encrypted
};

struct ServerCertificate
{
    QByteArray certificate;
    QByteArray key; ///< PKCS #8, not encrypted
};

/// What stands in a certificate.
struct CertificateFacts
{
    QString name;
    QStringList hosts; ///< names and addresses that it is for; none for an authority
    Instant from{}, until{};
    bool isAuthority = false;
    bool operator==(const CertificateFacts &) const = default;
};

inline constexpr int kMostAuthorityYears = 30;
inline constexpr int kMostServerDays = 825; ///< longer ones are refused by macOS

/// A self-signed authority that may sign servers' certificates, and no further authority. `years` of 365
/// days, 1 to 30. BadInput says what is wrong with the arguments.
Result<Authority> makeAuthority(const QString &name, Instant validFrom, int years);

/// A certificate for serving and for the lines between servers. `hosts` are DNS names and IP addresses,
/// 1 to 50; other scripts are written as the network spells them. It begins no sooner and ends no later than
/// the authority: BadInput otherwise, as for `days` outside 1 to 825 and for what is no host.
Result<ServerCertificate> makeServerCertificate(const Authority &authority, const QStringList &hosts,
                                                Instant validFrom, int days);

/// Reads one certificate of at most 16 KiB. BadInput where the text is none, or more than one.
Result<CertificateFacts> readCertificate(const QByteArray &pem);

/// Whether the authority's signature is under the certificate; says nothing about dates and hosts.
bool isSignedBy(const QByteArray &certificate, const QByteArray &authority);

/// A host as it is written into certificates and settings: an IP address in its shortest form, or a DNS name
/// in small letters. BadInput says what is wrong.
Result<QString> checkedHost(const QString &host);

} // namespace muster::hub
