// SPDX-License-Identifier: GPL-3.0-or-later
// A drill played in the window that main opens: band, briefing, the world's tickets, the trainee's moves,
// going on after the end of the program, the score. The real clock is moved by hand.
#include "app/drill/drillhost.h"
#include "models/drill/orders.h"
#include "tests/app/realconsole.h"
#include "tests/ui/shell/fakenotifications.h"
#include "ui/drill/drillband.h"
#include "ui/drill/drillcard.h"
#include "ui/drill/drillform.h"
#include "ui/incident/timelineview.h"
#include "ui/widgets/elidedlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QPushButton>

#include <atomic>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::test;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

/// Read by the window and by the database thread.
class HandClock final : public Clock
{
public:
    Instant now() const override { return fromMillis(m_ms); }
    void advance(Millis by) { m_ms += by.count(); }

private:
    std::atomic<qint64> m_ms = 1'000'000;
};

/// The program as `muster drill` starts it, over a file that stays when it ends.
struct DrillWindow
{
    HandClock real;
    app::DrillWish wish;
    drill::SimulatedClock clock;
    app::Console console;
    std::unique_ptr<app::DrillHost> host;

    DrillWindow(const QString &file, const QStringList &trainee)
        : wish{*drill::shippedDrill(u"saas-outage"_s), 1, trainee, u"Robin"_s, std::nullopt},
          clock(real, wish.script.start)
    {
        app::prepareApplication(*qApp);
        auto workspace = store::Workspace::open(file, store::OpenMode::CreateIfMissing, clock);
        auto progress = app::beginDrill(**workspace, wish);
        if (!progress)
            qFatal("%s", qPrintable(progress.error().detail));
        clock.set(progress->reached);
        workspace->reset();
        console.desk = std::make_unique<app::DeskService>(clock);
        if (!console.desk->start(file, store::OpenMode::ReadWrite))
            qFatal("the desk does not open");
        app::CommandLine line;
        line.command = u"drill"_s;
        app::buildConsole(console, line);
        host = std::make_unique<app::DrillHost>(console, clock, wish.script, *progress, 10);
        console.window->resize(1280, 800);
        console.window->show();
        console.window->activateWindow();
        if (!QTest::qWaitForWindowActive(console.window.get()))
            qFatal("the window does not come up");
    }
    ~DrillWindow()
    {
        host.reset();
        console.window.reset();
    }

    template <typename T> T *part(const QString &name) const { return console.window->findChild<T *>(name); }
    ui::DrillBand *band() const { return part<ui::DrillBand>(u"drillBand"_s); }
    ui::DrillCard *briefing() const { return part<ui::DrillCard>(u"drillBriefing"_s); }
    ui::DrillCard *score() const { return part<ui::DrillCard>(u"drillScoreCard"_s); }
    QString waiting() const { return part<ui::ElidedLabel>(u"drillWaiting"_s)->text(); }
    void trigger(const QString &id) const { QVERIFY(console.window->registry().trigger(id)); }
    void readBriefing() const { QTest::keyClick(console.window->windowHandle(), Qt::Key_Return); }
    int lines() const
    {
        const auto &running = console.warRoom->running();
        return running.empty() ? 0 : int(running.front().incident.timeline.size());
    }
    void take(const QString &name) const
    {
        QTest::qWait(50);
        const QString folder = qEnvironmentVariable("MUSTER_PICTURES");
        if (!folder.isEmpty() &&
            (!QDir().mkpath(folder) || !console.window->grab().save(folder + u'/' + name + u".png"_s)))
            qFatal("%s cannot be written", qPrintable(name));
    }
};

} // namespace

class TestDrillWindow final : public QObject
{
    Q_OBJECT

private:
    /// Where the windows of this test ring: the session's bus is taken once, so it stands before the first.
    std::unique_ptr<PrivateBus> m_bus;
    std::unique_ptr<FakeNotifications> m_desktop;

private slots:
    void initTestCase()
    {
        m_bus = std::make_unique<PrivateBus>();
        if (!m_bus->isRunning())
            return;
        qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus->address().toLatin1());
        m_desktop = std::make_unique<FakeNotifications>(m_bus->connect(u"service"_s));
    }
    void cleanupTestCase()
    {
        m_desktop.reset();
        QDBusConnection::disconnectFromBus(u"service"_s);
    }

    void whatRingsOnTheDesktopSaysThatItIsADrill()
    {
        if (!m_desktop)
            QSKIP("dbus-daemon is not installed");
        const QTemporaryDir folder;
        DrillWindow drill(folder.filePath(u"drill.muster"_s), {u"incident_commander"_s});
        drill.readBriefing();
        QTRY_VERIFY(!drill.briefing()->isOpen());
        ticket::CreateTicket create;
        create.fields.subject = u"Nothing works"_s;
        create.fields.priority = u"P1"_s;
        create.enforceRequired = false;
        m_desktop->shown.clear();
        RealConsole::waitFor(drill.console.desk->submit({{{}, create, std::nullopt}}));
        QTRY_VERIFY(!m_desktop->shown.empty());
        for (const ShownNotice &notice : m_desktop->shown) // the story's own tickets ring as well
            QVERIFY2(notice.title.startsWith(u"DRILL: "_s), qPrintable(notice.title));
    }

    void theBandSaysWhatItIsAndTheClockWaitsForTheBriefing()
    {
        const QTemporaryDir folder;
        DrillWindow drill(folder.filePath(u"drill.muster"_s), {u"comms_lead"_s});
        QVERIFY(drill.briefing()->isOpen());
        QVERIFY(drill.briefing()->text().contains(u"You play: Comms lead"));
        QVERIFY(!drill.briefing()->text().contains(u"where it was left"));
        QCOMPARE(drill.briefing()->findChild<QPushButton *>(u"drillDone"_s)->text(), u"Begin"_s);
        drill.take(u"drill-briefing"_s);
        drill.real.advance(hours(1));
        QCOMPARE(drill.clock.now(), drill.wish.script.start);
        drill.readBriefing();
        QTRY_VERIFY(!drill.briefing()->isOpen());
        QCOMPARE(drill.band()->text(), u"DRILL · 10× · Database failover"_s);
        QVERIFY(drill.band()->isVisible());
        drill.real.advance(seconds(30)); // five minutes of the story
        QTRY_VERIFY(drill.console.queue->model().totalCount() >= 2);
        QCOMPARE(drill.clock.now(), drill.wish.script.start + minutes(5));
    }

    void theBandShowsAllMovesThatHaveRoom()
    {
        const QFontMetrics metrics{QFont()};
        const QStringList moves{u"Declare"_s, u"Send an update"_s, u"Confirm"_s};
        const QString all = u"Declare · Send an update · Confirm"_s;
        const auto fit = [&](int room) { return ui::DrillBand::fitting(moves, metrics, room); };
        QCOMPARE(fit(metrics.horizontalAdvance(all)), all);
        const QStringList longer{u"Declare"_s, u"Send an update"_s, u"Confirm what works again"_s};
        const QString two = u"Declare · Send an update · and 1 more"_s;
        QCOMPARE(ui::DrillBand::fitting(longer, metrics, metrics.horizontalAdvance(two)), two);
        QCOMPARE(fit(10), u"3 moves · Declare"_s);
        QCOMPARE(ui::DrillBand::fitting({u"Declare"_s}, metrics, 10), u"Declare"_s);
    }

    void speedAndPauseAreKeys()
    {
        const QTemporaryDir folder;
        DrillWindow drill(folder.filePath(u"drill.muster"_s), {});
        drill.readBriefing();
        QTRY_VERIFY(!drill.briefing()->isOpen());
        const auto press = [&](Qt::Key key) {
            QTest::keyClick(drill.console.window->windowHandle(), key, Qt::ControlModifier);
        };
        // No page has these keys for itself: in front of the queue they mean the drill, too.
        drill.console.window->showPage(u"queue"_s);
        const ui::ActionRegistry &registry = drill.console.window->registry();
        for (const QString &id :
             {u"drill.pause"_s, u"drill.score"_s, u"drill.slower"_s, u"drill.faster"_s, u"drill.moves"_s})
            QCOMPARE(registry.conflicts(id, registry.action(id)->shortcut()), QStringList());
        press(Qt::Key_F8);
        QTRY_COMPARE(drill.host->speed(), 20);
        press(Qt::Key_F7);
        press(Qt::Key_F7);
        QTRY_COMPARE(drill.host->speed(), 5);
        for (int i = 0; i < 9; ++i)
            drill.trigger(u"drill.faster"_s);
        QCOMPARE(drill.host->speed(), 60);
        for (int i = 0; i < 9; ++i)
            drill.trigger(u"drill.slower"_s);
        QCOMPARE(drill.host->speed(), 1);
        press(Qt::Key_F9);
        QTRY_VERIFY(drill.band()->text().contains(u"paused"));
        const Instant stood = drill.clock.now();
        drill.real.advance(minutes(5));
        QCOMPARE(drill.clock.now(), stood);
        press(Qt::Key_F9);
        drill.real.advance(seconds(7));
        QTRY_COMPARE(drill.clock.now(), stood + seconds(7));
    }

    void aTraineeLeadsAndTheProgramGoesOnAround()
    {
        const QTemporaryDir folder;
        DrillWindow drill(folder.filePath(u"drill.muster"_s), {u"incident_commander"_s});
        drill.readBriefing();
        QTRY_VERIFY(!drill.briefing()->isOpen());
        drill.real.advance(minutes(1)); // ten minutes of the story
        QTRY_VERIFY(drill.waiting().contains(u"Declare the incident, SEV-1"));
        QVERIFY(drill.console.warRoom->running().empty());
        incident::Declare command;
        command.fields.title = u"It is down"_s;
        command.fields.severity = u"SEV-1"_s;
        command.fields.scope.text = u"Everybody who saves"_s;
        command.roles = {{u"incident_commander"_s, drill.console.desk->me()}};
        RealConsole::waitFor(drill.console.incidents->submit({{}, command, {}}));
        QTRY_COMPARE(drill.console.warRoom->running().size(), size_t(1));
        QTRY_COMPARE(drill.console.window->currentPage(), drill.console.warRoom); // it comes to the front
        QCOMPARE(drill.console.warRoom->running().front().incident.drill, u"saas-outage"_s);
        drill.real.advance(minutes(2)); // the comms lead is the program's
        QTRY_VERIFY(drill.console.warRoom->running().front().incident.updates.size() >= 2);
        QTRY_VERIFY(drill.waiting().startsWith(u"Yours:"));
        drill.take(u"drill-trainee-leads"_s);
        // All that is due is a key away; what has no room in the band is counted there.
        auto *moves = drill.part<QPushButton>(u"drillMoves"_s);
        QTRY_VERIFY(moves->isVisible());
        QTest::keyClick(drill.console.window->windowHandle(), Qt::Key_F6, Qt::ControlModifier);
        auto *card = drill.part<ui::DrillCard>(u"drillMovesCard"_s);
        QTRY_VERIFY(card->isOpen());
        QVERIFY2(card->text().count(u"• "_s) > 1, qPrintable(card->text()));
        drill.take(u"drill-moves"_s);
        QTest::keyClick(drill.console.window->windowHandle(), Qt::Key_Escape);
        QTRY_VERIFY(!card->isOpen());
        drill.trigger(u"window.theme"_s);
        drill.console.window->resize(1920, 1080);
        drill.take(u"drill-trainee-leads-light-1920"_s);
        drill.trigger(u"drill.score"_s);
        QVERIFY(drill.score()->text().contains(u"So far"));
        drill.take(u"drill-score-so-far-light-1920"_s);
    }

    void whatWasPlayedIsThereAfterTheEndOfTheProgram()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"drill.muster"_s);
        Instant left;
        int lines = 0;
        {
            DrillWindow drill(file, {});
            drill.readBriefing();
            QTRY_VERIFY(!drill.briefing()->isOpen());
            drill.real.advance(minutes(3));
            QTRY_VERIFY(drill.lines() > 15);
            drill.trigger(u"drill.pause"_s);
            QTest::qWait(400); // a step that runs ends
            left = drill.clock.now();
            lines = drill.lines();
        }
        DrillWindow again(file, {});
        QTRY_COMPARE(again.lines(), lines);
        QVERIFY(again.briefing()->text().contains(u"goes on where it was left"));
        QCOMPARE(again.briefing()->findChild<QPushButton *>(u"drillDone"_s)->text(), u"Go on"_s);
        again.take(u"drill-goes-on"_s);
        QCOMPARE(again.clock.now(), left);
        again.readBriefing();
        QTRY_VERIFY(!again.briefing()->isOpen());
        again.real.advance(minutes(3));
        QTRY_VERIFY(again.lines() > lines);
    }

    void atItsEndTheScoreIsShown()
    {
        const QTemporaryDir folder;
        DrillWindow drill(folder.filePath(u"drill.muster"_s), {});
        QSignalSpy over(drill.host.get(), &app::DrillHost::over);
        drill.readBriefing();
        QTRY_VERIFY(!drill.briefing()->isOpen());
        drill.real.advance(hours(6)); // sixty hours of the story
        QTRY_COMPARE_WITH_TIMEOUT(over.size(), 1, 30'000);
        QVERIFY(drill.score()->isOpen());
        QVERIFY2(drill.score()->text().contains(u"100 of 100 points"), qPrintable(drill.score()->text()));
        QCOMPARE(drill.band()->text(), u"DRILL · over · Database failover"_s);
        drill.take(u"drill-score"_s);
    }

    void aTraineeMayEndItEarly()
    {
        const QTemporaryDir folder;
        DrillWindow drill(folder.filePath(u"drill.muster"_s), {u"incident_commander"_s});
        drill.readBriefing();
        QTRY_VERIFY(!drill.briefing()->isOpen());
        drill.real.advance(minutes(2));
        drill.trigger(u"drill.end"_s);
        QTRY_VERIFY(drill.host->isOver());
        QVERIFY(drill.score()->text().contains(u"0 of 100 points"));
        QVERIFY(drill.score()->text().contains(u"Declare on the first sign"));
        drill.take(u"drill-score-nothing"_s);
    }

    void aDrillIsStartedFromThePalettesForm()
    {
        RealConsole real("id,subject,customer,tier,arr,priority,status,created\n"
                         "1,Checkout fails,Acme,enterprise,120000 USD,P1,open,2026-11-20T13:40:00Z\n");
        QVERIFY(real.console.window->registry().trigger(u"drill.start"_s));
        auto *form = real.part<ui::DrillForm>(u"drillForm"_s);
        QVERIFY(form->isOpen());
        real.take(u"drill-form"_s);
        QCOMPARE(form->choice(), (ui::DrillChoice{u"saas-outage"_s, 10, {u"incident_commander"_s}}));
        real.part<QComboBox>(u"drillChoice"_s)->setCurrentIndex(1);
        real.part<QComboBox>(u"drillSpeed"_s)->setCurrentIndex(4);
        real.part<QCheckBox>(u"drillRole.legal"_s)->setChecked(true);
        QCOMPARE(form->choice(),
                 (ui::DrillChoice{u"credential-leak"_s, 60, {u"incident_commander"_s, u"legal"_s}}));
        real.press(Qt::Key_Escape);
        QTRY_VERIFY(!form->isOpen());
    }
};

QTEST_MAIN(TestDrillWindow)
#include "tst_drillwindow.moc"
