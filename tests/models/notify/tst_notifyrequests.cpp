// SPDX-License-Identifier: GPL-3.0-or-later
// Messages in the form of each service: nothing in a ticket's text reaches beyond its place.
#include "models/base/json.h"
#include "models/notify/request.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <QUrl>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::notify;
using policy::Urgency;
using std::chrono::hours;
using std::chrono::seconds;

namespace {

const Instant kNow = parseRfc3339(u"2026-11-18T12:00:00Z").value();

Message message()
{
    Message message;
    message.key = message.peerKey = u"KEY01"_s;
    message.occasion = u"breach"_s;
    message.name = u"SLA breached"_s;
    message.urgency = Urgency::High;
    message.title = u"Case M-7 breached"_s;
    message.text = u"First response was due at 11:58."_s;
    message.link = u"https://muster.example.org/t/7"_s;
    message.at = kNow;
    return message;
}

QJsonObject bodyOf(const HttpRequest &request)
{
    return parseJsonObject(request.body).value_or({});
}
QByteArray headerOf(const HttpRequest &request, const QByteArray &name)
{
    for (const auto &[key, value] : request.headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

policy::Channel gateway(const QString &kind, const QString &body)
{
    policy::Channel channel;
    channel.kind = policy::ChannelKind::Sms;
    channel.url = u"https://sms.example.org/send?to={to}&t={title}"_s;
    channel.request = {u"POST"_s, {{u"Content-Type"_s, kind}, {u"X-Note"_s, u"{title}"_s}}, body};
    return channel;
}

} // namespace

class TestNotifyRequests final : public QObject
{
    Q_OBJECT

private slots:
    void ticketTextMentionsNobodyInSlack()
    {
        Message nasty = message();
        nasty.title = u"<!channel> @here & <@U123>"_s;
        nasty.text = u"<https://evil.example|click> @channel @everyone <!subteam^S1>"_s;
        const QByteArray body = slackWebhook(nasty, u"https://hooks.slack.com/x"_s).body;
        QVERIFY(!body.contains('<') && !body.contains('>'));
        for (const char *mention : {"@here", "@channel", "@everyone"})
            QVERIFY(!body.contains(mention));
        QVERIFY(body.contains("&lt;!channel&gt;"));
        QCOMPARE(bodyOf(slackWebhook(nasty, {})).value("link_names"_L1), QJsonValue(false));
        for (const QJsonValue &block : bodyOf(slackWebhook(nasty, {})).value("blocks"_L1).toArray())
            QVERIFY(!QJsonDocument(block.toObject()).toJson().contains("mrkdwn"));
    }

    void whatIsTooLongForSlackIsCutWithANote()
    {
        Message big = message();
        big.title = QString(500, u'<');
        big.text = QString(50'000, u'&');
        const QJsonArray blocks = bodyOf(slackWebhook(big, {})).value("blocks"_L1).toArray();
        const QString header = blocks[0].toObject().value("text"_L1).toObject().value("text"_L1).toString();
        const QString section = blocks[1].toObject().value("text"_L1).toObject().value("text"_L1).toString();
        QVERIFY(header.size() <= 150 && section.size() <= 3000);
        QVERIFY(header.endsWith(u"more characters)"_s) && section.endsWith(u"more characters)"_s));
        QVERIFY(section.startsWith(u"&amp;&amp;"_s));
        QVERIFY(bodyOf(slackWebhook(big, {})).value("text"_L1).toString().size() <= 3000);
    }

    void aCutNeverSplitsACharacter()
    {
        const QString text = QString(u"😀"_s).repeated(100);
        for (qsizetype most = 0; most < 120; ++most) {
            const QString cut = cutTo(text, most);
            QVERIFY(cut.size() <= most);
            QCOMPARE(QString::fromUtf8(cut.toUtf8()), cut);
        }
    }

    void aBotPostsIntoAThreadAndItsTokenStandsInTheHeaderAlone()
    {
        const HttpRequest request = slackPost(message(), {}, u"xoxb-1"_s, u"#escalations"_s, u"173.45"_s);
        QCOMPARE(request.url, u"https://slack.com/api/chat.postMessage"_s);
        QCOMPARE(headerOf(request, "Authorization"), "Bearer xoxb-1");
        QVERIFY(!request.body.contains("xoxb"));
        QCOMPARE(bodyOf(request).value("thread_ts"_L1).toString(), u"173.45"_s);
        QCOMPARE(bodyOf(request).value("channel"_L1).toString(), u"#escalations"_s);
        QCOMPARE(slackRoomName(u"INC 2026/001: Zahlungen über Ä"_s), u"inc-2026-001-zahlungen-ber"_s);
        QVERIFY(slackRoomName(QString(300, u'x')).size() <= 80);
        QCOMPARE(slackRoomName(u"中文"_s), u"muster"_s);
    }

    void answersOfSlackAreUnderstood_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<Outcome::Kind>("kind");
        QTest::newRow("done") << QByteArray(R"({"ok":true,"channel":"C1","ts":"17.1"})")
                              << Outcome::Kind::Done;
        QTest::newRow("limited") << QByteArray(R"({"ok":false,"error":"ratelimited"})")
                                 << Outcome::Kind::Later;
        QTest::newRow("token") << QByteArray(R"({"ok":false,"error":"invalid_auth"})")
                               << Outcome::Kind::Never;
        QTest::newRow("channel") << QByteArray(R"({"ok":false,"error":"channel_not_found"})")
                                 << Outcome::Kind::Never;
        QTest::newRow("unreadable") << QByteArray("<html>") << Outcome::Kind::Later;
    }
    void answersOfSlackAreUnderstood()
    {
        QFETCH(QByteArray, body);
        QFETCH(Outcome::Kind, kind);
        const Outcome outcome = judgeSlackCall({200, {}, body}, kNow);
        QCOMPARE(outcome.kind, kind);
        QCOMPARE(outcome.why.isEmpty(), kind == Outcome::Kind::Done);
        if (kind == Outcome::Kind::Done)
            QCOMPARE(outcome.reference, u"C1:17.1"_s);
    }

    void answersOverHttpAreUnderstood()
    {
        QCOMPARE(judgeHttp({204, {}, {}}, kNow).kind, Outcome::Kind::Done);
        for (const int status : {408, 425, 429, 500, 502, 503, 504})
            QCOMPARE(judgeHttp({status, {}, {}}, kNow).kind, Outcome::Kind::Later);
        for (const int status : {301, 302, 307, 400, 401, 403, 404, 410, 422})
            QCOMPARE(judgeHttp({status, {}, {}}, kNow).kind, Outcome::Kind::Never);
        QCOMPARE(judgeHttp({429, "120", {}}, kNow).after, std::optional<Millis>(seconds(120)));
        QCOMPARE(judgeHttp({503, "Wed, 18 Nov 2026 12:01:00 GMT", {}}, kNow).after,
                 std::optional<Millis>(seconds(60)));
        QCOMPARE(retryAfter("99999999999999", kNow), std::optional<Millis>(hours(24)));
        QCOMPARE(retryAfter("Wed, 18 Nov 2025 12:01:00 GMT", kNow).value_or(Millis{0}), Millis{0});
        for (const char *bad : {"", "soon", "-5", "nan", "inf"})
            QVERIFY2(!retryAfter(bad, kNow) || *retryAfter(bad, kNow) <= Millis(hours(24)), bad);
    }

    void aWebhookIsSignedAsOthersCanCheckIt()
    {
        // printf '1763467200.{"a":1}' | openssl dgst -sha256 -hmac secret
        QCOMPARE(webhookSignature("secret", 1'763'467'200, R"({"a":1})"), QByteArray(kSigned));
        policy::Channel channel;
        channel.url = u"https://hooks.example.org/m"_s;
        const HttpRequest request = webhook(message(), channel, "secret", kNow);
        const QByteArray at = QByteArray::number(toMillis(kNow) / 1000);
        QCOMPARE(headerOf(request, "Muster-Signature"),
                 "t=" + at + ",v1=" + webhookSignature("secret", toMillis(kNow) / 1000, request.body));
        QCOMPARE(headerOf(request, "Idempotency-Key"), "KEY01");
        QCOMPARE(bodyOf(request).value("title"_L1).toString(), u"Case M-7 breached"_s);
        // The next try says the same under the same key, whenever it is.
        QCOMPARE(webhook(message(), channel, "secret", kNow + hours(1)).body, request.body);
        QVERIFY(!request.body.contains("secret"));
    }

    void thePagerIsToldWhatBecameOfTheMatterUnderOneKey()
    {
        Message event = message();
        const QJsonObject trigger = bodyOf(pagerDuty(event, {}, u"R0"_s));
        QCOMPARE(trigger.value("event_action"_L1).toString(), u"trigger"_s);
        QCOMPARE(trigger.value("dedup_key"_L1).toString(), u"KEY01"_s);
        const QJsonObject payload = trigger.value("payload"_L1).toObject();
        QCOMPARE(payload.value("severity"_L1).toString(), u"error"_s);
        QVERIFY(!payload.value("summary"_L1).toString().isEmpty() &&
                !payload.value("source"_L1).toString().isEmpty());
        event.phase = Phase::Acknowledged;
        event.key = u"KEY02"_s;
        QCOMPARE(bodyOf(pagerDuty(event, {}, u"R0"_s)), (QJsonObject{{u"routing_key"_s, u"R0"_s},
                                                                     {u"event_action"_s, u"acknowledge"_s},
                                                                     {u"dedup_key"_s, u"KEY01"_s}}));
        event.phase = Phase::Settled;
        QCOMPARE(bodyOf(pagerDuty(event, {}, u"R0"_s)).value("event_action"_L1).toString(), u"resolve"_s);
        QCOMPARE(judgePagerDuty({202, {}, R"({"status":"success","dedup_key":"KEY01"})"}, kNow).reference,
                 u"KEY01"_s);
        QCOMPARE(judgePagerDuty({400, {}, {}}, kNow).kind, Outcome::Kind::Never);
        QCOMPARE(judgePagerDuty({429, {}, {}}, kNow).kind, Outcome::Kind::Later);
    }

    void aPlaceholderIsEscapedForWhereItStands()
    {
        Message nasty = message();
        nasty.title = u"a\"b&c={secret}\r\nX-Evil: 1 <é>"_s;
        const auto send = [&](const QString &kind, const QString &body) {
            return sms(nasty, gateway(kind, body), u"+4930"_s, u"s3cret"_s);
        };
        const HttpRequest json = send(u"application/json"_s, u"{\"t\":\"{title}\",\"k\":\"{key}\"}"_s);
        QCOMPARE(bodyOf(json).value("t"_L1).toString(), nasty.title);
        QCOMPARE(bodyOf(json).value("k"_L1).toString(), u"KEY01-4930"_s);
        QVERIFY(!json.body.contains("s3cret")); // what was filled in is not filled in again
        QVERIFY(json.url.startsWith(
            u"https://sms.example.org/send?to=%2B4930&t=a%22b%26c%3D%7Bsecret%7D%0D%0A"_s));
        QVERIFY(!headerOf(json, "X-Note").contains('\n') && !headerOf(json, "X-Note").contains('\r'));
        const HttpRequest form = send(u"application/x-www-form-urlencoded"_s, u"t={title}&z=1"_s);
        QCOMPARE(form.body.count('&'), 1);
        QCOMPARE(QUrl::fromPercentEncoding(form.body.split('&')[0].mid(2)), nasty.title);
        const HttpRequest xml = send(u"text/xml"_s, u"<t>{title}</t>"_s);
        QCOMPARE(xml.body.count('<'), 2);
        QCOMPARE(send(u"application/json"_s, u"{\"s\":\"{secret}\",\"o\":{}}"_s).body,
                 "{\"s\":\"s3cret\",\"o\":{}}");
    }

    void noTextOfATicketAddsAHeaderToAMail()
    {
        Message nasty = message();
        nasty.title = u"Breach\r\nBcc: all@example.org\r\n\r\nevil"_s;
        nasty.text = u"\r\n.\r\nMAIL FROM:<x>"_s;
        nasty.thread = u"inc\r\nX: y"_s;
        const Mail made =
            mail(nasty, u"muster@example.org"_s, {u"A\r\nX-Evil: 1"_s, u"lead@example.org"_s}, kNow);
        const QByteArray head = made.text.left(made.text.indexOf("\r\n\r\n"));
        QVERIFY(!head.contains("\r\nBcc") && !head.contains("\r\nX"));
        for (const QByteArray &line : made.text.split('\n')) {
            QVERIFY(line.isEmpty() || line.endsWith('\r'));
            QVERIFY(line.size() <= 998 && line != ".\r");
        }
        for (const char c : made.text)
            QVERIFY(uchar(c) < 0x7f);
        QCOMPARE(head.count("Subject:"), 1);
    }

    void namesAndSubjectsBeyondAsciiAreEncoded()
    {
        Message cases = message();
        cases.title = u"Zahlungen über 中文 😀 "_s.repeated(12);
        const Mail made =
            mail(cases, u"muster@example.org"_s, {u"Jürgen Müller"_s, u"j@example.org"_s}, kNow);
        const QByteArray head = made.text.left(made.text.indexOf("\r\n\r\n"));
        QVERIFY(head.contains("To: =?UTF-8?B?"));
        QByteArray subject = head.mid(head.indexOf("Subject: ") + 9);
        subject = subject.left(subject.indexOf("\r\nDate"));
        QByteArray decoded;
        for (const QByteArray &word : subject.split('\n')) {
            const QByteArray bare = word.trimmed();
            QVERIFY2(bare.startsWith("=?UTF-8?B?") && bare.endsWith("?=") && bare.size() <= 75,
                     bare.constData());
            const QByteArray bytes = QByteArray::fromBase64(bare.sliced(10, bare.size() - 12));
            QCOMPARE(QString::fromUtf8(bytes).toUtf8(), bytes); // no character is cut
            decoded += bytes;
        }
        QCOMPARE(QString::fromUtf8(decoded), cutTo(cases.title, 200).trimmed());
    }

    void mailsOfOneMatterAreOneConversation()
    {
        Message first = message(), second = message();
        first.thread = second.thread = u"incident/1"_s;
        second.key = u"KEY02"_s;
        const auto header = [](const Mail &mail, const QByteArray &name) {
            const auto at = mail.text.indexOf("\r\n" + name + ": ");
            return at < 0 ? QByteArray()
                          : mail.text.mid(at, mail.text.indexOf("\r\n", at + 2) - at).trimmed();
        };
        const MailName to{{}, u"a@example.org"_s};
        const Mail one = mail(first, u"m@example.org"_s, to, kNow),
                   two = mail(second, u"m@example.org"_s, to, kNow);
        QVERIFY(!header(one, "References").isEmpty());
        QCOMPARE(header(one, "References"), header(two, "References"));
        QVERIFY(header(one, "Message-ID") != header(two, "Message-ID"));
        // The same message tried again is the same message to the mail program.
        QCOMPARE(header(mail(first, u"m@example.org"_s, to, kNow + hours(1)), "Message-ID"),
                 header(one, "Message-ID"));
    }

    void answersOfAMailServerAreUnderstood()
    {
        QCOMPARE(judgeSmtp(250, {}).kind, Outcome::Kind::Done);
        QCOMPARE(judgeSmtp(451, u"greylisted"_s).kind, Outcome::Kind::Later);
        QCOMPARE(judgeSmtp(421, {}).kind, Outcome::Kind::Later);
        QCOMPARE(judgeSmtp(550, u"no such user"_s).kind, Outcome::Kind::Never);
        QVERIFY(judgeSmtp(535, {}).why.contains(u"set-secret"_s));
    }

private:
    static constexpr auto kSigned = "7672593472dd3f14e7ba1ec600f77b978273f44b9f0c43e4c9da65dbb5756826";
};

QTEST_APPLESS_MAIN(TestNotifyRequests)
#include "tst_notifyrequests.moc"
