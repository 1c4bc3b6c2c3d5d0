// SPDX-License-Identifier: GPL-3.0-or-later
// Words of security and of lost revenue in tickets: each rule by name, hostile texts, and precision and
// recall over the corpus (see corpus/README.md).
#include "models/escalation/mailtext.h"
#include "models/escalation/words.h"
#include "models/policy/wordreader.h"
#include "tests/models/escalation/ticketcorpus.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::escalation;
using namespace muster::test;

namespace {

const WordFinder &finder()
{
    static const WordFinder made(policy::shippedWords());
    return made;
}

} // namespace

class TestTicketWords final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_corpus = ticketCorpus(); }

    void theCorpusIsLargeEnough()
    {
        QVERIFY(m_corpus.size() >= 100);
        const auto heldOut = size_t(std::ranges::count_if(m_corpus, &CorpusTicket::isHeldOut));
        QVERIFY(heldOut * 3 >= m_corpus.size());
        std::set<QString> languages;
        for (const CorpusTicket &each : m_corpus)
            languages.insert(each.language);
        QCOMPARE(languages, (std::set<QString>{u"de"_s, u"en"_s, u"es"_s, u"fr"_s}));
    }

    void securityInTicketsItWasTunedOn() { compare(Topic::Security, false, 0.97, 0.97); }
    void securityInTicketsItHasNeverSeen() { compare(Topic::Security, true, 0.85, 0.72); }
    void revenueInTicketsItWasTunedOn() { compare(Topic::Revenue, false, 0.97, 0.97); }
    void revenueInTicketsItHasNeverSeen() { compare(Topic::Revenue, true, 0.95, 0.9); }

    void wordsCountOnlyAsWholeWords()
    {
        QVERIFY(isSecurity(u"We were hacked."_s));
        QVERIFY(!isSecurity(u"We were whackedout."_s));
        QVERIFY(isSecurity(u"an XSS, perhaps"_s));
        QVERIFY(!isSecurity(u"the file maxxssize.txt"_s));
        QVERIFY(isSecurity(u"three vulnerabilities"_s)); // a beginning with *
    }

    void caseAndAccentsDoNotMatter()
    {
        QVERIFY(isSecurity(u"SICHERHEITSLÜCKE"_s));
        QVERIFY(isSecurity(u"sicherheitslucke"_s));
        QVERIFY(isSecurity(u"une faille de SÉCURITÉ"_s));
        QVERIFY(isSecurity(u"contrase\u0303a... hackeado"_s)); // a letter with its accent behind it
    }

    void aHitPointsAtTheWordsInTheTextAsGiven()
    {
        const QString text = u"Hallo,\n\nwir hatten ein Datenleck. Bitte melden."_s;
        const auto hits = finder().find(Topic::Security, text);
        QCOMPARE(hits.size(), size_t(1));
        QCOMPARE(text.mid(hits[0].begin, hits[0].length), u"Datenleck"_s);
        QCOMPARE(hits[0].language, u"de"_s);
        QCOMPARE(foundText(hits), u"“Datenleck”"_s);
    }

    void whatIsDeniedDoesNotCountAndSaysByWhat_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("counts");
        const auto row = [](const QString &text, bool counts) {
            QTest::newRow(qPrintable(text)) << text << counts;
        };
        row(u"This is not a security issue."_s, false);
        row(u"No data was leaked, there was no data breach."_s, false);
        row(u"There is no doubt: this is a data breach."_s, true);
        row(u"We are not sure whether this is a security breach."_s, true);
        row(u"We cannot rule out a data breach."_s, true);
        row(u"A data breach can be ruled out."_s, false);
        row(u"Not only slow, it is a security hole."_s, true);
        row(u"It does not load. We were hacked."_s, true); // another sentence
        row(u"Das ist keine Sicherheitslücke."_s, false);
        row(u"Ein Datenleck ist nicht ausgeschlossen."_s, true);
        row(u"Ein Datenleck ist ausgeschlossen."_s, false);
        row(u"Ce n'est pas une faille de sécurité."_s, false);
        row(u"No es una vulnerabilidad."_s, false);
    }
    void whatIsDeniedDoesNotCountAndSaysByWhat()
    {
        QFETCH(QString, text);
        QFETCH(bool, counts);
        const auto hits = finder().find(Topic::Security, text);
        QVERIFY(!hits.empty());
        QCOMPARE(std::ranges::any_of(hits, &WordHit::counts), counts);
    }

    void quotationsSignaturesAndSmallPrintAreLeftOut_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("counts");
        const auto row = [](const char *name, const QString &text, bool counts) {
            QTest::newRow(name) << text << counts;
        };
        row("marked", u"Thanks.\n> we were hacked"_s, false);
        row("on wrote",
            u"Thanks.\n\nOn Tue, 3 Nov 2026 at 10:12, Dana Wells <d@x.example> wrote:\nwe were hacked"_s,
            false);
        row("answered below", u"On Tue Dana wrote:\n> all fine?\n\nNo, we were hacked."_s, true);
        row("am schrieb", u"Danke.\n\nAm 3.11.2026 um 10:12 schrieb Eva Kern:\n\nWir wurden gehackt"_s,
            false);
        row("head of a forwarded mail", u"FYI\n\nFrom: Eva\nSent: Monday\nSubject: x\n\nwe were hacked"_s,
            false);
        row("German head", u"FYI\n\nVon: Eva\nGesendet: Montag\nBetreff: x\n\nwe were hacked"_s, false);
        row("original message", u"ok\n\n-----Original Message-----\nwe were hacked"_s, false);
        row("signature mark", u"ok\n-- \nReport security incidents to us"_s, false);
        row("closing", u"ok\n\nKind regards,\nAnn\nSecurity incident team"_s, false);
        row("closing with a name", u"ok\n\nThanks, Ann\nSecurity incident team"_s, false);
        row("German closing", u"ok\n\nMit freundlichen Grüßen\nKarl\nLeiter Sicherheitsvorfälle"_s, false);
        row("postscript", u"ok\n\nBest\nJo\n\nPS: we were hacked"_s, true);
        row("small print",
            u"ok\n\nThis mail is confidential and intended for you. Unauthorized use is prohibited."_s,
            false);
        row("thanks is no closing above a story",
            u"Thanks\n"_s + u"a line of the story\n"_s.repeated(20) + u"we were hacked"_s, true);
        row("a colon is no head", u"Date: unknown\nwe were hacked"_s, true);
        row("nothing else", u"we were hacked"_s, true);
    }
    void quotationsSignaturesAndSmallPrintAreLeftOut()
    {
        QFETCH(QString, text);
        QTEST(isSecurity(text), "counts");
        QCOMPARE(ownText(text, policy::shippedWords().mail).size(), text.size());
    }

    void aSubjectAsksToEscalate_data()
    {
        QTest::addColumn<QString>("subject");
        QTest::addColumn<bool>("asks");
        const auto row = [](const QString &subject, bool asks) {
            QTest::newRow(qPrintable(subject)) << subject << asks;
        };
        row(u"ESCALATE"_s, true);
        row(u"Re: ESCALATE MSTR-7F3K-0042 sync fails"_s, true);
        row(u"AW: [Escalate] Rechnung"_s, true);
        row(u"RE: escalate"_s, true);
        row(u"ESKALIEREN: Kasse steht"_s, true);
        row(u"Re: Panne - ESCALADE"_s, true);
        row(u"How do I escalate a ticket?"_s, false);
        row(u"DEESCALATED"_s, false);
        row(u"privilege escalation in the API"_s, false);
        row(u""_s, false);
    }
    void aSubjectAsksToEscalate()
    {
        QFETCH(QString, subject);
        QFETCH(bool, asks);
        QCOMPARE(finder().asksToEscalate(subject), asks);
    }

    void anAnswerMayAskToEscalate_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("asks");
        QTest::newRow("the word alone") << u"escalate"_s << true;
        QTest::newRow("at its head") << u"ESCALATE: we wait since Monday"_s << true;
        QTest::newRow("in brackets") << u"[Escalate] we wait since Monday"_s << true;
        QTest::newRow("on a line of its own") << u"Hello,\n\nESCALATE\n\nBest regards\nAnn"_s << true;
        QTest::newRow("in a sentence") << u"Please escalate this ticket"_s << false;
        QTest::newRow("about privileges") << u"Escalate privileges: how?"_s << false;
        QTest::newRow("quoted") << u"Thank you.\n> ESCALATE"_s << false;
        QTest::newRow("below a quotation") << u"Fixed.\nOn Monday Dana wrote:\nESCALATE"_s << false;
        QTest::newRow("nothing") << QString() << false;
    }
    void anAnswerMayAskToEscalate()
    {
        QFETCH(QString, text);
        QFETCH(bool, asks);
        QCOMPARE(finder().answersToEscalate(text), asks);
    }

    void aTicketMaySpeakOfBoth()
    {
        const QString text = u"We were hacked and are losing orders."_s;
        QVERIFY(finder().isAbout(Topic::Security, {}, text));
        QVERIFY(finder().isAbout(Topic::Revenue, text, {})); // in the subject as well
    }

    void hostileTextsEndInTime_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("one word") << QString(2'000'000, u'a');
        QTest::newRow("the beginning of a way") << u"security "_s.repeated(300'000);
        QTest::newRow("gaps") << u"leaked x x data leaked "_s.repeated(100'000);
        QTest::newRow("denials") << u"not no never without breach "_s.repeated(100'000);
        QTest::newRow("empty lines") << QString(2'000'000, u'\n');
        QTest::newRow("quotes") << u"> > > >\n"_s.repeated(200'000);
        QTest::newRow("heads") << u"From: a\n\nSent: b\n\n"_s.repeated(100'000);
        QTest::newRow("half a pair") << QString(QChar(0xd800)).repeated(100'000);
        QTest::newRow("marks") << QString(QChar(0x0301)).repeated(500'000);
    }
    void hostileTextsEndInTime()
    {
        QFETCH(QString, text);
        QElapsedTimer timer;
        timer.start();
        const auto hits = finder().find(Topic::Security, text);
        QVERIFY(!finder().answersToEscalate(text));
        QVERIFY(hits.size() <= 20);
        QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
    }

    void randomTextsNeverPointOutside()
    {
        const quint32 seed = 20'261'121;
        QRandomGenerator random(seed);
        const QStringList pieces{u"data "_s, u"breach"_s, u"\n"_s,   u"> "_s,        u"not "_s,
                                 u"--\n"_s,  u"é"_s,      u"leak"_s, u"ed "_s,       u"… "_s,
                                 u"PS "_s,   u"From:"_s,  u"."_s,    u"\U0001F6A8"_s};
        for (int round = 0; round < 500; ++round) {
            QString text;
            for (int i = 0; i < 40; ++i)
                text += pieces[random.bounded(pieces.size())];
            qsizetype last = 0;
            for (const WordHit &hit : finder().find(Topic::Security, text)) {
                QVERIFY(hit.begin >= last && hit.begin + hit.length <= text.size());
                last = hit.begin + hit.length;
            }
        }
    }

private:
    static bool isSecurity(const QString &text) { return finder().isAbout(Topic::Security, {}, text); }

    void compare(Topic topic, bool heldOut, double leastPrecision, double leastRecall) const
    {
        Score score;
        for (const CorpusTicket &each : m_corpus) {
            if (each.isHeldOut != heldOut)
                continue;
            const bool isExpected = topic == Topic::Security ? each.isSecurity : each.isRevenue;
            score.judge(isExpected, finder().isAbout(topic, each.subject, each.text), each.id,
                        isLoud(heldOut));
        }
        score.print(topic == Topic::Security ? (heldOut ? "security, held out" : "security, tuned")
                                             : (heldOut ? "revenue, held out" : "revenue, tuned"));
        QVERIFY(score.hits > 0);
        QVERIFY(score.precision() >= leastPrecision);
        QVERIFY(score.recall() >= leastRecall);
    }

    std::vector<CorpusTicket> m_corpus;
};

QTEST_APPLESS_MAIN(TestTicketWords)
#include "tst_ticketwords.moc"
