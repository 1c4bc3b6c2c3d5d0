// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policy/notificationreader.h"

#include "models/policy/mailaddress.h"
#include "models/policy/yamlreader.h"
#include "models/sla/calendar.h"
#include "models/sla/calendarjson.h"

#include <QFile>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::policy {
namespace {

constexpr size_t kMostChannels = 50;
constexpr size_t kMostOccasions = 200;
constexpr Millis kLongestQuiet{std::chrono::hours(24 * 14)};
const QStringList kTeamRoles{u"admin"_s, u"lead"_s, u"agent"_s};
const QStringList kDays{u"mon"_s, u"tue"_s, u"wed"_s, u"thu"_s, u"fri"_s, u"sat"_s, u"sun"_s};

/// Which fields a channel of a kind has, beside those of every kind; a star behind those it needs.
QStringList fieldsOf(ChannelKind kind)
{
    switch (kind) {
    case ChannelKind::SlackWebhook:
        return {u"credential"_s};
    case ChannelKind::SlackBot:
        return {u"credential"_s, u"channel*"_s, u"rooms"_s, u"url"_s};
    case ChannelKind::Webhook:
        return {u"credential"_s, u"url*"_s};
    case ChannelKind::Email:
        return {u"credential"_s, u"url*"_s, u"from*"_s, u"user"_s, u"to"_s};
    case ChannelKind::Sms:
        return {u"credential"_s, u"url*"_s, u"to*"_s, u"method"_s, u"headers"_s, u"body"_s};
    case ChannelKind::PagerDuty:
        return {u"credential"_s, u"url"_s};
    case ChannelKind::Desktop:
        return {};
    }
    return {};
}

class ChannelReader
{
public:
    ChannelReader(YamlReader &yaml, QString field) : m_yaml(yaml), m_field(std::move(field)) {}

    ChannelRules read(const YAML::Node &node)
    {
        if (!m_yaml.isMap(node, m_field,
                          {u"key"_s, u"title"_s, u"version"_s, u"channels"_s, u"occasions"_s, u"otherwise"_s,
                           u"list_from"_s, u"digest_after"_s, u"give_up_after"_s, u"snooze"_s}))
            return m_rules;
        m_yaml.readHead(node, m_field, u"give the rules a key, as in key: our-channels"_s, m_rules);
        m_rules.listFrom = number(node, "list_from", 2, 1000, m_rules.listFrom);
        m_rules.digestAfter = duration(node, "digest_after", m_field, m_rules.digestAfter);
        m_rules.giveUpAfter = duration(node, "give_up_after", m_field, m_rules.giveUpAfter);
        m_rules.snooze = duration(node, "snooze", m_field, m_rules.snooze);
        readChannels(node);
        readOccasions(node);
        return m_rules;
    }

private:
    QString path(const QString &key) const { return m_field.isEmpty() ? key : m_field + u'.' + key; }
    static QString below(const QString &at, const char *key)
    {
        return at.isEmpty() ? QString::fromLatin1(key) : at + u'.' + QString::fromLatin1(key);
    }

    int number(const YAML::Node &node, const char *key, int least, int most, int otherwise)
    {
        const YAML::Node child = YamlReader::child(node, key);
        return child.IsDefined()
                   ? m_yaml.number(child, path(QString::fromLatin1(key)), least, most).value_or(otherwise)
                   : otherwise;
    }
    Millis duration(const YAML::Node &node, const char *key, const QString &at, Millis otherwise)
    {
        const YAML::Node child = YamlReader::child(node, key);
        if (!child.IsDefined())
            return otherwise;
        return length(child, below(at, key)).value_or(otherwise);
    }
    std::optional<Millis> length(const YAML::Node &node, const QString &field)
    {
        const auto target = m_yaml.target(node, field);
        if (!target)
            return std::nullopt;
        if (target->kind == sla::Target::Kind::RoundTheClock)
            return Millis(target->amount);
        m_yaml.wrong(node, field, u"a notification does not keep office hours"_s,
                     u"write a duration round the clock such as 30s, 10m or 4h"_s);
        return std::nullopt;
    }

    void readChannels(const YAML::Node &node)
    {
        const QString field = path(u"channels"_s);
        if (!m_yaml.has(node, "channels", field, u"list at least one, as in {key: desk, kind: desktop}"_s))
            return;
        const YAML::Node list = YamlReader::child(node, "channels");
        if (list.IsSequence() && list.size() > kMostChannels) {
            m_yaml.wrong(list, field, u"there are %1 channels"_s.arg(list.size()),
                         u"keep them to %1"_s.arg(kMostChannels));
            return;
        }
        m_yaml.each(list, field, [&](const YAML::Node &each, const QString &at) {
            if (const auto kind = kindOf(each, at))
                m_rules.channels.push_back(readChannel(each, at, *kind));
        });
    }
    std::optional<ChannelKind> kindOf(const YAML::Node &node, const QString &at)
    {
        const QString remedy = u"use one of: %1"_s.arg(channelKindNames().join(u", "_s));
        if (!node.IsMap()) {
            m_yaml.isMap(node, at, {}); // which says so
            return std::nullopt;
        }
        if (!m_yaml.has(node, "key", at + u".key"_s, u"give it a short key"_s) ||
            !m_yaml.has(node, "kind", at + u".kind"_s, remedy))
            return std::nullopt;
        const YAML::Node child = YamlReader::child(node, "kind");
        const QString word = m_yaml.text(child, at + u".kind"_s, 60);
        const auto kind = channelKindFromName(word);
        if (!kind && child.IsScalar())
            m_yaml.wrong(child, at + u".kind"_s, u"there is no kind \"%1\""_s.arg(word), remedy);
        return kind;
    }
    Channel readChannel(const YAML::Node &node, const QString &at, ChannelKind kind)
    {
        Channel channel;
        channel.kind = kind;
        checkFields(node, at, kind);
        const YAML::Node key = YamlReader::child(node, "key");
        channel.key = m_yaml.key(key, at + u".key"_s);
        if (m_rules.channel(channel.key) != nullptr)
            m_yaml.wrong(key, at + u".key"_s, u"\"%1\" stands here twice"_s.arg(channel.key),
                         u"give each a key of its own"_s);
        channel.name = m_yaml.optionalText(node, "name", at + u".name"_s, 100);
        if (channel.name.isEmpty())
            channel.name = channel.key;
        readCredential(node, at, channel);
        readAddress(node, at, channel);
        readRecipients(node, at, channel);
        readRequest(node, at, channel);
        readRate(node, at, channel);
        readQuiet(node, at, channel);
        return channel;
    }
    void checkFields(const YAML::Node &node, const QString &at, ChannelKind kind)
    {
        QStringList known{u"key"_s, u"kind"_s, u"name"_s, u"rate"_s, u"quiet"_s};
        for (QString field : fieldsOf(kind)) {
            const bool isNeeded = field.endsWith(u'*');
            if (isNeeded)
                field.chop(1);
            known += field;
            if (isNeeded)
                m_yaml.has(node, field.toLatin1().constData(), at + u'.' + field,
                           u"a channel of the kind %1 needs it"_s.arg(channelKindName(kind)));
        }
        m_yaml.isMap(node, at, known);
    }
    void readCredential(const YAML::Node &node, const QString &at, Channel &channel)
    {
        const bool isTold = fieldsOf(channel.kind).contains(u"credential"_s);
        const YAML::Node child = YamlReader::child(node, "credential");
        const bool isOptional = channel.kind == ChannelKind::Email || channel.kind == ChannelKind::Sms;
        if (!isTold)
            return;
        if (!child.IsDefined()) {
            channel.credential = isOptional ? QString() : channel.key;
            return;
        }
        const QString field = at + u".credential"_s;
        const QString name = m_yaml.text(child, field, 4000);
        static const QRegularExpression good(u"\\A[A-Za-z0-9_-]{1,60}\\z"_s);
        if (good.match(name).hasMatch())
            channel.credential = name;
        else if (child.IsScalar()) // not repeated: somebody may have written the secret itself
            m_yaml.wrong(
                child, field, u"this is no name of a credential"_s,
                u"write a name here, and keep its value with muster notify set-secret %1"_s.arg(channel.key));
    }
    void readAddress(const YAML::Node &node, const QString &at, Channel &channel)
    {
        channel.slackChannel = m_yaml.optionalText(node, "channel", at + u".channel"_s, 100);
        channel.opensRooms = m_yaml.flag(node, "rooms", at + u".rooms"_s, false);
        const YAML::Node child = YamlReader::child(node, "url");
        if (!child.IsDefined())
            return;
        const QString field = at + u".url"_s;
        channel.url = m_yaml.text(child, field, 2000);
        QString bare = channel.url;
        if (channel.kind == ChannelKind::Sms)
            bare = withoutWords(channel.url);
        if (channel.kind == ChannelKind::Email && !isMailServer(channel.url))
            m_yaml.wrong(child, field, u"this is no mail server"_s,
                         u"write smtps://mail.example.org:465 or smtp://mail.example.org:587"_s);
        if (channel.kind != ChannelKind::Email && !isSafeWebAddress(bare))
            m_yaml.wrong(
                child, field, u"this is no address that may be sent to"_s,
                u"write https://…, without a name or a password in it; http:// reaches this machine alone"_s);
        if (channel.kind == ChannelKind::Sms)
            checkWords(child, field, channel.url);
        static const QRegularExpression wordInHost(u"\\A[a-z]+://[^/?]*\\{"_s);
        if (wordInHost.match(channel.url).hasMatch())
            m_yaml.wrong(child, field, u"a placeholder stands in the host"_s,
                         u"write the host out; placeholders belong behind it"_s);
    }
    static QString withoutWords(QString text)
    {
        for (const QString &word : templateWords())
            text.replace(u'{' + word + u'}', u"x"_s);
        return text;
    }
    void checkWords(const YAML::Node &at, const QString &field, const QString &text)
    {
        static const QRegularExpression word(u"\\{([a-z_]{1,30})\\}"_s);
        auto found = word.globalMatch(text);
        while (found.hasNext()) {
            const QString name = found.next().captured(1);
            if (!templateWords().contains(name))
                m_yaml.wrong(at, field, u"there is no placeholder {%1}"_s.arg(name),
                             u"known are: %1"_s.arg(templateWords().join(u", "_s)));
        }
    }
    void readRecipients(const YAML::Node &node, const QString &at, Channel &channel)
    {
        channel.user = m_yaml.optionalText(node, "user", at + u".user"_s, 200);
        if (channel.user.contains(QRegularExpression(u"[\\x00-\\x1f\\x7f]"_s)))
            m_yaml.wrong(YamlReader::child(node, "user"), at + u".user"_s,
                         u"the name holds a control character"_s, u"write it on one line"_s);
        if (channel.kind == ChannelKind::Email && !channel.user.isEmpty() && channel.credential.isEmpty())
            channel.credential = channel.key;
        if (const YAML::Node from = YamlReader::child(node, "from"); from.IsDefined()) {
            channel.from = m_yaml.text(from, at + u".from"_s, 320);
            if (from.IsScalar() && !isMailAddress(channel.from))
                m_yaml.wrong(from, at + u".from"_s, u"\"%1\" is no mail address"_s.arg(channel.from.left(60)),
                             u"write one as in support@example.org"_s);
        }
        const YAML::Node to = YamlReader::child(node, "to");
        if (!to.IsDefined())
            return;
        static const QRegularExpression telephone(u"\\A\\+?[0-9]{4,15}\\z"_s);
        m_yaml.each(to, at + u".to"_s, [&](const YAML::Node &each, const QString &where) {
            const QString written = m_yaml.text(each, where, 320);
            const bool isSms = channel.kind == ChannelKind::Sms;
            const bool isGood = isSms ? telephone.match(written).hasMatch() : isMailAddress(written);
            if (isGood)
                channel.to += written;
            else if (each.IsScalar())
                m_yaml.wrong(each, where,
                             isSms ? u"\"%1\" is no telephone number"_s.arg(written.left(60))
                                   : u"\"%1\" is no mail address"_s.arg(written.left(60)),
                             isSms ? u"write it as in \"+4930123456\""_s
                                   : u"write one as in support@example.org"_s);
        });
    }
    void readRequest(const YAML::Node &node, const QString &at, Channel &channel)
    {
        if (channel.kind != ChannelKind::Sms)
            return;
        channel.request.method = m_yaml.optionalText(node, "method", at + u".method"_s, 10);
        if (channel.request.method.isEmpty())
            channel.request.method = u"POST"_s;
        if (!QStringList{u"GET"_s, u"POST"_s, u"PUT"_s}.contains(channel.request.method))
            m_yaml.wrong(YamlReader::child(node, "method"), at + u".method"_s,
                         u"there is no method \"%1\""_s.arg(channel.request.method),
                         u"use GET, POST or PUT"_s);
        channel.request.body = m_yaml.optionalText(node, "body", at + u".body"_s);
        if (const YAML::Node body = YamlReader::child(node, "body"); body.IsDefined())
            checkWords(body, at + u".body"_s, channel.request.body);
        const YAML::Node headers = YamlReader::child(node, "headers");
        if (!headers.IsDefined() || !m_yaml.isMap(headers, at + u".headers"_s, {}))
            return;
        static const QRegularExpression name(u"\\A[A-Za-z0-9-]{1,60}\\z"_s);
        static const QRegularExpression value(u"\\A[ -~]{0,1000}\\z"_s);
        for (const auto &entry : headers) {
            const QString header = m_yaml.text(entry.first, at + u".headers"_s, 60);
            const QString field = at + u".headers."_s + header;
            const QString text = m_yaml.text(entry.second, field, 1000);
            checkWords(entry.second, field, text);
            if (name.match(header).hasMatch() && value.match(text).hasMatch())
                channel.request.headers.emplace_back(header, text);
            else
                m_yaml.wrong(entry.first, field, u"this is no header of a request"_s,
                             u"write a name of letters, digits and -, and its value in plain characters"_s);
        }
    }
    void readRate(const YAML::Node &node, const QString &at, Channel &channel)
    {
        const YAML::Node child = YamlReader::child(node, "rate");
        if (!child.IsDefined())
            return;
        const QString field = at + u".rate"_s;
        if (!m_yaml.isMap(child, field, {u"most"_s, u"within"_s}) ||
            !m_yaml.has(child, "most", field + u".most"_s, u"write {most: 10, within: 1m}"_s) ||
            !m_yaml.has(child, "within", field + u".within"_s, u"write {most: 10, within: 1m}"_s))
            return;
        const auto most = m_yaml.number(YamlReader::child(child, "most"), field + u".most"_s, 1, 10'000);
        const auto within = length(YamlReader::child(child, "within"), field + u".within"_s);
        if (most && within)
            channel.rate = RateLimit{*most, *within};
    }
    void readQuiet(const YAML::Node &node, const QString &at, Channel &channel)
    {
        const YAML::Node child = YamlReader::child(node, "quiet");
        if (!child.IsDefined())
            return;
        const QString field = at + u".quiet"_s;
        const QString remedy = u"write {zone: Europe/Berlin, nights: \"22:00-07:00\", days: [sat, sun]}"_s;
        if (!m_yaml.isMap(child, field, {u"zone"_s, u"nights"_s, u"days"_s}) ||
            !m_yaml.has(child, "zone", field + u".zone"_s, remedy))
            return;
        sla::CalendarSpec spec;
        spec.zone = m_yaml.text(YamlReader::child(child, "zone"), field + u".zone"_s, 60);
        if (const YAML::Node nights = YamlReader::child(child, "nights"); nights.IsDefined()) {
            const QString read = m_yaml.text(nights, field + u".nights"_s, 40);
            const auto from = sla::parseTimeOfDay(read.section(u'-', 0, 0).trimmed());
            const auto to = sla::parseTimeOfDay(read.section(u'-', 1).trimmed());
            if (from && to && *from != *to && *from != 1440) {
                for (auto &day : spec.hours)
                    day.push_back({*from, *to});
            } else {
                m_yaml.wrong(nights, field + u".nights"_s, u"\"%1\" is no part of the day"_s.arg(read),
                             remedy);
            }
        }
        if (const YAML::Node days = YamlReader::child(child, "days"); days.IsDefined()) {
            m_yaml.each(days, field + u".days"_s, [&](const YAML::Node &each, const QString &where) {
                const qsizetype day = kDays.indexOf(m_yaml.text(each, where, 20));
                if (day >= 0)
                    spec.hours[size_t(day)].push_back({0, 1440});
                else
                    m_yaml.wrong(each, where, u"this is no day of the week"_s,
                                 u"known are: %1"_s.arg(kDays.join(u", "_s)));
            });
        }
        if (const auto made = sla::Calendar::make(spec); !made)
            m_yaml.wrong(child, field, made.error().detail, remedy);
        else if (const Instant begins = made->nextOpen(Instant{});
                 made->closesAt(begins) - begins >= kLongestQuiet)
            m_yaml.wrong(child, field, u"the channel would never send anything"_s, remedy);
        channel.quiet = std::move(spec);
    }

    void readOccasions(const YAML::Node &node)
    {
        const QString field = path(u"occasions"_s);
        const YAML::Node list = YamlReader::child(node, "occasions");
        if (list.IsDefined() && list.IsSequence() && list.size() > kMostOccasions)
            m_yaml.wrong(list, field, u"there are %1 occasions"_s.arg(list.size()),
                         u"keep them to %1"_s.arg(kMostOccasions));
        else if (list.IsDefined())
            m_yaml.each(list, field, [&](const YAML::Node &each, const QString &at) {
                if (!m_yaml.isMap(each, at, occasionFields()) ||
                    !m_yaml.has(each, "key", at + u".key"_s, u"name the occasion, as in sla_breached"_s))
                    return;
                Occasion occasion = readOccasion(each, at);
                const YAML::Node key = YamlReader::child(each, "key");
                occasion.key = m_yaml.key(key, at + u".key"_s);
                if (std::ranges::count(m_rules.occasions, occasion.key, &Occasion::key) > 0)
                    m_yaml.wrong(key, at + u".key"_s, u"\"%1\" stands here twice"_s.arg(occasion.key),
                                 u"give each a key of its own"_s);
                if (occasion.name.isEmpty())
                    occasion.name = occasion.key;
                m_rules.occasions.push_back(std::move(occasion));
            });
        const QString at = path(u"otherwise"_s);
        if (!m_yaml.has(node, "otherwise", at, u"say where everything else goes, as in {channels: [desk]}"_s))
            return;
        const YAML::Node otherwise = YamlReader::child(node, "otherwise");
        if (m_yaml.isMap(otherwise, at, occasionFields().mid(1)))
            m_rules.otherwise = readOccasion(otherwise, at);
    }
    static QStringList occasionFields()
    {
        return {u"key"_s, u"name"_s, u"urgency"_s, u"channels"_s, u"roles"_s, u"always"_s};
    }
    Occasion readOccasion(const YAML::Node &node, const QString &at)
    {
        Occasion occasion;
        occasion.name = m_yaml.optionalText(node, "name", at + u".name"_s, 100);
        occasion.isAlways = m_yaml.flag(node, "always", at + u".always"_s, false);
        if (const YAML::Node child = YamlReader::child(node, "urgency"); child.IsDefined()) {
            const QString word = m_yaml.text(child, at + u".urgency"_s, 20);
            const auto urgency = urgencyFromName(word);
            if (!urgency && child.IsScalar())
                m_yaml.wrong(child, at + u".urgency"_s, u"there is no urgency \"%1\""_s.arg(word),
                             u"use low, normal, high or critical"_s);
            occasion.urgency = urgency.value_or(Urgency::Normal);
        }
        m_yaml.has(node, "channels", at + u".channels"_s, u"name at least one of channels:"_s);
        occasion.channels = known(node, "channels", at, channelKeys(), u"channel"_s);
        occasion.roles = known(node, "roles", at, kTeamRoles, u"role"_s);
        return occasion;
    }
    QStringList channelKeys() const
    {
        QStringList keys;
        for (const Channel &channel : m_rules.channels)
            keys += channel.key;
        return keys;
    }
    QStringList known(const YAML::Node &node, const char *key, const QString &at, const QStringList &words,
                      const QString &what)
    {
        QStringList read = m_yaml.texts(node, key, below(at, key));
        for (const QString &word : std::as_const(read)) {
            if (!words.contains(word))
                m_yaml.wrong(YamlReader::child(node, key), below(at, key),
                             u"there is no %1 \"%2\""_s.arg(what, word.left(60)),
                             u"known are: %1"_s.arg(words.join(u", "_s)));
        }
        read.removeDuplicates();
        return read;
    }

    YamlReader &m_yaml;
    QString m_field;
    ChannelRules m_rules;
};

QByteArray shipped(const QString &name)
{
    QFile file(u":/notifications/"_s + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

ChannelRules readChannelRules(YamlReader &reader, const YAML::Node &node, const QString &field)
{
    return ChannelReader(reader, field).read(node);
}

const ChannelRules &shippedChannels()
{
    static const ChannelRules rules = [] {
        YamlReader reader(u"desk.yaml"_s);
        return readChannelRules(reader, YAML::Load(shipped(u"desk.yaml"_s).toStdString()), {});
    }();
    return rules;
}

QByteArray exampleChannels()
{
    return shipped(u"example.yaml"_s);
}

} // namespace muster::policy
