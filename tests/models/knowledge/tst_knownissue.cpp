// SPDX-License-Identifier: GPL-3.0-or-later
// A known issue: recorded, put right, closed and open again; and which texts it fits.
#include "models/knowledge/fitting.h"
#include "models/knowledge/knownissue.h"
#include "models/policy/wordreader.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::knowledge;

namespace {

const Instant kStart = *parseRfc3339(u"2026-11-20T03:00:00Z");

Recorded exportStops()
{
    Recorded fields;
    fields.number = u"KI-7F3K-0001"_s;
    fields.title = u"Export stops at 10,000 rows"_s;
    fields.symptoms = u"the csv download ends too early\nrows are missing in the report"_s;
    fields.workaround = u"Split the export by month."_s;
    fields.origin = {u"ticket"_s, SubjectId::derived(kStart, {u"first"})};
    return fields;
}

/// Lived through by commands; what was refused changes nothing.
KnownIssue after(const std::vector<Command> &commands)
{
    KnownIssue issue;
    issue.id = KnownIssueId::derived(kStart, {u"issue"});
    Instant at = kStart;
    for (const Command &command : commands) {
        const auto facts = decide(issue, command);
        if (!facts)
            continue;
        at += std::chrono::hours(1);
        for (const KnownIssueFact &fact : *facts) {
            const auto read = fromPayload(typeName(fact), 1, toPayload(fact));
            apply(issue, {at, PersonId::derived(kStart, {u"Sam"}), *read});
        }
    }
    return issue;
}

std::vector<Fit> fits(const QString &text, const std::vector<KnownIssue> &issues)
{
    const policy::MailMarks &marks = policy::shippedWords().mail;
    std::vector<Prints> prints;
    for (const KnownIssue &each : issues)
        prints.push_back(printsOf(each, marks));
    return fitsOf(prints, {}, text, marks, 3);
}

} // namespace

class TestKnownIssue : public QObject
{
    Q_OBJECT
private slots:
    void whatIsRecordedIsThereWithWhoAndWhen()
    {
        const KnownIssue issue = after({Record{exportStops()}});
        QVERIFY(issue.exists);
        QCOMPARE(issue.title, u"Export stops at 10,000 rows"_s);
        QCOMPARE(issue.origin, exportStops().origin);
        QCOMPARE(issue.state, State::Open);
        QCOMPARE(issue.recordedAt, kStart + std::chrono::hours(1));
        QCOMPARE(issue.recordedBy, PersonId::derived(kStart, {u"Sam"}));
        QVERIFY(issue.helps());
    }

    void withoutATitleNothingIsRecordedAndTheSentenceSaysWhatToDo()
    {
        Recorded fields = exportStops();
        fields.title = u"  "_s;
        const auto decided = decide({}, Record{fields});
        QVERIFY(!decided);
        QCOMPARE(decided.error().fault, Fault::BadInput);
        QCOMPARE(decided.error().detail, u"say in one line what goes wrong"_s);
    }

    void aChangeNamesOnlyWhatChanged()
    {
        const KnownIssue issue = after({Record{exportStops()}});
        const auto facts = decide(issue, Change{issue.title, issue.symptoms, u"Use the API."_s});
        QVERIFY(facts && facts->size() == 1);
        const auto &changed = std::get<Changed>(facts->front());
        QVERIFY(!changed.title && !changed.symptoms);
        QCOMPARE(changed.workaround, u"Use the API."_s);
        QVERIFY(decide(issue, Change{issue.title, issue.symptoms, issue.workaround})->empty());
    }

    void aWorkaroundCanBeTakenOut()
    {
        const KnownIssue before = after({Record{exportStops()}});
        const KnownIssue issue =
            after({Record{exportStops()}, Change{before.title, before.symptoms, QString()}});
        QVERIFY(issue.workaround.isEmpty());
        QVERIFY(!issue.helps());
    }

    void whoClosesItSaysSinceWhen()
    {
        const KnownIssue open = after({Record{exportStops()}});
        QVERIFY(!decide(open, Close{}));
        const KnownIssue fixed = after({Record{exportStops()}, Close{u"2.4.1"_s}});
        QCOMPARE(fixed.state, State::Fixed);
        QCOMPARE(fixed.fixedIn, u"2.4.1"_s);
        const KnownIssue again = after({Record{exportStops()}, Close{u"2.4.1"_s}, Reopen{}});
        QCOMPARE(again.state, State::Open);
        QVERIFY(again.fixedIn.isEmpty());
    }

    void nothingIsDoneToAnIssueThatIsNotThere()
    {
        const auto decided = decide({}, Close{u"2.4.1"_s});
        QVERIFY(!decided);
        QCOMPARE(decided.error().fault, Fault::NotFound);
    }

    void aPayloadWithoutNumberOrStateIsNotRead()
    {
        QVERIFY(!fromPayload(u"known_issue.recorded"_s, 1, {{u"title"_s, u"x"_s}}));
        QVERIFY(!fromPayload(u"known_issue.state"_s, 1, {{u"state"_s, u"gone"_s}}));
        QCOMPARE(fromPayload(u"known_issue.moved"_s, 1, {}).error().fault, Fault::NotFound);
    }

    void aTextFitsByTheTitleOrByOneSymptom_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isFit");
        QTest::newRow("in the words of the title") << u"our export stopped after 10,000 rows"_s << true;
        QTest::newRow("by one symptom") << u"Hi, since today many rows are missing in our report"_s << true;
        QTest::newRow("one word alone") << u"The report is late"_s << false;
        QTest::newRow("about something else") << u"The login page shows an error 1042"_s << false;
        QTest::newRow("nothing") << QString() << false;
        QTest::newRow("what was quoted does not count")
            << u"Thanks, solved.\n\nOn Mon, Ana wrote:\n> rows are missing in the report"_s << false;
    }
    void aTextFitsByTheTitleOrByOneSymptom()
    {
        QFETCH(QString, text);
        QFETCH(bool, isFit);
        QCOMPARE(!fits(text, {after({Record{exportStops()}})}).empty(), isFit);
    }

    void whatFitsBestStandsInFrontAndSaysByWhichWords()
    {
        Recorded other;
        other.number = u"KI-7F3K-0002"_s;
        other.title = u"Export of invoices to the warehouse stops at night"_s;
        KnownIssue second = after({Record{other}});
        second.id = KnownIssueId::derived(kStart, {u"second"});
        const auto found = fits(u"The export of the warehouse stops at 10,000 rows"_s,
                                {second, after({Record{exportStops()}})});
        QCOMPARE(found.size(), size_t(2));
        QCOMPARE(found.front().issue, KnownIssueId::derived(kStart, {u"issue"}));
        QVERIFY(found.front().permille > found.back().permille);
        QVERIFY(found.front().words.contains(u"Export"_s));
    }
};

QTEST_APPLESS_MAIN(TestKnownIssue)
#include "tst_knownissue.moc"
