// SPDX-License-Identifier: GPL-3.0-or-later
// What a command would do to many tickets, in one sentence before and one after. Pure.
#pragma once

#include "models/views/desk.h"

namespace muster::ui {

struct BulkPreview
{
    QString action; ///< "Set 43 tickets to Waiting on customer"; one ticket stands with its case number
    int change = 0;
    int same = 0;             ///< tickets for which nothing would change
    QString sentence() const; ///< "…: 40 change, 3 already are"
    bool operator==(const BulkPreview &) const = default;
};

/// Names as the window has them; people who own no ticket are not among `names`, so theirs comes along.
BulkPreview previewBulk(const ticket::TicketCommand &command,
                        const std::vector<const views::TicketRow *> &rows, const views::Names &names,
                        const QString &personName);

/// "Set 43 tickets to Waiting on customer: 40 changed", with the failures by case where there are any.
QString receiptSentence(const QString &action, const views::Receipt &receipt);

} // namespace muster::ui
