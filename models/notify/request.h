// SPDX-License-Identifier: GPL-3.0-or-later
// Messages in the form that each kind of channel takes, and what its answers mean. Pure: the transports send
// what stands here and hand back the answer.
#pragma once

#include "models/notify/message.h"

#include <QByteArray>

namespace muster::notify {

struct HttpRequest
{
    QString method;
    QString url;
    std::vector<std::pair<QByteArray, QByteArray>> headers; ///< without line ends
    QByteArray body;
    bool operator==(const HttpRequest &) const = default;
};

struct HttpAnswer
{
    int status = 0;
    QByteArray retryAfter; ///< the header as it came
    QByteArray body;       ///< at most so much as the transport takes
};

/// What became of a try.
struct Outcome
{
    enum class Kind : quint8
    {
        Done,  ///< the peer has it
        Later, ///< not now; it may be tried again
        Never, ///< it would not be taken the next time either
    };
    Kind kind = Kind::Later;
    QString why; ///< a sentence for people, where it is not done; of what was not reached where it is
    std::optional<Millis> after; ///< the peer asked to wait so long
    QString reference;           ///< what the peer calls the message
    QStringList reached;         ///< addresses that have it
    bool operator==(const Outcome &) const = default;
};
Outcome done(const QString &reference = {});
Outcome later(const QString &why, std::optional<Millis> after = std::nullopt);
Outcome never(const QString &why);

// Slack. Text of tickets cannot mention anybody, whatever stands in it.
QString slackEscaped(const QString &text);
/// What both kinds of channel post: text and blocks.
QJsonObject slackContent(const Message &message);
/// `address` is the credential.
HttpRequest slackWebhook(const Message &message, const QString &address);
/// A call of the Web API. `base`: "https://slack.com/api/".
HttpRequest slackCall(const QString &base, const QString &token, const QString &method,
                      const QJsonObject &arguments);
/// Into `slackChannel`, as an answer to `threadTime` where that is not empty.
HttpRequest slackPost(const Message &message, const QString &base, const QString &token,
                      const QString &slackChannel, const QString &threadTime);
/// A name that Slack takes for a channel: small letters, digits, - and _, at most 80.
QString slackRoomName(const QString &name);
Outcome judgeSlackWebhook(const HttpAnswer &answer, Instant now);
/// The reference of a post is "channel:time".
Outcome judgeSlackCall(const HttpAnswer &answer, Instant now);

// Any address.
HttpRequest webhook(const Message &message, const policy::Channel &channel, const QByteArray &secret,
                    Instant now);
/// Hex of HMAC-SHA256 over "<seconds>.<body>".
QByteArray webhookSignature(const QByteArray &secret, qint64 seconds, const QByteArray &body);

// PagerDuty Events v2. `base`: "https://events.pagerduty.com/v2/enqueue".
HttpRequest pagerDuty(const Message &message, const QString &base, const QString &routingKey);
Outcome judgePagerDuty(const HttpAnswer &answer, Instant now);

// SMS through a gateway.
HttpRequest sms(const Message &message, const policy::Channel &channel, const QString &to,
                const QString &secret);

/// 2xx is done; 408, 425, 429 and 5xx may be tried again; everything else is for good.
Outcome judgeHttp(const HttpAnswer &answer, Instant now);
/// Seconds or a date; at most a day.
std::optional<Millis> retryAfter(const QByteArray &header, Instant now);

// E-mail.
struct Mail
{
    QString from, to; ///< addresses
    QByteArray text;  ///< headers and parts, lines end with CR LF
};
struct MailName
{
    QString name; ///< may be empty
    QString address;
};
Mail mail(const Message &message, const QString &from, const MailName &to, Instant now);
/// By the number that the server answered with.
Outcome judgeSmtp(int code, const QString &said);

} // namespace muster::notify
