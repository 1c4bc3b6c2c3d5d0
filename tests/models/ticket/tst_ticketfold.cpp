// SPDX-License-Identifier: GPL-3.0-or-later
// A ticket's state from its facts, whatever order they came in.
#include "tests/models/ticket/randomfacts.h"
#include "tests/models/ticket/ticketworld.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::ticket;

namespace {

constexpr quint32 kSeed = 20261121;

/// One fact with its place in the ledger's order.
struct Entry
{
    Instant stamp{};
    Recorded recorded;
};

Entry entry(RandomFacts &random, const TicketFact &fact, Instant at)
{
    Entry made{at, {}};
    made.recorded.id = random.id<FactId>(true);
    made.recorded.occurredAt = at - std::chrono::minutes(random.upTo(90));
    made.recorded.recordedAt = at;
    made.recorded.actor = random.id<PersonId>(true);
    made.recorded.fact = fact;
    return made;
}

Ticket folded(const std::vector<Entry> &entries)
{
    Ticket state;
    for (const Entry &each : entries)
        apply(state, each.recorded);
    return state;
}

/// A history in ledger order: a creation, then facts of every kind but merges.
std::vector<Entry> history(RandomFacts &random, int length)
{
    constexpr size_t kMerged = 10;
    std::vector<Entry> entries{entry(random, TicketWorld::created(), TicketWorld::start())};
    for (int i = 1; i <= length; ++i) {
        size_t kind = size_t(random.upTo(int(std::variant_size_v<TicketFact>) - 1));
        kind = kind == kMerged ? 3 : kind;
        entries.push_back(entry(random, random.fact(kind), TicketWorld::start() + std::chrono::minutes(i)));
    }
    return entries;
}

/// Each part of the ticket is changed by one fact at most, beside the creation.
std::vector<Entry> oneFactAPart(RandomFacts &random)
{
    FieldsChanged fields;
    fields.subject = u"Import stuck"_s;
    fields.customer = TicketWorld::customer(2);
    fields.description = u"since noon"_s;
    const std::vector<TicketFact> facts{
        TicketWorld::created(),
        CustomerMessageReceived{u"Ada"_s, u"any news?"_s, {}},
        ReplySent{u"Sam"_s, u"soon"_s, {}, false, true},
        StatusChanged{Status::Waiting, {}, {}},
        PriorityChanged{u"P0"_s, {}, {}},
        TierChanged{u"enterprise"_s, {}},
        Assigned{TicketWorld::person(2), {}},
        TagsChanged{{u"vip"_s}, {u"late"_s}},
        TicketLinked{TicketWorld::other(1), LinkKind::CausedBy, false},
        ClosingNoteWritten{{u"cause"_s, {}, u"prevention"_s}},
        fields,
        PolicyBound{{PolicyId::derived(TicketWorld::start(), {u"p"}), FactId()}},
        DateAgreed{TicketWorld::start() + std::chrono::hours(48)},
        StepMarked{u"resolve"_s, u"Resolve it"_s, true, false}};
    std::vector<Entry> entries;
    for (size_t i = 0; i < facts.size(); ++i) {
        entries.push_back(entry(random, facts[i], TicketWorld::start() + std::chrono::hours(2 * i)));
        entries.back().recorded.occurredAt = entries.back().stamp;
    }
    return entries;
}

/// Status and priority changes on one ticket, many of them back-dated and some at one instant.
std::vector<Entry> backdated(RandomFacts &random, int length)
{
    std::vector<Entry> entries{entry(random, TicketWorld::created(), TicketWorld::start())};
    const QStringList priorities{u"P0"_s, u"P1"_s, u"P2"_s, u"P3"_s};
    for (int i = 1; i <= length; ++i) {
        const TicketFact fact = random.flag()
                                    ? TicketFact(StatusChanged{Status(random.upTo(6)), {}, {}})
                                    : TicketFact(PriorityChanged{priorities[random.upTo(3)], {}, {}});
        entries.push_back(entry(random, fact, TicketWorld::start() + std::chrono::minutes(i)));
        entries.back().recorded.occurredAt = entries.back().stamp - std::chrono::minutes(random.upTo(4));
    }
    return entries;
}

/// Said again, plainly: the last of a kind in time, of several at one instant the last in the ledger.
template <typename Fact> const Fact *lastInTime(const std::vector<Entry> &entries)
{
    const Entry *last = nullptr;
    for (const Entry &each : entries) {
        const bool isLater = !last || each.recorded.occurredAt >= last->recorded.occurredAt;
        if (std::holds_alternative<Fact>(each.recorded.fact) && isLater)
            last = &each;
    }
    return last ? &std::get<Fact>(last->recorded.fact) : nullptr;
}

/// The events of one instant stand in ledger order; which came first in it is all that the order may change.
Ticket withoutOrderOfEvents(Ticket state)
{
    std::ranges::sort(state.events, {},
                      [](const sla::Event &event) { return std::pair(event.at, event.kind); });
    return state;
}

} // namespace

class TestTicketFold : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void factsThatComeInAnyOrderGiveOneStateOncePutInTheLedgersOrder()
    {
        qInfo("seed %u", kSeed);
        for (quint32 round = 0; round < 100; ++round) {
            RandomFacts random(kSeed + round);
            const auto entries = history(random, 25);
            auto shuffled = entries;
            std::shuffle(shuffled.begin(), shuffled.end(), random.generator());
            std::ranges::sort(shuffled, {}, &Entry::stamp);
            QVERIFY(folded(shuffled) == folded(entries));
        }
    }

    void eachPartChangedOnceGivesOneStateInAnyOrder()
    {
        const auto policy = *policy::CompiledPolicy::make(TicketWorld::policy());
        for (quint32 round = 0; round < 200; ++round) {
            RandomFacts random(kSeed + round);
            auto entries = oneFactAPart(random);
            const Ticket straight = folded(entries);
            std::shuffle(entries.begin(), entries.end(), random.generator());
            const Ticket shuffled = folded(entries);
            QVERIFY2(withoutOrderOfEvents(shuffled) == withoutOrderOfEvents(straight),
                     qPrintable(QString::number(round)));
            QVERIFY(sla::summarise(clocksInput(shuffled, *policy)) ==
                    sla::summarise(clocksInput(straight, *policy)));
        }
    }

    void aRowSaysWhatItsClocksSayHoweverItsFactsAreDated()
    {
        const auto policy = *policy::CompiledPolicy::make(TicketWorld::policy());
        int paused = 0;
        for (quint32 round = 0; round < 500; ++round) {
            RandomFacts random(kSeed + round);
            auto entries = backdated(random, 12);
            entries.front().recorded.occurredAt = TicketWorld::start() - std::chrono::hours(1);
            const Ticket state = folded(entries);
            const QByteArray name = QByteArray::number(round);
            const auto *status = lastInTime<StatusChanged>(entries);
            const auto *priority = lastInTime<PriorityChanged>(entries);
            QVERIFY2(state.status == (status ? status->status : Status::New), name);
            QVERIFY2(state.priority == (priority ? priority->priority : u"P2"_s), name);
            const auto clocks = sla::evaluate(clocksInput(state, *policy), entries.back().stamp).clocks;
            const sla::ClockReport &resolution = clocks[size_t(sla::ClockKind::Resolution)];
            if (!resolution.target)
                continue;
            using Phase = sla::ClockSummary::Phase;
            const bool mayPause = policy->targets().at(state.priority).mayPause;
            const bool waits = statusClass(state.status, policy->policy()) == sla::StatusClass::Waiting;
            const Phase wanted = !isOpen(state.status) ? Phase::Stopped
                                 : waits && mayPause   ? Phase::Paused
                                                       : Phase::Running;
            QVERIFY2(resolution.summary.phase == wanted, name);
            paused += wanted == Phase::Paused ? 1 : 0;
        }
        QVERIFY(paused > 10);
    }

    void whatIsDatedBeforeTheCreationCountsFromIt()
    {
        const auto policy = *policy::CompiledPolicy::make(TicketWorld::policy());
        RandomFacts random(kSeed);
        auto entries =
            std::vector{entry(random, TicketWorld::created(), TicketWorld::start()),
                        entry(random, StatusChanged{Status::Resolved, {}, {}}, TicketWorld::start())};
        entries[0].recorded.occurredAt = TicketWorld::start();
        entries[1].recorded.occurredAt = TicketWorld::start() - std::chrono::minutes(5);
        const Ticket state = folded(entries);
        QCOMPARE(state.status, Status::Resolved);
        const auto clocks = sla::summarise(clocksInput(state, *policy));
        QCOMPARE(clocks[size_t(sla::ClockKind::Resolution)].phase, sla::ClockSummary::Phase::Stopped);
    }

    void aMergeEndsTheTicketAlsoWhereItIsDatedBeforeAStatus()
    {
        const auto policy = *policy::CompiledPolicy::make(TicketWorld::policy());
        TicketWorld world;
        world.add(StatusChanged{Status::Waiting, {}, {}});
        Recorded merge = world.recorded(TicketMerged{TicketId::derived(TicketWorld::start(), {u"survivor"})});
        merge.occurredAt = TicketWorld::start();
        apply(world.state, merge);
        QCOMPARE(world.state.status, Status::Closed);
        const auto clocks = sla::summarise(clocksInput(world.state, *policy));
        QCOMPARE(clocks[size_t(sla::ClockKind::Resolution)].phase, sla::ClockSummary::Phase::Stopped);
    }

    void anEntryOfAnImportCountsOnceHoweverOftenItComes()
    {
        for (quint32 round = 0; round < 100; ++round) {
            RandomFacts random(kSeed + round);
            auto entries = history(random, 20);
            const Ticket once = folded(entries);
            const size_t size = entries.size();
            for (size_t i = 1; i < size; ++i) {
                if (!sourceOf(entries[i].recorded.fact).isEmpty())
                    entries.push_back(
                        entry(random, entries[i].recorded.fact, entries.back().stamp + Millis(1)));
            }
            QVERIFY(entries.size() > size);
            QVERIFY(folded(entries) == once);
        }
    }

    void nothingChangesAfterAMerge()
    {
        for (quint32 round = 0; round < 100; ++round) {
            RandomFacts random(kSeed + round);
            auto entries = history(random, 5);
            entries.push_back(entry(random, random.fact(10), entries.back().stamp + Millis(1)));
            Ticket merged = folded(entries);
            QVERIFY(!merged.mergedInto.isNull());
            QCOMPARE(merged.status, Status::Closed);
            for (const Entry &late : history(random, 5))
                entries.push_back(late);
            Ticket after = folded(entries);
            after.sources = merged.sources = {};
            QVERIFY(after == merged);
        }
    }

    void aTicketIsNotMergedIntoItself()
    {
        TicketWorld world;
        world.state.id = TicketId::derived(TicketWorld::start(), {u"ticket"});
        const Ticket before = world.state;
        world.add(TicketMerged{world.state.id});
        QVERIFY(world.state.mergedInto.isNull());
        QCOMPARE(world.state.status, before.status);
    }

    void theConversationStandsInTheOrderInWhichItHappened()
    {
        for (quint32 round = 0; round < 100; ++round) {
            RandomFacts random(kSeed + round);
            const Ticket state = folded(history(random, 30));
            QVERIFY(std::ranges::is_sorted(state.messages, {}, &Message::at));
            QVERIFY(std::ranges::is_sorted(state.tags));
            QVERIFY(std::ranges::adjacent_find(state.tags) == state.tags.end());
        }
    }

    void aMessageFromAnotherSystemSaysSo()
    {
        TicketWorld world;
        world.add(CustomerMessageReceived{u"Ada"_s, u"here"_s, u"zendesk:1#c1"_s});
        world.add(NoteAdded{u"Mira"_s, u"there"_s, {}});
        QCOMPARE(world.state.messages.size(), size_t(2));
        QVERIFY(world.state.messages[0].isImported);
        QVERIFY(!world.state.messages[1].isImported);
    }

    void aSecondCreationChangesNothing()
    {
        TicketWorld world;
        const Ticket before = world.state;
        TicketCreated again = TicketWorld::created();
        again.subject = u"Another"_s;
        again.source = u"other:1"_s;
        world.add(again);
        QCOMPARE(world.state.subject, before.subject);
        QCOMPARE(world.state.createdAt, before.createdAt);
        QCOMPARE(world.state.events.size(), before.events.size());
    }
};

QTEST_APPLESS_MAIN(TestTicketFold)
#include "tst_ticketfold.moc"
