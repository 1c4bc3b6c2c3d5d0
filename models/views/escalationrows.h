// SPDX-License-Identifier: GPL-3.0-or-later
// The board of escalations as a list: under each level's heading its escalations, what is due first in
// front. Window thread.
#pragma once

#include "models/views/escalationtexts.h"
#include "models/views/valuelistmodel.h"

namespace muster::views {

struct EscalationRow
{
    FactId fact; ///< by which a line stays the same line
    bool isHeading = false;
    escalation::EscalationId escalation; ///< null for a heading
    TicketId ticket;
    QString title; ///< of a heading the level, else the ticket's subject
    QString caseNumber, customer, why, holder;
    QString remark; ///< of a heading: "3 escalations, answer within 4 hours"
    EscalationClock clock;
    bool operator==(const EscalationRow &) const = default;
};

using TicketOf = std::function<EscalatedTicket(TicketId)>;

/// What is to be shown; what is empty asks for nothing.
struct EscalationFilter
{
    QString text;        ///< every word of it stands in the line
    QString level, path; ///< keys
    bool isMine = false; ///< held by, or handed to, whoever sits here
    bool isEmpty() const { return *this == EscalationFilter{}; }
    bool operator==(const EscalationFilter &) const = default;
};

/// Whether it is at, or on its way to, a path that skips the levels: it stands above all that waits.
bool skipsLevels(const LedEscalation &led);

/// Of those that are open: what skips the levels in front, then by level, the highest first. What may not be
/// read says only that it is restricted.
std::vector<EscalationRow> escalationRows(const std::vector<LedEscalation> &open, const TicketOf &ticketOf,
                                          const PersonNameOf &nameOf, const EscalationFilter &filter = {});

/// Of those that are closed, in their order: why, and when.
std::vector<EscalationRow> closedRows(const std::vector<LedEscalation> &closed, const TicketOf &ticketOf,
                                      const PersonNameOf &nameOf, const TimeTextOf &timeText,
                                      const EscalationFilter &filter = {});

class EscalationModel final : public ValueListModel<EscalationRow>
{
    Q_OBJECT
public:
    using ValueListModel::ValueListModel;

    /// The line of an escalation; -1 where it has none.
    int rowOfEscalation(escalation::EscalationId id) const;
    /// DisplayRole is one sentence for copying and screen readers.
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override; ///< headings are passed over
};

} // namespace muster::views
