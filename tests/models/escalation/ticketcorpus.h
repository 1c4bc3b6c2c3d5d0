// SPDX-License-Identifier: GPL-3.0-or-later
// The corpus of tickets as values. A file that cannot be read ends the test by its exception.
#pragma once

#include <QDir>
#include <QString>

#include <cstdio>
#include <set>
#include <stdexcept>
#include <yaml-cpp/yaml.h>

namespace muster::test {

struct CorpusTicket
{
    QString id, language, customer, issue, subject, text;
    bool isHeldOut = false, isSecurity = false, isRevenue = false;
};

inline std::vector<CorpusTicket> ticketCorpus()
{
    const QDir folder(QStringLiteral(MUSTER_SOURCE_DIR "/tests/models/escalation/corpus"));
    const auto text = [](const YAML::Node &node) {
        return node ? QString::fromStdString(node.as<std::string>()) : QString();
    };
    const auto flag = [](const YAML::Node &node) { return node && node.as<bool>(); };
    std::vector<CorpusTicket> all;
    std::set<QString> ids;
    for (const QString &name : folder.entryList({QStringLiteral("*.yaml")}, QDir::Files, QDir::Name)) {
        const YAML::Node root = YAML::LoadFile(folder.filePath(name).toStdString());
        for (const auto &node : root["tickets"]) {
            all.push_back({text(node["id"]), text(node["language"]), text(node["customer"]),
                           text(node["issue"]), text(node["subject"]), text(node["text"]),
                           name.startsWith(QStringLiteral("heldout")), flag(node["security"]),
                           flag(node["revenue"])});
            if (!ids.insert(all.back().id).second || all.back().text.isEmpty())
                throw std::runtime_error("twice, or empty: " + all.back().id.toStdString());
        }
    }
    return all;
}

/// Right and wrong answers; prints each wrong one where `isLoud`.
struct Score
{
    int hits = 0, falseAlarms = 0, missed = 0;

    double precision() const { return hits + falseAlarms == 0 ? 1 : double(hits) / (hits + falseAlarms); }
    double recall() const { return hits + missed == 0 ? 1 : double(hits) / (hits + missed); }
    void judge(bool isExpected, bool isFound, const QString &what, bool isLoud)
    {
        hits += isExpected && isFound ? 1 : 0;
        falseAlarms += !isExpected && isFound ? 1 : 0;
        missed += isExpected && !isFound ? 1 : 0;
        if (isLoud && isExpected != isFound)
            std::printf("  %s %s\n", isFound ? "false alarm" : "missed", qPrintable(what));
    }
    void print(const char *title) const
    {
        std::printf("%-22s hits %3d  false %3d  missed %3d  precision %.3f  recall %.3f\n", title, hits,
                    falseAlarms, missed, precision(), recall());
        std::fflush(stdout);
    }
};

/// What is wrong with a held-out ticket stays unsaid, so that nobody tunes on it by accident.
inline bool isLoud(bool isHeldOut)
{
    return !isHeldOut || qEnvironmentVariableIsSet("MUSTER_HELD_OUT");
}

} // namespace muster::test
