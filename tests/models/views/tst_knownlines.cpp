// SPDX-License-Identifier: GPL-3.0-or-later
// What is known already, as lines: counts of one cause, what counted as alike, what the check is told.
#include "models/escalation/check.h"
#include "models/policy/policyreader.h"
#include "models/views/knownlines.h"
#include "models/views/knownquestion.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::views;
using std::chrono::days;

namespace {

const Instant kNow = *parseRfc3339(u"2026-11-20T12:00:00Z");

KnownTicket ticketOf(const QString &number, const QString &customer, int daysAgo,
                     ticket::Status status = ticket::Status::Open)
{
    KnownTicket made;
    made.id = TicketId::derived(kNow, {number});
    made.caseNumber = number;
    made.subject = u"Sync fails"_s;
    made.customer = CustomerId::derived(kNow, {customer});
    made.customerName = customer;
    made.status = status;
    made.created = kNow - days(daysAgo);
    return made;
}

CauseGroup groupOf(std::vector<KnownTicket> tickets)
{
    CauseGroup group;
    group.kind = CauseGroup::Kind::Ticket;
    group.cause = idCast<SubjectId>(tickets.back().id);
    group.number = tickets.back().caseNumber;
    group.title = u"Sync fails"_s;
    group.tickets = std::move(tickets);
    return group;
}

SimilarTicket alike(const KnownTicket &ticket, int permille)
{
    SimilarTicket each;
    each.ticket = ticket;
    each.permille = permille;
    each.words = QStringList{u"1042"_s, u"sync"_s};
    each.cause = idCast<SubjectId>(ticket.id);
    each.causeNumber = ticket.caseNumber;
    return each;
}

const policy::EscalationRules &rules()
{
    static const auto policy = policy::readPolicy(policy::presetText(u"playbook-p0-p3"_s), {}).policy;
    return policy->escalation;
}

FittingIssue issue(const QString &workaround, bool isLinked)
{
    FittingIssue fitting;
    fitting.issue.exists = true;
    fitting.issue.number = u"KI-1"_s;
    fitting.issue.title = u"Sync fails"_s;
    fitting.issue.workaround = workaround;
    fitting.isLinked = isLinked;
    return fitting;
}

} // namespace

class TestKnownLines : public QObject
{
    Q_OBJECT
private slots:
    void ticketsOfOneCauseAreCountedByCustomerAndOverTime()
    {
        const CauseCounts counts =
            countsOf(groupOf({ticketOf(u"A"_s, u"Nordwind"_s, 1), ticketOf(u"B"_s, u"Initech"_s, 8),
                              ticketOf(u"C"_s, u"Nordwind"_s, 29), ticketOf(u"D"_s, u"Nordwind"_s, 31)}),
                     kNow);
        QCOMPARE(counts.total, 4);
        QCOMPARE(counts.inWeek, 1);
        QCOMPARE(counts.inMonth, 3);
        QCOMPARE(counts.byCustomer,
                 (std::vector<std::pair<QString, int>>{{u"Nordwind"_s, 3}, {u"Initech"_s, 1}}));
    }

    void customersBeyondTheFirstThreeAreCountedTogether()
    {
        std::vector<KnownTicket> tickets;
        for (const QString &name : {u"A"_s, u"B"_s, u"C"_s, u"D"_s, u"E"_s})
            tickets.push_back(ticketOf(name, name, 1));
        const QString text = countsText(countsOf(groupOf(tickets), kNow));
        QVERIFY2(text.endsWith(u"A 1, B 1, C 1, others 2"_s), qPrintable(text));
    }

    void aLineSaysHowAlikeAndByWhichWords()
    {
        SimilarAnswer answer;
        answer.tickets = {alike(ticketOf(u"A"_s, u"Nordwind"_s, 1), 623)};
        const auto lines = similarLines(answer);
        QCOMPARE(lines.size(), size_t(1));
        QCOMPARE(lines.front().foot, u"Nordwind · 62 % alike: 1042, sync"_s);
        answer.tickets.front().cause = SubjectId::derived(kNow, {u"incident"});
        answer.tickets.front().causeNumber = u"INC-7"_s;
        QVERIFY(similarLines(answer).front().foot.endsWith(u"caused by INC-7"_s));
        QCOMPARE(similarLines(answer).front().cause, SubjectId::derived(kNow, {u"incident"}));
    }

    void reportsAreToldFromTheSecondOn()
    {
        SimilarAnswer answer;
        answer.within = days(30);
        QVERIFY(repeatsText(answer).isEmpty());
        answer.repeats.count = 3;
        QCOMPARE(repeatsText(answer), u"3 reports of the same by this customer in 30 days, with this one"_s);
    }

    void theCauseAndTheTicketItselfAreMarkedInTheirGroup()
    {
        const KnownTicket own = ticketOf(u"A"_s, u"Nordwind"_s, 1), cause = ticketOf(u"B"_s, u"Initech"_s, 2);
        const auto lines = causeLines({groupOf({own, cause})}, own.id, kNow);
        QCOMPARE(lines.size(), size_t(3));
        QCOMPARE(lines[0].kind, KnownLine::Kind::Heading);
        QVERIFY(lines[1].foot.startsWith(u"this ticket"_s));
        QVERIFY(lines[2].foot.startsWith(u"the cause"_s));
    }

    void theCheckIsToldOfAKnownIssueThatHelps()
    {
        escalation::CheckInput input;
        KnownCase known;
        known.similar.issues = {issue({}, true)};
        addKnown(input, known, rules());
        QVERIFY(input.knownIssue.isEmpty()); // nothing can be done with it yet
        known.similar.issues.push_back(issue(u"Start it by hand."_s, false));
        addKnown(input, known, rules());
        QCOMPARE(input.knownIssue, u"KI-1: Sync fails, by its words"_s);
        QVERIFY(knownText(known, rules()).contains(u"Way round it: Start it by hand."_s));
        const auto result = escalation::checkEscalation(input, rules(), kNow);
        QCOMPARE(result.support.size(), size_t(1));
        QCOMPARE(result.support.front().key, u"known_issue"_s);
    }

    void onlyWhatSupportSolvedAndIsAlikeCounts()
    {
        escalation::CheckInput input;
        KnownCase known;
        const auto solved = ticket::Status::Resolved;
        known.similar.tickets = {alike(ticketOf(u"A"_s, u"Nordwind"_s, 1, solved), 900),
                                 alike(ticketOf(u"B"_s, u"Nordwind"_s, 1), 900),         // open
                                 alike(ticketOf(u"C"_s, u"Nordwind"_s, 1, solved), 900), // was escalated
                                 alike(ticketOf(u"D"_s, u"Nordwind"_s, 1, solved), 300)};
        known.similar.tickets[2].wasEscalated = true;
        addKnown(input, known, rules());
        QCOMPARE(input.similarSolved, QStringList{u"A"_s});
    }

    void customersOfOneCauseAreThoseAffected()
    {
        escalation::CheckInput input;
        KnownCase known;
        known.causes = {groupOf({ticketOf(u"A"_s, u"Nordwind"_s, 1), ticketOf(u"B"_s, u"Nordwind"_s, 1),
                                 ticketOf(u"C"_s, u"Initech"_s, 1)})};
        addKnown(input, known, rules());
        QCOMPARE(input.customersAffected, 2);
    }
};

QTEST_APPLESS_MAIN(TestKnownLines)
#include "tst_knownlines.moc"
