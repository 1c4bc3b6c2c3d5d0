// SPDX-License-Identifier: GPL-3.0-or-later
// The corpus as values. A file that cannot be read ends the test by its exception.
#pragma once

#include "tests/models/comms/corpusworld.h"

#include <QDir>

#include <stdexcept>
#include <yaml-cpp/yaml.h>

namespace muster::test {

struct Expected
{
    comms::FindingKind kind{};
    QString words;
};

struct CorpusMessage
{
    QString id, record, shape;
    bool isHeldOut = false;
    comms::Message message;
    CorpusIncident about;
    std::vector<Expected> expected;
};

inline QString yamlText(const YAML::Node &node)
{
    return node ? QString::fromStdString(node.as<std::string>()) : QString();
}

inline void addSent(CorpusIncident &about, const YAML::Node &sent)
{
    for (const auto &each : sent) {
        const auto minutes = std::chrono::minutes(each["minutes_ago"].as<int>());
        const Instant at = corpusTime().now - minutes;
        incident::UpdateSent update;
        update.audience = yamlText(each["audience"]);
        update.text = yamlText(each["text"]);
        about.tell(toRfc3339(at).mid(11, 5), update);
    }
}

inline CorpusMessage corpusMessage(const YAML::Node &node)
{
    CorpusMessage made;
    made.id = yamlText(node["id"]);
    made.record = yamlText(node["record"]);
    made.shape = yamlText(node["shape"]);
    made.isHeldOut = node["held_out"] && node["held_out"].as<bool>();
    made.about = corpusIncident(made.record);
    made.message = {yamlText(node["audience"]), yamlText(node["subject"]), yamlText(node["text"]), {}};
    if (const QString nextBy = yamlText(node["next_by"]); !nextBy.isEmpty())
        made.message.nextBy =
            *parseRfc3339(QString(QStringLiteral("2026-11-20T") + nextBy + QStringLiteral(":00Z")));
    addSent(made.about, node["sent"]);
    for (const auto &each : node["expect"]) {
        for (const auto &pair : each) {
            const auto kind = comms::findingFromName(yamlText(pair.first));
            if (!kind)
                throw std::runtime_error("unknown kind in " + made.id.toStdString());
            made.expected.push_back({*kind, yamlText(pair.second)});
        }
    }
    return made;
}

inline std::vector<CorpusMessage> readCorpus()
{
    const QDir folder(QStringLiteral(MUSTER_SOURCE_DIR "/tests/models/comms/corpus"));
    std::vector<CorpusMessage> all;
    for (const QString &name : folder.entryList({QStringLiteral("*.yaml")}, QDir::Files, QDir::Name)) {
        const YAML::Node root = YAML::LoadFile(folder.filePath(name).toStdString());
        for (const auto &node : root["messages"])
            all.push_back(corpusMessage(node));
    }
    return all;
}

} // namespace muster::test
