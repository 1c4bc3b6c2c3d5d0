// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/views/deliverylog.h"

#include "models/views/casetext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::views {
namespace {

using notify::ChannelStanding;
using notify::Notification;
using notify::Standing;

bool holdsWords(const DeliveryRow &row, const QStringList &words)
{
    const notify::Asked &asked = row.notification->asked;
    return std::ranges::all_of(words, [&](const QString &word) {
        const auto holds = [&](const QString &text) { return text.contains(word, Qt::CaseInsensitive); };
        const auto channelHolds = [&](const ChannelStanding &each) {
            return holds(each.name) || std::ranges::any_of(each.to, holds);
        };
        return holds(asked.title) || holds(asked.text) || holds(asked.name) ||
               std::ranges::any_of(row.channels, channelHolds);
    });
}

/// What is to come for a channel, where it is known.
std::optional<Instant> changesAt(const ChannelStanding &channel)
{
    const bool isToCome = channel.standing == Standing::Trying || channel.standing == Standing::Quiet ||
                          channel.standing == Standing::Snoozed;
    return isToCome ? channel.at : std::nullopt;
}

/// DeliveryView::Failed by the facts alone.
bool hasFailed(const Notification &notification)
{
    return !notify::isOver(notification) &&
           std::ranges::any_of(notification.asked.channels, [&](const QString &channel) {
               const notify::Delivery *failure = notify::failureOf(notification, channel);
               return failure != nullptr && failure->hasFailed;
           });
}

void count(DeliveryCounts &counts, const DeliveryRow &row)
{
    ++counts.all;
    counts.failed += isIn(DeliveryView::Failed, row) ? 1 : 0;
    counts.pending += isIn(DeliveryView::Pending, row) ? 1 : 0;
    counts.unseen += isIn(DeliveryView::Unseen, row) ? 1 : 0;
}

} // namespace

bool isIn(DeliveryView view, const DeliveryRow &row)
{
    const auto stands = [&](std::initializer_list<Standing> any) {
        return std::ranges::any_of(row.channels, [&](const ChannelStanding &each) {
            return std::ranges::find(any, each.standing) != any.end();
        });
    };
    switch (view) {
    case DeliveryView::All:
        return true;
    case DeliveryView::Failed:
        return stands({Standing::Failed});
    case DeliveryView::Pending:
        return stands({Standing::Trying, Standing::Waiting, Standing::Quiet, Standing::Snoozed});
    case DeliveryView::Unseen:
        return !notify::isOver(*row.notification);
    }
    return true;
}

void DeliveryLog::take(const DeliveryNews &news)
{
    for (const Notification &each : news.notifications) {
        m_failed -= m_known.value(each.id).hasFailed ? 1 : 0;
        if (!each.exists) {
            m_known.remove(each.id);
            continue;
        }
        Line line;
        line.row.fact = idCast<FactId>(each.id);
        line.row.notification = std::make_shared<const Notification>(each);
        line.hasFailed = hasFailed(each);
        m_failed += line.hasFailed ? 1 : 0;
        m_known.insert(each.id, line);
    }
    if (m_attempts != news.attempts) {
        doubt(m_attempts);
        doubt(news.attempts);
        m_attempts = news.attempts;
    }
    if (m_rules != news.rules) {
        m_rules = news.rules;
        doubtAll();
    }
}

void DeliveryLog::doubt(const std::vector<notify::Attempt> &attempts)
{
    for (const notify::Attempt &attempt : attempts) {
        for (const notify::Member &member : attempt.members) {
            if (const auto known = m_known.find(member.notification); known != m_known.end())
                known->isDoubtful = true;
        }
    }
}

void DeliveryLog::doubtAll()
{
    for (Line &line : m_known)
        line.isDoubtful = true;
}

void DeliveryLog::remake(Line &line, const notify::Standings &standings, Instant now)
{
    line.row.channels = standings.of(*line.row.notification);
    line.row.standing = notify::worstOf(line.row.channels);
    line.next.reset();
    for (const ChannelStanding &channel : line.row.channels) {
        if (const auto at = changesAt(channel); at && *at > now)
            line.next = std::min(line.next.value_or(*at), *at);
    }
    line.isDoubtful = false;
}

std::vector<DeliveryRow> DeliveryLog::rows(DeliveryView view, const QString &words, Instant now)
{
    const QStringList wanted = words.split(u' ', Qt::SkipEmptyParts);
    const notify::Standings standings(m_rules, m_attempts, now);
    if (standings.quiet() != m_quiet || now < m_madeAt) { // a clock may be set back
        m_quiet = standings.quiet();
        doubtAll();
    }
    m_madeAt = now;
    m_counts = {};
    m_next.reset();
    std::vector<DeliveryRow> rows;
    rows.reserve(size_t(m_known.size()));
    for (Line &line : m_known) {
        if (line.isDoubtful || (line.next && *line.next <= now))
            remake(line, standings, now);
        count(m_counts, line.row);
        if (line.next)
            m_next = std::min(m_next.value_or(*line.next), *line.next);
        if (isIn(view, line.row) && holdsWords(line.row, wanted))
            rows.push_back(line.row);
    }
    std::ranges::sort(rows, [](const DeliveryRow &left, const DeliveryRow &right) {
        return std::pair(right.notification->at, left.fact) < std::pair(left.notification->at, right.fact);
    });
    return rows;
}

QVariant DeliveryModel::data(const QModelIndex &index, int role) const
{
    const DeliveryRow *row = at(index.row());
    if (row == nullptr || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return {};
    return QStringList{row->notification->asked.title, standingText(*row, m_now), channelsText(*row),
                       utcText(row->notification->at, m_now)}
        .join(u". "_s);
}

} // namespace muster::views
