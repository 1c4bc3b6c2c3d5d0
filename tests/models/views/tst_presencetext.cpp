// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/presencetext.h"

#include <QRegularExpression>
#include <QTest>
#include <QTimeZone>

using namespace muster;
using namespace muster::views;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const Instant kNow = fromMillis(1'795'183'200'000); // 2026-11-20T14:00:00Z

Here at(const QString &name, bool isWriting = false)
{
    Here here;
    here.device = DeviceId::random(kNow);
    here.person = PersonId::random(kNow);
    here.name = name;
    here.isWriting = isWriting;
    return here;
}

/// Without the marks that keep a name's direction to itself.
QString plain(QString text)
{
    return text.remove(QChar(0x2068)).remove(QChar(0x2069));
}

QString text(const std::vector<Here> &here, PersonId me = {})
{
    return plain(hereText(here, me));
}

} // namespace

class TestPresenceText final : public QObject
{
    Q_OBJECT
private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void whoWritesStandsFirst()
    {
        QCOMPARE(text({}), QString());
        QCOMPARE(text({at(u"Ana"_s)}), u"Ana is here"_s);
        QCOMPARE(text({at(u"Ana"_s), at(u"Ben"_s, true)}), u"Ben is writing · Ana is here"_s);
        QCOMPARE(text({at(u"Caro"_s), at(u"Ana"_s)}), u"Ana and Caro are here"_s);
        QCOMPARE(text({at(u"Caro"_s, true), at(u"Ben"_s, true), at(u"Ana"_s, true)}),
                 u"Ana, Ben and Caro are writing"_s);
    }

    void manyAreCounted()
    {
        std::vector<Here> here;
        for (const QChar letter : u"ABCDEFG"_s)
            here.push_back(at(QString(letter)));
        QCOMPARE(text(here), u"A, B, C and 4 more are here"_s);
    }

    void aPersonAtTwoDesksIsOnePerson()
    {
        Here reading = at(u"Ana"_s), writing = at(u"Ana"_s, true);
        writing.person = reading.person;
        QCOMPARE(text({reading, reading}), u"Ana is here"_s);
        QCOMPARE(text({reading, writing}), u"Ana is writing"_s);
        QCOMPARE(text({reading, at(u"Ben"_s)}, reading.person),
                 u"Ben is here · open at another desk of yours"_s);
    }

    void nobodyIsAtATicketThatIsNone()
    {
        Here here = at(u"Ana"_s);
        QVERIFY(hereAt({here}, TicketId()).empty());
        QVERIFY(hereAt({here}, IncidentId()).empty());
        here.ticket = TicketId::random(kNow);
        QCOMPARE(hereAt({here}, here.ticket).size(), size_t(1));
        QVERIFY(hereAt({here}, TicketId::random(kNow)).empty());
    }

    void initialsAreOfTheFirstAndTheLastName()
    {
        QCOMPARE(initialsOf(u"Ana Ruiz"_s), u"AR"_s);
        QCOMPARE(initialsOf(u"  ana  maria de la Cruz "_s), u"AC"_s);
        QCOMPARE(initialsOf(u"Zoë"_s), u"Z"_s);
        QCOMPARE(initialsOf(u"«Élan» (night)"_s), u"ÉN"_s);
        QCOMPARE(initialsOf(u"王 小明"_s), u"王小"_s);
        QCOMPARE(initialsOf(u"\U0001D49Cda B"_s), u"\U0001D49CB"_s);
        QCOMPARE(initialsOf(u" – "_s), u"?"_s);
    }

    void aDeskIsHereOnlyWhileThereIsALine()
    {
        TeamDevice device;
        QCOMPARE(deviceState(device, true, kNow, QTimeZone::utc()), u"Wrote nothing yet"_s);
        device.lastWrote = kNow - 55min;
        device.isHere = true;
        QCOMPARE(deviceState(device, true, kNow, QTimeZone::utc()), u"Here now"_s);
        QCOMPARE(deviceState(device, false, kNow, QTimeZone::utc()), u"Last wrote 13:05"_s);
        device.isMine = true;
        QCOMPARE(deviceState(device, false, kNow, QTimeZone::utc()), u"This desk"_s);
    }

    void whatIsNotAsItShouldBeWithADeskIsTold()
    {
        TeamDevice device;
        QVERIFY(deviceTroubles(device).isEmpty());
        device.missing = 1;
        QCOMPARE(deviceTroubles(device), QStringList{u"1 entry of it is not here yet."_s});
        device.isRevoked = device.isForked = true;
        QCOMPARE(deviceTroubles(device).size(), 3);
        QCOMPARE(deviceRemark(device), u"revoked · a number twice · 1 missing"_s);
    }

    void aConflictNamesBothValuesAndWhichHolds()
    {
        EditConflict conflict{TicketId::random(kNow), {},      u"MSTR-7F3K-0042"_s,
                              u"priority"_s,          u"P2"_s, u"P1"_s,
                              u"Ana Ruiz"_s,          false};
        QCOMPARE(
            plain(conflictText(conflict)),
            u"Case MSTR-7F3K-0042 priority: you set P2, Ana Ruiz set P1 at the same time; P1 holds (it is "
            "the later one). Both stand in the history."_s);
        conflict.mineHolds = true;
        QVERIFY(plain(conflictText(conflict)).contains(u"P2 holds"_s));
        conflict.theirs.clear();
        QVERIFY(plain(conflictText(conflict)).contains(u"Ana Ruiz set nothing"_s));
        conflict.mine = QString(500, u'x');
        QVERIFY(conflictText(conflict).size() < 350);
    }
};

QTEST_APPLESS_MAIN(TestPresenceText)
#include "tst_presencetext.moc"
