// SPDX-License-Identifier: GPL-3.0-or-later
// Tickets that are alike, and the known issues that a text may be about.
#include "models/store/knowledgereader.h"

#include "models/escalation/ticketcase.h"
#include "models/store/similartexts.h"
#include "models/store/workspaceparts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::store {
namespace {

using views::KnownTicket;
using views::SimilarQuestion;
using views::SimilarTicket;

constexpr int kMostWeighed = 80;   ///< tickets whose texts are read
constexpr int kMostLookedAt = 600; ///< rows that are read to find them
constexpr int kMostReports = 500;  ///< of the customer, as the store counts them
constexpr size_t kMostKept = 20'000;
constexpr qsizetype kMostIssues = 3;

#define TICKET_COLUMNS                                                                                       \
    "t.id, t.case_number, t.subject, t.priority, t.customer, ifnull(c.name, ''), t.status, t.created"

KnownTicket readTicket(const Statement &row)
{
    return {row.id<TicketId>(0),
            row.text(1),
            row.text(2),
            row.text(3),
            row.id<CustomerId>(4),
            row.text(5),
            ticket::Status(row.number(6)),
            fromMillis(row.number(7))};
}

bool suits(const KnownTicket &ticket, const SimilarQuestion &question)
{
    using Among = SimilarQuestion::Among;
    const bool isOpen = ticket::isOpen(ticket.status);
    if (question.among == Among::Open ? !isOpen : question.among == Among::Solved && isOpen)
        return false;
    return ticket.id != question.ticket &&
           (!question.isOfCustomerAlone || ticket.customer == question.customer);
}

bool haveCommon(const std::vector<SubjectId> &left, const std::vector<SubjectId> &right)
{
    return std::ranges::any_of(
        left, [&](const SubjectId &each) { return std::ranges::find(right, each) != right.end(); });
}

} // namespace

KnowledgeReader::KnowledgeReader(std::unique_ptr<Database> database)
    : m_database(std::move(database)), m_facts(*m_database), m_projections(*m_database)
{}

Result<std::unique_ptr<KnowledgeReader>> KnowledgeReader::open(const QString &file)
{
    auto database = Database::open(file, Access::ReadOnly);
    if (!database)
        return database.error();
    return std::unique_ptr<KnowledgeReader>(new KnowledgeReader(std::move(*database)));
}

std::optional<KnownTicket> KnowledgeReader::ticketAt(qint64 number, SimilarQuestion::Among among)
{
    for (const bool isClosed : {false, true}) {
        if (isClosed && among == SimilarQuestion::Among::Open)
            break;
        Statement query = m_database->prepare(
            "SELECT " TICKET_COLUMNS " FROM tickets AS t LEFT JOIN customers AS c ON c.id = t.customer"
            " WHERE t.closed = ? AND t.number = ?");
        query.bind(1, isClosed).bind(2, number);
        if (query.next())
            return readTicket(query);
    }
    return std::nullopt;
}

std::optional<KnownTicket> KnowledgeReader::ticketBy(TicketId id)
{
    Statement query = m_database->prepare("SELECT " TICKET_COLUMNS
                                          " FROM tickets AS t LEFT JOIN customers AS c ON c.id = t.customer"
                                          " WHERE t.id = ?");
    query.bind(1, id);
    return query.next() ? std::optional(readTicket(query)) : std::nullopt;
}

std::vector<TicketId> KnowledgeReader::wordsDue()
{
    Statement query = m_database->prepare("SELECT ticket FROM text_due ORDER BY ticket DESC LIMIT ?");
    query.bind(1, kMostWeighed);
    std::vector<TicketId> ids;
    while (query.next())
        ids.push_back(query.id<TicketId>(0));
    return ids;
}

void KnowledgeReader::useMarks(const policy::MailMarks &marks)
{
    if (marks == m_marks)
        return;
    m_marks = marks;
    m_reports.clear();
    m_issues.clear();
}

const KnowledgeReader::Kept &KnowledgeReader::reportOf(TicketId ticket)
{
    Statement query = m_database->prepare("SELECT ifnull(max(seq), 0) FROM facts WHERE subject = ?");
    query.bind(1, ticket);
    const qint64 newest = query.next() ? query.number(0) : 0;
    const auto kept = m_reports.find(ticket);
    if (kept != m_reports.end() && kept->second.newest == newest)
        return kept->second;
    if (m_reports.size() >= kMostKept)
        m_reports.clear();
    const ticket::Ticket state = foldTicket(m_facts, ticket);
    return m_reports
        .insert_or_assign(ticket,
                          Kept{newest, !state.mergedInto.isNull(), escalation::reportOf(state, m_marks)})
        .first->second;
}

std::optional<SimilarTicket> KnowledgeReader::weighed(const SimilarQuestion &question,
                                                      const escalation::Fingerprint &own, KnownTicket ticket)
{
    const Kept &kept = reportOf(ticket.id);
    if (kept.isMerged)
        return std::nullopt;
    const int permille = escalation::likeness(own, kept.report.text);
    const bool hasSameCause = haveCommon(question.causes, kept.report.causes);
    if (permille < views::kLeastAlike && !hasSameCause)
        return std::nullopt;
    return SimilarTicket{std::move(ticket), permille, {}, false, hasSameCause, {}, {}};
}

Result<std::vector<SimilarTicket>> KnowledgeReader::weigh(const SimilarQuestion &question)
{
    const auto words = escalation::searchWords(question.subject, question.text, m_marks, kMostSearched);
    const auto own = escalation::fingerprintOf(question.subject, question.text, m_marks);
    const auto candidates = candidatesFor(*m_database, words);
    if (!candidates)
        return candidates.error();
    std::vector<SimilarTicket> alike;
    QSet<TicketId> seen;
    const auto consider = [&](std::optional<KnownTicket> ticket) {
        if (!ticket || !suits(*ticket, question) || seen.contains(ticket->id))
            return;
        seen.insert(ticket->id);
        if (auto each = weighed(question, own, std::move(*ticket)))
            alike.push_back(std::move(*each));
    };
    if (!words.empty()) {
        for (const TicketId &id : wordsDue())
            consider(ticketBy(id));
    }
    const auto limit = seen.size() + kMostWeighed;
    for (size_t i = 0; i < candidates->size() && i < size_t(kMostLookedAt) && seen.size() < limit; ++i)
        consider(ticketAt((*candidates)[i].number, question.among));
    std::ranges::sort(alike, [](const SimilarTicket &left, const SimilarTicket &right) {
        return std::tuple(right.permille, right.ticket.created, right.ticket.id) <
               std::tuple(left.permille, left.ticket.created, left.ticket.id);
    });
    if (alike.size() > size_t(std::max(0, question.limit)))
        alike.resize(size_t(std::max(0, question.limit)));
    const QString asked = question.subject + u"\n\n"_s + question.text;
    for (SimilarTicket &each : alike) {
        const ticket::Ticket state = foldTicket(m_facts, each.ticket.id);
        each.wasEscalated = !m_projections.escalationsOf(each.ticket.id).empty();
        const auto causes = escalation::causesOf(state);
        const views::CauseGroup named = causes.empty() ? views::CauseGroup() : namedCause(causes.front());
        const bool isItself = named.kind == views::CauseGroup::Kind::Unknown;
        each.cause = isItself ? idCast<SubjectId>(each.ticket.id) : named.cause;
        each.causeNumber = isItself ? each.ticket.caseNumber : named.number;
        each.words = escalation::commonWords(asked, state.subject + u"\n\n"_s + state.description, m_marks);
    }
    return alike;
}

std::vector<views::FittingIssue> KnowledgeReader::fitting(const SimilarQuestion &question)
{
    auto issues = m_projections.knownIssues();
    if (issues != m_issues) {
        m_issues = std::move(issues);
        m_prints.clear();
        for (const knowledge::KnownIssue &each : m_issues)
            m_prints.push_back(knowledge::printsOf(each, m_marks));
    }
    std::vector<views::FittingIssue> fitting;
    const auto add = [&](knowledge::KnownIssueId id, const knowledge::Fit &fit, bool isLinked) {
        const auto issue = std::ranges::find(m_issues, id, &knowledge::KnownIssue::id);
        if (issue != m_issues.end() &&
            std::ranges::none_of(fitting, [&](const auto &each) { return each.issue.id == id; }))
            fitting.push_back({*issue, fit.permille, fit.words, isLinked});
    };
    for (const SubjectId &cause : question.causes)
        add(idCast<knowledge::KnownIssueId>(cause), {}, true);
    for (const knowledge::Fit &fit :
         knowledge::fitsOf(m_prints, question.subject, question.text, m_marks, kMostIssues))
        add(fit.issue, fit, false);
    return fitting;
}

escalation::Repeats KnowledgeReader::repeats(const SimilarQuestion &question)
{
    const policy::RepeatRule &rule = question.policy->policy().escalation.repeats;
    if (question.customer.isNull())
        return {};
    std::vector<escalation::Report> others;
    for (const TicketId &id :
         m_projections.ticketsOf(question.customer, question.at - rule.within, kMostReports)) {
        if (id != question.ticket)
            others.push_back(reportOf(id).report);
    }
    const escalation::Report own{
        question.ticket, question.customer,
        question.at,     escalation::fingerprintOf(question.subject, question.text, m_marks),
        question.causes, {}};
    return escalation::repeatsOf(own, others, rule);
}

Result<views::SimilarAnswer> KnowledgeReader::similarTo(const SimilarQuestion &question)
{
    views::SimilarAnswer answer;
    if (!question.policy)
        return answer;
    useMarks(question.policy->policy().escalation.words.mail);
    const ReadSpan span(*m_database); // hundreds of questions: each alone would lock the file anew
    auto tickets = weigh(question);
    if (!tickets)
        return tickets.error();
    answer.tickets = std::move(*tickets);
    answer.issues = fitting(question);
    answer.repeats = repeats(question);
    answer.within = question.policy->policy().escalation.repeats.within;
    return answer;
}

std::vector<knowledge::KnownIssue> KnowledgeReader::knownIssues()
{
    return m_projections.knownIssues();
}

} // namespace muster::store
