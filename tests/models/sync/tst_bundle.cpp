// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sync/bundle.h"
#include "tests/models/sync/batches.h"

#include <QBuffer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::sync;
using muster::test::Author;

namespace {

const SubjectId kTeam = SubjectId::random(fromMillis(1'790'000'000'000));

QByteArray bundleOf(const QByteArrayList &messages, const ledger::DeviceKey &key)
{
    QBuffer out;
    out.open(QIODevice::WriteOnly);
    BundleWriter writer(out, kTeam, key);
    bool isGood = bool(writer.begin());
    for (const QByteArray &message : messages)
        isGood = isGood && writer.add(message);
    isGood = isGood && writer.end();
    return isGood ? out.data() : QByteArray();
}

Result<BundleHead> checked(const QByteArray &bytes)
{
    QBuffer in;
    in.setData(bytes);
    in.open(QIODevice::ReadOnly);
    return checkBundle(in);
}

QByteArrayList messagesOf(const QByteArray &bytes)
{
    QBuffer in;
    in.setData(bytes);
    in.open(QIODevice::ReadOnly);
    QByteArrayList messages;
    const auto done = forEachMessage(in, [&](QByteArray message) -> Result<void> {
        messages += std::move(message);
        return {};
    });
    return done ? messages : QByteArrayList{"failed"};
}

} // namespace

class TestBundle : public QObject
{
    Q_OBJECT

private slots:
    void whatIsWrittenIsRead()
    {
        Author author;
        const QByteArrayList messages{"one", QByteArray(70'000, 'x'), encode(author.run(3))};
        const QByteArray bytes = bundleOf(messages, author.key());
        const auto head = checked(bytes);
        QVERIFY2(head, qPrintable(head ? QString() : head.error().detail));
        QCOMPARE(head->messages, 3);
        QVERIFY(head->team == kTeam);
        QVERIFY(head->maker() == author.key().device());
        QCOMPARE(messagesOf(bytes), messages);
        QVERIFY(checked(bundleOf({}, author.key())));
    }

    void checkingLeavesItAtItsBeginning()
    {
        QBuffer in;
        in.setData(bundleOf({"one"}, Author().key()));
        in.open(QIODevice::ReadOnly);
        QVERIFY(checkBundle(in));
        QCOMPARE(in.pos(), 0);
    }

    void cutOffAnywhereItIsRefused()
    {
        const QByteArray bytes = bundleOf({"one", "two", "three"}, Author().key());
        for (qsizetype size = 0; size < bytes.size(); ++size) {
            const auto head = checked(bytes.first(size));
            QVERIFY2(!head, qPrintable(QString::number(size)));
            QVERIFY(head.error().detail.contains(u"nothing of it was taken"));
        }
        QVERIFY(!checked(bytes + 'x'));
    }

    void everyChangedByteIsRefused()
    {
        const QByteArray bytes = bundleOf({"one", "two", "three"}, Author().key());
        for (qsizetype at = 0; at < bytes.size(); ++at) {
            for (int bit = 0; bit < 8; ++bit) {
                QByteArray changed = bytes;
                changed[at] = char(changed[at] ^ (1 << bit));
                QVERIFY2(!checked(changed), qPrintable(u"byte %1, bit %2"_s.arg(at).arg(bit)));
            }
        }
    }

    void messagesTakenOutDoubledOrSwappedAreNoticed()
    {
        const Author author;
        const QByteArray bytes = bundleOf({"one", "two"}, author.key());
        const QByteArray one = QByteArray::fromHex("00000003") + "one",
                         two = QByteArray::fromHex("00000003") + "two";
        QVERIFY(!checked(QByteArray(bytes).replace(one, "")));
        QVERIFY(!checked(QByteArray(bytes).replace(one, one + one)));
        QVERIFY(!checked(QByteArray(bytes).replace(one + two, two + one)));
    }

    void theTeamIsPartOfWhatIsSigned()
    {
        const Author author;
        QByteArray bytes = bundleOf({"one"}, author.key());
        const SubjectId other = SubjectId::random(fromMillis(1'790'000'000'001));
        bytes.replace(kTeam.toBlob(), other.toBlob());
        QVERIFY(!checked(bytes));
    }

    void aMessageLongerThanAnyIsNotRead()
    {
        const Author author;
        QByteArray bytes = bundleOf({"one"}, author.key());
        bytes.replace(QByteArray::fromHex("00000003") + "one", QByteArray::fromHex("7fffffff") + "one");
        const auto head = checked(bytes);
        QVERIFY(!head);
        QVERIFY2(head.error().detail.contains(u"at most"), qPrintable(head.error().detail));
    }

    void readingStopsWhereTheReaderSays()
    {
        QBuffer in;
        in.setData(bundleOf({"one", "two", "three"}, Author().key()));
        in.open(QIODevice::ReadOnly);
        int count = 0;
        const auto done = forEachMessage(in, [&](const QByteArray &) -> Result<void> {
            ++count;
            return count < 2 ? Result<void>() : Error{Fault::NotAllowed, u"enough"_s};
        });
        QVERIFY(!done);
        QCOMPARE(done.error().detail, u"enough"_s);
        QCOMPARE(count, 2);
    }
};

QTEST_GUILESS_MAIN(TestBundle)
#include "tst_bundle.moc"
