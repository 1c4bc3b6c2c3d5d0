// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ticketfinder.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace muster::app {

QString TicketFinder::heading() const
{
    return QCoreApplication::translate("TicketFinder", "Tickets");
}

void TicketFinder::find(const QString &text, int limit,
                        std::function<void(std::vector<ui::PaletteItem>)> then)
{
    m_desk.search(text, limit)
        .then(&m_desk, [open = m_open, then = std::move(then)](const Result<views::SearchResult> &found) {
            std::vector<ui::PaletteItem> items;
            if (found) {
                for (const views::SearchHit &hit : found->hits)
                    items.push_back({hit.row.subject,
                                     hit.row.caseNumber,
                                     u"queue"_s,
                                     {},
                                     [open, id = hit.row.id] { open(id); },
                                     -int(items.size())});
            }
            then(std::move(items));
        });
}

} // namespace muster::app
