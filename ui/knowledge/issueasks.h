// SPDX-License-Identifier: GPL-3.0-or-later
// What the forms ask when a known issue is recorded, put right or closed. Values; window thread.
#pragma once

#include "models/knowledge/knownissue.h"
#include "ui/escalation/askform.h"

namespace muster::ui {

/// What a known issue is recorded from, and what is filled in.
struct IssueSource
{
    knowledge::Origin origin;
    QString number; ///< of the ticket or incident; empty for none
    QString title, symptoms, workaround;
};

/// Gives the order and says, by `done`, why it was refused.
using IssueOrder = std::function<void(const knowledge::Order &, std::function<void(const QString &refusal)>)>;

Ask recordAsk(const IssueSource &source, const IssueOrder &order);
Ask changeAsk(const knowledge::KnownIssue &issue, const IssueOrder &order);
Ask closeAsk(const knowledge::KnownIssue &issue, const IssueOrder &order);

} // namespace muster::ui
