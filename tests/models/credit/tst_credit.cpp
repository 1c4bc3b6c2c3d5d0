// SPDX-License-Identifier: GPL-3.0-or-later
// What is owed for downtime, held for random terms and amounts; and who may approve it.
#include "models/credit/credit.h"
#include "models/policy/creditreader.h"

#include <QRandomGenerator>
#include <QTest>

#include <limits>
#include <numeric>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::credit;
using customer::Money;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

constexpr qint64 kMost = std::numeric_limits<qint64>::max();

const policy::CreditTerms &terms()
{
    return policy::shippedTerms();
}

Basis basis(Millis downtime, qint64 arrMinor, const QString &tier = u"enterprise"_s)
{
    return {tier, u"SEV-1"_s, Money{arrMinor, u"USD"_s}, downtime};
}

/// Amounts of every size, up to the largest that there is.
qint64 randomAmount(QRandomGenerator &random)
{
    return qint64(random.generate64() >> 1) >> random.bounded(63);
}

} // namespace

class TestCredit final : public QObject
{
    Q_OBJECT

private slots:
    void aKnownCaseComesToTheCent()
    {
        // USD 120,000 a year is 10,000 a month; 72 minutes at Enterprise give 10 %.
        const Figure figure = figureOf(terms(), basis(minutes(72), 12'000'000));
        QCOMPARE(figure.kind, Figure::Kind::Owed);
        QCOMPARE(figure.money, (Money{100'000, u"USD"_s}));
        QCOMPARE(figure.basisPoints, 1000);
        QCOMPARE(*figure.band, (policy::CreditBand{hours(1), 1000}));
        QVERIFY(!figure.isCapped);
        // A whole day reaches a band above the cap.
        const Figure capped = figureOf(terms(), basis(hours(25), 12'000'000));
        QVERIFY(capped.isCapped);
        QCOMPARE(capped.money.minor, 500'000);
    }

    void theMonthStaysAFractionAndTheCreditIsRoundedHalfUpOnce_data()
    {
        QTest::addColumn<qint64>("arr");
        QTest::addColumn<int>("points");
        QTest::addColumn<qint64>("credit");
        QTest::newRow("exact half is up") << qint64(60) << 1000 << qint64(1); // 0.5
        QTest::newRow("under half is down") << qint64(59) << 1000 << qint64(0);
        QTest::newRow("a month rounded first would be 83.33") << qint64(100'000) << 10'000 << qint64(8333);
        QTest::newRow("three months of it") << qint64(100'000) << 5000 << qint64(4167); // 4166.67
        QTest::newRow("nothing") << qint64(0) << 10'000 << qint64(0);
        QTest::newRow("one basis point") << qint64(12'000'000) << 1 << qint64(100);
        QTest::newRow("the largest, whole") << kMost << 10'000 << qint64(768'614'336'404'564'651);
        QTest::newRow("the largest, half") << kMost << 5000 << qint64(384'307'168'202'282'325); // …325.29
    }
    void theMonthStaysAFractionAndTheCreditIsRoundedHalfUpOnce()
    {
        QFETCH(qint64, arr);
        QFETCH(int, points);
        QFETCH(qint64, credit);
        QCOMPARE(shareOfMonth(arr, points), credit);
    }

    void sharesAgreeWithExactFractionsForAnyAmount()
    {
        const quint32 seed = 7;
        QRandomGenerator random(seed);
        __extension__ using Exact = __int128;
        for (int round = 0; round < 20'000; ++round) {
            const qint64 arr = randomAmount(random);
            const int points = random.bounded(0, policy::kWholeFee + 1);
            const Exact whole = 12 * policy::kWholeFee, product = Exact(arr) * points;
            const Exact expected = product / whole + (product % whole * 2 >= whole ? 1 : 0);
            QVERIFY2(Exact(shareOfMonth(arr, points)) == expected,
                     qPrintable(u"seed %1: %2 at %3"_s.arg(seed).arg(arr).arg(points)));
        }
    }

    void moreDowntimeNeverGivesLessAndNothingIsAboveTheCap()
    {
        const quint32 seed = 11;
        QRandomGenerator random(seed);
        for (int round = 0; round < 20'000; ++round) {
            const policy::TierTerms &tier = terms().tiers[random.bounded(quint32(terms().tiers.size()))];
            const qint64 arr = randomAmount(random);
            const Millis shorter(random.bounded(int(Millis(hours(30)).count())));
            const Millis longer = shorter + Millis(random.bounded(int(Millis(hours(30)).count())));
            const Figure less = figureOf(terms(), basis(shorter, arr, tier.tier));
            const Figure more = figureOf(terms(), basis(longer, arr, tier.tier));
            const QByteArray where = "seed 11, round " + QByteArray::number(round);
            QVERIFY2(less.kind != Figure::Kind::Unknown && more.kind != Figure::Kind::Unknown, where);
            QVERIFY2(less.money.minor <= more.money.minor, where);
            QVERIFY2(more.money.minor <= shareOfMonth(arr, tier.capBasisPoints), where);
            QVERIFY2(more.money.minor <= arr / 12 + 1, where);
            // Scaling: a hundred times the fee is a hundred times the credit, but for the rounding.
            if (arr < kMost / 100) {
                const qint64 scaled = figureOf(terms(), basis(longer, arr * 100, tier.tier)).money.minor;
                QVERIFY2(std::abs(scaled - more.money.minor * 100) <= 50, where);
            }
        }
    }

    void everyBandBeginsExactlyAtItsLength()
    {
        for (const policy::TierTerms &tier : terms().tiers) {
            for (const policy::CreditBand &band : tier.bands) {
                const Figure at = figureOf(terms(), basis(band.from, 1'200'000, tier.tier));
                const Figure before = figureOf(terms(), basis(band.from - Millis(1), 1'200'000, tier.tier));
                QCOMPARE(at.basisPoints, std::min(band.basisPoints, tier.capBasisPoints));
                QVERIFY(before.basisPoints < band.basisPoints);
            }
        }
    }

    void whatIsNotKnownIsSaidAndIsNotZero()
    {
        Basis noArr = basis(hours(2), 0), noTime = noArr, noTier = noArr, strangeTier = noArr;
        noArr.arr.reset();
        noTime.downtime.reset();
        noTier.tier.clear();
        strangeTier.tier = u"gold"_s;
        for (const Basis &each : {noArr, noTime, noTier, strangeTier}) {
            const Figure figure = figureOf(terms(), each);
            QCOMPARE(figure.kind, Figure::Kind::Unknown);
            QVERIFY(!figure.why.isEmpty());
        }
        // Under the least that counts nothing is owed, whatever the ARR is.
        noArr.downtime = minutes(3);
        QCOMPARE(figureOf(terms(), noArr).kind, Figure::Kind::Nothing);
        Basis minor = basis(hours(9), 1'200'000, u"starter"_s);
        minor.severity = u"SEV-2"_s;
        QCOMPARE(figureOf(terms(), minor).kind, Figure::Kind::Nothing);
        QVERIFY(figureOf(terms(), minor).why.contains(u"SEV-1 only"_s));
    }

    void aSumIsTheSumOfItsLinesOrSaysThatItDoesNotFit()
    {
        QRandomGenerator random(3);
        std::vector<qint64> lines;
        for (int i = 0; i < 1000; ++i)
            lines.push_back(qint64(random.generate()));
        QCOMPARE(sumOf(lines), std::optional(std::accumulate(lines.begin(), lines.end(), qint64(0))));
        lines.push_back(kMost);
        QVERIFY(!sumOf(lines));
        QCOMPARE(sumOf({}), std::optional(qint64(0)));
    }

    void theShareOfTheArrIsInBasisPoints()
    {
        QCOMPARE(basisPointsOf(1, 3), std::optional(3333));
        QCOMPARE(basisPointsOf(2, 3), std::optional(6667));
        QCOMPARE(basisPointsOf(kMost, kMost), std::optional(10'000));
        QCOMPARE(basisPointsOf(kMost / 2, kMost), std::optional(5000));
        QCOMPARE(basisPointsOf(0, 5), std::optional(0));
        QVERIFY(!basisPointsOf(5, 0));
        QVERIFY(!basisPointsOf(-1, 5));
        QVERIFY(!basisPointsOf(kMost, 1));
        QCOMPARE(percentText(1250), u"12.5 %"_s);
        QCOMPARE(percentText(1205), u"12.05 %"_s);
        QCOMPARE(percentText(10'000), u"100 %"_s);
    }

    void theLowestLevelThatMayApproveIsNamed()
    {
        const Money arr{120'000'000, u"USD"_s}; // 100,000 a month
        const auto needed = [&](qint64 minor, qint64 before = 0) {
            const policy::ApprovalLevel *level = neededLevel(terms(), {{minor, u"USD"_s}, arr, before});
            return level ? level->key : u"nobody"_s;
        };
        QCOMPARE(needed(1), u"level-3"_s);
        QCOMPARE(needed(1'000'000), u"level-3"_s); // 10,000: the most a customer
        QCOMPARE(needed(1'000'001), u"level-4"_s);
        QCOMPARE(needed(10'000'000), u"level-4"_s); // a whole month
        QCOMPARE(needed(10'000'001), u"nobody"_s);
        QCOMPARE(needed(1'000'000, 4'000'000), u"level-3"_s); // up to 50,000 an incident
        QCOMPARE(needed(1'000'000, 4'000'001), u"level-4"_s);
        QCOMPARE(needed(1, kMost), u"nobody"_s);
    }

    void aLevelSaysWhyItMayNot()
    {
        const policy::ApprovalLevel &director = *terms().level(u"level-3"_s);
        const Money arr{12'000'000, u"USD"_s}; // 10,000 a month, a quarter is 2,500
        QCOMPARE(limitOf(director, {{250'000, u"USD"_s}, arr, 0}), QString());
        QCOMPARE(limitOf(director, {{250'001, u"USD"_s}, arr, 0}),
                 u"Director of support may approve up to 25 % of the monthly fee"_s);
        QVERIFY(limitOf(director, {{1, u"CHF"_s}, arr, 0}).contains(u"in CHF"_s));
        QVERIFY(limitOf(director, {{1, u"USD"_s}, std::nullopt, 0}).contains(u"not known"_s));
        QVERIFY(limitOf(*terms().level(u"level-1"_s), {{1, u"USD"_s}, arr, 0}).contains(u"may not"_s));
    }
};

QTEST_APPLESS_MAIN(TestCredit)
#include "tst_credit.moc"
