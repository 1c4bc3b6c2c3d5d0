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
        if (each.exists)
            m_known.insert(each.id, std::make_shared<const Notification>(each));
        else
            m_known.remove(each.id);
    }
    m_attempts = news.attempts;
    m_rules = news.rules;
}

std::vector<DeliveryRow> DeliveryLog::rows(DeliveryView view, const QString &words, Instant now)
{
    const QStringList wanted = words.split(u' ', Qt::SkipEmptyParts);
    const notify::Standings standings(m_rules, m_attempts, now);
    m_counts = {};
    m_next.reset();
    std::vector<DeliveryRow> rows;
    rows.reserve(size_t(m_known.size()));
    for (const auto &each : std::as_const(m_known)) {
        DeliveryRow row{idCast<FactId>(each->id), each, standings.of(*each), Standing::Unneeded};
        row.standing = notify::worstOf(row.channels);
        count(m_counts, row);
        for (const ChannelStanding &channel : row.channels) {
            if (const auto at = changesAt(channel); at && *at > now)
                m_next = std::min(m_next.value_or(*at), *at);
        }
        if (isIn(view, row) && holdsWords(row, wanted))
            rows.push_back(std::move(row));
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
