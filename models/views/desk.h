// SPDX-License-Identifier: GPL-3.0-or-later
// What a window may ask of a workspace. The window never waits: questions return futures, continued on its
// thread; app implements this over the store on the database thread. Commands are on disk before their future
// ends.
#pragma once

#include "models/automation/assignment.h"
#include "models/base/result.h"
#include "models/customer/customer.h"
#include "models/ledger/fact.h"
#include "models/people/person.h"
#include "models/policy/policy.h"
#include "models/ticket/ticketcommands.h"
#include "models/views/policytrial.h"
#include "models/views/ticketrow.h"

#include <QFuture>
#include <QObject>

#include <memory>

namespace muster::views {

struct QueueSnapshot
{
    Names names;
    std::vector<TicketRow> rows;                          ///< every ticket that is not closed
    std::shared_ptr<const policy::CompiledPolicy> policy; ///< the one in force
    policy::PolicyRef policyInForce;                      ///< its version
    qint64 closedCount = 0;
};

/// An alert of a ticket's playbook that was just given here: to be told to whoever sits here.
struct StepAlert
{
    TicketId ticket;
    QString caseNumber, subject, priority;
    QString words; ///< the step as the policy has it
    QString role;  ///< key of whose step it is, may be empty
    bool operator==(const StepAlert &) const = default;
};

/// After each commit: rows that are new or changed; ids that left the queue (closed or merged).
struct QueueChange
{
    Names names;
    std::vector<TicketRow> rows;
    std::vector<TicketId> gone;
    std::vector<StepAlert> alerts;
};

/// One entry of a ticket's history, in ledger order; corrections and redactions shown, never hidden.
struct HistoryEntry
{
    FactId fact;
    Instant occurredAt{}, recordedAt{};
    QString actor;
    QString type;
    QString text; ///< a sentence: "Priority P2 → P1: spread to all users"
    bool struck = false;
    bool redacted = false;
    bool operator==(const HistoryEntry &) const = default;
};

/// The policy in force with its document, as it was adopted. No policy before the first one was.
struct PolicyInForce
{
    std::shared_ptr<const policy::CompiledPolicy> policy;
    QByteArray yaml;
    Instant adoptedAt{};
};

/// An incident that covers a ticket, running or closed.
struct CoveringIncident
{
    IncidentId id;
    QString number;
    Instant declared{};
    bool operator==(const CoveringIncident &) const = default;
};

struct TicketDetail
{
    ticket::Ticket ticket;
    customer::Customer customer;
    std::shared_ptr<const policy::CompiledPolicy> policy; ///< the version the ticket is bound to
    std::vector<HistoryEntry> history;
    QString assigneeName;
    std::vector<CoveringIncident> incidents; ///< by when they were declared
};

/// Who tickets may be given to.
struct Fitting
{
    std::vector<automation::Fit> people; ///< for the one ticket; of several: by hours and load alone
    /// Who fits each best, one after the other, with what the ones before bring them; those that nobody fits
    /// are left out.
    std::vector<std::pair<TicketId, automation::Fit>> best;
};

struct OrderFailure
{
    TicketId ticket;
    QString caseNumber;
    Error error;
};

/// What came of a batch: all that could be saved is saved in one transaction; each failure is named.
struct Receipt
{
    int saved = 0;                    ///< orders that led to facts
    std::vector<TicketId> tickets;    ///< tickets touched; for a creation its new id
    std::vector<QString> caseNumbers; ///< beside `tickets`
    std::vector<OrderFailure> failures;
    std::vector<ticket::TicketOrder> undo; ///< orders that take the batch back, where it can be
};

struct SearchHit
{
    TicketRow row;
    QString snippet; ///< with \x02 … \x03 around what matched
};
struct SearchResult
{
    Names names;
    std::vector<SearchHit> hits;
    bool more = false;
};

struct ImportProgress
{
    qint64 bytesDone = 0, bytesTotal = 0;
    qint64 created = 0, updated = 0, unchanged = 0, rejected = 0;
    qint64 inPart = 0; ///< of created and updated: something of them was left out or taken as something else
    bool done = false;
    QString rejectFile, noteFile; ///< beside the source; empty where there is nothing to say
    QString error;
};

class Desk : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual QFuture<Result<QueueSnapshot>> loadQueue() = 0;
    virtual QFuture<Result<TicketDetail>> loadTicket(TicketId ticket) = 0;
    virtual QFuture<Result<Receipt>> submit(std::vector<ticket::TicketOrder> orders) = 0;
    /// Puts the text of a reply, note or customer's message right: the new one stands beside the original,
    /// with the reason. NotAllowed for other entries and for redacted ones.
    virtual QFuture<Result<void>> correctEntry(FactId entry, QString text, QString reason) = 0;
    /// Takes an entry's content out for good; that it was there, by whom and when, and why, stays.
    virtual QFuture<Result<void>> redactEntry(FactId entry, QString reason) = 0;
    /// Open and closed tickets whose words match; best first, at most `limit`.
    virtual QFuture<Result<SearchResult>> search(QString words, int limit) = 0;

    virtual QFuture<Result<std::vector<customer::Customer>>> customers() = 0;
    virtual QFuture<Result<CustomerId>> saveCustomer(std::optional<CustomerId> id,
                                                     customer::CustomerChanged change) = 0;
    virtual QFuture<Result<std::vector<people::Person>>> people() = 0;
    virtual QFuture<Result<PersonId>> savePerson(std::optional<PersonId> id,
                                                 people::PersonChanged change) = 0;
    virtual QFuture<Result<Fitting>> fitting(std::vector<TicketId> tickets) = 0;
    /// Who sits here; null before the first start's page was answered.
    virtual PersonId me() const = 0;
    virtual QFuture<Result<void>> setMe(PersonId person) = 0;
    virtual QFuture<Result<PolicyInForce>> policyInForce() = 0;
    /// Adopts a policy document: checked, versioned, a fact. Open tickets stay bound to theirs.
    virtual QFuture<Result<void>> adoptPolicy(QByteArray yaml) = 0;

    /// What that text of a policy would do to the open tickets, in pieces, by policyTried(); nothing is
    /// changed. One at a time: another one ends the one before.
    virtual void startPolicyTrial(QByteArray yaml) = 0;
    virtual void cancelPolicyTrial() = 0;

    /// Local settings of this desk (drafts, own views, keys, window state): not facts, not shared.
    virtual QFuture<Result<void>> setSetting(QString key, QByteArray value) = 0;
    virtual QByteArray setting(const QString &key) const = 0; ///< from memory, empty where unset
    virtual QStringList settingKeys(const QString &prefix) const = 0;

    /// Progress arrives by importProgress; one import at a time. `mapKey` is a shipped map's key or empty to
    /// guess; `mapJson`, where given, is the mapping the person made.
    virtual void startImport(QString file, QString mapKey, QByteArray mapJson, bool dryRun) = 0;
    virtual void cancelImport() = 0;

    virtual Instant now() const = 0;
    virtual QString fileName() const = 0;

signals:
    void queueChanged(const muster::views::QueueChange &change);
    void policyChanged();
    void policyTried(const muster::views::PolicyTrial &trial);
    void importProgress(const muster::views::ImportProgress &progress);
    /// Something went wrong that no question of the window's waits for; what happened, what is safe, what to
    /// do.
    void trouble(const QString &sentence);
};

} // namespace muster::views
