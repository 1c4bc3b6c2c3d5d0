// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of each form, from the tree of a policy's text. Internal to models/views.
#pragma once

#include "models/policy/documenttree.h"
#include "models/views/policyforms.h"

#include <optional>

namespace muster::views {

struct FormTables
{
    std::vector<FormTable> tables;
    std::optional<qsizetype> closedAt; ///< where the text has another shape than a form can show
};

/// The section of a policy that the form writes: "escalation".
QString sectionOfForm(const QString &form);
FormTables formTables(const policy::DocNode &root, const QString &form);

} // namespace muster::views
