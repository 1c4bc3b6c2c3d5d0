// SPDX-License-Identifier: GPL-3.0-or-later
// The check over texts that nobody would write: a megabyte of one kind, random units, braces that never
// close.
#include "tests/models/comms/corpusworld.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::comms;
using namespace muster::test;

namespace {

constexpr qsizetype kMega = 1024 * 1024;

QString repeated(const QString &piece)
{
    return piece.repeated(kMega / piece.size() + 1).left(kMega);
}

QString randomUnits(quint32 seed, qsizetype length)
{
    QRandomGenerator random(seed);
    QString text(length, Qt::Uninitialized);
    for (QChar &unit : text)
        unit = QChar(char16_t(random.bounded(0x10000)));
    return text;
}

QString randomWords(quint32 seed, qsizetype length)
{
    static const QStringList words{
        u"soon"_s,  u"next update"_s, u"by"_s,  u"15:00"_s,    u"UTC"_s,      u"{"_s,       u"}"_s,
        u"["_s,     u"]"_s,           u"\""_s,  u"will be"_s,  u"fixed"_s,    u"someone"_s, u"INC-1"_s,
        u"SEV-2"_s, u"18%"_s,         u"of"_s,  u"sessions"_s, u"fail"_s,     u"."_s,       u"\n"_s,
        u","_s,     u"because"_s,     u"Bob"_s, u"forgot"_s,   u"10.0.0.1"_s, u"and"_s};
    QRandomGenerator random(seed);
    QString text;
    while (text.size() < length)
        text += words[random.bounded(int(words.size()))] + (random.bounded(5) == 0 ? u""_s : u" "_s);
    return text;
}

} // namespace

class TestCommsHostile final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void staysSoundOnAnyText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << QString();
        QTest::newRow("one letter") << repeated(u"a"_s);
        QTest::newRow("one blank") << repeated(u" "_s);
        QTest::newRow("lines") << repeated(u"\n"_s);
        QTest::newRow("short lines") << repeated(u"ab\n"_s);
        QTest::newRow("words") << repeated(u"word "_s);
        QTest::newRow("digits") << repeated(u"1"_s);
        QTest::newRow("times") << repeated(u"15:00 UTC "_s);
        QTest::newRow("colons") << repeated(u"1:"_s);
        QTest::newRow("promises") << repeated(u"It will be fixed by 15:00 UTC. "_s);
        QTest::newRow("promises without an end") << repeated(u"it will be fixed by 15:00 and "_s);
        QTest::newRow("updates") << repeated(u"next update by 15:00 UTC "_s);
        QTest::newRow("soon") << repeated(u"soon "_s);
        QTest::newRow("open braces") << repeated(u"{"_s);
        QTest::newRow("open brackets") << repeated(u"[a"_s);
        QTest::newRow("open angles") << repeated(u"<a "_s);
        QTest::newRow("nested braces") << repeated(u"{{a}"_s);
        QTest::newRow("quotes") << repeated(u"\" "_s);
        QTest::newRow("cited lines") << repeated(u"> soon\n"_s);
        QTest::newRow("hosts") << repeated(u"a.b-c."_s);
        QTest::newRow("addresses") << repeated(u"10.0.0.1."_s);
        QTest::newRow("numbers of incidents") << repeated(u"INC-A-"_s);
        QTest::newRow("figures") << repeated(u"18 "_s);
        QTest::newRow("shares") << repeated(u"18% of sessions fail, "_s);
        QTest::newRow("fractions") << repeated(u"one in three sessions fail "_s);
        QTest::newRow("statuses") << repeated(u"status: resolved\n"_s);
        QTest::newRow("severities") << repeated(u"SEV-2 "_s);
        QTest::newRow("blame") << repeated(u"because our vendor forgot it "_s);
        QTest::newRow("internal names") << repeated(u"db-eu-3 "_s);
        QTest::newRow("our our our") << repeated(u"our "_s);
        QTest::newRow("the big the big") << repeated(u"the big vendor team "_s);
        QTest::newRow("we we we") << repeated(u"we will "_s);
        QTest::newRow("names") << repeated(u"Bob Bob's "_s);
        QTest::newRow("someone from the") << repeated(u"someone from the "_s);
        QTest::newRow("lone surrogates") << repeated(QString(QChar(0xD800)) + u"soon "_s);
        QTest::newRow("zero") << repeated(QString(QChar(0)) + u"TBD "_s);
        QTest::newRow("random units") << randomUnits(20261120, kMega);
        QTest::newRow("random words") << randomWords(20261120, kMega);
    }
    void staysSoundOnAnyText()
    {
        QFETCH(QString, text);
        CorpusIncident about = checkout();
        incident::UpdateSent sent;
        sent.audience = u"internal"_s;
        sent.text = text;
        about.tell(u"14:20"_s, sent);
        const policy::IncidentRules rules = corpusRules();
        QElapsedTimer clock;
        clock.start();
        const auto findings =
            check({u"customers"_s, text.left(4000), text, corpusTime().now + std::chrono::minutes(30)},
                  {about.incident, rules, corpusTime(), corpusPeople(), about.customers});
        qInfo("%lld ms, %zu findings", static_cast<long long>(clock.elapsed()), findings.size());
        for (const Finding &finding : findings) {
            const qsizetype size =
                finding.part == Part::Text ? text.size() : std::min<qsizetype>(4000, text.size());
            QVERIFY(finding.begin >= 0 && finding.length >= 0 && finding.begin + finding.length <= size);
            QVERIFY(!finding.what.isEmpty() && !finding.mend.isEmpty());
        }
    }

    void isTheSameWhateverCameBefore()
    {
        constexpr quint32 kSeed = 41;
        const policy::IncidentRules rules = corpusRules();
        const CorpusIncident about = checkout();
        const CheckContext context{about.incident, rules, corpusTime(), corpusPeople(), about.customers};
        for (quint32 seed = kSeed; seed < kSeed + 60; ++seed) {
            const Message message{u"customers"_s, {}, randomWords(seed, 600), {}};
            const auto first = check(message, context);
            (void)check({u"internal"_s, {}, randomUnits(seed, 600), {}}, context);
            QVERIFY2(check(message, context) == first, qPrintable(u"seed %1"_s.arg(seed)));
        }
    }
};

QTEST_APPLESS_MAIN(TestCommsHostile)
#include "tst_commshostile.moc"
