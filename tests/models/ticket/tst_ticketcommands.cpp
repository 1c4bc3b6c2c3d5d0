// SPDX-License-Identifier: GPL-3.0-or-later
// Every command on a ticket in every status: what it leads to, or the sentence that refuses it.
#include "models/ticket/playbook.h"
#include "tests/models/ticket/ticketworld.h"

#include <QRandomGenerator>
#include <QTest>

#include <set>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::ticket;

namespace {

constexpr std::array kStatuses{Status::New,      Status::Open,   Status::Waiting, Status::OnHold,
                               Status::Resolved, Status::Closed, Status::Reopened};

TicketWorld inStatus(Status status)
{
    TicketWorld world;
    world.state.id = TicketId::derived(TicketWorld::start(), {u"ticket"});
    if (status == Status::Reopened)
        world.add(StatusChanged{Status::Resolved, {}, {}});
    if (status != Status::New)
        world.add(StatusChanged{status, {}, {}});
    return world;
}

/// "reply status:open"; "! sentence" for a refusal.
QString outcome(const Result<std::vector<std::pair<Instant, TicketFact>>> &decided)
{
    if (!decided)
        return u"! "_s + decided.error().detail;
    QStringList words;
    for (const auto &[at, fact] : *decided) {
        const auto *status = std::get_if<StatusChanged>(&fact);
        words += typeName(fact).section(u'.', 1) + (status ? u':' + statusName(status->status) : QString());
    }
    return words.join(u' ');
}

struct Row
{
    const char *name;
    TicketCommand command;
    QStringList wanted; ///< in the order of kStatuses; one for all
};

std::vector<Row> makeTable()
{
    std::vector<Row> rows;
    const auto row = [&](const char *name, const TicketCommand &command, const QStringList &wanted) {
        rows.push_back({name, command, wanted});
    };
    const QString closed = u"! MSTR-7F3K-0042 is closed; re-open it to reply"_s;
    const QString seen = u"! MSTR-7F3K-0042 was looked at already and cannot be new again"_s;
    const QString isOpenAlready =
        u"! MSTR-7F3K-0042 is open; only a resolved or closed ticket is re-opened"_s;
    const QString note = u"! closing asks for a closing note; send the reply, then close MSTR-7F3K-0042"_s;
    row("create", CreateTicket{TicketWorld::created(), true}, {u"! MSTR-7F3K-0042 exists already"_s});
    row("customer's message", AddCustomerMessage{u"Ada"_s, u"any news?"_s},
        {u"customer_message"_s, u"customer_message"_s, u"customer_message status:open"_s,
         u"customer_message status:open"_s, u"customer_message status:reopened"_s,
         u"! MSTR-7F3K-0042 is closed; make a new ticket and link it"_s, u"customer_message"_s});
    row("empty message", AddCustomerMessage{u"Ada"_s, u" \n"_s}, {u"! the message is empty"_s});
    row("reply", SendReply{u"soon"_s, false, std::nullopt},
        {u"reply status:open"_s, u"reply"_s, u"reply"_s, u"reply"_s, u"reply"_s, closed, u"reply"_s});
    row("empty reply", SendReply{u" "_s, false, std::nullopt}, {u"! the reply is empty"_s});
    row("reply, then new", SendReply{u"soon"_s, false, Status::New},
        {u"reply status:open"_s, seen, seen, seen, seen, closed, seen});
    row("reply, then open", SendReply{u"soon"_s, false, Status::Open},
        {u"reply status:open"_s, u"reply"_s, u"reply status:open"_s, u"reply status:open"_s,
         u"reply status:reopened"_s, closed, u"reply status:open"_s});
    row("reply, then waiting", SendReply{u"soon"_s, false, Status::Waiting},
        {u"reply status:waiting"_s, u"reply status:waiting"_s, u"reply"_s, u"reply status:waiting"_s,
         u"reply status:waiting"_s, closed, u"reply status:waiting"_s});
    row("reply, then resolved", SendReply{u"soon"_s, false, Status::Resolved},
        {u"reply status:resolved"_s, u"reply status:resolved"_s, u"reply status:resolved"_s,
         u"reply status:resolved"_s, u"reply"_s, closed, u"reply status:resolved"_s});
    row("reply, then closed", SendReply{u"soon"_s, false, Status::Closed},
        {note, note, note, note, note, closed, note});
    row("reply, then reopened", SendReply{u"soon"_s, false, Status::Reopened},
        {isOpenAlready, isOpenAlready, isOpenAlready, isOpenAlready, u"reply status:reopened"_s, closed,
         u"reply"_s});
    row("note", AddNote{u"odd"_s}, {u"note"_s});
    row("empty note", AddNote{u"\t"_s}, {u"! the note is empty"_s});
    row("set new", ChangeStatus{Status::New, {}}, {QString(), seen, seen, seen, seen, seen, seen});
    row("set open", ChangeStatus{Status::Open, {}},
        {u"status:open"_s, QString(), u"status:open"_s, u"status:open"_s, u"status:reopened"_s,
         u"status:reopened"_s, u"status:open"_s});
    row("set waiting", ChangeStatus{Status::Waiting, {}},
        {u"status:waiting"_s, u"status:waiting"_s, QString(), u"status:waiting"_s, u"status:waiting"_s,
         u"status:waiting"_s, u"status:waiting"_s});
    row("set on hold", ChangeStatus{Status::OnHold, {}},
        {u"status:on_hold"_s, u"status:on_hold"_s, u"status:on_hold"_s, QString(), u"status:on_hold"_s,
         u"status:on_hold"_s, u"status:on_hold"_s});
    row("set resolved", ChangeStatus{Status::Resolved, {}},
        {u"status:resolved"_s, u"status:resolved"_s, u"status:resolved"_s, u"status:resolved"_s, QString(),
         u"status:resolved"_s, u"status:resolved"_s});
    const QString noNote = u"! MSTR-7F3K-0042 has no closing note: root cause, workaround and prevention are "
                           "asked for before it closes"_s;
    row("set closed", ChangeStatus{Status::Closed, {}},
        {noNote, noNote, noNote, noNote, noNote, QString(), noNote});
    row("set reopened", ChangeStatus{Status::Reopened, {}},
        {isOpenAlready, isOpenAlready, isOpenAlready, isOpenAlready, u"status:reopened"_s,
         u"status:reopened"_s, QString()});
    row("close", CloseTicket{{u"cause"_s, {}, u"prevention"_s}},
        {u"closing_note status:resolved status:closed"_s, u"closing_note status:resolved status:closed"_s,
         u"closing_note status:resolved status:closed"_s, u"closing_note status:resolved status:closed"_s,
         u"closing_note status:closed"_s, u"! MSTR-7F3K-0042 is closed already"_s,
         u"closing_note status:resolved status:closed"_s});
    const QString misses = u"! the closing note still misses: root cause, prevention"_s;
    row("close without a word", CloseTicket{{u" "_s, u"restart"_s, {}}},
        {misses, misses, misses, misses, misses, u"! MSTR-7F3K-0042 is closed already"_s, misses});
    row("priority", ChangePriority{u"P0"_s, {}}, {u"priority"_s});
    row("same priority", ChangePriority{u"P2"_s, {}}, {QString()});
    row("no such priority", ChangePriority{u"P9"_s, {}},
        {u"! there is no priority \"P9\"; there are P0, P1, P2, P3"_s});
    row("tier", ChangeTier{u"enterprise"_s, {}}, {u"tier"_s});
    row("same tier", ChangeTier{u"professional"_s, {}}, {QString()});
    row("no tier", ChangeTier{{}, {}}, {u"tier"_s});
    row("no such tier", ChangeTier{u"gold"_s, {}}, {u"! there is no tier \"gold\"; there are "_s});
    row("assign", Assign{TicketWorld::person(2)}, {u"assigned"_s});
    row("assign to nobody where nobody has it", Assign{}, {QString()});
    row("tag", ChangeTags{{u" VIP"_s}, {}}, {u"tags"_s});
    row("tag that is there", ChangeTags{{u"Export"_s}, {u"other"_s}}, {QString()});
    row("empty tag", ChangeTags{{u" "_s}, {}}, {u"! a tag has 1 to 60 characters"_s});
    row("long tag", ChangeTags{{QString(61, u'x')}, {}}, {u"! a tag has 1 to 60 characters"_s});
    row("link", LinkTicket{TicketWorld::other(1), LinkKind::CausedBy, false}, {u"linked"_s});
    row("link to nothing", LinkTicket{}, {u"! a ticket is linked to another one"_s});
    row("link that is not there, removed", LinkTicket{TicketWorld::other(1), LinkKind::Related, true},
        {QString()});
    row("merge", MergeTicket{TicketId::derived(TicketWorld::start(), {u"survivor"})}, {u"merged"_s});
    row("merge into nothing", MergeTicket{}, {u"! a ticket is merged into another one"_s});
    row("merge into itself", MergeTicket{TicketId::derived(TicketWorld::start(), {u"ticket"})},
        {u"! a ticket is merged into another one"_s});
    FieldsChanged fields;
    fields.subject = u"Import stuck"_s;
    row("fields", EditFields{fields}, {u"fields"_s});
    fields.subject = u"Export stuck"_s;
    row("same fields", EditFields{fields}, {QString()});
    fields.subject = u"  "_s;
    row("empty subject", EditFields{fields}, {u"! the subject is empty"_s});
    row("policy", BindPolicy{{PolicyId::derived(TicketWorld::start(), {u"p"}), FactId()}}, {u"policy"_s});
    row("same policy", BindPolicy{}, {QString()});
    row("date", AgreeDate{TicketWorld::start() + std::chrono::hours(48)}, {u"agreed_date"_s});
    row("date in the past", AgreeDate{TicketWorld::start()}, {u"! the agreed date lies in the past"_s});
    row("no date where none was", AgreeDate{}, {QString()});
    row("step", MarkStep{u"resolve"_s, true}, {u"playbook"_s});
    row("step that was not ticked, taken back", MarkStep{u"resolve"_s, false}, {QString()});
    row("no such step", MarkStep{u"war_room"_s, true},
        {u"! the playbook of P2 has no step \"war_room\"; it has backlog, acknowledge, resolve"_s});
    return rows;
}

const std::vector<Row> &table()
{
    static const std::vector<Row> rows = makeTable();
    return rows;
}

/// What a person sees as undone: all but the conversation, the closing note and the times.
struct Restored
{
    Status status;
    QString priority, tier, subject, description, contactName, contactEmail, impact, environment, steps;
    QStringList tags;
    CustomerId customer;
    PersonId assignee;
    policy::PolicyRef policy;
    std::optional<Instant> agreedDate;
    std::vector<std::pair<SubjectId, LinkKind>> links;
    QStringList stepsDone;
    bool operator==(const Restored &) const = default;
};

Restored restored(const Ticket &state)
{
    Restored made{state.status,
                  state.priority,
                  state.tier,
                  state.subject,
                  state.description,
                  state.contactName,
                  state.contactEmail,
                  state.impact,
                  state.environment,
                  state.steps,
                  state.tags,
                  state.customer,
                  state.assignee,
                  state.policy,
                  state.agreedDate,
                  {},
                  {}};
    for (const policy::Priority &priority : TicketWorld::policy().priorities) {
        for (const policy::PlaybookStep &step : priority.playbook) {
            if (standingMark(state, step, kNever))
                made.stepsDone += priority.key + u'.' + step.key;
        }
    }
    for (const Link &link : state.links)
        made.links.emplace_back(link.other, link.kind);
    std::ranges::sort(made.links);
    return made;
}

/// New does not come back, and a ticket that was resolved goes on as re-opened: the cycle counts.
Status statusAfterUndo(Status before, Status between)
{
    if (before == between)
        return before;
    if (before != Status::New && before != Status::Open)
        return before;
    return isOpen(between) ? Status::Open : Status::Reopened;
}

class RandomCommands
{
public:
    explicit RandomCommands(quint32 seed) : m_random(seed) {}

    TicketCommand next(Instant now)
    {
        switch (m_random.bounded(13)) {
        case 0:
            return AddCustomerMessage{u"Ada"_s, u"any news?"_s};
        case 1:
            return SendReply{u"soon"_s, oneIn(2), oneIn(2) ? std::optional(status()) : std::nullopt};
        case 2:
            return AddNote{u"odd"_s};
        case 3:
            return ChangeStatus{status(), u"why"_s};
        case 4:
            return ChangePriority{one({u"P0"_s, u"P1"_s, u"P2"_s, u"P3"_s}), {}};
        case 5:
            return ChangeTier{one({u"enterprise"_s, u"professional"_s, u"starter"_s, QString()}), {}};
        case 6:
            return Assign{oneIn(3) ? PersonId() : TicketWorld::person(m_random.bounded(3))};
        case 7:
            return ChangeTags{{one({u"vip"_s, u" VIP "_s, u"export"_s})},
                              {one({u"export"_s, u"vip"_s, u"x"_s})}};
        case 8:
            return LinkTicket{TicketWorld::other(m_random.bounded(3)), LinkKind(m_random.bounded(4)),
                              oneIn(2)};
        case 9:
            return CloseTicket{{u"cause"_s, {}, u"prevention"_s}};
        case 10:
            return EditFields{fields()};
        case 11:
            return MarkStep{one({u"acknowledge"_s, u"update"_s, u"resolve"_s}), !oneIn(3)};
        default:
            return AgreeDate{oneIn(3) ? std::nullopt
                                      : std::optional(now + std::chrono::hours(100 + m_random.bounded(9)))};
        }
    }

private:
    bool oneIn(int many) { return m_random.bounded(many) == 0; }
    Status status() { return kStatuses[size_t(m_random.bounded(7))]; }
    QString one(const QStringList &words) { return words[m_random.bounded(int(words.size()))]; }
    FieldsChanged fields()
    {
        FieldsChanged change;
        for (auto *field : {&change.subject, &change.contactEmail, &change.impact, &change.steps}) {
            if (oneIn(2))
                *field = one({u"a"_s, u"b c"_s, u"ü"_s});
        }
        if (oneIn(3))
            change.description = one({QString(), u"text"_s});
        if (oneIn(2))
            change.customer = TicketWorld::customer(m_random.bounded(3));
        return change;
    }

    QRandomGenerator m_random;
};

} // namespace

class TestTicketCommands : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void everyCommandInEveryStatus_data()
    {
        QTest::addColumn<int>("row");
        for (size_t i = 0; i < table().size(); ++i)
            QTest::newRow(table()[i].name) << int(i);
    }
    void everyCommandInEveryStatus()
    {
        QFETCH(int, row);
        const auto &[name, tried, wanted] = table()[size_t(row)];
        for (size_t i = 0; i < kStatuses.size(); ++i) {
            const QString got = outcome(inStatus(kStatuses[i]).decided(tried));
            const QString &want = wanted.size() == 1 ? wanted[0] : wanted[qsizetype(i)];
            const bool isFirstWords = want.endsWith(u"there are "_s);
            QVERIFY2(isFirstWords ? got.startsWith(want) : got == want,
                     qPrintable(statusName(kStatuses[i]) + u": "_s + got));
        }
    }

    void theTableAboveLeavesNoCommandOut()
    {
        std::set<size_t> tried;
        for (const Row &row : table())
            tried.insert(row.command.index());
        QCOMPARE(tried.size(), std::variant_size_v<TicketCommand>);
    }

    void aMergedTicketTakesNoCommand()
    {
        TicketWorld world = inStatus(Status::Open);
        world.add(TicketMerged{TicketId::derived(TicketWorld::start(), {u"survivor"})});
        for (const Row &row : table())
            QCOMPARE(outcome(world.decided(row.command)),
                     u"! MSTR-7F3K-0042 was merged into another ticket; work goes on there"_s);
    }

    void onlyACreationIsTakenWhereThereIsNoTicket()
    {
        const Ticket none;
        const DecideContext context{TicketWorld::policy(), TicketWorld::start(), {}, {}};
        for (const Row &row : table()) {
            if (std::holds_alternative<CreateTicket>(row.command))
                continue;
            const auto decided = decide(none, {{}, row.command, std::nullopt}, context);
            QVERIFY(!decided);
            QCOMPARE(decided.error().fault, Fault::NotFound);
        }
    }

    void aCommandIsDatedBetweenTheCreationAndNow()
    {
        const TicketWorld world = inStatus(Status::Open);
        const auto dated = [&](Instant at) {
            return outcome(decide(world.state, {world.state.id, AddNote{u"x"_s}, at},
                                  {TicketWorld::policy(), world.now(), {}, {}}));
        };
        QCOMPARE(dated(world.now()), u"note"_s);
        QCOMPARE(dated(TicketWorld::start()), u"note"_s);
        QCOMPARE(dated(world.now() + Millis(1)),
                 u"! %1 lies in the future"_s.arg(toRfc3339(world.now() + Millis(1))));
        QVERIFY(dated(TicketWorld::start() - Millis(1)).contains(u"before the ticket was made"_s));
    }

    void aBackdatedCommandIsJudgedByItsInstant()
    {
        // Created at minute 0, waiting from 2, resolved at 4; the command comes at 10.
        TicketWorld world;
        for (const auto &[minute, status] : {std::pair(2, Status::Waiting), {4, Status::Resolved}}) {
            Recorded change = world.recorded(StatusChanged{status, {}, {}});
            change.occurredAt = TicketWorld::start() + std::chrono::minutes(minute);
            apply(world.state, change);
        }
        const auto dated = [&](int minute, const TicketCommand &command) {
            return outcome(decide(
                world.state, {world.state.id, command, TicketWorld::start() + std::chrono::minutes(minute)},
                {TicketWorld::policy(), TicketWorld::start() + std::chrono::minutes(10), {}, {}}));
        };
        const AddCustomerMessage message{u"Ada"_s, u"any news?"_s};
        QCOMPARE(dated(1, message), u"customer_message"_s);
        QCOMPARE(dated(3, message), u"customer_message status:open"_s);
        QCOMPARE(dated(5, message), u"customer_message status:reopened"_s);
        QCOMPARE(dated(1, SendReply{u"soon"_s, false, std::nullopt}), u"reply status:open"_s);
        QCOMPARE(dated(3, SendReply{u"soon"_s, false, std::nullopt}), u"reply"_s);
        QCOMPARE(dated(3, ChangeStatus{Status::Waiting, {}}), QString());
        QCOMPARE(dated(3, ChangeStatus{Status::Open, {}}), u"status:open"_s);
        QCOMPARE(dated(5, ChangeStatus{Status::Open, {}}), u"status:reopened"_s);
        QVERIFY(
            dated(3, CloseTicket{{u"cause"_s, {}, u"prevention"_s}}).contains(u"cannot end before that"_s));
        QVERIFY(dated(3, MergeTicket{TicketId::derived(TicketWorld::start(), {u"survivor"})})
                    .contains(u"cannot end before that"_s));
    }

    void aBackdatedTickIsOfThePresentPlaybookOrOfTheOneAtItsInstant()
    {
        TicketWorld world; // P2
        QVERIFY(world.done(ChangePriority{u"P0"_s, {}}));
        const auto dated = [&](const QString &step, Instant at) {
            return outcome(decide(world.state, {world.state.id, MarkStep{step, true}, at},
                                  {TicketWorld::policy(), world.now(), {}, {}}));
        };
        QCOMPARE(dated(u"war_room"_s, TicketWorld::start()), u"playbook"_s); // before anybody raised it
        QCOMPARE(dated(u"resolve"_s, TicketWorld::start()), u"playbook"_s);
        QVERIFY(dated(u"resolve"_s, world.now()).contains(u"the playbook of P0 has no step \"resolve\""_s));
        QVERIFY(dated(u"workaround"_s, TicketWorld::start()).contains(u"the playbook of P0 has no step"_s));
    }

    void whatIsDoneNowHoldsAlsoWhereAnotherDesksClockIsAhead()
    {
        TicketWorld world = inStatus(Status::Open);
        Recorded ahead = world.recorded(StatusChanged{Status::Waiting, {}, {}});
        ahead.occurredAt = world.now() + std::chrono::minutes(5);
        apply(world.state, ahead);
        const auto decided = world.decided(ChangeStatus{Status::Open, {}});
        QVERIFY(decided.has_value());
        QCOMPARE(decided->size(), size_t(1));
        QCOMPARE(decided->front().first, ahead.occurredAt);
    }

    void whatACustomerWroteIsNoPlaceOfTheAcknowledgement()
    {
        Ticket ticket = TicketWorld().state;
        ticket.subject = u"my {agent_name} and {priority}"_s;
        ticket.contactName.clear();
        policy::Policy policy = TicketWorld::policy();
        policy.acknowledgementTemplate = u"{contact_name}: {summary} is {priority}, {agent_name}{odd}."_s;
        QCOMPARE(acknowledgementText(ticket, policy, u"Sam"_s),
                 u"{contact_name}: my {agent_name} and {priority} is P2, Sam{odd}."_s);
    }

    void aCreationSaysWhatIsMissingAndWhatIsUnknown()
    {
        const auto created = [](const TicketCreated &fields, bool enforce = true) {
            return outcome(decide(Ticket{}, {{}, CreateTicket{fields, enforce}, std::nullopt},
                                  {TicketWorld::policy(), TicketWorld::start(), {}, {}}));
        };
        QVERIFY(created({}).startsWith(u"! still missing: subject, customer, priority"_s));
        TicketCreated fields = TicketWorld::created();
        fields.priority = u"P9"_s;
        QVERIFY(created(fields).startsWith(u"! there is no priority \"P9\""_s));
        QCOMPARE(created({}, false), u"created"_s);
        const auto decided = decide(Ticket{}, {{}, CreateTicket{{}, false}, std::nullopt},
                                    {TicketWorld::policy(), TicketWorld::start(), {}, {}});
        QVERIFY(std::get<TicketCreated>(decided->front().second).tags.contains(u"incomplete"_s));
    }

    void aReopenedTicketComesBackFromWaitingAsReopened()
    {
        TicketWorld world = inStatus(Status::Reopened);
        QVERIFY(world.done(ChangeStatus{Status::Waiting, {}}));
        QCOMPARE(outcome(world.decided(ChangeStatus{Status::Reopened, {}})), u"status:reopened"_s);
    }

    void whatIsTakenBackStandsAsItStoodBefore()
    {
        constexpr quint32 kSeed = 20261121;
        qInfo("seed %u", kSeed);
        int undone = 0;
        for (quint32 round = 0; round < 200; ++round) {
            RandomCommands random(kSeed + round);
            TicketWorld world;
            for (int step = 0; step < 20; ++step) {
                const TicketCommand command = random.next(world.now());
                TicketWorld tried = world;
                if (!tried.done(command))
                    continue;
                const bool didSomething = !world.decided(command)->empty();
                if (const auto back = inverse(world.state, command); back && didSomething) {
                    TicketWorld taken = tried;
                    const QString name =
                        u"round %1, step %2, command %3"_s.arg(round).arg(step).arg(command.index());
                    QVERIFY2(taken.done(*back), qPrintable(name + u' ' + outcome(tried.decided(*back))));
                    Restored wanted = restored(world.state);
                    wanted.status = statusAfterUndo(world.state.status, tried.state.status);
                    QVERIFY2(restored(taken.state) == wanted, qPrintable(name));
                    ++undone;
                }
                world = tried;
            }
        }
        QVERIFY(undone > 1000);
    }

    void whatCannotBeTakenBackIsNotOffered()
    {
        const Ticket state = inStatus(Status::Open).state;
        QVERIFY(!inverse(state, AddNote{u"x"_s}));
        QVERIFY(!inverse(state, SendReply{u"x"_s, false, std::nullopt}));
        QVERIFY(!inverse(state, AddCustomerMessage{{}, u"x"_s}));
        QVERIFY(!inverse(state, CreateTicket{}));
        QVERIFY(!inverse(state, MergeTicket{TicketId::derived(TicketWorld::start(), {u"survivor"})}));
        Ticket bare = state;
        bare.priority.clear();
        bare.customer = {};
        QVERIFY(!inverse(bare, ChangePriority{u"P0"_s, {}}));
        FieldsChanged fields;
        fields.subject = u"a"_s;
        QVERIFY(inverse(bare, EditFields{fields}));
        fields.customer = TicketWorld::customer(2);
        QVERIFY(!inverse(bare, EditFields{fields})); // a ticket cannot be given back to nobody
    }
};

QTEST_APPLESS_MAIN(TestTicketCommands)
#include "tst_ticketcommands.moc"
