// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/knownquestion.h"

#include "models/escalation/ticketcase.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::views {
namespace {

struct KnownText
{
    Q_DECLARE_TR_FUNCTIONS(KnownText)
};

constexpr size_t kShownSolved = 3;
constexpr qsizetype kMostLinks = 20; ///< of a package that people read

/// The one that is linked, else the one that fits best; null where none helps.
const FittingIssue *helping(const KnownCase &known)
{
    const auto &issues = known.similar.issues;
    const auto found =
        std::ranges::find_if(issues, [](const FittingIssue &each) { return each.issue.helps(); });
    return found == issues.end() ? nullptr : &*found;
}

QString issueText(const FittingIssue &fitting)
{
    const knowledge::KnownIssue &issue = fitting.issue;
    const QString text = issue.number + u": "_s + issue.title;
    return fitting.isLinked ? text : KnownText::tr("%1, by its words").arg(text);
}

std::vector<SimilarTicket> solvedBySupport(const KnownCase &known, const policy::EscalationRules &rules)
{
    std::vector<SimilarTicket> solved;
    std::ranges::copy_if(known.similar.tickets, std::back_inserter(solved), [&](const SimilarTicket &each) {
        return each.permille >= rules.repeats.likePercent * 10 && !each.wasEscalated &&
               !ticket::isOpen(each.ticket.status);
    });
    return solved;
}

/// Those that name a cause, with their customers, and the cause.
void addGroup(escalation::CheckInput &input, const CauseGroup &group)
{
    QSet<CustomerId> customers;
    if (!group.number.isEmpty() && group.number != input.values.caseNumber)
        input.values.links += group.number;
    for (const KnownTicket &each : group.tickets) {
        customers.insert(each.customer);
        if (!each.customerName.isEmpty() && each.customerName != input.values.customer)
            input.values.otherCustomers += each.customerName;
        if (each.caseNumber != input.values.caseNumber && input.values.links.size() < kMostLinks)
            input.values.links += each.caseNumber;
    }
    input.customersAffected = std::max(input.customersAffected, int(customers.size()));
}

} // namespace

SimilarQuestion questionOf(const TicketDetail &detail)
{
    const ticket::Ticket &ticket = detail.ticket;
    SimilarQuestion question;
    question.subject = ticket.subject;
    question.text = ticket.description;
    question.customer = ticket.customer;
    question.ticket = ticket.id;
    question.at = ticket.createdAt;
    question.causes = escalation::causesOf(ticket);
    question.causes.push_back(idCast<SubjectId>(ticket.id));
    question.among = SimilarQuestion::Among::All;
    question.policy = detail.policy;
    return question;
}

void addKnown(escalation::CheckInput &input, const KnownCase &known, const policy::EscalationRules &rules)
{
    if (const FittingIssue *issue = helping(known))
        input.knownIssue = issueText(*issue);
    for (const SimilarTicket &each : solvedBySupport(known, rules))
        input.similarSolved += each.ticket.caseNumber;
    input.values.reports = known.similar.repeats.count;
    for (const CauseGroup &group : known.causes)
        addGroup(input, group);
    input.values.links.removeDuplicates();
    input.values.otherCustomers.removeDuplicates();
}

QString knownText(const KnownCase &known, const policy::EscalationRules &rules)
{
    QStringList lines;
    if (const FittingIssue *issue = helping(known)) {
        lines += KnownText::tr("Known issue %1").arg(issueText(*issue));
        if (!issue->issue.workaround.isEmpty())
            lines += KnownText::tr("Way round it: %1").arg(issue->issue.workaround.simplified());
    }
    const auto solved = solvedBySupport(known, rules);
    for (size_t i = 0; i < std::min(solved.size(), kShownSolved); ++i)
        lines +=
            KnownText::tr("Solved before: %1 %2").arg(solved[i].ticket.caseNumber, solved[i].ticket.subject);
    if (!lines.isEmpty())
        lines += KnownText::tr("To open them: Esc, then Y in the ticket.");
    return lines.join(u'\n');
}

} // namespace muster::views
