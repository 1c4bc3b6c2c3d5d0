// SPDX-License-Identifier: GPL-3.0-or-later
// Who is not there any more and still owns open tickets: away, or taken out of the team. Proposes to give
// those away, once a person until nothing is left of theirs. Window thread.
#pragma once

#include "models/views/queuemodel.h"
#include "models/views/teamdesk.h"

#include <QSet>
#include <QTimer>

namespace muster::app {

/// Somebody who left tickets behind.
struct Leaver
{
    PersonId person;
    QString name;
    int tickets = 0;
    bool isGone = false; ///< left the team; otherwise away
    bool operator==(const Leaver &) const = default;
};

/// What is said of them: "Ada Bell is away and owns 7 open tickets."; empty for none.
QString leaversSentence(const std::vector<Leaver> &leavers);
/// About the tickets meant, as a filter of the queue: it goes by the beginnings of names. Empty for none.
QString leaversFilter(const std::vector<Leaver> &leavers);

class Leavers final : public QObject
{
    Q_OBJECT
public:
    /// `team` may be null. `queue` is loaded and ticked by whoever owns it.
    Leavers(views::Desk &desk, views::TeamDesk *team, const views::QueueModel &queue,
            QObject *parent = nullptr);

    /// Something may have changed; looked at together with what follows at once.
    void look();
    const std::vector<Leaver> &now() const { return m_leavers; }

signals:
    /// Somebody who was not said before; for those who lead a team, or sit alone.
    void found(const QString &sentence);

private:
    void ask();
    void askTeam();
    void took(const std::vector<people::Person> &people);

    views::Desk &m_desk;
    views::TeamDesk *m_team;
    const views::QueueModel &m_queue;
    QTimer m_soon, m_slowly;
    std::vector<Leaver> m_leavers;
    QSet<PersonId> m_gone; ///< left the team
    QSet<PersonId> m_said;
};

} // namespace muster::app
