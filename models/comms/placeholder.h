// SPDX-License-Identifier: GPL-3.0-or-later
// The placeholders that a message template may hold, `{incident.title}` and the like.
#pragma once

#include "models/comms/prose.h"

#include <optional>
#include <span>

namespace muster::comms {

struct Placeholder
{
    QString key;             ///< "incident.title"
    QString label;           ///< what stands in brackets while it is not known: "incident title"
    bool isInternal = false; ///< stays inside the company: not in templates for public audiences
    bool operator==(const Placeholder &) const = default;
};

std::span<const Placeholder> placeholders();
const Placeholder *placeholder(const QString &key); ///< null where there is none

/// One `{key}` in a text; `key` is empty where a brace is opened and never closed on its line.
struct PlaceholderUse
{
    Span span;
    QString key;
    bool operator==(const PlaceholderUse &) const = default;
};
std::vector<PlaceholderUse> placeholdersIn(const QString &text);

} // namespace muster::comms
