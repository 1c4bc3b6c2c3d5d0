// SPDX-License-Identifier: GPL-3.0-or-later
// What a desk of a team takes in: from whom, in whatever order, and what it does with the rest.
#include "tests/models/store/handmade.h"
#include "tests/models/store/teamworld.h"

#include <QFile>
#include <QTest>

#include <random>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::test;

class TestTeamFacts : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(QStringLiteral("/dev/shm/muster-XXXXXX")); }

    void whatOneWroteTheOtherHas()
    {
        TeamWorld team(m_folder->path());
        store::Workspace &ada = team.join(u"Ada"_s, u"agent"_s);
        const TicketId ticket = team.ticket(ada, u"Export stuck"_s);
        TeamWorld::give(team.root(), TeamWorld::messagesOf(ada));
        QVERIFY(TeamWorld::has(team.root(), ticket));
        QCOMPARE(TeamWorld::state(team.root()), TeamWorld::state(ada));
        QCOMPARE(TeamWorld::problems(ada), QString());
    }

    /// A desk knows its place by the message there: after the hub lost its end, one that was sent again may
    /// come to lie under its old number, behind others that are new.
    void whatIsSentAgainIsAnotherMessage()
    {
        TeamWorld team(m_folder->path());
        store::Workspace &ada = team.join(u"Ada"_s, u"agent"_s);
        team.ticket(ada, u"Export stuck"_s);
        const auto first = ada.outbox(0, 1 << 20), again = ada.outbox(0, 1 << 20);
        QVERIFY(first && again && !first->messages.empty());
        QCOMPARE(again->messages.size(), first->messages.size());
        for (size_t i = 0; i < first->messages.size(); ++i)
            QVERIFY(again->messages[i].body != first->messages[i].body);
    }

    /// Otherwise sending takes longer with each entry that was ever sent.
    void whatWasSeenAtTheHubIsNotLookedThroughAgain()
    {
        TeamWorld team(m_folder->path());
        store::Workspace &root = team.root();
        std::vector<ticket::TicketOrder> orders;
        for (int i = 0; i < 3000; ++i) {
            orders.push_back(team.founder.creation(u"Export stuck"_s));
            team.clock.advance(std::chrono::milliseconds(1));
            orders.back().ticket = TicketId::random(team.clock.now());
        }
        QVERIFY(root.submit(orders));
        const auto send = [&root] {
            Messages messages;
            for (const sync::Outgoing &message : TeamWorld::must(root.outbox(0, 64 << 20)).messages)
                messages.push_back({0, message.subject, message.body});
            return TeamWorld::giveByHub(root, messages).waiting;
        };
        QCOMPARE(send(), 0);
        int asked = 0; // after some ten thousand steps of a statement
        root.stopWhen([&asked] {
            ++asked;
            return false;
        });
        for (int i = 0; i < 20; ++i) {
            team.ticket(root, u"Export slow"_s);
            QCOMPARE(send(), 0);
        }
        QVERIFY2(asked < 10, qPrintable(QString::number(asked)));
    }

    void aMessageUnderAnothersSubjectIsSetAside()
    {
        TeamWorld team(m_folder->path());
        store::Workspace &ada = team.join(u"Ada"_s, u"agent"_s), &eva = team.join(u"Eva"_s, u"agent"_s);
        const TicketId ticket = team.ticket(ada, u"Export stuck"_s);
        TeamWorld::give(team.root(), TeamWorld::messagesOf(eva));
        Messages messages = TeamWorld::messagesOf(ada);
        for (sync::HubMessage &message : messages)
            message.subject = "ops." + eva.device().toString().toLatin1() + ".f";
        const auto report = TeamWorld::give(team.root(), messages);
        QVERIFY(report.quarantined > 0);
        QVERIFY(!TeamWorld::has(team.root(), ticket));
        // Given back by Eva, in Ada's words, it is good.
        for (sync::HubMessage &message : messages)
            message.subject = "restore." + eva.device().toString().toLatin1() + ".f";
        TeamWorld::give(team.root(), messages);
        QVERIFY(TeamWorld::has(team.root(), ticket));
    }

    void inATeamUnsignedLinesAreSetAside()
    {
        TeamWorld team(m_folder->path());
        store::Workspace &ada = team.join(u"Ada"_s, u"agent"_s);
        ledger::ChainHead head = headOf(ada);
        const TicketId ticket = team.ticket(team.root(), u"Export stuck"_s);
        const Fact forged =
            made(*ada.deviceKey(), ada.me(), noteOn(ticket, u"gladly forged"_s, team.clock.now()),
                 team.clock.now(), head);
        const auto report = TeamWorld::must(team.root().take(std::span(&forged, 1)));
        QCOMPARE(report.taken, 0);
        QCOMPARE(report.quarantined, 1);
        QCOMPARE(TeamWorld::hits(team.root(), u"gladly"_s), 0);
        QCOMPARE(TeamWorld::problems(team.root()), QString());
    }

    void anotherFactUnderOnesIdIsNotTakenInWhateverOrder()
    {
        for (const bool isForgedFirst : {false, true}) {
            init();
            TeamWorld team(m_folder->path());
            store::Workspace &ada = team.join(u"Ada"_s, u"agent"_s), &eva = team.join(u"Eva"_s, u"agent"_s);
            TeamWorld::give(team.root(), TeamWorld::messagesOf(eva));
            const TicketId ticket = team.ticket(ada, u"Export stuck"_s);
            const Fact stolen = TeamWorld::factsOf(ada).back();
            QVERIFY(stolen.device == ada.device());
            // Eva signs something else under the same id, also as what a rule did.
            ledger::ChainHead head = headOf(eva);
            Fact own = made(*eva.deviceKey(), eva.me(), noteOn(ticket, u"usurped"_s, team.clock.now()),
                            team.clock.now(), head);
            own.id = stolen.id;
            Fact derived = own;
            derived.device = {};
            derived.counter = 0;
            derived.previous = {};
            derived.actor = {};
            derived.stamp = Stamp::at(derived.occurredAt);
            const QByteArray subject = "ops." + eva.device().toString().toLatin1() + ".f";
            const Messages forged{TeamWorld::runOf({own}, *eva.deviceKey()),
                                  {0, subject, sync::encode(sync::vouch({derived}, *eva.deviceKey()))}};
            const Messages real = TeamWorld::messagesOf(ada);
            TeamWorld::give(team.root(), isForgedFirst ? forged : real);
            TeamWorld::give(team.root(), isForgedFirst ? real : forged);
            QVERIFY(TeamWorld::has(team.root(), ticket));
            QCOMPARE(TeamWorld::hits(team.root(), u"usurped"_s), 0);
            QCOMPARE(TeamWorld::problems(team.root()), QString());
            QCOMPARE(TeamWorld::state(team.root()), [&] {
                TeamWorld::give(ada, TeamWorld::messagesOf(team.root()));
                return TeamWorld::state(ada);
            }());
            // Within one message's worth, too.
            store::Workspace &late = team.onlooker(u"Late"_s);
            Messages all = isForgedFirst ? forged : TeamWorld::messagesOf(team.root());
            const Messages rest = isForgedFirst ? TeamWorld::messagesOf(team.root()) : forged;
            all.insert(all.end(), rest.begin(), rest.end());
            TeamWorld::give(late, all);
            QVERIFY(TeamWorld::has(late, ticket));
            QCOMPARE(TeamWorld::hits(late, u"usurped"_s), 0);
        }
    }

    void ofTwoThingsThatARuleDidUnderOneIdEveryDeskKeepsTheSame()
    {
        TeamWorld team(m_folder->path());
        store::Workspace &ada = team.join(u"Ada"_s, u"agent"_s);
        const TicketId ticket = team.ticket(team.root(), u"Export stuck"_s);
        TeamWorld::give(ada, TeamWorld::messagesOf(team.root()));
        ledger::HybridClock clock;
        ledger::ChainHead head;
        NewFact wish = noteOn(ticket, u"one"_s, team.clock.now());
        wish.derivedId = FactId::derived(team.clock.now(), {u"rule"});
        const Fact one = ledger::seal(std::span(&wish, 1), {}, {}, team.clock.now(), clock, head).front();
        wish.payload = {{u"text"_s, u"two"_s}};
        const Fact two = ledger::seal(std::span(&wish, 1), {}, {}, team.clock.now(), clock, head).front();
        const QByteArray subject = "ops." + ada.device().toString().toLatin1() + ".f";
        const Messages first{{0, subject, sync::encode(sync::vouch({one}, *ada.deviceKey()))}},
            second{{0, subject, sync::encode(sync::vouch({two}, *ada.deviceKey()))}};
        TeamWorld::give(team.root(), first);
        TeamWorld::give(team.root(), second);
        TeamWorld::give(ada, second);
        TeamWorld::give(ada, first);
        QCOMPARE(TeamWorld::state(ada), TeamWorld::state(team.root()));
    }

    void aFileThatWasPutBackIsAForkThatAllKeepAndCheckNames()
    {
        TeamWorld team(m_folder->path());
        team.join(u"Ada"_s, u"agent"_s);
        const TicketId ticket = team.ticket(team.root(), u"Export stuck"_s);
        store::Workspace *ada = team.desks.back().get();
        TeamWorld::give(*ada, TeamWorld::messagesOf(team.root()));
        team.desks.back().reset();
        const QString file = m_folder->filePath(u"Ada.muster"_s), copy = m_folder->filePath(u"old"_s);
        QVERIFY(QFile::copy(file, copy));
        team.desks.back() = openAt(file, team.clock);
        QVERIFY(team.note(*team.desks.back(), ticket, u"firstly"_s));
        const Messages before = TeamWorld::messagesOf(*team.desks.back());
        team.desks.back().reset();
        for (const QString &end : {QString(), u"-wal"_s, u"-shm"_s})
            QFile::remove(file + end);
        QVERIFY(QFile::rename(copy, file));
        team.desks.back() = openAt(file, team.clock);
        ada = team.desks.back().get();
        QVERIFY(team.note(*ada, ticket, u"secondly"_s));
        const Messages after = TeamWorld::messagesOf(*ada);
        for (store::Workspace *desk : {&team.root(), ada}) {
            TeamWorld::give(*desk, before);
            TeamWorld::give(*desk, after);
            QCOMPARE(TeamWorld::hits(*desk, u"firstly"_s), 1);
            QCOMPARE(TeamWorld::hits(*desk, u"secondly"_s), 1);
            QCOMPARE(TeamWorld::problems(*desk), QString());
            QVERIFY(TeamWorld::notes(*desk).contains(u"two histories from number 2 on"));
        }
        QVERIFY(team.root().historyOf(ada->device()).isForked);
        QVERIFY(team.note(*ada, ticket, u"thirdly"_s));
        TeamWorld::give(team.root(), TeamWorld::messagesOf(*ada));
        QCOMPARE(TeamWorld::hits(team.root(), u"thirdly"_s), 1);
        QCOMPARE(TeamWorld::state(*ada), TeamWorld::state(team.root()));
    }

    void revocationTakesBackWhatWasWrittenBehindItAndAGrantBringsItAgain()
    {
        TeamWorld team(m_folder->path());
        store::Workspace &ada = team.join(u"Ada"_s, u"agent"_s);
        const TicketId before = team.ticket(ada, u"Written in time"_s);
        TeamWorld::give(team.root(), TeamWorld::messagesOf(ada));
        TeamWorld::must(team.root().setTeamRole(ada.device(), u"none"_s, u"stolen"_s));
        const TicketId behind = team.ticket(ada, u"Zebra crossing"_s);
        QVERIFY(team.note(ada, before, u"quagga"_s));
        // A third desk has it before it hears of the end.
        store::Workspace &third = team.onlooker(u"Third"_s);
        Messages early;
        for (const sync::HubMessage &message : TeamWorld::messagesOf(team.root()))
            early.push_back(message);
        TeamWorld::give(team.root(), TeamWorld::messagesOf(ada));
        QVERIFY(!TeamWorld::has(team.root(), behind));
        TeamWorld::give(third, TeamWorld::messagesOf(ada));
        TeamWorld::give(third, early);
        for (store::Workspace *desk : {&team.root(), &third}) {
            QVERIFY(TeamWorld::has(*desk, before));
            QVERIFY(!TeamWorld::has(*desk, behind));
            QCOMPARE(TeamWorld::hits(*desk, u"zebra"_s), 0);
            QCOMPARE(TeamWorld::hits(*desk, u"quagga"_s), 0);
            QCOMPARE(TeamWorld::problems(*desk), QString());
        }
        // The desk itself hears of it.
        TeamWorld::give(ada, TeamWorld::messagesOf(team.root()));
        QVERIFY(!TeamWorld::has(ada, behind));
        QCOMPARE(TeamWorld::hits(ada, u"zebra"_s), 0);
        QCOMPARE(ada.role(), u"none"_s);

        const qint64 after = team.root().historyOf(ada.device()).entries;
        QVERIFY(after > 0);
        TeamWorld::must(team.root().setTeamRole(ada.device(), u"agent"_s, u"found again"_s));
        const Messages news = TeamWorld::messagesOf(team.root());
        for (store::Workspace *desk : {&team.root(), &third, &ada}) {
            TeamWorld::give(*desk, news);
            QVERIFY(TeamWorld::has(*desk, behind));
            QCOMPARE(TeamWorld::hits(*desk, u"zebra"_s), 1);
            QCOMPARE(TeamWorld::hits(*desk, u"quagga"_s), 1);
            QCOMPARE(TeamWorld::problems(*desk), QString());
        }
    }

    void anObserversEntriesAreRefusedByAll()
    {
        TeamWorld team(m_folder->path());
        store::Workspace &eva = team.join(u"Eva"_s, u"observer"_s);
        const TicketId ticket = team.ticket(team.root(), u"Export stuck"_s);
        ledger::ChainHead head = headOf(eva);
        // Her program may be another one that does not ask.
        const Fact fact = made(*eva.deviceKey(), eva.me(), noteOn(ticket, u"scribbled"_s, team.clock.now()),
                               team.clock.now(), head);
        TeamWorld::give(team.root(), {TeamWorld::runOf({fact}, *eva.deviceKey())});
        QCOMPARE(TeamWorld::hits(team.root(), u"scribbled"_s), 0);
    }

    void aBlankCopyIsFilledByTheFullOneAndNotTheOtherWay()
    {
        TeamWorld team(m_folder->path());
        store::Workspace &ada = team.join(u"Ada"_s, u"agent"_s);
        const TicketId ticket = team.ticket(team.root(), u"Export stuck"_s);
        TeamWorld::give(ada, TeamWorld::messagesOf(team.root()));
        QVERIFY(team.note(ada, ticket, u"wombat"_s));
        const Messages full = TeamWorld::ownMessagesOf(ada);
        Messages blank = full;
        auto batch = TeamWorld::must(sync::decode(blank.front().body));
        for (Fact &fact : batch.facts) {
            if (fact.subjectKind == u"ticket")
                fact.payload.clear();
        }
        blank.front().body = sync::encode(batch);
        TeamWorld::give(team.root(), blank);
        QCOMPARE(TeamWorld::hits(team.root(), u"wombat"_s), 0);
        TeamWorld::give(team.root(), full);
        QCOMPARE(TeamWorld::hits(team.root(), u"wombat"_s), 1);
        TeamWorld::give(team.root(), blank);
        QCOMPARE(TeamWorld::hits(team.root(), u"wombat"_s), 1);
        QCOMPARE(TeamWorld::problems(team.root()), QString());
        QCOMPARE(TeamWorld::state(team.root()), TeamWorld::state(ada));
    }

    void whatWasRedactedStaysBlankWhateverComes()
    {
        TeamWorld team(m_folder->path());
        store::Workspace &ada = team.join(u"Ada"_s, u"agent"_s);
        const TicketId ticket = team.ticket(ada, u"Export stuck"_s);
        QVERIFY(team.note(ada, ticket, u"password"_s));
        const Messages full = TeamWorld::messagesOf(ada);
        const FactId note = TeamWorld::factsOf(ada).back().id;
        TeamWorld::must(ada.redact(note, u"a secret"_s));
        const Messages redacted = TeamWorld::messagesOf(ada);
        for (const bool isFullFirst : {true, false}) {
            store::Workspace &late = team.onlooker(isFullFirst ? u"One"_s : u"Two"_s);
            TeamWorld::give(late, TeamWorld::messagesOf(team.root()));
            TeamWorld::give(late, isFullFirst ? full : redacted);
            TeamWorld::give(late, isFullFirst ? redacted : full);
            QCOMPARE(TeamWorld::hits(late, u"password"_s), 0);
            QCOMPARE(TeamWorld::problems(late), QString());
        }
    }

    void whatIsFromTheFutureIsHeldAndComesInItsTime()
    {
        TeamWorld team(m_folder->path());
        store::Workspace &ada = team.join(u"Ada"_s, u"agent"_s);
        const TicketId ticket = team.ticket(team.root(), u"Export stuck"_s);
        ledger::ChainHead head = headOf(ada);
        const Instant ahead = team.clock.now() + std::chrono::hours(3);
        const Fact fact = made(*ada.deviceKey(), ada.me(), noteOn(ticket, u"tomorrow"_s, ahead), ahead, head);
        const auto outcome = TeamWorld::giveByHub(team.root(), {TeamWorld::runOf({fact}, *ada.deviceKey())});
        QCOMPARE(outcome.held, 1);
        QCOMPARE(TeamWorld::hits(team.root(), u"tomorrow"_s), 0);
        TeamWorld::must(team.root().takeDue());
        QCOMPARE(TeamWorld::hits(team.root(), u"tomorrow"_s), 0);
        team.clock.set(ahead);
        TeamWorld::must(team.root().takeDue());
        QCOMPARE(TeamWorld::hits(team.root(), u"tomorrow"_s), 1);
    }

    void whatIsHeldOfARevokedDeviceDoesNotComeInItsTime()
    {
        TeamWorld team(m_folder->path());
        store::Workspace &ada = team.join(u"Ada"_s, u"agent"_s);
        const TicketId ticket = team.ticket(team.root(), u"Export stuck"_s);
        ledger::ChainHead head = headOf(ada);
        const Instant ahead = team.clock.now() + std::chrono::hours(3);
        const Fact fact = made(*ada.deviceKey(), ada.me(), noteOn(ticket, u"tomorrow"_s, ahead), ahead, head);
        TeamWorld::giveByHub(team.root(), {TeamWorld::runOf({fact}, *ada.deviceKey())});
        TeamWorld::must(team.root().setTeamRole(ada.device(), u"none"_s, u"stolen"_s));
        team.clock.set(ahead);
        TeamWorld::must(team.root().takeDue());
        QCOMPARE(TeamWorld::hits(team.root(), u"tomorrow"_s), 0);
    }

    void equalFactsGiveEqualDesksWhateverTheOrder()
    {
        TeamWorld team(m_folder->path());
        store::Workspace &ada = team.join(u"Ada"_s, u"lead"_s), &eva = team.join(u"Eva"_s, u"agent"_s);
        std::vector<store::Workspace *> all{&team.root(), &ada, &eva};
        std::mt19937_64 random(11);
        std::vector<TicketId> tickets;
        Messages messages;
        const auto collect = [&] {
            for (store::Workspace *desk : all) {
                for (sync::HubMessage &message : TeamWorld::messagesOf(*desk))
                    messages.push_back(std::move(message));
            }
        };
        for (int i = 0; i < 6; ++i) {
            for (store::Workspace *desk : all) {
                tickets.push_back(team.ticket(*desk, u"Export %1"_s.arg(i)));
                (void)team.note(*desk, tickets.back(), u"seen"_s);
            }
            collect();
        }
        TeamWorld::give(team.root(), messages);
        TeamWorld::must(team.root().setTeamRole(eva.device(), u"none"_s, u"left"_s));
        (void)team.ticket(eva, u"Too late"_s);
        collect();
        QByteArray expected;
        for (int round = 0; round < 6; ++round) {
            store::Workspace &late = team.onlooker(u"Late%1"_s.arg(round));
            Messages shuffled = messages;
            shuffled.insert(shuffled.end(), messages.begin(), messages.begin() + 10);
            std::shuffle(shuffled.begin(), shuffled.end(), random);
            TeamWorld::give(late, shuffled);
            QCOMPARE(TeamWorld::problems(late), QString());
            // Its own entry into the team is its own alone.
            std::vector<FactId> ids;
            for (const Fact &fact : TeamWorld::factsOf(late)) {
                if (fact.device != late.device())
                    ids.push_back(fact.id);
            }
            std::ranges::sort(ids);
            QByteArray found;
            for (const FactId &id : ids)
                found += id.toBlob();
            if (expected.isEmpty())
                expected = found;
            QCOMPARE(found, expected);
            for (const TicketId &ticket : tickets)
                QVERIFY(TeamWorld::has(late, ticket));
            QCOMPARE(TeamWorld::hits(late, u"late"_s), 0);
        }
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestTeamFacts)
#include "tst_teamfacts.moc"
