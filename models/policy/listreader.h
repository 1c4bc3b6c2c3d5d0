// SPDX-License-Identifier: GPL-3.0-or-later
// Reads lists of entries that have a key and a name, and words that have to be keys of something else. Base
// of the readers of sections; internal to models/policy.
#pragma once

#include "models/policy/policy.h"
#include "models/policy/yamlreader.h"

#include <algorithm>

namespace muster::policy {

template <typename Entry> QStringList keysOf(const std::vector<Entry> &entries)
{
    QStringList keys;
    for (const Entry &entry : entries)
        keys += entry.key;
    return keys;
}

class ListReader
{
protected:
    ListReader(YamlReader &yaml, QString field) : m_yaml(yaml), m_field(std::move(field)) {}

    QString path(const QString &key) const { return m_field.isEmpty() ? key : m_field + u'.' + key; }
    static QString below(const QString &at, const char *key) { return at + u'.' + QString::fromLatin1(key); }

    /// The entries of a list that has to be there, each a map with these keys beside "key" and "name", which
    /// both are read; a key stands once.
    template <typename Entry>
    void list(const YAML::Node &node, const char *key, QStringList known, std::vector<Entry> &entries,
              const std::function<void(Entry &, const YAML::Node &, const QString &)> &fill)
    {
        const QString field = path(QString::fromLatin1(key));
        if (!m_yaml.has(node, key, field, QStringLiteral("list at least one")))
            return;
        known << QStringLiteral("key") << QStringLiteral("name");
        m_yaml.each(YamlReader::child(node, key), field, [&](const YAML::Node &each, const QString &at) {
            if (!m_yaml.isMap(each, at, known) ||
                !m_yaml.has(each, "key", below(at, "key"), QStringLiteral("give it a short key")))
                return;
            Entry entry;
            const YAML::Node own = YamlReader::child(each, "key");
            entry.key = m_yaml.key(own, below(at, "key"));
            if (keysOf(entries).contains(entry.key))
                m_yaml.wrong(own, below(at, "key"), QStringLiteral("\"%1\" stands here twice").arg(entry.key),
                             QStringLiteral("give each a key of its own"));
            if (m_yaml.has(each, "name", below(at, "name"),
                           QStringLiteral("give it a name that people read")))
                entry.name = m_yaml.text(YamlReader::child(each, "name"), below(at, "name"), 100);
            fill(entry, each, at);
            entries.push_back(std::move(entry));
        });
        if (entries.empty())
            m_yaml.wrong(YamlReader::child(node, key), field, QStringLiteral("the list is empty"),
                         QStringLiteral("list at least one"));
    }

    /// Says so where a word is not among the known ones.
    void known(const YAML::Node &node, const QString &at, const QString &word, const QStringList &words)
    {
        if (word.isEmpty() || words.contains(word))
            return;
        const QString near = nearest(word, words);
        m_yaml.wrong(node, at, QStringLiteral("\"%1\" is not known here").arg(word.left(60)),
                     near.isEmpty() ? QStringLiteral("known are: %1").arg(words.join(QStringLiteral(", ")))
                                    : QStringLiteral("perhaps \"%1\" is meant").arg(near));
    }
    /// The text under a key, which has to be one of `words` where it is there.
    QString reference(const YAML::Node &node, const char *key, const QString &at, const QStringList &words)
    {
        QString written = m_yaml.optionalText(node, key, below(at, key), 100);
        known(YamlReader::child(node, key), below(at, key), written, words);
        return written;
    }
    QStringList references(const YAML::Node &node, const char *key, const QString &at,
                           const QStringList &words)
    {
        QStringList written = m_yaml.texts(node, key, below(at, key));
        for (const QString &each : std::as_const(written))
            known(YamlReader::child(node, key), below(at, key), each, words);
        return written;
    }
    /// Keys under "tiers" or "priorities"; of those of the policy, where there is one.
    QStringList keysIn(const Policy *policy, const YAML::Node &node, const char *key, const QString &at)
    {
        if (policy == nullptr)
            return m_yaml.texts(node, key, below(at, key));
        return references(node, key, at,
                          QByteArrayView(key) == "tiers" ? keysOf(policy->tiers)
                                                         : keysOf(policy->priorities));
    }
    QString text(const YAML::Node &node, const char *key, const QString &at)
    {
        return m_yaml.optionalText(node, key, below(at, key));
    }
    /// A length of time round the clock that has to be there.
    Millis duration(const YAML::Node &node, const char *key, const QString &field)
    {
        if (!m_yaml.has(node, key, field, QStringLiteral("write a length of time such as 30m or 3d")))
            return {};
        const YAML::Node child = YamlReader::child(node, key);
        const auto target = m_yaml.target(child, field);
        if (!target)
            return {};
        if (target->kind != sla::Target::Kind::RoundTheClock)
            m_yaml.wrong(child, field, QStringLiteral("this does not keep office hours"),
                         QStringLiteral("write a length of time round the clock such as 30m or 3d"));
        return Millis(target->amount);
    }

    YamlReader &m_yaml;
    QString m_field;
};

} // namespace muster::policy
