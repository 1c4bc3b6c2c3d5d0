// SPDX-License-Identifier: GPL-3.0-or-later
// The program from a terminal: what a script may rely on.
#include "tests/e2e/program.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;
using muster::test::Outcome;
using muster::test::Program;

namespace {

const QByteArray kTickets = "Case,Subject,Description,Customer,Tier,Contact,Priority,Status,Created\n"
                            "A-1,\"Export stuck, again\",\"It says \"\"98 %\"\"\nand "
                            "stops\",Nordwind,enterprise,Ada,P1,open,2026-11-20T10:00:00Z\n"
                            "A-2,Login loop,,Contoso,starter,Bo,P0,open,2026-11-20T11:00:00Z\n"
                            "A-3,Colours,,Contoso,starter,Bo,P3,open,2026-11-20T11:30:00Z\n";

QStringList now(const QStringList &rest)
{
    return QStringList{u"--now"_s, u"2026-11-20T12:00:00Z"_s} + rest;
}

QJsonObject object(const QByteArray &line)
{
    return QJsonDocument::fromJson(line).object();
}

} // namespace

class TestCli : public QObject
{
    Q_OBJECT

private:
    void init(const Program &program)
    {
        const Outcome made =
            program.run(now({u"init"_s, u"--name"_s, u"Sam Rivera"_s, u"--preset"_s, u"playbook-p0-p3"_s}));
        QVERIFY2(made.code == 0, made.err.constData());
    }

private slots:
    void anIncidentIsDeclaredFromATerminal()
    {
        const Program program;
        init(program);
        QCOMPARE(program.run(now({u"import"_s, program.write(u"t.csv"_s, kTickets)})).code, 0);
        const QString first =
            QString::fromUtf8(program.run(now({u"list"_s, u"--json"_s})).out).section(u'\n', 0, 0);
        const QString number = object(first.toUtf8()).value(u"case"_s).toString();
        const Outcome declared =
            program.run(now({u"declare"_s, u"Nobody can log in"_s, u"--sev"_s, u"2"_s, u"--scope"_s,
                             u"All of EU"_s, u"--tickets"_s, number, u"--reported"_s, u"11:48 UTC"_s}));
        QVERIFY2(declared.code == 0, declared.err.constData());
        QVERIFY2(declared.out.startsWith("INC-"), declared.out.constData());
        const QByteArray ledger = program.run(now({u"export"_s})).out;
        for (const QByteArray &part : {QByteArray("incident.declared"), QByteArray("Nobody can log in"),
                                       QByteArray("SEV-2"), QByteArray("2026-11-20T11:48:00Z"),
                                       QByteArray("incident.tickets"), QByteArray("incident.role")})
            QVERIFY2(ledger.contains(part), part.constData());
        const QByteArray covered =
            program.run(now({u"list"_s, u"--json"_s, u"--filter"_s, u"incident:any"_s})).out;
        QCOMPARE(covered.count('\n'), 1);
        QVERIFY(covered.contains(number.toUtf8()));
        QCOMPARE(program.run(now({u"declare"_s})).code, 2);
        const Outcome unknown = program.run(now({u"declare"_s, u"x"_s, u"--sev"_s, u"9"_s}));
        QCOMPARE(unknown.code, 1);
        QVERIFY2(unknown.err.contains("SEV-1"), unknown.err.constData());
        QCOMPARE(program.run(now({u"declare"_s, u"x"_s, u"--tickets"_s, u"NO-1"_s})).code, 1);
    }

    void aDeclarationGoesThroughTheWindowThatHasTheWorkspaceOpen()
    {
        const Program program;
        init(program);
        QProcess window;
        auto environment = program.environment();
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        window.setProcessEnvironment(environment);
        window.start(Program::binary(), now({u"--db"_s, program.database()}));
        // It answers once its socket is there.
        const QDir folder(program.file(u"."_s));
        QTRY_VERIFY_WITH_TIMEOUT(!folder.entryList({u"muster-*"_s}, QDir::System).isEmpty(), 20'000);
        const Outcome declared = program.run(now({u"declare"_s, u"Checkout is down"_s}));
        QVERIFY2(declared.code == 0, declared.err.constData());
        QVERIFY2(declared.out.contains("open in the window"), declared.out.constData());
        const Outcome refused = program.run(now({u"declare"_s, u"x"_s, u"--tickets"_s, u"NO-1"_s}));
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.err.contains("NO-1"), refused.err.constData());
        window.kill();
        QVERIFY(window.waitForFinished(10'000));
        QVERIFY(program.run(now({u"export"_s})).out.contains("Checkout is down"));
    }

    void wrongUsageNamesTheArgumentAndEndsWithTwo()
    {
        const Program program;
        for (const QStringList &arguments : {QStringList{u"imprt"_s},
                                             {u"list"_s, u"--nxt"_s},
                                             {u"list"_s, u"--sample"_s},
                                             {u"list"_s, u"--next"_s},
                                             {u"list"_s, u"--next"_s, u"--json"_s},
                                             {u"list"_s, u"--next"_s, u"soon"_s},
                                             {u"list"_s, u"--json=yes"_s},
                                             {u"list"_s, u"extra"_s},
                                             {u"list"_s, u"-x"_s},
                                             {u"-x"_s},
                                             {u"backup"_s, u"here"_s},
                                             {u"import"_s},
                                             {u"import"_s, u"a.csv"_s, u"b.csv"_s},
                                             {u"import"_s, u"a.csv"_s, u"--sample"_s},
                                             {u"policy"_s},
                                             {u"policy"_s, u"check"_s},
                                             {u"policy"_s, u"adopt"_s},
                                             {u"policy"_s, u"show"_s},
                                             {u"policy"_s, u"presets"_s, u"extra"_s}}) {
            const Outcome outcome = program.run(arguments);
            QVERIFY2(outcome.code == 2, qPrintable(arguments.join(u' ')));
            QVERIFY2(outcome.err.contains("--help"), outcome.err.constData());
        }
        QCOMPARE(program.run({u"--help"_s}).code, 0);
        QCOMPARE(program.run({u"-h"_s}).out, program.run({u"--help"_s}).out);
    }

    void olderCopiesAreForgottenOnceANewOneIsThere()
    {
        const Program program;
        init(program);
        const auto backUpAt = [&](const QString &time, const QStringList &more) {
            return program.run(QStringList{u"backup"_s, u"--now"_s, time} + more);
        };
        const QByteArray first = backUpAt(u"2026-11-22T09:00:00Z"_s, {}).out.trimmed();
        const QByteArray second = backUpAt(u"2026-11-23T09:00:00Z"_s, {}).out.trimmed();
        QVERIFY(QFile::exists(QString::fromUtf8(first)) && QFile::exists(QString::fromUtf8(second)));
        const Outcome outcome = backUpAt(u"2026-11-24T09:00:00Z"_s, {u"--forget-older"_s});
        QCOMPARE(outcome.code, 0);
        QVERIFY2(outcome.out.contains("older copies were removed"), outcome.out.constData());
        const QString fresh = QString::fromUtf8(outcome.out.split('\n').front());
        QCOMPARE(QFileInfo(fresh).dir().entryList(QDir::Files), QStringList{QFileInfo(fresh).fileName()});
    }

    void outputThatCannotBeWrittenIsAFailure()
    {
        const Program program;
        init(program);
        QCOMPARE(program.run(now({u"import"_s, program.write(u"mine.csv"_s, kTickets)})).code, 0);
        const QByteArray question = "{\"op\":\"elapsed\",\"calendar\":\"24x7\","
                                    "\"from\":\"2026-11-20T00:00:00Z\",\"to\":\"2026-11-21T00:00:00Z\"}\n";
        for (const QString &command : {u"list"_s, u"export"_s, u"--help"_s, u"sla"_s}) {
            const Outcome outcome = program.run({command}, question, u"/dev/full"_s);
            QVERIFY2(outcome.code == 1, qPrintable(command));
            QVERIFY2(outcome.err.contains("could not be written") || outcome.err.contains("stopped"),
                     outcome.err.constData());
        }
    }

    void aBlankLineIsAQuestionToo()
    {
        const Outcome outcome = Program().run({u"sla"_s}, "\n \n{}\n");
        QCOMPARE(outcome.code, 0);
        const QList<QByteArray> lines = outcome.out.trimmed().split('\n');
        QCOMPARE(lines.size(), 3);
        for (const QByteArray &line : lines)
            QVERIFY(!object(line).value(u"error").toString().isEmpty());
    }

    void anExportMakesTheWorkspaceThatIsNotThereYet()
    {
        const Program first, second;
        init(first);
        QCOMPARE(first.run(now({u"import"_s, first.write(u"mine.csv"_s, kTickets)})).code, 0);
        const QByteArray ledger = first.run(now({u"export"_s})).out;
        const Outcome none =
            second.run(now({u"import"_s, second.write(u"mine.csv"_s, kTickets)})); // tickets need a policy
        QCOMPARE(none.code, 1);
        QVERIFY(!QFile::exists(second.database()));
        const QString file = second.write(u"ledger.jsonl"_s, "\xef\xbb\xbf\n\n" + ledger);
        const Outcome taken = second.run(now({u"import"_s, file}));
        QVERIFY2(taken.code == 0, taken.err.constData());
        QCOMPARE(second.run(now({u"export"_s})).out, ledger);
        QCOMPARE(second.run(now({u"list"_s, u"--json"_s})).out, first.run(now({u"list"_s, u"--json"_s})).out);
    }

    void slaAnswersEachLineInOrderAndNamesBadOnes()
    {
        const Program program;
        const Outcome outcome = program.run(
            {u"sla"_s}, "{\"op\":\"due\",\"calendar\":\"24x7\",\"start\":\"2026-11-20T12:00:00Z\",\"target\":"
                        "\"90m\",\"pauses\":[]}\n"
                        "not json\n"
                        "{\"op\":\"elapsed\",\"calendar\":{\"zone\":\"Europe/"
                        "Berlin\",\"hours\":{\"fri\":[[\"09:00\",\"17:00\"]]}},"
                        "\"from\":\"2026-11-20T00:00:00Z\",\"to\":\"2026-11-21T00:00:00Z\",\"pauses\":[]}\n");
        QCOMPARE(outcome.code, 0);
        const QList<QByteArray> lines = outcome.out.trimmed().split('\n');
        QCOMPARE(lines.size(), 3);
        QCOMPARE(object(lines[0]).value(u"due").toString(), u"2026-11-20T13:30:00Z"_s);
        QVERIFY(!object(lines[1]).value(u"error").toString().isEmpty());
        QCOMPARE(object(lines[2]).value(u"elapsed_s").toInt(), 8 * 3600);
    }

    void eachRunIsLoggedForItsOwnerAloneWithoutWhatCustomersWrote()
    {
        const Program program;
        init(program);
        QCOMPARE(program.run(now({u"import"_s, program.write(u"mine.csv"_s, kTickets)})).code, 0);
        QCOMPARE(program.run(now({u"list"_s, u"--filter"_s, u"Nordwind"_s})).code, 0);
        const QString folder = program.file(u"state/muster"_s);
        const QByteArray log = program.read(folder + u"/muster.log"_s);
        QVERIFY2(log.contains("import begins: Muster "), log.constData());
        QVERIFY2(log.contains("import ends with exit code 0 after "), log.constData());
        QVERIFY2(log.contains(program.database().toUtf8()), log.constData());
        for (const char *secret : {"Export stuck", "Login", "Nordwind", "Contoso", "Ada", "A-1"})
            QVERIFY2(!log.contains(secret), secret);
        constexpr auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther |
                                QFile::WriteOther | QFile::ExeOther;
        QVERIFY(!(QFile::permissions(folder) & others));
        QVERIFY(!(QFile::permissions(folder + u"/muster.log"_s) & others));
    }

    void aLogStandsWhereOneIsAskedFor()
    {
        const Program program;
        QCOMPARE(program.run({u"--log"_s, program.file(u"mine.log"_s), u"policy"_s, u"presets"_s}).code, 0);
        QVERIFY(program.read(program.file(u"mine.log"_s)).contains("policy ends with exit code 0"));
        QVERIFY(!QFile::exists(program.file(u"state"_s)));
        const Outcome none = program.run({u"--log"_s, program.file(u"mine.log/x.log"_s), u"list"_s});
        QCOMPARE(none.code, 1);
        QVERIFY2(none.err.contains("mine.log/x.log"), none.err.constData());
    }

    void questionsAboutDeadlinesLeaveNoLog()
    {
        const Program program;
        QCOMPARE(program.run({u"sla"_s}, "{}\n").code, 0);
        QCOMPARE(program.run({u"--help"_s}).code, 0);
        QVERIFY(!QFile::exists(program.file(u"state"_s)));
    }

    void whereNoLogCanBeWrittenTheProgramGoesOnAndSaysSo()
    {
        const Program program;
        program.write(u"state"_s, "a file where a folder should be");
        const Outcome outcome = program.run({u"policy"_s, u"presets"_s});
        QCOMPARE(outcome.code, 0);
        QVERIFY(outcome.out.contains("playbook-p0-p3"));
        QVERIFY2(outcome.err.contains("no log can be written"), outcome.err.constData());
    }

    void aCsvOfOnesOwnComesInAndTheNextBreachStandsFirst()
    {
        const Program program;
        init(program);
        const QString file = program.write(u"mine.csv"_s, kTickets);
        const Outcome imported = program.run(now({u"import"_s, file}));
        QVERIFY2(imported.code == 0, imported.err.constData());
        const Outcome listed = program.run(now({u"list"_s, u"--next"_s, u"2"_s, u"--json"_s}));
        const QList<QByteArray> lines = listed.out.trimmed().split('\n');
        QCOMPARE(lines.size(), 2);
        QVERIFY(object(lines[0]).value(u"due").toString() <= object(lines[1]).value(u"due").toString());
        QVERIFY(object(lines[0]).value(u"due").toString() >= u"2026-11-20T12:00:00Z"_s);
    }

    void importingTwiceChangesNothing()
    {
        const Program program;
        init(program);
        const QString file = program.write(u"mine.csv"_s, kTickets);
        QCOMPARE(program.run(now({u"import"_s, file})).code, 0);
        const QByteArray once = program.run(now({u"export"_s})).out;
        QCOMPARE(program.run(now({u"import"_s, file})).code, 0);
        QCOMPARE(program.run(now({u"export"_s})).out, once);
        QVERIFY(once.count('\n') > 6);
    }

    void aDryRunChangesNothing()
    {
        const Program program;
        init(program);
        const QByteArray before = program.run(now({u"export"_s})).out;
        const Outcome dry =
            program.run(now({u"import"_s, program.write(u"mine.csv"_s, kTickets), u"--dry-run"_s}));
        QCOMPARE(dry.code, 0);
        QVERIFY2(dry.out.contains("3"), dry.out.constData());
        QCOMPARE(program.run(now({u"export"_s})).out, before);
    }

    void badRowsGoBesideTheSourceAndTheGoodOnesComeIn()
    {
        const Program program;
        init(program);
        const QString file =
            program.write(u"mine.csv"_s, kTickets + "A-4,No date,,Contoso,starter,Bo,P1,open,yesterday\n");
        const Outcome imported = program.run(now({u"import"_s, file}));
        QCOMPARE(imported.code, 3);
        const QByteArray rejected = program.read(file + u".rejected.csv"_s);
        QVERIFY2(rejected.contains("A-4"), rejected.constData());
        QVERIFY2(rejected.contains("6") || rejected.contains("7"),
                 rejected.constData()); // the line, after one with a line break
        QCOMPARE(program.run(now({u"list"_s})).out.trimmed().split('\n').size(), 3);
    }

    void anExportComesInAgainToAnEqualState()
    {
        const Program first, second;
        init(first);
        QCOMPARE(first.run(now({u"import"_s, first.write(u"mine.csv"_s, kTickets)})).code, 0);
        const QByteArray ledger = first.run(now({u"export"_s})).out;
        init(second);
        const Outcome taken = second.run(now({u"import"_s, second.write(u"ledger.jsonl"_s, ledger)}));
        QVERIFY2(taken.code == 0, taken.err.constData());
        const QByteArray both = second.run(now({u"export"_s})).out;
        for (const QByteArray &line : ledger.trimmed().split('\n'))
            QVERIFY(both.contains(line));
        QCOMPARE(second.run(now({u"list"_s, u"--json"_s})).out, first.run(now({u"list"_s, u"--json"_s})).out);
    }

    void twoDesksWithTheSameFactsPrintTheSameState()
    {
        const Program first, second;
        const auto state = [](const Program &desk) {
            const QByteArray out = desk.run(now({u"check"_s})).out;
            const qsizetype from = out.indexOf("\nstate ");
            return from < 0 ? out : out.mid(from + 7, out.indexOf('\n', from + 1) - from - 7);
        };
        init(first);
        const QByteArray empty = state(first);
        QCOMPARE(empty.size(), 64);
        QCOMPARE(first.run(now({u"import"_s, first.write(u"mine.csv"_s, kTickets)})).code, 0);
        QVERIFY(state(first) != empty);
        init(second);
        const auto give = [](const Program &from, const Program &to) {
            const QByteArray ledger = from.run(now({u"export"_s})).out;
            QCOMPARE(to.run(now({u"import"_s, to.write(u"ledger.jsonl"_s, ledger)})).code, 0);
        };
        give(first, second);
        QVERIFY(state(first) != state(second)); // the second desk has a person of its own
        give(second, first);
        QCOMPARE(state(first), state(second));
    }

    void anExportIsForItsOwnerAlone()
    {
        const Program program;
        init(program);
        const QString file = program.file(u"ledger.jsonl"_s);
        QCOMPARE(program.run(now({u"export"_s, u"--out"_s, file})).code, 0);
        QVERIFY(!program.read(file).isEmpty());
        QVERIFY(!(QFile::permissions(file) &
                  (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther)));
    }

    void checkSaysOkOnAGoodFileAndRebuildKeepsTheQueue()
    {
        const Program program;
        init(program);
        QCOMPARE(program.run(now({u"import"_s, program.write(u"mine.csv"_s, kTickets)})).code, 0);
        const QByteArray before = program.run(now({u"list"_s, u"--json"_s})).out;
        QCOMPARE(program.run(now({u"check"_s})).code, 0);
        QCOMPARE(program.run(now({u"check"_s, u"--rebuild"_s})).code, 0);
        QCOMPARE(program.run(now({u"list"_s, u"--json"_s})).out, before);
    }

    void presetsPassTheirOwnCheckAndABrokenPolicyIsToldLineByLine()
    {
        const Program program;
        QByteArray text = program.run({u"policy"_s, u"show"_s, u"handbook-p1-p4"_s}).out;
        QVERIFY(text.size() > 1000);
        QCOMPARE(program.run({u"policy"_s, u"check"_s, program.write(u"good.yaml"_s, text)}).code, 0);
        const Outcome bad =
            program.run({u"policy"_s, u"check"_s, program.write(u"bad.yaml"_s, text + "\nfoo_bar: 1\n")});
        QCOMPARE(bad.code, 3);
        QVERIFY2(bad.out.contains("foo_bar"), bad.out.constData());
    }

    void aFileThatIsNoWorkspaceIsLeftAlone()
    {
        const Program program;
        const QByteArray text(5000, 'x');
        program.write(u"desk.muster"_s, text);
        const Outcome outcome = program.run({u"list"_s});
        QCOMPARE(outcome.code, 1);
        QVERIFY2(outcome.err.startsWith("muster: "), outcome.err.constData());
        QCOMPARE(program.read(program.database()), text);
    }
};

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
