// SPDX-License-Identifier: GPL-3.0-or-later
// What a window may ask about rules: which ones there are, what each did, and whether this console acts. As
// with Desk: answers come as futures and are continued on the window's thread.
#pragma once

#include "models/base/id.h"
#include "models/base/result.h"
#include "models/base/time.h"
#include "models/policy/policy.h"

#include <QFuture>
#include <QObject>

#include <memory>

namespace muster::views {

/// What a rule did once, as it stands in the record.
struct RuleFiring
{
    enum class Deed : quint8
    {
        Raised, ///< an escalation, to `level`
        Lifted, ///< the level of one, to `level`
        Told,   ///< `channels`
        Given,  ///< the ticket to `person`
        Other,  ///< of a kind that is not known here
    };
    FactId fact;
    QString rule; ///< key, see automation::firedBy
    Instant at{};
    Deed deed = Deed::Other;
    QString level;        ///< its name
    QStringList channels; ///< their names; none where only the desktops showed it
    QString person;       ///< name
    QString title;        ///< what was told, in a line
    QString explanation;  ///< rule, condition, facts, policy version, as the record has it
    QString aboutKind;    ///< "ticket", "incident", "escalation"
    SubjectId about;
    TicketId ticket;        ///< of the escalation, or the one that it is about; null where there is none
    QString caseNumber;     ///< of the ticket or the incident; empty where it is gone
    SubjectId notification; ///< in the log of deliveries; null unless something was told
    QString actor;          ///< whose console says so; empty: this one
    bool isHidden = false;  ///< of a restricted escalation that who sits here may not read: no words of it
    bool operator==(const RuleFiring &) const = default;
};

/// Behind which firing the next older ones begin.
struct FiringMark
{
    Instant at{};
    FactId fact;
};

/// How often a rule fired, and when last.
struct RuleFigures
{
    QString rule;
    int day = 0, week = 0; ///< in the last 24 hours and 7 days
    std::optional<RuleFiring> last;
    bool operator==(const RuleFigures &) const = default;
};

struct RulesNews
{
    std::shared_ptr<const policy::CompiledPolicy> policy; ///< in force; null before one was adopted
    std::vector<RuleFigures> figures;                     ///< of every rule that ever fired
};

/// Whether this console does what rules say.
enum class Acting : quint8
{
    Alone,     ///< it is in no team: it acts
    Here,      ///< it acts for its team
    Elsewhere, ///< another console of the team does, or none
    Drill,     ///< nothing of a drill fires
};

class RulesDesk : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual QFuture<Result<RulesNews>> loadRules() = 0;
    /// The newest first, at most kAtOnce; of every rule where `rule` is empty.
    virtual QFuture<Result<std::vector<RuleFiring>>> loadFirings(QString rule,
                                                                 std::optional<FiringMark> behind) = 0;
    virtual Acting acting() const = 0;

    static constexpr int kAtOnce = 100;

signals:
    /// A rule fired, also on another console, or what it did was taken back, or the policy is another.
    void rulesChanged();
    void actingChanged();
};

} // namespace muster::views
