// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/filtertokens.h"
#include "models/views/fold.h"
#include "tests/models/views/queuerows.h"

#include <QTest>

using namespace muster;
using namespace muster::test;
using namespace muster::views;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Key = FilterTerm::Key;
using Compare = FilterTerm::Compare;

namespace {

/// Any query that a person could have typed.
class Queries
{
public:
    explicit Queries(quint32 seed) : m_random(seed) {}

    FilterQuery next()
    {
        FilterQuery query;
        const int terms = below(5);
        for (int i = 0; i < terms; ++i)
            query.terms.push_back(term());
        return query;
    }

private:
    int below(int bound) { return int(m_random.bounded(quint32(bound))); }

    QString text()
    {
        static const QString letters = u"ab-:,<>\"\\ \tÄßİ😀é_1\u00a0Σ"_s;
        QString text;
        for (int i = 0, length = 1 + below(6); i < length; ++i) {
            const int at = below(int(letters.size()));
            if (!letters[at].isSurrogate())
                text += letters[at];
        }
        return text.isEmpty() ? u"x"_s : folded(text);
    }

    FilterTerm term()
    {
        FilterTerm term;
        term.key = Key(below(int(Key::Updated) + 1));
        term.negated = below(2) == 0;
        const QStringList fixed = fixedValues(term.key);
        if (takesDuration(term.key) && (fixed.isEmpty() || below(3) != 0)) {
            term.compare = below(2) == 0 ? Compare::Less : Compare::More;
            term.duration = below(9000) * 1min;
            return term;
        }
        for (int i = 0, values = term.key == Key::Word ? 1 : 1 + below(3); i < values; ++i) {
            const QString value = fixed.isEmpty() ? text() : fixed[below(int(fixed.size()))];
            if (!term.values.contains(value))
                term.values << value;
        }
        return term;
    }

    QRandomGenerator m_random;
};

} // namespace

class TestFilterQuery : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void readsTheExampleFromTheHandbook()
    {
        const auto query =
            parseFilter(u"priority:P1 tier:enterprise due<2h -status:waiting \"Export job\""_s);
        const FilterQuery expected{{{Key::Priority, Compare::Equals, false, {u"p1"_s}, {}},
                                    {Key::Tier, Compare::Equals, false, {u"enterprise"_s}, {}},
                                    {Key::Due, Compare::Less, false, {}, 2h},
                                    {Key::Status, Compare::Equals, true, {u"waiting"_s}, {}},
                                    {Key::Word, Compare::Equals, false, {u"export job"_s}, {}}},
                                   {}};
        QCOMPARE(query.terms.size(), expected.terms.size());
        QVERIFY(query == expected);
    }

    void writesTheShortestTextThatReadsTheSame_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("expected");
        QTest::newRow("spaces and case") << u"  PRIORITY:P1,p1,P2   Export "_s << u"priority:p1,p2 export"_s;
        QTest::newRow("needless quotes") << u"owner:\"anna\" \"export\""_s << u"owner:anna export"_s;
        QTest::newRow("needed quotes")
            << u"owner:\"Anna B\",me \"export job\""_s << u"owner:\"anna b\",me \"export job\""_s;
        QTest::newRow("cause") << u"Cause:KI-7F3K-0003 -cause:any"_s << u"cause:ki-7f3k-0003 -cause:any"_s;
        QTest::newRow("incident") << u"INCIDENT:any -incident:\"Checkout down\""_s
                                  << u"incident:any -incident:\"checkout down\""_s;
        QTest::newRow("comma in a value") << u"tag:\"a,b\",c"_s << u"tag:\"a,b\",c"_s;
        QTest::newRow("comma in a word") << u"a,b"_s << u"a,b"_s;
        QTest::newRow("units") << u"due<120m age>14d updated<90m due>0m"_s
                               << u"due<2h age>2w updated<90m due>0m"_s;
        QTest::newRow("a word like a key") << u"\"tier:x\" \"-no\" 10:30"_s << u"\"tier:x\" \"-no\" 10:30"_s;
        QTest::newRow("quotes within") << u"\"say \\\"hi\\\"\""_s << u"\"say \\\"hi\\\"\""_s;
        QTest::newRow("negated") << u"-\"a b\" -is:open"_s << u"-\"a b\" -is:open"_s;
    }
    void writesTheShortestTextThatReadsTheSame()
    {
        QFETCH(QString, typed);
        QFETCH(QString, expected);
        const auto query = parseFilter(typed);
        QCOMPARE(filterText(query), expected);
        QVERIFY(query.problems.empty());
    }

    void anyQuerySurvivesItsText_data()
    {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 4; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }
    void anyQuerySurvivesItsText()
    {
        QFETCH(quint32, seed);
        Queries queries(seed);
        for (int i = 0; i < 1500; ++i) {
            const auto query = queries.next();
            const QString text = filterText(query);
            const auto read = parseFilter(text);
            QVERIFY2(read == query, qPrintable(u"seed %1, query %2: %3"_s.arg(seed).arg(i).arg(text)));
        }
    }

    void mistakesAreNamedWithTheirPlaceAndTheRestIsRead_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<qsizetype>("at");
        QTest::addColumn<qsizetype>("length");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *name, const QString &typed, const QString &marked,
                            const QString &says) {
            QTest::newRow(name) << typed << typed.indexOf(marked) << marked.size() << says;
        };
        row("unknown key", u"good prioriti:p1"_s, u"prioriti:p1"_s, u"nearest is “priority”"_s);
        row("unknown key of an address", u"good http://x"_s, u"http://x"_s, u"in quotes"_s);
        row("unknown status", u"good status:open,wating"_s, u"wating"_s, u"nearest is “waiting”"_s);
        row("unknown state", u"good state:late"_s, u"late"_s, u"nearest is"_s);
        row("missing value", u"good tier:"_s, u"tier:"_s, u"value is missing"_s);
        row("missing value in a list", u"good tier:a,,b"_s, u"tier:a,,b"_s, u"value is missing"_s);
        row("no length", u"good due<2"_s, u"due<2"_s, u"number and m, h, d or w"_s);
        row("unknown unit", u"good age>3y"_s, u"age>3y"_s, u"as in age>2h"_s);
        row("too long", u"good age>999999w"_s, u"age>999999w"_s, u"not a length of time"_s);
        row("a negative length", u"good due<-2h"_s, u"due<-2h"_s, u"not a length of time"_s);
        row("compared names", u"good priority>p1"_s, u"priority>p1"_s, u"priority:value"_s);
        row("age of", u"good age:3d"_s, u"age:3d"_s, u"age>3d"_s);
        row("due of", u"good due:2h"_s, u"2h"_s, u"due<2h"_s);
        row("open quote", u"good \"export"_s, u"\"export"_s, u"not closed"_s);
        row("empty quotes", u"good \"\""_s, u"\"\""_s, u"no word"_s);
        row("lone sign", u"good -"_s, u"-"_s, u"lone -"_s);
    }
    void mistakesAreNamedWithTheirPlaceAndTheRestIsRead()
    {
        QFETCH(QString, typed);
        QFETCH(QString, says);
        const auto query = parseFilter(typed);
        QCOMPARE(filterText(query), u"good"_s);
        QCOMPARE(query.problems.size(), size_t(1));
        QTEST(query.problems[0].at, "at");
        QTEST(query.problems[0].length, "length");
        QVERIFY2(query.problems[0].what.contains(says), qPrintable(query.problems[0].what));
    }

    void completesKeysThenNamesAndQuotesWhereNeeded()
    {
        QueueRows rows(1);
        const auto names = rows.names();
        const auto complete = [&](const QString &text) {
            return filterCompletions(text, text.size(), names);
        };
        QCOMPARE(complete(u"is:open pr"_s).value(0), u"priority:"_s);
        QVERIFY(complete(u"du"_s).contains(u"due<"_s));
        QVERIFY(complete(u"ent"_s).contains(u"tier:enterprise"_s));
        QCOMPARE(complete(u"-tier:"_s),
                 (QStringList{u"-tier:enterprise"_s, u"-tier:business"_s, u"-tier:free"_s}));
        QCOMPARE(complete(u"owner:me,BERG"_s), QStringList{u"owner:me,\"Anna Berg\""_s});
        QCOMPARE(complete(u"owner:anna"_s),
                 QStringList{u"owner:\"Anna Berg\""_s}); // not Joanna: words begin with it
        QCOMPARE(complete(u"status:w"_s), QStringList{u"status:waiting"_s});
        QCOMPARE(complete(u"tag:two"_s), QStringList{u"tag:\"two words\""_s});
        QVERIFY(complete(u"nokey:x"_s).isEmpty());
        QCOMPARE(filterCompletions(u"priority:P0 word"_s, 11, names), QStringList{u"priority:P0"_s});
    }

    void everyCompletionReadsWithoutAProblem()
    {
        QueueRows rows(1);
        for (const auto &text :
             {u"priority:"_s, u"owner:"_s, u"customer:"_s, u"tag:"_s, u"clock:"_s, u"state:"_s, u"is:"_s,
              u"incident:"_s, u"cause:"_s, u"due<"_s, u"due:"_s, u"status:"_s}) {
            const auto offered = filterCompletions(text, text.size(), rows.names());
            QVERIFY(!offered.isEmpty());
            for (const auto &completion : offered)
                QVERIFY2(parseFilter(completion).problems.empty(), qPrintable(completion));
        }
    }

    void noLineMakesTheReaderStumble()
    {
        QRandomGenerator random(99);
        const QString letters = u"ab:<>-,\"\\ due\tage9hm\u0000"_s;
        for (int i = 0; i < 5000; ++i) {
            QString line;
            for (int k = 0, length = int(random.bounded(20)); k < length; ++k)
                line += letters[qsizetype(random.bounded(quint32(letters.size())))];
            const auto query = parseFilter(line);
            for (const auto &problem : query.problems)
                QVERIFY(problem.at >= 0 && problem.length > 0 && problem.at + problem.length <= line.size());
            QVERIFY2(parseFilter(filterText(query)).terms == query.terms, qPrintable(line));
        }
    }
};

QTEST_GUILESS_MAIN(TestFilterQuery)
#include "tst_filterquery.moc"
