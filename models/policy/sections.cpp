// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policy/sections.h"

#include <QFile>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace muster::policy {
namespace {

struct Section
{
    QString key, resource;
};

const std::array<Section, 6> &sections()
{
    static const std::array<Section, 6> all{{
        {u"escalation"_s, u":/escalation/matrix.yaml"_s},
        {u"assignment"_s, u":/assignment/desk.yaml"_s},
        {u"thresholds"_s, u":/thresholds/desk.yaml"_s},
        {u"notifications"_s, u":/notifications/desk.yaml"_s},
        {u"incidents"_s, u":/incidents/runbook.yaml"_s},
        {u"credits"_s, u":/incidents/terms.yaml"_s},
    }};
    return all;
}

QByteArray indented(const QString &resource, const QByteArray &margin)
{
    QFile file(resource);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArray text;
    const QList<QByteArray> lines = file.readAll().trimmed().split('\n');
    for (const QByteArray &line : lines)
        text += line.trimmed().isEmpty() ? QByteArray("\n") : margin + line + '\n';
    return text;
}

} // namespace

QStringList sectionKeys()
{
    QStringList keys;
    for (const Section &each : sections())
        keys += each.key;
    return keys;
}

QByteArray sectionText(const QString &key)
{
    const auto found = std::ranges::find(sections(), key, &Section::key);
    return found == sections().end() ? QByteArray() : key.toUtf8() + ":\n" + indented(found->resource, "  ");
}

QByteArray wordsText(qsizetype column)
{
    const QByteArray margin(column, ' ');
    return margin + "words:\n" + indented(u":/escalation/words.yaml"_s, margin + "  ");
}

int lineOfSection(const QByteArray &policy, const QString &key)
{
    const QByteArray head = key.toUtf8() + ':';
    const QList<QByteArray> lines = policy.split('\n');
    const auto found = std::ranges::find_if(lines, [&](const QByteArray &line) {
        return line.startsWith(head) &&
               (line.size() == head.size() || line[head.size()] == ' ' || line[head.size()] == '\r');
    });
    return found == lines.end() ? 0 : int(found - lines.begin()) + 1;
}

} // namespace muster::policy
