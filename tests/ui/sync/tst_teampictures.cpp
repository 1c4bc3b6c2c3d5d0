// SPDX-License-Identifier: GPL-3.0-or-later
// The team's page in each state, both themes and two sizes: no text of it may be cut off. Leaves pictures in
// the folder named by MUSTER_PICTURES where it is set.
#include "tests/ui/sync/teamhands.h"
#include "ui/shell/incidentstrip.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QTableView>

using namespace muster;
using namespace muster::test;
using namespace muster::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using views::LinkState;

namespace {

views::LinkStatus lineUp(LinkState state, Instant now)
{
    views::LinkStatus status;
    status.state = state;
    status.lastExchange = now - 12s;
    status.server = u"hub.nordwind.example:4222"_s;
    status.way = u"TLS"_s;
    status.cursor = status.hubLast = 128'431;
    status.skew = 40ms;
    return status;
}

void fillTeam(FakeTeam &team, Instant now)
{
    team.page.team = u"Nordwind support"_s;
    team.page.devices = {deskOf(u"Sam Rivera"_s, u"lead"_s, u"desk-07"_s, now),
                         deskOf(u"Ana Ruiz"_s, u"agent"_s, u"laptop"_s, now),
                         deskOf(u"Ben Okafor"_s, u"incident commander"_s, u"laptop of the shift"_s, now),
                         deskOf(u"Caro Lindqvist"_s, u"agent"_s, u"desk-11"_s, now),
                         deskOf(u"Dana Wu"_s, u"agent"_s, u"old desk-02"_s, now)};
    auto &devices = team.page.devices;
    devices[0].isMine = true;
    devices[1].isHere = devices[2].isHere = true;
    devices[3].missing = 3;
    devices[4].isRevoked = true;
    team.page.invitations = {{u"Emil Novak"_s, u"agent"_s, now + 20h},
                             {u"Night shift"_s, u"lead"_s, now - 1h}};
}

} // namespace

class TestTeamPictures final : public QObject
{
    Q_OBJECT
private slots:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s));
        loadFonts();
    }

    void nothingIsCut_data()
    {
        QTest::addColumn<Mode>("mode");
        QTest::addColumn<QSize>("size");
        for (const auto &[name, mode] : {std::pair{"dark", Mode::Dark}, std::pair{"light", Mode::Light}}) {
            for (const QSize size : {QSize(1280, 800), QSize(1920, 1080)})
                QTest::addRow("%s-%d", name, size.width()) << mode << size;
        }
    }
    void nothingIsCut()
    {
        QFETCH(Mode, mode);
        QFETCH(QSize, size);
        TeamWindow it(mode);
        it.shell.window.resize(size);
        const Instant now = it.shell.at;
        it.front();
        take(it, u"alone"_s);
        it.shell.press(Qt::Key_J);
        it.shell.press(Qt::Key_Return, Qt::ControlModifier);
        take(it, u"join"_s);
        it.shell.press(Qt::Key_Escape);

        fillTeam(it.team, now);
        it.shell.window.topBar().setHere({u"Ana Ruiz"_s, u"Ben Okafor"_s});
        it.team.turn(lineUp(LinkState::InStep, now));
        emit it.team.teamChanged();
        QTRY_COMPARE(it.part<QTableView>(u"team.table"_s)->model()->rowCount(), 5);
        take(it, u"instep"_s);

        views::LinkStatus offline = lineUp(LinkState::Offline, now);
        offline.offlineSince = now - 55min;
        offline.lastExchange = now - 56min;
        offline.nextTry = now + 30s;
        offline.toSend = 1'204;
        offline.why = u"hub.nordwind.example:4222 does not answer"_s;
        offline.nextStep = u"Look whether this machine is on the company's network"_s;
        it.shell.window.topBar().setHere({});
        it.team.turn(offline);
        it.team.outcome.entries = 128'431;
        it.path = u"/media/stick/2026-11-20/team.muster-bundle"_s;
        it.shell.press(Qt::Key_E);
        take(it, u"offline"_s);

        views::LinkStatus refused = offline;
        refused.state = LinkState::Refused;
        refused.why = u"this desk was revoked by Ana Ruiz at 14:02 UTC. It may read on what it has"_s;
        refused.nextStep = u"Ask an admin of the team for a new invitation"_s;
        refused.skew = -95s;
        it.team.page.refusedCount = 14;
        it.team.turn(refused);
        emit it.team.teamChanged();
        QTRY_VERIFY(it.part<QWidget>(u"team.refused"_s)->isVisible());
        take(it, u"refused"_s);

        views::LinkStatus starting = lineUp(LinkState::Receiving, now);
        starting.isBootstrapping = true;
        starting.stage = u"Running incidents"_s;
        starting.percent = 42;
        starting.received = 54'000;
        starting.toReceive = 74'431;
        starting.cursor = 54'000;
        it.team.turn(starting);
        take(it, u"bootstrap"_s);
        starting.state = LinkState::Offline;
        it.team.turn(starting);
        take(it, u"bootstrap-offline"_s);
    }

    void fortyDesksAndLongNamesHaveRoom_data() { nothingIsCut_data(); }
    void fortyDesksAndLongNamesHaveRoom()
    {
        QFETCH(Mode, mode);
        QFETCH(QSize, size);
        TeamWindow it(mode);
        it.shell.window.resize(size);
        const Instant now = it.shell.at;
        it.team.page.team = u"Nordwind Gesellschaft für Kundendienst und Bereitschaft, third shift"_s;
        QStringList here;
        for (int i = 0; i < 40; ++i) {
            const QString name = i == 1   ? u"Wolfeschlegelsteinhausenbergerdorff Hubert Blaine"_s
                                 : i == 2 ? u"عبد الرحمن بن عبد العزيز"_s
                                 : i == 3 ? u"Ana María de los Ángeles Fernández-Villaverde"_s
                                          : u"Person %1"_s.arg(i);
            it.team.page.devices.push_back(deskOf(name, u"customer success manager, second line"_s,
                                                  u"LAPTOP-0%1.support.emea.nordwind.example"_s.arg(i), now));
            auto &device = it.team.page.devices.back();
            device.isMine = i == 0;
            device.isHere = i % 3 == 0;
            device.isForked = i == 7;
            device.missing = i % 5 == 1 ? 1'000 * i : 0;
            if (device.isHere)
                here += name;
        }
        it.shell.window.topBar().setHere(here);
        views::LinkStatus status = lineUp(LinkState::Sending, now);
        status.server = u"a-very-long-name-of-a-hub.support.emea.nordwind.example:443"_s;
        status.way = u"WebSocket over TLS, through the proxy proxy.emea.nordwind.example:8080"_s;
        status.toSend = 12'345'678;
        it.team.turn(status);
        it.front();
        QTRY_COMPARE(it.part<QTableView>(u"team.table"_s)->model()->rowCount(), 40);
        it.shell.window.incidents().setChips(
            {{u"1"_s, u"SEV-1 Checkout returns 502 · Customers in 04:12"_s, u"red"_s, u"warroom"_s}});
        take(it, u"forty"_s);
    }

private:
    static void take(const TeamWindow &it, const QString &name)
    {
        it.shell.takeWhole(u"team-%1-%2"_s.arg(name, QString::fromLatin1(QTest::currentDataTag())));
    }
};

QTEST_MAIN(TestTeamPictures)
#include "tst_teampictures.moc"
