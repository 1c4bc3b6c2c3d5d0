// SPDX-License-Identifier: GPL-3.0-or-later
// What is known already, over a real file: tickets that are alike, tickets of one cause, known issues; read
// beside the connection that writes.
#include "models/escalation/ticketcase.h"
#include "models/store/knowledgereader.h"
#include "tests/models/store/worlds.h"

#include <QTest>

#include <algorithm>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;
using std::chrono::days;
using std::chrono::hours;
using views::SimilarQuestion;

namespace {

struct Desk
{
    explicit Desk(const QString &file) : world(file, clock), reader(*store::KnowledgeReader::open(file)) {}

    TicketId report(const QString &subject, const QString &text, CustomerId customer = {})
    {
        clock.advance(hours(1));
        auto order = world.creation(subject);
        auto &fields = std::get<ticket::CreateTicket>(order.command).fields;
        fields.description = text;
        if (!customer.isNull())
            fields.customer = customer;
        const auto receipt = world.workspace->submit(std::span(&order, 1));
        return receipt && receipt->saved == 1 ? order.ticket : TicketId{};
    }
    CustomerId otherCustomer(const QString &name = u"Initech"_s)
    {
        customer::CustomerChanged change;
        change.name = name;
        change.tier = u"enterprise"_s;
        return *world.workspace->saveCustomer(std::nullopt, change);
    }
    SimilarQuestion about(const QString &subject, const QString &text)
    {
        SimilarQuestion question;
        question.subject = subject;
        question.text = text;
        question.customer = world.customer;
        question.at = clock.now();
        question.policy = world.workspace->policy();
        return question;
    }
    void link(TicketId ticket, SubjectId cause, ticket::LinkKind kind = ticket::LinkKind::CausedBy,
              bool remove = false)
    {
        (void)world.submit(ticket, ticket::LinkTicket{cause, kind, remove});
    }
    knowledge::KnownIssueId issue(const QString &title, const QString &symptoms)
    {
        knowledge::Recorded fields;
        fields.title = title;
        fields.symptoms = symptoms;
        fields.workaround = u"Split it by month."_s;
        return world.workspace->submit(knowledge::Order{{}, knowledge::Record{fields}})->issue;
    }

    TestClock clock;
    World world;
    std::unique_ptr<store::KnowledgeReader> reader;
};

std::vector<TicketId> idsOf(const Result<views::SimilarAnswer> &answer)
{
    std::vector<TicketId> ids;
    for (const views::SimilarTicket &each : answer->tickets)
        ids.push_back(each.ticket.id);
    return ids;
}

const QString kSubject = u"Nightly sync fails"_s;
const QString kText = u"The nightly sync from our warehouse failed again with error 1042."_s;
const QString kAlike = u"Since Monday the warehouse sync fails at night, error 1042."_s;
const QString kElse = u"The invoice of March shows the wrong address."_s;

} // namespace

class TestKnowledge : public QObject
{
    Q_OBJECT
private slots:
    void init() { m_folder.emplace(); }

    void ticketsThatAreAlikeAreFoundTheBestFirstWithTheWordsThatCounted()
    {
        Desk desk(file());
        const TicketId same = desk.report(kSubject, kText);
        const TicketId alike = desk.report(u"Warehouse sync"_s, kAlike);
        desk.report(u"Wrong address"_s, kElse);
        const auto answer = desk.reader->similarTo(desk.about(kSubject, kText));
        QVERIFY(answer);
        QCOMPARE(idsOf(answer), (std::vector<TicketId>{same, alike}));
        QCOMPARE(answer->tickets.front().permille, 1000);
        QVERIFY(answer->tickets.back().permille < 1000);
        QVERIFY(answer->tickets.back().words.contains(u"1042"_s));
        QCOMPARE(answer->tickets.front().ticket.customerName, u"Nordwind"_s);
    }

    void whatTheIndexHasAlreadyIsFoundAsWell()
    {
        Desk desk(file());
        const TicketId same = desk.report(kSubject, kText);
        QVERIFY(desk.world.workspace->search(u"anything"_s, 3)); // brings the index up to date
        QCOMPARE(idsOf(desk.reader->similarTo(desk.about(kSubject, kText))), std::vector<TicketId>{same});
        // Also in other forms of its words, among so many others that it would not be tried by chance.
        for (int i = 0; i < 120; ++i)
            desk.report(u"Question %1"_s.arg(i),
                        u"How do I change the address of invoice %1 in the portal?"_s.arg(i));
        QVERIFY(desk.world.workspace->search(u"anything"_s, 3));
        QCOMPARE(idsOf(desk.reader->similarTo(
                     desk.about(u"Failing syncs"_s, u"warehouses, errors: nightly syncs are failing"_s))),
                 std::vector<TicketId>{same});
    }

    void openSolvedAndOneCustomersAlone()
    {
        Desk desk(file());
        const CustomerId other = desk.otherCustomer();
        const TicketId open = desk.report(kSubject, kText);
        const TicketId theirs = desk.report(kSubject, kText, other);
        const TicketId solved = desk.report(kSubject, kText);
        (void)desk.world.submit(solved, ticket::ChangeStatus{ticket::Status::Resolved, {}});
        SimilarQuestion question = desk.about(kSubject, kText);
        QCOMPARE(idsOf(desk.reader->similarTo(question)), (std::vector<TicketId>{theirs, open}));
        question.isOfCustomerAlone = true;
        QCOMPARE(idsOf(desk.reader->similarTo(question)), std::vector<TicketId>{open});
        question.among = SimilarQuestion::Among::Solved;
        QCOMPARE(idsOf(desk.reader->similarTo(question)), std::vector<TicketId>{solved});
        question.among = SimilarQuestion::Among::All;
        question.ticket = solved;
        QCOMPARE(idsOf(desk.reader->similarTo(question)), std::vector<TicketId>{open});
    }

    void aChangedTextIsComparedAnew()
    {
        Desk desk(file());
        const TicketId id = desk.report(kSubject, kText);
        QCOMPARE(idsOf(desk.reader->similarTo(desk.about(kSubject, kText))), std::vector<TicketId>{id});
        ticket::FieldsChanged fields;
        fields.subject = u"Wrong address"_s;
        fields.description = kElse;
        (void)desk.world.submit(id, ticket::EditFields{fields});
        QVERIFY(desk.reader->similarTo(desk.about(kSubject, kText))->tickets.empty());
    }

    void shortTextsAndNoPolicyHaveNoAnswers()
    {
        Desk desk(file());
        desk.report(kSubject, kText);
        QVERIFY(desk.reader->similarTo(desk.about(u"sync"_s, {}))->tickets.empty());
        QVERIFY(desk.reader->similarTo(desk.about({}, {}))->tickets.empty());
        QVERIFY(desk.reader->similarTo(desk.about(u"\" OR ( NEAR"_s, u"* : {subject} \"\" -"_s)));
        SimilarQuestion question = desk.about(kSubject, kText);
        question.policy = nullptr;
        QVERIFY(desk.reader->similarTo(question)->tickets.empty());
    }

    void reportsOfTheCustomerAreCountedByTheRule()
    {
        Desk desk(file());
        desk.report(kSubject, kText);
        desk.clock.advance(days(2));
        desk.report(kSubject, kAlike);
        desk.report(kSubject, kText, desk.otherCustomer());
        const auto answer = desk.reader->similarTo(desk.about(kSubject, kText));
        QCOMPARE(answer->repeats.count, 3);
        QVERIFY(answer->repeats.isMany);
        desk.clock.advance(days(60));
        QCOMPARE(desk.reader->similarTo(desk.about(kSubject, kText))->repeats.count, 1);
    }

    void aCauseInCommonCountsAsARepeatWhateverTheWords()
    {
        Desk desk(file());
        const TicketId cause = desk.report(kSubject, kText);
        const TicketId one = desk.report(u"Wrong address"_s, kElse);
        const TicketId two = desk.report(u"Slow page"_s, u"The dashboard takes a minute to open."_s);
        QCOMPARE(desk.world.workspace->repeatsOf(two)->count, 1);
        desk.link(one, idCast<SubjectId>(cause));
        desk.link(two, idCast<SubjectId>(cause));
        const auto repeats = desk.world.workspace->repeatsOf(two);
        QCOMPARE(repeats->count, 3); // with the cause itself
        QVERIFY(repeats->isMany);
        QVERIFY(std::ranges::all_of(repeats->counted, &escalation::Repeat::hasSameCause));
        desk.link(two, idCast<SubjectId>(cause), ticket::LinkKind::CausedBy, true);
        QCOMPARE(desk.world.workspace->repeatsOf(two)->count, 1);
    }

    void ticketsOfOneCauseStandTogetherWithTheCause()
    {
        Desk desk(file());
        const TicketId cause = desk.report(kSubject, kText);
        const TicketId one = desk.report(u"Wrong address"_s, kElse, desk.otherCustomer());
        const TicketId two = desk.report(u"Slow page"_s, kElse);
        desk.report(u"On its own"_s, kElse);
        QVERIFY(desk.reader->oneCause(cause)->empty());
        desk.link(one, idCast<SubjectId>(cause));
        desk.link(two, idCast<SubjectId>(cause), ticket::LinkKind::Duplicate);
        for (const TicketId &each : {cause, one, two}) {
            const auto groups = desk.reader->oneCause(each);
            QCOMPARE(groups->size(), size_t(1));
            const views::CauseGroup &group = groups->front();
            QCOMPARE(group.kind, views::CauseGroup::Kind::Ticket);
            QCOMPARE(group.title, kSubject);
            std::vector<TicketId> ids;
            for (const views::KnownTicket &ticket : group.tickets)
                ids.push_back(ticket.id);
            QCOMPARE(ids, (std::vector<TicketId>{two, one, cause}));
        }
        const auto open = desk.reader->causesOfOpen();
        QCOMPARE(open->size(), size_t(3));
        desk.link(two, idCast<SubjectId>(cause), ticket::LinkKind::Duplicate, true);
        desk.link(one, idCast<SubjectId>(cause), ticket::LinkKind::CausedBy, true);
        QVERIFY(desk.reader->oneCause(cause)->empty());
        QVERIFY(desk.reader->causesOfOpen()->empty());
    }

    void aKnownIssueIsRecordedChangedAndClosed()
    {
        Desk desk(file());
        const auto id =
            desk.issue(u"Sync fails with error 1042"_s, u"nightly sync from the warehouse failed"_s);
        const auto other = desk.issue(u"Export stops"_s, {});
        auto known = desk.reader->knownIssues();
        QCOMPARE(known.size(), size_t(2));
        const auto numbered = [&](knowledge::KnownIssueId wanted) {
            return *std::ranges::find(known, wanted, &knowledge::KnownIssue::id);
        };
        QVERIFY(numbered(id).number.endsWith(u"-0001"_s) && numbered(other).number.endsWith(u"-0002"_s));
        QCOMPARE(numbered(id).recordedBy, desk.world.workspace->me());
        QVERIFY(desk.world.workspace->submit(knowledge::Order{id, knowledge::Close{u"2.4.1"_s}})->hasChanged);
        known = desk.reader->knownIssues();
        QCOMPARE(known.back().id, id); // what is fixed stands behind
        QCOMPARE(known.back().fixedIn, u"2.4.1"_s);
        const auto refused = desk.world.workspace->submit(knowledge::Order{id, knowledge::Close{}});
        QVERIFY(!refused);
        QVERIFY(refused.error().detail.contains(u"since when"_s));
        QVERIFY(desk.world.workspace->check()->ok());
    }

    void aKnownIssueFitsATextAndIsLinkedAsACause()
    {
        Desk desk(file());
        const auto id =
            desk.issue(u"Sync fails with error 1042"_s, u"nightly sync from the warehouse failed"_s);
        desk.issue(u"Export stops at 10,000 rows"_s, {});
        const TicketId ticket = desk.report(kSubject, kText);
        SimilarQuestion question = desk.about(kSubject, kText);
        auto answer = desk.reader->similarTo(question);
        QCOMPARE(answer->issues.size(), size_t(1));
        QCOMPARE(answer->issues.front().issue.id, id);
        QVERIFY(!answer->issues.front().isLinked && answer->issues.front().words.contains(u"1042"_s));
        desk.link(ticket, idCast<SubjectId>(id));
        question.causes = {idCast<SubjectId>(id)};
        answer = desk.reader->similarTo(question);
        QCOMPARE(answer->issues.size(), size_t(1));
        QVERIFY(answer->issues.front().isLinked);
        const auto group = desk.reader->ticketsOf(id);
        QCOMPARE(group->kind, views::CauseGroup::Kind::KnownIssue);
        QCOMPARE(group->tickets.size(), size_t(1));
        QCOMPARE(group->tickets.front().id, ticket);
    }

    void theSameFactsGiveTheSameKnownIssuesAndCausesOnEveryDesk()
    {
        Desk desk(file());
        const auto id = desk.issue(u"Sync fails"_s, {});
        const TicketId ticket = desk.report(kSubject, kText);
        desk.link(ticket, idCast<SubjectId>(id));
        (void)desk.world.workspace->submit(knowledge::Order{id, knowledge::Close{u"2.4.1"_s}});
        auto facts = desk.world.facts();
        std::ranges::reverse(facts);
        const auto other = openAt(m_folder->filePath(u"other.muster"_s), desk.clock);
        QCOMPARE(other->take(facts)->quarantined, 0);
        QCOMPARE(*other->stateHash(), *desk.world.workspace->stateHash());
        QVERIFY(other->check()->ok());
        QVERIFY(other->rebuild()->ok());
        QCOMPARE(*other->stateHash(), *desk.world.workspace->stateHash());
    }

    void whatIsRedactedIsGoneAndTheIssueStays()
    {
        Desk desk(file());
        const auto id = desk.issue(u"Password hunter2 is rejected"_s, u"hunter2"_s);
        FactId recorded;
        for (const Fact &fact : desk.world.facts()) {
            if (fact.type == u"known_issue.recorded")
                recorded = fact.id;
        }
        QVERIFY(desk.world.workspace->redact(recorded, u"a password"_s));
        const auto known = desk.reader->knownIssues();
        QCOMPARE(known.size(), size_t(1));
        QCOMPARE(known.front().id, id);
        QVERIFY(!known.front().number.isEmpty());
        QVERIFY(!known.front().title.contains(u"hunter2"_s) && known.front().symptoms.isEmpty());
        QVERIFY(desk.world.workspace->check()->ok());
    }

private:
    QString file() const { return m_folder->filePath(u"desk.muster"_s); }
    std::optional<QTemporaryDir> m_folder;
};

QTEST_APPLESS_MAIN(TestKnowledge)
#include "tst_knowledge.moc"
