// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/editclash.h"

#include "models/base/json.h"

#include <QJsonDocument>

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <tuple>

using namespace Qt::StringLiterals;

namespace muster::store {
namespace {

struct Single
{
    QLatin1StringView type, key;
};
constexpr std::array kSingles{
    Single{"ticket.status"_L1, "status"_L1},
    Single{"ticket.priority"_L1, "priority"_L1},
    Single{"ticket.tier"_L1, "tier"_L1},
    Single{"ticket.assigned"_L1, "person"_L1},
    Single{"ticket.agreed_date"_L1, "resolve_by"_L1},
    Single{"incident.severity"_L1, "severity"_L1},
    Single{"incident.status"_L1, "status"_L1},
};

QString rawText(const QJsonValue &value)
{
    if (value.isObject())
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    return value.isString() ? value.toString() : value.toVariant().toString();
}

bool areAtTheSameTime(const EditMeeting &meeting)
{
    return std::chrono::abs(meeting.mine.stamp.instant() - meeting.theirs.stamp.instant()) <= kAtTheSameTime;
}

struct Found
{
    const EditMeeting *meeting = nullptr;
    QString mine, theirs;
};

bool isNewer(const EditMeeting &one, const EditMeeting &other)
{
    if (one.theirs.id != other.theirs.id)
        return isBefore(other.theirs, one.theirs);
    return isBefore(other.mine, one.mine);
}

} // namespace

std::vector<FieldEdit> editsOf(const Fact &fact)
{
    const auto payload = parseJsonObject(fact.payload);
    if (!payload)
        return {};
    for (const Single &single : kSingles) {
        if (fact.type == single.type)
            return {{single.key, rawText(payload->value(single.key))}};
    }
    if (fact.type == "incident.role"_L1)
        return {{"role/"_L1 + payload->value("role"_L1).toString(), rawText(payload->value("person"_L1))}};
    std::vector<FieldEdit> edits;
    if (fact.type == "ticket.fields"_L1 || fact.type == "incident.fields"_L1) {
        for (auto field = payload->begin(); field != payload->end(); ++field)
            edits.push_back({field.key(), rawText(field.value())});
    }
    return edits;
}

std::vector<EditClash> clashesOf(std::span<const EditMeeting> meetings)
{
    std::map<std::tuple<QString, SubjectId, QString>, Found> found;
    for (const EditMeeting &meeting : meetings) {
        if (!areAtTheSameTime(meeting))
            continue;
        const std::vector<FieldEdit> own = editsOf(meeting.mine), others = editsOf(meeting.theirs);
        for (const FieldEdit &mine : own) {
            const auto theirs = std::ranges::find(others, mine.field, &FieldEdit::field);
            if (theirs == others.end())
                continue;
            Found &place = found[{meeting.mine.subjectKind, meeting.mine.subject, mine.field}];
            if (place.meeting == nullptr || isNewer(meeting, *place.meeting))
                place = {&meeting, mine.value, theirs->value};
        }
    }
    std::vector<EditClash> clashes;
    for (const auto &[key, each] : found) {
        const auto &[kind, subject, field] = key;
        if (each.mine != each.theirs)
            clashes.push_back({kind, subject, field, each.mine, each.theirs, each.meeting->theirs.actor,
                               isBefore(each.meeting->theirs, each.meeting->mine)});
    }
    return clashes;
}

} // namespace muster::store
