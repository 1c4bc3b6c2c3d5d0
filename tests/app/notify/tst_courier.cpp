// SPDX-License-Identifier: GPL-3.0-or-later
// Messages go to real peers on loopback, good ones and bad ones; each ending has its meaning and a sentence.
// Slack, PagerDuty and SMS gateways have no server to install: the HTTP peer of the test stands in for them.
#include "app/notify/courier.h"
#include "httppeer.h"
#include "mailpeer.h"
#include "models/base/json.h"
#include "tests/support/certificates.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace muster;
using namespace muster::app;
using namespace muster::notify;
using namespace muster::test;
using policy::ChannelKind;

namespace {

const Instant kNow = parseRfc3339(u"2026-11-18T12:00:00Z").value();
constexpr auto kSecret = "s3cret-value";

Parcel parcel(ChannelKind kind, const QString &url)
{
    Parcel parcel;
    parcel.channel.key = parcel.channel.name = u"channel"_s;
    parcel.channel.kind = kind;
    parcel.channel.url = url;
    parcel.channel.credential = u"name"_s;
    parcel.channel.from = u"muster@example.org"_s;
    parcel.message.key = parcel.message.peerKey = u"KEY01"_s;
    parcel.message.title = u"Fall M-7 über der Zeit"_s;
    parcel.message.text = u"Die erste Antwort war um 11:58 fällig.\n.\nEnde"_s;
    parcel.message.name = u"SLA breached"_s;
    parcel.message.at = kNow;
    return parcel;
}

Outcome send(const Parcel &parcel, LineLimits limits = {}, const QByteArray &secret = kSecret)
{
    if (limits.whole == LineLimits{}.whole)
        limits.whole = Millis(5000);
    const std::atomic<bool> isStopped = false;
    return deliver(
        parcel, [&](const QString &) -> Result<QByteArray> { return secret; }, Line(limits, isStopped), kNow);
}

QJsonObject json(const Received &received)
{
    return parseJsonObject(received.body).value_or({});
}

Parcel mailParcel(const QString &url, const QStringList &to)
{
    Parcel made = parcel(ChannelKind::Email, url);
    made.channel.credential.clear();
    for (const QString &address : to)
        made.mailTo.push_back({u"Jürgen"_s, address});
    return made;
}

/// The parts of a mail as text, from base64.
QString textOf(const QByteArray &mail)
{
    QString text;
    const QByteArray mark = "Content-Transfer-Encoding: base64\r\n\r\n";
    for (auto at = mail.indexOf(mark); at >= 0; at = mail.indexOf(mark, at + 1)) {
        const auto end = mail.indexOf("\r\n--", at);
        text += QString::fromUtf8(QByteArray::fromBase64(mail.mid(at + mark.size(), end - at - mark.size())));
    }
    return text;
}

} // namespace

class TestCourier final : public QObject
{
    Q_OBJECT

private slots:
    void aWebhookArrivesSignedAndWithItsKey()
    {
        const HttpPeer peer([](const Received &) { return Reply{}; });
        const Outcome outcome = send(parcel(ChannelKind::Webhook, peer.url(u"/hook"_s)));
        QCOMPARE(outcome.kind, Outcome::Kind::Done);
        const auto received = peer.received();
        QCOMPARE(received.size(), size_t(1));
        QCOMPARE(received[0].path(), "/hook");
        QCOMPARE(received[0].header("Idempotency-Key"), "KEY01");
        const QByteArray at = QByteArray::number(toMillis(kNow) / 1000);
        QCOMPARE(received[0].header("Muster-Signature"),
                 "t=" + at + ",v1=" + webhookSignature(kSecret, at.toLongLong(), received[0].body));
        QCOMPARE(json(received[0]).value("title"_L1).toString(), u"Fall M-7 über der Zeit"_s);
    }

    void eachBadAnswerHasItsMeaning_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<int>("manner");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *name, int status, const char *headers, Reply::Manner manner,
                            Outcome::Kind kind, const char *says) {
            QTest::newRow(name) << status << QByteArray(headers) << int(manner) << int(kind)
                                << QString::fromLatin1(says);
        };
        using Manner = Reply::Manner;
        using Kind = Outcome::Kind;
        row("fails", 503, "", Manner::Plain, Kind::Later, "503");
        row("throttles", 429, "Retry-After: 7\r\n", Manner::Plain, Kind::Later, "429");
        row("hangs", 200, "", Manner::Hang, Kind::Later, "did not answer");
        row("drops", 200, "", Manner::Drop, Kind::Later, "broke the line off");
        row("redirects", 307, "Location: http://127.0.0.1:1/\r\n", Manner::Plain, Kind::Never,
            "not followed");
        row("refuses", 400, "", Manner::Plain, Kind::Never, "refused");
        row("knows no such credential", 401, "", Manner::Plain, Kind::Never, "set-secret");
        row("never ends its answer", 200, "", Manner::Endless, Kind::Done, "");
        row("never ends its refusal", 404, "", Manner::Endless, Kind::Never, "refused");
    }
    void eachBadAnswerHasItsMeaning()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, headers);
        QFETCH(int, manner);
        QFETCH(int, kind);
        QFETCH(QString, says);
        const HttpPeer peer([&](const Received &) {
            return Reply{status, "{}", headers, Reply::Manner(manner), 0};
        });
        QElapsedTimer took;
        took.start();
        const Outcome outcome =
            send(parcel(ChannelKind::Webhook, peer.url()), {Millis(1000), Millis(1000), 4096, {}});
        QVERIFY(took.elapsed() < 4000);
        QCOMPARE(int(outcome.kind), kind);
        QVERIFY2(outcome.why.contains(says), qPrintable(outcome.why));
        QVERIFY(!outcome.why.contains(QLatin1StringView(kSecret)));
        QCOMPARE(outcome.after, status == 429 ? std::optional<Millis>(7000) : std::nullopt);
        QCOMPARE(peer.received().size(), size_t(1)); // nothing was followed
    }

    void anAnswerThatComesLateCounts()
    {
        const HttpPeer peer([](const Received &) { return Reply{200, "ok", {}, Reply::Manner::Plain, 700}; });
        QCOMPARE(send(parcel(ChannelKind::Webhook, peer.url())).kind, Outcome::Kind::Done);
    }

    void nobodyAtAllAndAnUnknownNameAreTriedAgain()
    {
        const Outcome nobody = send(parcel(ChannelKind::Webhook, u"http://127.0.0.1:1/"_s));
        QCOMPARE(nobody.kind, Outcome::Kind::Later);
        QVERIFY2(nobody.why.contains(u"nobody answers at 127.0.0.1"_s), qPrintable(nobody.why));
        QCOMPARE(send(parcel(ChannelKind::Webhook, u"ftp://127.0.0.1/"_s)).kind, Outcome::Kind::Never);
    }

    void theSecretAddressOfAWebhookIsNeverTold()
    {
        const Outcome outcome = send(parcel(ChannelKind::SlackWebhook, {}), {},
                                     "http://127.0.0.1:1/services/T000/B000/s3cret-value");
        QCOMPARE(outcome.kind, Outcome::Kind::Later);
        QVERIFY2(!outcome.why.contains(u"s3cret"_s) && !outcome.why.contains(u"services"_s),
                 qPrintable(outcome.why));
    }

    void whatIsUnderWayEndsWhenTheProgramEnds()
    {
        const HttpPeer peer([](const Received &) { return Reply{200, {}, {}, Reply::Manner::Hang, 0}; });
        std::atomic<bool> isStopped = false;
        std::thread stopper([&] {
            QThread::msleep(300);
            isStopped = true;
        });
        QElapsedTimer took;
        took.start();
        const Outcome outcome = deliver(
            parcel(ChannelKind::Webhook, peer.url()),
            [](const QString &) -> Result<QByteArray> { return QByteArray("x"); }, Line({}, isStopped), kNow);
        stopper.join();
        QCOMPARE(outcome.kind, Outcome::Kind::Later);
        QVERIFY(took.elapsed() < 5000);
    }

    void aCredentialThatIsNotHereIsAskedFor()
    {
        const std::atomic<bool> isStopped = false;
        const Outcome outcome = deliver(
            parcel(ChannelKind::Webhook, u"http://127.0.0.1:1/"_s),
            [](const QString &) -> Result<QByteArray> {
                return Error{Fault::NotFound, {}};
            },
            Line({}, isStopped), kNow);
        QCOMPARE(outcome.kind, Outcome::Kind::Later);
        QVERIFY(outcome.why.contains(u"muster notify set-secret channel"_s));
    }

    void aBotPostsAndAnswersInTheThreadOfTheMatter()
    {
        const HttpPeer peer([](const Received &) {
            return Reply{200, R"({"ok":true,"channel":"C1","ts":"17.5"})"};
        });
        Parcel made = parcel(ChannelKind::SlackBot, peer.url(u"/api/"_s));
        made.channel.slackChannel = u"#escalations"_s;
        QCOMPARE(send(made).reference, u"C1:17.5"_s);
        made.threadReference = u"C1:17.5"_s;
        QCOMPARE(send(made).kind, Outcome::Kind::Done);
        const auto received = peer.received();
        QCOMPARE(received[0].path(), "/api/chat.postMessage");
        QCOMPARE(received[0].header("Authorization"), QByteArray("Bearer ") + kSecret);
        QVERIFY(json(received[0]).value("thread_ts"_L1).isUndefined());
        QCOMPARE(json(received[1]).value("thread_ts"_L1).toString(), u"17.5"_s);
        QCOMPARE(json(received[1]).value("channel"_L1).toString(), u"C1"_s);
    }

    void anIncidentGetsARoomWithItsTopicAndItsPeopleAlsoWhenItWasMadeBefore()
    {
        bool isTaken = false;
        const HttpPeer peer([&](const Received &request) -> Reply {
            const QByteArray path = request.path();
            if (path == "/conversations.create" && isTaken)
                return {200, R"({"ok":false,"error":"name_taken"})"};
            if (path == "/conversations.create")
                return {200, R"({"ok":true,"channel":{"id":"C9"}})"};
            if (path.startsWith("/conversations.list") && !path.contains("cursor"))
                return {
                    200,
                    R"({"ok":true,"channels":[{"id":"C8","name":"x"}],"response_metadata":{"next_cursor":"a="}})"};
            if (path.startsWith("/conversations.list"))
                return {200, R"({"ok":true,"channels":[{"id":"C9","name":"inc-2026-0001"}]})"};
            if (path.startsWith("/users.lookupByEmail"))
                return {200, path.contains("ada%40") ? R"({"ok":true,"user":{"id":"U1"}})"
                                                     : R"({"ok":false,"error":"users_not_found"})"};
            return {200, R"({"ok":true,"channel":"C9","ts":"1.2"})"};
        });
        Parcel made = parcel(ChannelKind::SlackBot, peer.url());
        made.channel.opensRooms = true;
        made.channel.slackChannel = u"#escalations"_s;
        made.message.room = u"INC-2026-0001"_s;
        made.message.roomTopic = u"Payments fail <!channel>"_s;
        made.mailTo = {{u"Ada"_s, u"ada@example.org"_s}, {u"Bob"_s, u"bob@example.org"_s}};
        for (const bool again : {false, true}) {
            isTaken = again;
            const Outcome outcome = send(made);
            QCOMPARE(outcome.kind, Outcome::Kind::Done);
            QCOMPARE(outcome.reference, u"room C9:1.2"_s);
            QVERIFY(outcome.why.contains(u"1 people"_s));
        }
        QHash<QByteArray, QJsonObject> said;
        QStringList postedTo;
        for (const Received &each : peer.received()) {
            said.insert(each.path(), json(each));
            if (each.path() == "/chat.postMessage")
                postedTo += json(each).value("channel"_L1).toString();
        }
        // To where people are as well, with the name of the room.
        QCOMPARE(postedTo, (QStringList{u"#escalations"_s, u"C9"_s, u"#escalations"_s, u"C9"_s}));
        QVERIFY(std::ranges::any_of(peer.received(), [](const Received &each) {
            return each.path() == "/chat.postMessage" && each.body.contains("#inc-2026-0001") &&
                   each.body.contains("#escalations");
        }));
        QCOMPARE(said["/conversations.create"].value("name"_L1).toString(), u"inc-2026-0001"_s);
        QVERIFY(!said["/conversations.setTopic"].value("topic"_L1).toString().contains(u'<'));
        QCOMPARE(said["/conversations.invite"].value("users"_L1).toString(), u"U1"_s);
        QVERIFY(said["/conversations.invite"].value("force"_L1).toBool());
        QCOMPARE(said["/chat.postMessage"].value("channel"_L1).toString(), u"C9"_s);
        // What follows goes into the room, with whoever took a role since.
        made.message.room.clear();
        made.mailTo = {{u"Ada"_s, u"ada@example.org"_s}};
        const size_t before = peer.received().size();
        made.threadReference = u"room C9:1.2"_s;
        QCOMPARE(send(made).reference, u"room C9:1.2"_s);
        QVERIFY(json(peer.received().back()).value("thread_ts"_L1).isUndefined());
        const auto all = peer.received();
        QVERIFY(std::any_of(all.begin() + qptrdiff(before), all.end(), [](const Received &each) {
            return each.path() == "/conversations.invite" && json(each).value("users"_L1) == u"U1"_s;
        }));
    }

    void aRoomThatCannotBeHadHoldsBackNoAlert_data()
    {
        QTest::addColumn<QString>("error");
        QTest::addColumn<bool>("isForGood");
        QTest::newRow("not allowed") << u"missing_scope"_s << true;
        QTest::newRow("too much") << u"ratelimited"_s << false;
    }

    void aRoomThatCannotBeHadHoldsBackNoAlert()
    {
        QFETCH(const QString, error);
        QFETCH(const bool, isForGood);
        std::atomic<bool> isBack = false;
        const HttpPeer peer([&](const Received &request) -> Reply {
            if (request.path() != "/conversations.create")
                return {200, R"({"ok":true,"channel":"C1","ts":"1.2"})"};
            return {200, isBack ? QByteArray(R"({"ok":true,"channel":{"id":"C9"}})")
                                : R"({"ok":false,"error":")" + error.toLatin1() + R"("})"};
        });
        Parcel made = parcel(ChannelKind::SlackBot, peer.url());
        made.channel.opensRooms = true;
        made.channel.slackChannel = u"#escalations"_s;
        made.message.room = u"INC-2026-0001"_s;
        const auto posts = [&] {
            QStringList to;
            for (const Received &each : peer.received()) {
                if (each.path() == "/chat.postMessage")
                    to += json(each).value("channel"_L1).toString();
            }
            return to;
        };
        const Outcome first = send(made);
        QCOMPARE(posts(), QStringList{u"#escalations"_s});
        QCOMPARE(first.kind, isForGood ? Outcome::Kind::Done : Outcome::Kind::Later);
        if (isForGood) {
            QCOMPARE(first.reference, u"C1:1.2"_s); // what follows answers there
            QVERIFY(first.why.contains(u"no room"_s));
            return;
        }
        isBack = true;
        made.attempt.reached = first.reached;
        QCOMPARE(send(made).kind, Outcome::Kind::Done);
        QCOMPARE(posts(), (QStringList{u"#escalations"_s, u"C9"_s})); // each once
    }

    void thePagerTakesATriggerAndAnEnd()
    {
        const HttpPeer peer([](const Received &) {
            return Reply{202, R"({"status":"success","dedup_key":"KEY01"})"};
        });
        Parcel made = parcel(ChannelKind::PagerDuty, peer.url(u"/v2/enqueue"_s));
        QCOMPARE(send(made).reference, u"KEY01"_s);
        made.message.phase = Phase::Settled;
        QCOMPARE(send(made).kind, Outcome::Kind::Done);
        QCOMPARE(json(peer.received()[0]).value("routing_key"_L1).toString(), QLatin1StringView(kSecret));
        QCOMPARE(json(peer.received()[1]).value("event_action"_L1).toString(), u"resolve"_s);
    }

    void aTextMessageGoesToEachNumberOnce()
    {
        bool isDown = true;
        const HttpPeer peer([&](const Received &request) {
            return Reply{isDown && request.body.contains("222") ? 503 : 200};
        });
        Parcel made = parcel(ChannelKind::Sms, peer.url(u"/send"_s));
        made.channel.to = {u"+111"_s, u"+222"_s};
        made.channel.request = {
            u"POST"_s,
            {{u"Content-Type"_s, u"application/json"_s}, {u"Authorization"_s, u"Bearer {secret}"_s}},
            u"{\"to\":\"{to}\",\"text\":\"{title}\",\"id\":\"{key}\"}"_s};
        const Outcome first = send(made);
        QCOMPARE(first.kind, Outcome::Kind::Later);
        QCOMPARE(first.reached, QStringList{u"+111"_s});
        isDown = false;
        made.attempt.reached = first.reached;
        const Outcome second = send(made);
        QCOMPARE(second.kind, Outcome::Kind::Done);
        QCOMPARE(second.reached, (QStringList{u"+111"_s, u"+222"_s}));
        QCOMPARE(peer.received().size(), size_t(3));
        QCOMPARE(json(peer.received()[0]).value("text"_L1).toString(), made.message.title);
        QCOMPARE(json(peer.received()[1]).value("id"_L1), json(peer.received()[2]).value("id"_L1));
        made.channel.to.clear();
        QCOMPARE(send(made).kind, Outcome::Kind::Never);
    }

    void aMailArrivesAsItWasWritten()
    {
        const MailPeer peer;
        const Outcome outcome = send(mailParcel(peer.url(), {u"ada@example.org"_s, u"bob@example.org"_s}));
        QCOMPARE(outcome.kind, Outcome::Kind::Done);
        QCOMPARE(outcome.reached.size(), 2);
        const QList<QByteArray> mails = peer.mails();
        QCOMPARE(mails.size(), 2);
        QVERIFY(mails[0].contains("X-Envelope: muster@example.org -> ada@example.org\r\n"));
        QVERIFY(mails[0].contains("Message-ID: <muster."));
        const QString text = textOf(mails[0]);
        QVERIFY2(text.contains(u"Die erste Antwort war um 11:58 fällig.\n.\nEnde"_s), qPrintable(text));
        QVERIFY(text.contains(u"<h2>Fall M-7 über der Zeit</h2>"_s));
    }

    void whoIsRefusedIsToldAndHoldsBackNobodyElse()
    {
        const MailPeer peer;
        const Outcome outcome = send(
            mailParcel(peer.url(), {u"refused@example.org"_s, u"later@example.org"_s, u"ada@example.org"_s}));
        QCOMPARE(outcome.kind, Outcome::Kind::Later);
        QVERIFY2(outcome.why.contains(u"451"_s) || outcome.why.contains(u"come again"_s),
                 qPrintable(outcome.why));
        QCOMPARE(outcome.reached, QStringList{u"ada@example.org"_s});
        Parcel again =
            mailParcel(peer.url(), {u"refused@example.org"_s, u"later@example.org"_s, u"ada@example.org"_s});
        again.attempt.reached = outcome.reached;
        const Outcome second = send(again);
        QCOMPARE(second.kind, Outcome::Kind::Done);
        QVERIFY2(second.why.contains(u"refused@example.org: "_s), qPrintable(second.why));
        QCOMPARE(peer.mails().size(), 2);
        const Outcome alone = send(mailParcel(peer.url(), {u"refused@example.org"_s}));
        QCOMPARE(alone.kind, Outcome::Kind::Never);
        QVERIFY2(alone.why.contains(u"no such user"_s), qPrintable(alone.why));
    }

    void aPasswordGoesOverAnEncryptedLineAlone_data()
    {
        QTest::addColumn<QString>("scheme");
        QTest::addColumn<QString>("option");
        QTest::newRow("STARTTLS") << u"smtp"_s << u"--starttls"_s;
        QTest::newRow("TLS from the start") << u"smtps"_s << u"--tls"_s;
    }
    void aPasswordGoesOverAnEncryptedLineAlone()
    {
        QFETCH(QString, scheme);
        QFETCH(QString, option);
        Certificates certificates;
        certificates.makeServer("mail", u"DNS:localhost"_s);
        const MailPeer peer({option, u"--cert"_s, certificates.path("mail.pem"), u"--key"_s,
                             certificates.path("mail.key"), u"--login"_s, u"muster"_s,
                             QString::fromLatin1(kSecret)});
        Parcel made = mailParcel(peer.url(scheme), {u"ada@example.org"_s});
        made.channel.user = u"muster"_s;
        made.channel.credential = u"name"_s;
        const LineLimits trusting{Millis(5000), Millis(5000), 4096, certificates.path("ca.pem")};
        const Outcome good = send(made, trusting);
        QVERIFY2(good.kind == Outcome::Kind::Done, qPrintable(good.why));
        QVERIFY(peer.mails()[0].contains("X-Encrypted: yes"));
        QVERIFY(peer.mails()[0].contains("X-Login: muster"));
        const Outcome wrong = send(made, trusting, "another");
        QCOMPARE(wrong.kind, Outcome::Kind::Never);
        QVERIFY2(wrong.why.contains(u"set-secret"_s), qPrintable(wrong.why));
        // Whoever signed it is not known to the system.
        const Outcome stranger = send(made);
        QCOMPARE(stranger.kind, Outcome::Kind::Later);
        QVERIFY2(stranger.why.contains(u"certificate"_s), qPrintable(stranger.why));
        QCOMPARE(peer.mails().size(), 1);
    }

    void onlyThisMachineGetsMailWithoutEncryption()
    {
        QCOMPARE(mailSecurity(u"smtp://mail.example.org:587"_s), MailSecurity::Demanded);
        QCOMPARE(mailSecurity(u"smtp://localhost.example.org"_s), MailSecurity::Demanded);
        QCOMPARE(mailSecurity(u"smtps://mail.example.org"_s), MailSecurity::FromTheStart);
        QCOMPARE(mailSecurity(u"smtp://localhost:25"_s), MailSecurity::WhenOffered);
        QCOMPARE(mailSecurity(u"smtp://[::1]:25"_s), MailSecurity::WhenOffered);
    }
};

QTEST_GUILESS_MAIN(TestCourier)
#include "tst_courier.moc"
