// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/json.h"
#include "models/notify/request.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace muster::notify {
namespace {

constexpr qsizetype kMostHeader = 150;
constexpr qsizetype kMostSection = 2900;
constexpr qsizetype kMostText = 2900;
constexpr qsizetype kMostRoom = 80;

/// As much of the text as has `most` characters once it is escaped.
QString escapedTo(const QString &text, qsizetype most)
{
    const QString whole = slackEscaped(text);
    if (whole.size() <= most)
        return whole;
    qsizetype kept = std::min(text.size(), most);
    while (kept > 0) {
        const QString shorter = slackEscaped(cutTo(text, kept));
        if (shorter.size() <= most)
            return shorter;
        kept -= std::max<qsizetype>(1, shorter.size() - most) / 5 + 1;
    }
    return {};
}

QJsonObject plain(const QString &text, qsizetype most)
{
    return {{u"type"_s, u"plain_text"_s}, {u"text"_s, escapedTo(text, most)}, {u"emoji"_s, false}};
}

QString bodyOf(const Message &message)
{
    QString body = message.text;
    if (!message.items.isEmpty())
        body += u"\n\n• "_s + message.items.join(u"\n• "_s);
    if (message.more > 0)
        body += u"\n… and %1 more"_s.arg(message.more);
    if (!message.link.isEmpty() && !isLink(message.link))
        body += u'\n' + message.link;
    return body.trimmed();
}

QJsonArray blocksOf(const Message &message)
{
    QJsonArray blocks{QJsonObject{{u"type"_s, u"header"_s}, {u"text"_s, plain(message.title, kMostHeader)}}};
    if (const QString body = bodyOf(message); !body.isEmpty())
        blocks += QJsonObject{{u"type"_s, u"section"_s}, {u"text"_s, plain(body, kMostSection)}};
    if (isLink(message.link)) {
        const QJsonObject button{
            {u"type"_s, u"button"_s}, {u"text"_s, plain(u"Open"_s, 20)}, {u"url"_s, message.link}};
        blocks += QJsonObject{{u"type"_s, u"actions"_s}, {u"elements"_s, QJsonArray{button}}};
    }
    const QString context = (message.name.isEmpty() ? QString() : message.name + u" · "_s) +
                            policy::urgencyName(message.urgency) + u" · "_s + timeText(message.at);
    blocks +=
        QJsonObject{{u"type"_s, u"context"_s}, {u"elements"_s, QJsonArray{plain(context, kMostSection)}}};
    return blocks;
}

Outcome judgeCode(const QString &code)
{
    static const QStringList passing{u"ratelimited"_s, u"rate_limited"_s,        u"internal_error"_s,
                                     u"fatal_error"_s, u"service_unavailable"_s, u"request_timeout"_s,
                                     u"rollup_error"_s};
    static const QStringList token{u"invalid_auth"_s, u"not_authed"_s, u"token_revoked"_s, u"token_expired"_s,
                                   u"account_inactive"_s};
    if (passing.contains(code))
        return later(u"Slack cannot take it now (%1)"_s.arg(code));
    if (token.contains(code))
        return never(
            u"Slack does not know the bot's token (%1); keep the right one with muster notify set-secret"_s
                .arg(code));
    if (code == u"missing_scope")
        return never(
            u"the bot's token lacks a right that this takes (missing_scope); give it the scopes that "
            "muster notify example names"_s);
    if (code == u"channel_not_found" || code == u"not_in_channel" || code == u"is_archived")
        return never(
            u"Slack has no such channel for the bot (%1); invite the bot there, or name another one in the policy"_s
                .arg(code));
    return never(u"Slack refused it: %1"_s.arg(oneLine(code).left(100)));
}

} // namespace

QString slackEscaped(const QString &text)
{
    QString escaped;
    escaped.reserve(text.size() + 16);
    for (const QChar c : text) {
        if (c == u'&')
            escaped += u"&amp;"_s;
        else if (c == u'<')
            escaped += u"&lt;"_s;
        else if (c == u'>')
            escaped += u"&gt;"_s;
        else if (c == u'@' || c == u'\xFF20')
            escaped += c, escaped += QChar(0x2060); // no name is seen in it
        else if (c >= u' ' || c == u'\n' || c == u'\t')
            escaped += c;
    }
    return escaped;
}

QJsonObject slackContent(const Message &message)
{
    const QString fallback =
        message.title + (message.text.isEmpty() ? QString() : u": "_s + oneLine(message.text));
    return {{u"text"_s, escapedTo(fallback, kMostText)},
            {u"blocks"_s, blocksOf(message)},
            {u"unfurl_links"_s, false},
            {u"unfurl_media"_s, false},
            {u"link_names"_s, false}};
}

HttpRequest slackWebhook(const Message &message, const QString &address)
{
    return {u"POST"_s,
            address,
            {{"Content-Type", "application/json; charset=utf-8"}},
            canonicalJson(slackContent(message))};
}

HttpRequest slackCall(const QString &base, const QString &token, const QString &method,
                      const QJsonObject &arguments)
{
    const QString root = base.isEmpty() ? u"https://slack.com/api/"_s : base;
    return {u"POST"_s,
            root + (root.endsWith(u'/') ? QString() : u"/"_s) + method,
            {{"Content-Type", "application/json; charset=utf-8"},
             {"Authorization", "Bearer " + token.toLatin1()}},
            canonicalJson(arguments)};
}

HttpRequest slackPost(const Message &message, const QString &base, const QString &token,
                      const QString &slackChannel, const QString &threadTime)
{
    QJsonObject content = slackContent(message);
    content.insert(u"channel"_s, slackChannel);
    if (!threadTime.isEmpty())
        content.insert(u"thread_ts"_s, threadTime);
    // Slack shows it to nobody and gives it back with the message: what tells two of them apart.
    content.insert(u"metadata"_s, QJsonObject{{u"event_type"_s, u"muster_notification"_s},
                                              {u"event_payload"_s, QJsonObject{{u"key"_s, message.key}}}});
    return slackCall(base, token, u"chat.postMessage"_s, content);
}

QString slackRoomName(const QString &name)
{
    QString made;
    for (const QChar c : name.toLower()) {
        const bool isGood = (c.unicode() < 0x80 && c.isLetterOrNumber()) || c == u'-' || c == u'_';
        if (isGood)
            made += c;
        else if (!made.endsWith(u'-'))
            made += u'-';
    }
    while (made.startsWith(u'-'))
        made.remove(0, 1);
    made.truncate(kMostRoom);
    while (made.endsWith(u'-'))
        made.chop(1);
    return made.isEmpty() ? u"muster"_s : made;
}

Outcome judgeSlackWebhook(const HttpAnswer &answer, Instant now)
{
    Outcome outcome = judgeHttp(answer, now);
    if (outcome.kind == Outcome::Kind::Never &&
        (answer.status == 403 || answer.status == 404 || answer.status == 410))
        outcome.why =
            u"Slack does not take messages at this address any more (%1); make a new incoming webhook and keep it with muster notify set-secret"_s
                .arg(answer.status);
    return outcome;
}

Outcome judgeSlackCall(const HttpAnswer &answer, Instant now)
{
    Outcome outcome = judgeHttp(answer, now);
    if (outcome.kind != Outcome::Kind::Done)
        return outcome;
    const auto said = parseJsonObject(answer.body);
    if (!said)
        return later(u"the answer of Slack cannot be read"_s);
    if (!said->value("ok"_L1).toBool())
        return judgeCode(said->value("error"_L1).toString());
    const QString channel = said->value("channel"_L1).toString(), time = said->value("ts"_L1).toString();
    return done(time.isEmpty() ? QString() : oneLine(channel + u':' + time).left(200));
}

} // namespace muster::notify
