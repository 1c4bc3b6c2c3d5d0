// SPDX-License-Identifier: GPL-3.0-or-later
// What a policy says of notifications: the channels that reach people, and which occasion goes to which of
// them. Data: no occasion, channel or role is named in code. A credential stands here by its name alone; its
// value lies among the secrets of the desk that sends.
#pragma once

#include "models/base/time.h"
#include "models/sla/calendar.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <utility>
#include <vector>

namespace muster::policy {

enum class ChannelKind : quint8
{
    SlackWebhook, ///< an incoming webhook: its address is the credential
    SlackBot,     ///< a bot's token: posts, answers in threads, opens a channel an incident
    Webhook,      ///< JSON to any address, signed with the credential
    Email,        ///< over SMTP
    Sms,          ///< through an HTTP gateway described by a template
    PagerDuty,    ///< Events v2: the credential is the routing key
    Desktop,      ///< shown by each console to the person who sits at it
};
QString channelKindName(ChannelKind kind); ///< "slack_webhook", …
std::optional<ChannelKind> channelKindFromName(QStringView name);
QStringList channelKindNames();

/// How loud a matter is. The order is the rank, the quietest first.
enum class Urgency : quint8
{
    Low,
    Normal,
    High,
    Critical,
};
QString urgencyName(Urgency urgency); ///< "low", …
std::optional<Urgency> urgencyFromName(QStringView name);

/// At most so many messages within that time.
struct RateLimit
{
    int most = 0;
    Millis within{};
    bool operator==(const RateLimit &) const = default;
};

/// A request with {placeholders}: {to} {title} {text} {link} {urgency} {secret} {key}. Each is escaped for
/// where it stands.
struct RequestTemplate
{
    QString method; ///< "GET", "POST" or "PUT"
    std::vector<std::pair<QString, QString>> headers;
    QString body;
    bool operator==(const RequestTemplate &) const = default;
};
/// The words that a template may hold between braces.
const QStringList &templateWords();

struct Channel
{
    QString key;  ///< "team-chat"; unique in the policy
    QString name; ///< "Support chat"
    ChannelKind kind = ChannelKind::Desktop;
    QString credential;      ///< its name among the secrets ("channel/<name>"); empty: none is needed
    QString url;             ///< of the server: https:, smtp: or smtps:; empty: the service's own
    QString slackChannel;    ///< "#escalations", where a bot posts
    bool opensRooms = false; ///< a bot opens a channel where a matter asks for one
    QString from, user;      ///< of mail: the sender, and the name at the server
    QStringList to;          ///< addresses or telephone numbers that always get it
    RequestTemplate request; ///< of an SMS gateway
    std::optional<RateLimit> rate;
    std::optional<sla::CalendarSpec> quiet; ///< its open hours are those in which nothing is sent
    bool operator==(const Channel &) const = default;
};

/// What is told, and to whom.
struct Occasion
{
    QString key;  ///< "sla_breached": what the rules ask under
    QString name; ///< "SLA breached"
    Urgency urgency = Urgency::Normal;
    QStringList channels;  ///< by key
    QStringList roles;     ///< of the team: whoever has one is written to where the channel writes to people
    bool isAlways = false; ///< also in quiet hours
    bool operator==(const Occasion &) const = default;
};

struct ChannelRules
{
    QString key, title;
    int version = 1;
    std::vector<Channel> channels;
    std::vector<Occasion> occasions;
    Occasion otherwise; ///< for an occasion that is not named; its key is empty
    int listFrom = 4;   ///< so many of one occasion at once become one message with a list
    Millis digestAfter{std::chrono::minutes(30)};
    Millis giveUpAfter{std::chrono::hours(24)}; ///< since the first attempt
    Millis snooze{std::chrono::minutes(30)};    ///< what is proposed

    const Channel *channel(const QString &key) const;   ///< null where unknown
    const Occasion &occasion(const QString &key) const; ///< `otherwise` where unknown
    bool operator==(const ChannelRules &) const = default;
};

/// True for https:, and for http: to this machine itself.
bool isSafeWebAddress(const QString &url);
/// True for smtps:, smtp: (which has to begin TLS, unless it is this machine itself).
bool isMailServer(const QString &url);
/// Whether a host's name stands for this machine: "localhost" or a loopback address.
bool isThisMachine(const QString &host);

} // namespace muster::policy
