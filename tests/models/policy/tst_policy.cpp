// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policy/policycheck.h"
#include "tests/models/policy/sectioncase.h"

#include <QTemporaryDir>

using namespace muster;
using namespace muster::policy;
using namespace muster::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray preset(const char *key = "playbook-p0-p3")
{
    return presetText(QString::fromLatin1(key));
}

/// The preset with one piece replaced; the test fails where the piece is not there.
QByteArray changed(const QByteArray &from, const QByteArray &to)
{
    QByteArray text = preset();
    const qsizetype at = text.indexOf(from);
    if (at < 0)
        qFatal("the preset has no \"%s\"", from.constData());
    return text.replace(at, from.size(), to);
}

QString targetOf(const Policy &policy, const char *priority, sla::ClockKind kind)
{
    const auto &target = policy.priority(QString::fromLatin1(priority))->targets.clocks[size_t(kind)].sla;
    return target ? sla::targetText(*target) : u"none"_s;
}

} // namespace

class TestPolicy : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void presetsAreWithoutFault()
    {
        QCOMPARE(presetKeys(), (QStringList{u"playbook-p0-p3"_s, u"handbook-p1-p4"_s}));
        for (const QString &key : presetKeys()) {
            const ReadPolicy read = readPolicy(presetText(key), key);
            for (const Problem &problem : read.problems)
                QFAIL(qPrintable(problem.text()));
            QVERIFY(read.policy);
            QVERIFY(CompiledPolicy::make(*read.policy));
        }
    }

    void presetsHoldTheTargetsOfTheirSchemes_data()
    {
        QTest::addColumn<QString>("preset");
        QTest::addColumn<QString>("priority");
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("resolution");
        const auto row = [](const char *preset, const char *priority, const char *first,
                            const char *resolution) {
            QTest::newRow(priority) << QString::fromLatin1(preset) << QString::fromLatin1(priority)
                                    << QString::fromLatin1(first) << QString::fromLatin1(resolution);
        };
        row("playbook-p0-p3", "P0", "1h", "4h");
        row("playbook-p0-p3", "P1", "4h", "1d");
        row("playbook-p0-p3", "P2", "1d", "1w");
        row("playbook-p0-p3", "P3", "2d", "none");
        row("handbook-p1-p4", "P1", "15m", "4h");
        row("handbook-p1-p4", "P2", "1h", "1d");
        row("handbook-p1-p4", "P3", "4h", "3bd");
        row("handbook-p1-p4", "P4", "1bd", "5bd");
    }
    void presetsHoldTheTargetsOfTheirSchemes()
    {
        QFETCH(QString, preset);
        QFETCH(QString, priority);
        QFETCH(QString, first);
        QFETCH(QString, resolution);
        const Policy policy = *readPolicy(presetText(preset), preset).policy;
        QCOMPARE(targetOf(policy, priority.toLatin1(), sla::ClockKind::FirstResponse), first);
        QCOMPARE(targetOf(policy, priority.toLatin1(), sla::ClockKind::Resolution), resolution);
    }

    void eachMistakeIsNamedWithItsPlace_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *name, const QByteArray &from, const QByteArray &to, const char *field,
                            const char *says) {
            QTest::newRow(name) << changed(from, to) << QString::fromLatin1(field)
                                << QString::fromLatin1(says);
        };
        row("unknown key", "closing_note:", "closing_notes:", "closing_notes", "closing_note");
        row("key twice", "closing_note: required", "closing_note: required\nclosing_note: optional",
            "closing_note", "twice");
        row("missing clock", "      resolution: none\n", "", "priorities[3].targets.resolution", "missing");
        row("bad length", "first_response: {sla: 1h,", "first_response: {sla: 1 hour,",
            "priorities[0].targets.first_response.sla", "1 hour");
        row("loose SLO", "{sla: 4h, slo: 3h}", "{sla: 4h, slo: 5h}", "priorities[0].targets.resolution.slo",
            "not stricter");
        row("loose SLO in other units", "{sla: 4h, slo: 3h}", "{sla: 4h, slo: 1bd}",
            "priorities[0].targets.resolution.slo", "not stricter");
        row("SLO that a night makes longer", "{sla: 4h, slo: 3h}", "{sla: 4h, slo: 3bh}",
            "priorities[0].targets.resolution.slo", "not always stricter");
        row("unknown zone", "Europe/Berlin", "Europe/Atlantis", "calendars.office.zone", "Atlantis");
        row("interval", "mon: [\"09:00-17:30\"]", "mon: [\"9-17\"]", "calendars.office.hours.mon[0]", "9-17");
        row("weekday", "      mon:", "      monday:", "calendars.office.hours.monday", "mon");
        row("holiday", "2027-01-01", "2027-02-30", "calendars.office.holidays", "2027-02-30");
        row("calendar", "default_calendar: office", "default_calendar: offfice", "default_calendar",
            "offfice");
        row("same priority twice", "key: P1", "key: P0", "priorities[1].key", "two priorities");
        row("unreachable",
            "words: [typo, misaligned, cosmetic, wrong label, documentation, minor bug, glitch, display "
            "issue]\n    impacts: [A minor function fails]",
            "words: [outage]\n    impacts: []", "priorities[2]", "never reached");
        row("impact that nobody can choose", "impacts: [Everything is down]", "impacts: [The sky falls]",
            "priorities[0].impacts", "can never be chosen");
        row("impact at two priorities", "impacts: [A minor function fails]", "impacts: [Everything is down]",
            "priorities[2].impacts", "stands at P0 already");
        row("intake field twice", "- key: environment", "- key: impact", "intake[2].key",
            "two intake fields");
        row("no warning", "[50, 75, 90]", "[]", "warn_at_percent", "nothing would ever warn");
        QTest::newRow("a pause that no status begins")
            << changed("pause_on: [waiting, on_hold]", "pause_on: []")
                   .replace("    impacts: [A main function fails]\n",
                            "    impacts: [A main function fails]\n    pauses_first_response: true\n")
            << u"priorities[1].pauses_first_response"_s << u"names no status"_s;
        row("second document", "closing_note: required", "closing_note: required\n---\nkey: other", "",
            "second document");
        row("pause that cannot be", "pause_on: [waiting, on_hold]", "pause_on: [sleeping]", "pause_on",
            "sleeping");
        row("pause against itself", "    may_pause: false",
            "    may_pause: false\n    pauses_first_response: true", "priorities[0].pauses_first_response",
            "never hold");
        row("warning share", "[50, 75, 90]", "[50, 75, 100]", "warn_at_percent[2]", "whole number");
        row("falling shares", "[50, 75, 90]", "[75, 50, 90]", "warn_at_percent[1]", "does not come after");
        row("placeholder", "{summary}", "{sumary}", "acknowledgement", "{sumary}");
        row("action", "action: create_room", "action: make_coffee", "priorities[0].playbook[1].action",
            "make_coffee");
        row("key of a step twice", "key: war_room,", "key: page_lead,", "priorities[0].playbook[1].key",
            "two steps of this playbook");
        row("key of a step", "key: war_room,", "key: war room,", "priorities[0].playbook[1].key", "no key");
        row("role of a step", "role: technical_lead, due: 15m", "role: captain, due: 15m",
            "priorities[0].playbook[1].role", "captain");
        row("time of a step", "due: 15m", "due: soon", "priorities[0].playbook[1].due", "soon");
        row("rhythm of a step", "every: 30m", "every: -30m", "priorities[0].playbook[2].every", "-30m");
        row("unknown key of a step", "action: create_room", "actoin: create_room",
            "priorities[0].playbook[1].actoin", "action");
        row("step without words", "key: war_room, step: Open the war room,", "key: war_room,",
            "priorities[0].playbook[1].step", "missing");
        row("words of a step that are a list", "step: Open the war room", "step: [Open, the war room]",
            "priorities[0].playbook[1].step", "a text");
        row("step after something else", "after: resolved, due", "after: lunch, due",
            "priorities[0].playbook[3].after", "after \"lunch\"");
        row("alert again and again", "due: 5m, action: alert", "every: 5m, action: alert",
            "priorities[0].playbook[0].every", "done once");
        row("repeated after the resolution", "after: resolved, due: 5d, action: post_mortem",
            "after: resolved, every: 5d", "priorities[0].playbook[3].every", "never comes");
        row("time that the calendar does not have", "due: 15m", "due: 800000bh",
            "priorities[0].playbook[1].due", "never comes");
        row("playbook that is no list", "    playbook:\n      - {key: backlog, step: Answer",
            "    playbook: {key: backlog, step: Answer", "priorities[3].playbook", "a list");
        row("badge", "badge: red", "badge: pink", "priorities[0].badge", "pink");
        row("flag", "    may_pause: false", "    may_pause: never", "priorities[0].may_pause",
            "true or false");
        row("intake field", "- key: environment", "- key: enviroment", "intake[2].key", "enviroment");
        row("tab", "closing_note: required", "closing_note:\n\t- required", "", "indentation");
    }
    void eachMistakeIsNamedWithItsPlace()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, field);
        QFETCH(QString, says);
        compareProblem(readPolicy(text, u"p.yaml"_s), field, says);
    }

    void aStepHasWhatThePlaybookSays()
    {
        const Policy policy = *readPolicy(preset(), u"p.yaml"_s).policy;
        const Priority &highest = policy.priorities.front();
        QCOMPARE(highest.playbook.size(), size_t(4));
        const PlaybookStep *room = highest.step(u"war_room"_s);
        QVERIFY(room);
        QCOMPARE(room->role, u"technical_lead"_s);
        QCOMPARE(room->action, StepAction::CreateRoom);
        QCOMPARE(room->due, sla::parseTarget(u"15m").value());
        QCOMPARE(room->start, StepStart::Priority);
        QVERIFY(!room->every);
        QCOMPARE(highest.step(u"update"_s)->every, sla::parseTarget(u"30m").value());
        QCOMPARE(highest.step(u"post_mortem"_s)->start, StepStart::Resolved);
        QVERIFY(!highest.step(u"coffee"_s));
    }

    void aStepWithoutAKeyIsKnownByItsWords()
    {
        QByteArray text = changed("key: war_room, ", "");
        text.replace("key: update, step: Tell the customer where we stand every 30 minutes",
                     "step: Open the war room");
        const Policy policy = *readPolicy(text, u"p.yaml"_s).policy;
        const Priority &highest = policy.priorities.front();
        QVERIFY(highest.step(u"open-the-war-room"_s));
        QVERIFY(highest.step(u"open-the-war-room-2"_s));
        const ReadPolicy odd =
            readPolicy(changed("key: war_room, step: Open the war room", "step: 会議"), u"p"_s);
        QVERIFY(odd.policy->priorities.front().step(u"step"_s));
    }

    void equalWordsAreNumberedRoundTheKeysThatAreTaken()
    {
        const QByteArray room = "{key: war_room, step: Open the war room, role: technical_lead";
        const ReadPolicy read = readPolicy(changed("      - " + room, "      - {step: Call}\n"
                                                                      "      - {key: call-3, step: Write}\n"
                                                                      "      - {step: Call}\n"
                                                                      "      - {step: Call}\n"
                                                                      "      - " +
                                                                          room),
                                           u"p.yaml"_s);
        QVERIFY(read.policy);
        QStringList keys;
        for (const PlaybookStep &step : read.policy->priorities.front().playbook)
            keys += step.key;
        QCOMPARE(keys.mid(1, 4), (QStringList{u"call"_s, u"call-3"_s, u"call-2"_s, u"call-4"_s}));
    }

    void aPlaybookHasAHundredStepsAtMost()
    {
        const auto with = [](int more) {
            const QByteArray first = "      - {key: backlog, step: Answer";
            return readPolicy(changed(first, QByteArray("      - {step: Call}\n").repeated(more) + first),
                              u"p.yaml"_s);
        };
        const ReadPolicy full = with(99); // beside the one that the preset has
        QVERIFY(full.policy);
        QCOMPARE(full.policy->priorities.back().playbook.size(), size_t(100));
        const ReadPolicy over = with(100);
        QVERIFY(!over.policy);
        QCOMPARE(over.problems.size(), size_t(1));
        QCOMPARE(over.problems.front().field, u"priorities[3].playbook"_s);
        QVERIFY(over.problems.front().what.contains(u"101 steps"));
        QVERIFY(over.problems.front().remedy.contains(u"100"));
    }

    void aDocumentWithoutTheNewWordsIsReadAsBefore()
    {
        QByteArray text = preset();
        text.replace("after: resolved, ", "").replace("every: 30m, action: update", "due: 30m");
        const ReadPolicy read = readPolicy(text, u"p.yaml"_s);
        QVERIFY(read.policy);
        // A post-mortem comes after the resolution whether that is said or not.
        QCOMPARE(read.policy->priorities.front().step(u"post_mortem"_s)->start, StepStart::Resolved);
    }

    void aStepAfterTheResolutionTargetIsWarnedOf()
    {
        for (const QByteArray &line : {QByteArray("due: 6h, action: create_room"), QByteArray("every: 6h")}) {
            const ReadPolicy read = readPolicy(changed("due: 15m, action: create_room", line), u"p.yaml"_s);
            QVERIFY(read.policy);
            QCOMPARE(read.problems.size(), size_t(1));
            QVERIFY(read.problems.front().what.contains(u"after the ticket should be resolved"));
        }
    }

    void aCalendarWithoutHoursIsRefused()
    {
        const ReadPolicy read = readPolicy(
            changed("  always: 24x7", "  always: 24x7\n  never:\n    zone: UTC\n    hours: {}"), u"p.yaml"_s);
        QVERIFY(!read.policy);
        QVERIFY(read.problems.front().what.contains(u"no hours"));
        QCOMPARE(read.problems.front().field, u"calendars.never.hours"_s);
    }

    void aZoneIsOneThatTheClocksKnow_data()
    {
        QTest::addColumn<QByteArray>("zone");
        QTest::addColumn<bool>("isGood");
        QTest::newRow("city") << QByteArray("Asia/Kathmandu") << true;
        QTest::newRow("UTC") << QByteArray("UTC") << true;
        QTest::newRow("fixed offset") << QByteArray("Etc/GMT+3") << true;
        QTest::newRow("old name") << QByteArray("US/Eastern") << true;
        QTest::newRow("folder of zones") << QByteArray("Europe") << false;
        QTest::newRow("folder with its slash") << QByteArray("Europe/") << false;
        QTest::newRow("file of another kind") << QByteArray("zone.tab") << false;
        QTest::newRow("path out of the folder") << QByteArray("../etc/passwd") << false;
        QTest::newRow("path from the root") << QByteArray("/etc/localtime") << false;
        QTest::newRow("the machine's own") << QByteArray("localtime") << false;
        QTest::newRow("empty") << QByteArray("''") << false;
        QTest::newRow("nowhere") << QByteArray("Mars/Base") << false;
        QTest::newRow("rule") << QByteArray("Foo5") << false;
        QTest::newRow("no letters of ours") << QByteArray("Europe/Zürich") << false;
    }
    void aZoneIsOneThatTheClocksKnow()
    {
        QFETCH(QByteArray, zone);
        QFETCH(bool, isGood);
        const QByteArray line = "zone: Europe/Berlin";
        const qsizetype lineNumber = preset().left(preset().indexOf(line)).count('\n') + 1;
        const ReadPolicy read = readPolicy(changed(line, "zone: " + zone), u"p.yaml"_s);
        QCOMPARE(read.policy.has_value(), isGood);
        if (isGood) {
            QVERIFY(CompiledPolicy::make(*read.policy));
            return;
        }
        QCOMPARE(read.problems.size(), 1U);
        QCOMPARE(read.problems.front().field, u"calendars.office.zone"_s);
        QCOMPARE(read.problems.front().line, int(lineNumber));
        QVERIFY(read.problems.front().text().contains(u"Europe/Berlin"_s));
    }

    void whatTheClocksRefuseInACalendarIsToldWithItsPlace()
    {
        QByteArray intervals;
        for (int i = 0; i < 25; ++i)
            intervals += (i > 0 ? ", " : "") + QByteArray("\"09:00-17:00\"");
        const ReadPolicy read =
            readPolicy(changed("mon: [\"09:00-17:30\"]", "mon: [" + intervals + "]"), u"p.yaml"_s);
        QVERIFY(!read.policy);
        QCOMPARE(read.problems.size(), 1U);
        QCOMPARE(read.problems.front().field, u"calendars.office"_s);
        QVERIFY2(read.problems.front().what.contains(u"25 intervals"_s),
                 qPrintable(read.problems.front().what));
    }

    void everyMistakeIsToldInOneRunWithItsLine()
    {
        const QByteArray text = "muster_policy: 1\nkey: our policy\nwarn_at_percent: [0]\ncalendars:\n  "
                                "always: 24x8\ndefault_calendar: always\n"
                                "tiers:\n  - {name: Gold}\npriorities:\n  - key: A\n    colour: red\n    "
                                "targets:\n      resolution: {sla: soon}\n";
        const ReadPolicy read = readPolicy(text, u"p.yaml"_s);
        std::vector<int> lines;
        for (const Problem &problem : read.problems)
            lines.push_back(problem.line);
        for (const int line : {2, 3, 5, 8, 10, 11, 13})
            QVERIFY2(std::ranges::count(lines, line) > 0, qPrintable(QString::number(line)));
        QVERIFY(std::ranges::is_sorted(lines));
    }

    void hostileDocumentsGiveProblemsAndEnd()
    {
        const QByteArray bomb = "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c "
                                "[*b,*b,*b,*b,*b,*b,*b,*b,*b]\npriorities: *c\n";
        for (const QByteArray &text : {bomb, QByteArray(100'000, '['), QByteArray("\xff\xfe\x00"),
                                       QByteArray(2'000'000, 'a'), QByteArray(), QByteArray("- 1\n- 2\n"),
                                       QByteArray("*x"), QByteArray("muster_policy: [1, {a: b}]")}) {
            const ReadPolicy read = readPolicy(text, u"p.yaml"_s);
            QVERIFY(!read.policy);
            QVERIFY(!read.problems.empty());
        }
    }

    void changedBytesNeverBreakTheReader()
    {
        readWithChangedBytes(
            20'261'121, 150, preset("handbook-p1-p4"),
            [](const QByteArray &text) { return readPolicy(text, u"p.yaml"_s); }, [](const Policy &) {});
    }

    void theCheckPrintsAFileAPlaceAndARemedy()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(u"p.yaml"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(changed("badge: red", "badge: pink"));
        file.close();
        const CheckOutcome outcome = checkPolicyFile(file.fileName());
        QVERIFY(!outcome.ok);
        QVERIFY2(outcome.text.contains("error: priorities[0].badge: there is no badge \"pink\"; use one of"),
                 outcome.text.constData());
        QVERIFY(!checkPolicyFile(folder.filePath(u"none.yaml"_s)).ok);
    }
};

QTEST_APPLESS_MAIN(TestPolicy)
#include "tst_policy.moc"
