// SPDX-License-Identifier: GPL-3.0-or-later
// The columns of a fact in the order in which FactTable::read() reads them. Pasted into the literals that
// keep a statement prepared.
#pragma once

#define FACT_COLUMNS                                                                                         \
    "id, stamp, device, counter, previous, actor, subject_kind, subject, type, version, occurred_at, "       \
    "payload, payload_hash, signature"
