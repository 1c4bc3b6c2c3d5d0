// SPDX-License-Identifier: GPL-3.0-or-later
// Notifications in a workspace: asked once, their rows follow from the facts, and what is being sent is on
// the disk before it is sent.
#include "worlds.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::notify;
using namespace muster::test;

namespace {

const Instant kStart = fromMillis(1'790'000'000'000);

policy::ChannelRules rules()
{
    policy::ChannelRules rules;
    policy::Channel channel;
    channel.key = u"chat"_s;
    channel.kind = policy::ChannelKind::SlackWebhook;
    rules.channels = {channel};
    rules.otherwise.channels = {u"chat"_s};
    return rules;
}

} // namespace

class TestNotifications final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_clock.set(kStart);
        m_workspace = opened(m_folder->filePath(u"a.muster"_s));
    }
    void cleanup() { m_workspace.reset(); }

    void whatIsAskedTwiceIsThereOnce()
    {
        const NewFact fact = asked(wish(u"a"_s), rules());
        QCOMPARE(m_workspace->writeNotifications(std::span(&fact, 1)).value(), 1);
        QCOMPARE(m_workspace->writeNotifications(std::span(&fact, 1)).value(), 0);
        QCOMPARE(m_workspace->openNotifications().size(), size_t(1));
        QCOMPARE(m_workspace->notifications(10)[0].asked.title, u"Title of a"_s);
    }

    void anAcknowledgementClosesItsRowAndARebuildGivesTheSame()
    {
        const std::vector<NewFact> facts{asked(wish(u"a"_s), rules()), asked(wish(u"b"_s), rules())};
        QVERIFY(m_workspace->writeNotifications(facts));
        QVERIFY(m_workspace->submit(facts[0].subject, Acknowledge{}));
        QVERIFY(!m_workspace->submit(facts[0].subject, Acknowledge{}));
        QVERIFY(!m_workspace->submit(SubjectId::random(kStart), Acknowledge{}));
        QCOMPARE(m_workspace->openNotifications().size(), size_t(1));
        const QByteArray state = m_workspace->stateHash().value();
        const auto report = m_workspace->rebuild();
        QVERIFY(report && report->ok());
        QCOMPARE(m_workspace->stateHash().value(), state);
        QCOMPARE(m_workspace->notification(facts[0].subject).acknowledged->first, m_workspace->me());
    }

    void anotherDeskThatTakesTheFactsHasTheSameState()
    {
        const NewFact fact = asked(wish(u"a"_s), rules());
        QVERIFY(m_workspace->writeNotifications(std::span(&fact, 1)));
        auto other = opened(m_folder->filePath(u"b.muster"_s));
        // It noticed the same by itself before.
        QVERIFY(other->writeNotifications(std::span(&fact, 1)));
        QVERIFY(m_workspace->submit(fact.subject, Snooze{kStart + std::chrono::hours(1)}));
        std::vector<Fact> facts;
        QVERIFY(m_workspace->forEachFact([&](const Fact &each) {
            facts.push_back(each);
            return true;
        }));
        const auto taken = other->take(facts);
        QVERIFY(taken && taken->quarantined == 0);
        QCOMPARE(other->notification(fact.subject), m_workspace->notification(fact.subject));
    }

    void whatCannotBeReadAgainDoesNotGetIn()
    {
        NewFact fact = asked(wish(u"a"_s), rules());
        fact.payload.remove(u"title"_s);
        QCOMPARE(m_workspace->writeNotifications(std::span(&fact, 1)).error().fault, Fault::BadInput);
        fact = asked(wish(u"a"_s), rules());
        fact.subjectKind = u"ticket"_s;
        QVERIFY(!m_workspace->writeNotifications(std::span(&fact, 1)));
        QVERIFY(m_workspace->notifications(10).empty());
    }

    void whatIsBeingSentOutlivesTheProgram()
    {
        Attempt attempt;
        attempt.key = u"K"_s;
        attempt.channel = u"chat"_s;
        attempt.members = {{SubjectId::random(kStart), 2}, {SubjectId::random(kStart), 0}};
        attempt.firstAt = kStart;
        attempt.nextAt = kStart + std::chrono::seconds(5);
        attempt.tries = 3;
        attempt.reached = {u"a@example.org"_s};
        attempt.trouble = u"the service answered that it is in trouble (503)"_s;
        const Sending sending{u"chat"_s, kStart};
        QVERIFY(m_workspace->keepAttempts(std::span(&attempt, 1), std::span(&sending, 1), {}));
        m_workspace.reset();
        m_workspace = opened(m_folder->filePath(u"a.muster"_s));
        QCOMPARE(m_workspace->attempts(), std::vector<Attempt>{attempt});
        QCOMPARE(m_workspace->sendingsSince(kStart).size(), size_t(1));
        const NewFact fact = asked(wish(u"a"_s), rules());
        QVERIFY(m_workspace->endTry(u"K"_s, std::nullopt, std::span(&fact, 1)));
        QVERIFY(m_workspace->attempts().empty());
        QCOMPARE(m_workspace->notifications(10).size(), size_t(1));
    }

    void whatChangedIsReadInPartsAndEachOnce()
    {
        std::vector<NewFact> facts;
        for (int i = 0; i < 5; ++i)
            facts.push_back(asked(wish(QString::number(i)), rules()));
        QVERIFY(m_workspace->writeNotifications(facts));
        QVERIFY(m_workspace->submit(facts[0].subject, Acknowledge{})); // the first is the newest change now
        std::vector<SubjectId> seen;
        qint64 mark = 0;
        while (mark != m_workspace->notificationChanges()) {
            const auto changed = m_workspace->notificationsChangedSince(mark, 2);
            QVERIFY(!changed.notifications.empty() && changed.notifications.size() <= 2);
            QVERIFY(changed.mark > mark);
            mark = changed.mark;
            for (const Notification &each : changed.notifications)
                seen.push_back(each.id);
        }
        QCOMPARE(seen.size(), size_t(5));
        QCOMPARE(seen.back(), facts[0].subject);
        QVERIFY(m_workspace->notification(seen.back()).acknowledged);
        QVERIFY(m_workspace->notificationsChangedSince(mark, 2).notifications.empty());
    }

    void whatIsNotWrittenIsNotRememberedEither()
    {
        const NewFact first = asked(wish(u"a"_s), rules());
        QVERIFY(m_workspace->writeNotifications(std::span(&first, 1)));
        const auto done = m_workspace->asOne([&]() -> Result<void> {
            if (auto written = m_workspace->submit(first.subject, Acknowledge{}); !written)
                return written;
            if (!m_workspace->notification(first.subject).acknowledged)
                return Error{Fault::Internal, u"what was written is not seen within"_s};
            // Within another one: still one transaction.
            (void)m_workspace->asOne(
                [&] { return m_workspace->submit(first.subject, Snooze{kStart - std::chrono::hours(1)}); });
            return {}; // a part was refused all the same
        });
        QVERIFY(!done);
        QVERIFY2(done.error().fault != Fault::Internal, qPrintable(done.error().detail));
        QVERIFY(!m_workspace->notification(first.subject).acknowledged);
        QCOMPARE(m_workspace->openNotifications().size(), size_t(1));
        QVERIFY(m_workspace->submit(first.subject, Acknowledge{})); // and it works again
    }

    void someMembersOfAnAttemptAreRecordedAndItStays()
    {
        const NewFact fact = asked(wish(u"a"_s), rules());
        QVERIFY(m_workspace->writeNotifications(std::span(&fact, 1)));
        Attempt attempt;
        attempt.key = u"K"_s;
        attempt.channel = u"chat"_s;
        attempt.members = {{fact.subject, 0}, {SubjectId::random(kStart), 0}};
        QVERIFY(m_workspace->keepAttempts(std::span(&attempt, 1), {}, {}));
        const NewFact told =
            newFact(fact.subject, kStart, Delivered{u"chat"_s, Phase::Told, 0, u"K"_s, {}, {}, {}, 2, false});
        QVERIFY(m_workspace->recordSome(std::span(&told, 1)));
        QCOMPARE(m_workspace->attempts(), std::vector<Attempt>{attempt});
        const std::vector<Notification> all{m_workspace->notification(fact.subject)};
        QVERIFY(wanted(attempt, byId(all), kStart).empty()); // it is not sent again
    }

    void tenThousandOpenOnesAreReadInTime()
    {
        std::vector<NewFact> facts;
        for (int i = 0; i < 10'000; ++i)
            facts.push_back(asked(wish(QString::number(i)), rules()));
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(m_workspace->writeNotifications(facts).value(), 10'000);
        const qint64 written = timer.restart();
        QCOMPARE(m_workspace->openNotifications().size(), size_t(10'000));
        qInfo("10000 written in %lld ms, read in %lld ms", written, timer.elapsed());
    }

private:
    static Wish wish(const QString &cause)
    {
        return {cause, kStart, u"sla_breached"_s, u"Title of "_s + cause, {}, {}, {}, {}, {}, {}, {}, {}};
    }
    std::unique_ptr<store::Workspace> opened(const QString &file) { return openAt(file, m_clock); }

    std::unique_ptr<QTemporaryDir> m_folder;
    TestClock m_clock{kStart};
    std::unique_ptr<store::Workspace> m_workspace;
};

QTEST_GUILESS_MAIN(TestNotifications)
#include "tst_notifications.moc"
