// SPDX-License-Identifier: GPL-3.0-or-later
// What the check, the package and the form of an escalation take from a ticket as the window has it.
#include "models/policy/policyreader.h"
#include "models/views/escalationcase.h"
#include "models/views/escalationpackage.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using std::chrono::hours;

namespace {

const Instant kStart = *parseRfc3339(u"2026-11-20T03:00:00Z");

std::shared_ptr<const policy::CompiledPolicy> policyInUse()
{
    const auto read = policy::readPolicy(policy::presetText(u"playbook-p0-p3"_s), u"p"_s);
    return *policy::CompiledPolicy::make(*read.policy);
}

/// A ticket whose description ends in a signature, and what the customer wrote after it.
views::TicketDetail answered(const QStringList &messages)
{
    views::TicketDetail detail;
    detail.policy = policyInUse();
    detail.customer.name = u"Initech"_s;
    detail.customer.tier = u"starter"_s;
    int count = 0;
    const auto add = [&](Millis after, const ticket::TicketFact &fact) {
        const auto id = FactId::derived(kStart, {u"f"_s, QString::number(++count)});
        apply(detail.ticket, {id, kStart + after, kStart + after, {}, fact, false, std::nullopt});
    };
    ticket::TicketCreated created;
    created.caseNumber = u"C-1"_s;
    created.subject = u"Sync fails"_s;
    created.description = u"Nothing arrives in the warehouse.\n\nKind regards,\nAnn"_s;
    created.priority = u"P2"_s;
    add({}, created);
    for (const QString &message : messages)
        add(hours(++count), ticket::CustomerMessageReceived{u"Ann"_s, message, {}});
    return detail;
}

escalation::CheckInput inputOf(const views::TicketDetail &detail)
{
    return views::checkInputOf(detail, detail.policy->policy(), kStart + hours(9));
}

} // namespace

class TestEscalationCase final : public QObject
{
    Q_OBJECT

private slots:
    void aSignatureInOneMessageHidesNothingInTheNext_data()
    {
        QTest::addColumn<QStringList>("messages");
        QTest::newRow("below the description's signature")
            << QStringList{u"We were hacked and are losing orders."_s};
        QTest::newRow("below a quotation") << QStringList{u"See below.\nOn Monday Dana wrote:\nHello Ann"_s,
                                                          u"We were hacked and are losing orders."_s};
        QTest::newRow("behind a long log") << QStringList{u"2026-11-20 sync error\n"_s.repeated(4'000),
                                                          u"We were hacked and are losing orders."_s};
    }
    void aSignatureInOneMessageHidesNothingInTheNext()
    {
        QFETCH(const QStringList, messages);
        const escalation::CheckInput input = inputOf(answered(messages));
        QVERIFY2(input.securityWords.contains(u"hacked"_s), qPrintable(input.securityWords));
        QVERIFY2(input.revenueWords.contains(u"losing orders"_s), qPrintable(input.revenueWords));
        QCOMPARE(input.values.wordsFound.size(), 1);
    }
    void whatIsQuotedIsStillNotTheCustomersOwn()
    {
        const escalation::CheckInput input =
            inputOf(answered({u"No.\nOn Monday Dana wrote:\nWere you hacked?"_s}));
        QVERIFY2(input.securityWords.isEmpty(), qPrintable(input.securityWords));
    }
    void anAnswerMayAskForIt()
    {
        QVERIFY(!inputOf(answered({u"Any news?"_s})).hasAskedToEscalate);
        QVERIFY(inputOf(answered({u"Any news?"_s, u"ESCALATE\n\nAnn"_s})).hasAskedToEscalate);
    }
    void theTierIsTheCustomersWhereTheTicketHasNone()
    {
        const escalation::CheckInput input = inputOf(answered({}));
        QCOMPARE(input.tier, u"starter"_s);
        QCOMPARE(input.values.tier, u"Starter"_s);
    }
    void whatIsKnownAlreadyIsInThePackage()
    {
        views::LedEscalation led;
        led.policy = policyInUse();
        const views::TicketDetail detail = answered({});
        const auto textOf = [](Instant at) { return toRfc3339(at); };
        views::KnownCase known;
        const auto start = [&] { return views::packageStart(led, detail, known, kStart + hours(9), textOf); };
        QCOMPARE(start().fromTicket.texts.at(u"affected_customers"_s), u"1: Initech"_s);
        QVERIFY(!start().fromTicket.texts.contains(u"frequency"_s));

        known.similar.repeats.count = 3;
        views::CauseGroup group;
        group.number = u"KI-7"_s;
        for (const QString &name : {u"Initech"_s, u"Acme"_s, u"Globex"_s, u"Hooli"_s, u"Umbrella"_s}) {
            views::KnownTicket ticket;
            ticket.caseNumber = name == u"Initech" ? u"C-1"_s : u"C-"_s + name;
            ticket.customer = CustomerId::derived(Instant{}, {name});
            ticket.customerName = name;
            group.tickets.push_back(ticket);
        }
        known.causes = {group};
        const auto texts = start().fromTicket.texts;
        QCOMPARE(texts.at(u"affected_customers"_s), u"5: Initech, Acme, Globex, Hooli, Umbrella"_s);
        QCOMPARE(texts.at(u"frequency"_s), u"Reported 3 times, by 5 customers"_s);
        QCOMPARE(texts.at(u"references"_s), u"C-1\nKI-7\nC-Acme\nC-Globex\nC-Hooli\nC-Umbrella"_s);
        const auto because = start().severity.because;
        QVERIFY(std::ranges::count(because, policy::ImpactSign::ManyCustomers) == 1);
    }
    void whatWasTickedAtTheRaisingCountsForTheSeverity()
    {
        views::LedEscalation led;
        led.policy = policyInUse();
        const auto textOf = [](Instant at) { return toRfc3339(at); };
        const auto severity = [&] {
            return views::packageStart(led, answered({}), {}, kStart + Millis(1), textOf).severity;
        };
        QVERIFY(severity().because.empty());
        led.escalation.raised.said = {escalation::judgementName(escalation::Judgement::DataLost)};
        QCOMPARE(severity().severity, u"critical"_s);
        QCOMPARE(severity().because, (std::vector{policy::ImpactSign::DataAtRisk}));
    }
    void aKnownWayRoundTakesTheMatterFromBlocked()
    {
        views::LedEscalation led;
        led.policy = policyInUse();
        views::TicketDetail detail = answered({});
        detail.ticket.priority = u"P1"_s;
        const auto textOf = [](Instant at) { return toRfc3339(at); };
        views::KnownCase known;
        const auto isBlocked = [&] {
            const auto because =
                views::packageStart(led, detail, known, kStart + Millis(1), textOf).severity.because;
            return std::ranges::count(because, policy::ImpactSign::Blocked) > 0;
        };
        QVERIFY(isBlocked());
        views::FittingIssue issue;
        issue.issue.number = u"KI-7"_s;
        issue.issue.workaround = u"Restart the agent"_s;
        known.similar.issues = {issue};
        QVERIFY(issue.issue.helps());
        QVERIFY(!isBlocked());
    }
    void eachPriorityIsSaidItsLine()
    {
        const auto policy = policyInUse();
        const policy::EscalationRules &rules = policy->policy().escalation;
        QVERIFY(views::lineText(rules, 3).contains(u"First line"_s));
        QVERIFY(views::lineText(rules, 3).contains(u"It goes on to: Technical line. It is technical"_s));
        QVERIFY(views::lineText(rules, 1).contains(u"External consultant"_s));
        QVERIFY(views::lineText(rules, 0).isEmpty());
    }
    void aPathIsSuggestedByWhatCameLater()
    {
        views::LedEscalation led;
        led.policy = policyInUse();
        QCOMPARE(views::pathOf(led, answered({u"It crashes at every start."_s})), u"engineering"_s);
        QCOMPARE(views::pathOf(led, answered({u"Any news?"_s})), QString());
    }
};

QTEST_APPLESS_MAIN(TestEscalationCase)
#include "tst_escalationcase.moc"
