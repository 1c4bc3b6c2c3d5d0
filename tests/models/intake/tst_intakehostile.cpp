// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/models/intake/readall.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::intake;

namespace {

const QByteArray kPieces[] = {"\"",
                              ",",
                              "\n",
                              "\r",
                              "{",
                              "}",
                              "[",
                              "]",
                              "\\",
                              "\xff",
                              "\0",
                              ":",
                              "\xF0\x9F",
                              "\\ud800",
                              "\"\"\"",
                              "null",
                              "99999999999999999999",
                              "\xEF\xBB\xBF"};

QByteArray mutated(QByteArray bytes, QRandomGenerator &random)
{
    const int changes = random.bounded(1, 5);
    for (int i = 0; i < changes && !bytes.isEmpty(); ++i) {
        const qsizetype at = random.bounded(int(bytes.size()));
        switch (random.bounded(4)) {
        case 0:
            bytes.remove(at, random.bounded(1, 40));
            break;
        case 1:
            bytes.insert(at, kPieces[size_t(random.bounded(int(std::size(kPieces))))]);
            break;
        case 2:
            bytes[at] = char(random.bounded(256));
            break;
        case 3:
            bytes.insert(at, bytes.mid(at, random.bounded(1, 200)));
            break;
        }
    }
    return bytes;
}

QByteArray seedFile(int which)
{
    const QString folder = QStringLiteral(MUSTER_SOURCE_DIR "/tests/models/intake/data/");
    const QString names[] = {u"zendesk.jsonl"_s, u"zammad.json"_s, u"jira.json"_s, u"jira.csv"_s};
    if (which == 4)
        return "Subject,Created,Description,Priority\na,2026-11-19,\"b\nc\",high\n\"d, e\",2026-11-19 "
               "10:00,\"f\",P1\n";
    QFile file(folder + names[which]);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestIntakeHostile : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void endsOnEveryDamagedFileAndKeepsItsPromises()
    {
        constexpr quint32 kSeed = 20261120;
        qInfo("seed %u", kSeed);
        QRandomGenerator random(kSeed);
        const QString keys[] = {u"zendesk"_s, u"zammad"_s, u"jira-service-management"_s,
                                u"jira-service-management"_s, u"generic"_s};
        qsizetype tickets = 0, rejects = 0;
        for (int round = 0; round < 400; ++round) {
            const int which = round % 5;
            const QByteArray bytes = mutated(seedFile(which), random);
            const TextFile file(bytes);
            (void)peek(file.path()).has_value();
            const Everything all = readAll(file.path(), *shippedMap(keys[which]));
            const qint64 lines = bytes.count('\n') + bytes.count('\r') + 1;
            for (const IncomingTicket &ticket : all.tickets) {
                QVERIFY(!ticket.fields.subject.isEmpty());
                QVERIFY(ticket.line >= 1 && ticket.line <= lines);
                QVERIFY(ticket.createdAt <= testContext().now + std::chrono::minutes(10));
                for (const auto &entry : ticket.entries)
                    QVERIFY(entry.first >= ticket.createdAt);
            }
            for (const RejectedRow &reject : all.rejects) {
                QVERIFY(!reject.reason.isEmpty());
                QVERIFY(reject.line >= 1 && reject.line <= lines);
                QVERIFY(reject.text.size() <= 4096);
            }
            tickets += qsizetype(all.tickets.size());
            rejects += qsizetype(all.rejects.size());
        }
        QVERIFY2(tickets > 100, "damage should leave many files with something to read");
        QVERIFY2(rejects > 100, "damage should be named");
    }

    void doesNotSlowDownOnQuotesWithoutEnd()
    {
        QByteArray bytes = "Subject,Created\n";
        for (int i = 0; i < 20'000; ++i)
            bytes += "\"x\"\",2026-11-20\n";
        const Everything all = readBytes(bytes, *shippedMap(u"generic"_s));
        QCOMPARE(all.error, QString());
        QVERIFY(!all.rejects.empty());
    }

    void doesNotSlowDownOnMarkupWithoutEnd()
    {
        const QByteArray body = QByteArray("<a").repeated(400'000) + QByteArray("< ").repeated(50'000);
        const Everything all = readBytes(
            "[{\"id\":1,\"number\":\"1\",\"title\":\"a\",\"created_at\":\"2026-11-19T10:00:00Z\","
            "\"articles\":"
            "[{\"id\":1,\"content_type\":\"text/html\",\"created_at\":\"2026-11-19T11:00:00Z\",\"body\":\"" +
                body + "\"}]}]",
            *shippedMap(u"zammad"_s));
        QCOMPARE(all.tickets.size(), 1U);
        QCOMPARE(all.tickets[0].entries.size(), 1U);
    }

    void refusesEntriesNestedTooDeep()
    {
        const Everything all =
            readBytes("[{\"subject\":" + QByteArray(5000, '[') + QByteArray(5000, ']') + "}]",
                      *shippedMap(u"muster"_s));
        QCOMPARE(all.rejects.size(), 1U);
        QVERIFY(all.rejects[0].reason.contains(u"nested"_s));
    }
};

QTEST_GUILESS_MAIN(TestIntakeHostile)
#include "tst_intakehostile.moc"
