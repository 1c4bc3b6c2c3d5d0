// SPDX-License-Identifier: GPL-3.0-or-later
// Should this be escalated? Each reason for and against by name, with what shows it; and the signs that make
// a severity.
#include "models/escalation/check.h"
#include "models/policy/escalationreader.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::escalation;
using std::chrono::hours;

namespace {

const Instant kNow = *parseRfc3339(u"2026-11-20T14:30:00Z");
using Verdict = CheckResult::Verdict;

const policy::EscalationRules &rules()
{
    return policy::shippedEscalation();
}

CheckInput quiet()
{
    CheckInput input;
    input.values.createdAt = kNow - hours(2);
    input.values.tier = u"Starter"_s;
    input.tier = u"starter"_s;
    input.priority = u"P2"_s;
    input.priorityRank = 3;
    return input;
}

using Change = std::function<void(CheckInput &)>;

} // namespace
Q_DECLARE_METATYPE(Change)

class TestEscalationCheck final : public QObject
{
    Q_OBJECT

private slots:
    void whereNothingIsKnownItSaysSo()
    {
        const CheckResult result = checkEscalation(quiet(), rules(), kNow);
        QVERIFY(result.support.empty() && result.escalate.empty());
        QCOMPARE(result.verdict, Verdict::Open);
        QVERIFY(result.why.contains(u"Nothing is known"_s));
    }

    void eachValueSpeaksForItsSide_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("key");
        QTest::addColumn<bool>("forSupport");
        QTest::addColumn<bool>("grave");
        QTest::addColumn<QString>("evidence");
        const auto row = [](const char *key, bool forSupport, bool grave, const QString &evidence,
                            const Change &change) {
            QTest::newRow(key) << change << QString::fromLatin1(key) << forSupport << grave << evidence;
        };
        row("known_issue", true, false, u"KI-12"_s,
            [](CheckInput &in) { in.knownIssue = u"KI-12: turn it off"_s; });
        row("similar_solved", true, false, u"MSTR-1, MSTR-2"_s, [](CheckInput &in) {
            in.similarSolved = {u"MSTR-1"_s, u"MSTR-2"_s};
        });
        row("security", false, true, u"data breach"_s,
            [](CheckInput &in) { in.securityWords = u"“data breach”"_s; });
        row("revenue", false, true, u"losing sales"_s,
            [](CheckInput &in) { in.revenueWords = u"“losing sales”"_s; });
        row("top_priority", false, true, u"P0"_s, [](CheckInput &in) {
            in.priority = u"P0"_s;
            in.priorityRank = 1;
        });
        row("many_customers", false, true, u"5 customers"_s,
            [](CheckInput &in) { in.customersAffected = 5; });
        row("repeated", false, false, u"3 reports"_s, [](CheckInput &in) { in.values.reports = 3; });
        row("high_value", false, false, u"USD 250,000"_s, [](CheckInput &in) {
            in.values.arr = customer::Money{25'000'000, u"USD"_s};
        });
        row("churn_risk", false, false, u"high"_s,
            [](CheckInput &in) { in.values.churnRisk = customer::ChurnRisk::High; });
        row("asked", false, false, u"ESCALATE"_s, [](CheckInput &in) { in.hasAskedToEscalate = true; });
        row("sla_missed", false, true, u"First response missed"_s, [](CheckInput &in) {
            in.values.clocks = {{sla::ClockKind::FirstResponse, sla::ClockState::Breached, kNow - hours(1)}};
        });
        row("sla_at_risk", false, false, u"Resolution at risk"_s, [](CheckInput &in) {
            in.values.clocks = {{sla::ClockKind::Resolution, sla::ClockState::AtRisk, kNow + hours(1)}};
        });
        row("long_open", false, false, u"4 days"_s,
            [](CheckInput &in) { in.values.createdAt = kNow - hours(96); });
        row("silence", false, false, u"30 hours"_s,
            [](CheckInput &in) { in.values.lastReplyAt = kNow - hours(30); });
        row("reopened", false, false, u"2 times"_s, [](CheckInput &in) { in.reopenings = 2; });
    }
    void eachValueSpeaksForItsSide()
    {
        QFETCH(Change, change);
        QFETCH(QString, key);
        QFETCH(bool, forSupport);
        QFETCH(bool, grave);
        QFETCH(QString, evidence);
        CheckInput input = quiet();
        change(input);
        const CheckResult result = checkEscalation(input, rules(), kNow);
        const auto &side = forSupport ? result.support : result.escalate;
        QCOMPARE(side.size(), size_t(1));
        QCOMPARE(side.front().key, key);
        QCOMPARE(side.front().isGrave, grave);
        QVERIFY2(side.front().evidence.contains(evidence), qPrintable(side.front().evidence));
        QCOMPARE(result.verdict, forSupport ? Verdict::Support : Verdict::Escalate);
        QCOMPARE(result.isSecurity, key == u"security"_s);
    }

    void whatIsJustBelowDoesNotSpeak()
    {
        CheckInput input = quiet();
        input.similarSolved = {u"MSTR-1"_s};
        input.customersAffected = 4;
        input.values.reports = 2;
        input.values.arr = customer::Money{9'999'999, u"USD"_s};
        input.values.createdAt = kNow - hours(71);
        input.values.lastReplyAt = kNow - hours(23);
        input.values.clocks = {{sla::ClockKind::Resolution, sla::ClockState::Running, kNow + hours(9)}};
        const CheckResult result = checkEscalation(input, rules(), kNow);
        QVERIFY(result.support.empty() && result.escalate.empty());
    }

    void judgementsOfAPersonCountAndSaySo()
    {
        std::set<QString> names;
        for (const Judgement judgement : judgements()) {
            CheckInput input = quiet();
            input.said = {judgement};
            const CheckResult result = checkEscalation(input, rules(), kNow);
            QCOMPARE(result.support.size() + result.escalate.size(), size_t(1));
            const Reason &reason = result.support.empty() ? result.escalate.front() : result.support.front();
            QCOMPARE(reason.key, judgementName(judgement));
            QCOMPARE(reason.text, judgementText(judgement));
            QCOMPARE(reason.evidence, u"As you say"_s);
            names.insert(reason.key);
        }
        QCOMPARE(names.size(), judgements().size());
        QCOMPARE(names.size(), size_t(13));
    }

    void aGraveReasonDecidesAlone()
    {
        CheckInput input = quiet();
        input.knownIssue = u"KI-12"_s;
        input.similarSolved = {u"a"_s, u"b"_s};
        input.said = {Judgement::SetupError, Judgement::DataLost};
        const CheckResult result = checkEscalation(input, rules(), kNow);
        QCOMPARE(result.verdict, Verdict::Escalate);
        QVERIFY(result.why.contains(judgementText(Judgement::DataLost)));
    }

    void securityGoesAtOnceWhateverSpeaksAgainst()
    {
        CheckInput input = quiet();
        input.knownIssue = u"KI-12"_s;
        input.securityWords = u"“hacked”"_s;
        const CheckResult result = checkEscalation(input, rules(), kNow);
        QVERIFY(result.isSecurity);
        QCOMPARE(result.verdict, Verdict::Escalate);
        QVERIFY(result.why.contains(u"at once"_s));
        QCOMPARE(result.escalate.front().key, u"security"_s); // grave ones in front
    }

    void otherwiseTheMoreReasonsHave()
    {
        CheckInput input = quiet();
        input.knownIssue = u"KI-12"_s;
        input.reopenings = 1;
        QCOMPARE(checkEscalation(input, rules(), kNow).verdict, Verdict::Open);
        input.hasAskedToEscalate = true;
        QCOMPARE(checkEscalation(input, rules(), kNow).verdict, Verdict::Escalate);
        input.said = {Judgement::SetupError, Judgement::NeedsTraining};
        QCOMPARE(checkEscalation(input, rules(), kNow).verdict, Verdict::Support);
    }

    void signsMakeASeverity_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("severity");
        const auto row = [](const char *name, const char *severity, const Change &change) {
            QTest::newRow(name) << change << QString::fromLatin1(severity);
        };
        row("service down", "critical", [](CheckInput &in) { in.priorityRank = 1; });
        row("data at risk", "critical", [](CheckInput &in) { in.said = {Judgement::DataLost}; });
        row("security", "critical", [](CheckInput &in) { in.securityWords = u"x"_s; });
        row("several of high value", "critical", [](CheckInput &in) {
            in.tier = u"enterprise"_s;
            in.customersAffected = 2;
        });
        row("blocked", "high", [](CheckInput &in) { in.priorityRank = 2; });
        row("many customers", "high", [](CheckInput &in) { in.customersAffected = 5; });
        row("revenue lost", "high", [](CheckInput &in) { in.revenueWords = u"x"_s; });
        row("a promise missed", "high", [](CheckInput &in) {
            in.values.clocks = {{sla::ClockKind::Resolution, sla::ClockState::Breached, kNow}};
        });
        row("a way round it", "medium", [](CheckInput &in) {
            in.priorityRank = 2;
            in.knownIssue = u"KI-12"_s;
        });
        row("nothing of it", "medium", [](CheckInput &) {});
    }
    void signsMakeASeverity()
    {
        QFETCH(Change, change);
        QFETCH(QString, severity);
        CheckInput input = quiet();
        change(input);
        const SeverityAnswer answer = severityFor(rules().package, signsOf(input, rules()));
        QCOMPARE(answer.severity, severity);
        QCOMPARE(answer.because.empty(), severity == u"medium"_s);
    }
};

QTEST_APPLESS_MAIN(TestEscalationCheck)
#include "tst_escalationcheck.moc"
