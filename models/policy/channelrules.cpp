// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policy/channelrules.h"

#include "models/base/names.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace muster::policy {
namespace {

constexpr std::array kKinds{ChannelKind::SlackWebhook, ChannelKind::SlackBot, ChannelKind::Webhook,
                            ChannelKind::Email,        ChannelKind::Sms,      ChannelKind::PagerDuty,
                            ChannelKind::Desktop};
constexpr std::array kUrgencies{Urgency::Low, Urgency::Normal, Urgency::High, Urgency::Critical};

/// Scheme and host of an address without a name and a password in it; nothing where it is none.
struct Address
{
    QString scheme, host;
};
std::optional<Address> addressOf(const QString &url)
{
    // No backslash, blank, control character or @ in front of the host: what reads differently elsewhere.
    static const QRegularExpression form(
        u"\\A([a-z]+)://(\\[[0-9a-fA-F:.]+\\]|[A-Za-z0-9.-]+)(?::[0-9]{1,5})?(?:[/?][!-~]*)?\\z"_s);
    const auto match = form.match(url);
    if (!match.hasMatch() || url.contains(u'\\') || url.size() > 2000)
        return std::nullopt;
    return Address{match.captured(1), match.captured(2)};
}

} // namespace

QString channelKindName(ChannelKind kind)
{
    switch (kind) {
    case ChannelKind::SlackWebhook:
        return u"slack_webhook"_s;
    case ChannelKind::SlackBot:
        return u"slack_bot"_s;
    case ChannelKind::Webhook:
        return u"webhook"_s;
    case ChannelKind::Email:
        return u"email"_s;
    case ChannelKind::Sms:
        return u"sms"_s;
    case ChannelKind::PagerDuty:
        return u"pagerduty"_s;
    case ChannelKind::Desktop:
        return u"desktop"_s;
    }
    return {};
}

std::optional<ChannelKind> channelKindFromName(QStringView name)
{
    return named(name, kKinds, &channelKindName);
}

QStringList channelKindNames()
{
    QStringList names;
    for (const ChannelKind kind : kKinds)
        names += channelKindName(kind);
    return names;
}

QString urgencyName(Urgency urgency)
{
    switch (urgency) {
    case Urgency::Low:
        return u"low"_s;
    case Urgency::Normal:
        return u"normal"_s;
    case Urgency::High:
        return u"high"_s;
    case Urgency::Critical:
        return u"critical"_s;
    }
    return {};
}

std::optional<Urgency> urgencyFromName(QStringView name)
{
    return named(name, kUrgencies, &urgencyName);
}

const QStringList &templateWords()
{
    static const QStringList words{u"to"_s,      u"title"_s,  u"text"_s, u"link"_s,
                                   u"urgency"_s, u"secret"_s, u"key"_s};
    return words;
}

const Channel *ChannelRules::channel(const QString &channelKey) const
{
    const auto found = std::ranges::find(channels, channelKey, &Channel::key);
    return found == channels.end() ? nullptr : &*found;
}

const Occasion &ChannelRules::occasion(const QString &occasionKey) const
{
    const auto found = std::ranges::find(occasions, occasionKey, &Occasion::key);
    return found == occasions.end() ? otherwise : *found;
}

bool isThisMachine(const QString &host)
{
    static const QRegularExpression four(u"\\A127(?:\\.[0-9]{1,3}){3}\\z"_s);
    return host == u"localhost" || host == u"::1" || host == u"[::1]" || four.match(host).hasMatch();
}

bool isSafeWebAddress(const QString &url)
{
    const auto address = addressOf(url);
    return address &&
           (address->scheme == u"https" || (address->scheme == u"http" && isThisMachine(address->host)));
}

bool isMailServer(const QString &url)
{
    const auto address = addressOf(url);
    return address && (address->scheme == u"smtp" || address->scheme == u"smtps");
}

} // namespace muster::policy
