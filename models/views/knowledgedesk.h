// SPDX-License-Identifier: GPL-3.0-or-later
// What a window may ask of what is known already: tickets that are alike, tickets of one cause, known issues.
// As with Desk: answers come as futures and are continued on the window's thread. Questions are answered
// beside the database thread, so that an entry never waits for them.
#pragma once

#include "models/escalation/similar.h"
#include "models/knowledge/knownissue.h"
#include "models/policy/policy.h"
#include "models/ticket/ticketfacts.h"

#include <QFuture>
#include <QObject>

#include <memory>

namespace muster::views {

/// A text, and whose it is.
struct SimilarQuestion
{
    enum class Among : quint8
    {
        Open,
        Solved, ///< resolved or closed
        All
    };
    QString subject, text;
    CustomerId customer;           ///< whose reports are counted; null: nobody's
    TicketId ticket;               ///< where the text is of one: it is not among the answers
    Instant at{};                  ///< when it was reported; reports count back from there
    std::vector<SubjectId> causes; ///< as escalation::reportOf has them
    Among among = Among::Open;
    bool isOfCustomerAlone = false; ///< no tickets of others
    int limit = 8;
    /// Its mail marks and its rule of repeats count; null: there are no answers.
    std::shared_ptr<const policy::CompiledPolicy> policy;
};

/// A ticket by its row.
struct KnownTicket
{
    TicketId id;
    QString caseNumber, subject, priority;
    CustomerId customer;
    QString customerName;
    ticket::Status status = ticket::Status::New;
    Instant created{};
    bool operator==(const KnownTicket &) const = default;
};

struct SimilarTicket
{
    KnownTicket ticket;
    int permille = 0;  ///< how alike the texts are: escalation::likeness
    QStringList words; ///< what both say, what says most in front
    bool wasEscalated = false;
    bool hasSameCause = false; ///< they name the same cause, or one names the other
    /// What it is said to be caused by, by number; itself where nothing is said: what to link to.
    SubjectId cause;
    QString causeNumber;
    bool operator==(const SimilarTicket &) const = default;
};

/// A known issue that a text may be about.
struct FittingIssue
{
    knowledge::KnownIssue issue;
    int permille = 0; ///< knowledge::Fit
    QStringList words;
    bool isLinked = false; ///< the ticket names it as its cause
    bool operator==(const FittingIssue &) const = default;
};

struct SimilarAnswer
{
    std::vector<SimilarTicket> tickets; ///< those alike first
    std::vector<FittingIssue> issues;   ///< those linked first, then those that fit best
    escalation::Repeats repeats;        ///< of the customer, as the policy's rule counts them
    Millis within{};                    ///< the span of that rule
};
/// What is less alike is not shown, in permille.
inline constexpr int kLeastAlike = 200;

/// Tickets that name one cause.
struct CauseGroup
{
    enum class Kind : quint8
    {
        Ticket,
        Incident,
        KnownIssue,
        Unknown ///< not here, or not yet
    };
    SubjectId cause;
    Kind kind = Kind::Unknown;
    QString number, title;            ///< of the cause
    std::vector<KnownTicket> tickets; ///< the newest first; the cause, too, where it is a ticket
    bool isComplete = true;           ///< false: only the newest are here
};

/// What an open ticket's cause: filter goes by.
struct TicketCauses
{
    TicketId ticket;
    QStringList names; ///< number and title of each; its own case number where others name it
    bool operator==(const TicketCauses &) const = default;
};

class KnowledgeDesk : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual QFuture<Result<SimilarAnswer>> similarTo(SimilarQuestion question) = 0;
    /// By cause: those that the ticket names or is itself, and the incidents that cover it.
    virtual QFuture<Result<std::vector<CauseGroup>>> oneCause(TicketId ticket) = 0;
    virtual QFuture<Result<std::vector<TicketCauses>>> causesOfOpen() = 0;
    /// All: the open ones first, then the newest.
    virtual QFuture<Result<std::vector<knowledge::KnownIssue>>> knownIssues() = 0;
    /// Tickets that name it as their cause, the newest first.
    virtual QFuture<Result<CauseGroup>> ticketsOf(knowledge::KnownIssueId issue) = 0;
    virtual QFuture<Result<knowledge::Receipt>> submit(knowledge::Order order) = 0;

signals:
    /// Known issues changed, here or elsewhere.
    void knowledgeChanged();
};

} // namespace muster::views
