// SPDX-License-Identifier: GPL-3.0-or-later
// A workspace whose policy sends everything to one webhook, and notifications to send.
#pragma once

#include "app/notify/sender.h"
#include "models/policy/policyreader.h"

#include <atomic>
#include <stdexcept>

namespace muster::test {

/// Read on several threads.
class SharedClock final : public Clock
{
public:
    explicit SharedClock(Instant at) : m_now(toMillis(at)) {}
    Instant now() const override { return fromMillis(m_now); }
    void advance(Millis by) { m_now += by.count(); }

private:
    std::atomic<qint64> m_now;
};

/// A preset with a section "notifications": the channels of `channels` (YAML lines), and everything to all.
inline QByteArray policyWith(const QByteArray &channels, const QByteArray &keys, const QByteArray &rest = {})
{
    return policy::presetText(policy::presetKeys().constFirst()) + "\nnotifications:\n  key: test\n" + rest +
           "  channels:\n" + channels + "  otherwise: {channels: [" + keys + "]}\n";
}

inline QByteArray hook(const QByteArray &key, const QString &url, const QByteArray &more = {})
{
    return "    - {key: " + key + ", kind: webhook, credential: hook, url: \"" + url.toUtf8() + "\"" + more +
           "}\n";
}

inline NewFact askedFor(store::Workspace &workspace, const QString &cause, Instant at)
{
    const notify::Wish wish{
        cause, at, QStringLiteral("any"), QStringLiteral("Title of ") + cause, {}, {}, {}, {}, {}, {},
        {},    {}};
    return notify::asked(wish, workspace.policy()->policy().notifications);
}

inline app::Credential plainCredential()
{
    return [](const QString &) -> Result<QByteArray> { return QByteArray("secret"); };
}

} // namespace muster::test
