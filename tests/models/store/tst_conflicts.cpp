// SPDX-License-Identifier: GPL-3.0-or-later
// Two desks of a team that change the same field: who is told, and when nobody is.
#include "tests/models/store/teampair.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::test;

class TestConflicts : public QObject
{
    Q_OBJECT

private slots:
    void bothAreToldAlthoughOneReadBeforeItSent()
    {
        Pair team;
        store::Workspace &a = *team.a.workspace, &b = *team.b;
        team.setPriority(a, u"P2"_s);
        team.setPriority(b, u"P3"_s);
        team.publish(a);
        team.take(b); // b knows of a's now, and of a's alone its message could say that it did when it wrote
        const auto atB = Pair::told(b);
        QCOMPARE(atB.size(), size_t(1));
        QCOMPARE(atB.front().ticket, team.ticket);
        QCOMPARE(atB.front().field, u"priority"_s);
        QCOMPARE(atB.front().mine, u"P3"_s);
        QCOMPARE(atB.front().theirs, u"P2"_s);
        QCOMPARE(atB.front().other, u"Sam Rivera"_s);
        QVERIFY(atB.front().mineHolds);
        team.publish(b);
        team.take(a);
        const auto atA = Pair::told(a);
        QCOMPARE(atA.size(), size_t(1));
        QCOMPARE(atA.front().mine, u"P2"_s);
        QCOMPARE(atA.front().theirs, u"P3"_s);
        QCOMPARE(atA.front().other, u"Ana Ruiz"_s);
        QCOMPARE(atA.front().where, need(a.loadTicket(team.ticket)).ticket.caseNumber);
        QVERIFY(!atA.front().mineHolds);
        team.exchange();
        QVERIFY(Pair::told(a).empty() && Pair::told(b).empty()); // once
        QCOMPARE(need(a.stateHash()), need(b.stateHash()));
        for (store::Workspace *desk : {&a, &b}) {
            const auto detail = need(desk->loadTicket(team.ticket));
            QCOMPARE(detail.ticket.priority, u"P3"_s);
            QString all;
            for (const views::HistoryEntry &entry : detail.history)
                all += entry.text + u'\n';
            QVERIFY2(all.contains(u"→ P2"_s) && all.contains(u"→ P3"_s), qPrintable(all));
        }
    }

    void bothAreToldWhenBothSendAtOnce()
    {
        Pair team;
        store::Workspace &a = *team.a.workspace, &b = *team.b;
        team.setPriority(a, u"P2"_s);
        team.setPriority(b, u"P3"_s);
        team.publish(b);
        team.publish(a);
        team.take(a);
        team.take(b);
        QCOMPARE(Pair::told(a).size(), size_t(1));
        QCOMPARE(Pair::told(b).size(), size_t(1));
    }

    void whoSawTheValueAndChangedItIsNotInConflict()
    {
        Pair team;
        store::Workspace &a = *team.a.workspace, &b = *team.b;
        team.setPriority(a, u"P2"_s);
        team.publish(a); // a itself does not see it come back before b's comes with it
        team.take(b);
        team.setPriority(b, u"P3"_s);
        team.publish(b);
        team.take(a);
        QVERIFY(Pair::told(a).empty());
        QVERIFY(Pair::told(b).empty());
        team.setPriority(a, u"P1"_s);
        team.exchange();
        QVERIFY(Pair::told(a).empty());
        QVERIFY(Pair::told(b).empty());
    }

    void whatWasWrittenBeforeAndAfterReadingIsToldApart()
    {
        Pair team;
        store::Workspace &a = *team.a.workspace, &b = *team.b;
        team.submit(b, ticket::ChangeTier{u"professional"_s, u"renewed"_s}); // before it read, another field
        team.setPriority(a, u"P2"_s);
        team.publish(a);
        team.take(b);
        team.setPriority(b, u"P3"_s); // after it read
        team.publish(b);              // both together
        team.take(a);
        QVERIFY(Pair::told(a).empty());
        QVERIFY(Pair::told(b).empty());
    }

    void sameValueOtherFieldAndLongAgoAreNone()
    {
        Pair team;
        store::Workspace &a = *team.a.workspace, &b = *team.b;
        team.setPriority(a, u"P2"_s);
        team.setPriority(b, u"P2"_s);
        team.submit(b, ticket::ChangeTier{u"professional"_s, u"renewed"_s});
        team.exchange();
        QVERIFY(Pair::told(a).empty() && Pair::told(b).empty());
        team.setPriority(a, u"P3"_s);
        team.clock.advance(Millis{3'700'000});
        team.setPriority(b, u"P1"_s);
        team.exchange();
        QVERIFY(Pair::told(a).empty() && Pair::told(b).empty());
    }

    void twoWhoTakeTheSameRoleAreBothTold()
    {
        Pair team;
        store::Workspace &a = *team.a.workspace, &b = *team.b;
        team.takeRole(a, u"incident_commander"_s);
        team.takeRole(b, u"incident_commander"_s);
        team.takeRole(b, u"scribe"_s);
        team.exchange();
        const auto atA = Pair::told(a), atB = Pair::told(b);
        QCOMPARE(atA.size(), size_t(1));
        QCOMPARE(atB.size(), size_t(1));
        QCOMPARE(atA.front().incident, team.incident);
        QCOMPARE(atA.front().field, u"Incident commander"_s);
        QCOMPARE(atA.front().mine, u"Sam Rivera"_s);
        QCOMPARE(atA.front().theirs, u"Ana Ruiz"_s);
        QVERIFY(!atA.front().mineHolds && atB.front().mineHolds);
        const auto led = need(a.loadIncident(team.incident));
        QCOMPARE(led.incident.roles.at(u"incident_commander"_s).back().person, b.me());
    }

    void overAReplacedHubNothingIsAConflictAgain()
    {
        Pair team;
        store::Workspace &a = *team.a.workspace, &b = *team.b;
        team.setPriority(a, u"P2"_s);
        team.exchange();
        team.hub = {"hub 2", {}};
        QVERIFY(a.forgetHub(team.hub.created) && b.forgetHub(team.hub.created));
        team.setPriority(b, u"P3"_s); // it knows a's
        team.exchange();
        QVERIFY(Pair::told(a).empty() && Pair::told(b).empty());
        team.setPriority(a, u"P1"_s);
        team.setPriority(b, u"P2"_s);
        team.exchange();
        QCOMPARE(Pair::told(a).size(), size_t(1));
        QCOMPARE(Pair::told(b).size(), size_t(1));
    }

    void withoutAHubABundleTellsThem()
    {
        Pair team;
        store::Workspace &a = *team.a.workspace, &b = *team.b;
        team.submit(a, ticket::ChangeStatus{ticket::Status::Waiting, u"asked back"_s});
        team.submit(b, ticket::ChangeStatus{ticket::Status::OnHold, u"vendor"_s});
        const auto carry = [](store::Workspace &from, store::Workspace &to) {
            std::vector<sync::HubMessage> messages;
            QVERIFY(from.forEachMessage([&](const sync::Outgoing &message) {
                messages.push_back({0, message.subject, message.body});
                return true;
            }));
            (void)need(to.takeMessages(messages));
        };
        carry(a, b);
        carry(b, a);
        const auto atA = Pair::told(a), atB = Pair::told(b);
        QCOMPARE(atA.size(), size_t(1));
        QCOMPARE(atB.size(), size_t(1));
        QCOMPARE(atA.front().mine, u"Waiting on customer"_s);
        QCOMPARE(atA.front().theirs, atB.front().mine);
        carry(a, b);
        QVERIFY(Pair::told(b).empty());
    }

    void afterAStartItIsKnownWhatWasReadBefore()
    {
        Pair team;
        store::Workspace &a = *team.a.workspace;
        team.setPriority(a, u"P2"_s);
        team.setPriority(*team.b, u"P3"_s);
        team.publish(a);
        team.take(*team.b);
        team.b.reset(); // ended before it sent
        team.b = openAt(team.folder.filePath(u"b.muster"_s), team.clock);
        team.take(*team.b);
        team.publish(*team.b);
        team.take(a);
        QCOMPARE(Pair::told(a).size(), size_t(1));
    }
};

QTEST_GUILESS_MAIN(TestConflicts)
#include "tst_conflicts.moc"
