// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/incidentdocuments.h"
#include "tests/models/incident/incidentworld.h"

#include <QTest>

using namespace muster;
using namespace muster::views;
using namespace Qt::StringLiterals;

class TestIncidentDocuments : public QObject
{
    Q_OBJECT

private:
    static QString nameOf(PersonId person)
    {
        return person == test::IncidentWorld::person(u"ada"_s) ? u"Ada Byron"_s : u"Sam Rivera"_s;
    }
    const NameOf m_nameOf = nameOf;
    DocumentFrame frame(const test::IncidentWorld &world) const
    {
        return {world.rules, m_nameOf, {}, world.now, QTimeZone("Europe/Berlin")};
    }

    static test::IncidentWorld ledToItsEnd()
    {
        test::IncidentWorld world;
        world.declare();
        const auto must = [&world](incident::IncidentCommand command) {
            if (const auto told = world.tell(std::move(command)); !told)
                qFatal("%s", qPrintable(told.error().detail));
        };
        must(incident::RoleGiven{u"incident_commander"_s, test::IncidentWorld::person(u"ada"_s), false, {}});
        world.wait(std::chrono::minutes(10));
        incident::EntryWritten entry;
        entry.kind = incident::EntryKind::Action;
        entry.text = u"rolled back the release"_s;
        entry.result = u"errors fall"_s;
        must(entry);
        must(world.update(u"customers"_s, world.now + std::chrono::minutes(30)));
        world.wait(std::chrono::minutes(60));
        must(incident::StatusChanged{incident::Status::Resolved, u"as agreed"_s});
        must(incident::RecoveryConfirmed{world.me, u"no errors for 20 minutes"_s});
        must(incident::ClosingWritten{u"the pool was too small"_s, {}, u"limits are checked"_s});
        return world;
    }

private slots:
    void aPostMortemIsFilledFromTheRecord()
    {
        const auto world = ledToItsEnd();
        const QString text = postMortemDraft(world.state, frame(world));
        for (const QString &part :
             {u"# Post-mortem INC-TEST-0001: Write errors in checkout"_s, u"**Severity:** SEV-1"_s,
              u"**Incident commander:** Ada Byron from 2026-11-20 03:00 UTC (04:00 CET)"_s,
              u"action: rolled back the release → errors fall"_s, u"**Root cause:** the pool was too small"_s,
              u"**What shows that it works again:** no errors for 20 minutes"_s, u"limits are checked"_s,
              u"**Credits:** none proposed"_s, u"**Lasted:** 1 hour 10 minutes"_s})
            QVERIFY2(text.contains(part), qPrintable(part + u"\n\n"_s + text));
        QVERIFY(!text.contains(u"{person:"_s) && !text.contains(u"{role:"_s));
    }

    void aPostMortemSaysOfWhenItIsAndTellsItsTimesInOrder()
    {
        auto world = ledToItsEnd();
        incident::EntryWritten stopped;
        stopped.kind = incident::EntryKind::Milestone;
        stopped.milestone = u"mitigated"_s;
        stopped.text = u"Harm stopped"_s;
        QVERIFY(world.tell(stopped, world.now - std::chrono::minutes(65))); // before the first update
        const QString text = postMortemDraft(world.state, frame(world));
        QVERIFY2(text.contains(u"As of 2026-11-20 04:10 UTC (05:10 CET)."_s), qPrintable(text));
        const QString times = text.section(u"## Times"_s, 1).section(u"## "_s, 0, 0);
        QStringList names;
        for (const QString &line : times.split(u'\n'))
            names += line.section(u"**"_s, 1, 1);
        names.removeAll(QString());
        QCOMPARE(names, (QStringList{u"First report:"_s, u"Declared:"_s, u"Harm stopped:"_s,
                                     u"First update to customers:"_s, u"Resolved:"_s, u"Harm began:"_s,
                                     u"Lasted:"_s, u"First report to declaration:"_s}));
    }

    void aBriefSaysWhenHarmStopped()
    {
        test::IncidentWorld world;
        world.declare();
        const auto harm = [&] {
            return executiveBrief(world.state, frame(world), nullptr)
                .section(u"**Harm stopped:** "_s, 1)
                .section(u'\n', 0, 0);
        };
        QCOMPARE(harm(), u"not yet"_s);
        world.wait(std::chrono::minutes(30));
        QVERIFY(world.tell(incident::StatusChanged{incident::Status::Mitigated, {}}));
        world.wait(std::chrono::minutes(30));
        QVERIFY(world.tell(incident::StatusChanged{incident::Status::Monitoring, {}}));
        QCOMPARE(harm(), u"2026-11-20 03:30 UTC (04:30 CET), 39 minutes after the first report"_s);
        QVERIFY(world.tell(incident::StatusChanged{incident::Status::Investigating, u"it is back"_s}));
        QCOMPARE(harm(), u"not yet"_s);
    }

    void whatIsNotKnownIsSaidToBeUnknown()
    {
        test::IncidentWorld world;
        world.declare();
        const QString text = postMortemDraft(world.state, frame(world));
        for (const QString &part : {u"**Root cause:** unknown"_s, u"**Customers:** unknown"_s,
                                    u"**Who was hit, and how:** unknown"_s, u"**Resolved:** unknown"_s})
            QVERIFY2(text.contains(part), qPrintable(part + u"\n\n"_s + text));
    }

    void aBriefTellsWhatChangedSinceTheOneBefore()
    {
        test::IncidentWorld world;
        world.declare();
        const QString first = executiveBrief(world.state, frame(world), nullptr);
        QVERIFY2(first.contains(u"## So far"_s), qPrintable(first));
        QVERIFY(first.contains(u"By 2026-11-20 07:00 UTC"_s)); // four hours on, by the policy
        QVERIFY(world.tell(incident::DocumentWritten{u"brief"_s, first}));
        world.wait(std::chrono::minutes(5));
        incident::EntryWritten entry;
        entry.kind = incident::EntryKind::Decision;
        entry.text = u"roll back"_s;
        QVERIFY(world.tell(entry));
        const QString second =
            executiveBrief(world.state, frame(world), &world.state.documents.at(u"brief"_s));
        QVERIFY(second.contains(u"## Changed since the last brief"_s));
        QVERIFY(second.contains(u"decision: roll back"_s));
        QVERIFY2(!second.contains(u"Declared SEV-1"_s), qPrintable(second));
        QVERIFY(second.contains(u"**Cause:** unknown"_s));
        QVERIFY(second.contains(u"No task is open."_s));
        incident::EntryWritten guess;
        guess.kind = incident::EntryKind::Hypothesis;
        guess.text = u"the pool is full"_s;
        const auto written = world.tell(guess);
        QVERIFY(written && world.tell(incident::HypothesisJudged{
                               written->front(), incident::HypothesisState::Confirmed, {}}));
        QVERIFY(executiveBrief(world.state, frame(world), nullptr)
                    .contains(u"**Cause:** the pool is full (a confirmed hypothesis)"_s));
    }

    void creditsAreToldFromTheRecordByCurrency()
    {
        test::IncidentWorld world;
        world.declare();
        const auto propose = [&world](const QString &name, qint64 amount, const QString &currency) {
            incident::CreditProposed proposed;
            proposed.customer = CustomerId::derived(Instant{}, {name});
            proposed.name = name;
            proposed.amount = amount;
            proposed.currency = currency;
            proposed.reason = u"agreed"_s;
            return world.tell(proposed)->front();
        };
        propose(u"Acme"_s, 50'000, u"USD"_s);
        propose(u"Globex"_s, 25'050, u"USD"_s);
        propose(u"Initech"_s, 10'000, u"EUR"_s);
        for (const QString &text :
             {executiveBrief(world.state, frame(world), nullptr), postMortemDraft(world.state, frame(world))})
            QVERIFY2(
                text.contains(u"**Credits:** waiting for a decision USD 750.50 and EUR 100, approved none"_s),
                qPrintable(text));
    }

    void thePostMortemHasAClockOfItsOwnUntilItIsWritten()
    {
        auto world = ledToItsEnd();
        QCOMPARE(postMortemDue(world.state, world.rules),
                 std::optional(world.now + std::chrono::hours(5 * 24)));
        QVERIFY(world.tell(incident::DocumentWritten{u"post_mortem"_s, u"# it"_s}));
        QCOMPARE(postMortemDue(world.state, world.rules), std::nullopt);
        test::IncidentWorld running;
        running.declare();
        QCOMPARE(postMortemDue(running.state, running.rules), std::nullopt);
    }

    void aDocumentIsWrittenAnewAndTheTimelineSaysSo()
    {
        auto world = ledToItsEnd();
        QVERIFY(world.tell(incident::DocumentWritten{u"post_mortem"_s, u"# one"_s}));
        QVERIFY(world.decide(incident::DocumentWritten{u"post_mortem"_s, u"# one"_s})->empty());
        QVERIFY(world.tell(incident::DocumentWritten{u"post_mortem"_s, u"# two"_s}));
        const incident::Document &document = world.state.documents.at(u"post_mortem"_s);
        QCOMPARE(document.text, u"# two"_s);
        QCOMPARE(document.version, 2);
        QVERIFY(world.state.timeline.back().text.contains(u"version 2"_s));
        QVERIFY(!world.tell(incident::DocumentWritten{u"post_mortem"_s, u"  "_s}));
    }
};

QTEST_APPLESS_MAIN(TestIncidentDocuments)
#include "tst_incidentdocuments.moc"
