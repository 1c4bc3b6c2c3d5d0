// SPDX-License-Identifier: GPL-3.0-or-later
// What a notification about one's own tickets says: one sentence, however many clocks moved at once. Pure.
#pragma once

#include "models/views/queuemodel.h"

namespace muster::ui {

struct Attention
{
    QString title, text;
    TicketId ticket; ///< the most urgent one; null where nothing of `me` is concerned
};

Attention attentionFor(const std::vector<std::pair<TicketId, sla::ClockState>> &edges,
                       const views::QueueModel &model, PersonId me);

/// The notice of alerts that playbooks asked for, several as one; no ticket where there is none.
Attention attentionFor(const std::vector<views::StepAlert> &alerts);

} // namespace muster::ui
