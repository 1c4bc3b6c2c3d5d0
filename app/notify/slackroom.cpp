// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/notify/slackroom.h"

#include "models/base/json.h"

#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

using notify::Outcome;

constexpr int kMostPages = 50;
constexpr qsizetype kMostTopic = 250;

/// What one call gave: the answer's object where Slack said ok, else how it went.
struct Called
{
    Outcome outcome;
    QJsonObject said;
    QString error; ///< Slack's word
    bool isOk() const { return outcome.kind == Outcome::Kind::Done; }
};

class Slack
{
public:
    Slack(const Parcel &parcel, const QString &token, const Line &line, Instant now)
        : m_base(parcel.channel.url), m_token(token), m_line(line), m_now(now)
    {}

    Called call(const QString &method, const QJsonObject &arguments) const
    {
        return read(m_line.request(notify::slackCall(m_base, m_token, method, arguments)));
    }
    Called ask(const QString &method, const QUrlQuery &arguments) const
    {
        notify::HttpRequest request = notify::slackCall(m_base, m_token, method, {});
        request.method = u"GET"_s;
        request.url += u'?' + arguments.toString(QUrl::FullyEncoded);
        request.body.clear();
        request.headers.erase(request.headers.begin()); // the kind of the body
        return read(m_line.request(request));
    }

private:
    Called read(const std::variant<notify::HttpAnswer, Outcome> &answered) const
    {
        if (const auto *trouble = std::get_if<Outcome>(&answered))
            return {*trouble, {}, {}};
        const auto &answer = std::get<notify::HttpAnswer>(answered);
        Called called{notify::judgeSlackCall(answer, m_now), parseJsonObject(answer.body).value_or({}), {}};
        called.error = called.said.value("error"_L1).toString();
        return called;
    }

    QString m_base, m_token;
    const Line &m_line;
    Instant m_now;
};

/// After a crash the room is there already.
Called find(const Slack &slack, const QString &name)
{
    QString cursor;
    for (int page = 0; page < kMostPages; ++page) {
        QUrlQuery query{{u"limit"_s, u"200"_s}, {u"exclude_archived"_s, u"true"_s}};
        if (!cursor.isEmpty())
            query.addQueryItem(u"cursor"_s, QString::fromLatin1(QUrl::toPercentEncoding(cursor)));
        Called listed = slack.ask(u"conversations.list"_s, query);
        if (!listed.isOk())
            return listed;
        const QJsonArray channels = listed.said.value("channels"_L1).toArray();
        for (const auto &channel : channels) {
            if (channel["name"_L1].toString() == name) {
                listed.outcome = notify::done(channel["id"_L1].toString());
                return listed;
            }
        }
        cursor = listed.said.value("response_metadata"_L1)["next_cursor"_L1].toString();
        if (cursor.isEmpty())
            break;
    }
    return {notify::never(u"Slack has a channel %1 already that the bot does not see"_s.arg(name)), {}, {}};
}

Called make(const Slack &slack, const QString &name)
{
    Called made = slack.call(u"conversations.create"_s, {{u"name"_s, name}});
    if (made.error == u"name_taken")
        return find(slack, name);
    if (made.isOk())
        made.outcome.reference = made.said.value("channel"_L1)["id"_L1].toString();
    return made;
}

/// Those whom Slack knows by their address.
QStringList membersOf(const Slack &slack, const std::vector<notify::MailName> &people)
{
    QStringList users;
    for (const notify::MailName &person : people) {
        QUrlQuery query;
        query.addQueryItem(u"email"_s, QString::fromLatin1(QUrl::toPercentEncoding(person.address)));
        const Called found = slack.ask(u"users.lookupByEmail"_s, query);
        if (const QString id = found.said.value("user"_L1)["id"_L1].toString(); found.isOk() && !id.isEmpty())
            users += id;
    }
    return users;
}

/// The room's topic where it is another one.
bool setTopic(const Slack &slack, const QString &id, const QString &wanted)
{
    const QString topic =
        notify::slackEscaped(notify::cutTo(notify::oneLine(wanted), kMostTopic / 2)).left(kMostTopic);
    const Called known = slack.ask(u"conversations.info"_s, {{u"channel"_s, id}});
    if (known.isOk() && known.said.value("channel"_L1)["topic"_L1]["value"_L1].toString() == topic)
        return true;
    return slack.call(u"conversations.setTopic"_s, {{u"channel"_s, id}, {u"topic"_s, topic}}).isOk();
}

} // namespace

Outcome openRoom(const Parcel &parcel, const QString &token, const Line &line, Instant now)
{
    const Called room = make(Slack(parcel, token, line, now), notify::slackRoomName(parcel.message.room));
    if (!room.isOk() || room.outcome.reference.isEmpty())
        return room.isOk() ? notify::later(u"the answer of Slack cannot be read"_s) : room.outcome;
    return notify::done(room.outcome.reference);
}

QString keepRoom(const Parcel &parcel, const QString &room, const QString &token, const Line &line,
                 Instant now)
{
    const Slack slack(parcel, token, line, now);
    // A room without its topic or with one person fewer is a room: what fails here does not hold back the
    // news.
    QStringList missed;
    if (!parcel.message.roomTopic.isEmpty() && !setTopic(slack, room, parcel.message.roomTopic))
        missed += u"the topic was not set"_s;
    const QStringList users = membersOf(slack, parcel.mailTo);
    if (users.size() < qsizetype(parcel.mailTo.size()))
        missed += u"%1 people were not found in Slack by their address"_s.arg(
            qsizetype(parcel.mailTo.size()) - users.size());
    if (!users.isEmpty()) {
        // Forced, for one who is there already must not keep the others out.
        const Called invited =
            slack.call(u"conversations.invite"_s,
                       {{u"channel"_s, room}, {u"users"_s, users.join(u',')}, {u"force"_s, true}});
        if (!invited.isOk() && invited.error != u"already_in_channel")
            missed += u"people were not invited (%1)"_s.arg(notify::oneLine(invited.error).left(60));
    }
    return missed.join(u"; "_s);
}

} // namespace muster::app
