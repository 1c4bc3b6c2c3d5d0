// SPDX-License-Identifier: GPL-3.0-or-later
// Payloads of the facts of credits, there and back. Internal to models/incident.
#pragma once

#include "models/base/payload.h"
#include "models/incident/incidentfacts.h"

namespace muster::incident {

void write(PayloadWriter &writer, const DowntimeSet &fact);
void write(PayloadWriter &writer, const CreditProposed &fact);
void write(PayloadWriter &writer, const CreditJudged &fact);
Result<IncidentFact> readDowntime(PayloadReader reader);
Result<IncidentFact> readCredit(PayloadReader reader);
Result<IncidentFact> readCreditJudged(PayloadReader reader);

} // namespace muster::incident
