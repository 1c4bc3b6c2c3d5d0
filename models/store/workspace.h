// SPDX-License-Identifier: GPL-3.0-or-later
// A workspace: one SQLite file with the ledger and everything derived from it. Synchronous; owned and used by
// one thread (the database thread in the window, the main thread on the command line). It alone writes.
#pragma once

#include "models/automation/firings.h"
#include "models/automation/thresholds.h"
#include "models/base/clock.h"
#include "models/escalation/similar.h"
#include "models/intake/incoming.h"
#include "models/knowledge/knownissue.h"
#include "models/ledger/devicekey.h"
#include "models/ledger/ledger.h"
#include "models/notify/outbox.h"
#include "models/sync/snapshot.h"
#include "models/team/roster.h"
#include "models/views/desk.h"
#include "models/views/escalationdesk.h"
#include "models/views/incidentdesk.h"
#include "models/views/recordkeeper.h"
#include "models/views/teamdesk.h"

#include <functional>
#include <memory>

namespace muster::views {
struct FiringMark;
struct RuleFigures;
struct RuleFiring;
} // namespace muster::views

namespace muster::store {

/// The setting that marks a workspace as a drill's: the key of its script. Every incident that is declared
/// there is one of that drill.
inline constexpr auto kDrillSetting = QLatin1StringView("drill.script");

/// What `muster check` found.
struct CheckReport
{
    qint64 facts = 0, devices = 0, quarantined = 0, redacted = 0;
    QStringList problems; ///< each a sentence
    QStringList notes;    ///< what is worth knowing and is nobody's fault here; a sentence each
    bool rebuilt = false;
    bool ok() const { return problems.isEmpty(); }
};

struct SalvageReport
{
    qint64 facts = 0;        ///< rescued into the ledger
    qint64 setAside = 0;     ///< rescued, but not applied: damaged, or set aside before
    qint64 lost = 0;         ///< known to have been there
    bool isEndKnown = false; ///< false: how many followed the last one that was read is not known
    QString file;
};

struct TakeReport
{
    qint64 taken = 0, duplicates = 0, quarantined = 0, held = 0;
};

/// What of a device's history is on this desk.
struct DeviceHistory
{
    qint64 entries = 0;
    qint64 missing = 0;    ///< numbers below its newest that are not here, those that were set aside included
    bool isForked = false; ///< it wrote under one number twice
    std::optional<Instant> lastWrote;
};

/// The part of the hub's stream that a new desk reads behind its snapshot; empty where `next` is above
/// `last`.
struct HistoryToRead
{
    quint64 next = 1, last = 0;
    bool isEmpty() const { return next > last; }
};

/// What a person needs to join a team: made by an admin, used once.
struct TeamInvitation
{
    QString teamName;
    SubjectId team;
    FactId founding;
    QByteArray rootKey; ///< public, of the device that founded the team
    QByteArray seed;    ///< of the invitation's own key
    PersonId person;
    QString name, role;
    Instant expires{};
};

/// What the rules did about some tickets or incidents, and when they will do more if nothing changes.
struct RulesRound
{
    std::vector<automation::Firing> fired;
    int given = 0; ///< tickets that somebody got who fits
    int told = 0;  ///< notifications that were asked for or are over
    std::vector<std::pair<SubjectId, Instant>> next;
};

/// What the rules have to look at.
struct Touched
{
    std::vector<TicketId> tickets;
    std::vector<IncidentId> incidents;
    qint64 mark = 0; ///< changes up to there are among them, in the order in which they came
};

struct ImportOptions
{
    bool dryRun = false;
    std::function<void(const views::ImportProgress &)> progress; ///< called at most every 100 ms
    std::function<bool()> cancelled;
    int batch = 2000; ///< tickets a transaction
};

enum class OpenMode : quint8
{
    ReadOnly, ///< beside a running console: no lock, nothing is written
    ReadWrite,
    CreateIfMissing,
};

class Workspace
{
public:
    /// Opens and, where needed, migrates (a backup is taken first). Faults: NotFound, ReadOnly, DiskFull,
    /// Damaged, TooNew, InUse; every detail names the file, says that nothing was changed, and what to do.
    static Result<std::unique_ptr<Workspace>> open(const QString &file, OpenMode mode, const Clock &clock);
    ~Workspace();

    DeviceId device() const;
    PersonId me() const;
    Result<void> setMe(PersonId person);

    /// What `work` writes here is one transaction, and its author is `actor`: all of it, or none where a part
    /// fails. For drills, in which one program plays several people.
    Result<void> actAs(PersonId actor, const std::function<Result<void>()> &work);
    /// Likewise one transaction, by whoever writes: the disk is waited for once.
    Result<void> asOne(const std::function<Result<void>()> &work);

    // Writing. Each call is one transaction, on disk (synchronous FULL) when it returns.
    Result<views::Receipt> submit(std::span<const ticket::TicketOrder> orders);
    Result<views::IncidentReceipt> submit(const incident::IncidentOrder &order);
    Result<views::EscalationReceipt> submit(const escalation::EscalationOrder &order);
    /// As EscalationDesk says: with the ticket's reply, the notification, the incident, or not at all.
    Result<views::EscalationReceipt> tell(escalation::EscalationId escalation, const escalation::Told &told);
    Result<views::IncidentReceipt> raiseToIncident(escalation::EscalationId escalation,
                                                   const incident::Declare &declare);
    Result<knowledge::Receipt> submit(const knowledge::Order &order);
    Result<CustomerId> saveCustomer(std::optional<CustomerId> id, const customer::CustomerChanged &change);
    Result<PersonId> savePerson(std::optional<PersonId> id, const people::PersonChanged &change);
    Result<void> adoptPolicy(const QByteArray &yaml);
    /// Of a reply, note or customer's message: the text alone, the rest of the entry as it was.
    Result<FactId> correctText(FactId fact, const QString &text, const QString &reason);
    Result<FactId> correct(FactId fact, const QJsonObject &payload, const QString &reason);
    Result<FactId> redact(FactId fact, const QString &reason);
    Result<void> setSetting(const QString &key, const QByteArray &value);
    /// The rules look at these tickets, and what is due is written, with what is to be told of it. What was
    /// due before `silentBefore` stays silent.
    Result<RulesRound> runRules(std::span<const TicketId> tickets, Instant silentBefore);
    /// The same for incidents: what is told of them.
    Result<RulesRound> runIncidentRules(std::span<const IncidentId> incidents, Instant silentBefore);
    /// Of what something came in or was taken back behind `mark`, in any way. A mark holds while the file is
    /// open.
    Result<Touched> touchedSince(qint64 mark);
    /// All that rules may have something to do about: what is open, and what was told of and is over since.
    Result<Touched> everythingForRules();
    /// Limits of the queue that were told of and are not over yet: keys.
    QStringList toldLimits();
    /// What is told of limits of the queue that were passed, and of which it is over. How many facts.
    Result<qint64> tellLimits(std::span<const automation::Crossing> crossings);
    std::vector<TicketId> openTickets(); ///< what changed last in front
    /// Adds to `trial` what these tickets would come to if they were bound to the candidate; `words`: of that
    /// policy. Nothing is written.
    Result<void> tryPolicy(const policy::CompiledPolicy &candidate, const escalation::WordFinder &words,
                           std::span<const TicketId> tickets, views::PolicyTrial &trial);
    /// Who these tickets fit, by the policy in force.
    Result<views::Fitting> fitting(std::span<const TicketId> tickets);
    /// What rules do: each with its `derivedId`; those that are here already are left out. How many were
    /// written.
    Result<qint64> act(std::span<const NewFact> derived);

    // What rules did (firings.cpp).
    /// Of every rule that ever fired.
    Result<std::vector<views::RuleFigures>> ruleFigures();
    /// The newest first, those behind `behind`; of every rule where `rule` is empty.
    Result<std::vector<views::RuleFiring>> firings(const QString &rule,
                                                   const std::optional<views::FiringMark> &behind, int limit);
    /// Another number whenever one may have come or gone since the file was opened.
    qint64 firingChanges() const;

    // Notifications (notifications.cpp).
    /// What rules ask for and say to be over (notify::asked, notify::settled), as act() writes it. BadInput
    /// for what could not be read again.
    Result<qint64> writeNotifications(std::span<const NewFact> derived);
    /// What a person does with one.
    Result<void> submit(SubjectId notification, const notify::Order &order);
    /// Those of which something may still have to be sent, the oldest first.
    std::vector<notify::Notification> openNotifications();
    /// The newest, the newest first; `from` of them are left out in front.
    std::vector<notify::Notification> notifications(int limit, int from = 0);
    struct ChangedNotifications
    {
        std::vector<notify::Notification> notifications;
        qint64 mark = 0; ///< what to ask with next; notificationChanges() where that was all
    };
    /// Those that may have changed since notificationChanges() was `mark`, in that order, `most` at a time;
    /// one without `exists` is gone.
    ChangedNotifications notificationsChangedSince(qint64 mark, int most);
    notify::Notification notification(SubjectId id); ///< without `exists` where nobody asked for it
    /// Another number whenever one may have changed since the file was opened.
    qint64 notificationChanges() const;
    // What this desk is sending. Local, no facts.
    std::vector<notify::Attempt> attempts();
    /// Kept as they are given, with when each channel was sent to, and others forgotten: one transaction.
    Result<void> keepAttempts(std::span<const notify::Attempt> attempts,
                              std::span<const notify::Sending> sendings, const QStringList &forgotten);
    std::vector<notify::Sending> sendingsSince(Instant since);
    /// What came of a try: facts, and the attempt kept (or forgotten, without one), in one transaction.
    Result<void> endTry(const QString &key, const std::optional<notify::Attempt> &attempt,
                        std::span<const NewFact> facts);
    /// Facts of some of an attempt's members; the attempt stays as it is.
    Result<void> recordSome(std::span<const NewFact> facts);

    /// Facts from outside (a bundle, an export, another desk): judged, taken once, projected, order
    /// irrelevant.
    Result<TakeReport> take(std::span<const Fact> facts);

    // The team. Without one everything is allowed, and nothing leaves the desk.
    const team::Roster &roster() const;
    bool isInTeam() const;
    QString role() const; ///< of this desk in its team, "none" once it was revoked; empty without one
    /// This device becomes the root of a team's trust. What is in the file is what the team begins with.
    Result<void> foundTeam(const QString &name, const QString &machine);
    /// For a person of that name, who is entered where nobody is called so.
    Result<TeamInvitation> inviteToTeam(const QString &name, const QString &role, Instant expires);
    /// Conflict where this workspace has entries or a team already.
    Result<void> joinTeam(const TeamInvitation &invitation, const QString &machine);
    /// From now on; "none" revokes the device.
    Result<void> setTeamRole(DeviceId device, const QString &role, const QString &reason);
    Result<void> withdrawInvitation(DeviceId invitation);
    /// On an admin's desk: says of each invitation that was used who came in by it, so that nobody else can
    /// show an earlier entry. Nothing on other desks.
    Result<void> admitJoined();
    /// The device's own key, for the login at the hub and for what is signed. Null where it lies outside of
    /// the file and was not brought yet: what is written here needs none, what leaves the desk does.
    const ledger::DeviceKey *deviceKey() const;
    /// A desk of a team keeps its key outside of the file, so that a copy of the file is nobody's device.
    bool isKeyInFile() const;
    Result<void> takeKeyOut();
    /// Conflict where it is another device's.
    Result<void> bringKey(const ledger::DeviceKey &key);

    // The exchange with the hub: what sync::DeskLedger asks.
    sync::Place hubPlace() const;
    Result<sync::TakeOutcome> takeFromHub(std::span<const sync::HubMessage> messages,
                                          const sync::Place &place);
    /// The same without a hub: out of a bundle.
    Result<TakeReport> takeMessages(std::span<const sync::HubMessage> messages);
    Result<sync::Outbox> outbox(qint64 after, qsizetype bytes);
    Result<sync::Outbox> restorable(qsizetype bytes);
    Result<void> forgetHub(const QByteArray &created);
    /// Everything that this desk can prove, as messages, without regard to a hub.
    Result<void> forEachMessage(const std::function<bool(const sync::Outgoing &)> &each);
    // Snapshots for new desks.
    using EachPart = std::function<bool(sync::Stage, QByteArray)>; ///< false: no more
    /// What is to be published; of the queue the newest ten thousand tickets.
    Result<void> forEachSnapshotPart(const EachPart &each);
    /// Parts of a snapshot that `maker` signed, up to number `sequence` of the hub. Whoever is no admin, lead
    /// or automation by the team's own facts is not believed.
    Result<TakeReport> takeSnapshotParts(std::span<const QByteArray> messages, DeviceId maker,
                                         quint64 sequence);
    /// The stream is followed from there on, and what lies before it is read in the background.
    Result<void> goOnBehindSnapshot(const sync::Place &place);
    HistoryToRead historyToRead() const;
    Result<void> takeHistory(std::span<const sync::HubMessage> messages, quint64 next);
    qint64 ownEntries() const; ///< the number of this device's newest entry
    DeviceHistory historyOf(DeviceId device);

    /// Facts that were held until their time, where it has come; to be called now and then.
    Result<void> takeDue();

    /// Bulk import in large transactions; bad rows go to `<source>.rejected.csv` beside the source,
    /// what was understood in part to `<source>.notes.csv`.
    Result<views::ImportProgress> importTickets(intake::TicketReader &reader, const QString &sourceFile,
                                                qint64 bytesTotal, const ImportOptions &options);

    // Reading.
    Result<views::QueueSnapshot> loadQueue();
    Result<views::TicketDetail> loadTicket(TicketId ticket);
    Result<std::vector<views::LedIncident>> openIncidents(); ///< as IncidentDesk says
    Result<std::vector<views::PastIncident>> closedIncidents(int limit);
    Result<views::LedIncident> loadIncident(IncidentId incident);
    Result<views::Affected> affectedBy(IncidentId incident);
    /// All that are not closed, the highest level first, then the oldest.
    Result<std::vector<views::LedEscalation>> openEscalations();
    Result<std::vector<views::LedEscalation>> closedEscalations(int limit);
    Result<views::LedEscalation> loadEscalation(escalation::EscalationId escalation);
    std::vector<views::LedEscalation> escalationsOf(TicketId ticket); ///< closed ones, too; the oldest first
    /// How often the customer reported the same before, by the rules of the ticket's policy.
    Result<escalation::Repeats> repeatsOf(TicketId ticket);
    Result<views::SearchResult> search(const QString &words, int limit);
    /// Another number whenever a known issue may have changed since the file was opened.
    qint64 knowledgeChanges() const;
    Result<std::vector<customer::Customer>> customers();
    Result<std::vector<people::Person>> people();
    std::shared_ptr<const policy::CompiledPolicy> policy() const; ///< in force; null before one was adopted
    Result<views::PolicyInForce> policyInForce();                 ///< the same with its document
    QByteArray setting(const QString &key) const;
    QStringList settingKeys(const QString &prefix) const;
    /// Rows changed by the last writing call, for change notices.
    views::QueueChange takeChange();
    std::vector<views::LedIncident> takeChangedIncidents();
    std::vector<views::LedEscalation> takeChangedEscalations();
    /// Fields that this desk and another one changed at the same time, found since this was asked last.
    std::vector<views::EditConflict> takeConflicts();

    // Care of the file.
    Result<views::Record> record();
    /// Long questions of this connection end with NotAllowed once `isStopped` says so; asked on this thread.
    void stopWhen(std::function<bool()> isStopped);
    Result<CheckReport> check();
    Result<CheckReport> rebuild(); ///< drops and rebuilds every projection
    /// Every fact in ledger order; stops where `each` returns false.
    Result<void> forEachFact(const std::function<bool(const Fact &)> &each);
    /// The whole ledger as JSON Lines, in ledger order, then the lines that were set aside, to be judged
    /// again where they come in. The number of lines.
    Result<qint64> exportLines(QIODevice &out);
    Result<TakeReport> importLines(QIODevice &in);
    Result<QString> backup(); ///< as backUp() of backup.h
    /// SHA-256 over facts (ids and hashes) and over projections: equal ledgers give equal hashes on every
    /// desk.
    Result<QByteArray> stateHash();

    /// Reads what can be read of a damaged file into a new one; the damaged one is not touched. Damaged where
    /// nothing could be read; no new file is left then.
    static Result<SalvageReport> salvage(const QString &damaged, const QString &out, const Clock &clock);

    struct Parts; ///< workspaceparts.h, for the files of this folder

private:
    explicit Workspace(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

} // namespace muster::store
