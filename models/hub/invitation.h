// SPDX-License-Identifier: GPL-3.0-or-later
// What a new desk needs to join a team, as text for a mail or a file: where the hub is, whom to trust, and a
// key that is good once. Whoever has the text may join in that person's name until it expires. Any thread.
#pragma once

#include "models/base/id.h"
#include "models/base/result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace muster::hub {

struct Invitation
{
    QString team; ///< its name
    SubjectId teamId;
    FactId founding;      ///< the fact that founded the team
    QByteArray root;      ///< public key of the device that wrote it, 32 bytes
    QStringList servers;  ///< 1 to 20: "tls://host:port" or "wss://host:port/path"
    QByteArray authority; ///< of the hub's certificates, PEM; empty: the ones that the system trusts
    QByteArray seed;      ///< of the key that is good once, 32 bytes; a secret
    PersonId person;      ///< who is invited
    QString name;
    QString role;
    Instant expires{};
    bool operator==(const Invitation &) const = default;
};

inline constexpr qsizetype kLongestInvitation = 32 * 1024; ///< characters, with whatever stands around it

/// Lines of at most 64 characters between "-----BEGIN MUSTER INVITATION-----" and its end, with a checksum.
/// BadInput says what is not filled in, or does not fit.
Result<QString> invitationText(const Invitation &invitation);

/// Finds the invitation in a text. Blanks, line breaks, quotation marks of mails and what stands before and
/// after do not matter. BadInput with a sentence of its own for each kind of damage; TooNew where a newer
/// program made it. Whether it has expired is the caller's question.
Result<Invitation> readInvitation(const QString &text);

/// The same from a file.
Result<Invitation> readInvitationFile(const QString &path);

} // namespace muster::hub
