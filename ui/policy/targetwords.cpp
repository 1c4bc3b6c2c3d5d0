// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/policy/targetwords.h"

#include <QCoreApplication>

namespace muster::ui {
namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("muster::ui::TargetWords", text);
}

QString counted(qint64 count, const char *one, const char *many)
{
    return count == 1 ? say(one) : say(many).arg(count);
}

} // namespace

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

} // namespace muster::ui
