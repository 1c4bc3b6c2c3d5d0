// SPDX-License-Identifier: GPL-3.0-or-later
// What reaches beyond an escalation, in a real workspace: words to the customer and to our people, an
// incident. Each is there wholly or not at all.
#include "models/notify/notification.h"
#include "tests/models/store/worlds.h"

#include <QTest>

#include <algorithm>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;
using escalation::EscalationId;
using std::chrono::hours;

namespace {

EscalationId raise(World &world, TicketId ticket, const QString &path = {})
{
    escalation::Raised raised;
    raised.ticket = ticket;
    raised.tier = u"enterprise"_s;
    raised.situation = u"request"_s;
    raised.text = u"Dana Wells wants a date"_s;
    raised.level = u"level-2"_s;
    raised.path = path;
    const auto receipt = world.workspace->submit(escalation::EscalationOrder{{}, raised, {}});
    return receipt ? receipt->escalation : EscalationId{};
}

escalation::Told toCustomer(Instant next)
{
    return {escalation::Audience::Customer, u"Engineering has it now."_s, u"reply"_s, next, {}, {}};
}

escalation::Told toOurs()
{
    return {escalation::Audience::Internal, u"Nobody can pay."_s, u"notification"_s, {}, {}, {}};
}

incident::Declare outage(TicketId ticket)
{
    incident::Declare declare;
    declare.fields.title = u"Nobody can pay"_s;
    declare.fields.severity = u"SEV-1"_s;
    declare.tickets = {ticket};
    return declare;
}

PersonId enter(World &world, const QString &name, const QString &skill)
{
    people::PersonChanged person;
    person.name = name;
    person.role = u"agent"_s;
    person.skills = QStringList{skill};
    return world.workspace->savePerson(std::nullopt, person).value();
}

/// Whom the newest notification of it is for.
std::vector<PersonId> toldTo(World &world, EscalationId escalation)
{
    for (const notify::Notification &each : world.workspace->notifications(10)) {
        if (each.asked.about == idCast<SubjectId>(escalation))
            return each.asked.people;
    }
    return {};
}

int replies(World &world, TicketId ticket)
{
    const auto detail = world.workspace->loadTicket(ticket);
    return detail ? int(std::ranges::count(detail->ticket.messages, ticket::MessageKind::Reply,
                                           &ticket::Message::kind))
                  : -1;
}

} // namespace

class TestEscalationWords final : public QObject
{
    Q_OBJECT

private:
    TestClock m_clock;

private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".?"_s));
        m_clock.set(*parseRfc3339(u"2026-11-20T03:00:00Z"));
    }

    void whatTheCustomerIsToldIsTheTicketsReply()
    {
        QTemporaryDir folder;
        World world(folder.filePath(u"desk.muster"_s), m_clock);
        const TicketId ticket = world.create();
        const EscalationId id = raise(world, ticket);
        const Instant next = m_clock.now() + hours(2);
        const auto told = world.workspace->tell(id, toCustomer(next));
        QVERIFY2(told, told ? "" : qPrintable(told.error().detail));
        QCOMPARE(replies(world, ticket), 1);
        const auto led = world.workspace->loadEscalation(id);
        QCOMPARE(led->escalation.words.size(), size_t(1));
        QCOMPARE(escalation::promisedUpdate(led->escalation), std::optional(next));
    }

    void whereTheReplyCannotBeWrittenNothingIs()
    {
        QTemporaryDir folder;
        World world(folder.filePath(u"desk.muster"_s), m_clock);
        const TicketId ticket = world.create();
        const EscalationId id = raise(world, ticket);
        escalation::Told empty = toCustomer(m_clock.now() + hours(2));
        empty.text.clear();
        QVERIFY(!world.workspace->tell(id, empty));
        // The escalation would take it; the ticket, which was merged into another one, does not.
        const TicketId other = world.create();
        const ticket::TicketOrder merge{ticket, ticket::MergeTicket{other}, {}};
        const auto merged = world.workspace->submit(std::span(&merge, 1));
        QVERIFY(merged && merged->failures.empty());
        const auto told = world.workspace->tell(id, toCustomer(m_clock.now() + hours(2)));
        QVERIFY(!told);
        QVERIFY(world.workspace->loadEscalation(id)->escalation.words.empty());
        QCOMPARE(replies(world, ticket), 0);
    }

    void ourPeopleAreToldByANotification()
    {
        QTemporaryDir folder;
        World world(folder.filePath(u"desk.muster"_s), m_clock);
        const TicketId ticket = world.create();
        const EscalationId id = raise(world, ticket);
        const auto told = world.workspace->tell(id, toOurs());
        QVERIFY2(told, told ? "" : qPrintable(told.error().detail));
        const auto open = world.workspace->notifications(10);
        QCOMPARE(open.size(), size_t(1));
        QCOMPARE(open[0].asked.occasion, u"escalation"_s);
        QCOMPARE(open[0].asked.text, u"Nobody can pay."_s);
        QCOMPARE(open[0].asked.about, idCast<SubjectId>(id));
        QVERIFY(open[0].asked.title.contains(u"Engineering manager"_s));
        QCOMPARE(world.workspace->loadEscalation(id)->escalation.words.size(), size_t(1));

        // The rules tell of the escalation themselves, and leave alone what a person says.
        QVERIFY(world.workspace->runRules(std::span(&ticket, 1), Instant{}));
        const auto after = world.workspace->notifications(10);
        const auto word = std::ranges::find_if(
            after, [](const notify::Notification &each) { return each.asked.text == u"Nobody can pay."_s; });
        QVERIFY(word != after.end() && !word->settledAt);
        QVERIFY(after.size() > 1);
    }

    void whoseSkillsMakeThemOfALevelOrAPathAreTold()
    {
        QTemporaryDir folder;
        World world(folder.filePath(u"desk.muster"_s), m_clock);
        const PersonId manager = enter(world, u"Eva Lind"_s, u"engineering manager"_s);
        const PersonId guard = enter(world, u"Tom Berg"_s, u"security"_s);
        const TicketId ticket = world.create();
        const EscalationId id = raise(world, ticket);
        QVERIFY(world.workspace->runRules(std::span(&ticket, 1), Instant{}));
        const auto toLevel = toldTo(world, id);
        QCOMPARE(toLevel, std::vector<PersonId>{manager});
        m_clock.advance(hours(1));
        const auto order = [&](const escalation::EscalationCommand &command) {
            const auto done = world.workspace->submit(escalation::EscalationOrder{id, command, {}});
            QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
        };
        order(escalation::Accepted{});
        escalation::HandedOver handed;
        handed.path = u"security"_s;
        handed.brief = u"Somebody got in"_s;
        handed.reason = u"at once"_s;
        order(handed);
        QVERIFY(world.workspace->runRules(std::span(&ticket, 1), Instant{}));
        QCOMPARE(toldTo(world, id), std::vector<PersonId>{guard});
        m_clock.advance(hours(1));
        QVERIFY(world.workspace->tell(id, toOurs())); // nor is it told to who holds it, who says it
        QCOMPARE(toldTo(world, id), std::vector<PersonId>{guard});
    }

    void whatNobodyTookInTimeIsToldAtThatInstant()
    {
        QTemporaryDir folder;
        World world(folder.filePath(u"desk.muster"_s), m_clock);
        const TicketId ticket = world.create();
        const EscalationId id = raise(world, ticket);
        const Instant due = world.workspace->loadEscalation(id)->clock.due;
        const auto round = world.workspace->runRules(std::span(&ticket, 1), Instant{});
        QVERIFY(round);
        QVERIFY(std::ranges::any_of(round->next, [&](const auto &each) { return each.second <= due; }));
        m_clock.set(due);
        QVERIFY(world.workspace->runRules(std::span(&ticket, 1), Instant{}));
        const auto all = world.workspace->notifications(10);
        QVERIFY(std::ranges::any_of(all, [&](const notify::Notification &each) {
            return each.asked.about == idCast<SubjectId>(id) && each.at == due &&
                   each.asked.title.startsWith(u"Not taken in time"_s);
        }));
    }

    void whatOurPeopleWereToldCanBeRedacted()
    {
        QTemporaryDir folder;
        World world(folder.filePath(u"desk.muster"_s), m_clock);
        const EscalationId id = raise(world, world.create());
        QVERIFY(world.workspace->tell(id, toOurs()));
        for (const Fact &fact : world.facts()) {
            if (fact.payload.contains("Nobody can pay."))
                QVERIFY2(world.workspace->redact(fact.id, u"a secret"_s), qPrintable(fact.type));
        }
        for (const Fact &fact : world.facts())
            QVERIFY2(!fact.payload.contains("Nobody can pay."), qPrintable(fact.type));
    }

    void ofARestrictedOneTheNotificationSaysNothing()
    {
        QTemporaryDir folder;
        World world(folder.filePath(u"desk.muster"_s), m_clock);
        const EscalationId id = raise(world, world.create(), u"security"_s);
        const auto told = world.workspace->tell(id, toOurs());
        QVERIFY2(told, told ? "" : qPrintable(told.error().detail));
        const auto open = world.workspace->notifications(10);
        QCOMPARE(open.size(), size_t(1));
        QVERIFY(!open[0].asked.text.contains(u"pay"_s));
        QVERIFY(open[0].asked.text.startsWith(u"Restricted"_s));
    }

    void raisingToAnIncidentThatFailsHalfWayLeavesNone()
    {
        QTemporaryDir folder;
        World world(folder.filePath(u"desk.muster"_s), m_clock);
        const TicketId ticket = world.create();
        // There is no such escalation: the incident, which would be written first, is not there either.
        QVERIFY(!world.workspace->raiseToIncident(EscalationId::random(m_clock.now()), outage(ticket)));
        QVERIFY(world.workspace->openIncidents()->empty());
        const EscalationId id = raise(world, ticket);
        incident::Declare wrong = outage(ticket);
        wrong.fields.severity = u"SEV-99"_s;
        QVERIFY(!world.workspace->raiseToIncident(id, wrong));
        QVERIFY(world.workspace->loadEscalation(id)->escalation.incident.isNull());
        // Trying again makes one, and a second time none.
        const auto receipt = world.workspace->raiseToIncident(id, outage(ticket));
        QVERIFY2(receipt, receipt ? "" : qPrintable(receipt.error().detail));
        QVERIFY(receipt->number.endsWith(u"0001"_s));
        QCOMPARE(world.workspace->loadEscalation(id)->escalation.incident, receipt->incident);
        QVERIFY(!world.workspace->raiseToIncident(id, outage(ticket)));
        QCOMPARE(world.workspace->openIncidents()->size(), size_t(1));
    }

    void thoseThatAreClosedComeWithTheLastOneInFront()
    {
        QTemporaryDir folder;
        World world(folder.filePath(u"desk.muster"_s), m_clock);
        std::vector<EscalationId> ids;
        for (int i = 0; i < 3; ++i) {
            ids.push_back(raise(world, world.create()));
            m_clock.advance(hours(1));
        }
        for (const int i : {1, 0}) {
            const auto tell = [&](escalation::EscalationCommand command) {
                const auto done = world.workspace->submit(
                    escalation::EscalationOrder{ids[size_t(i)], std::move(command), {}});
                QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
            };
            tell(escalation::DeEscalated{u"resolved"_s, {}});
            tell(escalation::Closed{u"test first"_s, {}, u"in a hurry"_s});
            m_clock.advance(hours(1));
        }
        const auto closed = world.workspace->closedEscalations(10);
        QVERIFY(closed);
        QCOMPARE(closed->size(), size_t(2));
        QCOMPARE((*closed)[0].escalation.id, ids[0]);
        QCOMPARE((*closed)[1].escalation.id, ids[1]);
        QCOMPARE(world.workspace->closedEscalations(1)->size(), size_t(1));
    }
};

QTEST_GUILESS_MAIN(TestEscalationWords)
#include "tst_escalationwords.moc"
