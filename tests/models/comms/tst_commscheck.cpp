// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of the check one by one; how well they do on whole messages is tst_commscorpus's.
#include "tests/models/comms/corpusworld.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::comms;
using namespace muster::test;
using namespace std::chrono_literals;

namespace {

struct Desk
{
    CorpusIncident about = checkout();
    policy::IncidentRules rules = corpusRules();

    std::vector<Finding> operator()(const Message &message) const
    {
        return check(message, {about.incident, rules, corpusTime(), corpusPeople(), about.customers});
    }
    std::vector<Finding> operator()(const QString &text, const QString &audience = u"customers"_s) const
    {
        return (*this)(Message{audience, {}, text, {}});
    }
};

/// "kind: words", the missing next update left out.
QStringList told(const std::vector<Finding> &findings, const QString &text)
{
    QStringList lines;
    for (const Finding &finding : findings) {
        if (finding.kind != FindingKind::NoNextUpdate)
            lines += findingName(finding.kind) + u": "_s + text.mid(finding.begin, finding.length);
    }
    return lines;
}

} // namespace

class TestCommsCheck final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void everyKindHasANameThatReadsBack()
    {
        for (int kind = 0; kind <= int(FindingKind::InternalName); ++kind)
            QCOMPARE(findingFromName(findingName(FindingKind(kind))), std::optional(FindingKind(kind)));
        QVERIFY(!findingFromName(u"fashion"));
    }

    void anEmptyMessageHasNoFindings() { QVERIFY(Desk()(QString()).empty()); }

    void aMissingNextUpdateIsToldAtTheEndWithThePromiseAsRemedy()
    {
        const QString text = u"Orders fail in the EU. \n"_s;
        const auto findings = Desk()(Message{u"customers"_s, {}, text, corpusTime().now + 30min});
        QCOMPARE(findings.size(), size_t(1));
        QCOMPARE(findings[0].begin, text.trimmed().size());
        QCOMPARE(findings[0].length, 0);
        QVERIFY(findings[0].mend.contains(u"15:00 UTC (16:00 CET)"_s));
    }

    void aResolvedIncidentNeedsNoNextUpdate()
    {
        Desk desk{corpusIncident(u"resolved"_s)};
        QVERIFY(desk(u"Orders are saved again."_s).empty());
    }

    void aTimeInTheSameSentenceMakesAVagueWordExact()
    {
        QVERIFY(told(Desk()(u"Soon, by 15:00 UTC, we write again."_s), {}).isEmpty());
        const QString apart = u"More soon. The time is 15:00 UTC."_s;
        QCOMPARE(told(Desk()(apart), apart), QStringList(u"vague_time: soon"_s));
    }

    void findingsStandInTheOrderOfPlaceSubjectFirst()
    {
        const Message message{
            u"customers"_s, u"INC-7F3K-0009 {title}"_s, u"Someone will call. More soon."_s, {}};
        const auto findings = Desk()(message);
        QStringList kinds;
        for (const Finding &finding : findings)
            kinds += (finding.part == Part::Subject ? u"subject "_s : u"text "_s) + findingName(finding.kind);
        QCOMPARE(kinds,
                 (QStringList{u"subject contradiction"_s, u"subject placeholder"_s, u"text unowned_promise"_s,
                              u"text vague_time"_s, u"text no_next_update"_s}));
    }

    void offsetsCountUtf16Units()
    {
        const QString text = QString::fromUtf8("😬 Übrigens: more soon.");
        const auto findings = Desk()(text);
        QCOMPARE(told(findings, text), QStringList(u"vague_time: soon"_s));
    }

    void aPromisedRepairIsHeldInPublicAndAdvisedInside()
    {
        const QString text = u"It will be fixed by 15:30 UTC. Next update by 15:00 UTC."_s;
        QCOMPARE(Desk()(text).at(0).weight, Weight::Hold);
        QCOMPARE(Desk()(text, u"internal"_s).at(0).weight, Weight::Advise);
    }

    void internalNamesMayStandInInternalMessagesOnly()
    {
        const QString text =
            u"db-eu-3 and 10.0.0.7 are out, so is shop.prod.internal. Next update by 15:00 UTC."_s;
        QCOMPARE(told(Desk()(text), text),
                 (QStringList{u"internal_name: db-eu-3"_s, u"internal_name: 10.0.0.7"_s,
                              u"internal_name: shop.prod.internal"_s}));
        QVERIFY(Desk()(text, u"internal"_s).empty());
    }

    void anAudienceThatThePolicyDoesNotKnowIsTakenForAPublicOne()
    {
        const QString text = u"db-eu-3 is out. Next update by 15:00 UTC."_s;
        QCOMPARE(Desk()(text, u"press"_s).size(), size_t(1));
    }

    void severitiesComeFromThePolicyAndNotFromTheCode()
    {
        Desk desk;
        for (policy::Severity &severity : desk.rules.severities)
            severity.key.replace(u"SEV-"_s, u"CRIT"_s);
        desk.about.incident.severity = u"CRIT1"_s;
        const QString text = u"CRIT2, SEV-2. Next update by 15:00 UTC."_s;
        QCOMPARE(told(desk(text), text), QStringList(u"contradiction: CRIT2"_s));
    }

    void aSeverityThatIsANumberAloneIsNoTrap()
    {
        Desk desk;
        desk.rules.severities[0].key = u"1"_s;
        desk.about.incident.severity = u"1"_s;
        QVERIFY(desk(u"This is SEV-1. Next update by 15:00 UTC."_s).size() <= 1);
    }

    void fractionsAreHeldAgainstTheRecord()
    {
        QVERIFY(Desk()(u"A fifth of sessions fail. Next update by 15:00 UTC."_s).empty());
        QVERIFY(Desk()(u"One in six sessions fails. Next update by 15:00 UTC."_s).empty());
        const QString text = u"Two thirds of sessions fail. Next update by 15:00 UTC."_s;
        QCOMPARE(told(Desk()(text), text), QStringList(u"contradiction: Two thirds of sessions"_s));
    }

    void thePromiseInTheFieldAndInTheTextAreTheSame()
    {
        const auto at = [](const QString &text) {
            return Desk()(Message{u"customers"_s, {}, text, corpusTime().now + 30min}).size();
        };
        QCOMPARE(at(u"Next update by 15:00 UTC."_s), size_t(0));
        QCOMPARE(at(u"Next update by 16:00 CET."_s), size_t(0));
        QCOMPARE(at(u"Next update in 30 minutes."_s), size_t(0));
        QCOMPARE(at(u"Next update by 15:30 UTC."_s), size_t(1));
    }

    void theVeryTimeOfThePromiseCountsHoweverItIsSaid()
    {
        const QString text = u"15:00 UTC is when we meet you here again."_s;
        QVERIFY(Desk()(Message{u"customers"_s, {}, text, corpusTime().now + 30min}).empty());
        QCOMPARE(Desk()(Message{u"customers"_s, {}, text, corpusTime().now + 60min}).at(0).kind,
                 FindingKind::NoNextUpdate);
        const QString repair = u"It will be fixed by 15:00 UTC."_s;
        QCOMPARE(Desk()(Message{u"customers"_s, {}, repair, corpusTime().now + 30min}).size(), size_t(2));
    }

    void whatTheWrittenScopeSaysIsTheRecordsOwn()
    {
        Desk desk;
        desk.about.incident.scope.text = u"35% of logins fail"_s;
        QVERIFY(desk(u"35% of logins fail. Next update by 15:00 UTC."_s).empty());
    }

    void whatIsNotOnTheRecordIsNotContradicted()
    {
        Desk desk{signIns()};
        QVERIFY(desk(u"12% of sessions fail for 90 customers. Next update by 15:00 UTC."_s).empty());
    }

    void anotherAudienceThatIsBehindIsAdvisedAndAConflictIsHeld()
    {
        Desk desk;
        incident::UpdateSent sent;
        sent.audience = u"executive"_s;
        sent.text = u"9% of sessions fail."_s;
        desk.about.tell(u"14:20"_s, sent);
        const auto behind = desk(u"18% of sessions fail. Next update by 15:00 UTC."_s);
        QCOMPARE(behind.size(), size_t(1));
        QCOMPARE(behind[0].kind, FindingKind::CompetingFacts);
        QCOMPARE(behind[0].weight, Weight::Advise);
        QVERIFY(behind[0].what.contains(u"Executives"_s) && behind[0].what.contains(u"9% of sessions"_s));
        desk.about.incident.scope.sessionsPermille.reset();
        QCOMPARE(desk(u"18% of sessions fail. Next update by 15:00 UTC."_s).at(0).weight, Weight::Hold);
    }

    void onlyTheLastUpdateOfAnAudienceCounts()
    {
        Desk desk;
        incident::UpdateSent sent;
        sent.audience = u"executive"_s;
        for (const auto &[at, text] :
             {std::pair{u"14:10"_s, u"9% of sessions fail."_s}, {u"14:20"_s, u"18% of sessions fail."_s}}) {
            sent.text = text;
            desk.about.tell(at, sent);
        }
        QVERIFY(desk(u"18% of sessions fail. Next update by 15:00 UTC."_s).empty());
    }

    void everyFindingSaysWhatAndHowToMendInASentence()
    {
        const QString text =
            u"Someone broke db-eu-3 soon {x}. SEV-3. It will be fixed by 15:30 UTC, Bob forgot the limit."_s;
        const auto findings = Desk()(text);
        QVERIFY(findings.size() >= 6);
        for (const Finding &finding : findings) {
            for (const QString &sentence : {finding.what, finding.mend})
                QVERIFY2((sentence.endsWith(u'.') || sentence.endsWith(u".\"")) &&
                             (sentence.front().isUpper() || sentence.front() == u'"'),
                         qPrintable(sentence));
        }
    }

    void leavesBracketsAloneThatHoldNothingToFill_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"[RESOLVED]", "[1]", "[x]", "[ ]", "[14:05 UTC]", "[EU]",
                                 "[the page](https://example.com)", "{\"limit\": 20}", "/api/{id}/x",
                                 "<b>bold</b>", "<10s", "a <= b", "size XXL", "[...]", "[Update 3]"})
            QTest::newRow(text) << QString::fromUtf8(text);
    }
    void leavesBracketsAloneThatHoldNothingToFill()
    {
        QFETCH(QString, text);
        QCOMPARE(told(Desk()(text), text), QStringList());
    }
};

QTEST_APPLESS_MAIN(TestCommsCheck)
#include "tst_commscheck.moc"
