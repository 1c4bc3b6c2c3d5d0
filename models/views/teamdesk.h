// SPDX-License-Identifier: GPL-3.0-or-later
// What a window may ask about the team: how far this desk is in step with the others, who is here, which
// devices there are, what waits to be sent. Nothing here is waited for by an entry. app implements it.
#pragma once

#include "models/base/id.h"
#include "models/base/result.h"
#include "models/base/time.h"

#include <QFuture>
#include <QObject>
#include <QStringList>

#include <optional>
#include <vector>

namespace muster::views {

enum class LinkState : quint8
{
    Alone,      ///< this desk is in no team: nothing to send to
    Connecting, ///< first try since the start
    Offline,    ///< no line; tried again at `nextTry`
    Refused,    ///< the hub answers and does not let this desk in, or what answers is not the team's hub
    Receiving,  ///< catching up
    Sending,    ///< entries of this desk wait to be seen at the hub
    InStep,     ///< nothing to send, nothing to receive
};

/// Where the exchange with the hub stands. Counts are entries.
struct LinkStatus
{
    LinkState state = LinkState::Alone;
    qint64 toSend = 0;    ///< written here and not seen at the hub yet
    qint64 toReceive = 0; ///< messages at the hub that this desk has not taken yet, as far as is known
    qint64 received = 0;  ///< of the present catching up
    std::optional<Instant> offlineSince;
    std::optional<Instant> nextTry;
    std::optional<Instant> lastExchange; ///< something was sent or taken
    QString why;                         ///< a sentence: what is wrong; empty where nothing is
    QString nextStep;                    ///< a sentence: what a person can do; empty where it mends itself
    QString server;                      ///< host and port of the line that is up
    QString way; ///< how the line goes, as in "TLS", "WebSocket over TLS", "WebSocket through the proxy"
    quint64 cursor = 0;           ///< the hub's number up to which everything is taken
    quint64 hubLast = 0;          ///< the hub's newest number that is known
    std::optional<Millis> skew;   ///< this desk's clock minus the hub's; nothing before it was measured
    bool isBootstrapping = false; ///< a new desk is taking over the history
    QString stage;                ///< of the bootstrap, as in "Running incidents"; empty otherwise
    int percent = 0;              ///< of the bootstrap
    bool operator==(const LinkStatus &) const = default;
};

struct TeamDevice
{
    DeviceId device;
    QString name; ///< of the machine, as its owner called it
    PersonId person;
    QString personName, role;
    bool isMine = false, isHere = false, isRevoked = false;
    std::optional<Instant> lastWrote;
    qint64 entries = 0;    ///< of its history that are on this desk
    qint64 missing = 0;    ///< numbers of its history that are not here (yet)
    bool isForked = false; ///< it wrote under one number twice: a restored backup, or a copied key
    bool operator==(const TeamDevice &) const = default;
};

/// The invitation that nobody used yet.
struct OpenInvitation
{
    QString name, role;
    Instant expires{};
    bool operator==(const OpenInvitation &) const = default;
};

struct TeamPage
{
    QString team; ///< its name; empty where this desk is in no team
    std::vector<TeamDevice> devices;
    std::vector<OpenInvitation> invitations;
    qint64 refusedCount = 0; ///< entries that were set aside
    /// A sentence: how the hub's servers get to know who is in the team. Empty where they do, as far as this
    /// desk knows; only the one with the hub's folder can.
    QString serversToTell;
};

/// Somebody who is connected at this moment.
struct Here
{
    DeviceId device;
    PersonId person;
    QString name;
    TicketId ticket;     ///< what is open in front of them; null where none
    IncidentId incident; ///< the same
    bool isWriting = false;
    bool operator==(const Here &) const = default;
};

/// Two people changed the same field without knowing of each other; both values stand in the history.
struct EditConflict
{
    TicketId ticket;
    IncidentId incident;
    QString where;               ///< case or incident number
    QString field;               ///< "priority", "status", …
    QString mine, theirs, other; ///< the values as people read them, and who wrote theirs
    bool mineHolds = false;
};

struct BundleOutcome
{
    qint64 entries = 0, known = 0, refused = 0;
    QString file;
};

class TeamDesk : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual LinkStatus status() const = 0;
    virtual std::vector<Here> here() const = 0; ///< without this desk itself
    virtual QFuture<Result<TeamPage>> loadTeam() = 0;
    /// Does not wait for the next try.
    virtual void tryNow() = 0;
    /// What this person has in front of them; both null where nothing.
    virtual void lookAt(TicketId ticket, IncidentId incident, bool isWriting) = 0;
    /// Exchange without a server: everything of the team that this desk holds, as one signed file.
    virtual QFuture<Result<BundleOutcome>> exportBundle(QString file) = 0;
    virtual QFuture<Result<BundleOutcome>> importBundle(QString file) = 0;
    /// Joins a team by an invitation (its text). Refused where this workspace has entries already.
    virtual QFuture<Result<void>> join(QString invitation) = 0;
    /// An invitation as text, good once and for seven days. NotAllowed for who is no admin.
    virtual QFuture<Result<QString>> invite(QString name, QString role) = 0;
    /// From now on; "none" takes the device out of the team. NotAllowed for who is no admin.
    virtual QFuture<Result<void>> setRole(DeviceId device, QString role, QString reason) = 0;
    /// A person did what `serversToTell` asks for.
    virtual QFuture<Result<void>> serversWereTold() = 0;

signals:
    void statusChanged();
    void hereChanged();
    void teamChanged(); ///< devices or invitations are others than before
    void conflictFound(const muster::views::EditConflict &conflict);
};

} // namespace muster::views
