// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/moneytext.h"

#include <QLocale>
#include <QRegularExpression>
#include <QTest>

using namespace muster;
using namespace muster::ui;
using namespace Qt::StringLiterals;

class TestMoneyText : public QObject
{
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void amountsReadAsPeopleWriteThem_data();
    void amountsReadAsPeopleWriteThem();
    void whatIsNoAmountIsExplained_data();
    void whatIsNoAmountIsExplained();
    void centsShowOnlyWhereThereAreAny();
};

void TestMoneyText::amountsReadAsPeopleWriteThem_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("minor");
    QTest::addColumn<QString>("currency");
    QTest::newRow("plain") << u"120000"_s << 12'000'000LL << u"USD"_s;
    QTest::newRow("english") << u"120,000.50 EUR"_s << 12'000'050LL << u"EUR"_s;
    QTest::newRow("german") << u"1.234.567,5 €"_s << 123'456'750LL << u"EUR"_s;
    QTest::newRow("thousands") << u"85k"_s << 8'500'000LL << u"USD"_s;
    QTest::newRow("millions") << u"£ 1.2M"_s << 120'000'000LL << u"GBP"_s;
    QTest::newRow("code first") << u"CHF 99"_s << 9'900LL << u"CHF"_s;
    QTest::newRow("spaces") << u"1 200 000 SEK"_s << 120'000'000LL << u"SEK"_s;
}

void TestMoneyText::amountsReadAsPeopleWriteThem()
{
    QFETCH(QString, text);
    const auto money = parseMoney(text);
    QVERIFY2(money.has_value(), qPrintable(money ? QString() : money.error().detail));
    QTEST(money->minor, "minor");
    QTEST(money->currency, "currency");
}

void TestMoneyText::whatIsNoAmountIsExplained_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"", "lots", "-5", "12 or 13", "99999999999999999999"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestMoneyText::whatIsNoAmountIsExplained()
{
    QFETCH(QString, text);
    const auto money = parseMoney(text);
    QVERIFY(!money);
    QVERIFY(money.error().detail.contains(u"120000"_s));
}

void TestMoneyText::centsShowOnlyWhereThereAreAny()
{
    const QLocale locale(u"en_US"_s);
    QCOMPARE(moneyText({12'000'000, u"USD"_s}, locale), u"USD 120,000"_s);
    QCOMPARE(moneyText({150, u"EUR"_s}, locale), u"EUR 1.50"_s);
}

QTEST_GUILESS_MAIN(TestMoneyText)
#include "tst_moneytext.moc"
