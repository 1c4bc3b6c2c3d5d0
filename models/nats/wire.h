// SPDX-License-Identifier: GPL-3.0-or-later
// The frames that a client sends, and what may stand in them. Functions without state; any thread.
#pragma once

#include "models/nats/message.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace muster::nats {

/// Tokens of printable characters joined by dots, at most 2 kB; `*` and a last `>` only in a pattern.
enum class Subject
{
    Literal,
    Pattern
};
bool isSubject(QByteArrayView text, Subject kind);

/// Names without blanks and colons, values without line ends.
bool areHeaders(const std::vector<Header> &headers);

/// `{…}` of the line CONNECT. `nkey` and `signature` are left out where empty.
struct Login
{
    QByteArray nkey, signature;
    QString name;
    bool isTls = false;
};
QByteArray connectFrame(const Login &login);

/// PUB, or HPUB where there are headers. Subjects and headers have to be checked before.
QByteArray publishFrame(QByteArrayView subject, QByteArrayView replyTo, const std::vector<Header> &headers,
                        QByteArrayView body);

QByteArray subscribeFrame(QByteArrayView subject, int subscription);
QByteArray unsubscribeFrame(int subscription);

/// The bytes of headers as publishFrame writes them; 0 where there are none.
qsizetype headerBytes(const std::vector<Header> &headers);

} // namespace muster::nats
