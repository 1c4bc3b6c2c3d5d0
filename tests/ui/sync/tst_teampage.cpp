// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/sync/teamhands.h"
#include "ui/sync/devicemodel.h"
#include "ui/sync/joinform.h"
#include "ui/widgets/emptystate.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;
using views::LinkState;

class TestTeamPage final : public QObject
{
    Q_OBJECT

private:
    static QString cell(const TeamWindow &it, int row, int column)
    {
        return it.part<QTableView>(u"team.table"_s)->model()->index(row, column).data().toString();
    }

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s)); }

    void aDeskAloneIsOfferedTheWaysIntoATeamAndNothingElse()
    {
        TeamWindow it;
        it.front();
        QVERIFY(it.part<QPushButton>(u"team.aloneWorkspace"_s)->hasFocus());
        QSignalSpy wanted(it.page, &ui::TeamPage::workspaceWanted);
        it.shell.press(Qt::Key_W); // and turned back
        QCOMPARE(wanted.count(), 0);
        it.path = u"/home/me/team.muster"_s;
        it.shell.press(Qt::Key_W);
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted[0][0].toString(), it.path);
        QCOMPARE(it.label(u"link.headline"_s), u"On this desk only"_s);
        QVERIFY(it.part<QPushButton>(u"team.join"_s)->isEnabled());
        for (const QString &name : {u"team.try"_s, u"team.export"_s, u"team.import"_s})
            QVERIFY2(!it.part<QPushButton>(name)->isEnabled(), qPrintable(name));
        it.turn(LinkState::InStep);
        QVERIFY(!it.part<QPushButton>(u"team.join"_s)->isEnabled());
        QVERIFY(!it.part<QPushButton>(u"team.try"_s)->isEnabled()); // there is a line already
        QVERIFY(it.part<QPushButton>(u"team.export"_s)->isEnabled());
    }

    void theLineIsTriedByAKeyFromAnyPage()
    {
        TeamWindow it;
        it.turn(LinkState::Offline);
        it.shell.press(Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(it.team.tries, 1);
        QCOMPARE(it.shell.window.currentPage(), it.shell.queue); // nobody is taken away from their work
        it.turn(LinkState::InStep);
        it.shell.press(Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(it.team.tries, 1);
    }

    void anInvitationIsPastedAndJoinsByKeysAlone()
    {
        TeamWindow it;
        it.front();
        it.shell.press(Qt::Key_J);
        auto *text = it.part<QPlainTextEdit>(u"join.text"_s);
        QVERIFY(text->hasFocus());
        it.shell.press(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(it.label(u"join.note"_s),
                 u"The invitation is missing. Paste it above, or choose its file."_s);
        QVERIFY(it.team.invitations.isEmpty());
        it.team.trouble = u"this invitation was used already"_s;
        it.shell.type(u"muster-invitation abc"_s);
        it.shell.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(it.label(u"join.note"_s), u"This invitation was used already."_s);
        QCOMPARE(text->toPlainText(), u"muster-invitation abc"_s);
        it.team.trouble.clear();
        it.shell.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(!it.part<ui::JoinForm>(u"join"_s)->isOpen());
        QCOMPARE(it.team.invitations, (QStringList{u"muster-invitation abc"_s, u"muster-invitation abc"_s}));
        QVERIFY(text->toPlainText().isEmpty()); // it is worth nothing any more
        QVERIFY(it.label(u"link.outcome"_s).startsWith(u"Joined."_s));
    }

    void whileItJoinsNothingIsSentTwice()
    {
        TeamWindow it;
        it.front();
        it.team.joining.emplace();
        it.team.joining->start();
        it.shell.press(Qt::Key_J);
        it.shell.type(u"x"_s);
        it.shell.press(Qt::Key_Return, Qt::ControlModifier);
        it.shell.press(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(it.team.invitations.size(), 1);
        QVERIFY(!it.part<QPushButton>(u"join.done"_s)->isEnabled());
        it.team.joining->addResult(Result<void>(Error{Fault::Unavailable, u"the hub does not answer"_s}));
        it.team.joining->finish();
        QTRY_COMPARE(it.label(u"join.note"_s), u"The hub does not answer."_s);
        QVERIFY(it.part<QPushButton>(u"join.done"_s)->isEnabled());
    }

    void anInvitationIsReadFromItsFile()
    {
        QTemporaryDir folder;
        TeamWindow it;
        it.front();
        it.shell.press(Qt::Key_J);
        const auto choose = [&](const QString &name, const QByteArray &content) {
            it.path = folder.filePath(name);
            QFile file(it.path);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(content);
            file.close();
            it.part<QPushButton>(u"join.file"_s)->click();
        };
        choose(u"empty.txt"_s, " \n");
        QVERIFY(it.label(u"join.note"_s).startsWith(u"empty.txt is empty."_s));
        choose(u"long.txt"_s, QByteArray(ui::JoinForm::kMost + 1, 'x'));
        QVERIFY(it.label(u"join.note"_s).startsWith(u"long.txt is too long"_s));
        choose(u"good.txt"_s, "muster-invitation abc\n");
        QCOMPARE(it.part<QPlainTextEdit>(u"join.text"_s)->toPlainText(), u"muster-invitation abc\n"_s);
        it.shell.press(Qt::Key_Return);
        QTRY_COMPARE(it.team.invitations, QStringList{u"muster-invitation abc"_s});
        it.shell.press(Qt::Key_J);
        it.path = folder.filePath(u"gone.txt"_s);
        it.part<QPushButton>(u"join.file"_s)->click();
        QVERIFY(it.label(u"join.note"_s).startsWith(u"gone.txt cannot be read: "_s));
    }

    void escapePutsJoiningOffAndKeepsWhatWasPasted()
    {
        TeamWindow it;
        it.front();
        it.shell.press(Qt::Key_J);
        it.shell.type(u"abc"_s);
        it.shell.press(Qt::Key_Escape);
        QVERIFY(!it.part<ui::JoinForm>(u"join"_s)->isOpen());
        QVERIFY(it.part<QPushButton>(u"team.aloneWorkspace"_s)->hasFocus());
        it.shell.press(Qt::Key_J);
        QCOMPARE(it.part<QPlainTextEdit>(u"join.text"_s)->toPlainText(), u"abc"_s);
        QVERIFY(it.desk.settings.values().indexOf(QByteArrayLiteral("abc")) < 0); // nowhere on disk
    }

    void bundlesGoOutAndComeInAndSayWhatCameOfIt()
    {
        TeamWindow it;
        it.turn(LinkState::Offline);
        it.front();
        it.shell.press(Qt::Key_E); // and turned back
        QVERIFY(it.team.files.isEmpty());
        it.path = u"/media/stick/team.muster-bundle"_s;
        it.team.outcome.entries = 1;
        it.shell.press(Qt::Key_E);
        QTRY_COMPARE(
            it.label(u"link.outcome"_s),
            u"1 entry written to /media/stick/team.muster-bundle. Whoever has the file can read them."_s);
        it.team.outcome = {12, 3, 2, {}};
        it.shell.press(Qt::Key_I);
        QTRY_COMPARE(
            it.label(u"link.outcome"_s),
            u"12 entries taken from team.muster-bundle. Here already: 3. Refused and set aside: 2."_s);
        it.team.outcome = {0, 1'400, 0, {}};
        it.shell.press(Qt::Key_I);
        QTRY_VERIFY(it.label(u"link.outcome"_s).startsWith(u"Nothing new in team.muster-bundle."_s));
        it.team.trouble = u"the file is of another team"_s;
        it.shell.press(Qt::Key_I);
        QTRY_COMPARE(it.label(u"link.outcome"_s), u"The file is of another team."_s);
        QVERIFY(it.part<QPushButton>(u"team.import"_s)->isEnabled());
    }

    void aCommandFromAnotherPageBringsThisOneToTheFront()
    {
        TeamWindow it;
        it.shell.registry().trigger(u"team.join"_s);
        QCOMPARE(it.shell.window.currentPage(), it.page);
        QVERIFY(it.part<QPlainTextEdit>(u"join.text"_s)->hasFocus());
    }

    void everyButtonHasACommandAndACommandHasKeys()
    {
        TeamWindow it;
        for (const QString &id :
             {u"team.try"_s, u"team.join"_s, u"team.export"_s, u"team.import"_s, u"team.refused"_s,
              u"team.workspace"_s, u"team.admin"_s, u"team.told"_s, u"page.team"_s}) {
            QVERIFY2(!it.shell.registry().keys(id).isEmpty(), qPrintable(id));
            for (const QKeySequence &key : it.shell.registry().keys(id))
                QCOMPARE(it.shell.registry().conflicts(id, key), QStringList());
            if (const auto *button = it.page->findChild<QPushButton *>(id))
                QCOMPARE(button->toolTip(), it.shell.registry().action(id)->toolTip());
        }
    }

    void theDeskOneSitsAtStandsFirstThenWhoIsHere()
    {
        TeamWindow it;
        const Instant at = it.shell.at;
        it.team.page.team = u"Nordwind support"_s;
        for (const QString &name : {u"Zoe"_s, u"Ana"_s, u"Ben"_s, u"Me"_s, u"Gone"_s})
            it.team.page.devices.push_back(deskOf(name, u"agent"_s, u"laptop"_s, at));
        it.team.page.devices[0].isHere = true;
        it.team.page.devices[3].isMine = true;
        it.team.page.devices[4].isRevoked = true;
        it.turn(LinkState::InStep);
        it.front();
        auto *table = it.part<QTableView>(u"team.table"_s);
        const QAbstractItemModelTester tester(table->model(),
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTRY_COMPARE(table->model()->rowCount(), 5);
        const auto order = [&] {
            QStringList names;
            for (int row = 0; row < 5; ++row)
                names += cell(it, row, ui::DeviceModel::Person);
            return names;
        };
        QCOMPARE(order(), (QStringList{u"Me"_s, u"Zoe"_s, u"Ana"_s, u"Ben"_s, u"Gone"_s}));
        QCOMPARE(cell(it, 1, ui::DeviceModel::State), u"Here now"_s);
        views::Here ben; // who says so is here, before the list of desks is read again
        ben.device = it.team.page.devices[2].device;
        it.team.meet({ben});
        QCOMPARE(order(), (QStringList{u"Me"_s, u"Ben"_s, u"Zoe"_s, u"Ana"_s, u"Gone"_s}));
        it.team.meet({});
        QVERIFY(cell(it, 4, ui::DeviceModel::Remarks).startsWith(u"revoked"_s));
        table->selectRow(4);
        QVERIFY(it.label(u"team.chosen"_s).endsWith(u"Revoked: nothing new of it is taken."_s));
        table->selectRow(1);
        it.turn(LinkState::Offline);
        // Without a line nobody is said to be here, and Zoe is still the one that is chosen.
        QCOMPARE(order(), (QStringList{u"Me"_s, u"Ana"_s, u"Ben"_s, u"Zoe"_s, u"Gone"_s}));
        QVERIFY(cell(it, 3, ui::DeviceModel::State).startsWith(u"Last wrote"_s));
        QCOMPARE(table->currentIndex().row(), 3);
    }

    void whatWasRefusedIsCountedAndLeadsToTheList()
    {
        TeamWindow it;
        it.turn(LinkState::InStep);
        it.front();
        QSignalSpy wanted(it.page, &ui::TeamPage::refusedWanted);
        QTRY_VERIFY(it.label(u"link.refused"_s).startsWith(u"Nothing was refused"_s));
        QVERIFY(it.part<QPushButton>(u"team.refused"_s)->isHidden());
        it.shell.press(Qt::Key_R);
        QCOMPARE(wanted.count(), 0);
        it.team.page.refusedCount = 1;
        emit it.team.teamChanged();
        QTRY_VERIFY(it.label(u"link.refused"_s).startsWith(u"1 entry that came was refused."_s));
        it.shell.press(Qt::Key_R);
        QCOMPARE(wanted.count(), 1);
    }

    void whatIsLeftToDoAtTheServersStaysUntilItIsDone()
    {
        TeamWindow it;
        auto *line = it.part<QLabel>(u"team.toTell"_s);
        auto *told = it.part<QPushButton>(u"team.told"_s);
        it.team.page.team = u"Nordwind support"_s;
        it.team.page.devices.push_back(deskOf(u"Me"_s, u"admin"_s, u"laptop"_s, it.shell.at));
        it.team.page.devices.back().isMine = true;
        it.turn(LinkState::InStep);
        it.front();
        QTRY_VERIFY(it.part<QPushButton>(u"team.invite"_s)->isVisible());
        QVERIFY(!line->isVisible() && !told->isVisible());
        it.team.page.serversToTell = u"bring the new settings to the hub's servers"_s;
        emit it.team.teamChanged();
        QTRY_VERIFY(line->isVisible() && told->isVisible());
        QVERIFY2(line->text().contains(u"bring the new settings"_s), qPrintable(line->text()));
        it.team.page.devices.back().role = u"agent"_s; // nothing that an agent could do about it
        emit it.team.teamChanged();
        QTRY_VERIFY(!line->isVisible());
        it.team.page.devices.back().role = u"admin"_s;
        emit it.team.teamChanged();
        QTRY_VERIFY(line->isVisible());
        it.part<QWidget>(u"team.table"_s)->setFocus();
        it.shell.press(Qt::Key_S);
        QTRY_VERIFY(!line->isVisible());
        QCOMPARE(it.team.page.serversToTell, QString());
    }

    void theBandStandsAboveTheWindowUntilTheHistoryIsHere()
    {
        TeamWindow it;
        auto *band = it.part<ui::BootstrapBand>(u"bootstrapBand"_s);
        QVERIFY(band->isHidden());
        views::LinkStatus status;
        status.state = LinkState::Receiving;
        status.isBootstrapping = true;
        status.stage = u"Running incidents"_s;
        status.percent = 42;
        it.team.turn(status);
        QVERIFY(band->isVisible());
        QVERIFY(band->accessibleName().contains(u"Running incidents, 42 %"_s));
        it.shell.press(Qt::Key_N); // the window goes on
        QCOMPARE(it.shell.queue->made, 1);
        status.isBootstrapping = false;
        it.team.turn(status);
        QVERIFY(band->isHidden());
    }

    void aTeamThatCannotBeReadIsANoticeNotASilence()
    {
        TeamWindow it;
        it.team.trouble = u"the file is locked"_s;
        QSignalSpy notice(it.page, &ui::Page::notice);
        it.front();
        QTRY_COMPARE(notice.count(), 1);
        QCOMPARE(notice[0][0].toString(), u"The team could not be read: The file is locked."_s);
    }
};

QTEST_MAIN(TestTeamPage)
#include "tst_teampage.moc"
