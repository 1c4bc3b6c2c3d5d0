// SPDX-License-Identifier: GPL-3.0-or-later
// What a form of the policy does not take or cannot show: a sentence, and the text stays as it is.
#include "tests/models/views/formhands.h"

using namespace muster;
using namespace muster::test;
using namespace muster::views;

class TestFormRefusals final : public QObject
{
    Q_OBJECT
private slots:
    void aWrongValueIsSaidAndNothingChanged_data()
    {
        QTest::addColumn<QString>("form");
        QTest::addColumn<QString>("table");
        QTest::addColumn<QString>("row");
        QTest::addColumn<QString>("column");
        QTest::addColumn<QStringList>("value");
        const auto row = [](const char *name, const QString &form, const QString &table, const QString &key,
                            const QString &column, const QStringList &value) {
            QTest::newRow(name) << form << table << key << column << value;
        };
        row("a length", u"levels"_s, u"levels"_s, u"level-1"_s, u"respond"_s, {u"soon"_s});
        row("office hours for a wait", u"thresholds"_s, u"settings"_s, u"hold"_s, u"hold"_s, {u"8bh"_s});
        row("no name", u"levels"_s, u"levels"_s, u"level-1"_s, u"name"_s, {u"  "_s});
        row("no such role", u"levels"_s, u"levels"_s, u"level-1"_s, u"roles"_s, {u"king"_s});
        row("no such level", u"matrix"_s, u"matrix"_s, u"outage"_s, u"enterprise"_s, {u"level-9"_s, u"4h"_s});
        row("no time", u"matrix"_s, u"matrix"_s, u"outage"_s, u"enterprise"_s, {u"level-1"_s, u"4"_s});
        row("a number", u"assignment"_s, u"settings"_s, u"most"_s, u"most"_s, {u"0"_s});
        row("a share", u"thresholds"_s, u"limits"_s, u"at-risk"_s, u"above"_s, {u"100%"_s});
        row("a language", u"assignment"_s, u"languages"_s, u"1"_s, u"language"_s, {u"e n"_s});
    }
    void aWrongValueIsSaidAndNothingChanged()
    {
        QFETCH(QString, form);
        QFETCH(QString, table);
        QFETCH(QString, row);
        QFETCH(QString, column);
        QFETCH(QStringList, value);
        const QByteArray said = changed(whole(), form, table, row, column, value);
        QVERIFY2(said.startsWith("refused: ") && said.endsWith('.'), said.constData());
    }

    void aTextThatAFormCannotShowClosesItAndSaysWhere_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::newRow("no YAML") << QByteArray("  levels:\n") << QByteArray("  levels: {[\n");
        QTest::newRow("no list") << QByteArray("  levels:\n") << QByteArray("  levels: none\n  levelled:\n");
        QTest::newRow("no map") << QByteArray("    - key: level-1\n")
                                << QByteArray("    - one\n    - key: level-1\n");
        QTest::newRow("an anchor") << QByteArray("key: level-1\n") << QByteArray("key: &first level-1\n");
        QTest::newRow("a list for a name")
            << QByteArray("name: Support team lead") << QByteArray("name: [[a], b]");
    }
    void aTextThatAFormCannotShowClosesItAndSaysWhere()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QByteArray text = whole();
        const qsizetype at = text.indexOf(from);
        QVERIFY(at >= 0);
        text.replace(at, from.size(), to);
        const PolicyForm form = readPolicyForm(text, u"levels"_s);
        QVERIFY(form.tables.empty());
        QVERIFY2(form.closed.contains(u"line %1"_s.arg(form.line)) && form.closed.endsWith(u"Mend it there."),
                 qPrintable(form.closed));
        const int line = int(QByteArrayView(text).first(at).count('\n')) + 1;
        QVERIFY2(std::abs(form.line - line) <= 2, qPrintable(form.closed));
    }

    void aPolicyWithMistakesElsewhereStillHasItsForms()
    {
        QByteArray text = whole();
        text.replace("warn_at_percent: [50, 75, 90]", "warn_at_percent: [90, 50]");
        QVERIFY(!policy::readPolicy(text, u"p"_s).policy);
        QVERIFY(readPolicyForm(text, u"levels"_s).closed.isEmpty());
        QVERIFY(!readPolicyForm({}, u"levels"_s).closed.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestFormRefusals)
#include "tst_formrefusals.moc"
