// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/knownlines.h"

#include "models/ticket/ticket.h"
#include "models/views/casetext.h"
#include "models/views/queuemodel.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace muster::views {
namespace {

struct KnownText
{
    Q_DECLARE_TR_FUNCTIONS(KnownText)
};

constexpr size_t kNamedCustomers = 3;
constexpr size_t kShownOfGroup = 100;

QString joined(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

KnownLine ticketLine(const KnownTicket &ticket)
{
    KnownLine line;
    line.kind = KnownLine::Kind::Ticket;
    line.id = idCast<SubjectId>(ticket.id);
    line.number = ticket.caseNumber;
    line.title = ticket.subject;
    line.right = statusTitle(ticket.status);
    line.foot = ticket.customerName;
    line.cause = line.id;
    line.causeNumber = ticket.caseNumber;
    line.isOver = !ticket::isOpen(ticket.status);
    return line;
}

KnownLine told(const QString &text)
{
    KnownLine line;
    line.title = text;
    return line;
}

KnownLine heading(const QString &text, const QString &foot = {})
{
    KnownLine line = told(text);
    line.kind = KnownLine::Kind::Heading;
    line.foot = foot;
    return line;
}

KnownLine similarLine(const SimilarTicket &each)
{
    KnownLine line = ticketLine(each.ticket);
    const QString alike =
        KnownText::tr("%1 % alike: %2").arg(each.permille / 10).arg(each.words.join(u", "_s));
    const bool isCaused = each.cause != line.id;
    line.foot = joined({each.hasSameCause ? KnownText::tr("Same cause") : QString(), line.foot, alike,
                        isCaused ? KnownText::tr("caused by %1").arg(each.causeNumber) : QString()});
    line.cause = each.cause;
    line.causeNumber = each.causeNumber;
    line.isLinked = each.hasSameCause;
    return line;
}

QString causeTitle(const CauseGroup &group)
{
    switch (group.kind) {
    case CauseGroup::Kind::Ticket:
        return KnownText::tr("Same cause as %1: %2").arg(group.number, group.title);
    case CauseGroup::Kind::Incident:
        return KnownText::tr("Incident %1: %2").arg(group.number, group.title);
    case CauseGroup::Kind::KnownIssue:
        return KnownText::tr("Known issue %1: %2").arg(group.number, group.title);
    case CauseGroup::Kind::Unknown:
        return KnownText::tr("A cause that is not on this desk");
    }
    return {};
}

} // namespace

QString KnownLine::spoken() const
{
    return joined({number, title, right, foot});
}

QString repeatsText(const SimilarAnswer &answer)
{
    if (answer.repeats.count < 2)
        return {};
    const int days = int(std::chrono::duration_cast<std::chrono::days>(answer.within).count());
    return KnownText::tr("%n reports of the same by this customer in %1 days, with this one", nullptr,
                         answer.repeats.count)
        .arg(days);
}

KnownLine issueLine(const knowledge::KnownIssue &issue)
{
    KnownLine line;
    line.kind = KnownLine::Kind::Issue;
    line.id = line.cause = idCast<SubjectId>(issue.id);
    line.number = line.causeNumber = issue.number;
    line.title = issue.title;
    line.isOver = issue.state == knowledge::State::Fixed;
    line.right = line.isOver ? KnownText::tr("Fixed: %1").arg(issue.fixedIn) : KnownText::tr("Known issue");
    line.foot = issue.workaround.isEmpty()
                    ? KnownText::tr("No way round it is known")
                    : KnownText::tr("Way round: %1").arg(issue.workaround.simplified());
    return line;
}

std::vector<KnownLine> similarLines(const SimilarAnswer &answer)
{
    std::vector<KnownLine> lines;
    for (const FittingIssue &each : answer.issues) {
        KnownLine line = issueLine(each.issue);
        line.isLinked = each.isLinked;
        if (each.isLinked)
            line.right = joined({KnownText::tr("Linked"), line.right});
        lines.push_back(std::move(line));
    }
    for (const SimilarTicket &each : answer.tickets)
        lines.push_back(similarLine(each));
    return lines;
}

CauseCounts countsOf(const CauseGroup &group, Instant now)
{
    using std::chrono::days;
    CauseCounts counts;
    std::map<QString, int> byName;
    for (const KnownTicket &each : group.tickets) {
        ++counts.total;
        counts.inWeek += each.created > now - days(7) ? 1 : 0;
        counts.inMonth += each.created > now - days(30) ? 1 : 0;
        ++byName[each.customerName];
    }
    counts.byCustomer.assign(byName.begin(), byName.end());
    std::ranges::stable_sort(counts.byCustomer, std::greater(), &std::pair<QString, int>::second);
    return counts;
}

QString countsText(const CauseCounts &counts)
{
    QStringList customers;
    int others = 0;
    for (size_t i = 0; i < counts.byCustomer.size(); ++i) {
        const auto &[name, count] = counts.byCustomer[i];
        if (i < kNamedCustomers)
            customers +=
                KnownText::tr("%1 %2").arg(name.isEmpty() ? KnownText::tr("no customer") : name).arg(count);
        else
            others += count;
    }
    if (others > 0)
        customers += KnownText::tr("others %1").arg(others);
    return (counts.total == 1 ? KnownText::tr("%n ticket", nullptr, 1)
                              : KnownText::tr("%n tickets", nullptr, counts.total)) +
           u": "_s + KnownText::tr("%1 in 7 days, %2 in 30 days").arg(counts.inWeek).arg(counts.inMonth) +
           u" · "_s + customers.join(u", "_s);
}

std::vector<KnownLine> causeLines(const std::vector<CauseGroup> &groups, TicketId ticket, Instant now)
{
    std::vector<KnownLine> lines;
    for (const CauseGroup &group : groups) {
        lines.push_back(heading(causeTitle(group), countsText(countsOf(group, now))));
        for (size_t i = 0; i < std::min(group.tickets.size(), kShownOfGroup); ++i) {
            const KnownTicket &each = group.tickets[i];
            KnownLine line = ticketLine(each);
            line.isLinked = true;
            line.cause = group.cause;
            line.causeNumber = group.number;
            const QString place = each.id == ticket                           ? KnownText::tr("this ticket")
                                  : idCast<SubjectId>(each.id) == group.cause ? KnownText::tr("the cause")
                                                                              : QString();
            line.foot = joined({place, line.foot, utcText(each.created, now)});
            lines.push_back(std::move(line));
        }
        if (group.tickets.size() > kShownOfGroup || !group.isComplete)
            lines.push_back(
                told(KnownText::tr("Older ones are in the queue: filter cause:%1").arg(group.number)));
    }
    return lines;
}

} // namespace muster::views
