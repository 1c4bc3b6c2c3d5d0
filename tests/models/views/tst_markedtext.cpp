// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/markedtext.h"

#include <QTest>

using namespace muster::views;
using namespace Qt::StringLiterals;

namespace {

/// The text with brackets around its spans.
QString shown(const MarkedText &marked)
{
    QString text = marked.text;
    for (auto span = marked.spans.rbegin(); span != marked.spans.rend(); ++span)
        text.insert(span->at + span->length, u']').insert(span->at, u'[');
    return text;
}

} // namespace

class TestMarkedText : public QObject
{
    Q_OBJECT

private slots:
    void aSnippetsMarksBecomeSpans_data()
    {
        QTest::addColumn<QString>("snippet");
        QTest::addColumn<QString>("expected");
        QTest::newRow("none") << u"plain"_s << u"plain"_s;
        QTest::newRow("two") << u"the \x02"
                                "export\x03 of \x02"
                                "jobs\x03 stops"_s
                             << u"the [export] of [jobs] stops"_s;
        QTest::newRow("lines") << u"one\r\n\n \x02two\x03\tthree"_s << u"one [two] three"_s;
        QTest::newRow("open at the end") << u"\x02"
                                            "abc"_s
                                         << u"[abc]"_s;
        QTest::newRow("close alone") << u"a\x03"
                                        "b"_s
                                     << u"ab"_s;
        QTest::newRow("nothing marked") << u"a \x02\x03 b"_s << u"a b"_s;
        QTest::newRow("empty") << QString() << QString();
    }
    void aSnippetsMarksBecomeSpans()
    {
        QFETCH(QString, snippet);
        QTEST(shown(readMarks(snippet)), "expected");
    }

    void wholeWordsAreMarkedAndTheLastOneMayGoOn_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("whole") << u"log expo"_s << u"Log in, export the logs"_s
                               << u"[Log] in, [export] the logs"_s;
        QTest::newRow("accents") << u"zürich cafe"_s << u"ZURICH: Café"_s << u"[ZURICH]: [Café]"_s;
        QTest::newRow("decomposed") << u"café"_s << u"a cafe\u0301 b"_s << u"a [cafe\u0301] b"_s;
        QTest::newRow("case number") << u"mstr-7f3k"_s << u"MSTR-7F3K-0042"_s << u"[MSTR]-[7F3K]-0042"_s;
        QTest::newRow("no operator") << u"\"a OR b*"_s << u"a or b, not c"_s << u"[a] [or] [b], not c"_s;
        QTest::newRow("nothing asked") << u" -- "_s << u"a -- b"_s << u"a -- b"_s;
        QTest::newRow("no text") << u"a"_s << QString() << QString();
    }
    void wholeWordsAreMarkedAndTheLastOneMayGoOn()
    {
        QFETCH(QString, query);
        QFETCH(QString, text);
        QTEST(shown(markWords(text, query)), "expected");
    }

    void aLongBeginningGivesWayToTheFirstMark()
    {
        const MarkedText far =
            markWords(u"We have seen since Monday that the export stops at the export"_s, u"export"_s);
        QCOMPARE(shown(fromFirstMark(far, 12)), u"…that the [export] stops at the [export]"_s);
        const MarkedText near = markWords(u"The export stops"_s, u"export"_s);
        QCOMPARE(fromFirstMark(near, 12), near);
        const MarkedText none = markWords(u"Nothing here"_s, u"export"_s);
        QCOMPARE(fromFirstMark(none, 2), none);
        const MarkedText solid = markWords(u"aaaaaaaa/bbbbbbbb/export"_s, u"export"_s);
        QCOMPARE(shown(fromFirstMark(solid, 4)), u"…bbb/[export]"_s);
    }
};

QTEST_APPLESS_MAIN(TestMarkedText)
#include "tst_markedtext.moc"
