// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/hub/certificates.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace muster;
using namespace muster::hub;
using namespace Qt::StringLiterals;

namespace {

const Instant kNow = *parseRfc3339(u"2026-11-21T14:05:00Z");
constexpr auto kDay = std::chrono::days(1);

/// What the openssl program says of a certificate at an instant.
QString judged(const QByteArray &certificate, const QByteArray &authority, Instant at,
               const QStringList &more = {})
{
    QTemporaryDir folder;
    const auto put = [&](const QString &name, const QByteArray &bytes) {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName()
                                                                                    : QString();
    };
    QProcess openssl;
    openssl.setProcessChannelMode(QProcess::MergedChannels);
    openssl.start(u"openssl"_s, QStringList{u"verify"_s, u"-x509_strict"_s, u"-attime"_s,
                                            QString::number(toMillis(at) / 1000), u"-CAfile"_s,
                                            put(u"authority.pem"_s, authority)} +
                                    more + QStringList{put(u"server.pem"_s, certificate)});
    openssl.waitForFinished();
    return openssl.exitCode() == 0 ? u"good"_s : QString::fromUtf8(openssl.readAll());
}

} // namespace

class TestCertificates : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_authority = *makeAuthority(u"Muster hub of the night shift"_s, kNow, 10); }
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void anAuthoritySaysWhoseItIsAndForHowLong()
    {
        const auto facts = readCertificate(m_authority.certificate);
        QVERIFY(facts);
        const CertificateFacts wanted{u"Muster hub of the night shift"_s, {}, kNow, kNow + 3650 * kDay, true};
        QVERIFY(*facts == wanted);
    }

    void aServersCertificateIsForItsNamesAndAddresses()
    {
        const auto server = makeServerCertificate(
            m_authority, {u"Hub1.Example.org"_s, u"10.0.0.7"_s, u"::1"_s, u"hub1.example.org"_s}, kNow, 365);
        QVERIFY(server);
        const auto facts = readCertificate(server->certificate);
        QCOMPARE(facts->hosts, QStringList({u"hub1.example.org"_s, u"10.0.0.7"_s, u"0:0:0:0:0:0:0:1"_s}));
        QCOMPARE(facts->until, kNow + 365 * kDay);
        QVERIFY(!facts->isAuthority);
        QVERIFY(isSignedBy(server->certificate, m_authority.certificate));
        QVERIFY(server->key.startsWith("-----BEGIN PRIVATE KEY-----"));
    }

    void anotherProgramTakesItForServingAndForTheLineBetweenServers()
    {
        const auto server =
            makeServerCertificate(m_authority, {u"hub1.example.org"_s, u"10.0.0.7"_s}, kNow, 365);
        const QByteArray &certificate = server->certificate, &authority = m_authority.certificate;
        const Instant then = kNow + kDay;
        QCOMPARE(judged(certificate, authority, then,
                        {u"-purpose"_s, u"sslserver"_s, u"-verify_hostname"_s, u"hub1.example.org"_s}),
                 u"good"_s);
        QCOMPARE(judged(certificate, authority, then, {u"-purpose"_s, u"sslclient"_s}), u"good"_s);
        QCOMPARE(judged(certificate, authority, then, {u"-verify_ip"_s, u"10.0.0.7"_s}), u"good"_s);
        QVERIFY(judged(certificate, authority, then, {u"-verify_hostname"_s, u"hub2.example.org"_s})
                    .contains(u"hostname mismatch"_s));
        QVERIFY(judged(certificate, authority, kNow + 400 * kDay).contains(u"has expired"_s));
        QVERIFY(judged(certificate, authority, kNow - kDay).contains(u"not yet valid"_s));
    }

    void ofTwoAuthoritiesOfOneNameOnlyOneHasSigned()
    {
        const auto twin = makeAuthority(u"Muster hub of the night shift"_s, kNow, 10);
        const auto server = makeServerCertificate(m_authority, {u"hub1.example.org"_s}, kNow, 365);
        QVERIFY(!isSignedBy(server->certificate, twin->certificate));
        QVERIFY(!isSignedBy(server->certificate, server->certificate));
        QVERIFY(judged(server->certificate, twin->certificate, kNow + kDay) != u"good");
    }

    void aServerSignsNoOthers()
    {
        const auto server = makeServerCertificate(m_authority, {u"hub1.example.org"_s}, kNow, 365);
        const auto refused =
            makeServerCertificate({server->certificate, server->key}, {u"hub2.example.org"_s}, kNow, 30);
        QVERIFY(!refused);
        QVERIFY(refused.error().detail.contains(u"not an authority"_s));
    }

    void noTwoCertificatesAreAlike()
    {
        const auto again = makeAuthority(u"Muster hub of the night shift"_s, kNow, 10);
        QVERIFY(again->certificate != m_authority.certificate && again->key != m_authority.key);
    }

    void aCertificateHoldsNoLongerThanItsAuthority()
    {
        const auto late =
            makeServerCertificate(m_authority, {u"hub1.example.org"_s}, kNow + 3600 * kDay, 100);
        QVERIFY(!late);
        QVERIFY(late.error().detail.contains(u"2036-11-18T14:05:00Z"_s));
        QVERIFY(!makeServerCertificate(m_authority, {u"hub1.example.org"_s}, kNow - kDay, 100));
    }

    void datesBehindTwoThousandFiftyAreKept()
    {
        const Instant later = *parseRfc3339(u"2049-06-01T00:00:00Z");
        const auto authority = makeAuthority(u"later"_s, later, 30);
        QCOMPARE(readCertificate(authority->certificate)->until, later + 30 * 365 * kDay);
    }

    void mistakesAreNamed_data()
    {
        QTest::addColumn<QStringList>("hosts");
        QTest::addColumn<int>("days");
        QTest::addColumn<QString>("says");
        const QStringList good{u"hub1.example.org"_s};
        QTest::newRow("no host") << QStringList() << 30 << u"1 to 50 host names"_s;
        QTest::newRow("an empty host") << QStringList{u""_s} << 30 << u"no host"_s;
        QTest::newRow("with a port") << QStringList{u"hub1:4222"_s} << 30 << u"no host"_s;
        QTest::newRow("a mistyped address") << QStringList{u"10.0.0.300"_s} << 30 << u"no host"_s;
        QTest::newRow("another extension") << QStringList{u"a,email:x@y"_s} << 30 << u"no host"_s;
        QTest::newRow("a line break") << QStringList{u"hub1\nhub2"_s} << 30 << u"no host"_s;
        QTest::newRow("a wildcard") << QStringList{u"*.example.org"_s} << 30 << u"no host"_s;
        QTest::newRow("a long label") << QStringList{QString(64, u'a')} << 30 << u"no host"_s;
        QTest::newRow("a long name") << QStringList{(QString(60, u'a') + u'.').repeated(5) + u"org"_s} << 30
                                     << u"no host"_s;
        QTest::newRow("no day") << good << 0 << u"1 to 825 days"_s;
        QTest::newRow("too many days") << good << 826 << u"1 to 825 days"_s;
    }
    void mistakesAreNamed()
    {
        QFETCH(QStringList, hosts);
        QFETCH(int, days);
        QFETCH(QString, says);
        const auto made = makeServerCertificate(m_authority, hosts, kNow, days);
        QVERIFY(!made);
        QCOMPARE(made.error().fault, Fault::BadInput);
        QVERIFY2(made.error().detail.contains(says), qPrintable(made.error().detail));
    }

    void anAuthorityNeedsANameAndASpanOfYears()
    {
        for (const QString &name : {u""_s, u"  "_s, QString(65, u'a'), u"a\u0007b"_s})
            QVERIFY2(!makeAuthority(name, kNow, 10), qPrintable(name));
        QVERIFY(!makeAuthority(u"good"_s, kNow, 0));
        QVERIFY(!makeAuthority(u"good"_s, kNow, 31));
        QCOMPARE(readCertificate(makeAuthority(u"Équipe Ω 夜"_s, kNow, 1)->certificate)->name,
                 u"Équipe Ω 夜"_s);
    }

    void hostsOfOtherScriptsAreWrittenAsTheNetworkSpellsThem()
    {
        QCOMPARE(*checkedHost(u"bücher.example"_s), u"xn--bcher-kva.example"_s);
    }

    void whatIsNoCertificateIsRefused()
    {
        const QByteArray pem = m_authority.certificate;
        for (const QByteArray &text :
             {QByteArray(), QByteArray("hello"), pem.left(200), m_authority.key, pem + pem,
              QByteArray(20'000, 'x'), QByteArray(pem).replace('A', 'B')}) {
            const auto read = readCertificate(text);
            QVERIFY(!read);
            QCOMPARE(read.error().fault, Fault::BadInput);
        }
        const Authority strangersKey{pem, makeAuthority(u"other"_s, kNow, 1)->key};
        QVERIFY(!makeServerCertificate(strangersKey, {u"hub1.example.org"_s}, kNow, 30));
        QVERIFY(!makeServerCertificate({pem, "no key"}, {u"hub1.example.org"_s}, kNow, 30));
    }

private:
    Authority m_authority;
};

QTEST_APPLESS_MAIN(TestCertificates)
#include "tst_certificates.moc"
