// SPDX-License-Identifier: GPL-3.0-or-later
// The scripts of drills: those that ship are without a mistake, and what is hostile is refused by name.
#include "models/drill/script.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::drill;

namespace {

const QByteArray kOne = R"(muster_drill: 1
key: one
name: One
summary: One.
briefing: One.
policy: playbook-p0-p3
start: 2026-11-17T09:00:00Z
cast:
  - {key: ana, name: Ana, role: lead, plays: [incident_commander]}
customers:
  - {key: acme, name: Acme, tier: enterprise, arr: 1000}
expects: {roles_within: 20m, contained_within: 80m, decisions: 1, actions: 1, remedies: 1}
story:
  - key: first
    by: ana
    at: 0
    told: true
    ticket: {customer: acme, subject: Down, text: Down., priority: P0, impact: All, environment: Live, steps: Open it}
  - key: declare
    by: ana
    after: first
    at: 9m
    declare: {title: Down, severity: SEV-1, scope: {text: All, share_permille: 180}, tickets: [first]}
)";

QStringList problemsOf(const QByteArray &yaml)
{
    QStringList lines;
    for (const ReadScript read = readScript(yaml, u"mine.yaml"_s);
         const policy::Problem &problem : read.problems)
        lines += problem.text();
    return lines;
}

QByteArray with(const QByteArray &from, const QByteArray &to)
{
    QByteArray changed = kOne;
    return changed.replace(from, to);
}

} // namespace

class TestDrillScript final : public QObject
{
    Q_OBJECT

private slots:
    void theShippedDrillsAreReadWithoutAMistake()
    {
        for (const QString &key : drillKeys()) {
            const auto script = shippedDrill(key);
            QVERIFY2(script, script ? "" : qPrintable(script.error().detail));
            QCOMPARE(script->key, key);
            QVERIFY(!script->roles().isEmpty());
        }
        QCOMPARE(shippedDrill(u"flood"_s).error().fault, Fault::NotFound);
    }

    void aSmallScriptIsReadAsWritten()
    {
        const ReadScript read = readScript(kOne, u"mine.yaml"_s);
        QVERIFY2(read.script, qPrintable(problemsOf(kOne).join(u'\n')));
        QCOMPARE(read.script->story.size(), size_t(2));
        const auto &declare = std::get<Declare>(read.script->beat(u"declare"_s)->action);
        QCOMPARE(declare.scope.sessionsPermille, std::optional(180));
        QCOMPARE(declare.tickets, QStringList{u"first"_s});
        QCOMPARE(read.script->beat(u"declare"_s)->at, Millis(std::chrono::minutes(9)));
        QCOMPARE(read.script->customers.front().arr->minor, 100'000);
    }

    void everyMistakeIsNamed_data()
    {
        QTest::addColumn<QByteArray>("yaml");
        QTest::addColumn<QString>("said");
        QTest::newRow("nobody") << with("by: ana\n    after", "by: bo\n    after")
                                << u"nobody of the cast is \"bo\""_s;
        QTest::newRow("below") << with("after: first", "after: declare") << u"no beat above is \"declare\""_s;
        QTest::newRow("jitter") << with("at: 9m", "at: 9m\n    jitter: 10m") << u"jitter is longer"_s;
        QTest::newRow("long") << with("at: 9m", "at: 90d") << u"30 days at most"_s;
        QTest::newRow("office hours") << with("at: 9m", "at: 9bh") << u"office hours"_s;
        QTest::newRow("negative") << with("at: 9m", "at: -9m") << u"no length of time"_s;
        QTest::newRow("two at once") << with("at: 9m", "at: 9m\n    tick: {ask: change_freeze}")
                                     << u"a beat does one thing"_s;
        QTest::newRow("nothing") << with("    declare: {", "    x_declare: {") << u"nothing happens"_s;
        QTest::newRow("severity") << with("SEV-1", "SEV-9") << u"\"SEV-9\" is not known"_s;
        QTest::newRow("priority") << with("P0", "P9") << u"\"P9\" is not known"_s;
        QTest::newRow("ticket") << with("[first]", "[second]") << u"opens a ticket \"second\""_s;
        QTest::newRow("customer") << with("customer: acme", "customer: other") << u"\"other\" is not known"_s;
        QTest::newRow("role") << with("[incident_commander]", "[captain]") << u"no role \"captain\""_s;
        QTest::newRow("policy") << with("playbook-p0-p3", "mine") << u"no preset \"mine\""_s;
        QTest::newRow("share") << with("180", "1800") << u"whole number"_s;
        QTest::newRow("twice") << with("key: declare", "key: first") << u"stands here twice"_s;
        QTest::newRow("start") << with("2026-11-17T09:00:00Z", "tomorrow") << u"tomorrow"_s;
        QTest::newRow("placeholder") << with("text: Down.", "text: \"{soon}\"")
                                     << u"the placeholder {soon} is not known"_s;
        QTest::newRow("placeholder below")
            << with("text: Down.", "text: \"{since:declare}\"") << u"{since:declare} is not known"_s;
        QTest::newRow("key") << with("briefing:", "breifing:") << u"perhaps \"briefing\""_s;
        QTest::newRow("a list for a text") << with("name: One\n", "name: [One]\n") << u"should be a text"_s;
        QTest::newRow("a text for a beat")
            << with("    declare: {", "    declare: now # {") << u"should be a map"_s;
        QTest::newRow("not YAML") << QByteArray("a: [") << u"cannot be read"_s;
        QTest::newRow("empty") << QByteArray() << u"should be a map"_s;
        QTest::newRow("no text") << QByteArray("\xff\xfe\0", 3) << u"not UTF-8"_s;
        QTest::newRow("large") << QByteArray(2 * 1024 * 1024, ' ') << u"bytes"_s;
        QTest::newRow("an alias of itself") << QByteArray("a: &a [*a]") << QString();
    }
    void everyMistakeIsNamed()
    {
        QFETCH(QByteArray, yaml);
        QFETCH(QString, said);
        const QStringList problems = problemsOf(yaml);
        QVERIFY(!problems.isEmpty());
        QVERIFY2(problems.join(u'\n').contains(said), qPrintable(problems.join(u'\n')));
        QVERIFY(problems.front().startsWith(u"mine.yaml:"));
    }

    void noTextOfADrillNamesWhoPlaysARole_data()
    {
        QTest::addColumn<QString>("key");
        for (const QString &key : drillKeys())
            QTest::newRow(qPrintable(key)) << key;
    }
    /// Any of them may be the trainee, under another name.
    void noTextOfADrillNamesWhoPlaysARole()
    {
        QFETCH(QString, key);
        const Script script = *shippedDrill(key);
        int seen = 0;
        for (const Beat &beat : script.story) {
            QString text;
            if (const auto *update = std::get_if<SendUpdate>(&beat.action))
                text = update->subject + update->text;
            else if (const auto *answer = std::get_if<AnswerTickets>(&beat.action))
                text = answer->text;
            else if (const auto *entry = std::get_if<WriteEntry>(&beat.action))
                text = entry->text + entry->result + entry->why;
            else if (const auto *task = std::get_if<AddTask>(&beat.action))
                text = task->text;
            else if (const auto *document = std::get_if<WriteDocument>(&beat.action))
                text = document->answers.join(u' ');
            seen += text.isEmpty() ? 0 : 1;
            for (const CastMember &member : script.cast)
                QVERIFY2(member.plays.isEmpty() || !text.contains(member.name), qPrintable(beat.key));
        }
        QVERIFY(seen > 15);
    }
};

QTEST_GUILESS_MAIN(TestDrillScript)
#include "tst_drillscript.moc"
