// SPDX-License-Identifier: GPL-3.0-or-later
// Known issues in the window: their page, what they are recorded from, and their part of the palette. Window
// thread.
#pragma once

#include "ui/shell/paletteprovider.h"

namespace muster::ui {
class KnowledgePage;
}

namespace muster::app {

struct Console;

/// Known issues in the command palette, by number and words.
class IssueFinder final : public ui::PaletteProvider
{
public:
    explicit IssueFinder(ui::KnowledgePage &page, std::function<void()> raise)
        : m_page(page), m_raise(std::move(raise))
    {}
    QString heading() const override;
    void find(const QString &text, int limit,
              std::function<void(std::vector<ui::PaletteItem>)> then) override;

private:
    ui::KnowledgePage &m_page;
    std::function<void()> m_raise;
};

/// Makes the page, adds it to the window and connects it.
void connectKnowledge(Console &console);

} // namespace muster::app
