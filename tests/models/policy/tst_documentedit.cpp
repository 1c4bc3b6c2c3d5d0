// SPDX-License-Identifier: GPL-3.0-or-later
// One part of a policy's text is written anew: what else stands there stays as it is, byte by byte, and what
// is read afterwards is exactly what was asked for.
#include "models/policy/documentedit.h"
#include "models/policy/documenttree.h"
#include "models/policy/policyreader.h"
#include "models/policy/sections.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::policy;

namespace {

QByteArray wholePolicy()
{
    QByteArray text = presetText(u"playbook-p0-p3"_s);
    for (const QString &key : sectionKeys())
        text += '\n' + sectionText(key);
    return text;
}

QByteArray changed(const QByteArray &text, const DocEdit &edit)
{
    const auto done = changedText(text, {edit});
    return done ? *done : "refused: " + done.error().detail.toUtf8();
}

/// Lines that are in one text and not in the other, as "-line" and "+line".
QByteArrayList difference(const QByteArray &before, const QByteArray &after)
{
    QByteArrayList old = before.split('\n'), fresh = after.split('\n');
    while (!old.isEmpty() && !fresh.isEmpty() && old.constFirst() == fresh.constFirst()) {
        old.removeFirst();
        fresh.removeFirst();
    }
    while (!old.isEmpty() && !fresh.isEmpty() && old.constLast() == fresh.constLast()) {
        old.removeLast();
        fresh.removeLast();
    }
    QByteArrayList lines;
    for (const QByteArray &line : std::as_const(old))
        lines += '-' + line;
    for (const QByteArray &line : std::as_const(fresh))
        lines += '+' + line;
    return lines;
}

/// Every place of a word in the tree.
void wordPaths(const DocNode &node, const QString &at, QStringList &paths)
{
    for (size_t i = 0; i < node.children.size(); ++i) {
        const QString below = node.kind == DocNode::Kind::Map
                                  ? (at.isEmpty() ? QString() : at + u'.') + node.keys[i].value
                                  : u"%1[%2]"_s.arg(at).arg(i);
        if (node.children[i].kind == DocNode::Kind::Scalar && node.kind == DocNode::Kind::Map)
            paths += below;
        wordPaths(node.children[i], below, paths);
    }
}

} // namespace

class TestDocumentEdit final : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { qRegisterMetaType<DocEdit>(); }

    void everyPartOfTheShippedTextsIsFoundWhereItStands()
    {
        const QByteArray text = wholePolicy();
        const auto root = readTree(text);
        QVERIFY2(root, root ? "" : qPrintable(root.error().detail));
        const auto written = [&](const QString &path) {
            const DocNode *part = partAt(*root, path);
            return part == nullptr ? QByteArray("none") : text.mid(part->start, part->end - part->start);
        };
        QCOMPARE(written(u"escalation.levels[0].name"_s), QByteArray("Support team lead"));
        QCOMPARE(written(u"escalation.levels[0].roles"_s), QByteArray("[lead]"));
        QCOMPARE(written(u"escalation.reasons[4].name"_s),
                 QByteArray("\"Law, regulation or compliance is concerned\""));
        QCOMPARE(
            written(u"escalation.matrix[2]"_s),
            QByteArray("{tier: enterprise, situation: sla_breach, level: level-2, timeline: immediate}"));
        QVERIFY(written(u"escalation.paths[4].when"_s).endsWith("reputation are at stake."));
        QCOMPARE(written(u"thresholds.limits[1].above"_s), QByteArray("25%"));
        QVERIFY(partAt(*root, u"escalation.levels[9].name"_s) == nullptr);
    }

    void writingAWordAsItIsChangesNothing()
    {
        const QByteArray text = wholePolicy();
        QStringList paths;
        const auto root = readTree(text);
        wordPaths(*root, {}, paths);
        QVERIFY(paths.size() > 300);
        int plain = 0, tried = 0;
        for (qsizetype i = 0; i < paths.size(); i += 9) { // reading the whole text takes a while
            const QString &path = paths[i];
            ++tried;
            const DocNode *part = partAt(*root, path);
            const bool isOneLine = !text.mid(part->start, part->end - part->start).contains('\n');
            const auto again = changedText(text, {SetValue{path, part->value, {}}});
            QVERIFY2(again, qPrintable(path));
            plain += *again == text ? 1 : 0;
            QVERIFY2(!isOneLine || difference(text, *again).size() <= 2, qPrintable(path));
            QVERIFY2(saysTheSame(*root, *readTree(*again)), qPrintable(path));
        }
        QVERIFY2(plain > tried * 9 / 10, qPrintable(QString::number(plain)));
    }

    void oneChangeDiffersInItsLinesAlone_data()
    {
        QTest::addColumn<DocEdit>("edit");
        QTest::addColumn<QByteArrayList>("lines");
        const auto row = [](const char *name, const DocEdit &edit, const QByteArrayList &lines) {
            QTest::newRow(name) << edit << lines;
        };
        row("a word", SetValue{u"escalation.levels[1].respond"_s, u"30m"_s, {}},
            {"-      respond: 2h", "+      respond: 30m"});
        row("a word that needs quotes", SetValue{u"escalation.levels[1].name"_s, u"Head: \"tech\" # 1"_s, {}},
            {"-      name: Engineering manager", "+      name: \"Head: \\\"tech\\\" # 1\""});
        row("a word in braces", SetValue{u"escalation.matrix[0].level"_s, u"level-2"_s, {}},
            {"-    - {tier: enterprise, situation: outage, level: level-3, timeline: immediate}",
             "+    - {tier: enterprise, situation: outage, level: level-2, timeline: immediate}"});
        row("quotes stay quotes", SetValue{u"escalation.reasons[4].name"_s, u"Law"_s, {}},
            {"-    - {key: compliance, name: \"Law, regulation or compliance is concerned\", level: level-3}",
             "+    - {key: compliance, name: \"Law\", level: level-3}"});
        row("a word more",
            SetValue{u"escalation.levels[0].skills"_s, QStringList{u"team lead"_s, u"a, b"_s}, {}},
            {"-      skills: [team lead]", "+      skills: [team lead, \"a, b\"]"});
        row("a word less",
            SetValue{
                u"escalation.levels[0].authority"_s, QStringList{u"reprioritise"_s, u"workarounds"_s}, {}},
            {"-      authority: [reprioritise, resources, workarounds]",
             "+      authority: [reprioritise, workarounds]"});
        row("the first two less",
            SetValue{u"escalation.levels[0].authority"_s, QStringList{u"workarounds"_s}, {}},
            {"-      authority: [reprioritise, resources, workarounds]", "+      authority: [workarounds]"});
        row("a word for a list", SetValue{u"escalation.levels[0].authority"_s, u"all"_s, {}},
            {"-      authority: [reprioritise, resources, workarounds]", "+      authority: all"});
        row("a key more, in its order",
            SetValue{u"escalation.levels[1].roles"_s,
                     QStringList{u"lead"_s},
                     {u"authority"_s, u"roles"_s, u"skills"_s}},
            {"+      roles: [lead]"});
        row("a key more in braces",
            SetValue{u"thresholds.limits[0].tiers"_s, QStringList{u"enterprise"_s}, {}},
            {"-    - {key: unassigned, name: Without an owner, counts: unassigned, above: 15}",
             "+    - {key: unassigned, name: Without an owner, counts: unassigned, above: 15, tiers: "
             "[enterprise]}"});
        row("a key less", RemovePart{u"escalation.levels[0].roles"_s}, {"-      roles: [lead]"});
        row("a key less in braces", RemovePart{u"thresholds.limits[1].least"_s},
            {"-    - {key: at-risk, name: At risk or missed, counts: at_risk, above: 25%, least: 20}",
             "+    - {key: at-risk, name: At risk or missed, counts: at_risk, above: 25%}"});
        row("an entry less", RemovePart{u"escalation.matrix[11]"_s},
            {"-    - {situation: repeated, level: level-1, timeline: immediate}"});
        row("an entry more",
            InsertEntry{u"escalation.matrix"_s, 11, {{u"tier"_s, u"starter"_s}, {u"level"_s, u"level-1"_s}}},
            {"+    - {tier: starter, level: level-1}"});
        row("an entry of several lines",
            InsertEntry{u"escalation.levels"_s, 4, {{u"key"_s, u"level-5"_s}, {u"name"_s, u"Board"_s}}},
            {"+    - key: level-5", "+      name: Board"});
    }
    void oneChangeDiffersInItsLinesAlone()
    {
        QFETCH(DocEdit, edit);
        QFETCH(QByteArrayList, lines);
        const QByteArray text = wholePolicy();
        const QByteArray after = changed(text, edit);
        QCOMPARE(difference(text, after), lines);
    }

    void everyWayOfWritingKeepsItsForm_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<DocEdit>("edit");
        QTest::addColumn<QByteArray>("after");
        const auto row = [](const char *name, const char *text, const DocEdit &edit, const char *after) {
            QTest::newRow(name) << QByteArray(text) << edit << QByteArray(after);
        };
        row("a comment behind", "a:\n  b: 1 # why\n  c: 2\n", SetValue{u"a.b"_s, u"3"_s, {}},
            "a:\n  b: 3 # why\n  c: 2\n");
        row("a list line by line", "a:\n  b:\n    - x # x\n    - y\n",
            SetValue{u"a.b"_s, QStringList{u"x"_s, u"z"_s, u"w"_s}, {}},
            "a:\n  b:\n    - x # x\n    - z\n    - w\n");
        row("a list at the margin of its key", "a:\n- k: 1\n- k: 2\nb: 3\n", RemovePart{u"a[1]"_s},
            "a:\n- k: 1\nb: 3\n");
        row("the only entry", "a:\n  - k: 1\nb: 3\n", RemovePart{u"a[0]"_s}, "a: []\nb: 3\n");
        row("into an empty list", "a: []\n", InsertEntry{u"a"_s, 0, {{u"k"_s, u"1"_s}}}, "a: [{k: 1}]\n");
        row("no end of the line", "a:\n  b: 1", SetValue{u"a.c"_s, u"2"_s, {}}, "a:\n  b: 1\n  c: 2");
        row("lines of another system", "a:\r\n  b: 1\r\n", SetValue{u"a.c"_s, u"2"_s, {}},
            "a:\r\n  b: 1\r\n  c: 2\r\n");
        row("a mark at the start",
            "\xEF\xBB\xBF"
            "a:\n  b: 1\n",
            SetValue{u"a.b"_s, u"2"_s, {}},
            "\xEF\xBB\xBF"
            "a:\n  b: 2\n");
        row("nothing written", "a:\n  b:\n  c: 1\n", SetValue{u"a.b"_s, u"2"_s, {}}, "a:\n  b: 2\n  c: 1\n");
        row("null written", "a: {b: ~, c: null}\n", SetValue{u"a.b"_s, u"null"_s, {}},
            "a: {b: \"null\", c: null}\n");
        row("folded text", "a:\n  b: >\n    one\n    two\n\n  c: 1\n", SetValue{u"a.b"_s, u"three"_s, {}},
            "a:\n  b: three\n\n  c: 1\n");
        row("letters of all kinds", "a: {b: \"Zoë\\u00e9\", c: 日本}\n",
            SetValue{u"a.c"_s, u"naïve 漢字"_s, {}}, "a: {b: \"Zoë\\u00e9\", c: naïve 漢字}\n");
        row("words over two lines", "a:\n  b: one\n    two\n  c: 3\n", SetValue{u"a.c"_s, u"4"_s, {}},
            "a:\n  b: one\n    two\n  c: 4\n");
        row("brackets over two lines", "a: [x,\n  y, # last\n]\n", SetValue{u"a"_s, QStringList{u"y"_s}, {}},
            "a: [y, # last\n]\n");
    }
    void everyWayOfWritingKeepsItsForm()
    {
        QFETCH(QByteArray, text);
        QFETCH(DocEdit, edit);
        QFETCH(QByteArray, after);
        QCOMPARE(changed(text, edit), after);
    }

    void whatCannotBeWrittenInPlaceIsRefusedWithItsLine_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<DocEdit>("edit");
        QTest::newRow("anchor") << QByteArray("a: &x\n  b: 1\nc: *x\n")
                                << DocEdit(SetValue{u"c.b"_s, u"2"_s, {}});
        QTest::newRow("a marked value")
            << QByteArray("a:\n  b: !!str 1\n") << DocEdit(SetValue{u"a.b"_s, u"2"_s, {}});
        QTest::newRow("broken") << QByteArray("a: [\n") << DocEdit(SetValue{u"a"_s, u"2"_s, {}});
        QTest::newRow("no map") << QByteArray("a: 1\n") << DocEdit(SetValue{u"a.b"_s, u"2"_s, {}});
        QTest::newRow("no list") << QByteArray("a: 1\n") << DocEdit(InsertEntry{u"a"_s, 0, {}});
        QTest::newRow("nothing there") << QByteArray("a: 1\n") << DocEdit(RemovePart{u"b"_s});
        QTest::newRow("pairs without braces")
            << QByteArray("a: [b: 1, c: 2]\n") << DocEdit(RemovePart{u"a[0]"_s});
        QTest::newRow("the first key behind a dash")
            << QByteArray("a:\n  - b: 1\n    c: 2\n") << DocEdit(RemovePart{u"a[0].b"_s});
        QTest::newRow("a remark would go with the list")
            << QByteArray("a:\n  b:\n    # as agreed in 2024\n    - x\n  c: 1\n")
            << DocEdit(SetValue{u"a.b"_s, u"all"_s, {}});
        QTest::newRow("a remark would go with the words")
            << QByteArray("a:\n  b:\n    - x # as agreed\n    - y\n")
            << DocEdit(SetValue{u"a.b"_s, u"all"_s, {}});
        QTest::newRow("a remark would go with the only entry")
            << QByteArray("a: # as agreed\n  - k: 1\nb: 3\n") << DocEdit(RemovePart{u"a[0]"_s});
        QTest::newRow("not UTF-8") << QByteArray("a: \xff\n") << DocEdit(SetValue{u"a"_s, u"2"_s, {}});
    }
    void whatCannotBeWrittenInPlaceIsRefusedWithItsLine()
    {
        QFETCH(QByteArray, text);
        QFETCH(DocEdit, edit);
        const auto done = changedText(text, {edit});
        QVERIFY2(!done, done ? done->constData() : "");
        QVERIFY2(done.error().detail.startsWith(u"line "), qPrintable(done.error().detail));
    }

    void hostileTextsAreReadOrRefusedAndNeverMore()
    {
        QVERIFY(!readTree(QByteArray(2 * 1024 * 1024, ' ')));
        QVERIFY(!readTree(QByteArray(100'000, '[')));
        QVERIFY(!readTree(QByteArray("a: b") + '\0'));
        QVERIFY(readTree({}));
        const QByteArray whole = wholePolicy();
        QRandomGenerator random(20261122);
        for (int i = 0; i < 60; ++i) {
            QByteArray text = whole;
            for (int k = 0; k < 3; ++k) {
                const qsizetype at = random.bounded(int(text.size()));
                const QByteArray put = QByteArrayList{
                    "{", "]", "\n", "- ", ": ", "#", "\"", "'", "&a ", "  "}[random.bounded(10)];
                text.replace(at, random.bounded(4), put);
            }
            const auto root = readTree(text);
            if (!root)
                continue;
            const auto done = changedText(text, {SetValue{u"escalation.levels[1].respond"_s, u"77m"_s, {}}});
            if (!done)
                continue;
            const auto after = readTree(*done); // what was asked for, and nothing else
            QVERIFY(after && partAt(*after, u"escalation.levels[1].respond"_s)->value == u"77m");
            QVERIFY(difference(text, *done).size() <= 4);
        }
    }
};

QTEST_GUILESS_MAIN(TestDocumentEdit)
#include "tst_documentedit.moc"
