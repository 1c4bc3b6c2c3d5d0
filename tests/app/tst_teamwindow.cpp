// SPDX-License-Identifier: GPL-3.0-or-later
// What the whole window shows of the team, over a team that says what it is told to say.
#include "tests/app/warroomhands.h"
#include "tests/ui/sync/faketeam.h"
#include "ui/shell/firststart.h"
#include "ui/shell/topbar.h"
#include "ui/sync/lookteller.h"
#include "ui/theme/localzone.h"
#include "ui/widgets/avatarrow.h"
#include "ui/widgets/chiplabel.h"
#include "ui/widgets/clocklabel.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/noticebar.h"

#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
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

/// An empty workspace, as its first page asks who sits here.
struct FirstPage : WindowHands
{
    QTemporaryDir folder;
    TestClock clock{fromMillis(1'795'183'200'000)};
    app::Console console;

    /// Without `team` the real one, which knows no invitation of ours.
    explicit FirstPage(std::unique_ptr<views::TeamDesk> team)
    {
        app::prepareApplication(*qApp);
        console.desk = std::make_unique<app::DeskService>(clock);
        if (!console.desk->start(folder.filePath(u"desk.muster"_s), store::OpenMode::CreateIfMissing))
            qFatal("the desk does not start");
        console.team = std::move(team);
        app::buildConsole(console, {});
        console.window->resize(1280, 800);
        console.window->show();
        console.window->activateWindow();
        if (!QTest::qWaitForWindowActive(console.window.get()))
            qFatal("the window does not come up");
    }

private:
    QWidget &inHand() const override { return *console.window; }
};

/// Without the marks that keep a name's direction to itself.
QString plain(QString text)
{
    return text.remove(QChar(0x2068)).remove(QChar(0x2069));
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

    void aRefusalIsANoticeThatGoesWithItsCause()
    {
        Team team;
        views::LinkStatus status;
        status.state = LinkState::Refused;
        status.why = u"this desk was revoked"_s;
        status.nextStep = u"Ask an admin of the team for a new invitation"_s;
        team.desk->turn(status);
        auto *bar = team.it.part<ui::NoticeBar>(u"noticeBar"_s);
        QVERIFY(bar->sentence().contains(u"This desk was revoked. Ask an admin"_s));
        QVERIFY(bar->sentence().contains(u"Your data is safe here."_s));
        team.it.take(u"team-refusal"_s);
        bar->dismiss();
        status.toSend = 1;
        team.desk->turn(status); // the same refusal
        QVERIFY(!bar->isVisible());
        team.turn(LinkState::InStep);
        team.desk->turn(status);
        QVERIFY(bar->isVisible());
        team.turn(LinkState::InStep);
        QVERIFY(!bar->isVisible());
        team.desk->turn(status);
        team.it.press(Qt::Key_Period, Qt::ControlModifier);
        QCOMPARE(team.it.console.window->currentPage()->pageKey(), u"team"_s);
    }

    void theSmallestWindowHasRoomForTheChip()
    {
        Team team;
        ui::setLocalZone(QTimeZone("Europe/Berlin"));
        team.it.console.window->topBar().clock().setZone(ui::localZone());
        team.it.press(Qt::Key_2, Qt::ControlModifier);
        team.it.console.window->resize(team.it.console.window->minimumSize());
        std::vector<views::Here> here;
        for (const QString &name : {u"Ana Ruiz"_s, u"Ben Okafor"_s, u"Caro Lindqvist"_s, u"Dana Wu"_s})
            here.push_back(person(name));
        team.desk->link.toSend = 12'345;
        for (const LinkState state :
             {LinkState::InStep, LinkState::Sending, LinkState::Offline, LinkState::Connecting}) {
            team.turn(state);
            team.desk->meet(here);
            QCoreApplication::sendPostedEvents();
            team.it.take(u"team-narrow-%1"_s.arg(int(state)));
            QVERIFY2(team.chip().width() >= team.chip().sizeHint().width(),
                     qPrintable(team.chip().accessibleName()));
        }
        QCOMPARE(team.it.console.window->width(), team.it.console.window->minimumWidth());
        team.desk->link.why = u"the certificate of this hub is not the one that the invitation names"_s;
        team.turn(LinkState::Refused);
        QCoreApplication::sendPostedEvents();
        team.it.take(u"team-narrow-refused"_s);
        const auto *bar = &team.it.console.window->topBar();
        const auto parts = bar->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly);
        for (const QWidget *left : parts) {
            for (const QWidget *right : parts) {
                if (left != right && left->isVisible() && right->isVisible() && !left->isWindow() &&
                    !right->isWindow())
                    QVERIFY2(!left->geometry().intersects(right->geometry()),
                             qPrintable(left->objectName() + u" over "_s + right->objectName()));
            }
        }
        ui::setLocalZone(QTimeZone::utc());
    }

    void anInvitationTakesThePlaceOfTheFirstPagesAnswers()
    {
        auto *desk = new FakeTeam;
        FirstPage it{std::unique_ptr<views::TeamDesk>(desk)};
        QTRY_COMPARE(it.focus()->objectName(), u"firstName"_s);
        it.takeWhole(u"team-first"_s);
        it.press(Qt::Key_J, Qt::ControlModifier);
        QCOMPARE(it.focus()->objectName(), u"join.text"_s);
        desk->trouble = u"the invitation expired; ask an admin of the team for a new one"_s;
        it.type(u"an invitation"_s);
        it.press(Qt::Key_Return, Qt::ControlModifier);
        auto *note = it.part<ui::FirstStart>(u"firstStart"_s)->findChild<QLabel *>(u"join.note"_s);
        QTRY_COMPARE(note->text(), u"The invitation expired; ask an admin of the team for a new one."_s);
        it.takeWhole(u"team-first-join"_s);
        QVERIFY(it.console.window->isCovered());
        desk->trouble.clear();
        it.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(!it.console.window->isCovered());
        QCOMPARE(desk->invitations, (QStringList{u"an invitation"_s, u"an invitation"_s}));
        QVERIFY(it.console.queue->isVisible());
    }

    void whatIsNoInvitationIsRefusedInWordsAndThePageStays()
    {
        FirstPage it{nullptr};
        it.press(Qt::Key_J, Qt::ControlModifier);
        it.type(u"this is none"_s);
        it.press(Qt::Key_Return, Qt::ControlModifier);
        auto *note = it.part<ui::FirstStart>(u"firstStart"_s)->findChild<QLabel *>(u"join.note"_s);
        QTRY_VERIFY2(note->text().contains(u"invitation"_s) && !note->text().startsWith(u"Joining"_s),
                     qPrintable(note->text()));
        it.press(Qt::Key_Escape);
        QVERIFY(it.console.window->isCovered());
        QTRY_COMPARE(it.focus()->objectName(), u"firstName"_s);
        it.type(u"Sam"_s);
        it.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(!it.console.window->isCovered());
    }

    void theChipLeadsToTheTeamsPage()
    {
        Team team;
        team.turn(LinkState::InStep);
        QTest::mouseClick(&team.chip(), Qt::LeftButton);
        QCOMPARE(team.it.console.window->currentPage()->pageKey(), u"team"_s);
        team.it.press(Qt::Key_1, Qt::ControlModifier);
        team.it.press(Qt::Key_5, Qt::ControlModifier);
        QCOMPARE(team.it.console.window->currentPage()->pageKey(), u"team"_s);
        team.desk->page.refusedCount = 3;
        emit team.desk->teamChanged();
        QTRY_VERIFY(team.it.part<QPushButton>(u"team.refused"_s)->isVisible());
        team.it.part<QPushButton>(u"team.refused"_s)->click();
        QVERIFY(team.it.part<QWidget>(u"recordPanel"_s)->isVisible());
    }

    void aTicketSaysWhoElseHasItOpenAndSoDoesItsRow()
    {
        Team team;
        auto &queue = *team.it.console.queue;
        const TicketId ticket = queue.model().rowAt(0)->id, other = queue.model().rowAt(1)->id;
        views::Here ana = person(u"Ana Ruiz"_s), ben = person(u"Ben Okafor"_s);
        ana.ticket = ben.ticket = ticket;
        ben.isWriting = true;
        team.turn(LinkState::InStep);
        team.desk->meet({ana, ben});
        const auto mark = [&](int row) {
            return queue.model()
                .index(row, views::QueueModel::Subject)
                .data(views::QueueModel::HereRole)
                .toInt();
        };
        QCOMPARE(mark(0), 2);
        QCOMPARE(mark(1), 0);
        const QModelIndex subject = queue.model().index(0, views::QueueModel::Subject);
        QVERIFY(subject.data(Qt::AccessibleTextRole).toString().contains(u"is writing"_s));
        queue.openTicket(ticket);
        auto *line = team.it.part<QLabel>(u"ticket.here"_s);
        QTRY_VERIFY(line->isVisible());
        QCOMPARE(plain(line->text()), u"Ben Okafor is writing · Ana Ruiz is here"_s);
        QTRY_VERIFY(!team.it.part<QLabel>(u"ticket.subject"_s)->text().isEmpty());
        team.it.take(u"team-ticket"_s);
        queue.openTicket(other);
        QVERIFY(line->isHidden() || !line->isVisible());
        queue.openTicket(ticket);
        QVERIFY(line->isVisible());
        team.turn(LinkState::Offline); // and nobody is said to be there
        QVERIFY(!line->isVisible());
        QCOMPARE(mark(0), 0);
    }

    void aWarRoomSaysWhoElseIsThere()
    {
        Team team;
        declare(team.it, u"Checkout is down"_s);
        views::Here ana = person(u"Ana Ruiz"_s), ben = person(u"Ben Okafor"_s);
        ana.incident = ben.incident = room(team.it).current();
        ben.isWriting = true;
        team.turn(LinkState::InStep);
        team.desk->meet({ana, ben});
        auto *line = team.it.part<ui::ElidedLabel>(u"incident.here"_s);
        QVERIFY(line->isVisible());
        QCOMPARE(plain(line->text()), u"Ben Okafor is writing · Ana Ruiz is here"_s);
        QVERIFY(!line->isElided());
        team.it.take(u"team-warroom"_s);
        team.desk->meet({});
        QVERIFY(!line->isVisible());
    }

    void theOthersAreToldWhatIsInFrontAndWhetherOneWrites()
    {
        Team team;
        auto &queue = *team.it.console.queue;
        const TicketId ticket = queue.model().rowAt(0)->id;
        const auto tick = [&](std::chrono::seconds by) {
            team.it.clock.advance(by);
            emit team.it.console.ticker->ticked(team.it.clock.now());
        };
        using Look = FakeTeam::Look;
        tick(1s);
        tick(1s);
        QVERIFY(team.desk->looks.empty()); // a list is not a ticket
        queue.openTicket(ticket);
        tick(1s);
        tick(1s);
        QCOMPARE(team.desk->looks, (std::vector<Look>{{ticket, {}, false}}));
        team.it.press(Qt::Key_R);
        team.it.type(u"hello"_s);
        QCOMPARE(team.desk->looks.back(), (Look{ticket, {}, true}));
        QCOMPARE(team.desk->looks.size(), size_t(2));
        team.it.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(team.desk->looks.back(), (Look{ticket, {}, false}));
        declare(team.it, u"Checkout is down"_s);
        const IncidentId incident = room(team.it).current();
        tick(1s);
        tick(1s);
        QCOMPARE(team.desk->looks.back(), (Look{{}, incident, false}));
        team.it.press(Qt::Key_T);
        team.it.type(u"half a sentence"_s);
        QCOMPARE(team.desk->looks.back(), (Look{{}, incident, true}));
        tick(ui::LookTeller::kRest / 1000ms * 1s);
        QCOMPARE(team.desk->looks.back(), (Look{{}, incident, false}));
        team.it.press(Qt::Key_3, Qt::ControlModifier);
        tick(1s);
        QCOMPARE(team.desk->looks.back(), Look{});
    }

    void theWallboardSaysHowOldItIsWithoutALine()
    {
        Team team;
        declare(team.it, u"Checkout is down"_s);
        team.turn(LinkState::Offline);
        team.it.press(Qt::Key_F11);
        ui::Wallboard &wall = *team.it.console.wallboard;
        QTRY_VERIFY(wall.isVisible());
        wall.resize(1920, 1080);
        QVERIFY(wall.accessibleDescription().startsWith(u"As of 13:55 UTC · offline"_s));
        savePicture(wall, u"team-wallboard-offline"_s);
        team.turn(LinkState::InStep);
        emit team.it.console.ticker->ticked(team.it.clock.now());
        QVERIFY(!wall.accessibleDescription().contains(u"As of"_s));
        wall.close();
    }

    void aNewDeskIsToldHowFarTheHistoryIs()
    {
        Team team;
        views::LinkStatus status;
        status.state = LinkState::Receiving;
        status.isBootstrapping = true;
        status.stage = u"Running incidents"_s;
        status.percent = 42;
        team.desk->turn(status);
        QVERIFY(team.it.part<QWidget>(u"bootstrapBand"_s)->isVisible());
        team.it.press(Qt::Key_N, Qt::ControlModifier); // and works meanwhile
        team.it.take(u"team-bootstrap"_s);
        status.isBootstrapping = false;
        team.desk->turn(status);
        QVERIFY(!team.it.part<QWidget>(u"bootstrapBand"_s)->isVisible());
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
