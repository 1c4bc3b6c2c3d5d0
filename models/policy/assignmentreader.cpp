// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policy/assignmentreader.h"

#include "models/policy/listreader.h"
#include "models/policy/shipped.h"

using namespace Qt::StringLiterals;

namespace muster::policy {
namespace {

constexpr int kMostTickets = 10'000;

QStringList lowered(QStringList words)
{
    for (QString &word : words)
        word = word.toLower();
    return words;
}

class AssignmentReader : ListReader
{
public:
    AssignmentReader(YamlReader &yaml, QString field, const Policy *known)
        : ListReader(yaml, std::move(field)), m_policy(known)
    {}

    AssignmentRules read(const YAML::Node &node)
    {
        if (!m_yaml.isMap(node, m_field,
                          {u"key"_s, u"title"_s, u"version"_s, u"automatic"_s, u"after"_s, u"roles"_s,
                           u"most"_s, u"needs"_s, u"languages"_s}))
            return {};
        m_yaml.readHead(node, m_field, u"give the rules a key, as in key: our-assignment"_s, m_rules);
        m_rules.isAutomatic = m_yaml.flag(node, "automatic", path(u"automatic"_s), false);
        m_rules.after = duration(node, "after", path(u"after"_s));
        readWho(node);
        readNeeds(node);
        readLanguages(node);
        return std::move(m_rules);
    }

private:
    void readWho(const YAML::Node &node)
    {
        static const QStringList roles{u"admin"_s, u"lead"_s, u"agent"_s};
        if (m_yaml.has(node, "roles", path(u"roles"_s), u"name who takes tickets, as in [agent, lead]"_s))
            m_rules.roles = roleNames(node, roles);
        if (m_yaml.has(node, "most", path(u"most"_s), u"say how many open tickets one person holds"_s))
            m_rules.most =
                m_yaml.number(YamlReader::child(node, "most"), path(u"most"_s), 1, kMostTickets).value_or(1);
    }

    QStringList roleNames(const YAML::Node &node, const QStringList &roles)
    {
        const YAML::Node list = YamlReader::child(node, "roles");
        QStringList written = m_yaml.texts(node, "roles", path(u"roles"_s));
        for (const QString &each : std::as_const(written))
            ListReader::known(list, path(u"roles"_s), each, roles);
        return written;
    }

    /// A list that may be missing, each entry a map with these keys.
    void entries(const YAML::Node &node, const char *key, const QStringList &keys,
                 const std::function<void(const YAML::Node &, const QString &)> &visit)
    {
        const YAML::Node list = YamlReader::child(node, key);
        if (!list.IsDefined())
            return;
        m_yaml.each(list, path(QString::fromLatin1(key)), [&](const YAML::Node &each, const QString &at) {
            if (m_yaml.isMap(each, at, keys))
                visit(each, at);
        });
    }

    void readNeeds(const YAML::Node &node)
    {
        const QStringList keys{u"skill"_s, u"words"_s, u"tags"_s, u"tiers"_s, u"priorities"_s, u"must"_s};
        entries(node, "needs", keys, [&](const YAML::Node &each, const QString &at) {
            SkillNeed need;
            if (m_yaml.has(each, "skill", below(at, "skill"),
                           u"name the skill that such a ticket asks for"_s))
                need.skill = m_yaml.text(YamlReader::child(each, "skill"), below(at, "skill"), 60).toLower();
            need.words = lowered(m_yaml.texts(each, "words", below(at, "words")));
            need.tags = m_yaml.texts(each, "tags", below(at, "tags"));
            need.tiers = keysIn(m_policy, each, "tiers", at);
            need.priorities = keysIn(m_policy, each, "priorities", at);
            need.must = m_yaml.flag(each, "must", below(at, "must"), false);
            if (need.words.isEmpty() && need.tags.isEmpty() && need.tiers.isEmpty() &&
                need.priorities.isEmpty())
                m_yaml.wrong(each, at, u"nothing says which tickets ask for it"_s,
                             u"write words, tags, tiers or priorities"_s);
            m_rules.needs.push_back(std::move(need));
        });
    }

    void readLanguages(const YAML::Node &node)
    {
        const QStringList keys{u"language"_s, u"skill"_s, u"words"_s};
        entries(node, "languages", keys, [&](const YAML::Node &each, const QString &at) {
            SpokenLanguage language;
            if (m_yaml.has(each, "language", below(at, "language"), u"name it, as in language: de"_s))
                language.language = m_yaml.key(YamlReader::child(each, "language"), below(at, "language"));
            language.skill = m_yaml.optionalText(each, "skill", below(at, "skill"), 60).toLower();
            language.words = lowered(m_yaml.texts(each, "words", below(at, "words")));
            if (language.words.isEmpty())
                m_yaml.wrong(each, below(at, "words"), u"no words show this language"_s,
                             u"list words that are frequent in it"_s);
            m_rules.languages.push_back(std::move(language));
        });
    }

    const Policy *m_policy;
    AssignmentRules m_rules;
};

} // namespace

AssignmentRules readAssignmentRules(YamlReader &reader, const YAML::Node &node, const QString &field,
                                    const Policy *known)
{
    return AssignmentReader(reader, field, known).read(node);
}

const AssignmentRules &shippedAssignment()
{
    static const auto rules =
        readShipped<AssignmentRules>(u":/assignment/desk.yaml"_s, [](YamlReader &reader, const auto &node) {
            return readAssignmentRules(reader, node, {}, nullptr);
        });
    return rules;
}

} // namespace muster::policy
