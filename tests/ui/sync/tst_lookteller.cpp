// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/sync/faketeam.h"
#include "ui/sync/lookteller.h"

#include <QTest>

using namespace muster;
using namespace muster::test;
using namespace std::chrono_literals;
using Look = FakeTeam::Look;

namespace {

const Instant kNow = fromMillis(1'795'183'200'000);

struct Teller
{
    FakeTeam team;
    ui::LookTeller teller{team};
    Instant now = kNow;
    TicketId first = TicketId::random(kNow), second = TicketId::random(kNow);
    IncidentId incident = IncidentId::random(kNow);

    void see(TicketId ticket, IncidentId room = {})
    {
        now += 1s;
        teller.see(ticket, room, now);
    }
};

} // namespace

class TestLookTeller final : public QObject
{
    Q_OBJECT
private slots:
    void aTicketIsToldOnceOneRestsOnIt()
    {
        Teller it;
        it.see(it.first);
        QVERIFY(it.team.looks.empty()); // on the way to another one, perhaps
        it.see(it.second);
        QVERIFY(it.team.looks.empty());
        for (int i = 0; i < 5; ++i)
            it.see(it.second);
        QCOMPARE(it.team.looks, (std::vector<Look>{{it.second, {}, false}}));
        it.see({});
        QCOMPARE(it.team.looks.back(), (Look{}));
        QCOMPARE(it.team.looks.size(), size_t(2));
    }

    void writingIsToldAtOnceAndOnce()
    {
        Teller it;
        for (int i = 0; i < 4; ++i)
            it.teller.typed({}, it.incident, false, it.now);
        QCOMPARE(it.team.looks, (std::vector<Look>{{{}, it.incident, true}}));
        it.see({}, it.incident);
        QCOMPARE(it.team.looks.size(), size_t(1)); // it goes on
        it.teller.typed({}, it.incident, true, it.now);
        QCOMPARE(it.team.looks.back(), (Look{{}, it.incident, false}));
    }

    void whoRestsOverADraftNoLongerWrites()
    {
        Teller it;
        it.teller.typed(it.first, {}, false, it.now);
        it.now += ui::LookTeller::kRest - 2s;
        it.see(it.first);
        QVERIFY(it.team.looks.back().isWriting);
        it.see(it.first);
        QCOMPARE(it.team.looks.back(), (Look{it.first, {}, false}));
    }

    void whatIsSentAfterOneLeftDoesNotBringOneBack()
    {
        Teller it;
        it.teller.typed(it.first, {}, false, it.now);
        it.see(it.second);
        it.see(it.second);
        QCOMPARE(it.team.looks.back(), (Look{it.second, {}, false}));
        it.teller.typed(it.first, {}, true, it.now);
        QCOMPARE(it.team.looks.back(), (Look{it.second, {}, false}));
    }
};

QTEST_APPLESS_MAIN(TestLookTeller)
#include "tst_lookteller.moc"
