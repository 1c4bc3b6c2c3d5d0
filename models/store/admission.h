// SPDX-License-Identifier: GPL-3.0-or-later
// Facts that come in from outside together: each is judged, and what may come in is written and folded. Lives
// inside one transaction.
#pragma once

#include "models/store/workspaceparts.h"
#include "models/sync/wire.h"
#include "models/team/authority.h"

#include <set>

namespace muster::store {

/// Whether it is known who wrote the facts that come in.
enum class Origin : quint8
{
    Unproven, ///< a file of lines; taken only where there is no team
    Proven,   ///< signed, or out of this desk's own keeping
    Vouched,  ///< of a device that is in no team, brought along by the founder
};

class Admission
{
public:
    Admission(Workspace::Parts &parts, TakeReport &report);

    /// One fact; where it was seen at the hub, 0 where it did not come over one.
    Result<void> consider(const Fact &fact, Origin origin, quint64 sequence = 0);
    /// A message of the hub or of a bundle (without a sequence then): whatever it holds, one of taken,
    /// waiting for its author to be known, or set aside.
    Result<void> consider(const sync::HubMessage &message);
    /// All of them, and finishes.
    Result<void> considerAll(std::span<const sync::HubMessage> messages);
    /// The maker of a snapshot: it vouches for all facts, as long as its role allows it.
    void trust(DeviceId maker) { m_trusted = maker; }
    /// A fact of the team, as it is: what follows is judged by the team as it is then.
    Result<void> writeToTeam(const Fact &fact, std::optional<qint64> place = std::nullopt);
    /// Writes and folds what was taken. Last.
    Result<void> finish();

    bool isTeamChanged() const { return m_isTeamChanged; }
    /// A redaction was taken back: the texts that it blanked here are at the hub still.
    bool isToReadAnew() const { return m_isToReadAnew; }
    /// Of others, in the order in which they came.
    const std::vector<News> &news() const { return m_news; }

private:
    Result<void> considerRun(const sync::Batch &batch, const sync::HubMessage &message);
    Result<void> considerVouched(const sync::Batch &batch, const sync::HubMessage &message);
    Result<void> keepUntilKnown(DeviceId device, const sync::HubMessage &message, const QString &reason);
    Result<void> setJunkAside(const sync::HubMessage &message, const QString &reason);
    /// What is here already, or another fact under its id.
    Result<void> considerKnown(const Fact &known, const Fact &fact, Origin origin, quint64 sequence);
    Result<void> considerUnknown(const Fact &fact, Origin origin, quint64 sequence);
    Result<void> take(const Fact &fact, quint64 sequence);
    void noteSeen(const Fact &fact, quint64 sequence);
    Result<void> setAside(const Fact &fact, const QString &reason, std::optional<Instant> until,
                          Origin origin);
    bool isJoining(const sync::Batch &batch) const;

    void renewRoster();
    // acting.cpp
    Result<void> takeActed(const Fact &entry);
    Result<void> dropActed(const Fact &entry);

    // settling.cpp
    Result<void> settleTeam();
    bool findContradictions();
    Result<bool> takeWaiting();
    Result<void> judgeAgain(DeviceId device);
    Result<void> takeBack(DeviceId device);

    Result<void> write();

    Workspace::Parts &m_parts;
    TakeReport &m_report;
    Instant m_now;
    team::Roster m_rosterBefore;
    DeviceId m_trusted;
    bool m_isTeamChanged = false;
    bool m_isRosterOld = false; ///< facts of the team were written since it was folded
    bool m_isToReadAnew = false;
    QSet<FactId> m_ids;                                                     ///< taken and not written yet
    std::map<std::pair<QString, SubjectId>, std::vector<Fact>> m_bySubject; ///< by kind and subject
    QHash<FactId, qint64> m_places;                                         ///< of those, at the hub, coded
    std::vector<std::pair<FactId, quint64>> m_seen;   ///< of those that were here before
    std::set<DeviceId> m_seenOf;                      ///< who wrote those
    std::set<std::pair<QString, SubjectId>> m_toFold; ///< lost facts, or got a text that was missing
    std::vector<News> m_news;
    std::set<std::pair<DeviceId, qint64>> m_toCompare; ///< taken, and held against the record once written
    std::set<DeviceId> m_contradicted;
    std::optional<quint64> m_known; ///< of the message that is considered
};

/// Runs out of facts in any order: of each device those whose numbers follow each other up to a signed one.
/// What is in no run comes last, unproven.
struct SortedRuns
{
    std::vector<sync::Batch> runs;
    std::vector<Fact> rest;
};
SortedRuns provenRuns(std::vector<Fact> facts, const team::Roster &roster);

} // namespace muster::store
