// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/sync/faketeam.h"
#include "ui/sync/linknotices.h"
#include "ui/theme/theme.h"
#include "ui/widgets/noticebar.h"

#include <QApplication>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using views::LinkState;

namespace {

struct Bar
{
    FakeTeam team;
    ui::NoticeBar bar;
    ui::LinkNotices notices{team, bar};
    Instant now = fromMillis(1'795'183'200'000); // 2026-11-20T14:00:00Z

    Bar() { ui::applyTheme(*qApp, ui::Mode::Dark); }
    void turn(LinkState state, const QString &why = {})
    {
        team.link.state = state;
        team.link.why = why;
        team.link.offlineSince = state == LinkState::Offline ? std::optional(now) : std::nullopt;
        notices.look(now);
    }
    void wait(std::chrono::seconds by)
    {
        now += by;
        notices.look(now);
    }
};

} // namespace

class TestLinkNotices final : public QObject
{
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s)); }

    void aShortGapIsNotTold()
    {
        Bar it;
        it.turn(LinkState::InStep);
        it.turn(LinkState::Offline);
        it.wait(29s);
        QCOMPARE(it.bar.count(), 0);
        it.turn(LinkState::InStep);
        it.wait(60s);
        QCOMPARE(it.bar.count(), 0);
    }

    void anOutageIsToldOnceWithWhatIsSafeAndGoesWithIt()
    {
        Bar it;
        it.team.link.toSend = 7;
        it.team.link.lastExchange = it.now - 1min;
        it.turn(LinkState::Offline);
        it.wait(30s);
        QCOMPARE(it.bar.sentence(), u"Offline since 14:00 UTC. Your data is safe here and will be sent. What "
                                    u"you see of the others is "
                                    "as of 13:59 UTC."_s);
        it.bar.runStep();
        QCOMPARE(it.team.tries, 1);
        it.wait(60s); // who has seen it is not told again
        QCOMPARE(it.bar.count(), 0);
        it.turn(LinkState::Receiving);
        it.turn(LinkState::Offline);
        it.wait(30s);
        QCOMPARE(it.bar.count(), 1);
        it.turn(LinkState::InStep);
        QCOMPARE(it.bar.count(), 0);
    }

    void aRefusalIsToldAtOnceAndOnceForEachReason()
    {
        Bar it;
        QSignalSpy wanted(&it.notices, &ui::LinkNotices::teamWanted);
        it.turn(LinkState::Refused, u"this desk was revoked"_s);
        QVERIFY2(it.bar.sentence().contains(u"This desk was revoked."_s) &&
                     it.bar.sentence().contains(u"Your data is safe here."_s),
                 qPrintable(it.bar.sentence()));
        it.bar.runStep();
        QCOMPARE(wanted.count(), 1);
        it.turn(LinkState::Connecting);
        it.turn(LinkState::Offline);
        it.wait(60s);
        it.turn(LinkState::Refused, u"this desk was revoked"_s); // a try later
        QCOMPARE(it.bar.count(), 0);
        it.turn(LinkState::Refused, u"the certificate ran out"_s);
        QCOMPARE(it.bar.count(), 1);
        it.turn(LinkState::InStep);
        QCOMPARE(it.bar.count(), 0);
    }

    void aRefusalTakesThePlaceOfTheOutage()
    {
        Bar it;
        it.turn(LinkState::Offline);
        it.wait(30s);
        it.turn(LinkState::Refused, u"this desk was revoked"_s);
        QCOMPARE(it.bar.count(), 1);
        QVERIFY(it.bar.sentence().contains(u"revoked"_s));
    }
};

QTEST_MAIN(TestLinkNotices)
#include "tst_linknotices.moc"
