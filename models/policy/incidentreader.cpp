// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policy/incidentreader.h"

#include "models/policy/shipped.h"
#include "models/policy/yamlreader.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::policy {
namespace {

struct KindName
{
    QLatin1StringView name;
    Ask::Kind kind;
};
constexpr KindName kKinds[]{{QLatin1StringView("roles"), Ask::Kind::Roles},
                            {QLatin1StringView("scope"), Ask::Kind::Scope},
                            {QLatin1StringView("update"), Ask::Kind::Update},
                            {QLatin1StringView("entry"), Ask::Kind::Entry},
                            {QLatin1StringView("milestone"), Ask::Kind::Milestone},
                            {QLatin1StringView("tasks"), Ask::Kind::Tasks},
                            {QLatin1StringView("confirmed"), Ask::Kind::Confirmed},
                            {QLatin1StringView("closing"), Ask::Kind::Closing},
                            {QLatin1StringView("document"), Ask::Kind::Document},
                            {QLatin1StringView("check"), Ask::Kind::Check}};
const QStringList kStatuses{u"investigating"_s, u"identified"_s, u"mitigated"_s, u"monitoring"_s};
const QStringList kEntryKinds{u"fact"_s,       u"action"_s, u"decision"_s,
                              u"hypothesis"_s, u"update"_s, u"milestone"_s};

template <typename Entry> QStringList keysOf(const std::vector<Entry> &entries)
{
    QStringList keys;
    for (const Entry &entry : entries)
        keys += entry.key;
    return keys;
}

class IncidentReader
{
public:
    IncidentReader(YamlReader &yaml, QString field) : m_yaml(yaml), m_field(std::move(field)) {}

    IncidentRules read(const YAML::Node &node)
    {
        if (!m_yaml.isMap(node, m_field,
                          {u"severities"_s, u"roles"_s, u"audiences"_s, u"cadences"_s, u"milestones"_s,
                           u"steps"_s, u"declare_within"_s, u"first_update_within"_s, u"brief_every"_s,
                           u"post_mortem_within"_s, u"repeat_unfilled_role"_s, u"warn_at_percent"_s,
                           u"internal_names"_s}))
            return m_rules;
        readRoles(node);
        readSeverities(node);
        readAudiences(node);
        readCadences(node);
        readMilestones(node);
        readSteps(node);
        readTimes(node);
        m_rules.internalNames = m_yaml.texts(node, "internal_names", path(u"internal_names"_s));
        return m_rules;
    }

private:
    QString path(const QString &key) const { return m_field.isEmpty() ? key : m_field + u'.' + key; }

    /// The entries of a list that has to be there, each a map with these keys; its "key" is read and is its
    /// own.
    template <typename Entry>
    void list(const YAML::Node &node, const char *name, const QStringList &known, std::vector<Entry> &entries,
              const std::function<void(Entry &, const YAML::Node &, const QString &)> &fill)
    {
        const QString field = path(QString::fromLatin1(name));
        if (!m_yaml.has(node, name, field, u"list at least one"_s))
            return;
        m_yaml.each(YamlReader::child(node, name), field, [&](const YAML::Node &each, const QString &at) {
            if (!m_yaml.isMap(each, at, known) ||
                !m_yaml.has(each, "key", at + u".key"_s, u"give it a short key"_s))
                return;
            Entry entry;
            const YAML::Node key = YamlReader::child(each, "key");
            entry.key = m_yaml.key(key, at + u".key"_s);
            if (keysOf(entries).contains(entry.key))
                m_yaml.wrong(key, at + u".key"_s, u"\"%1\" stands here twice"_s.arg(entry.key),
                             u"give each a key of its own"_s);
            fill(entry, each, at);
            entries.push_back(std::move(entry));
        });
    }
    QString name(const YAML::Node &node, const QString &at)
    {
        if (!m_yaml.has(node, "name", at + u".name"_s, u"give it a name that people read"_s))
            return {};
        return m_yaml.text(YamlReader::child(node, "name"), at + u".name"_s, 100);
    }
    /// The text under a key, which has to be one of `known` where it is there.
    QString reference(const YAML::Node &node, const char *key, const QString &at, const QStringList &known)
    {
        const YAML::Node child = YamlReader::child(node, key);
        if (!child.IsDefined())
            return {};
        const QString field = at + u'.' + QString::fromLatin1(key);
        const QString written = m_yaml.text(child, field, 100);
        if (!written.isEmpty() && !known.contains(written))
            m_yaml.wrong(child, field, u"\"%1\" is not known here"_s.arg(written),
                         u"known are: %1"_s.arg(known.join(u", "_s)));
        return written;
    }
    Millis duration(const YAML::Node &node, const char *key, const QString &at, bool isNeeded = true)
    {
        const QString field = at.isEmpty() ? QString::fromLatin1(key) : at + u'.' + QString::fromLatin1(key);
        const YAML::Node child = YamlReader::child(node, key);
        if (!child.IsDefined()) {
            if (isNeeded)
                m_yaml.has(node, key, field, u"write a duration such as 30m or 4h"_s);
            return {};
        }
        const auto target = m_yaml.target(child, field);
        if (!target)
            return {};
        if (target->kind != sla::Target::Kind::RoundTheClock) {
            m_yaml.wrong(child, field, u"an incident does not keep office hours"_s,
                         u"write a duration round the clock such as 30m, 4h or 5d"_s);
            return {};
        }
        return Millis(target->amount);
    }

    void readRoles(const YAML::Node &node)
    {
        list<IncidentRole>(node, "roles", {u"key"_s, u"name"_s, u"duty"_s, u"leads"_s, u"fixes"_s},
                           m_rules.roles, [&](IncidentRole &role, const YAML::Node &each, const QString &at) {
                               role.name = name(each, at);
                               role.duty = m_yaml.optionalText(each, "duty", at + u".duty"_s, 300);
                               role.isLeading = m_yaml.flag(each, "leads", at + u".leads"_s, false);
                               role.isFixing = m_yaml.flag(each, "fixes", at + u".fixes"_s, false);
                           });
    }
    void readSeverities(const YAML::Node &node)
    {
        list<Severity>(
            node, "severities", {u"key"_s, u"name"_s, u"definition"_s, u"badge"_s, u"roles"_s},
            m_rules.severities, [&](Severity &severity, const YAML::Node &each, const QString &at) {
                severity.name = name(each, at);
                severity.definition = m_yaml.optionalText(each, "definition", at + u".definition"_s, 500);
                severity.badge = reference(each, "badge", at, {u"red"_s, u"amber"_s, u"blue"_s, u"grey"_s});
                severity.roles = m_yaml.texts(each, "roles", at + u".roles"_s);
                for (const QString &role : std::as_const(severity.roles)) {
                    if (m_rules.role(role) == nullptr)
                        m_yaml.wrong(YamlReader::child(each, "roles"), at + u".roles"_s,
                                     u"there is no role \"%1\""_s.arg(role),
                                     u"known are: %1"_s.arg(keysOf(m_rules.roles).join(u", "_s)));
                }
            });
    }
    void readAudiences(const YAML::Node &node)
    {
        list<Audience>(node, "audiences", {u"key"_s, u"name"_s, u"public"_s, u"approval"_s},
                       m_rules.audiences, [&](Audience &audience, const YAML::Node &each, const QString &at) {
                           audience.name = name(each, at);
                           audience.isPublic = m_yaml.flag(each, "public", at + u".public"_s, false);
                           audience.needsApproval = m_yaml.flag(each, "approval", at + u".approval"_s, false);
                       });
    }
    void readCadences(const YAML::Node &node)
    {
        const QString field = path(u"cadences"_s);
        if (!m_yaml.has(node, "cadences", field, u"say how often each audience hears of an incident"_s))
            return;
        m_yaml.each(
            YamlReader::child(node, "cadences"), field, [&](const YAML::Node &each, const QString &at) {
                if (!m_yaml.isMap(each, at, {u"audience"_s, u"severity"_s, u"status"_s, u"every"_s}) ||
                    !m_yaml.has(each, "audience", at + u".audience"_s, u"name who hears of it"_s))
                    return;
                m_rules.cadences.push_back({reference(each, "audience", at, keysOf(m_rules.audiences)),
                                            reference(each, "severity", at, keysOf(m_rules.severities)),
                                            reference(each, "status", at, kStatuses),
                                            duration(each, "every", at)});
            });
    }
    void readMilestones(const YAML::Node &node)
    {
        list<Milestone>(node, "milestones", {u"key"_s, u"name"_s, u"required"_s}, m_rules.milestones,
                        [&](Milestone &milestone, const YAML::Node &each, const QString &at) {
                            milestone.name = name(each, at);
                            milestone.isRequired = m_yaml.flag(each, "required", at + u".required"_s, false);
                        });
    }
    void readSteps(const YAML::Node &node)
    {
        list<FlowStep>(
            node, "steps", {u"key"_s, u"name"_s, u"goal"_s, u"asks"_s}, m_rules.steps,
            [&](FlowStep &step, const YAML::Node &each, const QString &at) {
                step.name = name(each, at);
                step.goal = m_yaml.optionalText(each, "goal", at + u".goal"_s, 300);
                m_yaml.each(YamlReader::child(each, "asks"), at + u".asks"_s,
                            [&](const YAML::Node &ask, const QString &where) { readAsk(step, ask, where); });
            });
    }
    void readAsk(FlowStep &step, const YAML::Node &node, const QString &at)
    {
        if (!m_yaml.isMap(node, at,
                          {u"key"_s, u"text"_s, u"kind"_s, u"of"_s, u"required"_s, u"role"_s, u"within"_s}) ||
            !m_yaml.has(node, "key", at + u".key"_s, u"give it a short key"_s) ||
            !m_yaml.has(node, "text", at + u".text"_s, u"say what is asked for"_s))
            return;
        Ask ask;
        ask.key = m_yaml.key(YamlReader::child(node, "key"), at + u".key"_s);
        ask.text = m_yaml.text(YamlReader::child(node, "text"), at + u".text"_s, 300);
        ask.isRequired = m_yaml.flag(node, "required", at + u".required"_s, true);
        QStringList names;
        for (const KindName &kind : kKinds)
            names += QString(kind.name);
        const QString kind = reference(node, "kind", at, names);
        const auto found = std::ranges::find(kKinds, kind, &KindName::name);
        ask.kind = found != std::end(kKinds) ? found->kind : Ask::Kind::Check;
        ask.of = reference(node, "of", at, wordsFor(ask.kind));
        ask.role = reference(node, "role", at, keysOf(m_rules.roles));
        ask.within = duration(node, "within", at, false);
        if (m_askKeys.contains(ask.key))
            m_yaml.wrong(YamlReader::child(node, "key"), at + u".key"_s,
                         u"\"%1\" stands here twice"_s.arg(ask.key), u"give each a key of its own"_s);
        m_askKeys += ask.key;
        step.asks.push_back(std::move(ask));
    }
    QStringList wordsFor(Ask::Kind kind) const
    {
        switch (kind) {
        case Ask::Kind::Update:
            return keysOf(m_rules.audiences);
        case Ask::Kind::Entry:
            return kEntryKinds;
        case Ask::Kind::Milestone:
            return keysOf(m_rules.milestones);
        case Ask::Kind::Document:
            return {u"post_mortem"_s, u"brief"_s};
        default:
            return {};
        }
    }
    void readTimes(const YAML::Node &node)
    {
        m_rules.declareWithin = duration(node, "declare_within", m_field);
        m_rules.firstUpdateWithin = duration(node, "first_update_within", m_field);
        m_rules.briefEvery = duration(node, "brief_every", m_field);
        m_rules.postMortemWithin = duration(node, "post_mortem_within", m_field);
        m_rules.roleRepeat = duration(node, "repeat_unfilled_role", m_field);
        const YAML::Node shares = YamlReader::child(node, "warn_at_percent");
        if (!shares.IsDefined())
            return;
        m_yaml.each(shares, path(u"warn_at_percent"_s), [&](const YAML::Node &each, const QString &at) {
            const auto percent = m_yaml.number(each, at, 1, 99);
            if (percent && !m_rules.warnPercents.empty() && *percent <= m_rules.warnPercents.back())
                m_yaml.wrong(each, at, u"%1 does not come after the one before"_s.arg(*percent),
                             u"write the shares in rising order"_s);
            if (percent)
                m_rules.warnPercents.push_back(*percent);
        });
    }

    YamlReader &m_yaml;
    QString m_field;
    IncidentRules m_rules;
    QStringList m_askKeys;
};

} // namespace

IncidentRules readIncidentRules(YamlReader &reader, const YAML::Node &node, const QString &field)
{
    return IncidentReader(reader, field).read(node);
}

const IncidentRules &runbook()
{
    static const auto rules =
        readShipped<IncidentRules>(u":/incidents/runbook.yaml"_s, [](YamlReader &reader, const auto &node) {
            return readIncidentRules(reader, node, {});
        });
    return rules;
}

} // namespace muster::policy
