// SPDX-License-Identifier: GPL-3.0-or-later
// Payloads of what is worked out on an escalation: package, approvals, follow-ups. Internal to
// models/escalation.
#pragma once

#include "models/base/payload.h"
#include "models/escalation/escalationfacts.h"

namespace muster::escalation {

void write(PayloadWriter &w, const PackageWritten &f);
void write(PayloadWriter &w, const ApprovalAsked &f);
void write(PayloadWriter &w, const ApprovalJudged &f);
void write(PayloadWriter &w, const FollowUpWritten &f);
Result<EscalationFact> readPackage(PayloadReader r);
Result<EscalationFact> readAsked(PayloadReader r);
Result<EscalationFact> readJudged(PayloadReader r);
Result<EscalationFact> readFollowUp(PayloadReader r);

} // namespace muster::escalation
