// SPDX-License-Identifier: GPL-3.0-or-later
// "Who was told what, when, how" in the window, by keys alone over a real file: found, acknowledged, put off,
// sent again; and it holds up with none, some and ten thousand.
#include "tests/app/notificationhands.h"
#include "ui/widgets/noticebar.h"

#include <QElapsedTimer>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QTextBrowser>

using namespace muster;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace {

/// To a channel that the policy does not have (any more), beside the desktops.
policy::ChannelRules toOldChat()
{
    policy::ChannelRules rules = toDesk();
    policy::Channel chat;
    chat.key = u"old-chat"_s;
    chat.kind = policy::ChannelKind::SlackWebhook;
    rules.channels.push_back(chat);
    rules.otherwise.channels = {u"old-chat"_s};
    return rules;
}

NewFact askedFor(const RealConsole &it, int number, const policy::ChannelRules &rules)
{
    notify::Wish wish;
    wish.cause = u"test:%1"_s.arg(number);
    wish.at = it.clock.now() - std::chrono::minutes(number);
    wish.title = u"Breached: A-%1"_s.arg(number);
    wish.text = u"SLA breached: first_response was due at %1."_s.arg(toRfc3339(wish.at));
    wish.aboutKind = u"ticket"_s;
    wish.about = idCast<SubjectId>(it.console.queue->model().rowAt(0)->id);
    return notify::asked(wish, rules);
}

void ask(const RealConsole &it, std::vector<NewFact> facts)
{
    writeNotifications(it, std::move(facts));
    it.console.notifying->look();
}

const views::DeliveryModel &model(const RealConsole &it)
{
    return it.console.notifications->model();
}

const notify::Notification &at(const RealConsole &it, int row)
{
    return *model(it).values().at(size_t(row)).notification;
}

void toLog(const RealConsole &it)
{
    it.press(Qt::Key_7, Qt::ControlModifier);
    QTRY_COMPARE(it.console.window->currentPage(), it.console.notifications);
}

} // namespace

class TestDeliveries final : public QObject
{
    Q_OBJECT

private slots:
    void anEmptyLogSaysWhatComesHere()
    {
        const RealConsole it(kOneTicket);
        toLog(it);
        QTRY_VERIFY(it.part<QWidget>(u"notify.empty"_s)->isVisible());
        QVERIFY(!it.part<QPushButton>(u"notify.acknowledge"_s)->isEnabled());
        it.takeWhole(u"notify-empty"_s);
    }

    void whatFailedForGoodIsToldAndSentAgainByKeys()
    {
        const RealConsole it(kOneTicket);
        QSignalSpy badge(it.console.notifications, &ui::Page::badgeChanged);
        ask(it, {askedFor(it, 1, toDesk()), askedFor(it, 2, toOldChat())});
        // The sender finds that there is no such channel and says so.
        QTRY_VERIFY(!badge.isEmpty() && badge.back()[0].toInt() == 1);
        QVERIFY(badge.back()[1].toBool());
        QVERIFY(it.console.window->notices().sentence().contains(u"could not be delivered"_s));
        it.press(Qt::Key_Period, Qt::ControlModifier); // the step that the notice offers
        QTRY_COMPARE(it.console.window->currentPage(), it.console.notifications);
        QTRY_COMPARE(model(it).rowCount(), 1);
        QTRY_VERIFY(it.part<QListView>(u"notify.list"_s)->hasFocus());
        const QString text = it.part<QTextBrowser>(u"notify.text"_s)->toPlainText();
        QVERIFY2(text.contains(u"the policy has no channel old-chat"_s, Qt::CaseInsensitive),
                 qPrintable(text));
        it.takeWhole(u"notify-failed"_s);
        it.press(Qt::Key_1); // all of them; the same one stays chosen
        QTRY_COMPARE(model(it).rowCount(), 2);
        it.press(Qt::Key_R);
        QTRY_COMPARE(at(it, 1).resent.size(), size_t(1));
        QTRY_COMPARE(at(it, 1).deliveries.size(), size_t(2)); // tried, and given up once more
        it.press(Qt::Key_A);
        QTRY_COMPARE(badge.back()[0].toInt(), 0); // seen: nobody has to do anything about it any more
        it.press(Qt::Key_2);
        QTRY_COMPARE(model(it).rowCount(), 0);
    }

    void itIsAcknowledgedPutOffAndOpenedByKeys()
    {
        const RealConsole it(kOneTicket);
        ask(it, {askedFor(it, 1, toDesk()), askedFor(it, 2, toDesk())});
        toLog(it);
        QTRY_COMPARE(model(it).rowCount(), 2);
        it.console.window->focusPage();
        it.press(Qt::Key_S);
        it.press(Qt::Key_Down);
        it.press(Qt::Key_Return);
        QTRY_COMPARE(at(it, 0).snoozes.size(), size_t(1));
        QCOMPARE(at(it, 0).snoozes[0].until, it.clock.now() + std::chrono::minutes(30));
        it.press(Qt::Key_J);
        it.press(Qt::Key_A);
        QTRY_VERIFY(at(it, 1).acknowledged.has_value());
        QTRY_VERIFY(!it.part<QPushButton>(u"notify.acknowledge"_s)->isEnabled());
        it.takeWhole(u"notify-some"_s);
        it.press(Qt::Key_Slash);
        it.type(u"a-2"_s);
        QTRY_COMPARE(model(it).rowCount(), 1);
        it.press(Qt::Key_Return);
        QTRY_VERIFY(it.part<QListView>(u"notify.list"_s)->hasFocus());
        it.press(Qt::Key_Return);
        QTRY_COMPARE(it.console.window->currentPage(), it.console.queue);
    }

    void whatAnotherConsoleWritesComesInByItself()
    {
        const RealConsole it(kOneTicket);
        toLog(it);
        auto facts = std::vector{askedFor(it, 1, toDesk())};
        const auto done = it.console.desk->thread().ask(
            [facts](store::Workspace &workspace) { return workspace.writeNotifications(facts); });
        QCOMPARE(RealConsole::waitFor(done), 1);
        QTRY_COMPARE_WITH_TIMEOUT(model(it).rowCount(), 1, 8'000);
    }

    void tenThousandDoNotStallTheWindow()
    {
        RealConsole it(kOneTicket);
        std::vector<NewFact> facts;
        facts.reserve(10'000);
        for (int i = 0; i < 10'000; ++i)
            facts.push_back(askedFor(it, i, toDesk()));
        ask(it, std::move(facts));
        it.reopen(); // read anew, some at a time
        toLog(it);
        qint64 longest = 0;
        QElapsedTimer turn;
        while (model(it).rowCount() < 10'000) {
            turn.start();
            QCoreApplication::processEvents();
            longest = std::max(longest, turn.elapsed());
            QTest::qSleep(1);
        }
        qInfo("10000 notifications: the longest turn of the window took %lld ms", longest);
        QVERIFY2(longest < 1'000, qPrintable(QString::number(longest)));
        it.console.window->focusPage();
        it.press(Qt::Key_End);
        it.takeWhole(u"notify-overfull"_s);
        it.press(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        it.console.window->resize(1920, 1080);
        QTest::qWait(50);
        it.takeWhole(u"notify-overfull-light-large"_s);
        it.press(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
    }
};

QTEST_MAIN(TestDeliveries)
#include "tst_deliveries_window.moc"
