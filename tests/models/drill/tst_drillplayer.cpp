// SPDX-License-Identifier: GPL-3.0-or-later
// Who does what next in a drill: the whole story without a trainee, what waits for one, and going on from
// what was kept.
#include "models/comms/check.h"
#include "models/drill/simulatedclock.h"
#include "models/incident/flow.h"
#include "tests/models/drill/drillworld.h"
#include "tests/support/testclock.h"

#include <set>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::drill;
using namespace muster::test;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

incident::Declare declaration()
{
    incident::Declare command;
    command.fields.number = u"DRILL-0001"_s;
    command.fields.title = u"It is down"_s;
    command.fields.severity = u"SEV-1"_s;
    return command;
}

} // namespace

class TestDrillPlayer final : public QObject
{
    Q_OBJECT

private:
    static void addDrills()
    {
        QTest::addColumn<QString>("key");
        for (const QString &key : drillKeys())
            QTest::newRow(qPrintable(key)) << key;
    }

private slots:
    void theWholeStoryIsPlayedWithoutARefusal_data() { addDrills(); }
    void theWholeStoryIsPlayedWithoutARefusal()
    {
        QFETCH(QString, key);
        for (const quint32 seed : {0U, 1U, 2U, 77U, 4'294'967'295U}) {
            DrillWorld world(key, seed);
            world.run();
            QVERIFY2(world.refused.isEmpty(), qPrintable(world.refused.join(u'\n')));
            QCOMPARE(world.progress.played.size(), world.script.story.size());
            QCOMPARE(world.state.status, incident::Status::Closed);
            QVERIFY(world.tickets > 2);
            QVERIFY(incident::inconsistencies(world.state, world.rules, world.now).empty());
        }
    }

    /// A drill shows how it is done: nothing that it sends is held by the check.
    void everyUpdateOfADrillPassesTheCheck_data() { addDrills(); }
    void everyUpdateOfADrillPassesTheCheck()
    {
        QFETCH(QString, key);
        DrillWorld world(key);
        for (auto next = world.next(); next; next = world.next()) {
            const incident::Incident before = world.state;
            world.play(*next);
            if (!std::holds_alternative<SendUpdate>(next->beat->action))
                continue;
            const incident::SentUpdate &sent = world.state.updates.back();
            QStringList people;
            for (const CastMember &each : world.script.cast)
                people += each.name;
            const comms::CheckContext context{
                before, world.rules, {world.now, QTimeZone::utc()}, people, std::nullopt};
            const auto findings =
                comms::check({sent.audience, sent.subject, sent.text, sent.nextBy}, context);
            for (const comms::Finding &finding : findings)
                QVERIFY2(finding.weight != comms::Weight::Hold,
                         qPrintable(next->beat->key + u": "_s + finding.what));
        }
    }

    void theSameSeedGivesTheSameStory()
    {
        DrillWorld one(u"saas-outage"_s, 5), two(u"saas-outage"_s, 5), other(u"saas-outage"_s, 6);
        one.run();
        two.run();
        other.run();
        QVERIFY(one.state == two.state);
        QVERIFY(one.progress == two.progress);
        QVERIFY(one.state.timeline != other.state.timeline);
        QCOMPARE(one.score(), two.score());
    }

    /// Also where the trainee declares late and links nothing: a colleague then does it, a while later.
    void ticketsAreLinkedByAColleagueBehindTheDeclaration()
    {
        DrillWorld world(u"saas-outage"_s, 1, {u"incident_commander"_s});
        world.run(world.script.start + minutes(50));
        QVERIFY(world.tell(declaration()));
        const Instant declared = world.state.declaredAt;
        world.run(declared);
        QVERIFY(world.state.tickets.empty());
        world.run(declared + minutes(5));
        QCOMPARE(world.state.tickets.size(), size_t(4));
        for (const incident::TimelineLine &line : world.state.timeline)
            QVERIFY2(line.occurred >= declared, qPrintable(line.text));
    }

    void aTicketThatComesLaterIsOfferedToTheTraineeWhoLinks()
    {
        DrillWorld world(u"saas-outage"_s, 1, {u"customer_success_owner"_s});
        world.run(world.script.start + minutes(40));
        const auto offered = [&] {
            QStringList sentences;
            for (const Beat *beat : awaited(world.situation()))
                sentences += asked(*beat, world.script, world.rules);
            return sentences;
        };
        const QString late = u"Link to the incident: Uploads end with error 503"_s;
        QVERIFY2(offered().contains(late), qPrintable(offered().join(u'\n')));
        QVERIFY(world.order.contains(u"link_reports"_s)); // linked with the declaration: nothing to offer
        QVERIFY(world.tell(incident::TicketsLinked{{ticketOf(world.progress, u"report_lumen"_s)}, {}}));
        QVERIFY(!offered().contains(late));
        world.run(world.now + minutes(1));
        QVERIFY(world.order.contains(u"link_lumen"_s));
    }

    void theCreditIsOneOfTheRecord()
    {
        DrillWorld world(u"saas-outage"_s);
        world.run();
        QCOMPARE(world.state.credits.size(), size_t(1));
        const incident::Credit &credit = world.state.credits.front();
        QCOMPARE(credit.state, incident::Credit::State::Approved);
        QCOMPARE(credit.figures.name, u"Harbour Clinics"_s);
        QCOMPARE(credit.figures.amount, 258'333); // a tenth of a twelfth of 310,000 for 72 minutes
        QCOMPARE(credit.figures.computed, std::optional<qint64>(258'333));
        QVERIFY(credit.proposer != credit.judge);
        QCOMPARE(credit.judge, personOf(world.progress, u"elif"_s));
    }

    void aTraineeIsAskedForTheCreditAndItsApproval()
    {
        DrillWorld world(u"saas-outage"_s, 1, {u"executive_sponsor"_s});
        world.run(world.script.start + hours(8));
        QStringList moves;
        for (const Beat *beat : awaited(world.situation()))
            moves += asked(*beat, world.script, world.rules);
        const QString wanted = u"Decide on the credit for Harbour Clinics"_s;
        QVERIFY2(moves.contains(wanted), qPrintable(moves.join(u'\n')));
        QVERIFY(world.tell(incident::CreditJudged{world.state.credits.front().fact, true, {}, {}, u"yes"_s}));
        world.run(world.now + minutes(1));
        QVERIFY(world.order.contains(u"credit_approved"_s));
    }

    /// What a document says of the drill's own figures is what the record says.
    void figuresOfADocumentAreThoseOfTheRecord()
    {
        DrillWorld world(u"saas-outage"_s, 9, {u"incident_commander"_s});
        world.run(world.script.start + minutes(17));
        QVERIFY(world.tell(declaration()));
        const Beat &beat = *world.script.beat(u"post_mortem"_s);
        const auto orders = ordersOf({&beat, world.now, Next::How::Play}, world.situation(), world.rules);
        QVERIFY(orders && orders->document);
        const QString answers = orders->document->answers.join(u'\n');
        QVERIFY2(
            answers.contains(u"declared 17 min after the first report, 0 of 3 required roles had a name"),
            qPrintable(answers));
        QVERIFY(answers.contains(u"ended the harm at a time that nobody wrote down"));
        QVERIFY(!answers.contains(u'{'));
        // Written again without answers of its own it keeps those, with the figures of then.
        world.now += hours(2);
        const auto again = ordersOf({world.script.beat(u"post_mortem_end"_s), world.now, Next::How::Play},
                                    world.situation(), world.rules);
        QCOMPARE(again->document->answers.size(), orders->document->answers.size());
        QVERIFY(again->document->answers.join(u' ').contains(u"promised times were missed"));
    }

    void aPostMortemOfTheTraineesIsNotWrittenOver()
    {
        DrillWorld world(u"saas-outage"_s, 1, {u"comms_lead"_s});
        while (!world.state.resolvedAt || world.now < *world.state.resolvedAt + hours(1)) {
            const auto waiting = awaited(world.situation());
            if (waiting.empty()) {
                world.run(world.now + minutes(5));
                continue;
            }
            const auto orders =
                ordersOf({waiting.front(), world.now, Next::How::Play}, world.situation(), world.rules);
            QVERIFY(orders && world.tell(*orders->incident, traineeOf(world.progress)));
        }
        QVERIFY(world.tell(incident::DocumentWritten{u"post_mortem"_s, u"# Mine"_s}));
        world.run(world.now + hours(60));
        QVERIFY(world.order.contains(u"post_mortem_end"_s));
        QCOMPARE(world.state.documents.at(u"post_mortem"_s).text, u"# Mine"_s);
    }

    void jitterStaysWithinItsBounds()
    {
        Beat beat;
        beat.at = minutes(5);
        beat.jitter = seconds(90);
        std::set<Millis> drawn;
        for (quint32 seed = 0; seed < 500; ++seed) {
            beat.key = u"beat%1"_s.arg(seed % 7);
            const Millis by = jitterOf(beat, seed);
            QVERIFY(by >= -beat.jitter && by <= beat.jitter);
            QCOMPARE(by, jitterOf(beat, seed));
            drawn.insert(by);
        }
        QVERIFY(drawn.size() > 100);
        beat.jitter = {};
        QCOMPARE(jitterOf(beat, 3), Millis{});
    }

    void nothingTouchesTheIncidentBeforeTheTraineeDeclares()
    {
        DrillWorld world(u"saas-outage"_s, 1, {u"incident_commander"_s});
        world.run(world.script.start + hours(5));
        QVERIFY(!world.state.exists);
        QCOMPARE(world.order.filter(u"report"_s).size(), 3); // the world went on
        QCOMPARE(awaited(world.situation()).front()->key, u"declare"_s);
        QVERIFY(world.tell(declaration()));
        world.run(world.now + minutes(30));
        QVERIFY(world.order.contains(u"declare"_s));
        QCOMPARE(world.progress.played.at(u"declare"_s).at, world.script.start + hours(5));
        QVERIFY(!world.order.contains(u"identified"_s)); // that is the commander's word
        // The comms lead is the program's, and has nobody who approves an update yet.
        QVERIFY(world.held.contains(u"customers_1"_s));
        QVERIFY(
            world.tell(incident::RoleGiven{u"incident_commander"_s, traineeOf(world.progress), false, {}}));
        const Instant led = world.now;
        world.run(world.now + minutes(1));
        QVERIFY(world.order.contains(u"customers_1"_s));
        QCOMPARE(world.progress.played.at(u"customers_1"_s).at, led); // as soon as it could be
        QVERIFY2(world.refused.isEmpty(), qPrintable(world.refused.join(u'\n')));
    }

    void movesOfTheTraineeAreLeftToTheTrainee()
    {
        DrillWorld world(u"saas-outage"_s, 1, {u"comms_lead"_s});
        world.run(world.script.start + hours(3));
        QVERIFY(world.state.exists);
        QVERIFY(world.state.updates.empty() || world.state.updates.front().audience == u"executive");
        QCOMPARE(holderOf(world.state, u"comms_lead"_s), traineeOf(world.progress));
        QVERIFY(!awaited(world.situation()).empty());
        const auto before = awaited(world.situation()).size();
        incident::UpdateSent sent{
            u"customers"_s, {}, u"We know of it."_s, world.now + hours(1), {}, traineeOf(world.progress), {}};
        QVERIFY(world.tell(sent));
        world.run(world.now + minutes(1));
        QVERIFY(world.order.contains(u"customers_1"_s) && !world.order.contains(u"customers_2"_s));
        QVERIFY(awaited(world.situation()).size() <= before);
    }

    void whatTheTraineeDidFirstIsNotDoneAgain()
    {
        DrillWorld world(u"saas-outage"_s, 1, {u"scribe"_s});
        world.run(world.script.start + minutes(2));
        QVERIFY(world.tell(declaration()));
        world.run(world.script.start + minutes(20));
        QCOMPARE(world.state.declaredAt, world.script.start + minutes(2));
        QVERIFY(world.order.contains(u"declare"_s));
        QCOMPARE(std::ranges::count(world.recorded, 0U,
                                    [](const incident::Recorded &each) { return each.fact.index(); }),
                 1);                                 // one declaration
        QVERIFY(world.held.contains(u"to_roles"_s)); // nobody wrote down who is affected
    }

    void eachBeatComesOnceAlsoAfterARestart()
    {
        DrillWorld undisturbed(u"saas-outage"_s, 3);
        undisturbed.run();
        for (qsizetype after = 0; after < undisturbed.order.size(); after += 7) {
            DrillWorld world(u"saas-outage"_s, 3);
            for (qsizetype i = 0; i < after; ++i)
                world.play(*world.next());
            const auto kept = progressFromJson(toJson(world.progress));
            QVERIFY(kept);
            QVERIFY(*kept == world.progress);
            world.progress = *kept;
            world.run();
            QCOMPARE(world.order, undisturbed.order);
            QVERIFY(world.state == undisturbed.state);
        }
    }

    void whatIsKeptIsCheckedBeforeItIsUsed()
    {
        for (const char *bad :
             {"", "[]", "{}", "{\"script\":\"x\"}", "{\"script\":3,\"start\":\"x\"}",
              "{\"script\":\"x\",\"start\":\"2026-11-17T09:00:00Z\",\"reached\":\"2026-11-17T09:00:"
              "00Z\",\"played\":{\"a\":{}}}"})
            QCOMPARE(progressFromJson(bad).error().fault, Fault::BadInput);
    }

    void anEndedDrillIsOver()
    {
        DrillWorld world(u"saas-outage"_s);
        world.run(world.script.start + minutes(30));
        world.progress.isEnded = true;
        QVERIFY(!world.next());
        QVERIFY(isOver(world.situation()));
    }

    void rolesThatNobodyPlaysAreRefused()
    {
        const Script script = *shippedDrill(u"saas-outage"_s);
        QVERIFY(traineeRoles(script, {u"scribe"_s, u"comms_lead"_s}));
        QVERIFY(traineeRoles(script, {u"captain"_s}).error().detail.contains(u"incident_commander"));
    }

    void theClockRunsAtItsSpeedAndNeverBack()
    {
        TestClock real;
        const Instant start = fromMillis(1'000'000);
        SimulatedClock clock(real, start);
        real.advance(minutes(5));
        QCOMPARE(clock.now(), start);
        clock.run(60);
        real.advance(seconds(2));
        QCOMPARE(clock.now(), start + minutes(2));
        clock.run(0);
        real.advance(hours(1));
        QCOMPARE(clock.now(), start + minutes(2));
        clock.run(1);
        real.advance(seconds(3));
        QCOMPARE(clock.now(), start + minutes(2) + seconds(3));
        clock.set(start + hours(1));
        QCOMPARE(clock.now(), start + hours(1));
        clock.set(start);
        QCOMPARE(clock.now(), start + hours(1));
        real.advance(-hours(9));
        QCOMPARE(clock.now(), start + hours(1));
    }
};

QTEST_GUILESS_MAIN(TestDrillPlayer)
#include "tst_drillplayer.moc"
