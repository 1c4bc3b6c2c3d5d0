// SPDX-License-Identifier: GPL-3.0-or-later
// Drills over a real workspace: what they leave is held against tests/app/golden (`tst_drillplay --write`
// makes it again), the same seed leaves the same, and a drill never gets into a workspace for real work.
#include "app/drill/drillplay.h"
#include "models/drill/simulatedclock.h"
#include "models/policy/policyreader.h"
#include "models/views/timelineexport.h"
#include "tests/support/testclock.h"

#include <QBuffer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::test;
using std::chrono::minutes;

namespace {

app::DrillWish wishFor(const QString &key, quint32 seed = 1, const QStringList &trainee = {})
{
    app::DrillWish wish;
    wish.script = *drill::shippedDrill(key);
    wish.seed = seed;
    wish.trainee = trainee;
    wish.traineeName = u"Robin"_s;
    return wish;
}

/// A drill in a file of its own, opened as the program opens it.
struct Stage
{
    TestClock real;
    drill::SimulatedClock clock;
    std::unique_ptr<store::Workspace> workspace;
    std::unique_ptr<app::DrillPlay> play;

    Stage(const QString &file, const app::DrillWish &wish) : clock(real, wish.script.start)
    {
        auto opened = store::Workspace::open(file, store::OpenMode::CreateIfMissing, clock);
        if (!opened)
            qFatal("%s", qPrintable(opened.error().detail));
        workspace = std::move(*opened);
        const auto progress = app::beginDrill(*workspace, wish);
        if (!progress)
            qFatal("%s", qPrintable(progress.error().detail));
        clock.set(progress->reached);
        play = std::make_unique<app::DrillPlay>(*workspace, wish.script, *progress);
    }

    /// At most `most` beats.
    void run(int most = 100'000)
    {
        for (int i = 0; i < most; ++i) {
            const auto next = play->next(clock.now());
            if (!next)
                return;
            clock.set(next->at);
            const auto done = play->play(*next, clock.now());
            if (!done)
                qFatal("%s", qPrintable(done.error().detail));
        }
    }

    /// As the window does it: what is due now.
    void playDue()
    {
        const Instant now = clock.now();
        for (auto next = play->next(now); next && next->at <= now; next = play->next(now)) {
            if (const auto done = play->play(*next, now); !done)
                qFatal("%s", qPrintable(done.error().detail));
        }
        play->reach(now);
    }
    /// One of the things that the drill waits for, in the trainee's name and the script's words; false where
    /// it waits for none that the rules allow.
    bool doWhatIsAsked()
    {
        const incident::Incident state = play->incident();
        const Instant now = clock.now();
        const drill::Situation here{play->script(), play->progress(), state, now};
        for (const drill::Beat *beat : drill::awaited(here)) {
            auto orders = drill::ordersOf({beat, now, drill::Next::How::Play}, here,
                                          workspace->policy()->policy().incidents);
            if (orders && orders->document)
                orders->incident = {
                    state.id,
                    incident::DocumentWritten{orders->document->document, u"# As of "_s + toRfc3339(now)},
                    now};
            if (orders && orders->incident && workspace->submit(*orders->incident))
                return true;
        }
        return false;
    }
    /// A trainee who does what is asked and nothing else, for at most ten days of the story.
    void runWithTrainee()
    {
        const Instant end = clock.now() + std::chrono::days(10);
        while (clock.now() < end && !play->isOver(clock.now())) {
            playDue();
            if (doWhatIsAsked())
                continue;
            const auto next = play->next(clock.now());
            const Instant soon = clock.now() + minutes(10);
            clock.set(next ? std::min(next->at, soon) : soon);
        }
    }

    QByteArray timeline(views::ExportForm form = views::ExportForm::Json) const
    {
        const views::NameOf names = play->nameOf();
        return views::exportTimeline(
            play->incident(), {workspace->policy()->policy().incidents, names, QTimeZone::utc()}, form);
    }
    QByteArray score() const
    {
        return drill::scoreText(play->score(play->progress().reached), play->script()).toUtf8();
    }
};

/// What a whole drill leaves, by file name.
std::map<QString, QByteArray> leftBy(const QString &key)
{
    const QTemporaryDir folder;
    Stage stage(folder.filePath(u"drill.muster"_s), wishFor(key));
    stage.run();
    const incident::Incident incident = stage.play->incident();
    return {{key + u"-timeline.md"_s, stage.timeline(views::ExportForm::Markdown)},
            {key + u"-score.txt"_s, stage.score()},
            {key + u"-post-mortem.md"_s, incident.documents.at(u"post_mortem"_s).text.toUtf8()},
            {key + u"-brief.md"_s, incident.documents.at(u"brief"_s).text.toUtf8()}};
}

QString goldenFile(const QString &name)
{
    return QStringLiteral(MUSTER_SOURCE_DIR "/tests/app/golden/") + name;
}

int writeGolden()
{
    for (const auto &[name, content] : leftBy(u"saas-outage"_s)) {
        QFile file(goldenFile(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            return 1;
    }
    return 0;
}

} // namespace

class TestDrillPlay final : public QObject
{
    Q_OBJECT

private slots:
    void theSaasOutageLeavesWhatItAlwaysDid()
    {
        for (const auto &[name, content] : leftBy(u"saas-outage"_s)) {
            QFile file(goldenFile(name));
            QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(name));
            const QList<QByteArray> wanted = file.readAll().split('\n'), got = content.split('\n');
            for (qsizetype i = 0; i < std::min(wanted.size(), got.size()); ++i)
                QCOMPARE(got[i], wanted[i]);
            QCOMPARE(got.size(), wanted.size());
        }
    }

    void everyDrillIsPlayedToItsEndWithoutARefusal_data()
    {
        QTest::addColumn<QString>("key");
        for (const QString &key : drill::drillKeys())
            QTest::newRow(qPrintable(key)) << key;
    }
    void everyDrillIsPlayedToItsEndWithoutARefusal()
    {
        QFETCH(QString, key);
        const QTemporaryDir folder;
        Stage stage(folder.filePath(u"drill.muster"_s), wishFor(key));
        stage.run();
        for (const auto &[beat, played] : stage.play->progress().played)
            QVERIFY2(played.refused.isEmpty(), qPrintable(beat + u": "_s + played.refused));
        QCOMPARE(stage.play->incident().status, incident::Status::Closed);
        QCOMPARE(stage.play->score(stage.clock.now()).points(), 100);
        QVERIFY(!stage.play->incident().documents.at(u"post_mortem"_s).text.contains(u"TODO"));
        QVERIFY(stage.workspace->check()->ok());
    }

    void aTraineeWhoDoesWhatIsAskedComesToTheEnd_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("role");
        for (const QString &key : drill::drillKeys()) {
            const QStringList roles = drill::shippedDrill(key)->roles();
            for (const QString &role : roles)
                QTest::addRow("%s as %s", qPrintable(key), qPrintable(role)) << key << role;
        }
    }
    /// Nothing that the trainee may leave alone holds the story up.
    void aTraineeWhoDoesWhatIsAskedComesToTheEnd()
    {
        QFETCH(QString, key);
        QFETCH(QString, role);
        const QTemporaryDir folder;
        Stage stage(folder.filePath(u"drill.muster"_s), wishFor(key, 1, {role}));
        stage.runWithTrainee();
        QStringList open;
        for (const drill::Beat &beat : stage.play->script().story) {
            if (!stage.play->progress().played.contains(beat.key))
                open += beat.key;
        }
        QVERIFY2(stage.play->incident().status == incident::Status::Closed,
                 qPrintable(u"not played: "_s + open.join(u", "_s)));
        QVERIFY(stage.play->isOver(stage.clock.now()));
    }

    void theSameSeedLeavesTheSameTimelineOnEveryDesk()
    {
        const QTemporaryDir folder;
        Stage one(folder.filePath(u"1.muster"_s), wishFor(u"saas-outage"_s, 4));
        Stage two(folder.filePath(u"2.muster"_s), wishFor(u"saas-outage"_s, 4));
        Stage other(folder.filePath(u"3.muster"_s), wishFor(u"saas-outage"_s, 5));
        for (Stage *stage : {&one, &two, &other})
            stage->run();
        QCOMPARE(one.timeline(), two.timeline());
        QCOMPARE(one.timeline(views::ExportForm::Csv), two.timeline(views::ExportForm::Csv));
        QVERIFY(one.timeline() != other.timeline());
    }

    void aDrillGoesOnWhereItWasLeft()
    {
        const QTemporaryDir folder;
        Stage undisturbed(folder.filePath(u"whole.muster"_s), wishFor(u"saas-outage"_s));
        undisturbed.run();
        const QString file = folder.filePath(u"pieces.muster"_s);
        for (int i = 0; i < 20; ++i) {
            Stage piece(file, wishFor(u"saas-outage"_s));
            piece.run(5);
        }
        const Stage last(file, wishFor(u"saas-outage"_s));
        QVERIFY(last.play->isOver(last.clock.now()));
        QCOMPARE(last.timeline(), undisturbed.timeline());
        QCOMPARE(last.score(), undisturbed.score());
    }

    /// As after kill -9: the clock ran on behind the last beat, and nothing wrote down how far.
    void theClockNeverGoesBackBehindTheTraineesOwnEntries()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"drill.muster"_s);
        const auto wish = wishFor(u"saas-outage"_s, 1, {u"incident_commander"_s});
        Instant entered{};
        {
            Stage killed(file, wish);
            killed.clock.set(wish.script.start + minutes(12));
            killed.playDue();
            killed.clock.set(wish.script.start + minutes(19));
            QVERIFY(killed.doWhatIsAsked()); // it is declared
            entered = killed.clock.now();
        }
        const Stage again(file, wish);
        QVERIFY(again.clock.now() >= entered);
        QCOMPARE(again.play->progress().reached, again.clock.now());
        QVERIFY(again.play->incident().declaredAt <= again.clock.now());
        QVERIFY(again.clock.now() < entered + minutes(1));
    }

    void peopleOfTheDrillWriteInTheirOwnNames()
    {
        const QTemporaryDir folder;
        Stage stage(folder.filePath(u"drill.muster"_s), wishFor(u"saas-outage"_s));
        stage.run(30);
        const auto names = stage.play->nameOf();
        QSet<QString> authors;
        for (const incident::TimelineLine &line : stage.play->incident().timeline)
            authors.insert(names(line.author));
        QVERIFY(authors.contains(u"Ana Ribeiro"_s) && authors.contains(u"Bruno Keller"_s));
        QCOMPARE(names(stage.workspace->me()), u"Robin"_s); // who sits here is the trainee throughout
    }

    void aWorkspaceForRealWorkIsLeftAlone()
    {
        const QTemporaryDir folder;
        const TestClock clock;
        const QString file = folder.filePath(u"desk.muster"_s);
        auto workspace = store::Workspace::open(file, store::OpenMode::CreateIfMissing, clock);
        QVERIFY((*workspace)->adoptPolicy(policy::presetText(policy::presetKeys().front())));
        people::PersonChanged person;
        person.name = u"Sam"_s;
        person.role = u"lead"_s;
        person.zone = u"UTC"_s;
        const auto me = (*workspace)->savePerson(std::nullopt, person);
        QVERIFY((*workspace)->setMe(*me));
        const QByteArray before = *(*workspace)->stateHash();
        const auto begun = app::beginDrill(**workspace, wishFor(u"saas-outage"_s));
        QCOMPARE(begun.error().fault, Fault::Conflict);
        QCOMPARE(*(*workspace)->stateHash(), before);
        incident::Declare command;
        command.fields.title = u"It is down"_s;
        command.fields.severity = u"SEV-1"_s;
        const auto declared = (*workspace)->submit(incident::IncidentOrder{{}, command, {}});
        QVERIFY((*workspace)->loadIncident(declared->incident)->incident.drill.isEmpty());
        QVERIFY(app::drillOf(**workspace) && !*app::drillOf(**workspace));
    }

    /// A file into which a policy, people, customers or tickets came from elsewhere, and nobody sits there
    /// yet.
    void aWorkspaceWithoutAPersonIsLeftAloneToo_data()
    {
        using Filling = std::function<bool(store::Workspace &)>;
        QTest::addColumn<Filling>("fill");
        QTest::newRow("policy") << Filling([](store::Workspace &workspace) {
            return bool(workspace.adoptPolicy(policy::presetText(policy::presetKeys().front())));
        });
        QTest::newRow("customer") << Filling([](store::Workspace &workspace) {
            customer::CustomerChanged customer;
            customer.name = u"Acme"_s;
            return bool(workspace.saveCustomer(std::nullopt, customer));
        });
        QTest::newRow("what was set aside") << Filling([](store::Workspace &workspace) {
            QBuffer lines;
            lines.setData("{\"no\":\"entry\"}\n");
            return lines.open(QIODevice::ReadOnly) && bool(workspace.importLines(lines));
        });
    }
    void aWorkspaceWithoutAPersonIsLeftAloneToo()
    {
        QFETCH(std::function<bool(store::Workspace &)>, fill);
        const QTemporaryDir folder;
        const TestClock clock;
        auto workspace = store::Workspace::open(folder.filePath(u"desk.muster"_s),
                                                store::OpenMode::CreateIfMissing, clock);
        QVERIFY(fill(**workspace));
        QVERIFY((*workspace)->me().isNull());
        const QByteArray before = *(*workspace)->stateHash();
        const auto begun = app::beginDrill(**workspace, wishFor(u"saas-outage"_s));
        QVERIFY(!begun);
        QCOMPARE(begun.error().fault, Fault::Conflict);
        QVERIFY(begun.error().detail.contains(u"a file of its own"));
        QCOMPARE(*(*workspace)->stateHash(), before);
        QVERIFY((*workspace)->me().isNull() && !*app::drillOf(**workspace));
    }

    /// Also what a trainee declares by hand: so it is in no figure.
    void everyIncidentOfADrillsWorkspaceIsADrill()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"drill.muster"_s);
        {
            Stage stage(file, wishFor(u"saas-outage"_s, 1, {u"incident_commander"_s}));
            stage.run(3);
            incident::Declare command;
            command.fields.title = u"It is down"_s;
            command.fields.severity = u"SEV-1"_s;
            const auto declared = stage.workspace->submit(incident::IncidentOrder{{}, command, {}});
            const auto led = stage.workspace->loadIncident(declared->incident);
            QCOMPARE(led->incident.drill, u"saas-outage"_s);
            QCOMPARE(led->incident.number, u"DRILL-0001"_s);
            QCOMPARE(stage.play->incident().id, declared->incident);
            stage.run(1);
            QCOMPARE(stage.play->progress().incident, declared->incident);
        }
    }

    void anotherDrillInTheSameFileIsRefused()
    {
        const QTemporaryDir folder;
        Stage stage(folder.filePath(u"drill.muster"_s), wishFor(u"saas-outage"_s));
        const auto other = app::beginDrill(*stage.workspace, wishFor(u"saas-outage"_s, 2));
        QCOMPARE(other.error().fault, Fault::Conflict);
        QVERIFY(other.error().detail.contains(u"seed 1"));
        QVERIFY(app::beginDrill(*stage.workspace, wishFor(u"saas-outage"_s)));
    }

    void whatIsActedInOneGoIsThereAsAWholeOrNotAtAll()
    {
        const QTemporaryDir folder;
        Stage stage(folder.filePath(u"drill.muster"_s), wishFor(u"saas-outage"_s));
        const QByteArray before = *stage.workspace->stateHash();
        people::PersonChanged person;
        person.name = u"Sam"_s;
        person.role = u"lead"_s;
        person.zone = u"UTC"_s;
        const auto done = stage.workspace->actAs(stage.workspace->me(), [&]() -> Result<void> {
            if (const auto saved = stage.workspace->savePerson(std::nullopt, person); !saved)
                return saved.error();
            return Error{Fault::Cancelled, u"enough"_s};
        });
        QCOMPARE(done.error().fault, Fault::Cancelled);
        QCOMPARE(*stage.workspace->stateHash(), before);
        QVERIFY(stage.workspace->check()->ok());
        stage.run(10);
        QVERIFY(stage.workspace->check()->ok());
    }
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (application.arguments().contains(u"--write"_s))
        return writeGolden();
    TestDrillPlay test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_drillplay.moc"
