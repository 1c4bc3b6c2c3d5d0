// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/drill/actionreader.h"

#include <QStringDecoder>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::drill {
namespace {

using policy::YamlReader;

constexpr qsizetype kMostBytes = 1024 * 1024;
constexpr int kMostCents = 2'000'000'000;

class ScriptReader
{
public:
    explicit ScriptReader(YamlReader &yaml) : m_yaml(yaml) {}

    Script read(const YAML::Node &root)
    {
        if (!m_yaml.isMap(root, {},
                          {u"muster_drill"_s, u"key"_s, u"name"_s, u"summary"_s, u"briefing"_s, u"policy"_s,
                           u"start"_s, u"cast"_s, u"customers"_s, u"story"_s, u"expects"_s}))
            return m_script;
        if (m_yaml.has(root, "muster_drill", u"muster_drill"_s,
                       u"begin the document with \"muster_drill: 1\""_s))
            m_yaml.number(YamlReader::child(root, "muster_drill"), u"muster_drill"_s, 1, 1);
        if (m_yaml.has(root, "key", u"key"_s, u"give the drill a short key"_s))
            m_script.key = m_yaml.key(YamlReader::child(root, "key"), u"key"_s);
        m_script.name = needed(root, "name", u"name"_s, 100);
        m_script.summary = needed(root, "summary", u"summary"_s, 500);
        m_script.briefing = needed(root, "briefing", u"briefing"_s, 4000);
        readStart(root);
        readPolicy(root);
        readCast(root);
        readCustomers(root);
        readExpectations(root);
        if (m_policy)
            readStory(root);
        return m_script;
    }

private:
    QString needed(const YAML::Node &node, const char *key, const QString &field, qsizetype limit)
    {
        if (!m_yaml.has(node, key, field, u"write it"_s))
            return {};
        return m_yaml.text(YamlReader::child(node, key), field, limit);
    }

    void readStart(const YAML::Node &root)
    {
        const QString written = needed(root, "start", u"start"_s, 40);
        const auto start = parseRfc3339(written);
        if (start)
            m_script.start = *start;
        else if (!written.isEmpty())
            m_yaml.wrong(YamlReader::child(root, "start"), u"start"_s, start.error().detail,
                         u"write a time as in 2026-11-17T09:00:00Z"_s);
    }

    /// What the story names (priorities, roles, steps) is held against the preset that it is played under.
    void readPolicy(const YAML::Node &root)
    {
        m_script.policy = needed(root, "policy", u"policy"_s, 60);
        if (!policy::presetKeys().contains(m_script.policy)) {
            if (!m_script.policy.isEmpty())
                m_yaml.wrong(YamlReader::child(root, "policy"), u"policy"_s,
                             u"there is no preset \"%1\""_s.arg(m_script.policy.left(60)),
                             u"known are: %1"_s.arg(policy::presetKeys().join(u", "_s)));
            return;
        }
        m_policy = policy::readPolicy(policy::presetText(m_script.policy), m_script.policy).policy;
    }

    template <typename Entry>
    void list(const YAML::Node &root, const char *name, const QStringList &known, std::vector<Entry> &entries,
              const std::function<void(Entry &, const YAML::Node &, const QString &)> &fill)
    {
        const QString field = QString::fromLatin1(name);
        if (!m_yaml.has(root, name, field, u"list at least one"_s))
            return;
        m_yaml.each(YamlReader::child(root, name), field, [&](const YAML::Node &node, const QString &at) {
            if (!m_yaml.isMap(node, at, known) ||
                !m_yaml.has(node, "key", at + u".key"_s, u"give it a short key"_s))
                return;
            Entry entry;
            const YAML::Node key = YamlReader::child(node, "key");
            entry.key = m_yaml.key(key, at + u".key"_s);
            if (std::ranges::find(entries, entry.key, &Entry::key) != entries.end())
                m_yaml.wrong(key, at + u".key"_s, u"\"%1\" stands here twice"_s.arg(entry.key),
                             u"give each a key of its own"_s);
            fill(entry, node, at);
            entries.push_back(std::move(entry));
        });
    }

    void readCast(const YAML::Node &root)
    {
        list<CastMember>(root, "cast", {u"key"_s, u"name"_s, u"role"_s, u"plays"_s}, m_script.cast,
                         [&](CastMember &member, const YAML::Node &node, const QString &at) {
                             member.name = needed(node, "name", at + u".name"_s, 100);
                             member.role = m_yaml.optionalText(node, "role", at + u".role"_s, 20);
                             if (member.role.isEmpty())
                                 member.role = u"agent"_s;
                             member.plays = m_yaml.texts(node, "plays", at + u".plays"_s);
                             checkRoles(node, at, member);
                         });
    }
    void checkRoles(const YAML::Node &node, const QString &at, const CastMember &member)
    {
        for (const QString &role : member.plays) {
            const YAML::Node plays = YamlReader::child(node, "plays");
            if (m_policy && m_policy->incidents.role(role) == nullptr)
                m_yaml.wrong(plays, at + u".plays"_s, u"there is no role \"%1\""_s.arg(role.left(60)),
                             u"name roles of the policy, as in incident_commander"_s);
            if (m_script.roles().contains(role))
                m_yaml.wrong(plays, at + u".plays"_s, u"\"%1\" is played twice"_s.arg(role.left(60)),
                             u"let one of them play it"_s);
        }
    }

    void readCustomers(const YAML::Node &root)
    {
        list<DrillCustomer>(
            root, "customers", {u"key"_s, u"name"_s, u"tier"_s, u"arr"_s, u"contact"_s, u"email"_s},
            m_script.customers, [&](DrillCustomer &customer, const YAML::Node &node, const QString &at) {
                customer.name = needed(node, "name", at + u".name"_s, 100);
                customer.tier = m_yaml.optionalText(node, "tier", at + u".tier"_s, 60);
                customer.contactName = m_yaml.optionalText(node, "contact", at + u".contact"_s, 100);
                customer.contactEmail = m_yaml.optionalText(node, "email", at + u".email"_s, 100);
                const YAML::Node arr = YamlReader::child(node, "arr");
                if (!arr.IsDefined())
                    return;
                if (const auto whole = m_yaml.number(arr, at + u".arr"_s, 0, kMostCents / 100))
                    customer.arr = {qint64(*whole) * 100, u"USD"_s};
            });
    }

    void readExpectations(const YAML::Node &root)
    {
        const QString field = u"expects"_s;
        if (!m_yaml.has(root, "expects", field, u"say what the score holds a team to"_s))
            return;
        const YAML::Node node = YamlReader::child(root, "expects");
        if (!m_yaml.isMap(
                node, field,
                {u"roles_within"_s, u"contained_within"_s, u"decisions"_s, u"actions"_s, u"remedies"_s}))
            return;
        Expectations &expected = m_script.expectations;
        expected.rolesWithin = lengthOf(m_yaml, node, "roles_within", field).value_or(Millis{});
        expected.containedWithin = lengthOf(m_yaml, node, "contained_within", field).value_or(Millis{});
        const auto count = [&](const char *key) {
            return m_yaml.has(node, key, field + u'.' + QString::fromLatin1(key), u"write a whole number"_s)
                       ? m_yaml
                             .number(YamlReader::child(node, key), field + u'.' + QString::fromLatin1(key), 0,
                                     100)
                             .value_or(0)
                       : 0;
        };
        expected.decisions = count("decisions");
        expected.actions = count("actions");
        expected.remedies = count("remedies");
    }

    void readStory(const YAML::Node &root)
    {
        ActionReader actions(m_yaml, m_script, *m_policy);
        const QStringList known =
            QStringList{u"key"_s, u"by"_s, u"after"_s, u"at"_s, u"jitter"_s, u"told"_s} +
            ActionReader::kinds();
        list<Beat>(root, "story", known, m_script.story,
                   [&](Beat &beat, const YAML::Node &node, const QString &at) {
                       readBeat(beat, node, at);
                       actions.read(beat, node, at);
                   });
    }
    void readBeat(Beat &beat, const YAML::Node &node, const QString &at)
    {
        beat.by = needed(node, "by", at + u".by"_s, 60);
        if (!beat.by.isEmpty() && m_script.member(beat.by) == nullptr)
            m_yaml.wrong(YamlReader::child(node, "by"), at + u".by"_s,
                         u"nobody of the cast is \"%1\""_s.arg(beat.by.left(60)), u"name one of the cast"_s);
        beat.after = m_yaml.optionalText(node, "after", at + u".after"_s, 60);
        if (!beat.after.isEmpty() && m_script.beat(beat.after) == nullptr)
            m_yaml.wrong(YamlReader::child(node, "after"), at + u".after"_s,
                         u"no beat above is \"%1\""_s.arg(beat.after.left(60)),
                         u"let each follow one that stands above it, or the start"_s);
        beat.at = lengthOf(m_yaml, node, "at", at).value_or(Millis{});
        beat.isTold = m_yaml.flag(node, "told", at + u".told"_s, false);
        if (!YamlReader::child(node, "jitter").IsDefined())
            return;
        beat.jitter = lengthOf(m_yaml, node, "jitter", at).value_or(Millis{});
        if (beat.jitter > beat.at)
            m_yaml.wrong(YamlReader::child(node, "jitter"), at + u".jitter"_s,
                         u"the jitter is longer than the time after what it follows"_s,
                         u"keep it at most as long, so that nothing comes before its cause"_s);
    }

    YamlReader &m_yaml;
    Script m_script;
    std::optional<policy::Policy> m_policy;
};

bool isText(const QByteArray &yaml)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    [[maybe_unused]] const QString decoded = decoder(yaml);
    return !decoder.hasError() && !yaml.contains('\0');
}

} // namespace

std::optional<Millis> lengthOf(YamlReader &yaml, const YAML::Node &node, const char *key, const QString &at)
{
    const QString field = at + u'.' + QString::fromLatin1(key);
    if (!yaml.has(node, key, field, u"write a length of time such as 90s, 30m or 4h"_s))
        return std::nullopt;
    const YAML::Node child = YamlReader::child(node, key);
    if (child.IsScalar() && child.Scalar() == "0") // at once, which is no target
        return Millis{};
    const auto target = yaml.target(child, field);
    if (!target)
        return std::nullopt;
    if (target->kind == sla::Target::Kind::RoundTheClock && Millis(target->amount) <= std::chrono::days(30))
        return Millis(target->amount);
    yaml.wrong(child, field, u"a drill does not keep office hours and lasts 30 days at most"_s,
               u"write a length of time round the clock such as 90s, 30m or 4h"_s);
    return std::nullopt;
}

ReadScript readScript(const QByteArray &yaml, const QString &file)
{
    ReadScript result;
    YamlReader reader(file);
    Script script;
    if (yaml.size() > kMostBytes) {
        reader.wrongAt(1, 1, {}, u"the document has %1 bytes"_s.arg(yaml.size()),
                       u"a drill has at most %1"_s.arg(kMostBytes));
    } else if (!isText(yaml)) {
        reader.wrongAt(1, 1, {}, u"the document is not UTF-8 text"_s, u"save it as UTF-8"_s);
    } else {
        try {
            script = ScriptReader(reader).read(YAML::Load(yaml.toStdString()));
        } catch (const YAML::Exception &failure) {
            reader.wrongAt(std::max(0, failure.mark.line) + 1, std::max(0, failure.mark.column) + 1, {},
                           u"the YAML cannot be read here: %1"_s.arg(QString::fromStdString(failure.msg)),
                           u"look at the indentation, the colons and the quotes of this line"_s);
        }
    }
    result.problems = reader.take();
    if (result.problems.empty())
        result.script = std::move(script);
    return result;
}

} // namespace muster::drill
