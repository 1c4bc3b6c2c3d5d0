// SPDX-License-Identifier: GPL-3.0-or-later
// Which characters a file's bytes are, with real bytes in real files.
#include "models/intake/bytesource.h"
#include "tests/models/intake/readall.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::intake;

namespace {

constexpr qsizetype kChunk = 64 * 1024; // how much is read at a time

Encoding encodingOf(const QByteArray &bytes)
{
    const TextFile text(bytes);
    const auto device = openFile(text.path());
    return device ? detectEncoding(**device) : Encoding::Utf16;
}

QByteArray table(const QByteArray &rows)
{
    return "Subject,Created,Description\n" + rows;
}

} // namespace

class TestIntakeBytes : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void decidesTheEncodingByTheFileAsAWhole_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("encoding");
        const auto row = [](const char *name, const QByteArray &bytes, const char *encoding) {
            QTest::newRow(name) << bytes << QString::fromLatin1(encoding);
        };
        row("ASCII", "plain", "UTF-8");
        row("UTF-8",
            "Gr\xC3\xBC\xC3\x9F"
            "e",
            "UTF-8");
        row("UTF-8 with one broken byte",
            "Gr\xC3\xBC\xC3\x9F"
            "e, na\xEFve",
            "UTF-8");
        row("UTF-8 cut off at the end",
            "Gr\xC3\xBC\xC3\x9F"
            "e \xE2\x82",
            "UTF-8");
        row("Latin-1",
            "Gr\xFC\xDF"
            "e",
            "Windows-1252");
        row("Latin-1 at the very end", "caf\xE9", "Windows-1252");
        row("Windows-1252 that happens to hold a UTF-8 pair", "\xD6\x94 \xFC \xE4 \xF6 \xDF", "Windows-1252");
        row("overlong form", "a\xC0\xAF", "Windows-1252");
        row("half a surrogate pair", "a\xED\xA0\x80", "Windows-1252");
        row("beyond Unicode", "a\xF5\x80\x80\x80", "Windows-1252");
        row("mark", "\xEF\xBB\xBFplain \xFF", "UTF-8 with BOM");
    }
    void decidesTheEncodingByTheFileAsAWhole()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, encoding);
        QCOMPARE(encodingName(encodingOf(bytes)), encoding);
        // Far from the start, where the reader meets it in another chunk.
        const QByteArray start = bytes.startsWith("\xEF\xBB\xBF") ? "\xEF\xBB\xBF" : "";
        QCOMPARE(encodingName(encodingOf(start + QByteArray(3 * kChunk, 'x') + bytes)), encoding);
    }

    void readsCharactersThatTheEdgeOfAChunkCuts_data()
    {
        QTest::addColumn<QString>("character");
        QTest::newRow("two bytes") << u"ü"_s;
        QTest::newRow("three bytes") << u"€"_s;
        QTest::newRow("four bytes") << u"🙂"_s;
    }
    void readsCharactersThatTheEdgeOfAChunkCuts()
    {
        QFETCH(QString, character);
        for (qsizetype before = kChunk - 5; before <= kChunk + 1; ++before) {
            const QByteArray start = table("a,2026-11-20,");
            const QByteArray bytes =
                start + QByteArray(before - start.size(), 'x') + character.toUtf8() + "\nb,2026-11-20,end\n";
            QCOMPARE(encodingOf(bytes), Encoding::Utf8);
            const Everything all = readBytes(bytes, *shippedMap(u"generic"_s));
            QCOMPARE(all.rejects.size(), 0U);
            QCOMPARE(all.tickets.size(), 2U);
            QVERIFY(all.tickets[0].fields.description.endsWith(u'x' + character));
        }
    }

    void readsUtf16PairsThatTheEdgeOfAChunkCuts()
    {
        for (qsizetype before = kChunk / 2 - 3; before <= kChunk / 2 + 1; ++before) {
            QString text = u"\xfeffSubject\tCreated\tDescription\na\t2026-11-20\t"_s;
            text += QString(before - text.size(), u'x') + u"🙂\nb\t2026-11-20\tend\n"_s;
            const QByteArray bytes(reinterpret_cast<const char *>(text.utf16()), text.size() * 2);
            const Everything all = readBytes(bytes, *shippedMap(u"generic"_s));
            QCOMPARE(all.rejects.size(), 0U);
            QCOMPARE(all.tickets.size(), 2U);
            QVERIFY2(all.tickets[0].fields.description.endsWith(u"x🙂"_s),
                     qPrintable(QString::number(before)));
        }
    }

    void turnsAwayTheBrokenRowAndReadsTheOthersAsUtf8()
    {
        const QByteArray broken = "na\xEFve,2026-11-20,Zo\xC3\xAB";
        const Everything all = readBytes(table("Grüße,2026-11-20,a\n" + broken + "\n€ 🙂,2026-11-20,b\n"),
                                         *shippedMap(u"generic"_s));
        QCOMPARE(all.tickets.size(), 2U);
        QCOMPARE(all.tickets[0].fields.subject, u"Grüße"_s);
        QCOMPARE(all.tickets[1].fields.subject, u"€ 🙂"_s);
        QCOMPARE(all.rejects.size(), 1U);
        QCOMPARE(all.rejects[0].line, 3);
        QCOMPARE(all.rejects[0].text, broken);
        QVERIFY2(all.rejects[0].reason.startsWith(u"column 1 holds the byte 0xef after \"na\""_s),
                 qPrintable(all.rejects[0].reason));
    }

    void aBrokenColumnNameDoesNotKeepTheFileOut()
    {
        const Everything all = readBytes("Subject,Created,Gr\xFC\xDF"
                                         "e\nZoë,2026-11-20,Ünü\n",
                                         *shippedMap(u"generic"_s));
        QCOMPARE(all.error, QString());
        QCOMPARE(all.tickets.size(), 1U);
        QCOMPARE(all.tickets[0].fields.subject, u"Zoë"_s);
    }

    void turnsAwayBytesThatWindowsHasNoCharacterFor()
    {
        const Everything all =
            readBytes(table("caf\xE9,2026-11-20,a\nb\x81,2026-11-20,b\n"), *shippedMap(u"generic"_s));
        QCOMPARE(all.tickets.size(), 1U);
        QCOMPARE(all.tickets[0].fields.subject, u"café"_s);
        QCOMPARE(all.rejects.size(), 1U);
        QVERIFY(all.rejects[0].reason.contains(u"0x81"_s));
        QVERIFY(all.rejects[0].reason.contains(u"Windows-1252"_s));
    }

    void readsJsonByTheSameRule()
    {
        const auto line = [](const QByteArray &id, const QByteArray &subject) {
            return "{\"id\":" + id + ",\"subject\":\"" + subject +
                   "\",\"created\":\"2026-11-20T10:00:00Z\"}\n";
        };
        const Everything utf8 =
            readBytes(line("1", "Zoë") + line("2", "na\xEFve") + line("3", "Ünü"), *shippedMap(u"muster"_s));
        QCOMPARE(utf8.tickets.size(), 2U);
        QCOMPARE(utf8.tickets[1].fields.subject, u"Ünü"_s);
        QCOMPARE(utf8.rejects.size(), 1U);
        QCOMPARE(utf8.rejects[0].line, 2);
        QVERIFY2(utf8.rejects[0].reason.contains(u"no character in UTF-8"_s),
                 qPrintable(utf8.rejects[0].reason));
        const Everything windows = readBytes(line("1", "caf\xE9 \x80"), *shippedMap(u"muster"_s));
        QCOMPARE(windows.tickets.size(), 1U);
        QCOMPARE(windows.tickets[0].fields.subject, u"café €"_s);
    }
};

QTEST_GUILESS_MAIN(TestIntakeBytes)
#include "tst_intakebytes.moc"
