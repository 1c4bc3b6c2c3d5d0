// SPDX-License-Identifier: GPL-3.0-or-later
// A policy is tried on the open tickets of a real file, without a trace.
#include "models/escalation/words.h"
#include "models/store/rulessince.h"
#include "tests/models/store/worlds.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace muster;
using namespace muster::test;

namespace {

std::shared_ptr<const policy::CompiledPolicy> compiled(const QByteArray &yaml)
{
    policy::ReadPolicy read = policy::readPolicy(yaml, u"p.yaml"_s);
    if (!read.policy)
        qFatal("%s", qPrintable(read.problems.front().text()));
    return *policy::CompiledPolicy::make(std::move(*read.policy));
}

views::PolicyTrial trialOf(store::Workspace &workspace, const QByteArray &yaml)
{
    const auto policy = compiled(yaml);
    const escalation::WordFinder words(policy->policy().escalation.words);
    views::PolicyTrial trial;
    const auto open = workspace.openTickets();
    trial.total = int(open.size());
    if (!workspace.tryPolicy(*policy, words, open, trial))
        qFatal("it could not be tried");
    trial.isDone = true;
    return trial;
}

QByteArray preset()
{
    return policy::presetText(u"playbook-p0-p3"_s);
}

} // namespace

class TestTrying final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>(QStringLiteral("/dev/shm/muster-XXXXXX"));
        m_clock = std::make_unique<TestClock>();
        m_world = std::make_unique<World>(m_folder->filePath(u"desk.muster"_s), *m_clock);
    }

    void theSameTextChangesNothing()
    {
        for (int i = 0; i < 5; ++i)
            m_world->create();
        m_clock->advance(3h);
        const auto trial = trialOf(desk(), preset());
        QCOMPARE(trial.clocks, (views::DueMoveCount{5, 0, 0, 0, 0, 0}));
        QCOMPARE(trial.escalations, 0);
        QVERIFY(trial.examples.isEmpty());
        QCOMPARE(views::policyTrialText(trial).section(u'.', 0, 0),
                 u"None of the 5 tickets gets another due time"_s);
    }

    void whatFellDueBeforeTheRulesBeganWouldNotEscalate()
    {
        m_world->create();
        m_clock->advance(30min);
        QCOMPARE(trialOf(desk(), shortened(preset())).escalations, 1);
        QVERIFY(desk().setSetting(QString(store::kRulesSince), toRfc3339(m_clock->now()).toLatin1()));
        QCOMPARE(trialOf(desk(), shortened(preset())).escalations, 0);
    }

    void shorterPromisesBreachAndEscalateAndLeaveNoTrace()
    {
        for (int i = 0; i < 4; ++i)
            m_world->create();
        m_clock->advance(30min);
        const auto before = m_world->facts().size();
        const auto hash = *desk().stateHash();
        const auto trial = trialOf(desk(), shortened(preset()));
        QCOMPARE(trial.clocks.moving, 4);
        QVERIFY(trial.clocks.earlier >= 4);
        QCOMPARE(trial.clocks.breached, 4); // the first response of each
        QCOMPARE(trial.escalations, 4);     // by the breach
        QCOMPARE(trial.examples.size(), 8);
        QVERIFY(trial.examples.front().contains(u"breached"_s));
        QCOMPARE(m_world->facts().size(), before);
        QCOMPARE(*desk().stateHash(), hash);
    }

    void aPriorityThatTheTextDoesNotHaveIsCounted()
    {
        m_world->create();
        const auto trial = trialOf(desk(), preset().replace("key: P1\n", "key: P1b\n"));
        QCOMPARE(trial.unknown, 1);
        QVERIFY(views::policyTrialText(trial).contains(u"1 ticket has a priority or tier"_s));
    }

private:
    /// P1 with a first response within five minutes.
    static QByteArray shortened(QByteArray text)
    {
        const qsizetype p1 = text.indexOf("key: P1\n");
        const qsizetype first = text.indexOf("first_response:", p1);
        const qsizetype end = text.indexOf('\n', first);
        return text.replace(first, end - first, "first_response: {sla: 5m}");
    }
    store::Workspace &desk() { return *m_world->workspace; }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<TestClock> m_clock;
    std::unique_ptr<World> m_world;
};

QTEST_GUILESS_MAIN(TestTrying)
#include "tst_trying.moc"
