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

/// Of those that are open. What may not be read says only that it is restricted.
std::vector<EscalationRow> escalationRows(const std::vector<LedEscalation> &open, const TicketOf &ticketOf,
                                          const PersonNameOf &nameOf);

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
