// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/models/team/madeteam.h"

#include <QTest>

#include <random>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::test;

class TestRoster : public QObject
{
    Q_OBJECT

private slots:
    void whoFoundsATeamIsItsAdmin()
    {
        const MadeTeam made;
        const team::Roster roster = made.roster();
        QVERIFY(roster.isTeam());
        QCOMPARE(roster.name, u"Night shift"_s);
        QVERIFY(roster.root == made.root.id());
        QCOMPARE(roster.roleOf(made.root.id()), u"admin"_s);
        QCOMPARE(roster.roleAt(made.root.id(), 1), u"admin"_s);
    }

    void anotherFoundingIsAnotherTeam()
    {
        MadeTeam made;
        Device other;
        made.write(other, team::Founded{u"Mine now"_s, other.key.publicKey(), other.person, {}});
        QVERIFY(!made.whyNot().isEmpty());
        QVERIFY(made.roster().member(other.id()) == nullptr);
        QCOMPARE(made.roster().name, u"Night shift"_s);
    }

    void whoIsInvitedJoinsInTheRoleOfTheInvitation()
    {
        MadeTeam made;
        const Device ada = made.member(u"lead"_s);
        QCOMPARE(made.whyNot(), QString());
        const team::Roster roster = made.roster();
        QCOMPARE(roster.roleOf(ada.id()), u"lead"_s);
        QVERIFY(roster.member(ada.id())->person == ada.person);
        QVERIFY(roster.member(ada.id())->key == ada.key.publicKey());
    }

    void theFactsMayHaveComeInAnyOrder()
    {
        MadeTeam made;
        Device ada = made.member(u"agent"_s), eva = made.member(u"admin"_s);
        made.write(eva, team::RoleSet{ada.id(), u"lead"_s, 1, u"leads now"_s, {}});
        made.write(made.root, team::RoleSet{eva.id(), u"none"_s, 2, u"left"_s, {}});
        made.write(eva, team::RoleSet{ada.id(), u"observer"_s, 1, u"revenge"_s, {}}); // behind her end
        made.write(made.root, team::Withdrawn{made.invitationKey.device()});
        const team::Roster expected = made.roster();
        QCOMPARE(expected.roleOf(ada.id()), u"lead"_s);
        std::mt19937_64 random(3);
        for (int round = 0; round < 200; ++round) {
            std::vector<Fact> facts = made.facts;
            std::shuffle(facts.begin(), facts.end(), random);
            QVERIFY(made.roster(facts) == expected);
        }
    }

    void aDeskWhoseClockIsBehindJoinsAllTheSame()
    {
        MadeTeam made;
        made.now += std::chrono::hours(1);
        Device ada, eva;
        const team::Invited toAda = made.invitation(ada, u"agent"_s);
        const team::Joined byAda = made.entry(ada), again = made.entry(eva);
        made.now -= std::chrono::minutes(7);
        made.write(ada, byAda);
        made.write(eva, again); // the same invitation, later in the order
        made.now += std::chrono::minutes(7);
        made.write(made.root, toAda);
        QCOMPARE(made.roster().roleOf(ada.id()), u"agent"_s);
        QVERIFY(made.roster().member(eva.id()) == nullptr);
        QVERIFY(made.roster().early.empty());
    }

    void anInvitationIsGoodOnce()
    {
        MadeTeam made;
        const Device ada = made.member(u"agent"_s);
        Device thief;
        made.write(thief, made.entry(thief));
        QVERIFY2(made.whyNot().contains(u"used before"), qPrintable(made.whyNot()));
        QVERIFY(made.roster().member(thief.id()) == nullptr);
        QVERIFY(made.roster().member(ada.id()) != nullptr);
    }

    void anInvitationIsGoodInTime()
    {
        MadeTeam made;
        Device ada;
        made.write(made.root, made.invitation(ada, u"agent"_s));
        made.now += std::chrono::hours(25);
        made.write(ada, made.entry(ada));
        QVERIFY2(made.whyNot().contains(u"expired"), qPrintable(made.whyNot()));
    }

    void aWithdrawnInvitationIsNone()
    {
        MadeTeam made;
        Device ada;
        made.write(made.root, made.invitation(ada, u"agent"_s));
        made.write(made.root, team::Withdrawn{made.invitationKey.device()});
        made.write(ada, made.entry(ada));
        QVERIFY2(made.whyNot().contains(u"withdrawn"), qPrintable(made.whyNot()));
    }

    void withdrawnAfterItWasUsedChangesNothing()
    {
        MadeTeam made;
        const Device ada = made.member(u"agent"_s);
        made.write(made.root, team::Withdrawn{made.invitationKey.device()});
        QCOMPARE(made.roster().roleOf(ada.id()), u"agent"_s);
    }

    void withoutTheInvitationsKeyNobodyJoins()
    {
        MadeTeam made;
        Device ada, thief;
        made.write(made.root, made.invitation(ada, u"agent"_s));
        team::Joined entry = made.entry(thief);
        entry.proof = thief.key.sign(team::joinWords(made.id, thief.key.publicKey()));
        made.write(thief, entry);
        QVERIFY2(made.whyNot().contains(u"does not hold the key"), qPrintable(made.whyNot()));
        // A proof that was overheard is about another device.
        entry.proof = made.entry(ada).proof;
        made.write(thief, entry);
        QVERIFY(!made.whyNot().isEmpty());
        // And it is about this team.
        entry.proof =
            made.invitationKey.sign(team::joinWords(SubjectId::random(made.now), thief.key.publicKey()));
        made.write(thief, entry);
        QVERIFY(!made.whyNot().isEmpty());
        made.write(ada, made.entry(ada));
        QCOMPARE(made.whyNot(), QString());
    }

    void theKeyIsTheDevices()
    {
        MadeTeam made;
        Device ada, thief;
        made.write(made.root, made.invitation(ada, u"agent"_s));
        made.write(thief, made.entry(ada)); // signed by the thief, the entry of another
        QVERIFY2(made.whyNot().contains(u"key is not that of its device"), qPrintable(made.whyNot()));
    }

    void anInvitationThatIsNotKnownIsNone()
    {
        MadeTeam made;
        Device ada;
        made.write(ada, made.entry(ada));
        QVERIFY2(made.whyNot().contains(u"not known"), qPrintable(made.whyNot()));
    }

    void aDeviceJoinsOnce()
    {
        MadeTeam made;
        Device ada = made.member(u"observer"_s);
        made.write(made.root, made.invitation(ada, u"admin"_s));
        made.write(ada, made.entry(ada));
        QVERIFY2(made.whyNot().contains(u"already"), qPrintable(made.whyNot()));
        QCOMPARE(made.roster().roleOf(ada.id()), u"observer"_s);
    }

    void onlyAdminsChangeTheTeam_data()
    {
        QTest::addColumn<QString>("role");
        for (const QString &role : {u"lead"_s, u"agent"_s, u"automation"_s, u"observer"_s})
            QTest::newRow(qPrintable(role)) << role;
    }
    void onlyAdminsChangeTheTeam()
    {
        QFETCH(QString, role);
        MadeTeam made;
        Device writer = made.member(role), victim = made.member(u"agent"_s);
        const team::Roster before = made.roster();
        made.write(writer, made.invitation(victim, u"admin"_s));
        QVERIFY(!made.whyNot().isEmpty());
        made.write(writer, team::RoleSet{writer.id(), u"admin"_s, 0, u"me"_s, {}});
        QVERIFY(!made.whyNot().isEmpty());
        made.write(writer, team::RoleSet{victim.id(), u"none"_s, 0, u"away"_s, {}});
        QVERIFY(!made.whyNot().isEmpty());
        made.write(writer, team::Withdrawn{before.member(victim.id())->invitation});
        QVERIFY(!made.whyNot().isEmpty());
        QVERIFY(made.roster() == before);
    }

    void aRevokedDeviceHasNoRoleBehindThatNumber()
    {
        MadeTeam made;
        const Device ada = made.member(u"agent"_s);
        made.write(made.root, team::RoleSet{ada.id(), u"none"_s, 5, u"stolen"_s, {}});
        const team::Roster roster = made.roster();
        QCOMPARE(roster.roleOf(ada.id()), u"none"_s);
        QCOMPARE(roster.roleAt(ada.id(), 5), u"agent"_s);
        QCOMPARE(roster.roleAt(ada.id(), 6), u"none"_s);
        QCOMPARE(roster.roleAt(DeviceId::random(made.now), 1), u"none"_s);
    }

    void aRevokedAdminChangesTheTeamNoMore()
    {
        MadeTeam made;
        Device eva = made.member(u"admin"_s);
        const Device ada = made.member(u"agent"_s);
        made.write(eva, team::RoleSet{ada.id(), u"lead"_s, 0, {}, {}});
        QCOMPARE(made.whyNot(), QString());
        made.write(made.root, team::RoleSet{eva.id(), u"none"_s, eva.head.counter, u"left"_s, {}});
        made.write(eva, team::RoleSet{eva.id(), u"admin"_s, 0, u"back"_s, {}});
        QVERIFY(!made.whyNot().isEmpty());
        QCOMPARE(made.roster().roleOf(ada.id()), u"lead"_s);
    }

    void aNewGrantBringsItBack()
    {
        MadeTeam made;
        const Device ada = made.member(u"agent"_s);
        made.write(made.root, team::RoleSet{ada.id(), u"none"_s, 5, u"stolen?"_s, {}});
        made.write(made.root, team::RoleSet{ada.id(), u"lead"_s, 5, u"found again"_s, {}});
        QCOMPARE(made.roster().roleAt(ada.id(), 6), u"lead"_s);
        QCOMPARE(made.roster().roleAt(ada.id(), 5), u"agent"_s);
    }

    void theFounderStaysAdmin()
    {
        MadeTeam made;
        Device eva = made.member(u"admin"_s);
        made.write(eva, team::RoleSet{made.root.id(), u"none"_s, 0, u"mutiny"_s, {}});
        QVERIFY2(made.whyNot().contains(u"stays"), qPrintable(made.whyNot()));
        QCOMPARE(made.roster().roleOf(made.root.id()), u"admin"_s);
    }

    /// Who finds an invitation that was used cannot have joined before.
    void whoWasSeenToJoinStays()
    {
        MadeTeam made;
        Device ada, thief;
        made.write(made.root, made.invitation(ada, u"agent"_s));
        const Instant early = made.now;
        made.write(ada, made.entry(ada));
        made.write(made.root, team::Admitted{made.invitationKey.device(), ada.id()});
        made.now = early - std::chrono::milliseconds(500); // a stamp between the two
        made.write(thief, made.entry(thief));
        const team::Roster roster = made.folded();
        QVERIFY(roster.member(ada.id()) != nullptr);
        QVERIFY(roster.member(thief.id()) == nullptr);
    }

    void onlyAnAdminSaysWhoJoined()
    {
        MadeTeam made;
        Device ada = made.member(u"lead"_s), thief;
        made.write(ada, team::Admitted{made.invitationKey.device(), thief.id()});
        QVERIFY(!made.whyNot().isEmpty());
        QVERIFY(made.folded().invitations.at(made.invitationKey.device()).boundTo.isNull());
    }

    void whatIsWrittenIsRead()
    {
        MadeTeam made;
        Device ada = made.member(u"agent"_s);
        const std::vector<team::TeamFact> all{
            team::Founded{u"T"_s, ada.key.publicKey(), ada.person, u"m"_s}, made.invitation(ada, u"lead"_s),
            made.entry(ada),
            team::RoleSet{ada.id(), u"none"_s, 1LL << 60, u"why"_s, {{7, {1, 2, 3}}, {1LL << 59, {9}}}},
            team::Withdrawn{ada.id()}};
        for (const team::TeamFact &fact : all) {
            const QJsonObject payload = team::toPayload(fact);
            const auto read = team::fromPayload(team::typeName(fact), 1, payload);
            QVERIFY2(read, qPrintable(read ? QString() : read.error().detail));
            QVERIFY(*read == fact);
            for (const QString &key : payload.keys()) {
                QJsonObject changed = payload;
                changed[key] = 17;
                const auto refused = team::fromPayload(team::typeName(fact), 1, changed);
                QVERIFY2(!refused && refused.error().fault == Fault::BadInput, qPrintable(key));
            }
        }
        QVERIFY(team::fromPayload(u"team.danced"_s, 1, {}).error().fault == Fault::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestRoster)
#include "tst_roster.moc"
