// SPDX-License-Identifier: GPL-3.0-or-later
// What a ticket says for the check and the package.
#include "models/escalation/ticketcase.h"
#include "models/policy/policyreader.h"
#include "models/policy/wordreader.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::escalation;
using std::chrono::hours;

namespace {

const Instant kStart = *parseRfc3339(u"2026-11-20T03:00:00Z");

std::shared_ptr<const policy::CompiledPolicy> policyInUse()
{
    const auto read = policy::readPolicy(policy::presetText(u"playbook-p0-p3"_s), u"p"_s);
    return *policy::CompiledPolicy::make(*read.policy);
}

ticket::Ticket lived()
{
    ticket::Ticket state;
    state.id = TicketId::derived(kStart, {u"t"_s});
    int count = 0;
    const auto add = [&](Millis after, const ticket::TicketFact &fact, bool isRedacted = false) {
        const auto id = FactId::derived(kStart, {u"f"_s, QString::number(++count)});
        apply(state, {id, kStart + after, kStart + after, {}, fact, isRedacted, std::nullopt});
    };
    ticket::TicketCreated created;
    created.caseNumber = u"MSTR-7F3K-0042"_s;
    created.subject = u"ESCALATE: sync fails"_s;
    created.description = u"Nothing arrives in the warehouse."_s;
    created.customer = CustomerId::derived(kStart, {u"c"_s});
    created.contactName = u"Dana Wells"_s;
    created.tier = u"enterprise"_s;
    created.priority = u"P1"_s;
    created.impact = u"A main function fails"_s;
    add({}, created);
    add(hours(1), ticket::NoteAdded{{}, u"restarted the sync -> fails again"_s, {}});
    add(hours(2), ticket::ReplySent{{}, u"We are on it."_s, {}, false, true});
    add(hours(3), ticket::CustomerMessageReceived{u"Dana"_s, u"We are losing orders by now."_s, {}});
    add(hours(3), ticket::CustomerMessageReceived{u"Dana"_s, u"(redacted) we were hacked"_s, {}}, true);
    add(hours(4), ticket::StatusChanged{ticket::Status::Resolved, {}, {}});
    add(hours(5), ticket::StatusChanged{ticket::Status::Reopened, {}, {}});
    add(hours(5),
        ticket::TicketLinked{SubjectId::derived(kStart, {u"cause"_s}), ticket::LinkKind::CausedBy, false});
    add(hours(5),
        ticket::TicketLinked{SubjectId::derived(kStart, {u"like"_s}), ticket::LinkKind::Related, false});
    return state;
}

} // namespace

class TestTicketCase final : public QObject
{
    Q_OBJECT

private slots:
    void whatStandsInATicketIsTaken()
    {
        const WordFinder finder(policy::shippedWords());
        customer::Customer customer;
        customer.name = u"Initech"_s;
        customer.arr = customer::Money{25'000'000, u"USD"_s};
        const Instant now = kStart + hours(30);
        const CheckInput input =
            caseOf(lived(), customer, policyInUse()->policy(), policyInUse().get(), finder, now);
        QCOMPARE(input.values.caseNumber, u"MSTR-7F3K-0042"_s);
        QCOMPARE(input.values.customer, u"Initech"_s);
        QCOMPARE(input.values.tier, u"Enterprise"_s);
        QCOMPARE(input.values.lastReply, u"We are on it."_s);
        QCOMPARE(input.values.lastReplyAt, kStart + hours(2));
        QCOMPARE(input.values.tried, (std::vector<Tried>{{u"restarted the sync"_s, u"fails again"_s}}));
        QCOMPARE(input.priorityRank, 2);
        QCOMPARE(input.reopenings, 1);
        QVERIFY(input.hasAskedToEscalate);
        QVERIFY2(input.revenueWords.contains(u"losing orders"_s), qPrintable(input.revenueWords));
        QVERIFY(input.securityWords.isEmpty()); // what was redacted says nothing
        const auto missed =
            std::ranges::find(input.values.clocks, sla::ClockState::Breached, &ClockPlace::state);
        QVERIFY(missed != input.values.clocks.end());
        const CheckResult result = checkEscalation(input, policyInUse()->policy().escalation, now);
        QCOMPARE(result.verdict, CheckResult::Verdict::Escalate);
    }

    void aReportHasItsCausesAndNotWhatItIsOnlyRelatedTo()
    {
        const Report report = reportOf(lived(), policy::shippedWords().mail);
        QCOMPARE(report.at, kStart);
        QCOMPARE(report.causes, (std::vector<SubjectId>{SubjectId::derived(kStart, {u"cause"_s}),
                                                        idCast<SubjectId>(report.ticket)}));
        QVERIFY(!report.text.parts.empty());
    }

    void theCustomersWordsAreTheDescriptionAndTheMessages()
    {
        const QString text = customerTexts(lived()).join(u'\n');
        QVERIFY(text.contains(u"warehouse"_s) && text.contains(u"losing orders"_s));
        QVERIFY(!text.contains(u"hacked"_s) && !text.contains(u"restarted"_s));
    }
};

QTEST_APPLESS_MAIN(TestTicketCase)
#include "tst_ticketcase.moc"
