// SPDX-License-Identifier: GPL-3.0-or-later
// The timeline of one incident as a list, oldest first, narrowed by words, kinds and pins. Window thread.
#pragma once

#include "models/views/incidenttexts.h"
#include "models/views/valuelistmodel.h"

namespace muster::views {

struct TimelineFilter
{
    QString words;                    ///< every word stands in the text, the result or a name
    QList<incident::EntryKind> kinds; ///< empty: every kind
    bool onlyPinned = false;
    bool withoutAutomatic = false;
    bool operator==(const TimelineFilter &) const = default;
};

class TimelineModel final : public ValueListModel<incident::TimelineLine>
{
    Q_OBJECT
public:
    using ValueListModel::ValueListModel;

    /// Shows the timeline of `incident`, with names in the place of tokens; the filter holds.
    void show(const incident::Incident &incident, const policy::IncidentRules &rules, const NameOf &nameOf);
    void clear();
    void setFilter(const TimelineFilter &filter);
    const TimelineFilter &filter() const { return m_filter; }
    int totalCount() const { return int(m_all.size()); } ///< without the filter

    /// DisplayRole is one sentence for copying and screen readers: time, kind, text, owner, result.
    QVariant data(const QModelIndex &index, int role) const override;
    QString ownerName(const incident::TimelineLine &line) const;
    QString authorName(const incident::TimelineLine &line) const;
    /// As the policy calls what was reached; empty for other lines.
    QString milestoneName(const incident::TimelineLine &line) const
    {
        return m_milestones.value(line.milestone);
    }

private:
    void refill();
    bool passes(const incident::TimelineLine &line) const;

    std::vector<incident::TimelineLine> m_all; ///< with names in the place of tokens
    QHash<QString, QString> m_milestones;      ///< names by key
    TimelineFilter m_filter;
    NameOf m_nameOf;
};

} // namespace muster::views
