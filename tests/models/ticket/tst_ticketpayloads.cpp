// SPDX-License-Identifier: GPL-3.0-or-later
// A ticket's facts to bytes and back.
#include "models/base/json.h"
#include "tests/models/ticket/randomfacts.h"
#include "tests/support/hostilejson.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::ticket;

namespace {

constexpr quint32 kSeed = 20261121;
constexpr size_t kKinds = std::variant_size_v<TicketFact>;

/// The keys that payloads of this kind may have, and one that none has.
QStringList keysOf(size_t kind)
{
    RandomFacts random(kSeed);
    QStringList keys{u"unknown"_s};
    for (int i = 0; i < 50; ++i)
        keys += toPayload(random.fact(kind)).keys();
    keys.removeDuplicates();
    return keys;
}

} // namespace

class TestTicketPayloads : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void everyFactComesBackFromItsBytes()
    {
        RandomFacts random(kSeed);
        qInfo("seed %u", kSeed);
        for (int round = 0; round < 100; ++round) {
            for (size_t kind = 0; kind < kKinds; ++kind) {
                const TicketFact fact = random.fact(kind);
                QCOMPARE(fact.index(), kind);
                const QByteArray bytes = canonicalJson(toPayload(fact));
                const auto object = parseJsonObject(bytes);
                QVERIFY(object.has_value());
                const auto read = fromPayload(typeName(fact), 1, *object);
                QVERIFY2(read.has_value(), bytes.constData());
                QVERIFY2(*read == fact, bytes.constData());
                QCOMPARE(canonicalJson(toPayload(*read)), bytes);
            }
        }
    }

    void hostilePayloadsAreRefusedOrReadForGood()
    {
        RandomFacts random(kSeed + 1);
        test::HostileJson hostile(kSeed);
        std::vector<QStringList> keys;
        for (size_t kind = 0; kind < kKinds; ++kind)
            keys.push_back(keysOf(kind));
        int refused = 0, taken = 0;
        for (int round = 0; round < 900; ++round) {
            const size_t kind = size_t(round) % kKinds;
            const TicketFact fact = random.fact(kind);
            const QJsonObject payload = hostile.changed(toPayload(fact), keys[kind]);
            const auto read = fromPayload(typeName(fact), 1, payload);
            if (!read) {
                QCOMPARE(read.error().fault, Fault::BadInput);
                QVERIFY(!read.error().detail.isEmpty());
                ++refused;
                continue;
            }
            // What was let in is written so that it can be read again.
            const auto again = fromPayload(typeName(*read), 1, toPayload(*read));
            QVERIFY2(again.has_value(), canonicalJson(payload).left(300).constData());
            QVERIFY2(*again == *read, canonicalJson(payload).left(300).constData());
            ++taken;
        }
        QVERIFY(refused > 200);
        QVERIFY(taken > 200);
    }

    void aFactThatNamesNothingIsRefused_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("key");
        QTest::newRow("merge into nothing") << u"ticket.merged"_s << u"into"_s;
        QTest::newRow("link to nothing") << u"ticket.linked"_s << u"other"_s;
        QTest::newRow("no priority") << u"ticket.priority"_s << u"priority"_s;
        QTest::newRow("no step") << u"ticket.playbook"_s << u"step"_s;
        QTest::newRow("no status") << u"ticket.status"_s << u"status"_s;
    }
    void aFactThatNamesNothingIsRefused()
    {
        QFETCH(QString, type);
        QFETCH(QString, key);
        const auto read = fromPayload(type, 1, {{u"kind"_s, u"related"_s}});
        QVERIFY(!read);
        QVERIFY2(read.error().detail.contains(u'"' + key + u'"'), qPrintable(read.error().detail));
    }

    void anUnknownTypeOrVersionIsNotFoundAndNotWrong()
    {
        QCOMPARE(fromPayload(u"ticket.danced"_s, 1, {}).error().fault, Fault::NotFound);
        QCOMPARE(fromPayload(u"ticket.note"_s, 2, {}).error().fault, Fault::NotFound);
        QCOMPARE(fromPayload(QString(), 1, {}).error().fault, Fault::NotFound);
    }

    void aMessageWithNothingLeftIsStillRead()
    {
        for (const QString &type : {u"ticket.customer_message"_s, u"ticket.reply"_s, u"ticket.note"_s})
            QVERIFY(fromPayload(type, 1, {}).has_value()); // what a redaction leaves
    }
};

QTEST_APPLESS_MAIN(TestTicketPayloads)
#include "tst_ticketpayloads.moc"
