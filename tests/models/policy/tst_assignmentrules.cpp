// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of assignment are read strictly: each mistake with its place and what to do.
#include "models/policy/assignmentreader.h"
#include "tests/models/policy/sectioncase.h"

using namespace Qt::StringLiterals;
using namespace muster::policy;
using namespace muster::test;

class TestAssignmentRules final : public QObject
{
    Q_OBJECT

private slots:
    void theShippedRulesHoldEverywhereAndAreReadWithoutAMistake()
    {
        const ReadPolicy read = readWithSection("assignment", shippedSection(u"assignment/desk.yaml"_s));
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
        mistakeColumns();
        mistake("unknown key", "automatic:", "automatically:", "assignment.automatically", "automatic");
        mistake("office hours", "after: 10m", "after: 10bm", "assignment.after", "");
        mistake("unknown role", "[agent, lead]", "[agent, leed]", "assignment.roles", "perhaps \"lead\"");
        mistake("no roles", "roles: [agent, lead]", "version: 1", "assignment.roles", "missing");
        mistake("none at all", "most: 20", "most: 0", "assignment.most", "1");
        mistake("no skill", "{skill: billing, words", "{words", "assignment.needs[0].skill", "missing");
        mistake("fits everything", "words: [breach, vulnerability, phishing, credentials], must: true",
                "must: true", "assignment.needs[1]", "nothing says");
        mistake("unknown tier", "must: true}", "tiers: [platinum]}", "assignment.needs[1].tiers",
                "not known");
        mistake("unknown priority", "must: true}", "priorities: [P77]}", "assignment.needs[1].priorities",
                "not known");
        mistake("no words", "words: [the, and, is, are, not, we, our, with, this, have, for, when, please]",
                "skill: x", "assignment.languages[0].words", "no words");
    }
    void eachMistakeIsNamedWithItsPlace()
    {
        compareMistake(shippedSection(u"assignment/desk.yaml"_s),
                       [](const QByteArray &text) { return readWithSection("assignment", text); });
    }
};

QTEST_GUILESS_MAIN(TestAssignmentRules)
#include "tst_assignmentrules.moc"
