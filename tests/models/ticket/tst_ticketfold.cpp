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
        DateAgreed{TicketWorld::start() + std::chrono::hours(48)}};
    std::vector<Entry> entries;
    for (size_t i = 0; i < facts.size(); ++i) {
        entries.push_back(entry(random, facts[i], TicketWorld::start() + std::chrono::hours(2 * i)));
        entries.back().recorded.occurredAt = entries.back().stamp;
    }
    return entries;
}

/// The events stand in ledger order; which came first in it is the one thing that the order may change.
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
