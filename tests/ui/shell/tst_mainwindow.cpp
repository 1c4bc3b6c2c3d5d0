// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/shell/fakeshell.h"
#include "ui/shell/incidentstrip.h"
#include "ui/shell/notifier.h"
#include "ui/shell/rail.h"
#include "ui/shell/topbar.h"
#include "ui/theme/theme.h"
#include "ui/widgets/clocklabel.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/toast.h"

#include <QApplication>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QRegularExpression>
#include <QScreen>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::test;
using namespace muster::ui;

class TestMainWindow final : public QObject
{
    Q_OBJECT
private slots:
    void init()
    {
        // The offscreen platform itself warns that it has no size hints to pass on.
        QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s));
        applyTheme(*qApp, Mode::Dark);
    }

    void theFirstPageIsInFrontAndHasTheFocus()
    {
        SettingsDesk desk;
        Shell shell(desk);
        QCOMPARE(shell.window.currentPage(), shell.queue);
        QTRY_COMPARE(QApplication::focusWidget(), shell.queue->list);
        QCOMPARE(shell.part<QLabel>(u"pageTitle"_s)->text(), u"Queue"_s);
        QVERIFY(shell.part<RailButton>(u"rail.queue"_s)->isChecked());
    }

    void pagesAreReachedByKeyAndByRail()
    {
        SettingsDesk desk;
        Shell shell(desk);
        shell.press(Qt::Key_2, Qt::ControlModifier);
        QCOMPARE(shell.window.currentPage(), shell.policy);
        QTRY_COMPARE(QApplication::focusWidget(), shell.policy->list);
        shell.part<RailButton>(u"rail.queue"_s)->click();
        QCOMPARE(shell.window.currentPage(), shell.queue);
        shell.part<RailButton>(u"rail.queue"_s)->click();
        QVERIFY(shell.part<RailButton>(u"rail.queue"_s)->isChecked());
        shell.window.showPage(u"nowhere"_s);
        QCOMPARE(shell.window.currentPage(), shell.queue);
    }

    void theFocusStaysInThePageWhenWhatHadItGoesAway()
    {
        SettingsDesk desk;
        Shell shell(desk);
        shell.window.setPrimaryCommand(u"queue.new"_s);
        shell.queue->field->setFocus();
        QTRY_COMPARE(QApplication::focusWidget(), shell.queue->field);
        shell.queue->field->hide();
        QTRY_COMPARE(QApplication::focusWidget(), shell.queue->list);
        auto *button = shell.part<QPushButton>(u"primaryButton"_s);
        button->setFocus(); // by the person's own will it may leave
        QCoreApplication::processEvents();
        QCOMPARE(QApplication::focusWidget(), button);
    }

    void aPagesBadgeIsHeardToo()
    {
        SettingsDesk desk;
        Shell shell(desk);
        emit shell.queue->badgeChanged(3, true);
        QVERIFY(shell.part<RailButton>(u"rail.queue"_s)->accessibleDescription().contains(u"3"_s));
        emit shell.queue->badgeChanged(0, false);
        QVERIFY(shell.part<RailButton>(u"rail.queue"_s)->accessibleDescription().isEmpty());
    }

    void theClockFollowsTheTicker()
    {
        SettingsDesk desk;
        Shell shell(desk);
        auto &clock = shell.window.topBar().clock();
        shell.at = parseRfc3339(u"2026-07-01T12:00:05Z").value();
        emit shell.ticker.ticked(shell.at);
        QCOMPARE(clock.text(), u"12:00:05 UTC · 14:00:05 CEST"_s);
        emit shell.ticker.ticked(parseRfc3339(u"2026-12-01T23:30:00Z").value());
        QVERIFY2(clock.text().startsWith(u"23:30:00 UTC · 00:30:00 CET "_s), qPrintable(clock.text()));
    }

    void aNoticeOffersTheNextStepAndKeepsTheFocusWhereItIs()
    {
        SettingsDesk desk;
        Shell shell(desk);
        shell.queue->field->setFocus();
        emit shell.queue->notice(u"The queue could not be read."_s, u"queue.new"_s);
        QVERIFY(shell.window.notices().isVisible());
        QCOMPARE(shell.part<QPushButton>(u"noticeStep"_s)->text(), u"New queue"_s);
        QTRY_COMPARE(QApplication::focusWidget(), shell.queue->field);
        shell.press(Qt::Key_Period, Qt::ControlModifier);
        QCOMPARE(shell.queue->made, 1);
        QVERIFY(!shell.window.notices().isVisible());
    }

    void troubleOfTheDeskIsShown()
    {
        SettingsDesk desk;
        Shell shell(desk);
        emit desk.trouble(u"The disk is full; nothing is lost."_s);
        QCOMPARE(shell.window.notices().sentence(), u"The disk is full; nothing is lost."_s);
        QVERIFY(!shell.part<QPushButton>(u"noticeStep"_s)->isVisible());
    }

    void aClockThatJumpsIsTold()
    {
        SettingsDesk desk;
        Shell shell(desk);
        emit shell.ticker.clockJumped(Millis(3 * 3'600'000));
        QVERIFY(shell.window.notices().sentence().contains(u"3"_s));
        emit shell.ticker.clockJumped(Millis(-5'000));
        QVERIFY(shell.window.notices().sentence().contains(u"5"_s));
        QCOMPARE(shell.window.notices().count(), 1); // one matter, one notice
    }

    void theThemeIsSwitchedAndKept()
    {
        SettingsDesk desk;
        {
            Shell shell(desk);
            QVERIFY(shell.registry().trigger(u"window.theme"_s));
            QCOMPARE(theme().mode, Mode::Light);
        }
        applyTheme(*qApp, Mode::Dark);
        Shell again(desk);
        QCOMPARE(theme().mode, Mode::Light);
    }

    void placePageAndLayoutComeBack()
    {
        SettingsDesk desk;
        const QRect screen = QGuiApplication::primaryScreen()->availableGeometry();
        {
            Shell shell(desk);
            shell.window.setGeometry(QRect(screen.left() + 3, screen.top() + 4, 910, 570));
            shell.registry().trigger(u"page.policy"_s);
            shell.policy->layoutText = "narrow";
            shell.window.close();
        }
        Shell again(desk);
        QCOMPARE(again.window.currentPage(), again.policy);
        QCOMPARE(again.policy->layoutText, QByteArray("narrow"));
        QVERIFY(again.window.geometry().width() >= again.window.minimumWidth());
    }

    void whereTheWindowIsIsKeptBeforeItCloses()
    {
        SettingsDesk desk;
        Shell shell(desk);
        shell.registry().trigger(u"page.policy"_s);
        QVERIFY(!desk.settings.value(u"window"_s).contains("policy"));
        emit shell.ticker.ticked(shell.at);
        QVERIFY(desk.settings.value(u"window"_s).contains("policy"));
    }

    void settingsThatCannotBeSavedAreToldOnce()
    {
        SettingsDesk desk;
        Shell shell(desk);
        desk.refuses = true;
        shell.registry().trigger(u"window.sound"_s);
        shell.registry().trigger(u"window.notifications"_s);
        QTRY_VERIFY(shell.window.notices().sentence().contains(u"The disk is full."_s));
        QTRY_COMPARE(shell.window.notices().count(), 1);
        QVERIFY(!shell.window.preferences().sound);
    }

    void thePrimaryButtonIsACommand()
    {
        SettingsDesk desk;
        Shell shell(desk);
        shell.window.setPrimaryCommand(u"queue.new"_s);
        auto *button = shell.part<QPushButton>(u"primaryButton"_s);
        QVERIFY(button->isVisible());
        QVERIFY(button->toolTip().contains(u"(N)"_s));
        button->click();
        QCOMPARE(shell.queue->made, 1);
        shell.registry().action(u"queue.new"_s)->setEnabled(false);
        QVERIFY(!button->isEnabled());
    }

    void theSettingsMenuShowsCommandsOfTheRegistry()
    {
        SettingsDesk desk;
        Shell shell(desk);
        const QList<QAction *> actions = shell.window.topBar().menu().actions();
        QVERIFY(actions.contains(shell.registry().action(u"window.theme"_s)));
        QVERIFY(shell.registry().action(u"window.sound"_s)->isChecked());
        shell.registry().trigger(u"window.sound"_s);
        QVERIFY(!shell.registry().action(u"window.sound"_s)->isChecked());
    }

    void incidentsTakeRoomOnlyWhileTheyRun()
    {
        SettingsDesk desk;
        Shell shell(desk);
        IncidentStrip &strip = shell.window.incidents();
        QVERIFY(!strip.isVisible());
        strip.setChips({{u"inc-1"_s, u"SEV1 Checkout"_s, u"red"_s, u"warroom"_s}});
        QVERIFY(strip.isVisible());
        auto *chip = shell.part<QAbstractButton>(u"incident.inc-1"_s);
        strip.setChips({{u"inc-1"_s, u"SEV1 Checkout 04:12"_s, u"red"_s, u"warroom"_s}});
        QCOMPARE(shell.part<QAbstractButton>(u"incident.inc-1"_s), chip); // changed in place
        QSignalSpy chosen(&strip, &IncidentStrip::chosen);
        chip->setFocus();
        QTest::keyClick(chip, Qt::Key_Return);
        QCOMPARE(chosen.count(), 1);
        strip.setChips({});
        QVERIFY(!strip.isVisible());
    }

    void aStepIsTakenBackOnceByItsButton()
    {
        SettingsDesk desk;
        Shell shell(desk);
        int undone = 0;
        shell.window.toast().showText(u"12 tickets closed"_s, [&] { ++undone; });
        QVERIFY(shell.window.toast().isVisible());
        shell.press(Qt::Key_Z, Qt::ControlModifier); // the key belongs to the tickets' changes
        QCOMPARE(undone, 0);
        auto *button = shell.part<QPushButton>(u"toastUndo"_s);
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(undone, 1);
        QVERIFY(!shell.window.toast().isVisible());
        shell.window.toast().undo();
        QCOMPARE(undone, 1);
    }

    void aCoverLetsNoCommandThrough()
    {
        SettingsDesk desk;
        Shell shell(desk);
        auto *first = new QListWidget;
        shell.window.cover(first);
        QTRY_COMPARE(QApplication::focusWidget(), first);
        shell.press(Qt::Key_N);
        shell.press(Qt::Key_2, Qt::ControlModifier);
        shell.press(Qt::Key_K, Qt::ControlModifier);
        QCOMPARE(shell.queue->made, 0);
        QCOMPARE(shell.window.currentPage(), shell.queue);
        QVERIFY(!shell.part<QWidget>(u"commandPalette"_s)->isVisible());
        shell.window.uncover();
        QVERIFY(!shell.window.isCovered());
        QTRY_COMPARE(QApplication::focusWidget(), shell.queue->list);
    }

    void anErrorIsSeenAboveACoverAndWakesIt()
    {
        SettingsDesk desk;
        Shell shell(desk);
        auto *first = new QListWidget;
        shell.window.cover(first);
        first->setEnabled(false);
        shell.window.post(NoticeLevel::Info, u"Working"_s);
        QVERIFY(!first->isEnabled());
        shell.window.post(NoticeLevel::Error, u"The disk is full; nothing was saved."_s);
        QVERIFY(first->isEnabled());
        QTRY_VERIFY(shell.window.notices().isVisible());
        shell.window.uncover();
        QTRY_VERIFY(shell.window.notices().isVisible());
        QVERIFY(shell.window.notices().window() == &shell.window);
        QCOMPARE(shell.window.notices().sentence(), u"Working"_s); // the answers were taken: no error stays
    }

    void everyControlOfTheFrameHasAName()
    {
        SettingsDesk desk;
        Shell shell(desk);
        const QList<QAbstractButton *> buttons = shell.window.findChildren<QAbstractButton *>();
        for (const QAbstractButton *button : buttons) {
            if (button->objectName().startsWith(u"qt_"_s) || button->objectName().isEmpty())
                continue; // parts of Qt's own widgets
            QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty() || !button->isVisible(),
                     qPrintable(button->objectName()));
        }
    }
};

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
