// SPDX-License-Identifier: GPL-3.0-or-later
// Every cell of the matrix, every trigger, level and path that ships, held against what the sources say; in
// both schemes of priorities.
#include "models/escalation/matrix.h"
#include "models/policy/policyreader.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <set>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::escalation;
using std::chrono::hours;

namespace {

const Instant kSince = *parseRfc3339(u"2026-11-20T03:00:00Z"); // a Friday

std::shared_ptr<const policy::CompiledPolicy> preset(const QString &key)
{
    static std::map<QString, std::shared_ptr<const policy::CompiledPolicy>> read;
    auto &made = read[key];
    if (!made) {
        const auto document = policy::readPolicy(policy::presetText(key), key);
        if (!document.policy)
            qFatal("a preset cannot be read");
        made = *policy::CompiledPolicy::make(*document.policy);
    }
    return made;
}

struct Cell
{
    const char *tier, *situation, *level;
    int minutes; ///< of the timeline; 0: the moment it begins
};

/// The matrix as it stands in the sources, and then what they leave open.
constexpr Cell kCells[]{
    {"enterprise", "outage", "level-3", 0},       {"enterprise", "unresolved", "level-2", 240},
    {"enterprise", "sla_breach", "level-2", 0},   {"enterprise", "request", "level-2", 60},
    {"professional", "outage", "level-2", 60},    {"professional", "unresolved", "level-2", 480},
    {"professional", "sla_breach", "level-1", 0}, {"professional", "request", "level-1", 240},
    {"starter", "outage", "level-1", 120},        {"starter", "repeated", "level-1", 0},
    {"starter", "sla_breach", "level-1", 0},      {"enterprise", "repeated", "level-1", 0},
    {"professional", "repeated", "level-1", 0},   {"enterprise", "security", "level-2", 0},
    {"professional", "security", "level-2", 0},   {"starter", "security", "level-2", 0},
    {"enterprise", "revenue", "level-2", 0},      {"professional", "revenue", "level-2", 0},
    {"starter", "revenue", "level-2", 0},
};

} // namespace

class TestMatrix final : public QObject
{
    Q_OBJECT

private slots:
    void cellSaysLevelAndTimeline_data()
    {
        QTest::addColumn<QString>("preset");
        QTest::addColumn<QString>("tier");
        QTest::addColumn<QString>("situation");
        QTest::addColumn<QString>("level");
        QTest::addColumn<int>("minutes");
        for (const QString &key : policy::presetKeys()) {
            for (const Cell &cell : kCells)
                QTest::addRow("%s: %s, %s", qPrintable(key), cell.tier, cell.situation)
                    << key << QString::fromLatin1(cell.tier) << QString::fromLatin1(cell.situation)
                    << QString::fromLatin1(cell.level) << cell.minutes;
        }
    }
    void cellSaysLevelAndTimeline()
    {
        QFETCH(QString, preset);
        QFETCH(QString, tier);
        QFETCH(QString, situation);
        QFETCH(int, minutes);
        const auto compiled = ::preset(preset);
        const auto answer = lookUp(compiled->policy(), tier, situation);
        QVERIFY(answer);
        QTEST(answer->level, "level");
        QCOMPARE(raiseBy(*answer, kSince, compiled->calendarFor(tier)),
                 kSince + std::chrono::minutes(minutes));
        const QString name = compiled->policy().escalation.level(answer->level)->name;
        QVERIFY2(answer->reason.contains(name), qPrintable(answer->reason));
        QVERIFY2(answer->reason.startsWith(compiled->policy().tier(tier)->name), qPrintable(answer->reason));
    }

    void noCellStandsInTheRulesWithoutATest()
    {
        std::set<std::pair<QString, QString>> tested;
        for (const Cell &cell : kCells)
            tested.emplace(QString::fromLatin1(cell.tier), QString::fromLatin1(cell.situation));
        const auto compiled = preset(policy::presetKeys().constFirst());
        for (const policy::MatrixCell &cell : compiled->policy().escalation.matrix) {
            if (!cell.tier.isEmpty())
                QVERIFY2(tested.contains({cell.tier, cell.situation}),
                         qPrintable(cell.tier + cell.situation));
        }
    }

    void whatTheMatrixLeavesOpenIsForPeople()
    {
        const auto compiled = preset(policy::presetKeys().constFirst());
        QVERIFY(!lookUp(compiled->policy(), u"starter"_s, u"unresolved"_s));
        QVERIFY(!lookUp(compiled->policy(), u"enterprise"_s, u"no_such"_s));
        // A customer without a tier still reaches somebody.
        QCOMPARE(lookUp(compiled->policy(), {}, u"security"_s)->level, u"level-2"_s);
        QCOMPARE(lookUp(compiled->policy(), u"starter"_s, u"request"_s)->level, u"level-1"_s);
    }

    void aRequestOfALowTierCountsInBusinessDays()
    {
        const auto compiled = preset(u"playbook-p0-p3"_s);
        const auto answer = lookUp(compiled->policy(), u"starter"_s, u"request"_s);
        const Instant due = raiseBy(*answer, kSince, compiled->calendarFor(u"starter"_s));
        QCOMPARE(due, sla::due(compiled->calendarFor(u"starter"_s), kSince, *sla::parseTarget(u"1bd"_s)));
        QVERIFY(due > kSince + hours(48)); // over the weekend
        QCOMPARE(timelineText(compiled->policy().escalation, *answer), u"Within 1bd"_s);
    }

    void prioritiesCountByRankInBothSchemes_data()
    {
        QTest::addColumn<QString>("preset");
        QTest::addColumn<QString>("priority");
        QTest::addColumn<QStringList>("situations");
        QTest::newRow("P0 of P0-P3") << u"playbook-p0-p3"_s << u"P0"_s << QStringList{u"outage"_s};
        QTest::newRow("P1 of P0-P3") << u"playbook-p0-p3"_s << u"P1"_s << QStringList{u"unresolved"_s};
        QTest::newRow("P2 of P0-P3") << u"playbook-p0-p3"_s << u"P2"_s << QStringList{};
        QTest::newRow("P1 of P1-P4") << u"handbook-p1-p4"_s << u"P1"_s << QStringList{u"outage"_s};
        QTest::newRow("P2 of P1-P4") << u"handbook-p1-p4"_s << u"P2"_s << QStringList{u"unresolved"_s};
        QTest::newRow("P3 of P1-P4") << u"handbook-p1-p4"_s << u"P3"_s << QStringList{};
        QTest::newRow("unknown") << u"handbook-p1-p4"_s << u"P9"_s << QStringList{};
    }
    void prioritiesCountByRankInBothSchemes()
    {
        QFETCH(QString, preset);
        QFETCH(QString, priority);
        const auto compiled = ::preset(preset);
        QStringList keys;
        for (const policy::Situation *each : situationsOf(compiled->policy(), priority))
            keys += each->key;
        QTEST(keys, "situations");
    }

    void prioritiesMayBeNamedInstead()
    {
        policy::Policy policy = preset(u"playbook-p0-p3"_s)->policy();
        policy.escalation.situations[0].ranks.clear();
        policy.escalation.situations[0].priorities = {u"P2"_s};
        QCOMPARE(situationsOf(policy, u"P2"_s).size(), size_t(1));
        QVERIFY(situationsOf(policy, u"P0"_s).empty());
    }

    void aRuleEscalatesByItself_data()
    {
        QTest::addColumn<QString>("tier");
        QTest::addColumn<QString>("situation");
        QTest::addColumn<QString>("trigger");
        const auto row = [](const char *tier, const char *situation, const char *trigger) {
            QTest::addRow("%s, %s: %s", tier, situation, *trigger ? trigger : "people do")
                << QString::fromLatin1(tier) << QString::fromLatin1(situation)
                << QString::fromLatin1(trigger);
        };
        for (const char *tier : {"enterprise", "professional", "starter"}) {
            row(tier, "sla_breach", "sla_breach");
            row(tier, "security", "security_words");
            row(tier, "revenue", "revenue_loss");
            row(tier, "repeated", "repeated_contact");
            row(tier, "request", "asked_for");
        }
        row("enterprise", "outage", "top_tier_outage");
        row("enterprise", "unresolved", "top_tier_unresolved");
        row("professional", "outage", "");
        row("starter", "outage", "");
        row("starter", "unresolved", "");
    }
    void aRuleEscalatesByItself()
    {
        QFETCH(QString, tier);
        QFETCH(QString, situation);
        const auto compiled = preset(policy::presetKeys().constFirst());
        const auto *trigger = triggerFor(compiled->policy().escalation, tier, situation);
        QTEST(trigger ? trigger->key : QString(), "trigger");
    }

    void onlySecurityGoesPastTheLevels()
    {
        const auto compiled = preset(policy::presetKeys().constFirst());
        for (const policy::Situation &situation : compiled->policy().escalation.situations) {
            const auto answer = lookUp(compiled->policy(), u"enterprise"_s, situation.key);
            QVERIFY2(answer, qPrintable(situation.key));
            const bool isSecurity = situation.kind == policy::Situation::Kind::Security;
            QCOMPARE(answer->path, isSecurity ? u"security"_s : QString());
            QVERIFY(!isSecurity || !answer->within);
        }
    }

    void levelHasAResponseClock_data()
    {
        QTest::addColumn<QString>("level");
        QTest::addColumn<int>("minutes");
        QTest::newRow("level 1 answers within an hour") << u"level-1"_s << 60;
        QTest::newRow("level 2 answers within two hours") << u"level-2"_s << 120;
        QTest::newRow("level 3 answers within four hours") << u"level-3"_s << 240;
        QTest::newRow("level 4 answers at once") << u"level-4"_s << 5;
    }
    void levelHasAResponseClock()
    {
        QFETCH(QString, level);
        QFETCH(int, minutes);
        const auto compiled = preset(policy::presetKeys().constFirst());
        const Instant due = kSince + std::chrono::minutes(minutes);
        Escalation state;
        Raised raised;
        raised.level = level;
        apply(state, {FactId{}, kSince, {}, raised, false});
        sla::ClockSummary clock = responseClock(state, *compiled);
        QCOMPARE(clock.due, due);
        QCOMPARE(sla::stateAt(clock, kSince), sla::ClockState::Running);
        QCOMPARE(sla::stateAt(clock, due - Millis(1)), sla::ClockState::AtRisk);
        QCOMPARE(sla::stateAt(clock, due + Millis(1)), sla::ClockState::Breached);

        Escalation late = state;
        apply(state, {FactId{}, due, {}, Accepted{}, false});
        QCOMPARE(sla::stateAt(responseClock(state, *compiled), due + hours(9)), sla::ClockState::Met);
        QVERIFY(!responseClock(state, *compiled).breached);
        apply(late, {FactId{}, due + Millis(1), {}, Accepted{}, false});
        QVERIFY(responseClock(late, *compiled).breached);
    }

    void aHigherLevelStartsAClockOfItsOwn()
    {
        const auto compiled = preset(policy::presetKeys().constFirst());
        Escalation state;
        QCOMPARE(responseClock(state, *compiled).phase, sla::ClockSummary::Phase::None);
        Raised raised;
        raised.level = u"level-1"_s;
        apply(state, {FactId{}, kSince, {}, raised, false});
        apply(state, {FactId{}, kSince + std::chrono::minutes(10), {}, Accepted{}, false});
        apply(state,
              {FactId{}, kSince + hours(3), {}, LevelChanged{u"level-2"_s, u"no way on"_s, {}}, false});
        const sla::ClockSummary clock = responseClock(state, *compiled);
        QCOMPARE(clock.start, kSince + hours(3));
        QCOMPARE(clock.due, kSince + hours(5));
        QCOMPARE(state.status, Status::Raised);
    }

    void everyDeskWritesTheSameForTheSame()
    {
        Raised raised;
        raised.ticket = TicketId::derived(Instant{}, {u"t"_s});
        raised.rule = u"escalation:sla_breach"_s;
        raised.level = u"level-2"_s;
        raised.text = u"Resolution was due at 03:00"_s;
        const NewFact fact = raisedByRule(raised, kSince);
        QVERIFY(fact.derivedId);
        QVERIFY(fact == raisedByRule(raised, kSince));
        QCOMPARE(fact.occurredAt, kSince);
        const auto differs = [&](auto change) {
            Raised other = raised;
            change(other);
            const NewFact made = raisedByRule(other, kSince);
            return made.subject != fact.subject && made.derivedId != fact.derivedId;
        };
        QVERIFY(differs([](Raised &other) { other.episode = 1; }));
        QVERIFY(differs([](Raised &other) { other.level = u"level-3"_s; }));
        QVERIFY(differs([](Raised &other) { other.rule = u"escalation:outage"_s; }));
        QVERIFY(differs([](Raised &other) { other.ticket = TicketId::derived(Instant{}, {u"u"_s}); }));
        const LevelChanged up{u"level-3"_s, u"nobody took it"_s, u"escalation:response"_s};
        const auto id = idCast<EscalationId>(fact.subject);
        QVERIFY(levelByRule(id, up, kSince) == levelByRule(id, up, kSince));
        QVERIFY(levelByRule(id, up, kSince).derivedId != levelByRule(id, up, kSince + hours(1)).derivedId);
    }
};

QTEST_APPLESS_MAIN(TestMatrix)
#include "tst_matrix.moc"
