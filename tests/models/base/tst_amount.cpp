// SPDX-License-Identifier: GPL-3.0-or-later
// Amounts of money are read and written exactly, in whole minor units.
#include "models/base/amount.h"

#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using namespace muster;

class TestAmount final : public QObject
{
    Q_OBJECT

private slots:
    void amountsAreReadToTheMinorUnit_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("minor");
        QTest::addColumn<QString>("currency");
        QTest::newRow("whole") << u"5000 USD"_s << qint64(500'000) << u"USD"_s;
        QTest::newRow("before") << u"EUR 12.5"_s << qint64(1250) << u"EUR"_s;
        QTest::newRow("grouped") << u" 1,234,567.89 gbp "_s << qint64(123'456'789) << u"GBP"_s;
        QTest::newRow("no digits behind the point") << u"1500 JPY"_s << qint64(1500) << u"JPY"_s;
        QTest::newRow("three digits") << u"1.005 BHD"_s << qint64(1005) << u"BHD"_s;
        QTest::newRow("what a double would not hold")
            << u"9007199254740.93 USD"_s << qint64(900'719'925'474'093) << u"USD"_s;
    }
    void amountsAreReadToTheMinorUnit()
    {
        QFETCH(QString, text);
        QFETCH(qint64, minor);
        QFETCH(QString, currency);
        const auto read = readAmount(text);
        QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
        QCOMPARE(read->minor, minor);
        QCOMPARE(read->currency, currency);
        QCOMPARE(*readAmount(amountText(minor, currency)), *read);
    }

    void whatIsNoAmountIsRefusedWithASentence_data()
    {
        QTest::addColumn<QString>("text");
        for (const QString &text :
             {u""_s, u"USD"_s, u"12"_s, u"-5 USD"_s, u"1.005 USD"_s, u"1.5 JPY"_s, u"5 USD EUR"_s,
              u"USD 5 USD"_s, u"1,2 USD"_s, u"1e9 USD"_s, u"99999999999999999999 USD"_s,
              u"10000000000000.00 USD"_s, u"٣ USD"_s, u"5 USDX"_s, u"NaN USD"_s})
            QTest::newRow(qPrintable(text)) << text;
    }
    void whatIsNoAmountIsRefusedWithASentence()
    {
        QFETCH(QString, text);
        const auto read = readAmount(text);
        QVERIFY(!read);
        QVERIFY(!read.error().detail.isEmpty());
    }

    void theCurrencyAtHandHoldsWhereNoneIsWritten()
    {
        QCOMPARE(*readAmount(u"12.50", u"EUR"_s), (Amount{1250, u"EUR"_s}));
        QCOMPARE(*readAmount(u"12.50 USD", u"EUR"_s), (Amount{1250, u"USD"_s}));
    }

    void amountsAreWrittenTheSameInEveryLanguage()
    {
        QCOMPARE(amountText(0, u"USD"_s), u"USD 0"_s);
        QCOMPARE(amountText(5, u"USD"_s), u"USD 0.05"_s);
        QCOMPARE(amountText(-123'456, u"USD"_s), u"USD -1,234.56"_s);
        QCOMPARE(amountText(1'234'567, u"JPY"_s), u"JPY 1,234,567"_s);
        QCOMPARE(amountText(std::numeric_limits<qint64>::min(), u"USD"_s),
                 u"USD -92,233,720,368,547,758.08"_s);
    }
};

QTEST_APPLESS_MAIN(TestAmount)
#include "tst_amount.moc"
