// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/presetchoices.h"

#include "models/policy/policyreader.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("muster::ui::PresetChoice", text);
}

QString counted(qint64 count, const char *one, const char *many)
{
    return count == 1 ? say(one) : say(many).arg(count);
}

/// "15 min", "4 hours", "3 working days": what a person reads who has not seen the policy's language.
QString targetWords(const sla::Target &target)
{
    const qint64 minutes = target.amount / 60'000;
    const bool isBusiness = target.kind == sla::Target::Kind::BusinessTime;
    switch (target.kind) {
    case sla::Target::Kind::BusinessDays:
        return counted(target.amount, "1 working day", "%1 working days");
    case sla::Target::Kind::AgreedDate:
        return say("an agreed date");
    case sla::Target::Kind::RoundTheClock:
    case sla::Target::Kind::BusinessTime:
        break;
    }
    if (!isBusiness && minutes >= 24 * 60 && minutes % (24 * 60) == 0)
        return counted(minutes / (24 * 60), "1 day", "%1 days");
    if (minutes >= 60 && minutes % 60 == 0)
        return isBusiness ? counted(minutes / 60, "1 working hour", "%1 working hours")
                          : counted(minutes / 60, "1 hour", "%1 hours");
    return (isBusiness ? say("%1 working min") : say("%1 min")).arg(minutes);
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
