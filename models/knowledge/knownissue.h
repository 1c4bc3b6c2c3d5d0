// SPDX-License-Identifier: GPL-3.0-or-later
// A known issue: what goes wrong, how people report it, the way round it, whether it is fixed. Pure: the fold
// of its facts, and what a person can do with it.
#pragma once

#include "models/base/time.h"
#include "models/knowledge/knownissuefacts.h"

#include <utility>
#include <vector>

namespace muster::knowledge {

struct KnownIssue
{
    KnownIssueId id;
    bool exists = false; ///< false until it was recorded
    QString number, title, symptoms, workaround;
    Origin origin;
    State state = State::Open;
    QString fixedIn; ///< empty while it is open
    PersonId recordedBy;
    Instant recordedAt{}, updatedAt{};
    /// Support can help: there is a way round it, or it is fixed.
    bool helps() const { return state == State::Fixed || !workaround.isEmpty(); }
    bool operator==(const KnownIssue &) const = default;
};

struct Entry ///< a fact with what the fold needs of its envelope
{
    Instant at{}; ///< occurred
    PersonId actor;
    KnownIssueFact fact;
};
/// In ledger order. A second recording changes nothing.
void apply(KnownIssue &issue, const Entry &entry);

// What a person can do.
struct Record
{
    Recorded fields; ///< the workspace fills in the number where it is empty
    bool operator==(const Record &) const = default;
};
struct Change ///< to what it should read
{
    QString title, symptoms, workaround;
    bool operator==(const Change &) const = default;
};
struct Close ///< it is fixed
{
    QString fixedIn;
    bool operator==(const Close &) const = default;
};
struct Reopen
{
    bool operator==(const Reopen &) const = default;
};
using Command = std::variant<Record, Change, Close, Reopen>;
struct Order
{
    KnownIssueId issue; ///< null makes a new one
    Command command;
};

struct Receipt
{
    KnownIssueId issue;
    QString number;
    bool hasChanged = false; ///< false: nothing was to be written
};

/// The facts a command leads to; none where nothing would change. BadInput and NotAllowed carry a sentence.
Result<std::vector<KnownIssueFact>> decide(const KnownIssue &issue, const Command &command);

/// "KI-7F3K-0003": device part and that device's counter, as a case number.
QString issueNumber(DeviceId device, qint64 counter);

} // namespace muster::knowledge
