// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/linktext.h"

#include <QLocale>
#include <QRegularExpression>
#include <QTest>
#include <QTimeZone>

using namespace muster;
using namespace muster::views;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const Instant kNow = fromMillis(1'795'183'200'000); // 2026-11-20T14:00:00Z

const std::vector<LinkState> kStates{LinkState::Alone,   LinkState::Connecting, LinkState::Offline,
                                     LinkState::Refused, LinkState::Receiving,  LinkState::Sending,
                                     LinkState::InStep};

LinkStatus in(LinkState state)
{
    LinkStatus status;
    status.state = state;
    status.lastExchange = kNow - 5min;
    return status;
}

QTimeZone berlin()
{
    return QTimeZone("Europe/Berlin");
}

QString chip(const LinkStatus &status)
{
    return linkChip(status, kNow, berlin()).text;
}

QString value(const LinkStatus &status, const QString &name)
{
    for (const LinkLine &line : linkLines(status, kNow, berlin())) {
        if (line.name == name)
            return line.value;
    }
    return {};
}

} // namespace

class TestLinkText final : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void theChipSaysEachStateInAFewWords()
    {
        QCOMPARE(chip(in(LinkState::Alone)), u"On this desk only"_s);
        QCOMPARE(chip(in(LinkState::Connecting)), u"Connecting"_s);
        LinkStatus offline = in(LinkState::Offline);
        offline.offlineSince = kNow - 55min;
        QCOMPARE(chip(offline), u"Offline since 14:05"_s); // of the person who sits here
        offline.offlineSince = kNow - 24h - 55min;
        QCOMPARE(chip(offline), u"Offline since 19 Nov 14:05"_s);
        LinkStatus refused = in(LinkState::Refused);
        refused.why = u"this desk was revoked. It may read on."_s;
        QCOMPARE(chip(refused), u"Refused: this desk was revoked"_s);
        LinkStatus receiving = in(LinkState::Receiving);
        receiving.toReceive = 12'345;
        QCOMPARE(chip(receiving), u"Receiving 12,345"_s);
        LinkStatus sending = in(LinkState::Sending);
        sending.toSend = 3;
        QCOMPARE(chip(sending), u"Sending 3"_s);
        QCOMPARE(chip(in(LinkState::InStep)), u"In step"_s);
    }

    void aLongReasonIsCutInTheChipAndWholeInItsHelp()
    {
        LinkStatus status = in(LinkState::Refused);
        status.why = u"the certificate of hub.example.com:4222 is not the one that the invitation names"_s;
        const LinkChip shown = linkChip(status, kNow, berlin());
        QVERIFY2(shown.text.size() <= 50 && shown.text.endsWith(u'…'), qPrintable(shown.text));
        QVERIFY(shown.help.contains(u"not the one that the invitation names."_s));
    }

    void noLineIsAmberOnlyARefusalIsRed()
    {
        for (const LinkState state : kStates) {
            const QString badge = linkChip(in(state), kNow, berlin()).badge;
            QCOMPARE(badge == u"red"_s, state == LinkState::Refused);
            QCOMPARE(badge == u"amber"_s, state == LinkState::Offline);
        }
    }

    void noTwoStatesShareAnIcon()
    {
        QStringList icons;
        for (const LinkState state : kStates)
            icons += linkChip(in(state), kNow, berlin()).icon;
        QCOMPARE(icons.removeDuplicates(), 0);
    }

    void everyStateSaysWhereWhatOneWritesIs()
    {
        for (const LinkState state : kStates) {
            const LinkWords words = linkWords(in(state), kNow, berlin());
            QVERIFY(words.written.contains(u"safe here"_s) || words.written.contains(u"at the hub"_s));
            QVERIFY(!words.headline.isEmpty());
            QVERIFY(!words.seen.isEmpty());
        }
    }

    void withoutALineTheBacklogIsCountedAndPromised()
    {
        LinkStatus status = in(LinkState::Offline);
        QCOMPARE(linkWords(status, kNow, berlin()).written, u"Your data is safe here and will be sent."_s);
        status.toSend = 1;
        QCOMPARE(linkWords(status, kNow, berlin()).written,
                 u"Your data is safe here and will be sent. 1 entry waits."_s);
        status.toSend = 1'204;
        QCOMPARE(linkWords(status, kNow, berlin()).written,
                 u"Your data is safe here and will be sent. 1,204 entries wait."_s);
    }

    void onlyALineThatIsUpAndCaughtUpIsCalledCurrent()
    {
        for (const LinkState state : kStates) {
            const QString seen = linkWords(in(state), kNow, berlin()).seen;
            QCOMPARE(seen.startsWith(u"What you see is current"_s),
                     state == LinkState::Sending || state == LinkState::InStep);
        }
        QCOMPARE(linkWords(in(LinkState::Offline), kNow, berlin()).seen,
                 u"What you see of the others is as of 13:55 UTC (14:55 CET)."_s);
        LinkStatus never = in(LinkState::Connecting);
        never.lastExchange.reset();
        QCOMPARE(linkWords(never, kNow, berlin()).seen,
                 u"Nothing of the others came in since Muster was started here."_s);
    }

    void whoHadCaughtUpWhenTheLineWentSawEverythingUntilThen()
    {
        LinkStatus status = in(LinkState::Offline); // a quiet team: the last entry came long before
        status.lastExchange = kNow - 3h;
        status.offlineSince = kNow - 10min;
        status.cursor = status.hubLast = 120;
        QCOMPARE(staleText(status, kNow), u"As of 13:50 UTC · offline"_s);
        status.toReceive = 5; // it went in the middle of catching up
        QCOMPARE(staleText(status, kNow), u"As of 11:00 UTC · offline"_s);
        status.lastExchange.reset();
        QCOMPARE(staleText(status, kNow), u"Nothing came in since the start · offline"_s);
    }

    void whatIsWrongComesWithWhatToDoAndTheNextTry()
    {
        LinkStatus status = in(LinkState::Refused);
        status.why = u"the hub does not know this desk"_s;
        status.nextStep = u"Ask an admin of the team for a new invitation"_s;
        status.nextTry = kNow + 30s;
        QCOMPARE(
            linkWords(status, kNow, berlin()).trouble,
            u"The hub does not know this desk. Ask an admin of the team for a new invitation. It is tried "
            "again at 15:00."_s);
        status.nextTry = kNow - 1s;
        QVERIFY(linkWords(status, kNow, berlin()).trouble.endsWith(u"It is being tried again now."_s));
    }

    void aClockThatIsFarOffIsToldALittleIsNot()
    {
        LinkStatus status = in(LinkState::InStep);
        status.skew = 1'900ms;
        QVERIFY(linkWords(status, kNow, berlin()).clock.isEmpty());
        status.skew = -95s;
        QVERIFY(linkChip(status, kNow, berlin()).help.contains(u"1 minute behind the hub"_s));
        QVERIFY(linkWords(status, kNow, berlin()).clock.contains(u"1 minute behind the hub"_s));
        QCOMPARE(skewText(40ms), u"in step with the hub"_s);
        QCOMPARE(skewText(1'260ms), u"1.3 s ahead of the hub"_s);
    }

    void takingOverTheHistoryShowsStageAndShare()
    {
        LinkStatus status = in(LinkState::Receiving);
        QVERIFY(bootstrapText(status).isEmpty());
        status.isBootstrapping = true;
        status.stage = u"Running incidents"_s;
        status.percent = 42;
        QCOMPARE(bootstrapText(status), u"Taking over the team's history: Running incidents, 42 %"_s);
        QCOMPARE(chip(status), u"Taking over history · 42 %"_s);
        status.state = LinkState::Offline;
        QVERIFY(bootstrapText(status).endsWith(u"It goes on once there is a line."_s));
        QCOMPARE(chip(status), u"Offline"_s);
    }

    void theLineInFigures()
    {
        LinkStatus status = in(LinkState::Sending);
        status.server = u"hub.example.com:443"_s;
        status.way = u"WebSocket over TLS"_s;
        status.toSend = 7;
        status.cursor = 120'000;
        status.hubLast = 120'004;
        QCOMPARE(value(status, u"Line"_s), u"hub.example.com:443, WebSocket over TLS"_s);
        QCOMPARE(value(status, u"Last exchange"_s), u"13:55 UTC (14:55 CET), 5 min ago"_s);
        QCOMPARE(value(status, u"To send"_s), u"7 entries"_s);
        QCOMPARE(value(status, u"To receive"_s), u"nothing"_s);
        QCOMPARE(value(status, u"Taken up to"_s), u"120,000 of the hub's 120,004"_s);
        status.state = LinkState::Offline;
        QCOMPARE(value(status, u"Line"_s), u"none"_s);
        QCOMPARE(value(status, u"To receive"_s), u"not known without a line"_s);
        QVERIFY(linkLines(in(LinkState::Alone), kNow, berlin()).empty());
    }

    void aSharedScreenSaysHowOldItIsWithoutALine()
    {
        for (const LinkState state : kStates)
            QCOMPARE(staleText(in(state), kNow).isEmpty(), isLineUp(state) || state == LinkState::Alone);
        QCOMPARE(staleText(in(LinkState::Offline), kNow), u"As of 13:55 UTC · offline"_s);
        QCOMPARE(staleText(in(LinkState::Refused), kNow), u"As of 13:55 UTC · refused by the hub"_s);
    }
};

QTEST_APPLESS_MAIN(TestLinkText)
#include "tst_linktext.moc"
