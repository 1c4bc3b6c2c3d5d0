// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of assignment are read strictly: each mistake with its place and what to do.
#include "models/policy/assignmentreader.h"
#include "models/policy/policyreader.h"

#include <QFile>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace muster::policy;

namespace {

QByteArray shippedText()
{
    QFile file(QStringLiteral(MUSTER_SOURCE_DIR "/resources/assignment/desk.yaml"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the shipped rules are not there");
    return file.readAll();
}

/// A preset with these rules as its section.
ReadPolicy readRules(const QByteArray &rules)
{
    QByteArray section;
    for (const QByteArray &line : rules.split('\n'))
        section += "  " + line + '\n';
    return readPolicy(presetText(presetKeys().constFirst()) + "\nassignment:\n" + section, u"p.yaml"_s);
}

} // namespace

class TestAssignmentRules final : public QObject
{
    Q_OBJECT

private slots:
    void theShippedRulesHoldEverywhereAndAreReadWithoutAMistake()
    {
        const ReadPolicy read = readRules(shippedText());
        for (const Problem &problem : read.problems)
            QFAIL(qPrintable(problem.text()));
        QVERIFY(read.policy->assignment == shippedAssignment());
        for (const QString &preset : presetKeys())
            QVERIFY(readPolicy(presetText(preset), preset).policy->assignment == shippedAssignment());
        QVERIFY(!shippedAssignment().isAutomatic); // nothing is given away before a team says so
        QVERIFY(shippedAssignment().roles.contains(u"agent"_s));
        QVERIFY(shippedAssignment().needs.size() >= 2 && shippedAssignment().languages.size() == 4);
    }

    void eachMistakeIsNamedWithItsPlace_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *name, const char *from, const char *to, const char *field,
                            const char *says) {
            QTest::newRow(name) << QByteArray(from) << QByteArray(to) << QString::fromLatin1(field)
                                << QString::fromLatin1(says);
        };
        row("unknown key", "automatic:", "automatically:", "assignment.automatically", "automatic");
        row("office hours", "after: 10m", "after: 10bm", "assignment.after", "");
        row("unknown role", "[agent, lead]", "[agent, leed]", "assignment.roles", "perhaps \"lead\"");
        row("no roles", "roles: [agent, lead]", "version: 1", "assignment.roles", "missing");
        row("none at all", "most: 20", "most: 0", "assignment.most", "1");
        row("no skill", "{skill: billing, words", "{words", "assignment.needs[0].skill", "missing");
        row("fits everything", "words: [breach, vulnerability, phishing, credentials], must: true",
            "must: true", "assignment.needs[1]", "nothing says");
        row("unknown tier", "must: true}", "tiers: [platinum]}", "assignment.needs[1].tiers", "not known");
        row("unknown priority", "must: true}", "priorities: [P77]}", "assignment.needs[1].priorities",
            "not known");
        row("no words", "words: [the, and, is, are, not, we, our, with, this, have, for, when, please]",
            "skill: x", "assignment.languages[0].words", "no words");
    }
    void eachMistakeIsNamedWithItsPlace()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QString, field);
        QFETCH(QString, says);
        QByteArray text = shippedText();
        const qsizetype at = text.indexOf(from);
        QVERIFY(at >= 0);
        text.replace(at, from.size(), to);
        const ReadPolicy read = readRules(text);
        const auto found = std::ranges::find_if(read.problems, [&](const Problem &problem) {
            return problem.field == field && problem.text().contains(says);
        });
        QStringList all;
        for (const Problem &problem : read.problems)
            all += problem.text();
        QVERIFY2(found != read.problems.end(), qPrintable(all.join(u'\n')));
        QVERIFY(found->line > 0);
    }
};

QTEST_GUILESS_MAIN(TestAssignmentRules)
#include "tst_assignmentrules.moc"
