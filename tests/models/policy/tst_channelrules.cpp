// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of notifications are read strictly: each mistake with its place and what to do, and no secret is
// ever repeated.
#include "models/policy/notificationreader.h"
#include "tests/models/policy/sectioncase.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::policy;
using namespace muster::test;
using std::chrono::minutes;

namespace {

/// A preset with these rules as its section.
ReadPolicy readRules(const QByteArray &rules)
{
    return readWithSection("notifications", rules);
}

} // namespace

class TestChannelRules final : public QObject
{
    Q_OBJECT

private slots:
    void theDesktopAloneHoldsWhereAPolicySaysNothing()
    {
        const ReadPolicy read = readPolicy(presetText(presetKeys().constFirst()), u"p.yaml"_s);
        QVERIFY(read.policy);
        QVERIFY(read.policy->notifications == shippedChannels());
        QCOMPARE(shippedChannels().channels.size(), size_t(1));
        QCOMPARE(shippedChannels().channels.front().kind, ChannelKind::Desktop);
        QCOMPARE(shippedChannels().occasion(u"nobody knows it"_s).channels, QStringList{u"desk"_s});
    }

    void theExampleIsReadWithoutAMistakeAndHasEveryKind()
    {
        const ReadPolicy read = readRules(exampleChannels());
        QVERIFY2(read.policy && read.problems.empty(), qPrintable(problemTexts(read)));
        const ChannelRules &rules = read.policy->notifications;
        for (const QString &kind : channelKindNames())
            QVERIFY2(std::ranges::count(rules.channels, *channelKindFromName(kind), &Channel::kind) > 0,
                     qPrintable(kind));
        const Channel *chat = rules.channel(u"chat"_s);
        QVERIFY(chat && chat->quiet && chat->rate);
        QCOMPARE(*chat->rate, (RateLimit{20, minutes(1)}));
        QCOMPARE(chat->quiet->hours[5].size(), size_t(2));
        QCOMPARE(rules.channel(u"sms"_s)->request.headers.size(), size_t(3));
        QVERIFY(rules.occasion(u"escalation"_s).isAlways);
        QCOMPARE(rules.occasion(u"incident_declared"_s).urgency, Urgency::Critical);
    }

    void eachMistakeIsNamedWithItsPlace_data()
    {
        mistakeColumns();
        mistake("unknown key", "digest_after:", "digest_afer:", "notifications.digest_afer", "digest_after");
        mistake("unknown kind", "kind: pagerduty", "kind: pager", "notifications.channels[6].kind",
                "no kind \"pager\"");
        mistake("a field of another kind", "kind: desktop}", "kind: desktop, url: \"https://a\"}",
                "notifications.channels[0].url", "no key \"url\"");
        mistake("a channel twice", "key: war-room", "key: chat", "notifications.channels[2].key", "twice");
        mistake("no key", "{key: desk, name", "{name", "notifications.channels[0].key", "missing");
        mistake("plain over a network", "https://hooks", "http://hooks", "notifications.channels[3].url",
                "https://");
        mistake("a password in the address", "https://hooks", "https://me:pass@hooks",
                "notifications.channels[3].url", "password in it");
        mistake("another host behind a backslash", "https://hooks.example.org/muster",
                "https://hooks.example.org\\\\@evil.example", "notifications.channels[3].url",
                "may be sent to");
        mistake("a file", "https://hooks.example.org/muster", "file:///etc/passwd",
                "notifications.channels[3].url", "may be sent to");
        mistake("no mail server", "smtp://mail", "https://mail", "notifications.channels[4].url",
                "mail server");
        mistake("a sender with a header in it", "from: muster@example.org",
                "from: \"muster@example.org\\nBcc: all@example.org\"", "notifications.channels[4].from",
                "no mail address");
        mistake("a user with a line end", "user: muster", "user: \"muster\\nX\"",
                "notifications.channels[4].user", "control character");
        mistake("a recipient that is none", "[support-leads@example.org]", "[support leads]",
                "notifications.channels[4].to[0]", "no mail address");
        mistake("a number that is none", "\"+4930123456\"", "\"+49 30 x\"", "notifications.channels[5].to[0]",
                "no telephone number");
        mistake("an unknown placeholder", "{title} {link}", "{titel} {link}",
                "notifications.channels[5].body", "no placeholder {titel}");
        mistake("a placeholder in the host", "https://sms.example.org", "https://{to}.example.org",
                "notifications.channels[5].url", "in the host");
        mistake("a header with a line end", "\"Bearer {secret}\"", "\"Bearer\\r\\nX: y\"",
                "notifications.channels[5].headers.Authorization", "no header");
        mistake("a method that is none", "method: POST", "method: DELETE", "notifications.channels[5].method",
                "no method");
        mistake("no limit at all", "{most: 20, within: 1m}", "{most: 20, within: 0m}",
                "notifications.channels[1].rate.within", "no length of time");
        mistake("an unknown zone", "zone: Europe/Berlin", "zone: Europe/Bärlin",
                "notifications.channels[1].quiet", "zone");
        mistake("quiet all the time", "days: [sat, sun]", "days: [mon, tue, wed, thu, fri, sat, sun]",
                "notifications.channels[1].quiet", "never send");
        mistake("an unknown day", "days: [sat, sun]", "days: [sat, son]",
                "notifications.channels[1].quiet.days[1]", "no day");
        mistake("an unknown channel", "channels: [desk, chat, mail]", "channels: [desk, chatt]",
                "notifications.occasions[1].channels", "no channel \"chatt\"");
        mistake("an unknown role", "roles: [lead]", "roles: [boss]", "notifications.occasions[1].roles",
                "no role \"boss\"");
        mistake("an unknown urgency", "urgency: critical", "urgency: loud",
                "notifications.occasions[3].urgency", "no urgency");
        mistake("office hours", "snooze: 30m", "snooze: 30bm", "notifications.snooze", "office hours");
        mistake("nowhere for the rest", "otherwise: {channels: [desk]}\n", "", "notifications.otherwise",
                "missing");
    }
    void eachMistakeIsNamedWithItsPlace() { compareMistake(exampleChannels(), &readRules); }

    void aSecretThatStandsInThePolicyIsRefusedAndNotRepeated()
    {
        QByteArray text = exampleChannels();
        text.replace("credential: slack-bot", "credential: \"xoxb-1234 5678\"");
        const ReadPolicy read = readRules(text);
        QVERIFY(!read.policy);
        QVERIFY2(problemTexts(read).contains(u"set-secret war-room"), qPrintable(problemTexts(read)));
        QVERIFY(!problemTexts(read).contains(u"5678"));
    }

    void onlyThisMachineIsReachedWithoutTls_data()
    {
        QTest::addColumn<bool>("isSafe");
        QTest::newRow("https://example.org/x") << true;
        QTest::newRow("https://[2001:db8::1]:8443/x?y=1") << true;
        QTest::newRow("http://127.0.0.1:80/x") << true;
        QTest::newRow("http://[::1]/") << true;
        QTest::newRow("http://localhost:8080") << true;
        QTest::newRow("http://127.0.0.1.example.org/") << false;
        QTest::newRow("http://localhost.example.org/") << false;
        QTest::newRow("http://localhost@example.org/") << false;
        QTest::newRow("https://exa mple.org/") << false;
        QTest::newRow("https://") << false;
        QTest::newRow("HTTPS://example.org") << false;
        QTest::newRow("ftp://example.org") << false;
        QTest::newRow("") << false;
    }
    void onlyThisMachineIsReachedWithoutTls()
    {
        QFETCH(bool, isSafe);
        QCOMPARE(isSafeWebAddress(QString::fromLatin1(QTest::currentDataTag())), isSafe);
    }

    void changedBytesNeverBreakTheReader()
    {
        readWithChangedBytes(20'261'122, 300, exampleChannels(), &readRules, [](const Policy &policy) {
            for (const Channel &channel : policy.notifications.channels) {
                QVERIFY(!channel.rate || (channel.rate->most > 0 && channel.rate->within > Millis{0}));
                QVERIFY(channel.kind != ChannelKind::Webhook || isSafeWebAddress(channel.url));
            }
        });
    }
};

QTEST_APPLESS_MAIN(TestChannelRules)
#include "tst_channelrules.moc"
