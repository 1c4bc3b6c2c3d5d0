// SPDX-License-Identifier: GPL-3.0-or-later
// What a window and a command say to each other over the socket of one workspace, real on both sides.
#include "app/instance.h"

#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <thread>

using namespace muster::app;
using namespace Qt::StringLiterals;

class TestInstance : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QString database() const { return m_folder.filePath(u"desk.muster"_s); }

    /// Asks from a thread, as another program would, while this one answers.
    Instance::Reply asked(const QByteArray &request, int patienceMs = 2000) const
    {
        Instance::Reply reply;
        std::atomic<bool> isOver = false;
        std::thread guest([&] {
            reply = Instance(database()).ask(request, patienceMs);
            isOver = true;
        });
        const bool ended = QTest::qWaitFor([&] { return isOver.load(); }, 10'000);
        guest.join();
        if (!ended)
            qFatal("the question does not end");
        return reply;
    }

private slots:
    void initTestCase() { qputenv("XDG_RUNTIME_DIR", m_folder.path().toUtf8()); }

    void nobodyThereIsSaid()
    {
        const auto reply = asked("declare {}");
        QVERIFY(!reply.isTaken && reply.line.isEmpty());
    }

    void aWindowIsWokenAndAsked()
    {
        Instance window(database());
        QVERIFY(window.listen());
        QSignalSpy woken(&window, &Instance::woken);
        QCOMPARE(asked("wake").line, QByteArray("here"));
        QCOMPARE(woken.count(), 1);
        QVERIFY(asked("declare {}").line.startsWith(kRefused)); // nobody handles it yet
        QList<QByteArray> heard;
        window.setHandler([&](const QByteArray &request, const Instance::Answer &answer) {
            heard += request;
            QMetaObject::invokeMethod(
                qApp, [answer] { answer(kDone + "INC-1"); }, Qt::QueuedConnection);
        });
        const auto reply = asked("declare {\"title\":\"x\"}");
        QVERIFY(reply.isTaken);
        QCOMPARE(reply.line, kDone + "INC-1");
        QCOMPARE(heard, QList<QByteArray>{"declare {\"title\":\"x\"}"});
    }

    void silenceIsNotTheSameAsNobody()
    {
        Instance window(database());
        QVERIFY(window.listen());
        Instance::Answer late;
        window.setHandler([&](const QByteArray &, const Instance::Answer &answer) { late = answer; });
        const auto reply = asked("declare {}", 200);
        QVERIFY(reply.isTaken && reply.line.isEmpty());
        late(kDone + "INC-1"); // to somebody who went away: nothing happens
    }

    void aLineWithoutAnEndIsCutOff()
    {
        Instance window(database());
        QVERIFY(window.listen());
        bool isHeard = false;
        window.setHandler([&](const QByteArray &, const Instance::Answer &) { isHeard = true; });
        const auto reply = asked(QByteArray(200'000, 'x'));
        QVERIFY(reply.line.isEmpty());
        QVERIFY(!isHeard);
        QCOMPARE(asked("wake").line, QByteArray("here")); // the next one is heard
    }
};

QTEST_GUILESS_MAIN(TestInstance)
#include "tst_instance.moc"
