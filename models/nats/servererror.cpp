// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/nats/servererror.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace muster::nats {
namespace {

constexpr QByteArrayView kPublish("permissions violation for publish to ");
constexpr QByteArrayView kSubscription("permissions violation for subscription to ");

/// What stands between the first quotation marks.
QByteArray quoted(const QByteArray &text)
{
    const qsizetype begin = text.indexOf('"');
    const qsizetype end = text.indexOf('"', begin + 1);
    return begin < 0 || end < 0 ? QByteArray() : text.sliced(begin + 1, end - begin - 1);
}

bool isAboutLogin(const QByteArray &lower)
{
    constexpr std::array about{"authorization violation", "authentication expired", "authentication revoked"};
    return std::ranges::any_of(about, [&](const char *words) { return lower.contains(words); });
}

} // namespace

SaidError readServerError(const QByteArray &text)
{
    const QByteArray lower = text.toLower();
    if (lower.startsWith(kPublish))
        return {SaidError::RefusedPublish, quoted(text), {}};
    if (lower.startsWith(kSubscription))
        return {SaidError::RefusedSubscription, quoted(text), {}};
    if (isAboutLogin(lower))
        return {
            SaidError::Other,
            {},
            {Trouble::LoginRejected, u"The server said: %1."_s.arg(harmless(QString::fromUtf8(text), 200))}};
    return {SaidError::Other,
            {},
            {Trouble::Closed, u"The server said: %1."_s.arg(harmless(QString::fromUtf8(text), 200))}};
}

} // namespace muster::nats
