// SPDX-License-Identifier: GPL-3.0-or-later
// What the whole window shows of the team, over a team that says what it is told to say.
#include "tests/app/realconsole.h"
#include "tests/ui/sync/faketeam.h"
#include "ui/widgets/avatarrow.h"
#include "ui/widgets/chiplabel.h"
#include "ui/widgets/noticebar.h"

#include <QAccessible>
#include <QPushButton>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using views::LinkState;

namespace {

const QByteArray kTickets = "id,subject,customer,tier,arr,priority,status,created\n"
                            "1,Checkout fails,Acme,enterprise,120000 USD,P1,open,2026-11-20T13:40:00Z\n"
                            "2,Cannot pay,Globex,enterprise,80000 USD,P1,open,2026-11-20T13:45:00Z\n";

struct Team
{
    FakeTeam *desk = new FakeTeam; ///< owned by the console
    RealConsole it{kTickets, std::unique_ptr<views::TeamDesk>(desk)};

    void turn(LinkState state)
    {
        views::LinkStatus status = desk->link;
        status.state = state;
        status.lastExchange = it.clock.now() - 5min;
        if (state == LinkState::Offline)
            status.offlineSince = it.clock.now() - 55min;
        desk->turn(status);
    }
    ui::ChipLabel &chip() { return *it.part<ui::ChipLabel>(u"syncState"_s); }
    ui::AvatarRow &faces() { return *it.part<ui::AvatarRow>(u"topHere"_s); }
};

views::Here person(const QString &name)
{
    views::Here here;
    here.name = name;
    return here;
}

} // namespace

class TestTeamWindow final : public QObject
{
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s)); }

    void theChipFollowsTheLine()
    {
        Team team;
        QCOMPARE(team.chip().accessibleName(), u"On this desk only"_s);
        team.turn(LinkState::InStep);
        QCOMPARE(team.chip().accessibleName(), u"In step"_s);
        QVERIFY(team.chip().accessibleDescription().contains(u"is at the hub"_s));
        team.turn(LinkState::Offline);
        QCOMPARE(team.chip().accessibleName(), u"Offline since 13:05"_s);
        QCOMPARE(team.chip().badge(), u"amber"_s);
        QVERIFY(team.chip().toolTip().contains(u"Your data is safe here and will be sent."_s));
    }

    void nobodyIsHereWithoutALine()
    {
        Team team;
        team.turn(LinkState::InStep);
        team.desk->meet({person(u"Ben Okafor"_s), person(u"Ana Ruiz"_s)});
        QCOMPARE(team.faces().names(), (QStringList{u"Ana Ruiz"_s, u"Ben Okafor"_s}));
        QVERIFY(team.faces().isVisible());
        QVERIFY(team.faces().accessibleName().contains(u"Ana Ruiz"_s));
        team.it.take(u"team-here"_s);
        team.turn(LinkState::Offline);
        QVERIFY(team.faces().names().isEmpty());
        QVERIFY(!team.faces().isVisible());
    }

    void whatTwoPeopleSetAtOnceIsToldAndLeadsToTheCase()
    {
        Team team;
        const views::TicketRow row = *team.it.console.queue->model().rowAt(1);
        views::EditConflict conflict;
        conflict.ticket = row.id;
        conflict.where = row.caseNumber;
        conflict.field = u"priority"_s;
        conflict.mine = u"P2"_s;
        conflict.theirs = u"P1"_s;
        conflict.other = u"Ana Ruiz"_s;
        team.it.press(Qt::Key_3, Qt::ControlModifier);
        emit team.desk->conflictFound(conflict);
        auto *bar = team.it.part<ui::NoticeBar>(u"noticeBar"_s);
        QVERIFY(bar->isVisible());
        QVERIFY(bar->accessibleName().contains(row.caseNumber));
        QVERIFY(bar->accessibleName().contains(u"Both stand in the history."_s));
        QCOMPARE(team.it.part<QPushButton>(u"noticeStep"_s)->text(), u"Open"_s);
        team.it.take(u"team-conflict"_s);
        team.it.press(Qt::Key_Period, Qt::ControlModifier);
        QCOMPARE(team.it.console.window->currentPage(), team.it.console.queue);
        QCOMPARE(team.it.console.queue->currentTicket(), row.id);
        QVERIFY(!bar->isVisible());
    }
};

QTEST_MAIN(TestTeamWindow)
#include "tst_teamwindow.moc"
