// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ticketfinder.h"

#include "models/views/markedtext.h"
#include "ui/widgets/deskanswer.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace muster::app {

namespace {

ui::PaletteItem itemOf(const views::SearchHit &hit, const QString &words,
                       const std::function<void(TicketId, const QString &)> &open, int score)
{
    ui::PaletteItem item;
    item.title = hit.row.subject;
    item.detail = hit.row.caseNumber;
    item.icon = u"queue"_s;
    item.run = [open, words, id = hit.row.id] { open(id, words); };
    item.score = score;
    for (const views::MarkedSpan &span : views::wordPlaces(item.title, words)) {
        for (qsizetype i = 0; i < span.length; ++i)
            item.places.push_back(span.at + i);
    }
    item.snippet = views::readMarks(hit.snippet);
    return item;
}

} // namespace

QString TicketFinder::heading() const
{
    return QCoreApplication::translate("TicketFinder", "Tickets");
}

void TicketFinder::find(const QString &text, int limit,
                        std::function<void(std::vector<ui::PaletteItem>)> then)
{
    ui::whenAnswered(m_desk.search(text, limit), &m_context,
                     [open = m_open, text, then = std::move(then)](const Result<views::SearchResult> &found) {
                         std::vector<ui::PaletteItem> items;
                         if (found) {
                             for (const views::SearchHit &hit : found->hits)
                                 items.push_back(itemOf(hit, text, open, -int(items.size())));
                         }
                         then(std::move(items));
                     });
}

} // namespace muster::app
