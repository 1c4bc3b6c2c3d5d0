// SPDX-License-Identifier: GPL-3.0-or-later
// Each trigger of the matrix: when its rule fires for a ticket, to which level, and that it does so once.
#include "rulecase.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace muster;
using namespace muster::test;
using automation::Firing;

class TestFirings : public QObject
{
    Q_OBJECT

private slots:
    void aMissedPromiseFiresAtItsInstant_data()
    {
        QTest::addColumn<QString>("tier");
        QTest::addColumn<QString>("level");
        QTest::newRow("enterprise") << u"enterprise"_s << u"level-2"_s;
        QTest::newRow("professional") << u"professional"_s << u"level-1"_s;
        QTest::newRow("starter") << u"starter"_s << u"level-1"_s;
    }
    void aMissedPromiseFiresAtItsInstant()
    {
        QFETCH(QString, tier);
        QFETCH(QString, level);
        Case ticket(tier, u"P1"_s);
        ticket.begin();
        const auto clocks = sla::summarise(ticket::clocksInput(ticket.state, playbook()));
        const Firing firing = ticket.of(u"sla_breach"_s);
        QCOMPARE(firing.due, clocks[size_t(sla::ClockKind::FirstResponse)].due);
        QCOMPARE(firing.answer.level, level);
        QVERIFY(firing.explanation.contains(u"first response was due"_s));
    }
    void aSubjectThatAsksToEscalateDoesSoByItsTierInTime()
    {
        Case asks(u"enterprise"_s, u"P2"_s, u"ESCALATE: export fails"_s);
        asks.begin();
        const Firing firing = asks.of(u"asked_for"_s);
        QCOMPARE(firing.answer.level, u"level-2"_s);
        QCOMPARE(firing.due, kStart + 1h);
        QVERIFY(!firing.explanation.contains(u"export"_s)); // nothing that somebody typed
        Case speaks(u"enterprise"_s, u"P2"_s, u"How do we escalate privileges in the console"_s);
        speaks.begin();
        QVERIFY(!speaks.fires(u"asked_for"_s));
        asks.act(firing);
        QVERIFY(!asks.fires(u"asked_for"_s));
        QCOMPARE(asks.known.back().raised.source, u"subject"_s); // how it was asked for
        Case breach(u"starter"_s, u"P1"_s);
        breach.begin();
        breach.act(breach.of(u"sla_breach"_s));
        QVERIFY(breach.known.back().raised.source.isEmpty());
    }
    void anAnswerInTimeIsNoBreach()
    {
        Case ticket(u"starter"_s, u"P1"_s);
        ticket.begin();
        const Instant due = ticket.of(u"sla_breach"_s).due;
        ticket.tell(kStart + 5min, ticket::ReplySent{{}, u"We look at it."_s, {}, false, false});
        QVERIFY(ticket.of(u"sla_breach"_s).due > due); // the next promise
    }
    void theHighestPriorityOfTheHighestTierFiresAtOnce()
    {
        Case ticket(u"enterprise"_s, u"P2"_s);
        ticket.begin();
        QVERIFY(!ticket.fires(u"top_tier_outage"_s));
        ticket.tell(kStart + 10min, ticket::PriorityChanged{u"P0"_s, {}, {}});
        const Firing firing = ticket.of(u"top_tier_outage"_s);
        QCOMPARE(firing.due, kStart + 10min);
        QCOMPARE(firing.answer.level, u"level-3"_s);
        ticket.tell(kStart + 20min, ticket::PriorityChanged{u"P2"_s, {}, {}});
        QVERIFY(!ticket.fires(u"top_tier_outage"_s));
    }
    void theHighestPriorityOfAnotherTierIsLeftToPeople()
    {
        Case ticket(u"professional"_s, u"P0"_s);
        ticket.begin();
        QVERIFY(!ticket.fires(u"top_tier_outage"_s));
    }
    void whatIsNotResolvedInTimeFiresThen()
    {
        Case ticket(u"enterprise"_s, u"P1"_s);
        ticket.begin();
        QCOMPARE(ticket.of(u"top_tier_unresolved"_s).due, kStart + 4h);
        ticket.tell(kStart + 3h, ticket::StatusChanged{ticket::Status::Resolved, {}, {}});
        QVERIFY(!ticket.fires(u"top_tier_unresolved"_s));
    }
    void securityWordsGoToSecurityFromAnyTier()
    {
        Case ticket(u"starter"_s, u"P3"_s);
        ticket.begin();
        QVERIFY(!ticket.fires(u"security_words"_s));
        ticket.tell(kStart + 1h, ticket::CustomerMessageReceived{
                                     {}, u"We believe our account was hacked and data leaked."_s, {}});
        const Firing firing = ticket.of(u"security_words"_s);
        QCOMPARE(firing.due, kStart + 1h);
        QCOMPARE(firing.answer.path, u"security"_s);
        QVERIFY(!firing.explanation.contains(u"hacked"_s)); // what somebody typed could not be redacted
    }
    void reportedLossOfRevenueFires()
    {
        Case ticket(u"professional"_s, u"P2"_s, u"Checkout is down, we are losing revenue every hour"_s);
        ticket.begin();
        QCOMPARE(ticket.of(u"revenue_loss"_s).due, kStart);
    }
    void theThirdReportOfTheSameFires()
    {
        Case ticket(u"starter"_s, u"P2"_s, u"Nightly export to warehouse fails with timeout"_s);
        ticket.begin();
        const auto &marks = playbook().policy().escalation.words.mail;
        for (int i = 1; i <= 2; ++i) {
            QVERIFY(!ticket.fires(u"repeated_contact"_s));
            ticket.others.push_back({TicketId::derived(Instant{}, {u"other", QString::number(i)}),
                                     ticket.state.customer,
                                     kStart - i * 1h,
                                     escalation::fingerprintOf(ticket.state.subject, {}, marks),
                                     {},
                                     {}});
        }
        QCOMPARE(ticket.of(u"repeated_contact"_s).due, kStart);
    }

    void whatARuleDidItDoesNotDoAgain()
    {
        Case ticket(u"starter"_s, u"P1"_s);
        ticket.begin();
        const Firing first = ticket.of(u"sla_breach"_s);
        ticket.act(first);
        QVERIFY(!ticket.fires(u"sla_breach"_s)); // it is open
        ticket.close(first.due + 5min);
        // The other promises of the ticket are still to come.
        const Firing second = ticket.of(u"sla_breach"_s);
        QVERIFY(second.due > first.due + 5min);
        QCOMPARE(second.episode, 1);
        QVERIFY(automation::factOf(first, ticket.state).derivedId !=
                automation::factOf(second, ticket.state).derivedId);
    }
    void twoConsolesWriteTheSameFact()
    {
        Case one(u"enterprise"_s, u"P0"_s), two(u"enterprise"_s, u"P0"_s);
        one.begin();
        two.begin();
        for (const QString &rule : {u"sla_breach"_s, u"top_tier_outage"_s}) {
            QCOMPARE(automation::factOf(one.of(rule), one.state),
                     automation::factOf(two.of(rule), two.state));
        }
    }
    void theLevelOfAnOpenEscalationIsLifted()
    {
        Case ticket(u"enterprise"_s, u"P1"_s);
        ticket.begin();
        ticket.act(ticket.of(u"sla_breach"_s));
        QCOMPARE(ticket.known.size(), size_t(1));
        ticket.tell(kStart + 2h, ticket::PriorityChanged{u"P0"_s, {}, {}});
        const Firing outage = ticket.of(u"top_tier_outage"_s);
        QCOMPARE(outage.lifts, ticket.known.front().id);
        ticket.act(outage);
        QCOMPARE(ticket.known.size(), size_t(1));
        QCOMPARE(ticket.known.front().level().level, u"level-3"_s);
        QVERIFY(!ticket.fires(u"top_tier_outage"_s));
        QVERIFY(!ticket.fires(u"top_tier_unresolved"_s)); // somebody higher has it
    }
    /// Noticed late: somebody raised it in between.
    void aLiftComesBehindWhatItLifts()
    {
        Case ticket(u"enterprise"_s, u"P0"_s);
        ticket.begin();
        escalation::Raised raised;
        raised.ticket = ticket.state.id;
        raised.level = u"level-1"_s;
        raised.source = u"agent"_s;
        ticket.known.push_back({});
        ticket.known.back().id = escalation::EscalationId::derived(Instant{}, {u"by hand"});
        escalation::apply(ticket.known.back(),
                          {FactId::derived(kStart, {u"by hand"}), kStart + 10min, {}, raised, false});
        const Firing firing = ticket.of(u"top_tier_outage"_s);
        QCOMPARE(firing.lifts, ticket.known.back().id);
        QVERIFY(firing.due > kStart + 10min);
        ticket.act(firing);
        QCOMPARE(ticket.known.front().level().level, u"level-3"_s);
        QVERIFY(!ticket.fires(u"top_tier_outage"_s));
    }
    void whatSomebodyHadInHandIsNotRaisedAfterwards()
    {
        Case ticket(u"enterprise"_s, u"P1"_s);
        ticket.begin();
        ticket.act(ticket.of(u"sla_breach"_s));
        ticket.close(kStart + 6h); // level 2 had it while the four hours ran out
        QVERIFY(!ticket.fires(u"top_tier_unresolved"_s));
    }
    void aPauseDoesNotHideAMissedPromise()
    {
        Case ticket(u"starter"_s, u"P1"_s);
        ticket.begin();
        const Instant due = ticket.of(u"sla_breach"_s).due;
        ticket.tell(due + 1h, ticket::StatusChanged{ticket::Status::Waiting, {}, {}});
        QCOMPARE(ticket.of(u"sla_breach"_s).due, due);
    }
    void aResolvedTicketRaisesNothing()
    {
        Case ticket(u"enterprise"_s, u"P0"_s);
        ticket.begin();
        ticket.tell(kStart + 9h, ticket::StatusChanged{ticket::Status::Resolved, {}, {}});
        QVERIFY(ticket.firings().empty());
    }
    void securityIsAMatterOfItsOwn()
    {
        Case ticket(u"enterprise"_s, u"P0"_s, u"Our admin account was hacked"_s);
        ticket.begin();
        ticket.act(ticket.of(u"top_tier_outage"_s));
        QVERIFY(ticket.of(u"security_words"_s).lifts.isNull());
    }
    /// Somebody sent it to engineering at the level that the rule would raise it to.
    void whatAPersonSentOnAPathIsNotRaisedOnceMore()
    {
        Case ticket(u"enterprise"_s, u"P1"_s);
        ticket.begin();
        ticket.raise(u"engineering"_s, u"level-2"_s, kStart + 5min);
        QVERIFY(!ticket.fires(u"sla_breach"_s));
        QVERIFY(!ticket.fires(u"top_tier_unresolved"_s));
        ticket.tell(kStart + 1h, ticket::PriorityChanged{u"P0"_s, {}, {}});
        QCOMPARE(ticket.of(u"top_tier_outage"_s).lifts, ticket.known.back().id); // to level 3
    }
    void whatAPersonSentToSecurityIsThereAlready()
    {
        Case ticket(u"starter"_s, u"P2"_s);
        ticket.begin();
        ticket.raise(u"security"_s, u"level-1"_s, kStart + 5min);
        ticket.tell(kStart + 10min, ticket::CustomerMessageReceived{{}, u"We were hacked."_s, {}});
        QVERIFY(!ticket.fires(u"security_words"_s));
        QVERIFY(ticket.of(u"sla_breach"_s).lifts.isNull()); // another matter, for others
        ticket.close(kStart + 20min);
        QVERIFY(!ticket.fires(u"security_words"_s)); // they had it
        ticket.tell(kStart + 1h, ticket::CustomerMessageReceived{{}, u"We were hacked again."_s, {}});
        QCOMPARE(ticket.of(u"security_words"_s).due, kStart + 1h);
    }
    void aSecurityMatterDoesNotWaitForAnotherPath()
    {
        Case ticket(u"starter"_s, u"P2"_s, u"Our admin account was hacked"_s);
        ticket.begin();
        ticket.raise(u"engineering"_s, u"level-4"_s, kStart - 5min);
        QVERIFY(ticket.of(u"security_words"_s).lifts.isNull());
    }
    void whatIsOpenedAgainBeginsAnew()
    {
        Case ticket(u"enterprise"_s, u"P1"_s);
        ticket.begin();
        ticket.tell(kStart + 2h, ticket::StatusChanged{ticket::Status::Resolved, {}, {}});
        const Instant again = kStart + 24h * 30;
        ticket.tell(again, ticket::StatusChanged{ticket::Status::Reopened, {}, {}});
        QCOMPARE(ticket.of(u"top_tier_unresolved"_s).due, again + 4h);
        QVERIFY(ticket.of(u"top_tier_unresolved"_s).explanation.contains(u"opened again at"_s));
        ticket.tell(again + 1h, ticket::StatusChanged{ticket::Status::Waiting, {}, {}});
        QCOMPARE(ticket.of(u"top_tier_unresolved"_s).due, again + 4h); // it was open all the time
        ticket.tell(again + 2h, ticket::PriorityChanged{u"P2"_s, {}, {}});
        ticket.tell(again + 3h, ticket::PriorityChanged{u"P1"_s, {}, {}});
        QCOMPARE(ticket.of(u"top_tier_unresolved"_s).due, again + 7h);
    }
    void anOutageOpenedAgainIsRaisedOnceMore()
    {
        Case ticket(u"enterprise"_s, u"P0"_s);
        ticket.begin();
        ticket.act(ticket.of(u"top_tier_outage"_s));
        ticket.tell(kStart + 2h, ticket::StatusChanged{ticket::Status::Resolved, {}, {}});
        ticket.close(kStart + 3h);
        ticket.tell(kStart + 26h, ticket::StatusChanged{ticket::Status::Reopened, {}, {}});
        const Firing second = ticket.of(u"top_tier_outage"_s);
        QCOMPARE(second.due, kStart + 26h);
        QCOMPARE(second.episode, 1);
        ticket.act(second);
        QVERIFY(!ticket.fires(u"top_tier_outage"_s));
    }
    void whatIsEnteredLaterCountsFromThen()
    {
        Case ticket(u"starter"_s, u"P3"_s);
        ticket.begin();
        ticket.recordedAt = kStart + 24h * 3;
        ticket.tell(kStart + 1h, ticket::CustomerMessageReceived{{}, u"On the phone: hacked."_s, {}});
        QCOMPARE(ticket.of(u"security_words"_s).due, kStart + 24h * 3);
        QVERIFY(std::ranges::any_of(ticket.firings(kStart + 24h),
                                    [](const Firing &each) { return each.trigger == u"security_words"; }));
        ticket.recordedAt = kStart + 24h * 4; // what came with an import counts from its date
        ticket.tell(kStart + 30min, ticket::CustomerMessageReceived{{}, u"We were hacked."_s, u"z:1#2"_s});
        QCOMPARE(ticket.of(u"security_words"_s).due, kStart + 30min);
    }
    void aCorrectedSubjectAsksFromThen()
    {
        Case ticket(u"enterprise"_s, u"P2"_s);
        ticket.begin();
        ticket::FieldsChanged changed;
        changed.subject = u"ESCALATE: export fails"_s;
        ticket.tell(kStart + 5h, changed);
        const Firing firing = ticket.of(u"asked_for"_s);
        QCOMPARE(firing.due, kStart + 6h);
        ticket.act(firing);
        ticket.close(kStart + 7h);
        changed.subject = u"ESCALATE: nightly export fails"_s; // put right; it asks as before
        ticket.tell(kStart + 8h, changed);
        QVERIFY(!ticket.fires(u"asked_for"_s));
    }
    void anAnswerMayAskToEscalate()
    {
        Case ticket(u"enterprise"_s, u"P2"_s);
        ticket.begin();
        ticket.tell(kStart + 2h, ticket::CustomerMessageReceived{{}, u"ESCALATE\n\nAnn"_s, {}});
        const Firing firing = ticket.of(u"asked_for"_s);
        QCOMPARE(firing.due, kStart + 3h);
        QCOMPARE(firing.source, u"subject"_s);
    }
    void linkingOldReportsFiresFromTheLink()
    {
        Case ticket(u"starter"_s, u"P2"_s, u"Legend has odd colours"_s);
        ticket.begin();
        const auto cause = SubjectId::derived(Instant{}, {u"cause"});
        for (int i = 1; i <= 2; ++i)
            ticket.others.push_back({TicketId::derived(Instant{}, {u"other", QString::number(i)}),
                                     ticket.state.customer,
                                     kStart - i * 1h,
                                     {},
                                     {cause},
                                     {}});
        QVERIFY(!ticket.fires(u"repeated_contact"_s));
        ticket.tell(kStart + 24h, ticket::TicketLinked{cause, ticket::LinkKind::CausedBy, false});
        const Firing firing = ticket.of(u"repeated_contact"_s);
        QCOMPARE(firing.due, kStart + 24h);
        QCOMPARE(firing.onset.among.size(), size_t(2));
        ticket.tell(kStart + 25h, ticket::TicketLinked{cause, ticket::LinkKind::CausedBy, false});
        QCOMPARE(ticket.of(u"repeated_contact"_s).due, kStart + 24h); // it stood already
    }
    /// The fourth report finds what the third one raised.
    void aFurtherReportIsWithWhomeverHasTheThird()
    {
        Case third(u"starter"_s, u"P2"_s, u"Nightly export to warehouse fails with timeout"_s);
        third.begin();
        const auto &marks = playbook().policy().escalation.words.mail;
        for (int i = 1; i <= 2; ++i)
            third.others.push_back({TicketId::derived(Instant{}, {u"other", QString::number(i)}),
                                    third.state.customer,
                                    kStart - i * 1h,
                                    escalation::fingerprintOf(third.state.subject, {}, marks),
                                    {},
                                    {}});
        Firing firing = third.of(u"repeated_contact"_s);
        third.act(firing);
        firing.due = kStart + 1h; // of a fourth one
        QVERIFY(automation::isTakenUp(firing, playbook().policy(), third.known));
        QVERIFY(!automation::isTakenUp(firing, playbook().policy(), {}));
        third.close(kStart + 30min);
        QVERIFY(!automation::isTakenUp(firing, playbook().policy(), third.known));
    }

    void whatWasBeforeTheImportStaysSilent()
    {
        Case ticket(u"enterprise"_s, u"P0"_s);
        ticket.created.source = u"zendesk:1"_s;
        ticket.recordedAt = kStart + 24h * 30;
        ticket.begin();
        QVERIFY(!ticket.fires(u"top_tier_outage"_s));
        QVERIFY(!ticket.fires(u"sla_breach"_s));
    }
    void whatWasBeforeTheRulesWereSwitchedOnStaysSilent()
    {
        Case ticket(u"enterprise"_s, u"P0"_s);
        ticket.begin();
        QVERIFY(!ticket.firings().empty());
        QVERIFY(ticket.firings(kStart + 24h * 365).empty());
    }
    void aMergedTicketRaisesNothing()
    {
        Case ticket(u"enterprise"_s, u"P0"_s);
        ticket.begin();
        ticket.state.mergedInto = TicketId::derived(Instant{}, {u"other"});
        QVERIFY(ticket.firings().empty());
    }
};

QTEST_GUILESS_MAIN(TestFirings)
#include "tst_firings.moc"
