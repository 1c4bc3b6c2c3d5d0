// SPDX-License-Identifier: GPL-3.0-or-later
// A notification on a real notification service: shown once, answered there, taken back once somebody was
// quicker.
#include "app/notify/desktopnotes.h"
#include "senderworld.h"
#include "tests/ui/shell/fakenotifications.h"
#include "ui/shell/notifier.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::app;
using namespace muster::test;
using std::chrono::hours;
using std::chrono::minutes;

class TestDesktopNotes final : public QObject
{
    Q_OBJECT

    // Before its first use: its answer's type follows from the question.
    template <typename Question> auto ask(Question question)
    {
        return m_desk->thread().ask(question).result();
    }

private slots:
    void init()
    {
        if (!m_bus.isRunning())
            QSKIP("there is no dbus-daemon here");
        m_folder = std::make_unique<QTemporaryDir>();
        m_clock = std::make_unique<SharedClock>(parseRfc3339(u"2026-11-18T12:00:00Z").value());
        m_service = std::make_unique<FakeNotifications>(m_bus.connect(u"service"_s));
        m_desk = std::make_unique<DeskService>(*m_clock);
        QVERIFY(m_desk->start(m_folder->filePath(u"desk.muster"_s), store::OpenMode::CreateIfMissing));
        QVERIFY(ask([](store::Workspace &w) {
            return bool(w.adoptPolicy(policy::presetText(policy::presetKeys().constFirst())));
        }));
        m_notifier = std::make_unique<ui::Notifier>(m_bus.connect(u"console"_s));
        m_notifier->setSound(false);
        m_notes = std::make_unique<DesktopNotes>(*m_desk, *m_notifier);
        m_notes->start();
        QTest::qWait(100);
    }
    void cleanup()
    {
        m_notes.reset();
        m_notifier.reset();
        m_desk.reset();
        m_service.reset();
        QDBusConnection::disconnectFromBus(u"service"_s);
        QDBusConnection::disconnectFromBus(u"console"_s);
    }

    void anAnswerOnTheDesktopAcknowledgesIt()
    {
        const SubjectId id = tell(u"one"_s);
        QTRY_COMPARE(shown(), size_t(1));
        QCOMPARE(m_service->shown[0].title, u"Title of one"_s);
        QVERIFY(m_service->shown[0].actions.contains(u"acknowledge"_s));
        emit m_service->ActionInvoked(1, u"acknowledge"_s);
        QTRY_VERIFY(of(id).acknowledged);
        m_notes->look();
        QTest::qWait(100);
        QCOMPARE(shown(), size_t(1));
    }

    void aSnoozeOnTheDesktopTellsItAgain()
    {
        const SubjectId id = tell(u"one"_s);
        QTRY_COMPARE(shown(), size_t(1));
        emit m_service->ActionInvoked(1, u"snooze"_s);
        QTRY_COMPARE(of(id).snoozes.size(), size_t(1));
        m_clock->advance(minutes(31));
        m_notes->look();
        QTRY_COMPARE(shown(), size_t(2));
    }

    void whoWasQuickerElsewhereTakesTheNoticeBack()
    {
        const SubjectId id = tell(u"one"_s);
        QTRY_COMPARE(shown(), size_t(1));
        QVERIFY(ask([&](store::Workspace &w) { return bool(w.submit(id, notify::Acknowledge{})); }));
        m_notes->look();
        QTRY_COMPARE(m_service->withdrawn.size(), size_t(1));
    }

    void whatWasShownBeforeAStartIsNotShownAgain()
    {
        tell(u"one"_s);
        QTRY_COMPARE(shown(), size_t(1));
        m_clock->advance(hours(1));
        m_notes = std::make_unique<DesktopNotes>(*m_desk, *m_notifier);
        m_notes->start();
        QTest::qWait(200);
        QCOMPARE(shown(), size_t(1));
        tell(u"two"_s);
        QTRY_COMPARE(shown(), size_t(2));
    }

    void whatCameInLateIsShownAfterAStartAllTheSame()
    {
        tell(u"one"_s);
        QTRY_COMPARE(shown(), size_t(1));
        m_notes.reset();
        m_clock->advance(minutes(1));
        // Due before the last notice was shown, and written by a console that this one had not met.
        ask([&](store::Workspace &w) {
            const NewFact fact = askedFor(w, u"late"_s, m_clock->now() - std::chrono::seconds(60));
            return bool(w.writeNotifications(std::span(&fact, 1)));
        });
        m_notes = std::make_unique<DesktopNotes>(*m_desk, *m_notifier);
        m_notes->start();
        QTRY_COMPARE(shown(), size_t(2));
        QCOMPARE(m_service->shown[1].title, u"Title of late"_s);
    }

    void whatWasPutOffAndShownAgainIsNotShownOnceMoreByAStart()
    {
        const SubjectId id = tell(u"one"_s);
        QTRY_COMPARE(shown(), size_t(1));
        emit m_service->ActionInvoked(1, u"snooze"_s);
        QTRY_COMPARE(of(id).snoozes.size(), size_t(1));
        m_clock->advance(minutes(31));
        m_notes->look();
        QTRY_COMPARE(shown(), size_t(2));
        m_notes = std::make_unique<DesktopNotes>(*m_desk, *m_notifier);
        m_notes->start();
        QTest::qWait(300);
        QCOMPARE(shown(), size_t(2));
    }

    void aMassBreachIsOneNoticeHoweverLongTheRulesAreAtIt()
    {
        bool isBehind = true;
        m_notes->waitWhile([&] { return isBehind; });
        m_clock->advance(minutes(1));
        for (int part = 0; part < 4; ++part) {
            ask([&](store::Workspace &w) {
                std::vector<NewFact> facts;
                facts.reserve(300);
                for (int i = 0; i < 300; ++i)
                    facts.push_back(ofTicket(w, part * 300 + i));
                return bool(w.writeNotifications(facts));
            });
            m_notes->look();
            QTest::qWait(400);
            QCOMPARE(shown(), size_t(0));
        }
        isBehind = false;
        m_notes->look();
        QTRY_COMPARE_WITH_TIMEOUT(shown(), size_t(1), 20'000);
        QTest::qWait(700);
        QCOMPARE(shown(), size_t(1));
        QVERIFY2(m_service->shown[0].title.contains(u"1200"_s), qPrintable(m_service->shown[0].title));
        // Opening it leads to the list of them.
        QSignalSpy opened(m_notes.get(), &DesktopNotes::opened);
        emit m_service->ActionInvoked(1, u"default"_s);
        QTRY_COMPARE(opened.count(), 1);
        QVERIFY(opened.first().first().toString().isEmpty());
    }

    void whatWasPutOffComesBackHoweverMuchCameSince()
    {
        const SubjectId id = tell(u"one"_s);
        QTRY_COMPARE(shown(), size_t(1));
        QVERIFY(ask([&](store::Workspace &w) {
            return bool(w.submit(id, notify::Snooze{m_clock->now() + hours(2)}));
        }));
        m_notes.reset();
        m_clock->advance(hours(1));
        ask([&](store::Workspace &w) {
            std::vector<NewFact> facts;
            facts.reserve(700);
            for (int i = 0; i < 700; ++i)
                facts.push_back(ofTicket(w, i));
            return bool(w.writeNotifications(facts));
        });
        m_notes = std::make_unique<DesktopNotes>(*m_desk, *m_notifier);
        m_notes->start();
        QTRY_COMPARE_WITH_TIMEOUT(shown(), size_t(2), 20'000);
        m_clock->advance(hours(1));
        m_notes->look();
        QTRY_COMPARE(shown(), size_t(3));
        QCOMPARE(m_service->shown[2].title, u"Title of one"_s);
    }

    void openingItNamesWhatItIsAbout()
    {
        QSignalSpy opened(m_notes.get(), &DesktopNotes::opened);
        tell(u"one"_s);
        QTRY_COMPARE(shown(), size_t(1));
        emit m_service->ActionInvoked(1, u"default"_s);
        QTRY_COMPARE(opened.count(), 1);
    }

private:
    notify::Notification of(SubjectId id)
    {
        return ask([&](store::Workspace &w) { return w.notification(id); });
    }
    NewFact ofTicket(store::Workspace &workspace, int number)
    {
        notify::Wish wish;
        wish.cause = u"sla_breached:%1"_s.arg(number);
        wish.at = m_clock->now();
        wish.occasion = u"any"_s;
        wish.title = wish.cause;
        wish.aboutKind = u"ticket"_s;
        wish.about = SubjectId::derived(Instant{}, {wish.cause});
        return notify::asked(wish, workspace.policy()->policy().notifications);
    }
    SubjectId tell(const QString &cause)
    {
        m_clock->advance(std::chrono::seconds(1)); // what is due at the start itself was shown before
        const SubjectId id = ask([&](store::Workspace &w) {
            const NewFact fact = askedFor(w, cause, m_clock->now());
            return w.writeNotifications(std::span(&fact, 1)) ? fact.subject : SubjectId{};
        });
        m_notes->look();
        return id;
    }
    size_t shown()
    {
        m_notifier->flush();
        return m_service->shown.size();
    }

    PrivateBus m_bus;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SharedClock> m_clock;
    std::unique_ptr<FakeNotifications> m_service;
    std::unique_ptr<DeskService> m_desk;
    std::unique_ptr<ui::Notifier> m_notifier;
    std::unique_ptr<DesktopNotes> m_notes;
};

QTEST_MAIN(TestDesktopNotes)
#include "tst_desktopnotes.moc"
