// SPDX-License-Identifier: GPL-3.0-or-later
// The facts of a known issue as structs, and their JSON payloads. Type names are stable: they are in files.
#pragma once

#include "models/base/id.h"
#include "models/base/result.h"

#include <QJsonObject>
#include <QString>

#include <optional>
#include <variant>

namespace muster::knowledge {

using KnownIssueId = Id<struct KnownIssueTag>;

/// The kind of the subject in the ledger.
inline constexpr QLatin1StringView kSubjectKind{"known_issue"};

enum class State : quint8
{
    Open,
    Fixed
};
QString stateName(State state); ///< "open", "fixed"
std::optional<State> stateFromName(QStringView name);

/// What a known issue was learned from.
struct Origin
{
    QString kind; ///< "ticket", "incident"; empty for none
    SubjectId id;
    bool operator==(const Origin &) const = default;
};

struct Recorded ///< "known_issue.recorded": the first fact of each
{
    QString number; ///< "KI-7F3K-0003"
    QString title;
    QString symptoms;   ///< one a line, in the words in which people report it
    QString workaround; ///< empty where none is known
    Origin origin;
    bool operator==(const Recorded &) const = default;
};
struct Changed ///< "known_issue.changed": each set field replaces the issue's
{
    std::optional<QString> title, symptoms, workaround;
    bool operator==(const Changed &) const = default;
};
struct StateSet ///< "known_issue.state"
{
    State state = State::Open;
    QString fixedIn; ///< since when or in which version, in words; of a fixed one
    bool operator==(const StateSet &) const = default;
};

using KnownIssueFact = std::variant<Recorded, Changed, StateSet>;

QString typeName(const KnownIssueFact &fact);
QJsonObject toPayload(const KnownIssueFact &fact);
/// NotFound for an unknown type (the fact is kept, not applied); BadInput for a payload that does not fit.
Result<KnownIssueFact> fromPayload(const QString &type, int version, const QJsonObject &payload);

} // namespace muster::knowledge
