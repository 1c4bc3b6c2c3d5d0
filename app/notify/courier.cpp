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

Outcome judged(const std::variant<HttpAnswer, Outcome> &answered,
               Outcome (*judge)(const HttpAnswer &, Instant), Instant now)
{
    const auto *answer = std::get_if<HttpAnswer>(&answered);
    return answer != nullptr ? judge(*answer, now) : std::get<Outcome>(answered);
}

Outcome bySlackBot(const Parcel &parcel, const QString &token, const Line &line, Instant now)
{
    QString channel = parcel.channel.slackChannel, thread, missed;
    bool isRoom = false;
    if (parcel.channel.opensRooms && !parcel.message.room.isEmpty()) {
        Outcome room = openRoom(parcel, token, line, now);
        if (room.kind != Outcome::Kind::Done)
            return room;
        channel = room.reference;
        missed = room.why;
        isRoom = true;
    } else if (QString before = parcel.threadReference; before.contains(u':')) {
        // Into the room as a message of its own, elsewhere as an answer to the first one.
        isRoom = before.startsWith(kRoom);
        if (isRoom)
            before.remove(0, kRoom.size());
        channel = before.section(u':', 0, 0);
        thread = isRoom ? QString() : before.section(u':', 1);
    }
    Outcome posted =
        judged(line.request(notify::slackPost(parcel.message, parcel.channel.url, token, channel, thread)),
               &notify::judgeSlackCall, now);
    if (posted.kind == Outcome::Kind::Done) {
        posted.why = missed;
        posted.reference = (isRoom ? kRoom : QString()) + posted.reference;
    }
    return posted;
}

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
    case policy::ChannelKind::SlackBot:
        return bySlackBot(parcel, QString::fromUtf8(secret), line, now);
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
