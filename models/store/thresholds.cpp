// SPDX-License-Identifier: GPL-3.0-or-later
// What is told of the queue as a whole: limits of the policy that were passed, and of which it is over.
#include "models/automation/thresholds.h"

#include "models/policy/versiontext.h"
#include "models/store/workspaceparts.h"

using namespace Qt::StringLiterals;

namespace muster::store {

std::vector<SubjectId> Projections::notificationsOfOthers()
{
    Statement query =
        m_database.prepare("SELECT id FROM notifications AS n WHERE over = 0"
                           " AND NOT EXISTS (SELECT 1 FROM tickets WHERE id = n.about)"
                           " AND NOT EXISTS (SELECT 1 FROM escalations WHERE id = n.about)"
                           " AND NOT EXISTS (SELECT 1 FROM incidents WHERE id = n.about) ORDER BY asked, id");
    std::vector<SubjectId> ids;
    while (query.next())
        ids.push_back(query.id<SubjectId>(0));
    return ids;
}

QStringList Workspace::toldLimits()
{
    QStringList limits;
    for (const SubjectId &id : m_parts->projections.notificationsOfOthers()) {
        const QString limit = automation::limitOf(m_parts->notificationOf(id));
        if (!limit.isEmpty() && !limits.contains(limit))
            limits += limit;
    }
    return limits;
}

Result<qint64> Workspace::tellLimits(std::span<const automation::Crossing> crossings)
{
    Parts &parts = *m_parts;
    const auto inForce = parts.policyOf(parts.policyInForce);
    if (!inForce || !setting(QString(kDrillSetting)).isEmpty()) // nothing of a drill reaches anybody
        return qint64(0);
    const policy::Policy &policy = inForce->policy();
    std::vector<NewFact> facts;
    for (const automation::Crossing &crossing : crossings) {
        bool isTold = false;
        for (const SubjectId &id :
             parts.projections.notificationsAbout(automation::subjectOfLimit(crossing.limit))) {
            const notify::Notification known = parts.notificationOf(id);
            if (!known.exists || known.settledAt)
                continue;
            isTold = true;
            if (!crossing.isAbove)
                facts.push_back(
                    notify::settled(known.asked.cause, known.at, std::max(known.at, crossing.at)));
        }
        const policy::Threshold *limit = policy.thresholds.limit(crossing.limit);
        const bool isWanted = !policy.notifications.occasion(u"threshold"_s).channels.isEmpty();
        if (crossing.isAbove && !isTold && limit != nullptr && isWanted)
            facts.push_back(
                notify::asked(automation::wishOf(*limit, crossing,
                                                 policy::versionText(policy, parts.policyInForce.version)),
                              policy.notifications));
    }
    return parts.writeActed(facts);
}

} // namespace muster::store
