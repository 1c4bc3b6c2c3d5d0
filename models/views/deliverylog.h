// SPDX-License-Identifier: GPL-3.0-or-later
// The log of deliveries: "who was told what, when, how", as rows to be shown and filtered. Texts of a row are
// made when it is seen, so that ten thousand cost no more than what is on the screen. Window thread.
#pragma once

#include "models/notify/standing.h"
#include "models/views/escalationtexts.h"
#include "models/views/notificationdesk.h"
#include "models/views/valuelistmodel.h"

namespace muster::views {

struct DeliveryRow
{
    FactId fact; ///< by which a line stays the same line
    std::shared_ptr<const notify::Notification> notification;
    std::vector<notify::ChannelStanding> channels;
    notify::Standing standing = notify::Standing::Waiting; ///< what needs a person most
    bool operator==(const DeliveryRow &) const = default;
};

enum class DeliveryView : quint8
{
    All,
    Failed,  ///< given up for good
    Pending, ///< not told yet
    Unseen,  ///< told, and acknowledged by nobody
};

/// How many each view holds, whatever words are searched.
struct DeliveryCounts
{
    int all = 0, failed = 0, pending = 0, unseen = 0;
    bool operator==(const DeliveryCounts &) const = default;
};

class DeliveryLog
{
public:
    void take(const DeliveryNews &news);
    /// The newest first; every word has to stand in title, text, occasion, channel or address.
    std::vector<DeliveryRow> rows(DeliveryView view, const QString &words, Instant now);
    const DeliveryCounts &counts() const { return m_counts; } ///< as of the last rows()
    int size() const { return int(m_known.size()); }
    int failed() const { return m_failed; } ///< how many DeliveryView::Failed holds, as of the last take()
    /// When a row will read otherwise by itself; as of the last rows().
    std::optional<Instant> nextChange() const { return m_next; }

private:
    struct Line
    {
        DeliveryRow row;
        std::optional<Instant> next; ///< when it reads otherwise by itself
        bool hasFailed = false;
        bool isDoubtful = true; ///< to be made anew
    };
    void doubt(const std::vector<notify::Attempt> &attempts);
    void doubtAll();
    void remake(Line &line, const notify::Standings &standings, Instant now);

    QHash<SubjectId, Line> m_known;
    std::vector<notify::Attempt> m_attempts;
    policy::ChannelRules m_rules;
    QHash<QString, Instant> m_quiet; ///< channels whose quiet hours the lines were made in, until when
    DeliveryCounts m_counts;
    int m_failed = 0;
    std::optional<Instant> m_next;
    Instant m_madeAt{};
};

bool isIn(DeliveryView view, const DeliveryRow &row);

/// "Failed", "On its way", "Not before 07:00 UTC", …
QString standingText(const DeliveryRow &row, Instant now);
/// Of one channel, in full: "Support chat: delivered 14:05 UTC to ana@example.org".
QString channelText(const notify::ChannelStanding &channel, Instant now);
/// "Support chat, Mail, desktops"
QString channelsText(const DeliveryRow &row);
/// "Acknowledged by Ana 14:10 UTC", "Over since 14:10 UTC"; empty while nobody did and it holds.
QString seenText(const notify::Notification &notification, const PersonNameOf &nameOf, Instant now);
/// All of it for the person who asks who was told.
std::vector<TextPart> deliveryParts(const DeliveryRow &row, const PersonNameOf &nameOf,
                                    const TimeTextOf &timeText, Instant now);

class DeliveryModel final : public ValueListModel<DeliveryRow>
{
    Q_OBJECT
public:
    using ValueListModel::ValueListModel;

    void setNow(Instant now) { m_now = now; }
    /// DisplayRole is one sentence for copying and screen readers.
    QVariant data(const QModelIndex &index, int role) const override;

private:
    Instant m_now{};
};

} // namespace muster::views
