// SPDX-License-Identifier: GPL-3.0-or-later
// What a Workspace holds, shared by the files that implement it. Nothing outside models/store includes this.
#pragma once

#include "models/automation/tellings.h"
#include "models/store/editclash.h"
#include "models/store/facttable.h"
#include "models/store/hubtable.h"
#include "models/store/judgements.h"
#include "models/store/nametable.h"
#include "models/store/projections.h"
#include "models/store/textindex.h"
#include "models/store/workspace.h"
#include "models/team/chainrecord.h"

#include <QCache>
#include <QLockFile>
#include <QSet>

#include <list>
#include <map>
#include <set>

namespace muster::store {

using escalation::EscalationId;

inline constexpr auto kTicket = QLatin1StringView("ticket");
inline constexpr auto kCustomer = QLatin1StringView("customer");
inline constexpr auto kPerson = QLatin1StringView("person");
inline constexpr auto kIncident = QLatin1StringView("incident");
inline constexpr auto kEscalation = escalation::kSubjectKind;
inline constexpr auto kNotification = notify::kNotification;
inline constexpr auto kKnownIssue = knowledge::kSubjectKind;
inline constexpr auto kPolicy = QLatin1StringView("policy");

/// The team that this desk belongs to, as it learned it when it founded or joined it: what it trusts first.
struct TeamPin
{
    SubjectId team;
    FactId founding;
    QByteArray rootKey; ///< public, of the device that founded it
    QString role;       ///< as invited, until the team's own facts are here
};

/// A fact of another device that just came in.
struct News
{
    Fact fact;
    /// Its author knew what the hub had under this number and before; nothing where that is not known.
    std::optional<quint64> known;
};

/// What looking at some tickets led to so far.
struct RulesWork
{
    RulesRound round;
    std::vector<NewFact> facts;                       ///< to be written
    std::vector<automation::Candidate> people;        ///< read where a ticket is to be given to one of them
    std::optional<std::vector<escalation::Who>> team; ///< read where an escalation is told
    std::vector<std::pair<TicketId, Judgements::Judged>> judged;
};

/// What redactions left of the facts they blanked: keys, states and ids, no free text. It travels in the
/// payload of the redaction under "kept", so that a blanked change still counts.
using KeptFields = QHash<FactId, QJsonObject>;

struct Workspace::Parts
{
    Parts(std::unique_ptr<Database> opened, const Clock &systemClock)
        : database(std::move(opened)), facts(*database), hub(*database, facts), projections(*database),
          words(*database), clock(systemClock)
    {}

    std::unique_ptr<QLockFile> lock; ///< null when read-only
    std::unique_ptr<Database> database;
    FactTable facts;
    HubTable hub;
    Projections projections;
    TextIndex words;
    const Clock &clock;
    std::optional<ledger::DeviceKey> key; ///< nothing where it lies outside of the file
    DeviceId device;
    PersonId me;
    ledger::HybridClock hybrid;
    ledger::ChainHead head;
    team::Roster roster;
    std::set<std::pair<DeviceId, qint64>> teamNumbers; ///< of the facts that the roster was folded from
    std::map<DeviceId, bool> forked;                   ///< where isForked() was asked
    std::optional<TeamPin> pin;                        ///< which team this desk is in; none: alone
    NameTable names;
    std::map<FactId, std::shared_ptr<const policy::CompiledPolicy>> policies; ///< by version
    std::map<FactId, std::shared_ptr<const escalation::WordFinder>> finders;  ///< likewise
    policy::PolicyRef policyInForce;
    std::map<TicketId, ticket::Ticket> states; ///< the few that were used last
    QSet<TicketId> changed;
    bool arePoliciesNew = false;          ///< some came from outside since the last change was taken
    std::vector<views::StepAlert> alerts; ///< given since the last change was taken
    std::map<IncidentId, incident::Incident> incidents; ///< the few that were used last
    QSet<IncidentId> changedIncidents;
    /// Under which policy, and what a ticket reports; until something changes in it.
    std::map<TicketId, std::pair<FactId, escalation::Report>> reports;
    std::map<EscalationId, escalation::Escalation> escalations; ///< the few that were used last
    std::set<EscalationId> judgedEscalations; ///< seen with a word on an approval since the file was opened
    QSet<EscalationId> changedEscalations;
    std::vector<views::EditConflict> conflicts; ///< found since they were taken last
    /// Those of which something may still have to be sent; read when they are asked for first.
    std::optional<QHash<SubjectId, notify::Notification>> openNotes;
    qint64 notificationChanges = 0; ///< how often one was folded since the file was opened
    qint64 firingChanges = 0;       ///< how often a rule's fact came or went since the file was opened
    QHash<SubjectId, qint64> notificationChangedAt;       ///< by that count
    std::map<qint64, SubjectId> changedNotifications;     ///< the same, in that order
    QCache<SubjectId, notify::Notification> notes{4'000}; ///< those that were used last
    std::optional<std::vector<notify::Attempt>> attempts; ///< read when they are asked for first
    qint64 knowledgeChanges = 0; ///< how often a known issue was folded since the file was opened
    qint64 touches = 0;          ///< how often a rule may have something to look at since the file was opened
    std::map<TicketId, qint64> touchedTickets; ///< by that count
    std::map<IncidentId, qint64> touchedIncidents;
    QSet<SubjectId> goneEscalations; ///< taken back; what was told of them may not be over yet
    Judgements judgements;
    Instant judgedFrom{};                                   ///< what was due before is silent in them
    std::shared_ptr<const policy::CompiledPolicy> judgedBy; ///< in force then
    bool isJoining = false;             ///< inside of asOne: what is written joins its transaction
    std::optional<Error> joinedFailure; ///< a part of it failed, whatever its caller made of that

    // workspace.cpp
    Result<void> prepare(OpenMode mode);
    Result<void> readKey(OpenMode mode);
    void loadNames();
    /// Runs `work` in one transaction; what it did is undone where it fails.
    Result<void> inTransaction(const std::function<Result<void>()> &work);
    /// The same, with the transactions of what `work` calls in it.
    Result<void> asOne(const std::function<Result<void>()> &work);
    /// After a failed transaction nothing that is kept in memory may be ahead of the file.
    void forgetUnsaved();
    /// The device's clock goes on behind every fact in the file, other desks' included: what is entered here
    /// is applied on top of what is there.
    void followClocks();
    /// Where this device's chain stands: behind what is in the file, and what was taken back out of it.
    ledger::ChainHead ownHead();
    Result<void> keepHead();
    /// Facts that were held until their time, where it has come.
    Result<void> takeHeld();

    // policies.cpp
    Result<void> loadPolicyInForce();
    /// The version named; null where it is not here (yet) or cannot be read.
    std::shared_ptr<const policy::CompiledPolicy> policyOf(const policy::PolicyRef &ref);
    /// The version that a ticket's commands are judged by: its own, or the one in force where that is not
    /// here.
    std::shared_ptr<const policy::CompiledPolicy> rulesFor(const policy::PolicyRef &ref);
    /// Versions came from outside: tickets that waited for one get their clocks. Where one was taken back,
    /// all do.
    Result<void> policiesArrived(bool isAnyGone);

    // folding.cpp
    ticket::Ticket foldTicket(TicketId id);
    ticket::Ticket &stateOf(TicketId id);
    /// When the words of a ticket go into the index.
    enum class Words : quint8
    {
        Unchanged,
        BeforeSearch, ///< an entry of a person does not wait for it
        Now,
    };
    std::array<sla::ClockSummary, 4> clocksOf(const ticket::Ticket &ticket);
    Result<void> projectTicket(const ticket::Ticket &ticket, Words words);
    Result<void> writeWords(qint64 number, const ticket::Ticket &ticket);
    Result<void> writeDueWords();
    customer::Customer foldCustomer(CustomerId id);
    people::Person foldPerson(PersonId id);
    people::Person personBefore(PersonId id, const Fact &fact); ///< by what was entered before it
    Result<void> projectCustomer(CustomerId id);
    Result<void> projectPerson(PersonId id);
    /// Writes facts that follow everything of their subject; `state` goes on. One subject.
    Result<void> appendToTicket(ticket::Ticket &state, std::span<const Fact> sealed,
                                std::span<const ticket::TicketFact> facts, Words words);
    /// Writes facts of one subject in any order: goes on where they follow everything of it, folds it again
    /// otherwise.
    /// `places`: where they were seen at the hub, coded; those that came another way are not in it.
    Result<void> mergeIntoSubject(std::span<const Fact> facts, const QHash<FactId, qint64> &places = {});
    Result<void> writeToSubject(const NewFact &wish); ///< one of this desk's own
    Result<void> foldAgain(const QString &kind, SubjectId subject);
    /// Nothing of the subject is left (takingback.cpp).
    Result<void> forgetSubject(const QString &kind, SubjectId subject);
    /// NotAllowed where this desk may not write one of them, BadInput where it is too long.
    Result<std::vector<Fact>> seal(std::span<const NewFact> wishes);
    /// Makes one subject's derived rows and words from its facts.
    Result<void> projectSubject(const QString &kind, SubjectId subject);

    // incidents.cpp
    incident::Incident foldIncident(IncidentId id);
    incident::Incident &incidentOf(IncidentId id);
    Result<void> projectIncident(IncidentId id);

    // escalations.cpp
    escalation::Escalation foldEscalation(EscalationId id);
    escalation::Escalation &escalationOf(EscalationId id);
    Result<void> projectEscalation(EscalationId id);
    /// Other tickets of the same customer, as the count of repeats under that policy sees them.
    std::vector<escalation::Report> reportsBeside(const ticket::Ticket &ticket, FactId policy,
                                                  const policy::EscalationRules &rules,
                                                  std::optional<Millis> within = {});
    /// Works one entry into a state, where it is one that this program applies.
    void applyEntry(escalation::Escalation &state, const ledger::Effective &entry, const KeptFields &kept);
    /// Requests and words on them that somebody blanked who is no lead: what that redaction says was left of
    /// them could be another request.
    std::vector<FactId> approvalsBlankedByOthers(const std::vector<ledger::Effective> &entries);
    /// As the levels of escalations saw whoever wrote it: the role of the device at that number, the skills
    /// that were entered before. Nothing where nobody is judged: without a team, and before it began.
    std::optional<escalation::Who> whoWrote(const Fact &fact);
    /// Who wrote what, what they may or by which policy may be another than it was: escalations are folded
    /// again when they are asked for, and those with a word on an approval are told of.
    void judgeApprovalsAgain();
    escalation::Who whoAmI(); ///< as the levels of escalations see this desk's person

    // knownissues.cpp
    knowledge::KnownIssue foldKnownIssue(SubjectId id);
    Result<void> projectKnownIssue(SubjectId id);

    // rules.cpp
    std::shared_ptr<const escalation::WordFinder> wordsOf(const policy::PolicyRef &ref,
                                                          const policy::CompiledPolicy &policy);
    std::vector<escalation::Escalation> foldEscalationsOf(TicketId ticket); ///< closed ones, too
    std::vector<automation::Candidate> candidates();
    QSet<PersonId> leftTeam() const; ///< people all of whose devices were taken out of the team
    /// What a rule gives somebody now; `next` is when to look again. `among` is read where it is empty, and
    /// counts what is given.
    std::optional<NewFact> dueAssignment(const ticket::Ticket &ticket, Instant silentBefore,
                                         std::vector<automation::Candidate> &among,
                                         std::optional<Instant> &next);
    /// A ticket with what rules read beside it.
    struct RuleCase
    {
        ticket::Ticket ticket;
        std::shared_ptr<const policy::CompiledPolicy> policy; ///< its own; null: it waits until that is here
        std::shared_ptr<const escalation::WordFinder> words;
        std::array<sla::ClockSummary, 4> clocks;
        std::vector<escalation::Escalation> escalations;
    };
    RuleCase ruleCase(TicketId id);
    std::vector<automation::Firing> firingsOf(const RuleCase &of, Instant silentBefore);
    /// Without those that count other tickets of which one is with somebody who may do as much.
    std::vector<automation::Firing> notTakenUp(std::vector<automation::Firing> firings,
                                               const policy::Policy &policy);
    /// One ticket for which nothing fires any more: what is told of it, and who gets it.
    void finishCase(const RuleCase &of, Instant silentBefore, std::span<const automation::Firing> firings,
                    RulesWork &work);
    /// What of the policy in force is another than when it was asked last.
    Judgements::Change changeOfPolicy();
    /// The ticket is another than it was; its report may be, too.
    void noteReport(const ticket::Ticket &ticket);
    /// What was judged by what rules wrote of these meanwhile is not to be looked at again.
    void keepJudged(const std::vector<std::pair<TicketId, Judgements::Judged>> &judged, qint64 touchesBefore);

    // firings.cpp: facts that come in and go, and what rules did with them
    Result<void> insertFact(const Fact &fact, std::optional<qint64> place = std::nullopt);
    Result<void> removeFact(FactId id);
    Result<void> projectFirings(); ///< of all facts, into an empty table
    views::RuleFiring firingOf(const Fact &fact, const QString &rule);

    // tellings.cpp
    /// What is to be told of the ticket and its escalations now, and what is over.
    automation::Turn turnOf(const RuleCase &of, Instant silentBefore,
                            std::optional<std::vector<escalation::Who>> &team);
    /// Everybody who did not leave, by the role that the desk enters and by those of their devices.
    std::vector<escalation::Who> team();
    Result<std::vector<IncidentId>> incidentsForRules(); ///< open ones, and of what was told something holds
    /// What was told of escalations that were taken back is over.
    std::vector<NewFact> endGoneEscalations();
    /// What was told of and is not here any more.
    void addGone(Touched &all);
    void noteTouched(TicketId ticket);
    void noteTouched(IncidentId incident);

    // acting.cpp
    Result<qint64> writeActed(std::span<const NewFact> derived);
    std::optional<Fact> actedUnder(FactId id);
    /// At the hub: the fact, or an entry that holds it.
    bool wasSeen(const Fact &fact);

    // notifications.cpp
    notify::Notification foldNotification(SubjectId id);
    /// The same, of what is kept in memory where it is there.
    notify::Notification notificationOf(SubjectId id);
    Result<void> projectNotification(SubjectId id);
    void noteChanged(SubjectId notification);

    // team.cpp
    bool isInTeam() const { return pin.has_value(); }
    void loadRoster();
    QString ownRole() const; ///< empty where there is no team
    /// Seals and writes one fact of the team.
    Result<FactId> writeTeamFact(const team::TeamFact &fact);

    // chainrecords.cpp
    std::vector<team::ChainLink> linksOf(DeviceId author);
    /// Nothing where nobody said what the device had written when its role was set.
    std::optional<team::ChainRecord> chainRecordOf(DeviceId author);
    /// Whether it matters that another fact stands under the number of this one.
    bool isHeldAgainstRecord(const Fact &fact) const;
    /// Whether what is here under that number, before and behind it is not one chain, or not the one seen.
    bool isContradicted(DeviceId author, qint64 number);
    /// Whether the device used a number twice, as far as that was seen; what comes in behind its end may
    /// decide then which entry counts far before it.
    bool isForked(DeviceId author);
    /// Facts of the team without those that stand under numbers that were used twice, as far as that can be
    /// told by the others.
    std::vector<std::pair<Fact, team::TeamFact>>
    withoutForged(std::vector<std::pair<Fact, team::TeamFact>> contents, const team::Roster &start);

    // hub.cpp
    using Sink = std::function<bool(sync::Outgoing)>; ///< false once there is enough
    using Source = std::function<Result<void>(const std::function<bool(Fact)> &)>;
    Result<void> sendOthers(DeviceId author, const Source &source, const Sink &sink);
    /// The signed runs of a device that hold a fact of the team.
    Result<void> sendTeamRuns(DeviceId author, const Sink &sink);
    bool sendVouched(std::vector<Fact> facts, const Sink &sink);

    // snapshots.cpp
    Result<void> setHistory(const HistoryToRead &history);

    // conflicts.cpp
    /// Where the authors of the news and this desk changed the same fields without knowing of each other.
    void noteConflicts(std::span<const News> news);
    views::EditConflict conflictOf(const EditClash &clash);

    // care.cpp
    /// Makes the derived tables anew, in the form that this program knows, and fills them from the facts.
    Result<void> remakeProjections();
};

/// What stands in the conversation. It leaves a mark there also where nothing else is known of it any more.
bool isMessage(const QString &type);

NewFact newTicketFact(TicketId id, Instant at, const ticket::TicketFact &fact);

QJsonObject keptFields(const QJsonObject &payload);
KeptFields keptBy(const std::vector<ledger::Effective> &entries);

/// Works one entry into a state, where it is one that this program applies.
void applyTo(incident::Incident &state, const ledger::Effective &entry);

/// The state of a ticket by the facts of that table.
ticket::Ticket foldTicket(FactTable &facts, TicketId id);

/// A fact of a ticket as the fold reads it; nothing for what is not applied (other types, unreadable
/// payloads).
std::optional<ticket::Recorded> recordedOf(const ledger::Effective &entry, const KeptFields &kept);

} // namespace muster::store
