// SPDX-License-Identifier: GPL-3.0-or-later
// What a command would do to many tickets, in one sentence before and one after. Pure.
#pragma once

#include "models/views/desk.h"

namespace muster::ui {

/// What a command needs to know of a ticket it is meant for, in the list or not.
struct CommandTarget
{
    TicketId ticket;
    QString caseNumber; ///< empty while the desk has not answered
    ticket::Status status = ticket::Status::New;
    QString priority, tier; ///< keys
    PersonId assignee;
    CustomerId customer;
    QStringList tags;
};
CommandTarget targetOf(const views::TicketRow &row, const views::Names &names);
CommandTarget targetOf(const ticket::Ticket &ticket);

struct BulkPreview
{
    QString action; ///< "Set 43 tickets to Waiting on customer"; one ticket stands with its case number
    int change = 0;
    int same = 0;             ///< tickets for which nothing would change
    QString sentence() const; ///< "…: 40 change, 3 already are"
    bool operator==(const BulkPreview &) const = default;
};

/// `personName` is who is meant where the command names a person.
BulkPreview previewBulk(const ticket::TicketCommand &command, const std::vector<CommandTarget> &targets,
                        const QString &personName);

/// "Set 43 tickets to Waiting on customer: 40 changed", with the failures by case where there are any.
QString receiptSentence(const QString &action, const views::Receipt &receipt);

} // namespace muster::ui
