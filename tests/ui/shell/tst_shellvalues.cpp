// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/fuzzy.h"
#include "ui/shell/notifier.h"
#include "ui/shell/presetchoices.h"
#include "ui/shell/ticker.h"
#include "ui/shell/windowplace.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::ui;

class TestShellValues final : public QObject
{
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void lettersInOrderMatchInAnyCase()
    {
        QVERIFY(fuzzyMatch(u"ATM", u"Assign to me"));
        QVERIFY(fuzzyMatch(u"assme", u"Assign to me"));
        QVERIFY(fuzzyMatch(u"", u"anything"));
        QVERIFY(!fuzzyMatch(u"em t", u"Assign"));
        QVERIFY(!fuzzyMatch(u"x", u""));
    }

    void wordsMatchInAnyOrder() { QVERIFY(fuzzyMatch(u"me assign", u"Assign to me")); }

    void aBetterMatchScoresHigher()
    {
        const auto score = [](QStringView needle, QStringView text) {
            return fuzzyMatch(needle, text)->score;
        };
        QVERIFY(score(u"close", u"Close ticket") > score(u"close", u"Enclose a file"));
        QVERIFY(score(u"note", u"Note") > score(u"note", u"Notebook"));
        QVERIFY(score(u"atm", u"Assign to me") > score(u"atm", u"Show what matters"));
        QVERIFY(score(u"rep", u"Reply") > score(u"rep", u"Requeue and copy"));
    }

    void placesNameWhatMatched()
    {
        QCOMPARE(fuzzyMatch(u"atm", u"Assign to me")->places, (std::vector<qsizetype>{0, 7, 10}));
        QCOMPARE(fuzzyMatch(u"to", u"Assign to")->places, (std::vector<qsizetype>{7, 8}));
    }

    void aLetterSkippedForAWordsStartIsStillFound()
    {
        // The first "s" at a word's start lies behind the only "x".
        QVERIFY(fuzzyMatch(u"esxt", u"essex to sea"));
    }

    void aWindowStaysOnItsScreen()
    {
        const QList<QRect> one{QRect(0, 0, 1920, 1080)};
        QCOMPARE(clampToScreens(QRect(100, 100, 800, 600), one), QRect(100, 100, 800, 600));
        QCOMPARE(clampToScreens(QRect(1800, 1000, 800, 600), one), QRect(1120, 480, 800, 600));
        QCOMPARE(clampToScreens(QRect(-500, -20, 800, 600), one), QRect(0, 0, 800, 600));
        QCOMPARE(clampToScreens(QRect(10, 10, 4000, 3000), one), QRect(0, 0, 1920, 1080));
    }

    void aWindowOfAScreenThatIsGoneComesBack()
    {
        const QList<QRect> two{QRect(0, 0, 1280, 800), QRect(1280, 0, 1920, 1080)};
        QCOMPARE(clampToScreens(QRect(2000, 100, 800, 600), two), QRect(2000, 100, 800, 600));
        QCOMPARE(clampToScreens(QRect(2000, 100, 800, 600), {two.first()}), QRect(480, 100, 800, 600));
        QCOMPARE(clampToScreens(QRect(1, 2, 3, 4), {}), QRect(1, 2, 3, 4));
    }

    void placeAndPreferencesComeBack()
    {
        const WindowPlace place{QRect(-20, 5, 1200, 700), true, u"queue"_s};
        QCOMPARE(readPlace(writePlace(place)), place);
        QCOMPARE(readPlace(writePlace({})), WindowPlace{});
        const Preferences preferences{Mode::Light, false, false};
        QCOMPARE(readPreferences(writePreferences(preferences)), preferences);
    }

    void damagedSettingsGiveTheDefaults_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("broken") << QByteArray("{\"geometry\":[1,2");
        QTest::newRow("texts") << QByteArray(
            R"({"geometry":["a","b","c","d"],"maximized":7,"page":3,"theme":9})");
        QTest::newRow("too few") << QByteArray(R"({"geometry":[1,2,3]})");
        QTest::newRow("too far") << QByteArray(R"({"geometry":[1e300,0,100,100]})");
        QTest::newRow("inside out") << QByteArray(R"({"geometry":[0,0,-100,-100]})");
    }
    void damagedSettingsGiveTheDefaults()
    {
        QFETCH(QByteArray, json);
        QCOMPARE(readPlace(json), WindowPlace{});
        QCOMPARE(readPreferences(json), Preferences{});
    }

    void theTickerWaitsToTheNextWallSecond()
    {
        QCOMPARE(Ticker::untilNextSecond(fromMillis(1'000)), 1'000);
        QCOMPARE(Ticker::untilNextSecond(fromMillis(1'001)), 999);
        QCOMPARE(Ticker::untilNextSecond(fromMillis(1'999)), 1);
    }

    void manyNoticesBecomeOne()
    {
        const DesktopNotice calm{u"a"_s, u"MSTR-1 is at risk"_s, u"Login fails"_s, false};
        const DesktopNotice urgent{u"b"_s, u"MSTR-2 breached"_s, u"Payments fail"_s, true};
        QCOMPARE(digest({calm}, u"1 ticket"_s), calm);
        const DesktopNotice both = digest({calm, urgent}, u"2 tickets need you"_s);
        QCOMPARE(both, (DesktopNotice{u"a"_s, u"2 tickets need you"_s,
                                      u"MSTR-1 is at risk\nMSTR-2 breached"_s, true}));
        const DesktopNotice many = digest(std::vector<DesktopNotice>(9, calm), u"9"_s);
        QCOMPARE(many.body.count(u'\n'), 4);
        QVERIFY(many.body.endsWith(u"…"_s));
    }

    void promisesAreToldInWords_data()
    {
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("words");
        const std::pair<const char *, const char *> rows[] = {{"15m", "15 min"},
                                                              {"90m", "90 min"},
                                                              {"1h", "1 hour"},
                                                              {"4h", "4 hours"},
                                                              {"1d", "1 day"},
                                                              {"1w", "7 days"},
                                                              {"8bh", "8 working hours"},
                                                              {"30bm", "30 working min"},
                                                              {"1bd", "1 working day"},
                                                              {"3bd", "3 working days"}};
        for (const auto &[target, words] : rows)
            QTest::newRow(target) << QString::fromLatin1(target) << QString::fromLatin1(words);
    }
    void promisesAreToldInWords()
    {
        QFETCH(QString, target);
        QFETCH(QString, words);
        policy::Policy policy;
        policy::Priority priority;
        priority.key = priority.name = u"P1"_s;
        priority.targets.clocks[size_t(sla::ClockKind::Resolution)].sla = sla::parseTarget(target).value();
        policy.priorities = {priority};
        QCOMPARE(presetSummary(policy), u"P1: resolution "_s + words);
    }

    void aPresetIsToldByItsPriorities()
    {
        policy::Policy policy;
        policy::Priority high, low;
        high.key = u"P0"_s;
        high.name = u"Critical"_s;
        high.targets.clocks[size_t(sla::ClockKind::FirstResponse)].sla = sla::parseTarget(u"15m").value();
        high.targets.clocks[size_t(sla::ClockKind::Resolution)].sla = sla::parseTarget(u"4h").value();
        low.key = low.name = u"P3"_s;
        policy.priorities = {high, low};
        QCOMPARE(presetSummary(policy), u"P0 Critical: first response 15 min, resolution 4 hours\nP3"_s);
    }
};

QTEST_GUILESS_MAIN(TestShellValues)
#include "tst_shellvalues.moc"
