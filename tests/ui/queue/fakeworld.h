// SPDX-License-Identifier: GPL-3.0-or-later
// A policy and tickets for tests of the window: small, plain, and the same each time.
#pragma once

#include "tests/ui/queue/fakedesk.h"

namespace muster::test {

/// P1 to P4 with round-the-clock targets, three tiers, and the intake fields of the shipped preset.
policy::Policy plainPolicy();

/// A ticket of 30 hours ago: breached as P2 at 08:00, resolved at 09:00, re-opened at 11:00, then set to P4.
TicketId addPastBreach(FakeDesk &desk);

/// 2026-11-20T14:00:00Z, a Friday.
Instant worldTime();

/// Two people, five customers and `count` tickets in all states, spread so that some are breached, some at
/// risk.
void fill(FakeDesk &desk, int count);

} // namespace muster::test
