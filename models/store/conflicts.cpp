// SPDX-License-Identifier: GPL-3.0-or-later
// Whether what came in changed what this desk changed at the same time, and how people read that.
#include "models/store/workspaceparts.h"
#include "models/views/casetext.h"
#include "models/views/incidenttexts.h"
#include "models/views/queuemodel.h"

#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::store {
namespace {

constexpr auto kRole = "role/"_L1;

Stamp later(Stamp stamp, Millis by)
{
    return {stamp.value + (quint64(by.count()) << 16)};
}
Stamp earlier(Stamp stamp, Millis by)
{
    const quint64 step = quint64(by.count()) << 16;
    return {stamp.value > step ? stamp.value - step : 0};
}

/// The field's key as a word of a sentence.
QString fieldTitle(const QString &field, const policy::IncidentRules *rules)
{
    if (field.startsWith(kRole)) {
        const QString key = field.mid(kRole.size());
        const policy::IncidentRole *role = rules != nullptr ? rules->role(key) : nullptr;
        return role != nullptr ? role->name : key;
    }
    static const QHash<QString, QString> kTitles{
        {u"person"_s, u"owner"_s},
        {u"resolve_by"_s, u"agreed date"_s},
        {u"contact_email"_s, u"contact e-mail"_s},
        {u"steps"_s, u"steps to reproduce"_s},
        {u"first_report_at"_s, u"time of the first report"_s},
    };
    return kTitles.value(field, field);
}

QString timeTitle(const QString &value)
{
    const auto at = parseRfc3339(value);
    return at ? views::absoluteText(*at, QTimeZone::utc()) : value;
}

QString statusTitle(const QString &kind, const QString &value)
{
    if (kind == kTicket) {
        const auto status = ticket::statusFromName(value);
        return status ? views::statusTitle(*status) : value;
    }
    const auto status = incident::statusFromName(value);
    return status ? views::statusTitle(*status) : value;
}

QString personTitle(NameTable &names, const QString &value)
{
    if (value.isEmpty())
        return u"nobody"_s;
    const auto id = PersonId::parse(value);
    return id ? names.names().people[names.person(*id)].name : value;
}

QString customerTitle(NameTable &names, const QString &value)
{
    const auto id = CustomerId::parse(value);
    return id ? names.names().customers[names.customer(*id)].name : value;
}

QString valueTitle(NameTable &names, const EditClash &clash, const QString &value)
{
    if (clash.field == u"status")
        return statusTitle(clash.subjectKind, value);
    if (clash.field == u"person" || clash.field.startsWith(kRole))
        return personTitle(names, value);
    if (clash.field == u"customer")
        return customerTitle(names, value);
    if (clash.field == u"tier")
        return names.names().tiers[names.tier(value)].name;
    if (clash.field == u"resolve_by" || clash.field == u"first_report_at")
        return timeTitle(value);
    if (clash.field == u"scope") {
        const auto scope = parseJsonObject(value.toUtf8());
        return scope ? scope->value("text"_L1).toString() : value;
    }
    return value;
}

} // namespace

void Workspace::Parts::noteConflicts(std::span<const News> news)
{
    const Stamp newestOwn = facts.newestStampOf(device);
    std::vector<EditMeeting> meetings;
    for (const auto &[theirs, known] : news) {
        const Stamp from = earlier(theirs.stamp, kAtTheSameTime);
        if (newestOwn < from || editsOf(theirs).empty())
            continue;
        std::vector<HubTable::Placed> written =
            hub.writtenBetween(theirs.subject, device, from, later(theirs.stamp, kAtTheSameTime));
        for (auto &[mine, sequence] : written) {
            // Seen at the hub before its author read on, or at a hub that is no more: it was known.
            const bool wasKnown = !sequence || (*sequence > 0 && (!known || *sequence <= *known));
            if (!wasKnown && facts.contains(theirs.id))
                meetings.push_back({std::move(mine), theirs});
        }
    }
    for (const EditClash &clash : clashesOf(meetings))
        conflicts.push_back(conflictOf(clash));
}

views::EditConflict Workspace::Parts::conflictOf(const EditClash &clash)
{
    views::EditConflict conflict;
    policy::PolicyRef rules;
    if (clash.subjectKind == kTicket) {
        conflict.ticket = idCast<TicketId>(clash.subject);
        const ticket::Ticket &state = stateOf(conflict.ticket);
        conflict.where = state.caseNumber;
        rules = state.policy;
    } else {
        conflict.incident = idCast<IncidentId>(clash.subject);
        const incident::Incident &state = incidentOf(conflict.incident);
        conflict.where = state.number;
        rules = state.policy;
    }
    const auto policy = rulesFor(rules);
    conflict.field = fieldTitle(clash.field, policy ? &policy->policy().incidents : nullptr);
    conflict.mine = valueTitle(names, clash, clash.mine);
    conflict.theirs = valueTitle(names, clash, clash.theirs);
    conflict.other = names.names().people[names.person(clash.other)].name;
    conflict.mineHolds = clash.mineHolds;
    return conflict;
}

std::vector<views::EditConflict> Workspace::takeConflicts()
{
    return std::exchange(m_parts->conflicts, {});
}

} // namespace muster::store
