// SPDX-License-Identifier: GPL-3.0-or-later
// The shipped templates, their reader, and each of them filled from a fixed record, held against
// tests/models/comms/golden. `tst_commstemplates --write` makes the golden files again.
#include "models/comms/fill.h"
#include "models/comms/placeholder.h"
#include "tests/models/comms/corpusworld.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::comms;
using namespace muster::test;
using namespace std::chrono_literals;

namespace {

const QByteArray kOne = R"(muster_templates: 1
templates:
  - key: one
    name: One
    when: Always.
    audiences: [internal]
    subject: "{incident.number}"
    acknowledge: We know.
    impact: "{incident.scope}"
    action: We act.
    next_update: Next update by {update.next_by}.
)";

QStringList problemsOf(const QByteArray &yaml)
{
    QStringList lines;
    const ReadTemplates read = readTemplates(yaml, u"mine.yaml"_s, policy::runbook());
    for (const policy::Problem &problem : read.problems)
        lines += problem.text();
    return lines;
}

QByteArray with(const QByteArray &from, const QByteArray &to)
{
    QByteArray changed = kOne;
    return changed.replace(from, to);
}

incident::EntryWritten did(const QString &text, const QString &owner)
{
    incident::EntryWritten entry;
    entry.kind = incident::EntryKind::Action;
    entry.text = text;
    entry.owner = corpusPerson(owner);
    return entry;
}

/// The checkout incident as far as it can be written down, identified or, where asked for, resolved.
CorpusIncident wholeRecord(bool isResolved)
{
    CorpusIncident made = checkout();
    made.tell(u"14:02"_s,
              incident::RoleGiven{u"incident_commander"_s, corpusPerson(u"Ada Moreno"_s), false, {}});
    made.tell(u"14:05"_s, did(u"Stopped the roll-out of 4.18"_s, u"Priya Nair"_s));
    made.moveTo(u"14:08"_s, incident::Status::Identified);
    made.tell(u"14:12"_s, did(u"Rolled back to 4.17 on half of the nodes"_s, u"Priya Nair"_s));
    made.tell(u"14:13"_s, incident::TicketsLinked{
                              {TicketId::derived({}, {u"a"_s}), TicketId::derived({}, {u"b"_s})}, {}});
    if (!isResolved)
        return made;
    made.tell(u"14:19"_s, incident::RecoveryConfirmed{corpusPerson(u"Bob Tanaka"_s),
                                                      u"Error rate under 0.1% for ten minutes"_s});
    made.moveTo(u"14:20"_s, incident::Status::Resolved);
    made.tell(u"14:25"_s, incident::ClosingWritten{u"A release lowered the limit of database connections"_s,
                                                   u"Take orders by phone"_s,
                                                   u"A test fails where the limit is lowered"_s});
    return made;
}

RecordFrame frameFor(const CorpusIncident &about, const QString &audience)
{
    RecordFrame frame;
    frame.audience = audience;
    frame.time = corpusTime();
    frame.nameOf = [](PersonId person) {
        for (const QString &name : corpusPeople()) {
            if (corpusPerson(name) == person)
                return name;
        }
        return QString();
    };
    frame.customers = about.customers;
    frame.customer = u"Ms Ferrand"_s;
    frame.sender = u"Jonas Falk"_s;
    if (incident::isRunning(about.incident.status))
        frame.nextBy = corpusTime().now + 30min;
    return frame;
}

Draft draftOf(const Template &chosen)
{
    const CorpusIncident about = wholeRecord(chosen.key.startsWith(u"resolution"));
    const QString audience = chosen.audiences.constFirst();
    return fill(chosen, recordOf(about.incident, corpusRules(), frameFor(about, audience)));
}

QString goldenFile(const Template &chosen)
{
    return QStringLiteral(MUSTER_SOURCE_DIR "/tests/models/comms/golden/") + chosen.key + u".txt"_s;
}

QByteArray goldenText(const Template &chosen)
{
    const Draft draft = draftOf(chosen);
    return (u"Subject: "_s + draft.subject + u"\n\n"_s + draft.body + u"\n"_s).toUtf8();
}

int writeGolden()
{
    for (const Template &each : shippedTemplates()) {
        QFile file(goldenFile(each));
        if (!file.open(QIODevice::WriteOnly) || file.write(goldenText(each)) < 0)
            return 1;
    }
    return 0;
}

} // namespace

class TestCommsTemplates final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void theShippedTemplatesAreReadWithoutAMistake()
    {
        for (const QString &name : {u"customers.yaml"_s, u"company.yaml"_s}) {
            QFile file(QStringLiteral(MUSTER_SOURCE_DIR "/resources/templates/") + name);
            QVERIFY(file.open(QIODevice::ReadOnly));
            const ReadTemplates read = readTemplates(file.readAll(), name, policy::runbook());
            for (const policy::Problem &problem : read.problems)
                QFAIL(qPrintable(problem.text()));
        }
        QVERIFY(shippedTemplates().size() >= 11);
    }

    void everyAudienceOfTheRunbookHasATemplate()
    {
        for (const policy::Audience &audience : policy::runbook().audiences) {
            const bool has = std::ranges::any_of(shippedTemplates(), [&](const Template &each) {
                return each.audiences.contains(audience.key);
            });
            QVERIFY2(has, qPrintable(audience.key));
        }
    }

    void aBodyComesInTheOrderOfTheRunbook()
    {
        const ReadTemplates read = readTemplates(kOne, {}, policy::runbook());
        QCOMPARE(read.templates.at(0).body(),
                 u"We know.\n\n{incident.scope}\n\nWe act.\n\nNext update by {update.next_by}."_s);
    }

    void mistakesAreToldWithTheirPlace_data()
    {
        QTest::addColumn<QByteArray>("yaml");
        QTest::addColumn<QString>("problem");
        QTest::newRow("unknown placeholder")
            << with("{incident.scope}", "{incident.scop}")
            << u"mine.yaml:9:13: error: templates[0].impact: there is no placeholder {incident.scop}; perhaps {incident.scope} is meant"_s;
        QTest::newRow("a brace that is not closed")
            << with("We act.", "\"We act {now\"")
            << u"mine.yaml:10:13: error: templates[0].action: a brace is opened and nothing is named in it; write a placeholder such as {incident.title}, or no brace"_s;
        QTest::newRow("a part that is missing")
            << with("    action: We act.\n", "")
            << u"mine.yaml:3:5: error: templates[0].action: the key \"action\" is missing; say what is being done"_s;
        QTest::newRow("a part that is empty")
            << with("We act.", "\"\"")
            << u"mine.yaml:10:13: error: templates[0].action: this is empty; say what is being done"_s;
        QTest::newRow("an unknown key")
            << with("action:", "acton:")
            << u"mine.yaml:10:5: error: templates[0].acton: there is no key \"acton\" here; perhaps \"action\" is meant"_s;
        QTest::newRow("an unknown audience")
            << with("[internal]", "[press]")
            << u"mine.yaml:6:16: error: templates[0].audiences: there is no audience \"press\"; known are: customers, status_page, internal, executive"_s;
        QTest::newRow("what is internal for a public audience")
            << with("[internal]", "[customers]").replace("We act.", "\"{people.commander} acts.\"")
            << u"mine.yaml:10:13: error: templates[0].action: {people.commander} stays inside the company; take it out, or make a template of its own for internal audiences"_s;
        QTest::newRow("broken YAML") << QByteArray("templates: [")
                                     << u"mine.yaml:1:1: error: the YAML cannot be read here"_s;
        QTest::newRow("not UTF-8")
            << QByteArray("\xff\xfe")
            << u"mine.yaml:1:1: error: the document is not UTF-8 text; save it as UTF-8"_s;
        QTest::newRow("a list") << QByteArray("- a")
                                << u"mine.yaml:1:1: error: this should be a map of keys and values"_s;
    }
    void mistakesAreToldWithTheirPlace()
    {
        QFETCH(QByteArray, yaml);
        QFETCH(QString, problem);
        const QStringList problems = problemsOf(yaml);
        QVERIFY2(std::ranges::any_of(problems, [&](const QString &line) { return line.startsWith(problem); }),
                 qPrintable(problems.join(u'\n')));
    }

    void aKeyThatComesTwiceIsTold()
    {
        const QByteArray second = kOne.mid(kOne.indexOf("  - key"));
        QVERIFY(problemsOf(kOne + second).join(u'\n').contains(u"\"one\" stands here twice"_s));
    }

    void aTemplateFilledFromTheRecordReadsAsItShould_data()
    {
        QTest::addColumn<QString>("key");
        for (const Template &each : shippedTemplates())
            QTest::newRow(qPrintable(each.key)) << each.key;
    }
    void aTemplateFilledFromTheRecordReadsAsItShould()
    {
        QFETCH(QString, key);
        const Template &chosen = *std::ranges::find(shippedTemplates(), key, &Template::key);
        QFile file(goldenFile(chosen));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(QString::fromUtf8(goldenText(chosen)), QString::fromUtf8(file.readAll()));
    }

    void aFilledTemplateIsHeldForNothingButWhatIsStillOpen()
    {
        const policy::IncidentRules rules = corpusRules();
        for (const Template &each : shippedTemplates()) {
            const CorpusIncident about = wholeRecord(each.key.startsWith(u"resolution"));
            const Draft draft = draftOf(each);
            const RecordFrame frame = frameFor(about, each.audiences.constFirst());
            const auto findings =
                check({frame.audience, draft.subject, draft.body, frame.nextBy},
                      {about.incident, rules, corpusTime(), corpusPeople(), about.customers});
            size_t open = 0;
            for (const Finding &finding : findings) {
                QVERIFY2(finding.kind == FindingKind::Placeholder,
                         qPrintable(each.key + u": "_s + finding.what));
                ++open;
            }
            QCOMPARE(open, draft.openInBody.size() + draft.openInSubject.size());
        }
    }

    void whatIsNotKnownStaysMarkedAndIsNeverInvented()
    {
        const CorpusIncident about = signIns();
        const Template &chosen = *std::ranges::find(shippedTemplates(), u"internal"_s, &Template::key);
        const Draft draft = fill(chosen, recordOf(about.incident, policy::runbook(),
                                                  {u"internal"_s, corpusTime(), {}, {}, {}, {}, {}}));
        for (const QString &mark :
             {u"[who is affected and how]"_s, u"[share of sessions affected]"_s, u"[next update time]"_s,
              u"[number of customers affected]"_s, u"[incident commander]"_s})
            QVERIFY2(draft.body.contains(mark), qPrintable(mark));
        for (const Span &span : draft.openInBody) {
            QCOMPARE(draft.body.at(span.begin), u'[');
            QCOMPARE(draft.body.at(span.end - 1), u']');
        }
    }

    void nobodyOfOursIsNamedToThePublic()
    {
        const CorpusIncident about = wholeRecord(false);
        const Record record = recordOf(about.incident, corpusRules(), frameFor(about, u"customers"_s));
        for (const Placeholder &each : placeholders())
            QVERIFY2(!each.isInternal || !record.values.contains(each.key), qPrintable(each.key));
    }

    void bracesInATitleAreNotReadAgain()
    {
        CorpusIncident about = checkout();
        about.incident.title = u"Route {update.next_by} fails"_s;
        const ReadTemplates read =
            readTemplates(with("{incident.number}", "{incident.title}"), {}, policy::runbook());
        const Draft draft = fill(read.templates.at(0),
                                 recordOf(about.incident, policy::runbook(), frameFor(about, u"internal"_s)));
        QCOMPARE(draft.subject, u"Route {update.next_by} fails"_s);
        QVERIFY(draft.openInSubject.empty());
    }

    void actionLinesAreThoseSinceTheAudienceLastHeard()
    {
        CorpusIncident about = wholeRecord(false);
        incident::UpdateSent sent;
        sent.audience = u"internal"_s;
        about.tell(u"14:10"_s, sent);
        about.tell(u"14:20"_s, did(u"Drained db-eu-3"_s, u"Bob Tanaka"_s));
        const Record internal = recordOf(about.incident, corpusRules(), frameFor(about, u"internal"_s));
        QCOMPARE(
            internal.values.at(u"update.actions"_s),
            u"- 14:12 UTC: Rolled back to 4.17 on half of the nodes (Priya Nair)\n- 14:20 UTC: Drained db-eu-3 (Bob Tanaka)"_s);
    }
};

int main(int argc, char **argv)
{
    if (argc > 1 && QByteArray(argv[1]) == "--write")
        return writeGolden();
    TestCommsTemplates test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_commstemplates.moc"
