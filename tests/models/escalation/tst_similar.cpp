// SPDX-License-Identifier: GPL-3.0-or-later
// How alike reports are and how often the same was reported; precision and recall over the corpus.
#include "models/escalation/similar.h"
#include "models/policy/escalationreader.h"
#include "models/policy/wordreader.h"
#include "tests/models/escalation/ticketcorpus.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::escalation;
using namespace muster::test;
using std::chrono::days;
using std::chrono::hours;

namespace {

const Instant kNow = *parseRfc3339(u"2026-11-20T03:00:00Z");

Fingerprint of(const QString &text)
{
    return fingerprintOf({}, text, policy::shippedWords().mail);
}

Report report(const QString &name, const QString &customer, const QString &text, Instant at = kNow)
{
    return {TicketId::derived(Instant{}, {name}),
            customer.isEmpty() ? CustomerId{} : CustomerId::derived(Instant{}, {customer}),
            at,
            of(text),
            {},
            {}};
}

const QString kSync = u"The nightly sync from our warehouse failed again with error 1042."_s;

} // namespace

class TestSimilar final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_corpus = ticketCorpus(); }

    void repeatsInTicketsItWasTunedOn() { compare(false, 0.9, 0.9); }
    void repeatsInTicketsItHasNeverSeen() { compare(true, 0.75, 0.6); }

    void aTextIsWhollyLikeItselfAndAlikeBothWays()
    {
        const Fingerprint left = of(kSync), right = of(u"Error 1042 in the sync of the warehouse tonight"_s);
        QCOMPARE(likeness(left, left), 1000);
        QCOMPARE(likeness(left, right), likeness(right, left));
        QVERIFY(likeness(left, right) > 300 && likeness(left, right) < 1000);
        QCOMPARE(likeness(left, of(u"Could the chart have another colour please?"_s)), 0);
    }

    void wordsMeetInTheirForms()
    {
        QVERIFY(likeness(of(u"imports failing on warehouses"_s), of(u"import failed on warehouse"_s)) > 600);
    }

    void shortAndEmptyTextsAreLikeNothing()
    {
        QCOMPARE(likeness(of({}), of({})), 0);
        QCOMPARE(likeness(of(u"help"_s), of(u"help"_s)), 0);
        QCOMPARE(likeness(of(u"the and of it"_s), of(u"the and of it"_s)), 0);
    }

    void whatSomebodyElseWroteDoesNotMakeThemAlike()
    {
        const QString quoted = u"\n\nOn Tue Dana wrote:\n"_s + kSync;
        QVERIFY(likeness(of(u"Colour of the chart legend is odd"_s + quoted),
                         of(u"Please add ten more seats for January"_s + quoted)) < 100);
    }

    void theThirdReportOfTheSameCustomerIsMany()
    {
        const policy::RepeatRule rule = policy::shippedEscalation().repeats;
        const Report third = report(u"c"_s, u"acme"_s, kSync);
        std::vector<Report> others{report(u"a"_s, u"acme"_s, kSync, kNow - days(9)),
                                   report(u"x"_s, u"other"_s, kSync, kNow - days(1))};
        Repeats repeats = repeatsOf(third, others, rule);
        QCOMPARE(repeats.count, 2); // another customer's does not count
        QVERIFY(!repeats.isMany && !manySince(third, repeats, rule));
        others.push_back(
            report(u"b"_s, u"acme"_s, u"Warehouse sync failed at night: error 1042"_s, kNow - days(2)));
        others.push_back(third); // itself is counted once
        repeats = repeatsOf(third, others, rule);
        QCOMPARE(repeats.count, 3);
        QVERIFY(repeats.isMany);
        QCOMPARE(manySince(third, repeats, rule), kNow);
        QCOMPARE(repeats.counted.front().ticket, others[2].ticket); // the newest first
        QVERIFY(repeats.counted.front().isAlike && repeats.counted.front().permille >= 450);
    }

    void aLinkMadeLaterCountsFromThen()
    {
        const policy::RepeatRule rule = policy::shippedEscalation().repeats;
        const auto cause = SubjectId::derived(Instant{}, {u"cause"});
        Report third = report(u"c"_s, u"acme"_s, u"Colours of the legend are odd"_s);
        std::vector<Report> others{report(u"a"_s, u"acme"_s, kSync, kNow - days(9)),
                                   report(u"b"_s, u"acme"_s, u"Need ten seats"_s, kNow - days(2))};
        const auto link = [&](Report &each, Instant at) {
            each.causes = {cause};
            each.causesSince = {at};
        };
        link(third, kNow + hours(1));
        link(others[0], kNow - days(8));
        QVERIFY(!manySince(third, repeatsOf(third, others, rule), rule));
        link(others[1], kNow + hours(5));
        QCOMPARE(manySince(third, repeatsOf(third, others, rule), rule), kNow + hours(5));
        others.push_back(report(u"d"_s, u"acme"_s, u"Colours of the legend are odd"_s, kNow - days(1)));
        QCOMPARE(manySince(third, repeatsOf(third, others, rule), rule), kNow + hours(1));
    }

    void whatIsOldOrYetToComeDoesNotCount()
    {
        const policy::RepeatRule rule = policy::shippedEscalation().repeats;
        const Report last = report(u"c"_s, u"acme"_s, kSync);
        const std::vector<Report> others{report(u"a"_s, u"acme"_s, kSync, kNow - days(31)),
                                         report(u"b"_s, u"acme"_s, kSync, kNow + hours(1)),
                                         report(u"d"_s, u"acme"_s, kSync, kNow - days(30))};
        QCOMPARE(repeatsOf(last, others, rule).count, 2);
    }

    void aCauseInCommonCountsWhateverTheWords()
    {
        const policy::RepeatRule rule = policy::shippedEscalation().repeats;
        const auto cause = SubjectId::derived(Instant{}, {u"incident"_s});
        Report one = report(u"a"_s, u"acme"_s, u"Nothing can be saved in the morning"_s);
        Report two = report(u"b"_s, u"acme"_s, u"The report page stays blank"_s);
        QCOMPARE(repeatsOf(one, std::vector{two}, rule).count, 1);
        one.causes = two.causes = {cause};
        const Repeats repeats = repeatsOf(one, std::vector{two}, rule);
        QCOMPARE(repeats.count, 2);
        QVERIFY(repeats.counted.front().hasSameCause && !repeats.counted.front().isAlike);
    }

    void withoutACustomerNothingCounts()
    {
        const Report one = report(u"a"_s, {}, kSync), two = report(u"b"_s, {}, kSync);
        QCOMPARE(repeatsOf(one, std::vector{two}, policy::shippedEscalation().repeats).count, 1);
    }

    void whatCountedIsShown()
    {
        const QStringList words =
            commonWords(kSync, u"Error 1042 in the sync of the warehouse"_s, policy::shippedWords().mail);
        QVERIFY(words.contains(u"1042"_s) && words.contains(u"warehouse"_s));
        QVERIFY(!words.contains(u"the"_s));
    }

private:
    /// Every pair of tickets of one customer: one more of the same, or not.
    void compare(bool heldOut, double leastPrecision, double leastRecall) const
    {
        Score score;
        for (size_t i = 0; i < m_corpus.size(); ++i) {
            for (size_t j = i + 1; j < m_corpus.size(); ++j) {
                const CorpusTicket &left = m_corpus[i], &right = m_corpus[j];
                if (left.isHeldOut != heldOut || right.isHeldOut != heldOut || left.customer.isEmpty() ||
                    left.customer != right.customer)
                    continue;
                const auto &marks = policy::shippedWords().mail;
                const int alike = likeness(fingerprintOf(left.subject, left.text, marks),
                                           fingerprintOf(right.subject, right.text, marks));
                const bool isFound = alike >= policy::shippedEscalation().repeats.likePercent * 10;
                score.judge(left.issue == right.issue, isFound,
                            u"%1 and %2 (%3)"_s.arg(left.id, right.id).arg(alike), isLoud(heldOut));
            }
        }
        score.print(heldOut ? "repeats, held out" : "repeats, tuned");
        QVERIFY(score.hits > 0);
        QVERIFY(score.precision() >= leastPrecision);
        QVERIFY(score.recall() >= leastRecall);
    }

    std::vector<CorpusTicket> m_corpus;
};

QTEST_APPLESS_MAIN(TestSimilar)
#include "tst_similar.moc"
