// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/id.h"
#include "models/base/json.h"
#include "models/base/time.h"

#include <QTest>

using namespace muster;
using namespace Qt::StringLiterals;

class TestBase : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void readsAndWritesTimesWithOffsets()
    {
        QCOMPARE(toRfc3339(*parseRfc3339(u"2026-11-21T14:05:00Z")), u"2026-11-21T14:05:00Z"_s);
        QCOMPARE(toRfc3339(*parseRfc3339(u"2026-11-21T14:05:00.2504+05:45")), u"2026-11-21T08:20:00.250Z"_s);
        QCOMPARE(toRfc3339(*parseRfc3339(u"2024-02-29 23:59:59-0330")), u"2024-03-01T03:29:59Z"_s);
    }

    void refusesWhatIsNotATimeAndSaysWhy_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text :
             {"", "2026-11-21", "2026-02-30T00:00:00Z", "2026-11-21T24:00:00Z", "2026-11-21T14:05:00",
              "2026-11-21T14:05:00.Z", "2026-11-21T14:05:00Zx", "1969-12-31T23:59:59Z"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void refusesWhatIsNotATimeAndSaysWhy()
    {
        QFETCH(QString, text);
        const auto read = parseRfc3339(text);
        QVERIFY(!read);
        QVERIFY(read.error().detail.contains(u"is not a time"_s));
    }

    void idsSortByTimeAndSurviveTheirText()
    {
        const auto early = FactId::random(fromMillis(1000)), late = FactId::random(fromMillis(1001));
        QVERIFY(early < late);
        QVERIFY(early.toString() < late.toString());
        QCOMPARE(*FactId::parse(late.toString()), late);
        QVERIFY(!FactId::parse(u"short"));
        QVERIFY(!FactId::parse(u"ZZZZZZZZZZZZZZZZZZZZZZZZZZ")); // more than 128 bits
    }

    void derivedIdsAreEqualForEqualWordsOnly()
    {
        const auto at = fromMillis(5);
        QCOMPARE(FactId::derived(at, {u"a", u"b"}), FactId::derived(at, {u"a", u"b"}));
        QVERIFY(FactId::derived(at, {u"ab"}) != FactId::derived(at, {u"a", u"b"}));
    }

    void canonicalJsonSortsKeysAndRefusesDeepNesting()
    {
        const auto object = parseJsonObject("{\"b\":1,\"a\":{\"d\":2,\"c\":3}}");
        QCOMPARE(canonicalJson(*object), QByteArray("{\"a\":{\"c\":3,\"d\":2},\"b\":1}"));
        QVERIFY(!parseJsonObject("{\"a\":" + QByteArray(100, '[') + QByteArray(100, ']') + "}"));
        QVERIFY(!parseJsonObject("[1]"));
    }
};

QTEST_APPLESS_MAIN(TestBase)
#include "tst_base.moc"
