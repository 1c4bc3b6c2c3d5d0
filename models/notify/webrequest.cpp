// SPDX-License-Identifier: GPL-3.0-or-later
// Webhooks, PagerDuty and SMS gateways, and what answers over HTTP mean.
#include "models/base/json.h"
#include "models/notify/request.h"

#include <QJsonArray>
#include <QLocale>
#include <QTimeZone>
#include <QUrl>

#include <sodium.h>

using namespace Qt::StringLiterals;

namespace muster::notify {
namespace {

constexpr Millis kLongestWish{std::chrono::hours(24)};
constexpr qsizetype kMostWebText = 100'000;
constexpr qsizetype kMostSummary = 1000;
constexpr qsizetype kMostSms = 400;

QJsonObject webContent(const Message &message)
{
    QJsonObject content{{u"key"_s, message.key},
                        {u"matter"_s, message.peerKey},
                        {u"phase"_s, phaseName(message.phase)},
                        {u"occasion"_s, message.occasion},
                        {u"urgency"_s, policy::urgencyName(message.urgency)},
                        {u"title"_s, cutTo(message.title, kMostSummary)},
                        {u"text"_s, cutTo(message.text, kMostWebText)},
                        {u"at"_s, toRfc3339(message.at)},
                        {u"together"_s, message.together},
                        {u"digest"_s, message.isDigest}};
    if (!message.link.isEmpty())
        content.insert(u"link"_s, message.link);
    if (!message.items.isEmpty())
        content.insert(u"items"_s, QJsonArray::fromStringList(message.items));
    if (!message.about.isNull())
        content.insert(u"about"_s,
                       QJsonObject{{u"kind"_s, message.aboutKind}, {u"id"_s, message.about.toString()}});
    return content;
}

QString severityOf(policy::Urgency urgency)
{
    switch (urgency) {
    case policy::Urgency::Low:
        return u"info"_s;
    case policy::Urgency::Normal:
        return u"warning"_s;
    case policy::Urgency::High:
        return u"error"_s;
    case policy::Urgency::Critical:
        return u"critical"_s;
    }
    return {};
}

QString actionOf(Phase phase)
{
    switch (phase) {
    case Phase::Told:
        return u"trigger"_s;
    case Phase::Acknowledged:
        return u"acknowledge"_s;
    case Phase::Settled:
        return u"resolve"_s;
    }
    return {};
}

enum class Where : quint8
{
    Url,
    Header,
    Json,
    Form,
    Xml,
    Plain,
};

Where placeOfBody(const policy::RequestTemplate &request)
{
    for (const auto &[name, value] : request.headers) {
        if (name.compare(u"content-type", Qt::CaseInsensitive) != 0)
            continue;
        if (value.contains(u"json", Qt::CaseInsensitive))
            return Where::Json;
        if (value.contains(u"form-urlencoded", Qt::CaseInsensitive))
            return Where::Form;
        return value.contains(u"xml", Qt::CaseInsensitive) ? Where::Xml : Where::Plain;
    }
    // A body of no stated kind goes out as JSON where it looks like it, else as a form.
    return request.body.startsWith(u'{') ? Where::Json : Where::Form;
}

QString escapedFor(const QString &text, Where where)
{
    switch (where) {
    case Where::Url:
    case Where::Form:
        return QString::fromLatin1(QUrl::toPercentEncoding(text));
    case Where::Header: {
        QString plain = oneLine(text);
        for (QChar &c : plain)
            c = c.unicode() < 0x7f ? c : u'?';
        return plain;
    }
    case Where::Json: {
        const QByteArray quoted = canonicalJson(QJsonObject{{u"x"_s, text}});
        return QString::fromUtf8(quoted.sliced(6, quoted.size() - 8)); // {"x":"…"}
    }
    case Where::Xml: {
        QString kept;
        for (const QChar c : text)
            kept += c >= u' ' || c == u'\n' || c == u'\t' ? c : u' ';
        return kept.toHtmlEscaped();
    }
    case Where::Plain:
        return text;
    }
    return {};
}

/// One pass, so that what was filled in is not looked at again.
QString filled(const QString &form, const QHash<QString, QString> &values, Where where)
{
    QString made;
    qsizetype at = 0;
    while (at < form.size()) {
        const qsizetype open = form.indexOf(u'{', at);
        const qsizetype close = open < 0 ? -1 : form.indexOf(u'}', open);
        const QString word = close < 0 ? QString() : form.mid(open + 1, close - open - 1);
        if (open < 0) {
            made += QStringView(form).mid(at);
            break;
        }
        made += QStringView(form).mid(at, open - at);
        if (values.contains(word)) {
            made += escapedFor(values.value(word), where);
            at = close + 1;
        } else {
            made += u'{';
            at = open + 1;
        }
    }
    return made;
}

} // namespace

Outcome done(const QString &reference)
{
    return {Outcome::Kind::Done, {}, std::nullopt, reference, {}};
}
Outcome later(const QString &why, std::optional<Millis> after)
{
    return {Outcome::Kind::Later, why, after, {}, {}};
}
Outcome never(const QString &why)
{
    return {Outcome::Kind::Never, why, std::nullopt, {}, {}};
}

std::optional<Millis> retryAfter(const QByteArray &header, Instant now)
{
    const QByteArray text = header.trimmed();
    bool isNumber = false;
    const double seconds = text.left(20).toDouble(&isNumber);
    if (isNumber && seconds >= 0)
        return std::min(Millis(qint64(std::min(seconds, 1e6) * 1000)), kLongestWish);
    // RFC 9110: "Fri, 31 Dec 1999 23:59:59 GMT"
    QDateTime date =
        QLocale::c().toDateTime(QString::fromLatin1(text.left(40)), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    if (!date.isValid())
        return std::nullopt;
    date.setTimeZone(QTimeZone::utc());
    return std::clamp(fromMillis(date.toMSecsSinceEpoch()) - now, Millis{0}, kLongestWish);
}

Outcome judgeHttp(const HttpAnswer &answer, Instant now)
{
    const int status = answer.status;
    if (status >= 200 && status < 300)
        return done();
    const auto wait = retryAfter(answer.retryAfter, now);
    if (status == 429)
        return later(u"the service takes no more messages for the moment (429)"_s, wait);
    if (status == 408 || status == 425 || status >= 500)
        return later(u"the service answered that it is in trouble (%1)"_s.arg(status), wait);
    if (status >= 300 && status < 400)
        return never(
            u"the service answered with a way to another address (%1); it is not followed: write the right address into the policy"_s
                .arg(status));
    if (status == 401 || status == 403)
        return never(
            u"the service did not accept the credential (%1); keep the right one with muster notify set-secret"_s
                .arg(status));
    return never(u"the service refused the message (%1)"_s.arg(status));
}

QByteArray webhookSignature(const QByteArray &secret, qint64 seconds, const QByteArray &body)
{
    const QByteArray words = QByteArray::number(seconds) + '.' + body;
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, reinterpret_cast<const unsigned char *>(secret.constData()),
                                size_t(secret.size()));
    crypto_auth_hmacsha256_update(&state, reinterpret_cast<const unsigned char *>(words.constData()),
                                  static_cast<unsigned long long>(words.size()));
    QByteArray code(crypto_auth_hmacsha256_BYTES, '\0');
    crypto_auth_hmacsha256_final(&state, reinterpret_cast<unsigned char *>(code.data()));
    return code.toHex();
}

HttpRequest webhook(const Message &message, const policy::Channel &channel, const QByteArray &secret,
                    Instant now)
{
    HttpRequest request{u"POST"_s, channel.url, {}, canonicalJson(webContent(message))};
    const qint64 seconds = toMillis(now) / 1000;
    request.headers = {{"Content-Type", "application/json; charset=utf-8"},
                       {"Idempotency-Key", message.key.toLatin1()},
                       {"Muster-Signature", "t=" + QByteArray::number(seconds) +
                                                ",v1=" + webhookSignature(secret, seconds, request.body)}};
    return request;
}

HttpRequest pagerDuty(const Message &message, const QString &base, const QString &routingKey)
{
    QJsonObject event{{u"routing_key"_s, routingKey},
                      {u"event_action"_s, actionOf(message.phase)},
                      {u"dedup_key"_s, message.peerKey}};
    if (message.phase == Phase::Told) {
        QJsonObject details{{u"text"_s, cutTo(message.text, kMostWebText)},
                            {u"together"_s, message.together}};
        if (!message.items.isEmpty())
            details.insert(u"items"_s, QJsonArray::fromStringList(message.items));
        event.insert(u"payload"_s, QJsonObject{{u"summary"_s, cutTo(message.title, kMostSummary)},
                                               {u"source"_s, u"Muster"_s},
                                               {u"severity"_s, severityOf(message.urgency)},
                                               {u"timestamp"_s, toRfc3339(message.at)},
                                               {u"class"_s, message.occasion},
                                               {u"custom_details"_s, details}});
        event.insert(u"client"_s, u"Muster"_s);
        if (isLink(message.link))
            event.insert(u"links"_s,
                         QJsonArray{QJsonObject{{u"href"_s, message.link}, {u"text"_s, u"Open"_s}}});
    }
    return {u"POST"_s,
            base.isEmpty() ? u"https://events.pagerduty.com/v2/enqueue"_s : base,
            {{"Content-Type", "application/json"}},
            canonicalJson(event)};
}

Outcome judgePagerDuty(const HttpAnswer &answer, Instant now)
{
    Outcome outcome = judgeHttp(answer, now);
    if (answer.status == 400)
        outcome.why =
            u"PagerDuty does not know the routing key, or cannot read the event (400); keep the right key with muster notify set-secret"_s;
    if (outcome.kind == Outcome::Kind::Done)
        outcome.reference =
            oneLine(parseJsonObject(answer.body).value_or({}).value("dedup_key"_L1).toString()).left(255);
    return outcome;
}

HttpRequest sms(const Message &message, const policy::Channel &channel, const QString &to,
                const QString &secret)
{
    const QString text = message.items.isEmpty() ? message.text : message.items.join(u'\n');
    const QHash<QString, QString> values{{u"to"_s, to},
                                         {u"title"_s, cutTo(message.title, kMostSms)},
                                         {u"text"_s, cutTo(text, kMostSms)},
                                         {u"link"_s, message.link},
                                         {u"urgency"_s, policy::urgencyName(message.urgency)},
                                         {u"secret"_s, secret},
                                         // One a number: what went to one was not a repetition for the next.
                                         {u"key"_s, message.key + u'-' + QString(to).remove(u'+')}};
    HttpRequest request{channel.request.method, filled(channel.url, values, Where::Url), {}, {}};
    const Where where = placeOfBody(channel.request);
    bool hasKind = false;
    for (const auto &[name, value] : channel.request.headers) {
        hasKind = hasKind || name.compare(u"content-type", Qt::CaseInsensitive) == 0;
        request.headers.emplace_back(name.toLatin1(), filled(value, values, Where::Header).toLatin1());
    }
    if (request.method == u"GET")
        return request;
    request.body = filled(channel.request.body, values, where).toUtf8();
    if (!hasKind)
        request.headers.emplace_back(
            "Content-Type", where == Where::Json ? "application/json" : "application/x-www-form-urlencoded");
    return request;
}

} // namespace muster::notify
