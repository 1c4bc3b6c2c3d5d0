// SPDX-License-Identifier: GPL-3.0-or-later
// Which console acts for the team: one at a time, by an entry at the hub that lives ten seconds and that only
// its holder can renew. The holder counts from before it asked, so that it has stopped before the hub lets
// another one in. A lease is convenience: what acts twice is kept apart by the ids of its facts.
#pragma once

#include "models/base/id.h"
#include "models/base/time.h"
#include "models/nats/client.h"

#include <QObject>

namespace muster::app {

class DutyLease final : public QObject
{
    Q_OBJECT
public:
    static constexpr Millis kLife{10'000}; ///< as the hub's bucket is set up
    static constexpr Millis kSafe{7'000};  ///< after so long without a renewal it is not ours any more
    static constexpr Millis kRenew{2'500};
    static constexpr Millis kPatience{12'000}; ///< of those who leave it to others

    /// `monotonic` never goes back. While somebody else holds it, it is asked for every `patience`.
    DutyLease(nats::Client &client, DeviceId device, std::function<Millis()> monotonic, Millis patience,
              QObject *parent);

    /// To be called several times a second. `mayAsk`: this console knows what the others did; where it does
    /// not, the lease runs out.
    void tick(bool mayAsk);
    /// The hub is asked no more; what is held runs out there by itself.
    void stop();
    /// It is asked for again, as if made anew.
    void goOn(Millis patience);
    bool isHeld() const { return m_isHeld; }

signals:
    void changed(bool isHeld);

private:
    void ask();
    void answered(Millis asked, const std::optional<nats::Message> &answer);
    void setHeld(bool isHeld);

    nats::Client &m_client;
    Millis m_patience;
    QByteArray m_device;
    std::function<Millis()> m_now;
    bool m_isHeld = false, m_isAsking = false, m_isStopped = false;
    quint64 m_sequence = 0; ///< of the entry that we wrote last; 0: none of ours
    Millis m_until{0}, m_askAt{0};
};

} // namespace muster::app
