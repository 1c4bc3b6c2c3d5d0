// SPDX-License-Identifier: GPL-3.0-or-later
// A source of the command palette beside the registry: tickets by case number or subject, customers,
// articles. Implemented by who knows the things; owned by app. Window thread.
#pragma once

#include "models/views/markedtext.h"

#include <QString>

#include <functional>
#include <vector>

namespace muster::ui {

struct PaletteItem
{
    QString title;  ///< "Assign to me", a ticket's subject
    QString detail; ///< group or case number, dim, at the right of the title
    QString icon;   ///< name in resources/icons, may be empty
    QString keys;   ///< as shown to people; empty for none
    std::function<void()> run;
    int score = 0;                      ///< within its source; higher stands higher
    std::vector<qsizetype> places = {}; ///< letters of the title that matched, ascending
    views::MarkedText snippet = {};     ///< a second line: what a search found; may be empty
};

class PaletteProvider
{
public:
    virtual ~PaletteProvider() = default;
    /// The heading of its part of the list: "Tickets".
    virtual QString heading() const = 0;
    /// Calls `then` at once or later with at most `limit` items, best first. An answer that comes after the
    /// text has changed or the palette is gone is dropped by it. `text` is never empty.
    virtual void find(const QString &text, int limit, std::function<void(std::vector<PaletteItem>)> then) = 0;
};

} // namespace muster::ui
