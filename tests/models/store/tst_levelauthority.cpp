// SPDX-License-Identifier: GPL-3.0-or-later
// Who approves what in an escalation is judged again by each desk that takes it in, by facts alone: the same
// on all of them, whatever came first.
#include "tests/models/store/handmade.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::test;
using escalation::Approval;
using escalation::ApprovalJudged;
using escalation::EscalationId;

namespace {

/// An escalation in which credits are asked for, which a director may approve, and who is in the team.
struct Asked
{
    explicit Asked(const QString &folder) : team(folder)
    {
        ticket = team.ticket(team.root(), u"Export stuck"_s);
        escalation::Raised raised;
        raised.ticket = ticket;
        raised.tier = u"enterprise"_s;
        raised.situation = u"request"_s;
        raised.source = u"phone"_s;
        raised.text = u"Dana Wells called and wants a date"_s;
        raised.level = u"level-1"_s;
        id = tell(team.root(), raised).escalation;
        request = tell(team.root(), escalation::ApprovalAsked{u"credits"_s, u"USD 500"_s}).facts.front();
    }

    views::EscalationReceipt tell(store::Workspace &desk, const escalation::EscalationCommand &command)
    {
        team.clock.advance(std::chrono::seconds(1));
        return TeamWorld::must(desk.submit(escalation::EscalationOrder{id, command, {}}));
    }
    /// A lead gives somebody what they can do.
    void setSkills(const store::Workspace &whose, const QStringList &skills)
    {
        team.clock.advance(std::chrono::seconds(1));
        people::PersonChanged change;
        change.skills = skills;
        TeamWorld::must(team.root().savePerson(whose.me(), change));
    }
    void exchange(store::Workspace &desk)
    {
        TeamWorld::give(desk, TeamWorld::messagesOf(team.root()));
        TeamWorld::give(team.root(), TeamWorld::messagesOf(desk));
    }
    /// What a program that asks nobody would write, signed by the device.
    sync::HubMessage byHand(store::Workspace &desk, const QString &kind, SubjectId subject,
                            const QString &type, const QJsonObject &payload)
    {
        team.clock.advance(std::chrono::seconds(1));
        ledger::ChainHead head = headOf(desk);
        const NewFact wish{kind, subject, type, 1, team.clock.now(), payload, std::nullopt};
        return TeamWorld::runOf({made(*desk.deviceKey(), desk.me(), wish, team.clock.now(), head)},
                                *desk.deviceKey());
    }
    sync::HubMessage wordBy(store::Workspace &desk, bool isApproved)
    {
        const ApprovalJudged word{request, isApproved, u"level-3"_s, u"Director"_s, u"said so"_s};
        return byHand(desk, u"escalation"_s, idCast<SubjectId>(id), u"escalation.judged"_s,
                      escalation::toPayload(word));
    }
    Approval approvalAt(store::Workspace &desk)
    {
        return TeamWorld::must(desk.loadEscalation(id)).escalation.approvals.front();
    }

    TeamWorld team;
    TicketId ticket;
    EscalationId id;
    FactId request;
};

} // namespace

class TestLevelAuthority final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void aWordWithoutTheAuthorityIsShownAndDoesNotCount_data()
    {
        QTest::addColumn<bool>("isApproved");
        QTest::newRow("approved") << true;
        QTest::newRow("declined") << false;
    }
    void aWordWithoutTheAuthorityIsShownAndDoesNotCount()
    {
        QFETCH(bool, isApproved);
        QTemporaryDir folder;
        Asked world(folder.path());
        store::Workspace &ada = world.team.join(u"Ada"_s, u"agent"_s),
                         &eva = world.team.join(u"Eva"_s, u"lead"_s);
        const Messages word{world.wordBy(ada, isApproved)};
        for (store::Workspace *desk : {&world.team.root(), &eva}) {
            TeamWorld::give(*desk, TeamWorld::messagesOf(world.team.root()));
            (void)world.approvalAt(*desk); // kept in memory from here on
            TeamWorld::give(*desk, word);
            const Approval approval = world.approvalAt(*desk);
            QCOMPARE(approval.state, Approval::State::Asked);
            QCOMPARE(approval.overruled.size(), size_t(1));
            QCOMPARE(approval.overruled.front().by, ada.me());
            QCOMPARE(approval.overruled.front().isApproved, isApproved);
            QVERIFY(approval.overruled.front().why.contains(u"Director"_s));
        }
        // Whoever may decides all the same.
        world.setSkills(eva, {u"director"_s});
        world.exchange(eva);
        world.tell(eva, ApprovalJudged{world.request, true, {}, {}, {}});
        world.exchange(eva);
        QCOMPARE(world.approvalAt(world.team.root()).state, Approval::State::Approved);
        QCOMPARE(world.approvalAt(world.team.root()).judge, eva.me());
        QVERIFY(world.approvalAt(world.team.root()) == world.approvalAt(eva));
        QCOMPARE(TeamWorld::state(world.team.root()), TeamWorld::state(eva));
        QCOMPARE(TeamWorld::problems(world.team.root()), QString());
    }

    /// Skills of then, and not of the time at which they come in.
    void whatSomebodyWasWhenTheyDecidedCounts()
    {
        QTemporaryDir folder;
        Asked world(folder.path());
        store::Workspace &eva = world.team.join(u"Eva"_s, u"lead"_s);
        store::Workspace &late = world.team.join(u"Ben"_s, u"agent"_s);
        const Messages before = TeamWorld::messagesOf(world.team.root());
        world.setSkills(eva, {u"director"_s});
        TeamWorld::give(eva, TeamWorld::messagesOf(world.team.root()));
        world.tell(eva, ApprovalJudged{world.request, true, {}, {}, {}});
        world.setSkills(eva, {});
        // The word is there before what gives it its weight.
        TeamWorld::give(late, before);
        TeamWorld::give(late, TeamWorld::ownMessagesOf(eva));
        QCOMPARE(world.approvalAt(late).state, Approval::State::Asked);
        QCOMPARE(world.approvalAt(late).overruled.size(), size_t(1));
        (void)late.takeChangedEscalations();
        TeamWorld::give(late, TeamWorld::messagesOf(world.team.root()));
        QCOMPARE(world.approvalAt(late).state, Approval::State::Approved);
        QVERIFY(world.approvalAt(late).overruled.empty());
        QCOMPARE(late.takeChangedEscalations().size(), size_t(1));
        world.exchange(eva);
        QVERIFY(world.approvalAt(world.team.root()) == world.approvalAt(late));
        // And so it is read from the beginning.
        QVERIFY(late.rebuild()->ok());
        QCOMPARE(world.approvalAt(late).state, Approval::State::Approved);
    }

    void whoseRoleEndedApprovesNothingUnderLaterNumbers()
    {
        QTemporaryDir folder;
        Asked world(folder.path());
        store::Workspace &ben = world.team.join(u"Ben"_s, u"admin"_s); // admins act at the highest level
        const Messages word{world.wordBy(ben, true)};
        TeamWorld::must(world.team.root().setTeamRole(ben.device(), u"lead"_s, u"a new task"_s));
        TeamWorld::give(world.team.root(), word);
        QCOMPARE(world.approvalAt(world.team.root()).state, Approval::State::Asked);
        QVERIFY(world.approvalAt(world.team.root()).overruled.front().why.contains(u"team lead"_s));
    }

    void whatIsAskedForStandsAsItWasWritten()
    {
        QTemporaryDir folder;
        Asked world(folder.path());
        store::Workspace &ada = world.team.join(u"Ada"_s, u"agent"_s);
        const QJsonObject payload{
            {u"fact"_s, world.request.toString()},
            {u"payload"_s, escalation::toPayload(escalation::ApprovalAsked{u"workarounds"_s, u"other"_s})}};
        TeamWorld::give(world.team.root(), {world.byHand(ada, u"escalation"_s, idCast<SubjectId>(world.id),
                                                         QString(ledger::kCorrected), payload)});
        QCOMPARE(world.approvalAt(world.team.root()).authority, u"credits"_s);
        QCOMPARE(world.approvalAt(world.team.root()).text, u"USD 500"_s);
    }

    /// What a redaction says was left of an entry is the redactor's word.
    void noRedactionOfAnAgentPutsAnotherWordInPlace()
    {
        QTemporaryDir folder;
        Asked world(folder.path());
        store::Workspace &ada = world.team.join(u"Ada"_s, u"agent"_s);
        const FactId word =
            world.tell(world.team.root(), ApprovalJudged{world.request, false, {}, {}, u"no"_s})
                .facts.front();
        QJsonObject kept = escalation::toPayload(ApprovalJudged{world.request, true, {}, {}, {}});
        const QJsonObject payload{{u"fact"_s, word.toString()}, {u"kept"_s, kept}};
        TeamWorld::give(world.team.root(), {world.byHand(ada, u"escalation"_s, idCast<SubjectId>(world.id),
                                                         QString(ledger::kRedacted), payload)});
        QVERIFY(world.approvalAt(world.team.root()).state != Approval::State::Approved);
    }

    void underAPolicyThatIsNotHereNobodyApproves()
    {
        QTemporaryDir folder;
        Asked world(folder.path());
        store::Workspace &ada = world.team.join(u"Ada"_s, u"agent"_s);
        escalation::Raised raised;
        raised.ticket = world.ticket;
        raised.level = u"level-1"_s;
        raised.situation = u"request"_s;
        raised.policy = {PolicyId::random(world.team.clock.now()), FactId::random(world.team.clock.now())};
        const EscalationId id = EscalationId::random(world.team.clock.now());
        const auto write = [&](const escalation::EscalationFact &fact) {
            const Messages message{world.byHand(ada, u"escalation"_s, idCast<SubjectId>(id),
                                                escalation::typeName(fact), escalation::toPayload(fact))};
            TeamWorld::give(world.team.root(), message);
            TeamWorld::give(ada, message);
        };
        write(raised);
        write(escalation::ApprovalAsked{u"contract"_s, u"a longer term"_s});
        const auto asked = world.team.root().loadEscalation(id)->escalation.approvals.front().fact;
        write(ApprovalJudged{asked, true, u"level-4"_s, u"Executive"_s, {}});
        const Approval approval = world.team.root().loadEscalation(id)->escalation.approvals.front();
        QCOMPARE(approval.state, Approval::State::Asked);
        QVERIFY(approval.overruled.front().why.contains(u"policy"_s));
    }

    void whatIsAskedForIsNotCorrected()
    {
        QTemporaryDir folder;
        Asked world(folder.path());
        const auto refused = world.team.root().correct(
            world.request, escalation::toPayload(escalation::ApprovalAsked{u"workarounds"_s, u"x"_s}),
            u"typo"_s);
        QVERIFY(!refused && refused.error().detail.contains(u"ask again"_s));
    }

    /// More of them than are kept in memory: each that is shown is told of.
    void eachThatIsShownIsToldOf()
    {
        constexpr int kMany = 40;
        QTemporaryDir folder;
        Asked world(folder.path());
        store::Workspace &eva = world.team.join(u"Eva"_s, u"lead"_s);
        store::Workspace &late = world.team.join(u"Ben"_s, u"agent"_s);
        const Messages before = TeamWorld::messagesOf(world.team.root());
        world.setSkills(eva, {u"director"_s});
        TeamWorld::give(eva, TeamWorld::messagesOf(world.team.root()));
        for (int i = 0; i < kMany; ++i) {
            escalation::Raised raised;
            raised.ticket = world.ticket;
            raised.situation = u"request"_s;
            raised.source = u"phone"_s;
            raised.text = u"again"_s;
            raised.level = u"level-1"_s;
            world.id = {};
            world.id = world.tell(eva, raised).escalation;
            const auto asked =
                world.tell(eva, escalation::ApprovalAsked{u"credits"_s, u"USD 5"_s}).facts.front();
            world.tell(eva, ApprovalJudged{asked, true, {}, {}, {}});
        }
        TeamWorld::give(late, before);
        TeamWorld::give(late, TeamWorld::ownMessagesOf(eva));
        QCOMPARE(late.openEscalations()->size(), size_t(kMany + 1));
        (void)late.takeChangedEscalations();
        TeamWorld::give(late, TeamWorld::messagesOf(world.team.root()));
        QCOMPARE(late.takeChangedEscalations().size(), size_t(kMany));
    }

    void whatALeadTookAwayNoAgentBringsBack()
    {
        QTemporaryDir folder;
        Asked world(folder.path());
        store::Workspace &ada = world.team.join(u"Ada"_s, u"agent"_s);
        world.setSkills(ada, {u"director"_s});
        world.setSkills(ada, {});
        TeamWorld::give(ada, TeamWorld::messagesOf(world.team.root()));
        FactId taken;
        for (const Fact &fact : TeamWorld::factsOf(ada)) {
            if (fact.subjectKind == u"person" && fact.subject == idCast<SubjectId>(ada.me()))
                taken = fact.id; // the newest is the last
        }
        const auto report = TeamWorld::give(
            world.team.root(), {world.byHand(ada, u"person"_s, idCast<SubjectId>(ada.me()),
                                             QString(ledger::kRedacted), {{u"fact"_s, taken.toString()}})});
        QCOMPARE(report.quarantined, 1);
        TeamWorld::give(world.team.root(), {world.wordBy(ada, true)});
        QCOMPARE(world.approvalAt(world.team.root()).state, Approval::State::Asked);
    }

    void anAgentDoesNotSayWhatTheirOwnSkillsAre()
    {
        QTemporaryDir folder;
        Asked world(folder.path());
        store::Workspace &ada = world.team.join(u"Ada"_s, u"agent"_s);
        people::PersonChanged change;
        change.skills = QStringList{u"director"_s};
        const auto refused = ada.savePerson(ada.me(), change);
        QVERIFY(!refused && refused.error().detail.contains(u"only a lead"_s));
        change = {};
        change.availability = people::Availability::Away;
        QVERIFY(ada.savePerson(ada.me(), change)); // this is theirs to say
        // Nor does a program that asks nobody.
        const auto report =
            TeamWorld::give(world.team.root(),
                            {world.byHand(ada, u"person"_s, idCast<SubjectId>(ada.me()), u"person.changed"_s,
                                          {{u"skills"_s, QJsonArray{u"director"_s}}})});
        QCOMPARE(report.quarantined, 1);
        for (const people::Person &person : TeamWorld::must(world.team.root().people()))
            QVERIFY(person.id != ada.me() || person.skills.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestLevelAuthority)
#include "tst_levelauthority.moc"
