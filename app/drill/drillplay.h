// SPDX-License-Identifier: GPL-3.0-or-later
// Plays a drill in a workspace of its own: each beat and where the drill is are one transaction, so that a
// program that was killed goes on behind the last one. The workspace's thread.
#pragma once

#include "app/drill/drillwish.h"
#include "models/drill/orders.h"
#include "models/drill/score.h"
#include "models/store/workspace.h"
#include "models/views/incidenttexts.h"

namespace muster::app {

/// The setting that holds where the drill is.
inline const QString kProgressSetting = QStringLiteral("drill.progress");

/// Begins the drill, or goes on where one like it was begun in this workspace. Conflict where the workspace
/// is no drill's and not empty, or another drill's; nothing was changed then. `reached` is never before the
/// newest entry.
Result<drill::Progress> beginDrill(store::Workspace &workspace, const DrillWish &wish);

/// The drill that a workspace is of; nothing where it is none.
Result<std::optional<drill::Progress>> drillOf(const store::Workspace &workspace);

class DrillPlay
{
public:
    DrillPlay(store::Workspace &workspace, drill::Script script, drill::Progress progress);

    const drill::Script &script() const { return m_script; }
    const drill::Progress &progress() const { return m_progress; }
    incident::Incident incident() const; ///< the drill's; does not exist before the declaration
    std::optional<drill::Next> next(Instant now) const;
    bool isOver(Instant now) const;

    /// Does what the beat says, at its time. What the rules refuse waits for the trainee; without one the
    /// refusal is kept with the beat. An error means that nothing was written.
    Result<void> play(const drill::Next &next, Instant now);
    /// How far the clock has come; save() writes it down, as each beat does.
    void reach(Instant now);
    Result<void> save();
    /// The trainee has had enough: nothing more happens.
    Result<void> end(Instant now);

    /// What the drill waits for from the trainee, a sentence each.
    QStringList waitingFor(Instant now) const;
    drill::Score score(Instant asOf) const;
    views::NameOf nameOf() const;

private:
    drill::Situation situation(const incident::Incident &incident, Instant now) const;
    Result<FactId> submit(const drill::Orders &orders, drill::Played &played);
    Result<FactId> write(const drill::Orders &orders, drill::Played &played);
    Result<QString> documentText(const drill::DocumentOrder &order, Instant now) const;
    bool isToWait(const drill::Orders &orders, const drill::Played &played) const;

    store::Workspace &m_workspace;
    drill::Script m_script;
    drill::Progress m_progress;
    std::map<QString, size_t> m_held; ///< as Situation says
};

} // namespace muster::app
