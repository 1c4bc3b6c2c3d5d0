// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/presetchoices.h"

#include "models/policy/policyreader.h"
#include "ui/policy/targetwords.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("muster::ui::PresetChoice", text);
}

/// "first response 15 min" where the priority promises it, else nothing.
QString promise(const policy::Priority &priority, sla::ClockKind kind, const QString &name)
{
    const auto &target = priority.targets.clocks[size_t(kind)].sla;
    return target ? name + u' ' + targetWords(*target) : QString();
}

} // namespace

QString presetSummary(const policy::Policy &policy)
{
    QStringList lines;
    for (const policy::Priority &priority : policy.priorities) {
        QStringList promises{promise(priority, sla::ClockKind::FirstResponse, say("first response")),
                             promise(priority, sla::ClockKind::Resolution, say("resolution"))};
        promises.removeAll(QString());
        QString line = priority.key;
        if (priority.name != priority.key)
            line += u' ' + priority.name;
        lines.append(promises.isEmpty() ? line : line + u": "_s + promises.join(u", "_s));
    }
    return lines.join(u'\n');
}

std::vector<PresetChoice> presetChoices()
{
    std::vector<PresetChoice> choices;
    const QStringList keys = policy::presetKeys();
    for (const QString &key : keys) {
        const policy::ReadPolicy read = policy::readPolicy(policy::presetText(key), key);
        if (read.policy)
            choices.push_back({key, read.policy->title, presetSummary(*read.policy)});
    }
    return choices;
}

} // namespace muster::ui
