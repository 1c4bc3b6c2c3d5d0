// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/policytrial.h"

#include <QCoreApplication>

namespace muster::views {
namespace {

struct TrialText
{
    Q_DECLARE_TR_FUNCTIONS(PolicyTrial)
};

} // namespace

QString policyTrialText(const PolicyTrial &trial)
{
    if (!trial.error.isEmpty())
        return TrialText::tr("The trial ended: %1").arg(trial.error);
    if (!trial.isDone)
        return TrialText::tr("Trying it on the open tickets: %1 of %2")
            .arg(trial.clocks.tickets)
            .arg(trial.total);
    if (trial.total == 0)
        return TrialText::tr("No ticket is open: nothing would change.");
    QStringList parts{dueMoveCountText(trial.clocks)};
    if (trial.escalations > 0)
        parts += trial.escalations == 1 ? TrialText::tr("1 escalation would fire.")
                                        : TrialText::tr("%1 escalations would fire.").arg(trial.escalations);
    if (trial.unknown > 0)
        parts += trial.unknown == 1
                     ? TrialText::tr("1 ticket has a priority or tier that this text does not have.")
                     : TrialText::tr("%1 tickets have a priority or tier that this text does not have.")
                           .arg(trial.unknown);
    if (trial.limitsPassed > 0)
        parts += trial.limitsPassed == 1
                     ? TrialText::tr("1 more limit of the queue would be passed.")
                     : TrialText::tr("%1 more limits of the queue would be passed.").arg(trial.limitsPassed);
    parts += TrialText::tr("So if the open tickets were bound to it; nothing was changed.");
    return parts.join(u' ');
}

} // namespace muster::views
