// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/timelinemodel.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace muster::views {

using incident::TimelineLine;

void TimelineModel::show(const incident::Incident &incident, const policy::IncidentRules &rules,
                         const NameOf &nameOf)
{
    m_nameOf = nameOf;
    m_milestones.clear();
    for (const policy::Milestone &each : rules.milestones)
        m_milestones.insert(each.key, each.name);
    m_all = incident.timeline;
    for (TimelineLine &line : m_all) {
        line.text = withNames(line.text, rules, nameOf);
        line.result = withNames(line.result, rules, nameOf);
    }
    refill();
}

void TimelineModel::clear()
{
    m_all.clear();
    refill();
}

void TimelineModel::setFilter(const TimelineFilter &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    refill();
}

void TimelineModel::refill()
{
    std::vector<TimelineLine> shown;
    shown.reserve(m_all.size());
    std::ranges::copy_if(m_all, std::back_inserter(shown),
                         [this](const TimelineLine &line) { return passes(line); });
    setValues(std::move(shown));
}

bool TimelineModel::passes(const TimelineLine &line) const
{
    if (m_filter.onlyPinned && !line.isPinned)
        return false;
    if (m_filter.withoutAutomatic && line.isAutomatic)
        return false;
    if (!m_filter.kinds.isEmpty() && !m_filter.kinds.contains(line.kind))
        return false;
    if (m_filter.words.isEmpty())
        return true;
    const QString text = line.text + u' ' + line.result + u' ' + ownerName(line) + u' ' + authorName(line);
    const QStringList words = m_filter.words.split(u' ', Qt::SkipEmptyParts);
    return std::ranges::all_of(
        words, [&text](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

QString TimelineModel::ownerName(const TimelineLine &line) const
{
    return line.owner.isNull() || !m_nameOf ? QString() : m_nameOf(line.owner);
}

QString TimelineModel::authorName(const TimelineLine &line) const
{
    return line.author.isNull() || !m_nameOf ? QString() : m_nameOf(line.author);
}

QVariant TimelineModel::data(const QModelIndex &index, int role) const
{
    const TimelineLine *line = at(index.row());
    if (!line || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return {};
    const QString time = QDateTime::fromMSecsSinceEpoch(toMillis(line->occurred), Qt::UTC)
                             .toString(u"yyyy-MM-dd HH:mm:ss 'UTC'"_s);
    QStringList parts{time, kindTitle(line->kind), line->text};
    if (const QString owner = ownerName(*line); !owner.isEmpty())
        parts += u'@' + owner;
    if (!line->result.isEmpty())
        parts += u"=> "_s + line->result;
    return parts.join(u' ');
}

} // namespace muster::views
