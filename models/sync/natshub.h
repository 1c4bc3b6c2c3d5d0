// SPDX-License-Identifier: GPL-3.0-or-later
// A hub that is NATS JetStream: the stream OPS read by direct gets and followed by its republished messages,
// presence as plain messages. One thread with an event loop.
#pragma once

#include "models/base/clock.h"
#include "models/base/id.h"
#include "models/nats/client.h"
#include "models/sync/hublink.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace muster::sync {

/// How to reach the hub, and as whom.
struct HubAccess
{
    QStringList servers;  ///< "tls://host:port", "wss://host:port"
    QByteArray authority; ///< PEM; empty: what the system trusts
    QByteArray seed;      ///< of the key of the login: the device's own, or that of its invitation
    DeviceId login;       ///< the id that belongs to that key
    QString machine;      ///< shown in the server's list of connections
};

class NatsHub final : public QObject, public HubLink
{
    Q_OBJECT
public:
    explicit NatsHub(const Clock &clock, QObject *parent = nullptr);

    /// BadInput where the access cannot be one. Tries until stop().
    Result<void> start(const HubAccess &access);
    void stop();
    /// Does not wait for the next try.
    void tryNow();
    void tellHere(const QByteArray &what);
    const nats::Client &client() const { return m_client; }
    nats::Client &client() { return m_client; }

    // Snapshots: the subjects of their manifests, one message by its subject, and a new one.
    void askSnapshots(const Then<Result<QList<QByteArray>>> &then);
    void fetchPart(const QByteArray &subject, const Then<Result<HubMessage>> &then);
    void publishPart(const QByteArray &subject, const QByteArray &body, const Then<Published> &then);

    void askInfo(Then<Result<HubInfo>> then) override;
    void fetch(quint64 sequence, Then<Result<HubMessage>> then) override;
    void publish(const Outgoing &message, Then<Published> then) override;
    void renew(const QString &why) override;

signals:
    void up();
    void down(muster::nats::Trouble trouble, const QString &detail);
    void live(const muster::sync::HubMessage &message);
    void here(muster::DeviceId login, const QByteArray &what);
    /// This machine's clock minus the hub's, from the time of an own message.
    void skewMeasured(muster::Millis skew);

private:
    void onLive(const nats::Message &message);
    void onHere(const nats::Message &message);
    QByteArray subjectFor(const Outgoing &message) const;
    void measureSkew(quint64 sequence, Instant sent, Instant stored);
    void publishAs(const QByteArray &subject, const QByteArray &body, const QString &stream,
                   const Then<Published> &then);
    Published whyNotPublished(const QByteArray &subject, const QString &why);

    const Clock &m_clock;
    nats::Client m_client;
    nats::Options m_options;
    DeviceId m_login;
    QString m_refused; ///< the subject that the hub refused last
    std::optional<Instant> m_measured;
    QTimer m_renewal{this}; ///< a child: it moves to the thread of the hub with it
    QElapsedTimer m_sinceRenewal;
    int m_renewals = 0; ///< one after another
};

} // namespace muster::sync
