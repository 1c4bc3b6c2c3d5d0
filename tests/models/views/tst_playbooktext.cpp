// SPDX-License-Identifier: GPL-3.0-or-later
// How the steps of a playbook read, and which of them is told first.
#include "models/policy/policyreader.h"
#include "models/views/playbooktext.h"

#include <QTest>

using namespace muster;
using namespace muster::views;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const Instant kStart = parseRfc3339(u"2026-11-20T14:00:00Z").value();

TicketDetail detailOf(const QString &priority)
{
    TicketDetail detail;
    detail.policy = *policy::CompiledPolicy::make(
        *policy::readPolicy(policy::presetText(u"playbook-p0-p3"_s), {}).policy);
    ticket::TicketCreated created;
    created.priority = priority;
    ticket::apply(detail.ticket, {FactId::derived(kStart, {u"0"_s}), kStart, kStart, {}, created, false, {}});
    return detail;
}

void add(TicketDetail &detail, Instant at, const ticket::TicketFact &fact, const QString &actor)
{
    const FactId id = FactId::derived(at, {QString::number(detail.history.size())});
    ticket::apply(detail.ticket, {id, at, at, {}, fact, false, {}});
    detail.history.push_back({id, at, at, actor, ticket::typeName(fact), {}, false, false});
}

StepLine lineOf(const TicketDetail &detail, const QString &key, Instant now)
{
    for (const StepLine &line : stepLines(detail, now)) {
        if (line.key == key)
            return line;
    }
    qFatal("there is no step %s", qPrintable(key));
}

} // namespace

class TestPlaybookText : public QObject
{
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void aRoleReadsAsWords()
    {
        QCOMPARE(roleTitle(u"technical_lead"_s), u"Technical lead"_s);
        QCOMPARE(roleTitle({}), QString());
    }

    void theStepThatIsOverdueLongestIsToldFirstThenTheNextDue()
    {
        TicketDetail detail = detailOf(u"P0"_s);
        QCOMPARE(nextStep(detail, kStart)->text,
                 u"Due in 5 min: Alert the technical lead at once · First line"_s);
        QVERIFY(!nextStep(detail, kStart)->isOverdue);
        QVERIFY(nextStep(detail, kStart + 20min)->isOverdue);
        QCOMPARE(nextStep(detail, kStart + 20min)->text,
                 u"Overdue by 15 min: Alert the technical lead at once · First line"_s);
        add(detail, kStart + 20min, ticket::StepMarked{u"page_lead"_s, {}, true, true}, u"Sam"_s);
        QCOMPARE(nextStep(detail, kStart + 20min)->text,
                 u"Overdue by 5 min: Open the war room · Technical lead"_s);
        add(detail, kStart + 21min, ticket::StatusChanged{ticket::Status::Resolved, {}, {}}, u"Sam"_s);
        QCOMPARE(nextStep(detail, kStart + 22min)->text,
                 u"Due in 4 d: Hold the post-mortem · Technical lead"_s);
    }

    void aStepWithoutATimeIsToldLast()
    {
        TicketDetail detail = detailOf(u"P2"_s);
        add(detail, kStart, ticket::ReplySent{u"Sam"_s, u"Hello"_s, {}, false, false}, u"Sam"_s);
        add(detail, kStart, ticket::TagsChanged{{u"backlog"_s}, {}}, u"Sam"_s);
        QCOMPARE(nextStep(detail, kStart)->text,
                 u"To do: Resolve it in the order of the backlog · Technical lead"_s);
        add(detail, kStart, ticket::StepMarked{u"resolve"_s, {}, true, false}, u"Sam"_s);
        QVERIFY(!nextStep(detail, kStart));
    }

    void aLineSaysWhatDidItByWhomAndHowLate()
    {
        TicketDetail detail = detailOf(u"P1"_s);
        add(detail, kStart + 5h, ticket::ReplySent{u"Sam"_s, u"Hello"_s, {}, false, false}, u"Sam Rivera"_s);
        const StepLine line = lineOf(detail, u"acknowledge"_s, kStart + 6h);
        QCOMPARE(line.about, u"First line · replied 19:00 UTC by Sam Rivera · 1 h late"_s);
        QVERIFY(line.isTicked && line.isSeen && !line.canBeDone);
        detail.incidents = {{IncidentId::derived(kStart, {u"i"_s}), u"INC-7F3K-0001"_s, kStart + 1min}};
        TicketDetail down = detailOf(u"P0"_s);
        down.incidents = detail.incidents;
        QCOMPARE(lineOf(down, u"war_room"_s, kStart + 1h).about,
                 u"Technical lead · INC-7F3K-0001 declared 14:01 UTC"_s);
    }

    void whatWasLeftAtTheResolutionSaysSoAndOffersNothing()
    {
        TicketDetail detail = detailOf(u"P0"_s);
        add(detail, kStart + 1min, ticket::StatusChanged{ticket::Status::Resolved, {}, {}}, u"Sam"_s);
        const StepLine line = lineOf(detail, u"war_room"_s, kStart + 1h);
        QCOMPARE(line.about, u"Technical lead · not done"_s);
        QVERIFY(!line.canBeDone && !line.isTicked);
    }

    void aTicketWithoutAPolicyHasNoSteps()
    {
        const TicketDetail detail;
        QVERIFY(stepLines(detail, kStart).empty());
        QVERIFY(!nextStep(detail, kStart));
    }
};

QTEST_APPLESS_MAIN(TestPlaybookText)
#include "tst_playbooktext.moc"
