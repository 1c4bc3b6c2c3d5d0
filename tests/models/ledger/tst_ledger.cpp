// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ledger/devicekey.h"
#include "models/ledger/ledger.h"

#include <QRandomGenerator>
#include <QTest>

using namespace muster;
using namespace muster::ledger;
using namespace Qt::StringLiterals;

namespace {

const Instant kNow = *parseRfc3339(u"2026-11-21T14:05:00Z");

NewFact note(const QString &text, SubjectId subject = {})
{
    return {u"ticket"_s, subject, u"ticket.note"_s, 1, kNow, {{u"text"_s, text}}, std::nullopt};
}

struct Device
{
    DeviceKey key = DeviceKey::generate();
    HybridClock clock;
    ChainHead head;
    Fact write(const NewFact &fact, Instant now = kNow)
    {
        return seal(std::span(&fact, 1), key.device(), PersonId::random(now), now, clock, head).front();
    }
};

NewFact order(QLatin1StringView type, FactId target, QJsonObject more = {})
{
    more.insert(u"fact"_s, target.toString());
    return {u"ticket"_s, {}, QString(type), 1, kNow, more, std::nullopt};
}

} // namespace

class TestLedger : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void stampsNeverGoBackwardsWhenTheSystemClockDoes()
    {
        HybridClock clock;
        const Stamp first = clock.next(kNow);
        const Stamp second = clock.next(kNow - std::chrono::hours(3));
        QVERIFY(second > first);
        QCOMPARE(second.instant(), kNow);
        QVERIFY(clock.next(kNow + Millis(1)) > second);
    }

    void aStampFromTheFarFutureDoesNotMoveTheClock()
    {
        HybridClock clock;
        clock.observe(Stamp::at(kNow + std::chrono::hours(9)), kNow);
        QCOMPARE(clock.next(kNow).instant(), kNow);
        clock.observe(Stamp::at(kNow + std::chrono::minutes(2)), kNow);
        QVERIFY(clock.next(kNow).instant() >= kNow + std::chrono::minutes(2));
    }

    void manyEntriesInOneMillisecondKeepTheirOrder()
    {
        HybridClock clock;
        Stamp last;
        for (int i = 0; i < 70'000; ++i) { // more than the counter's 16 bits
            const Stamp next = clock.next(kNow);
            QVERIFY(next > last);
            last = next;
        }
    }

    void aDevicesFactsFormAChainThatSurvivesItsText()
    {
        Device desk;
        std::vector<Fact> facts;
        for (int i = 0; i < 20; ++i) {
            const Fact fact = desk.write(note(u"entry %1 – ünï 🚒 \"quoted\""_s.arg(i)));
            const auto read = fromLine(toLine(fact));
            QVERIFY2(bool(read), read ? "" : qPrintable(read.error().detail));
            QCOMPARE(*read, fact);
            facts.push_back(*read);
        }
        QCOMPARE(verifyChain(facts), QStringList{});
        QCOMPARE(facts.back().counter, 20);
    }

    void anAlteredOrMissingFactIsNamed()
    {
        Device desk;
        std::vector<Fact> facts;
        for (int i = 0; i < 5; ++i)
            facts.push_back(desk.write(note(QString::number(i))));
        auto altered = facts;
        altered[2].payload = "{\"text\":\"never said\"}";
        QCOMPARE(verifyChain(altered).size(), 1);
        auto forged = facts;
        forged[2].type = u"ticket.reply"_s;
        QVERIFY(verifyChain(forged).constFirst().contains(u"chain broken"));
        auto gap = facts;
        gap.erase(gap.begin() + 1);
        QVERIFY(verifyChain(gap).constFirst().contains(u"number 2 was expected"));
    }

    void aRedactedPayloadDoesNotBreakTheChain()
    {
        Device desk;
        std::vector<Fact> facts{desk.write(note(u"password is hunter2"_s)), desk.write(note(u"next"_s))};
        facts[0].payload.clear();
        QCOMPARE(verifyChain(facts), QStringList{});
    }

    void derivedFactsAreEqualOnTwoDesks()
    {
        NewFact breach = note(u"breached"_s);
        breach.derivedId = FactId::derived(kNow, {u"sla", u"ticket", u"1", u"1"});
        Device one, two;
        QCOMPARE(one.write(breach, kNow + Millis(5)).id, two.write(breach, kNow + Millis(9)).id);
        Fact left = one.write(breach), right = two.write(breach, kNow + std::chrono::hours(4));
        left.actor = right.actor = {};
        QCOMPARE(left, right);
        QCOMPARE(judge(left, kNow).verdict, Verdict::Accept);
        QCOMPARE(one.head.counter, 0);
    }

    void factsFromOutsideAreJudged()
    {
        Device desk;
        const Fact good = desk.write(note(u"good"_s));
        QCOMPARE(judge(good, kNow).verdict, Verdict::Accept);
        Fact tampered = good;
        tampered.payload = "{\"text\":\"bad\"}";
        QCOMPARE(judge(tampered, kNow).verdict, Verdict::Quarantine);
        Fact unnamed = good;
        unnamed.type.clear();
        QCOMPARE(judge(unnamed, kNow).verdict, Verdict::Quarantine);
        QCOMPARE(judge(good, kNow - std::chrono::hours(1)).verdict, Verdict::HoldUntilItsTime);
    }

    void linesFromOutsideAreReadStrictly_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::newRow("id") << QByteArray("\"id\":\"") << QByteArray("\"id\":\"!");
        QTest::newRow("stamp") << QByteArray("\"stamp\":\"") << QByteArray("\"stamp\":\"x");
        QTest::newRow("time") << QByteArray("\"occurred_at\":\"") << QByteArray("\"occurred_at\":\"9");
        QTest::newRow("hash") << QByteArray("\"payload_hash\":\"") << QByteArray("\"payload_hash\":\"zz");
        QTest::newRow("version") << QByteArray("\"version\":1") << QByteArray("\"version\":1.5");
        QTest::newRow("json") << QByteArray("{") << QByteArray("[");
    }
    void linesFromOutsideAreReadStrictly()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        Device desk;
        QByteArray line = toLine(desk.write(note(u"x"_s)));
        line.replace(line.indexOf(from), from.size(), to);
        const auto read = fromLine(line);
        QVERIFY(!read);
        QVERIFY(!read.error().detail.isEmpty());
    }

    void theLastCorrectionHoldsAndTheOriginalStaysOnView()
    {
        Device desk;
        const Fact original = desk.write(note(u"14:00"_s));
        const Fact first = desk.write(
            order(kCorrected, original.id, {{u"payload"_s, QJsonObject{{u"text"_s, u"14:10"_s}}}}));
        const Fact second = desk.write(
            order(kCorrected, original.id, {{u"payload"_s, QJsonObject{{u"text"_s, u"14:20"_s}}}}));
        const auto entries = effective({second, original, first, original});
        QCOMPARE(entries.size(), size_t(3));
        QCOMPARE(entries[0].payload.value(u"text").toString(), u"14:20"_s);
        QCOMPARE(entries[0].struck->value(u"text").toString(), u"14:00"_s);
    }

    void aRedactionTakesTheCorrectionsOfTheSameFactWithIt()
    {
        Device desk;
        const Fact original = desk.write(note(u"secret"_s));
        const Fact correction = desk.write(
            order(kCorrected, original.id, {{u"payload"_s, QJsonObject{{u"text"_s, u"secret too"_s}}}}));
        const Fact redaction = desk.write(order(kRedacted, original.id));
        std::vector<Fact> facts{original, correction, redaction};
        QRandomGenerator random(7);
        for (int round = 0; round < 6; ++round) {
            std::shuffle(facts.begin(), facts.end(), random);
            const auto entries = effective(facts);
            QVERIFY(entries[0].redacted && entries[0].payload.isEmpty() && !entries[0].struck);
            QVERIFY(entries[1].redacted && entries[1].payload.isEmpty());
            QVERIFY(!entries[2].redacted);
        }
    }

    void onlyTheHolderOfTheKeySigns()
    {
        const DeviceKey key = DeviceKey::generate();
        const QByteArray signature = key.sign("batch");
        QVERIFY(DeviceKey::verify("batch", signature, key.publicKey()));
        QVERIFY(!DeviceKey::verify("patch", signature, key.publicKey()));
        QVERIFY(!DeviceKey::verify("batch", signature, DeviceKey::generate().publicKey()));
        QVERIFY(!DeviceKey::verify("batch", signature.left(10), key.publicKey()));
        QCOMPARE(DeviceKey::fromSeed(key.seed())->device(), key.device());
        QVERIFY(!DeviceKey::fromSeed("short"));
    }

    /// What proved true is remembered: neither may that pass for anything near it.
    void aProofHoldsForItsOwnWordsAloneHoweverOftenItIsAsked()
    {
        const DeviceKey key = DeviceKey::generate();
        const QByteArray signature = key.sign("batch"), other = DeviceKey::generate().publicKey();
        for (int round = 0; round < 3; ++round) {
            QVERIFY(!DeviceKey::verify("batch 2", signature, key.publicKey()));
            QVERIFY(!DeviceKey::verify("batch", signature, other));
            for (qsizetype at = 0; at < signature.size(); ++at) {
                QByteArray changed = signature;
                changed[at] = char(changed[at] ^ 1);
                QVERIFY(!DeviceKey::verify("batch", changed, key.publicKey()));
            }
            QVERIFY(DeviceKey::verify("batch", signature, key.publicKey()));
        }
    }
};

QTEST_APPLESS_MAIN(TestLedger)
#include "tst_ledger.moc"
