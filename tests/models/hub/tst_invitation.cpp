// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/hub/certificates.h"
#include "models/hub/invitation.h"
#include "models/hub/invitationfields.h"
#include "models/ledger/ledger.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

using namespace muster;
using namespace muster::hub;
using namespace Qt::StringLiterals;

namespace {

const Instant kNow = *parseRfc3339(u"2026-11-21T14:05:00Z");

Invitation sample()
{
    static const QByteArray authority =
        makeAuthority(u"Muster hub of the night shift"_s, kNow, 10)->certificate;
    return {u"Night shift Ω"_s,
            SubjectId::random(kNow),
            FactId::random(kNow),
            QByteArray(32, 'r'),
            {u"tls://hub1.example.org:4222"_s, u"wss://hub1.example.org:443/muster"_s},
            authority,
            QByteArray(32, 's'),
            PersonId::random(kNow),
            u"Zoë O'Neill"_s,
            u"agent"_s,
            kNow + std::chrono::days(7)};
}

/// The text of any bytes in an invitation's envelope.
QString enveloped(const QByteArray &fields)
{
    QByteArray bytes(2, '\0');
    qToBigEndian(quint16(fields.size()), bytes.data());
    const Hash256 hash = ledger::sha256(fields);
    bytes += fields + QByteArray(reinterpret_cast<const char *>(hash.data()), 8);
    return u"-----BEGIN MUSTER INVITATION-----\n%1\n-----END MUSTER INVITATION-----\n"_s.arg(
        QString::fromLatin1(bytes.toBase64()));
}

QString changedField(const QString &key, const QJsonValue &value)
{
    auto fields = parseJsonObject(*toFields(sample()));
    fields->insert(key, value);
    return enveloped(canonicalJson(*fields));
}

} // namespace

class TestInvitation : public QObject
{
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void whatIsWrittenIsRead()
    {
        Invitation invitation = sample();
        const auto text = invitationText(invitation);
        QVERIFY(text);
        QVERIFY(*readInvitation(*text) == invitation);
        for (const QString &line : text->split(u'\n'))
            QVERIFY(line.size() <= 64);
        invitation.authority.clear();
        QVERIFY(*readInvitation(*invitationText(invitation)) == invitation);
    }

    void aMailMayQuoteAndWrapIt_data()
    {
        QTest::addColumn<QString>("text");
        const QString text = *invitationText(sample());
        QTest::newRow("words around it") << u"Dear Zoë,\n\nhere it is:\n"_s + text + u"\nSee you\n"_s;
        QTest::newRow("Windows' line ends") << QString(text).replace(u'\n', u"\r\n"_s);
        QTest::newRow("quoted") << u"> "_s + QString(text).replace(u'\n', u"\n> "_s);
        QTest::newRow("quoted twice") << u">> "_s + QString(text).replace(u'\n', u"\n>> "_s);
        QTest::newRow("indented") << u"    "_s + QString(text).replace(u'\n', u"\n    "_s);
        QTest::newRow("one line") << QString(text).replace(u'\n', u' ');
        QTest::newRow("no blanks at all between the lines") << QString(text).remove(u'\n');
        QTest::newRow("blank lines") << QString(text).replace(u'\n', u"\n\n"_s);
        QTest::newRow("dashes made long") << QString(text).replace(u"-----"_s, u"——–"_s);
        QTest::newRow("a code block") << u"```\n"_s + text + u"```"_s;
        QTest::newRow("odd blanks") << QString(text).replace(u'\n', u"\u00a0\u200b\n\ufeff"_s);
        const qsizetype first = text.indexOf(u'\n') + 1, last = text.lastIndexOf(u"-----END"_s);
        QString wrapped;
        for (qsizetype at = first; at < last; at += 50)
            wrapped += text.mid(at, qMin<qsizetype>(50, last - at)) + u"=\n"_s;
        QTest::newRow("soft line ends") << text.left(first) + wrapped + text.mid(last);
    }
    void aMailMayQuoteAndWrapIt()
    {
        QFETCH(QString, text);
        const auto read = readInvitation(text);
        QVERIFY2(read, qPrintable(read ? QString() : read.error().detail));
    }

    void eachDamageHasItsSentence_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("says");
        const QString text = *invitationText(sample());
        const QStringList lines = text.split(u'\n');
        QTest::newRow("nothing") << QString() << u"there is no invitation in this text"_s;
        QTest::newRow("something else") << u"hello"_s << u"there is no invitation in this text"_s;
        QTest::newRow("the end is cut") << text.left(400) << u"the end of the invitation is missing"_s;
        QTest::newRow("twice") << text.chopped(40) + text << u"more than one invitation"_s;
        QTest::newRow("two of them") << text.left(300) + text << u"more than one invitation"_s;
        QTest::newRow("a line left out")
            << (lines.mid(0, 5) + lines.mid(6)).join(u'\n') << u"a part of the invitation is missing"_s;
        QTest::newRow("a line doubled")
            << (lines.mid(0, 5) + lines.mid(4)).join(u'\n') << u"does not belong there"_s;
        QTest::newRow("two characters swapped")
            << QString(text).replace(100, 2, text.mid(100, 2) == u"QQ" ? u"RR"_s : u"QQ"_s)
            << u"a character of the invitation was changed"_s;
        QTest::newRow("a foreign character")
            << QString(text).replace(100, 1, u'ß') << u"\"ß\" does not belong"_s;
        QTest::newRow("empty") << lines.value(0) + u'\n' + lines.at(lines.size() - 2)
                               << u"is empty between"_s;
        QTest::newRow("far too long")
            << text + QString(kLongestInvitation, u' ') << u"far more than an invitation"_s;
        QTest::newRow("no JSON") << enveloped("hello") << u"cannot be read"_s;
        QTest::newRow("no version") << changedField(u"version"_s, {}) << u"which version"_s;
        QTest::newRow("no team") << changedField(u"team"_s, {}) << u"\"team\" should be"_s;
        QTest::newRow("no id") << changedField(u"team_id"_s, u"x"_s) << u"\"team_id\" should be"_s;
        QTest::newRow("a short key") << changedField(u"seed"_s, u"AAAA"_s) << u"\"seed\" should be a key"_s;
        QTest::newRow("no time") << changedField(u"expires"_s, u"soon"_s) << u"\"expires\" should be"_s;
        QTest::newRow("a role") << changedField(u"role"_s, u"boss"_s) << u"the role \"boss\""_s;
        QTest::newRow("a server") << changedField(u"servers"_s, QJsonArray{u"http://x:1"_s})
                                  << u"cannot be used"_s;
        QTest::newRow("a server with a login")
            << changedField(u"servers"_s, QJsonArray{u"tls://a@hub1:4222"_s}) << u"cannot be used"_s;
        QTest::newRow("no server") << changedField(u"servers"_s, QJsonArray()) << u"1 to 20 servers"_s;
        QTest::newRow("an authority")
            << changedField(u"authority"_s, u"AAAA"_s) << u"a certificate that cannot"_s;
        QTest::newRow("a name") << changedField(u"name"_s, u"a\nb"_s) << u"without line breaks"_s;
    }
    void eachDamageHasItsSentence()
    {
        QFETCH(QString, text);
        QFETCH(QString, says);
        const auto read = readInvitation(text);
        QVERIFY(!read);
        QCOMPARE(read.error().fault, Fault::BadInput);
        QVERIFY2(read.error().detail.contains(says), qPrintable(read.error().detail));
    }

    void aNewerOneAsksForANewerProgram()
    {
        const auto read = readInvitation(changedField(u"version"_s, 2));
        QVERIFY(!read);
        QCOMPARE(read.error().fault, Fault::TooNew);
    }

    void noCharacterChangesUnnoticed()
    {
        const QString text = *invitationText(sample());
        const qsizetype first = text.indexOf(u'\n') + 1, last = text.lastIndexOf(u"-----END"_s);
        const QString letters = u"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"_s;
        const quint32 seed = QRandomGenerator::global()->generate();
        QRandomGenerator random(seed);
        for (int i = 0; i < 2000; ++i) {
            QString changed = text;
            const qsizetype at = first + random.bounded(int(last - first));
            const QChar letter = letters.at(random.bounded(int(letters.size())));
            // The last character carries bits that no byte needs.
            if (changed.at(at) == letter || changed.at(at) == u'\n' || at >= last - 2)
                continue;
            changed[at] = letter;
            QVERIFY2(!readInvitation(changed), qPrintable(u"seed %1, place %2"_s.arg(seed).arg(at)));
        }
    }

    void anInvitationThatIsNotFilledInIsNotWritten()
    {
        using Change = std::function<void(Invitation &)>;
        const std::vector<Change> changes{[](Invitation &i) { i.team.clear(); },
                                          [](Invitation &i) { i.teamId = {}; },
                                          [](Invitation &i) { i.founding = {}; },
                                          [](Invitation &i) { i.root.chop(1); },
                                          [](Invitation &i) { i.seed.clear(); },
                                          [](Invitation &i) { i.servers.clear(); },
                                          [](Invitation &i) { i.person = {}; },
                                          [](Invitation &i) { i.name = u"\u0007"_s; },
                                          [](Invitation &i) { i.role = u"invited"_s; },
                                          [](Invitation &i) { i.authority = "hello"; },
                                          [](Invitation &i) { i.authority.prepend("text in front\n"); }};
        for (const Change &change : changes) {
            Invitation invitation = sample();
            change(invitation);
            QVERIFY(!invitationText(invitation));
        }
    }

    void itIsReadFromAFile()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(u"zoe.invitation"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(invitationText(sample())->toUtf8());
        file.close();
        QCOMPARE(readInvitationFile(file.fileName())->name, u"Zoë O'Neill"_s);
        const auto gone = readInvitationFile(folder.filePath(u"none"_s));
        QCOMPARE(gone.error().fault, Fault::NotFound);
        QVERIFY(!readInvitationFile(u"/dev/zero"_s)); // and ends
    }
};

QTEST_APPLESS_MAIN(TestInvitation)
#include "tst_invitation.moc"
