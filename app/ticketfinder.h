// SPDX-License-Identifier: GPL-3.0-or-later
// Tickets in the command palette: by case number, and by any word of their texts, closed ones too. Window
// thread.
#pragma once

#include "models/views/desk.h"
#include "ui/shell/paletteprovider.h"

#include <QObject>

namespace muster::app {

class TicketFinder final : public ui::PaletteProvider
{
public:
    TicketFinder(views::Desk &desk, std::function<void(TicketId, const QString &words)> open)
        : m_desk(desk), m_open(std::move(open))
    {}
    QString heading() const override;
    void find(const QString &text, int limit,
              std::function<void(std::vector<ui::PaletteItem>)> then) override;

private:
    views::Desk &m_desk;
    std::function<void(TicketId, const QString &words)> m_open;
    QObject m_context; ///< an answer that comes after the finder is gone is dropped
};

} // namespace muster::app
