// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/notify/courier.h"

#include "app/notify/slackroom.h"

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

using notify::HttpAnswer;
using notify::HttpRequest;
using notify::Outcome;

const QString kRoom = u"room "_s;
const QString kChannel = u"channel "_s; ///< of the addresses that have it: where a room was announced

Outcome judged(const std::variant<HttpAnswer, Outcome> &answered,
               Outcome (*judge)(const HttpAnswer &, Instant), Instant now)
{
    const auto *answer = std::get_if<HttpAnswer>(&answered);
    return answer != nullptr ? judge(*answer, now) : std::get<Outcome>(answered);
}

class SlackBot
{
public:
    SlackBot(const Parcel &parcel, const QString &token, const Line &line, Instant now)
        : m_parcel(parcel), m_token(token), m_line(line), m_now(now)
    {}

    /// Into the room that the matter has, or to the channel, there as an answer to the first word of it.
    Outcome send() const
    {
        if (m_parcel.channel.opensRooms && !m_parcel.message.room.isEmpty())
            return open();
        QString before = m_parcel.threadReference;
        if (before.startsWith(kRoom))
            return toRoom(before.mid(kRoom.size()).section(u':', 0, 0));
        return toChannel(m_parcel.message);
    }

private:
    /// To the channel, where people are, and into a room of its own, where they are to work on it.
    Outcome open() const
    {
        const std::optional<QString> announced = announcedBy(m_parcel.attempt);
        Outcome first = notify::done(announced.value_or(QString()));
        if (!announced) {
            notify::Message message = m_parcel.message;
            message.text = QStringList{message.text, u"Room: #"_s + notify::slackRoomName(message.room)}.join(
                message.text.isEmpty() ? u""_s : u"\n"_s);
            first = toChannel(message);
            if (first.kind == Outcome::Kind::Later)
                return first;
        }
        const Outcome opened = openRoom(m_parcel, m_token, m_line, m_now);
        Outcome second = opened.kind == Outcome::Kind::Done ? toRoom(opened.reference) : opened;
        if (second.kind == Outcome::Kind::Later && first.kind == Outcome::Kind::Done)
            second.reached = {kChannel + first.reference};
        if (second.kind != Outcome::Kind::Never || first.kind != Outcome::Kind::Done) {
            if (first.kind == Outcome::Kind::Never)
                second.why = joined(u"the channel: "_s + first.why, second.why);
            return second;
        }
        first.why = u"no room: "_s + second.why;
        return first;
    }
    Outcome toRoom(const QString &room) const
    {
        const QString missed = keepRoom(m_parcel, room, m_token, m_line, m_now);
        Outcome posted = post(m_parcel.message, room, {});
        if (posted.kind != Outcome::Kind::Done)
            return posted;
        posted.reference.prepend(kRoom);
        posted.why = missed;
        return posted;
    }
    Outcome toChannel(const notify::Message &message) const
    {
        const QString &before = m_parcel.threadReference;
        if (!before.contains(u':') || before.startsWith(kRoom))
            return post(message, m_parcel.channel.slackChannel, {});
        return post(message, before.section(u':', 0, 0), before.section(u':', 1));
    }
    Outcome post(const notify::Message &message, const QString &channel, const QString &thread) const
    {
        return judged(
            m_line.request(notify::slackPost(message, m_parcel.channel.url, m_token, channel, thread)),
            &notify::judgeSlackCall, m_now);
    }
    static QString joined(const QString &one, const QString &other)
    {
        return other.isEmpty() ? one : one + u"; "_s + other;
    }

    const Parcel &m_parcel;
    const QString &m_token;
    const Line &m_line;
    Instant m_now;
};

/// One address after the other; those that have it already are left out, so that a try that was broken off
/// goes on behind them.
template <typename Send> Outcome toEach(const QStringList &addresses, const QStringList &reached, Send send)
{
    if (addresses.isEmpty())
        return notify::never(
            u"nobody is there to send it to: name addresses in the policy, or give people of the role an address"_s);
    QStringList have = reached;
    QStringList refused;
    std::optional<Outcome> pending;
    for (const QString &address : addresses) {
        if (have.contains(address))
            continue;
        Outcome outcome = send(address);
        if (outcome.kind == Outcome::Kind::Done)
            have += address;
        else if (outcome.kind == Outcome::Kind::Never)
            refused += address + u": "_s + outcome.why;
        else
            pending = outcome;
    }
    Outcome whole = pending.value_or(have.isEmpty() ? notify::never(refused.join(u"; "_s)) : notify::done());
    whole.reached = have;
    if (whole.kind == Outcome::Kind::Done)
        whole.why = refused.join(u"; "_s);
    return whole;
}

Outcome byMail(const Parcel &parcel, const QByteArray &password, const Line &line, Instant now)
{
    QStringList addresses;
    for (const notify::MailName &to : parcel.mailTo)
        addresses += to.address;
    return toEach(addresses, parcel.attempt.reached, [&](const QString &address) {
        const auto to = std::ranges::find(parcel.mailTo, address, &notify::MailName::address);
        const auto own = parcel.own.constFind(address);
        const notify::Message &message = own != parcel.own.cend() ? *own : parcel.message;
        return line.send(notify::mail(message, parcel.channel.from, *to, now), parcel.channel.url,
                         parcel.channel.user, password);
    });
}

} // namespace

std::optional<QString> announcedBy(const notify::Attempt &attempt)
{
    for (const QString &each : attempt.reached) {
        if (each.startsWith(kChannel))
            return each.mid(kChannel.size());
    }
    return std::nullopt;
}

Outcome deliver(const Parcel &parcel, const Credential &credential, const Line &line, Instant now)
{
    const policy::Channel &channel = parcel.channel;
    QByteArray secret;
    if (!channel.credential.isEmpty()) {
        const auto read = credential(channel.credential);
        if (!read && read.error().fault == Fault::NotFound)
            return notify::later(
                u"the credential of %1 is not kept on this desk; muster notify set-secret %2 takes it"_s.arg(
                    channel.name, channel.key));
        if (!read)
            return notify::later(
                u"the credential of %1 cannot be read: %2"_s.arg(channel.name, read.error().detail));
        secret = *read;
    }
    switch (channel.kind) {
    case policy::ChannelKind::SlackWebhook:
        return judged(line.request(notify::slackWebhook(parcel.message, QString::fromUtf8(secret))),
                      &notify::judgeSlackWebhook, now);
    case policy::ChannelKind::SlackBot: {
        const QString token = QString::fromUtf8(secret);
        return SlackBot(parcel, token, line, now).send();
    }
    case policy::ChannelKind::Webhook:
        return judged(line.request(notify::webhook(parcel.message, channel, secret, now)), &notify::judgeHttp,
                      now);
    case policy::ChannelKind::Email:
        return byMail(parcel, secret, line, now);
    case policy::ChannelKind::Sms:
        return toEach(channel.to, parcel.attempt.reached, [&](const QString &number) {
            return judged(
                line.request(notify::sms(parcel.message, channel, number, QString::fromUtf8(secret))),
                &notify::judgeHttp, now);
        });
    case policy::ChannelKind::PagerDuty:
        return judged(line.request(notify::pagerDuty(parcel.message, channel.url, QString::fromUtf8(secret))),
                      &notify::judgePagerDuty, now);
    case policy::ChannelKind::Desktop:
        return notify::never(u"a desktop is told by its own console"_s);
    }
    return notify::never(u"the kind of the channel is not known here"_s);
}

} // namespace muster::app
