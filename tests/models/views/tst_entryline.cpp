// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policy/incidentreader.h"
#include "models/views/entryline.h"

#include <QRegularExpression>
#include <QTest>

#include <random>

using namespace muster;
using namespace muster::views;
using namespace Qt::StringLiterals;

class TestEntryLine : public QObject
{
    Q_OBJECT

private:
    const Instant m_now = *parseRfc3339(u"2026-11-20T14:00:00Z");
    std::vector<people::Person> m_people;

    EntryFrame frame() const { return {m_now, QTimeZone("Europe/Berlin"), policy::runbook(), m_people}; }
    static QString clock(const std::optional<Instant> &at) { return at ? toRfc3339(*at) : QString(); }
    template <typename Command> Command read(const QString &line, QString *when = nullptr) const
    {
        const auto entry = readEntryLine(line, frame());
        if (!entry)
            qFatal("%s: %s", qPrintable(line), qPrintable(entry.error().detail));
        if (when)
            *when = clock(entry->at);
        return std::get<Command>(entry->command);
    }
    QString refusal(const QString &line) const
    {
        const auto entry = readEntryLine(line, frame());
        return entry ? QString() : entry.error().detail;
    }

private slots:
    void initTestCase()
    {
        for (const QString &name :
             {u"Ada Byron"_s, u"Adam Smith"_s, u"Grace Hopper"_s, u"Ann"_s, u"Ann-Marie Ek"_s}) {
            people::Person person;
            person.id = PersonId::derived(Instant{}, {name});
            person.name = name;
            m_people.push_back(person);
        }
    }

    void plainWordsAreAFactNow()
    {
        QString when;
        const auto entry = read<incident::EntryWritten>(u"errors rise in the EU"_s, &when);
        QCOMPARE(entry.kind, incident::EntryKind::Fact);
        QCOMPARE(entry.text, u"errors rise in the EU"_s);
        QCOMPARE(when, QString());
    }

    void timesStandInFront_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("when");
        QTest::addColumn<QString>("text");
        QTest::newRow("ago") << u"-12m page fired"_s << u"2026-11-20T13:48:00Z"_s << u"page fired"_s;
        QTest::newRow("local") << u"14:05 page fired"_s << u"2026-11-20T13:05:00Z"_s << u"page fired"_s;
        QTest::newRow("utc") << u"13:05 UTC page fired"_s << u"2026-11-20T13:05:00Z"_s << u"page fired"_s;
        QTest::newRow("yesterday") << u"yesterday 23:10 first call"_s << u"2026-11-19T22:10:00Z"_s
                                   << u"first call"_s;
        QTest::newRow("behind the word")
            << u"/fact -5m page fired"_s << u"2026-11-20T13:55:00Z"_s << u"page fired"_s;
        QTest::newRow("in front of the word")
            << u"-5m /fact page fired"_s << u"2026-11-20T13:55:00Z"_s << u"page fired"_s;
        QTest::newRow("a number is no time")
            << u"503 answers from the gateway"_s << QString() << u"503 answers from the gateway"_s;
        QTest::newRow("a minus alone is none") << u"- nothing yet"_s << QString() << u"- nothing yet"_s;
    }
    void timesStandInFront()
    {
        QFETCH(QString, line);
        QFETCH(QString, when);
        QFETCH(QString, text);
        QString at;
        QCOMPARE(read<incident::EntryWritten>(line, &at).text, text);
        QCOMPARE(at, when);
    }

    void whatBeginsAsATimeAndIsNoneIsSaid()
    {
        QVERIFY(!refusal(u"25:99 page fired"_s).isEmpty());
        QVERIFY(!refusal(u"15:30 page fired"_s).isEmpty()); // 14:30 UTC: later than now
    }

    void ownersAndResultsAreTakenOut()
    {
        const auto entry = read<incident::EntryWritten>(u"/action restarted it @grace => errors fall"_s);
        QCOMPARE(entry.kind, incident::EntryKind::Action);
        QCOMPARE(entry.text, u"restarted it"_s);
        QCOMPARE(entry.result, u"errors fall"_s);
        QCOMPARE(entry.owner, m_people[2].id);
        const auto whole = read<incident::EntryWritten>(u"moved to the pool @ada byron => load falls"_s);
        QCOMPARE(whole.text, u"moved to the pool"_s);
        QCOMPARE(whole.owner, m_people[0].id);
        QCOMPARE(read<incident::EntryWritten>(u"asked @Grace about it"_s).text, u"asked about it"_s);
        QString at;
        QCOMPARE(read<incident::EntryWritten>(u"/milestone started -25m"_s, &at).milestone, u"started"_s);
        QCOMPARE(at, u"2026-11-20T13:35:00Z"_s);
        // A name that begins another one is not taken out of it.
        const auto joined = read<incident::EntryWritten>(u"asked @Ann-Marie about it"_s);
        QCOMPARE(joined.owner, m_people[4].id);
        QCOMPARE(joined.text, u"asked about it"_s);
        QCOMPARE(read<incident::EntryWritten>(u"asked @Ann."_s).owner, m_people[3].id);
        QVERIFY(refusal(u"t/role ic Ada"_s).contains(u"take it away"_s));
        QCOMPARE(read<incident::EntryWritten>(u"t/s 12 of them"_s).text, u"t/s 12 of them"_s);
        QVERIFY(refusal(u"restarted it @ad"_s).contains(u"write more of the name"_s));
        QVERIFY(refusal(u"restarted it @nobody"_s).contains(u"nobody here"_s));
    }

    void slashWordsMakeCommands()
    {
        QCOMPARE(read<incident::SeverityChanged>(u"/sev 2 one region only"_s),
                 (incident::SeverityChanged{u"SEV-2"_s, u"one region only"_s}));
        QCOMPARE(read<incident::StatusChanged>(u"/status mit"_s).status, incident::Status::Mitigated);
        for (const QString &line :
             {u"/status resolved because: a false alarm"_s, u"/status resolved a false alarm"_s,
              u"/status resolved Because a false alarm"_s})
            QCOMPARE(read<incident::StatusChanged>(line).reason, u"a false alarm"_s);
        QVERIFY(read<incident::StatusChanged>(u"/status resolved because:"_s).reason.isEmpty());
        QCOMPARE(read<incident::ClosingWritten>(u"/cause not known"_s).rootCause, u"not known"_s);
        QVERIFY(refusal(u"/cause"_s).contains(u"/cause not known"_s));
        QCOMPARE(read<incident::RoleGiven>(u"/role ic Grace"_s).role, u"incident_commander"_s);
        QCOMPARE(read<incident::RoleGiven>(u"/role comms @ada byron"_s).person, m_people[0].id);
        QCOMPARE(read<incident::StepEntered>(u"/step contain nobody else is here"_s),
                 (incident::StepEntered{u"contain"_s, {}, u"nobody else is here"_s}));
        QCOMPARE(read<incident::EntryWritten>(u"/milestone mitigated"_s).milestone, u"mitigated"_s);
        QCOMPARE(read<incident::RecoveryConfirmed>(u"/recovered no errors for 20 min"_s).evidence,
                 u"no errors for 20 min"_s);
        QCOMPARE(*read<incident::FieldsChanged>(u"/title Nobody can pay"_s).title, u"Nobody can pay"_s);
        const auto task = read<incident::TaskWritten>(u"/task roll back @grace due:+30m"_s);
        QCOMPARE(*task.text, u"roll back"_s);
        QCOMPARE(*task.owner, m_people[2].id);
        QCOMPARE(clock(task.due), u"2026-11-20T14:30:00Z"_s);
        QCOMPARE(*task.kind, incident::TaskKind::Work);
        const auto kinds = read<incident::TaskWritten>(u"/task #database guard the pool kind:prev"_s);
        QCOMPARE(*kinds.text, u"guard the pool"_s);
        QCOMPARE(*kinds.workstream, u"database"_s);
        QCOMPARE(*kinds.kind, incident::TaskKind::Preventive);
        QCOMPARE(*read<incident::TaskWritten>(u"/hotfix pool of 200 due:16:00"_s).kind,
                 incident::TaskKind::Hotfix);
        QCOMPARE(readEntryLine(u"/update cust We are on it."_s, frame())->compose, u"customers"_s);
    }

    void aDecisionSaysWhyAndInsteadOfWhat()
    {
        const auto decision = read<incident::EntryWritten>(
            u"/decision roll back @grace because nobody can pay instead of a hotfix"_s);
        QCOMPARE(decision.text, u"roll back"_s);
        QCOMPARE(decision.why, u"nobody can pay"_s);
        QCOMPARE(decision.alternatives, u"a hotfix"_s);
        QCOMPARE(decision.owner, m_people[2].id);
        // Of other kinds it is a part of what happened.
        QCOMPARE(read<incident::EntryWritten>(u"it failed because of load"_s).text,
                 u"it failed because of load"_s);
    }

    void theShareOfAScopeIsReadOffItsText()
    {
        const auto scope = [this](const QString &line) { return *read<incident::FieldsChanged>(line).scope; };
        QCOMPARE(scope(u"/scope checkout, 40 % of sessions"_s).sessionsPermille, std::optional(400));
        QCOMPARE(scope(u"/scope checkout, 12.5% of sessions"_s).sessionsPermille, std::optional(125));
        QCOMPARE(scope(u"/scope checkout in the EU"_s).sessionsPermille, std::nullopt);
        QVERIFY(refusal(u"/scope 140 % of sessions"_s).contains(u"more than all"_s));
    }

    void whatIsNotKnownIsAnsweredWithWhatThereIs()
    {
        QVERIFY(refusal(u"/sevv 2"_s).contains(u"/sev"_s));
        QVERIFY(refusal(u"/role king Ada"_s).contains(u"incident_commander"_s));
        QVERIFY(refusal(u"/status gone"_s).contains(u"investigating"_s));
        QVERIFY(refusal(u"/status m"_s).contains(u"monitoring"_s)); // mitigated or monitoring
        QVERIFY(!refusal(u"   "_s).isEmpty());
        QVERIFY(!refusal(u"/fact"_s).isEmpty());
    }

    void completionsLeadToACommand()
    {
        QVERIFY(entryCompletions(u"/r"_s, frame()).contains(u"/role "_s));
        QVERIFY(entryCompletions(u"/role inc"_s, frame()).contains(u"/role incident_commander "_s));
        QVERIFY(entryCompletions(u"/role incident_commander gr"_s, frame())
                    .contains(u"/role incident_commander Grace Hopper "_s));
        QVERIFY(entryCompletions(u"plain words"_s, frame()).isEmpty());
    }

    void anyTextIsAnsweredAndNothingIsLostOfPlainWords()
    {
        std::mt19937 random(7);
        const QString letters = u"ab /@=>:-+0123456789%{}éπ\u202e\"'"_s;
        for (int round = 0; round < 20'000; ++round) {
            QString line;
            const int size = std::uniform_int_distribution(0, 40)(random);
            for (int i = 0; i < size; ++i)
                line += letters[std::uniform_int_distribution<int>(0, int(letters.size()) - 1)(random)];
            const auto read = readEntryLine(line, frame());
            if (!read)
                QVERIFY2(!read.error().detail.isEmpty(), qPrintable(line));
            else if (read->at)
                QVERIFY2(*read->at <= m_now, qPrintable(line));
            (void)entryCompletions(line, frame());
        }
    }
};

QTEST_APPLESS_MAIN(TestEntryLine)
#include "tst_entryline.moc"
