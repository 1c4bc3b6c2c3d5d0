// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sync/natshub.h"

#include "models/base/json.h"

#include <QTimer>

using namespace Qt::StringLiterals;

namespace muster::sync {
namespace {

constexpr Millis kAnswer{5'000};
constexpr Millis kBetweenMeasures{300'000};
constexpr auto kStream = "OPS";
constexpr int kNotFound = 404;
constexpr int kNoResponders = 503;

/// What the API of the server answers: an object, or the error in it as words.
Result<QJsonObject> answerOf(const std::optional<nats::Message> &message, const QString &why)
{
    if (!message)
        return Error{Fault::Unavailable, why};
    if (message->status == kNoResponders)
        return Error{
            Fault::Unavailable,
            u"The server is there, but not the team's store: JetStream is off, or the streams were not made. muster hub up makes them."_s};
    auto object = parseJsonObject(message->body);
    if (!object)
        return Error{Fault::Unavailable, u"The hub's answer cannot be read: "_s + object.error().detail};
    const QJsonObject error = object->value(u"error"_s).toObject();
    if (!error.isEmpty())
        return Error{error.value(u"code"_s).toInt() == kNotFound ? Fault::NotFound : Fault::Unavailable,
                     nats::harmless(error.value(u"description"_s).toString(), 200)};
    return object;
}

bool isFull(const QString &description)
{
    return description.contains(u"maximum"_s) || description.contains(u"insufficient"_s) ||
           description.contains(u"no space"_s);
}

/// Number of a message of the stream, 0 where it is none. What its writer put into the headers is not looked
/// at: of each name the last is the server's own, the first line is the writer's, and the server's first name
/// may have been glued to what he left open. So the message is the
/// same for everybody, pushed or fetched, whatever was forged in it.
quint64 numberOf(const nats::Message &message)
{
    return message.header("Nats-Sequence").toULongLong();
}

} // namespace

NatsHub::NatsHub(const Clock &clock, QObject *parent) : QObject(parent), m_clock(clock), m_client(this)
{
    m_renewal.setSingleShot(true);
    connect(&m_renewal, &QTimer::timeout, this, &NatsHub::tryNow);
    connect(&m_client, &nats::Client::up, this, &NatsHub::up);
    connect(&m_client, &nats::Client::down, this, &NatsHub::down);
    connect(&m_client, &nats::Client::refused, this, [this](const QString &subject) { m_refused = subject; });
    m_client.subscribe("live.>", [this](const nats::Message &message) { onLive(message); });
    m_client.subscribe("here.*", [this](const nats::Message &message) { onHere(message); });
}

Result<void> NatsHub::start(const HubAccess &access)
{
    nats::Options options;
    for (const QString &server : access.servers) {
        const QUrl url(server, QUrl::StrictMode);
        if (!url.isValid() || url.host().isEmpty() || url.port() <= 0)
            return Error{Fault::BadInput, u"\"%1\" is no address of a hub"_s.arg(server.left(200))};
        options.servers += url;
    }
    if (options.servers.isEmpty())
        return Error{Fault::BadInput, u"no address of the hub is known"_s};
    if (!access.authority.isEmpty()) {
        options.authorities = QSslCertificate::fromData(access.authority);
        if (options.authorities.isEmpty())
            return Error{Fault::BadInput, u"the certificate of the hub's authority cannot be read"_s};
    }
    m_login = access.login;
    options.nkeySeed = access.seed;
    options.inboxPrefix = "_INBOX_" + m_login.toString().toLatin1();
    options.name = access.machine;
    m_options = options;
    m_client.start(m_options);
    return {};
}

void NatsHub::stop()
{
    m_renewal.stop();
    m_client.stop();
}

void NatsHub::tryNow()
{
    if (!m_client.isUp() && !m_options.servers.isEmpty())
        m_client.start(m_options);
}

void NatsHub::renew(const QString &)
{
    constexpr int kLeast = 500, kMost = 8'000;
    m_client.stop();
    // Longer each time, until a line was good for a while.
    const bool wasGood = m_sinceRenewal.isValid() && m_sinceRenewal.elapsed() > 2 * kMost;
    m_renewals = wasGood ? 0 : std::min(m_renewals + 1, 4);
    m_sinceRenewal.start();
    const int most = std::min(kMost, kLeast << m_renewals);
    m_renewal.start(most / 2 + int(m_clock.now().time_since_epoch().count() % (most / 2)));
}

void NatsHub::tellHere(const QByteArray &what)
{
    m_client.publish("here." + m_login.toString().toLatin1(), what);
}

void NatsHub::onHere(const nats::Message &message)
{
    const auto login = DeviceId::parse(QString::fromLatin1(message.subject.mid(5)));
    if (login && *login != m_login)
        emit here(*login, message.body);
}

void NatsHub::onLive(const nats::Message &message)
{
    const QByteArray subject = message.subject.mid(5); // behind "live."
    if (const quint64 sequence = numberOf(message); sequence > 0)
        emit live({sequence, subject, message.body});
}

void NatsHub::askInfo(Then<Result<HubInfo>> then)
{
    m_client.request(
        "$JS.API.STREAM.INFO.OPS", {}, {}, kAnswer,
        [then](const std::optional<nats::Message> &message, const QString &why) {
            const auto answer = answerOf(message, why);
            if (!answer) {
                const bool isThere = answer.error().fault == Fault::NotFound;
                return then(Error{
                    Fault::Unavailable,
                    isThere ? u"The server is there, but the team's stream is not: muster hub up makes it."_s
                            : answer.error().detail});
            }
            const QJsonObject state = answer->value(u"state"_s).toObject();
            HubInfo info{answer->value(u"created"_s).toString().toUtf8().left(100),
                         quint64(std::max(1.0, state.value(u"first_seq"_s).toDouble())),
                         quint64(std::max(0.0, state.value(u"last_seq"_s).toDouble()))};
            info.lost = info.first - 1 + quint64(std::max(0.0, state.value(u"num_deleted"_s).toDouble()));
            if (info.created.isEmpty())
                return then(Error{Fault::Unavailable, u"The hub does not say what its store is."_s});
            then(info);
        });
}

void NatsHub::fetch(quint64 sequence, Then<Result<HubMessage>> then)
{
    const QByteArray body = "{\"seq\":" + QByteArray::number(sequence) + '}';
    m_client.request(
        "$JS.API.DIRECT.GET.OPS", body, {}, kAnswer,
        [sequence, then](const std::optional<nats::Message> &message, const QString &why) {
            if (!message)
                return then(Error{Fault::Unavailable, why});
            const quint64 number = numberOf(*message);
            if (number == sequence)
                return then(HubMessage{sequence, message->header("Nats-Subject"), message->body});
            if (number != 0)
                return then(Error{Fault::Unavailable, u"The hub gave another message than was asked for."_s});
            if (message->status == kNotFound)
                return then(Error{Fault::NotFound, u"the hub holds no message %1"_s.arg(sequence)});
            then(Error{Fault::Unavailable, u"The hub does not give message %1: %2"_s.arg(sequence).arg(
                                               nats::harmless(QString::fromUtf8(message->statusText), 100))});
        });
}

QByteArray NatsHub::subjectFor(const Outgoing &message) const
{
    const QList<QByteArray> parts = message.subject.split('.');
    const QByteArray login = m_login.toString().toLatin1();
    // Who still comes with the key of an invitation has no subject of its own yet.
    const bool isOwn = parts.value(1) == login;
    return (isOwn ? parts.value(0) : QByteArray("restore")) + '.' + login + ".f";
}

Published NatsHub::whyNotPublished(const QByteArray &subject, const QString &why)
{
    if (m_refused == QString::fromLatin1(subject))
        return {Published::Fate::Refused, 0, u"The hub does not let this device write."_s};
    return {Published::Fate::Failed, 0, why};
}

void NatsHub::publish(const Outgoing &message, Then<Published> then)
{
    publishAs(subjectFor(message), message.body, QString::fromLatin1(kStream),
              [this, then, sent = m_clock.now()](const Published &fate) {
                  if (fate.fate == Published::Fate::Stored)
                      measureSkew(fate.sequence, sent, m_clock.now());
                  then(fate);
              });
}

void NatsHub::publishPart(const QByteArray &subject, const QByteArray &body, const Then<Published> &then)
{
    publishAs(subject, body, u"SNAP"_s, then);
}

void NatsHub::publishAs(const QByteArray &subject, const QByteArray &body, const QString &stream,
                        const Then<Published> &then)
{
    m_refused.clear();
    m_client.request(
        subject, body, {}, kAnswer,
        [this, subject, stream, then](const std::optional<nats::Message> &answer, const QString &why) {
            if (!answer) {
                // Whether it was refused is told right after this.
                QTimer::singleShot(0, this,
                                   [this, subject, why, then] { then(whyNotPublished(subject, why)); });
                return;
            }
            const auto read = answerOf(answer, why);
            if (!read)
                return then({isFull(read.error().detail) ? Published::Fate::Full : Published::Fate::Failed, 0,
                             isFull(read.error().detail)
                                 ? u"The hub's store is full: nothing new is taken until it has room."_s
                                 : read.error().detail});
            const auto sequence = quint64(std::max(0.0, read->value(u"seq"_s).toDouble()));
            if (sequence == 0 || read->value(u"stream"_s).toString() != stream)
                return then(
                    {Published::Fate::Failed, 0, u"The hub does not say where it put the entries."_s});
            then({Published::Fate::Stored, sequence, {}});
        });
}

void NatsHub::askSnapshots(const Then<Result<QList<QByteArray>>> &then)
{
    m_client.request("$JS.API.STREAM.INFO.SNAP", "{\"subjects_filter\":\"snap.*.m\"}", {}, kAnswer,
                     [then](const std::optional<nats::Message> &message, const QString &why) {
                         const auto answer = answerOf(message, why);
                         if (!answer)
                             return then(answer.error());
                         constexpr qsizetype kMost = 200;
                         QList<QByteArray> subjects;
                         const QStringList keys =
                             answer->value(u"state"_s).toObject().value(u"subjects"_s).toObject().keys();
                         for (const QString &key : keys.first(std::min(kMost, keys.size())))
                             subjects += key.toLatin1();
                         then(subjects);
                     });
}

void NatsHub::fetchPart(const QByteArray &subject, const Then<Result<HubMessage>> &then)
{
    const QByteArray body = canonicalJson({{u"last_by_subj"_s, QString::fromLatin1(subject)}});
    m_client.request(
        "$JS.API.DIRECT.GET.SNAP", body, {}, kAnswer,
        [subject, then](const std::optional<nats::Message> &message, const QString &why) {
            if (!message)
                return then(Error{Fault::Unavailable, why});
            if (message->status != 0)
                return then(Error{Fault::NotFound, u"the hub holds no such part of a snapshot"_s});
            if (message->header("Nats-Subject") != subject)
                return then(Error{Fault::Unavailable, u"The hub gave another message than was asked for."_s});
            then(HubMessage{0, subject, message->body});
        });
}

void NatsHub::measureSkew(quint64 sequence, Instant sent, Instant stored)
{
    if (m_measured && stored - *m_measured < kBetweenMeasures && stored >= *m_measured)
        return;
    m_measured = stored;
    const Instant middle = sent + (stored - sent) / 2;
    const QByteArray body = "{\"seq\":" + QByteArray::number(sequence) + '}';
    m_client.request("$JS.API.DIRECT.GET.OPS", body, {}, kAnswer,
                     [this, middle](const std::optional<nats::Message> &message, const QString &) {
                         if (!message)
                             return;
                         const auto at =
                             parseRfc3339(QString::fromLatin1(message->header("Nats-Time-Stamp")));
                         if (at)
                             emit skewMeasured(middle - *at);
                     });
}

} // namespace muster::sync
