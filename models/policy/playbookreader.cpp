// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policy/playbookreader.h"

#include "models/policy/policyrules.h"
#include "models/policy/yamlreader.h"

#include <QHash>
#include <QSet>

using namespace Qt::StringLiterals;

namespace muster::policy {
namespace {

constexpr size_t kMostSteps = 100; ///< of one playbook: more than anybody works through for one ticket

QString knownActions()
{
    QStringList names;
    for (int action = int(StepAction::Alert); action <= int(StepAction::PostMortem); ++action)
        names += stepActionName(StepAction(action));
    return names.join(u", "_s);
}

/// "Open the war room" → "open-the-war-room": what a step is known by where it has no key of its own.
QString keyFrom(const QString &words)
{
    QString key;
    for (const QChar c : words.toLower()) {
        if (c.unicode() < 0x80 && c.isLetterOrNumber())
            key += c;
        else if (!key.isEmpty() && !key.endsWith(u'-'))
            key += u'-';
    }
    key.truncate(40);
    while (key.endsWith(u'-'))
        key.chop(1);
    return key.isEmpty() ? u"step"_s : key;
}

class PlaybookReader
{
public:
    PlaybookReader(YamlReader &yaml, const Policy &policy, const Priority &priority)
        : m_yaml(yaml), m_policy(policy), m_priority(priority)
    {}

    void add(const YAML::Node &node, const QString &path)
    {
        if (!m_yaml.isMap(node, path,
                          {u"key"_s, u"step"_s, u"role"_s, u"due"_s, u"every"_s, u"after"_s, u"action"_s}))
            return;
        PlaybookStep step;
        if (m_yaml.has(node, "step", path + u".step"_s, u"say what is to be done"_s))
            step.text = m_yaml.text(YamlReader::child(node, "step"), path + u".step"_s, 300);
        step.key = keyOf(node, path, step.text);
        step.role = m_yaml.optionalText(node, "role", path + u".role"_s, 60);
        step.action = actionOf(node, path);
        step.start = startOf(node, path, step.action);
        step.due = lengthOf(node, "due", path);
        step.every = lengthOf(node, "every", path);
        rules::checkStep(m_yaml, m_policy, m_priority, step, node, path);
        m_steps.push_back(std::move(step));
    }
    std::vector<PlaybookStep> take() { return std::move(m_steps); }

private:
    QString keyOf(const YAML::Node &node, const QString &path, const QString &words)
    {
        if (const YAML::Node given = YamlReader::child(node, "key"); given.IsDefined()) {
            QString key = m_yaml.key(given, path + u".key"_s);
            if (m_keys.contains(key))
                m_yaml.wrong(given, path + u".key"_s,
                             u"two steps of this playbook have the key \"%1\""_s.arg(key),
                             u"give each a key of its own"_s);
            m_keys.insert(key);
            return key;
        }
        const QString plain = keyFrom(words);
        int &last = m_numbers[plain]; // of the steps with these words
        QString key;
        do {
            ++last;
            key = last == 1 ? plain : u"%1-%2"_s.arg(plain).arg(last);
        } while (m_keys.contains(key));
        m_keys.insert(key);
        return key;
    }
    StepAction actionOf(const YAML::Node &node, const QString &path)
    {
        const QString name = m_yaml.optionalText(node, "action", path + u".action"_s, 60);
        const auto action = stepActionFromName(name);
        if (!action && !name.isEmpty())
            m_yaml.wrong(YamlReader::child(node, "action"), path + u".action"_s,
                         u"there is no action \"%1\""_s.arg(name), u"known are: %1"_s.arg(knownActions()));
        return action.value_or(StepAction::None);
    }
    StepStart startOf(const YAML::Node &node, const QString &path, StepAction action)
    {
        const QString word = m_yaml.optionalText(node, "after", path + u".after"_s, 60);
        if (!word.isEmpty() && word != u"resolved" && word != u"priority")
            m_yaml.wrong(YamlReader::child(node, "after"), path + u".after"_s,
                         u"a step cannot begin after \"%1\""_s.arg(word),
                         u"write resolved, or leave it out: then it begins with the priority"_s);
        const bool isAfterwards = word.isEmpty() ? action == StepAction::PostMortem : word == u"resolved";
        return isAfterwards ? StepStart::Resolved : StepStart::Priority;
    }
    std::optional<sla::Target> lengthOf(const YAML::Node &node, const char *key, const QString &path)
    {
        const YAML::Node length = YamlReader::child(node, key);
        return length.IsDefined() ? m_yaml.target(length, path + u'.' + QString::fromLatin1(key))
                                  : std::nullopt;
    }

    YamlReader &m_yaml;
    const Policy &m_policy;
    const Priority &m_priority;
    std::vector<PlaybookStep> m_steps;
    QSet<QString> m_keys;
    QHash<QString, int> m_numbers;
};

} // namespace

std::vector<PlaybookStep> readPlaybook(YamlReader &yaml, const Policy &policy, const Priority &priority,
                                       const YAML::Node &steps, const QString &field)
{
    PlaybookReader reader(yaml, policy, priority);
    if (steps.IsSequence() && steps.size() > kMostSteps)
        yaml.wrong(steps, field, u"the playbook has %1 steps"_s.arg(steps.size()),
                   u"keep it to %1: what is done for one ticket, one after the other"_s.arg(kMostSteps));
    else if (steps.IsDefined() && !steps.IsNull())
        yaml.each(steps, field,
                  [&](const YAML::Node &entry, const QString &path) { reader.add(entry, path); });
    return reader.take();
}

} // namespace muster::policy
