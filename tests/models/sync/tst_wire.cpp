// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/models/sync/batches.h"

#include <QCborStreamWriter>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::sync;
using muster::test::Author;

namespace {

/// As `batch`, with its signatures taken as they are.
bool isRefused(const Batch &batch)
{
    return !decode(encode(batch));
}

} // namespace

class TestWire : public QObject
{
    Q_OBJECT

private slots:
    void whatIsEncodedIsDecoded()
    {
        for (quint64 seed = 1; seed <= 60; ++seed) {
            Author author(seed);
            author.write(int(author.below(5)));
            const Batch run = author.run(1 + int(author.below(30)));
            const auto read = decode(encode(run));
            QVERIFY2(read, qPrintable(read ? QString() : read.error().detail));
            QVERIFY(*read == run);
            std::vector<Fact> facts = Author(seed + 1000).write(7);
            const Batch vouched = vouch(facts, author.key());
            const auto again = decode(encode(vouched));
            QVERIFY(again && *again == vouched);
            QCOMPARE(again->sender(), author.key().device());
        }
    }

    /// Otherwise a hub that lost its end and got another one could hold the same message under the same
    /// number.
    void noTwoSendingsAreTheSameMessage()
    {
        Batch batch = Author(22).run(3);
        const QByteArray plain = encode(batch);
        batch.sending = newSending();
        const QByteArray first = encode(batch);
        Batch again = batch;
        again.sending = newSending();
        QVERIFY(encode(again) != first && first != plain);
        const auto read = decode(first);
        QVERIFY2(read, qPrintable(read ? QString() : read.error().detail));
        QVERIFY(*read == batch);
        // Each form has its own parts: version 1 with nine, and 2 with eight.
        for (QByteArray bytes : {plain, first}) {
            bytes[1] = char(bytes[1] == 1 ? 2 : 1);
            QVERIFY(!decode(bytes));
        }
    }

    /// Left out are the numbers that are hints, and the choice between a text and its hash.
    void everyChangedByteIsRefusedOrChangesNothing()
    {
        for (const bool isRun : {true, false}) {
            Author author(7);
            Batch batch = isRun ? author.run(5) : vouch(Author(8).write(5), author.key());
            batch.sending = 0x1234567890;
            const QByteArray bytes = encode(batch);
            for (qsizetype at = 0; at < bytes.size(); ++at) {
                for (const int bit : {0, 3, 7}) {
                    QByteArray changed = bytes;
                    changed[at] = char(changed[at] ^ (1 << bit));
                    auto read = decode(changed);
                    if (!read)
                        continue;
                    read->seen = batch.seen;
                    read->sending = batch.sending;
                    QVERIFY2(*read == batch, qPrintable(u"byte %1, bit %2"_s.arg(at).arg(bit)));
                }
            }
        }
    }

    void aMessageCutOffOrGoingOnIsRefused()
    {
        Author author(9);
        const QByteArray bytes = encode(author.run(4));
        for (qsizetype size = 0; size < bytes.size(); ++size)
            QVERIFY2(!decode(bytes.first(size)), qPrintable(QString::number(size)));
        QVERIFY(!decode(bytes + '\0'));
        QVERIFY(!decode(bytes + bytes));
    }

    void aFactMissingDoubledOrSwappedIsRefused()
    {
        Author author(10);
        const Batch batch = author.run(6);
        for (size_t at = 0; at < batch.facts.size(); ++at) {
            Batch missing = batch;
            missing.facts.erase(missing.facts.begin() + qint64(at));
            if (at > 0) // without its first one, it is another run, and a sound one
                QVERIFY2(isRefused(missing), qPrintable(QString::number(at)));
            Batch doubled = batch;
            doubled.facts.insert(doubled.facts.begin() + qint64(at), batch.facts[at]);
            QVERIFY2(isRefused(doubled), qPrintable(QString::number(at)));
            Batch swapped = batch;
            std::swap(swapped.facts[at], swapped.facts[(at + 1) % swapped.facts.size()]);
            QVERIFY2(isRefused(swapped), qPrintable(QString::number(at)));
        }
    }

    void aRunCutShortWhereItIsSignedIsARunOfItsOwn()
    {
        Author author(11);
        Batch batch = author.run(6);
        batch.facts.resize(2); // test::Author signs the second
        QVERIFY(!isRefused(batch));
        batch.facts.resize(1);
        QVERIFY(isRefused(batch));
    }

    void eachSignatureInARunIsThatOfItsDevice()
    {
        Author author(12), other(13);
        Batch batch = author.run(5);
        Batch foreign = batch;
        ledger::sign(foreign.facts[2], other.key());
        QVERIFY(isRefused(foreign));
        Batch junk = batch;
        junk.facts[0].signature = QByteArray(64, 'x');
        QVERIFY(isRefused(junk));
        ledger::sign(batch.facts[3], author.key());
        QVERIFY(!isRefused(batch));
    }

    void aRunOfAnotherKeyIsRefused()
    {
        Author author(14), other(15);
        Batch batch = author.run(3);
        batch.key = other.key().publicKey();
        QVERIFY(isRefused(batch));
        ledger::sign(batch.facts.back(), other.key());
        // Signed anew it is a run of the other device, and nothing of it is the first one's.
        const auto read = decode(encode(batch));
        if (read) {
            for (const Fact &fact : read->facts)
                QCOMPARE(fact.device, other.key().device());
        }
    }

    void vouchedIsWhatItsSenderSigned()
    {
        Author author(16), other(17);
        const Batch batch = vouch(other.write(3), author.key());
        QVERIFY(!isRefused(batch));
        Batch more = batch;
        more.facts.push_back(other.write(1).front());
        QVERIFY(isRefused(more));
        Batch less = batch;
        less.facts.pop_back();
        QVERIFY(isRefused(less));
        Batch taken = batch;
        taken.key = other.key().publicKey();
        QVERIFY(isRefused(taken));
    }

    void whatIsVouchedForBringsNoSignaturesOfOthers()
    {
        Author author(18), other(19);
        std::vector<Fact> facts = other.write(2);
        ledger::sign(facts.front(), other.key());
        const Batch batch = vouch(facts, author.key());
        QVERIFY(batch.facts.front().signature.isEmpty());
        Batch slipped = batch;
        slipped.facts.front().signature = QByteArray(64, 'x');
        QVERIFY(isRefused(slipped));
    }

    void aVouchedBatchIsNoRunAndARunIsNotVouched()
    {
        Author author(20);
        Batch batch = author.run(2);
        batch.kind = BatchKind::Vouched;
        batch.signature = QByteArray(64, 's');
        QVERIFY(isRefused(batch));
        Batch vouched = vouch(author.write(2), author.key());
        vouched.kind = BatchKind::Run;
        vouched.signature.clear();
        QVERIFY(isRefused(vouched));
    }

    void nothingIsNoBatch()
    {
        QVERIFY(!decode({}));
        QVERIFY(isRefused({BatchKind::Run, Author(21).key().publicKey(), 0, {}, {}}));
        QVERIFY(isRefused(vouch({}, Author(21).key())));
        QVERIFY(!decode(QByteArray(kMaxMessage + 1, '\0')));
    }

    void aNewerFormSaysSo()
    {
        QByteArray bytes;
        QCborStreamWriter out(&bytes);
        out.startArray(8);
        out.append(quint64(9));
        const auto read = decode(bytes);
        QVERIFY(!read);
        QCOMPARE(read.error().fault, Fault::TooNew);
        QCOMPARE(formOf(bytes), quint64(9));
        QCOMPARE(formOf("no batch"), quint64(0));
        QVERIFY2(read.error().detail.contains(u"newer"), qPrintable(read.error().detail));
    }

    void lengthsThatPromiseMuchTakeNoRoom()
    {
        // A list of 2^62 parts; bytes of 2^62.
        for (const char *hex : {"88010058205b4000000000000000", "9b4000000000000000",
                                "8801005b4000000000000000", "880100bb4000000000000000"})
            QVERIFY(!decode(QByteArray::fromHex(hex)));
    }
};

QTEST_GUILESS_MAIN(TestWire)
#include "tst_wire.moc"
