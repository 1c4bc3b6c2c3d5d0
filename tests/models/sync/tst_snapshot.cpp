// SPDX-License-Identifier: GPL-3.0-or-later
// The manifest of a snapshot: what its maker signed, and nothing else.
#include "models/sync/snapshot.h"
#include "tests/models/sync/batches.h"

#include <QCborStreamWriter>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::sync;
using muster::test::Author;

namespace {

Manifest manifestOf(const Author &maker, int parts)
{
    Manifest manifest;
    manifest.key = maker.key().publicKey();
    manifest.madeAt = fromMillis(1'795'183'200'000);
    manifest.place = {"2026-11-21T10:00:00Z", 4'711, ledger::sha256("the message there")};
    manifest.slot = 1;
    for (int i = 0; i < parts; ++i)
        manifest.parts.push_back(
            {i == 0 ? Stage::Team : Stage::Queue, ledger::sha256(QByteArray::number(i))});
    return manifest;
}

} // namespace

class TestSnapshot final : public QObject
{
    Q_OBJECT
private slots:
    void whatIsEncodedIsDecoded_data()
    {
        QTest::addColumn<int>("parts");
        for (const int parts : {0, 1, 300})
            QTest::newRow(qPrintable(QString::number(parts))) << parts;
    }
    void whatIsEncodedIsDecoded()
    {
        QFETCH(int, parts);
        const Author maker(3);
        const Manifest manifest = manifestOf(maker, parts);
        const auto read = decodeManifest(encode(manifest, maker.key()));
        QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
        QVERIFY(*read == manifest);
        QCOMPARE(read->maker(), maker.key().device());
    }

    void everyChangedByteIsRefused()
    {
        const Author maker(3);
        const QByteArray good = encode(manifestOf(maker, 3), maker.key());
        for (qsizetype at = 0; at < good.size(); ++at) {
            QByteArray changed = good;
            changed[at] = char(changed[at] ^ 0x41);
            QVERIFY2(!decodeManifest(changed), qPrintable(u"byte %1"_s.arg(at)));
        }
    }

    void oneCutOffOrGoingOnIsRefused()
    {
        const Author maker(3);
        const QByteArray good = encode(manifestOf(maker, 3), maker.key());
        for (qsizetype length = 0; length < good.size(); ++length)
            QVERIFY2(!decodeManifest(good.left(length)), qPrintable(QString::number(length)));
        QVERIFY(!decodeManifest(good + '\0'));
    }

    /// Whoever signs it, it counts for the device whose key is in it.
    void anothersSignatureIsRefused()
    {
        const Author maker(3), other(4);
        const auto read = decodeManifest(encode(manifestOf(maker, 3), other.key()));
        QVERIFY(!read);
        QVERIFY2(read.error().detail.contains(u"signature"), qPrintable(read.error().detail));
    }

    void moreThanANewcomerReadsIsRefused()
    {
        const Author maker(3);
        QVERIFY(decodeManifest(encode(manifestOf(maker, int(kMostParts)), maker.key())));
        QVERIFY(!decodeManifest(encode(manifestOf(maker, int(kMostParts) + 1), maker.key())));
        Manifest far = manifestOf(maker, 1);
        far.place.sequence = (quint64(1) << 40) + 1;
        QVERIFY(!decodeManifest(encode(far, maker.key())));
        far = manifestOf(maker, 1);
        far.slot = 2;
        QVERIFY(!decodeManifest(encode(far, maker.key())));
    }

    void aNewerFormSaysSo()
    {
        const Author maker(3);
        QByteArray fields;
        QCborStreamWriter inner(&fields);
        inner.startArray(8);
        inner.append(quint64(2));
        const QByteArray signature = maker.key().sign("muster snapshot 1:" + fields);
        QByteArray bytes;
        QCborStreamWriter out(&bytes);
        out.startArray(2);
        out.appendByteString(fields.constData(), fields.size());
        out.appendByteString(signature.constData(), signature.size());
        out.endArray();
        const auto read = decodeManifest(bytes);
        QVERIFY(!read);
        QVERIFY2(read.error().detail.contains(u"newer"), qPrintable(read.error().detail));
    }

    void eachPartHasASubjectOfItsMaker()
    {
        const DeviceId maker = Author(3).key().device();
        const QByteArray id = maker.toString().toLatin1();
        QCOMPARE(manifestSubject(maker), "snap." + id + ".m");
        QCOMPARE(partSubject(maker, 1, 12), "snap." + id + ".1x12");
    }
};

QTEST_APPLESS_MAIN(TestSnapshot)
#include "tst_snapshot.moc"
