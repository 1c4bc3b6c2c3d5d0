// SPDX-License-Identifier: GPL-3.0-or-later
// Reads values out of a YAML tree and remembers every mistake with its place. For the readers of
// models/policy and models/comms.
#pragma once

#include "models/policy/policyreader.h"

#include <functional>
#include <yaml-cpp/yaml.h>

namespace muster::policy {

class YamlReader
{
public:
    explicit YamlReader(QString file) : m_file(std::move(file)) {}

    /// A mistake at a node; the place is the node's.
    void wrong(const YAML::Node &at, const QString &field, const QString &what, const QString &remedy);
    void warn(const YAML::Node &at, const QString &field, const QString &what, const QString &remedy);
    void wrongAt(int line, int column, const QString &field, const QString &what, const QString &remedy);

    /// True for a map; names the keys that are not in `known` (with the nearest one) and those that come
    /// twice.
    bool isMap(const YAML::Node &node, const QString &field, const QStringList &known);
    /// The child under a key of a map, undefined where absent. `parent` must be a map.
    static YAML::Node child(const YAML::Node &parent, const char *key);
    /// Says that a key is missing where it is; true where it is there.
    bool has(const YAML::Node &parent, const char *key, const QString &field, const QString &remedy);

    QString text(const YAML::Node &node, const QString &field, qsizetype limit = 4000);
    QString optionalText(const YAML::Node &parent, const char *key, const QString &field,
                         qsizetype limit = 4000);
    QString key(const YAML::Node &node, const QString &field); ///< letters, digits, - and _
    bool flag(const YAML::Node &parent, const char *key, const QString &field, bool otherwise);
    std::optional<int> number(const YAML::Node &node, const QString &field, int least, int most);
    QStringList texts(const YAML::Node &parent, const char *key, const QString &field);
    std::optional<sla::Target> target(const YAML::Node &node, const QString &field);
    /// What a section begins with: key (has to be there), title (the key where it is missing), version.
    /// `remedy`: for a key that is missing.
    template <typename Rules>
    void readHead(const YAML::Node &node, const QString &field, const QString &remedy, Rules &rules)
    {
        const auto below = [&](const char *key) {
            return (field.isEmpty() ? QString() : field + u'.') + QString::fromLatin1(key);
        };
        if (has(node, "key", below("key"), remedy))
            rules.key = key(child(node, "key"), below("key"));
        rules.title = optionalText(node, "title", below("title"), 100);
        if (rules.title.isEmpty())
            rules.title = rules.key;
        if (const YAML::Node version = child(node, "version"); version.IsDefined())
            rules.version = number(version, below("version"), 1, 1'000'000).value_or(1);
    }
    /// Each entry of a sequence with its field path; says so where the node is none.
    void each(const YAML::Node &node, const QString &field,
              const std::function<void(const YAML::Node &, const QString &)> &visit);

    std::vector<Problem> take();

private:
    QString m_file;
    std::vector<Problem> m_problems;
};

QString nearest(const QString &word, const QStringList &known); ///< empty where nothing is near

} // namespace muster::policy
