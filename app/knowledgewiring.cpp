// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/knowledgewiring.h"

#include "app/wiring.h"
#include "ui/knowledge/knowledgepage.h"
#include "ui/shell/commandpalette.h"
#include "ui/widgets/toast.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

ui::IssueSource sourceOf(const views::LedIncident &led)
{
    ui::IssueSource source;
    source.origin = {u"incident"_s, idCast<SubjectId>(led.incident.id)};
    source.number = led.incident.number;
    source.title = source.symptoms = led.incident.title;
    return source;
}

ui::IssueSource sourceOf(const views::TicketDetail &detail)
{
    ui::IssueSource source;
    source.origin = {u"ticket"_s, idCast<SubjectId>(detail.ticket.id)};
    source.number = detail.ticket.caseNumber;
    source.title = source.symptoms = detail.ticket.subject;
    if (detail.ticket.closingNote)
        source.workaround = detail.ticket.closingNote->workaround;
    return source;
}

/// What is in front: an incident, a ticket in full, or nothing of the kind.
ui::IssueSource sourceInFront(const Console &console)
{
    const auto &running = console.warRoom->running();
    const auto incident = std::ranges::find(running, console.warRoom->incidentInFront(),
                                            [](const views::LedIncident &led) { return led.incident.id; });
    if (incident != running.end())
        return sourceOf(*incident);
    const views::TicketDetail *detail = console.queue->detailInFront();
    return detail ? sourceOf(*detail) : ui::IssueSource();
}

} // namespace

QString IssueFinder::heading() const
{
    return ui::KnowledgePage::tr("Known issues");
}

void IssueFinder::find(const QString &text, int limit, std::function<void(std::vector<ui::PaletteItem>)> then)
{
    const QStringList words = text.toCaseFolded().split(u' ', Qt::SkipEmptyParts);
    std::vector<ui::PaletteItem> items;
    for (const knowledge::KnownIssue &issue : m_page.issues()) {
        const QString all = QStringList{issue.number, issue.title, issue.symptoms, issue.workaround}
                                .join(u'\n')
                                .toCaseFolded();
        if (int(items.size()) >= limit ||
            !std::ranges::all_of(words, [&](const QString &word) { return all.contains(word); }))
            continue;
        ui::PaletteItem item;
        item.title = issue.title;
        item.detail = issue.number;
        item.icon = u"knowledge"_s;
        item.score = -int(items.size());
        item.run = [this, id = issue.id] {
            m_raise();
            m_page.show(id);
        };
        items.push_back(std::move(item));
    }
    then(std::move(items));
}

void connectKnowledge(Console &console)
{
    ui::MainWindow *window = console.window.get();
    auto *page = new ui::KnowledgePage(*console.desk, *console.knowing);
    console.knowledge = page;
    window->addPage(page);
    const auto raise = [window, page] { window->showPage(page->pageKey()); };
    page->setSource([&console] { return sourceInFront(console); });
    QObject::connect(page, &ui::KnowledgePage::told, window,
                     [window](const QString &sentence) { window->toast().showText(sentence); });
    QObject::connect(page, &ui::KnowledgePage::ticketWanted, console.queue,
                     [window, queue = console.queue](TicketId ticket) {
                         window->showPage(queue->pageKey());
                         queue->openTicket(ticket);
                     });
    QObject::connect(page, &ui::KnowledgePage::incidentWanted, console.warRoom,
                     [window, room = console.warRoom](IncidentId incident) {
                         window->showPage(room->pageKey());
                         room->openIncident(incident);
                     });
    QObject::connect(console.queue, &ui::QueuePage::issueWanted, page,
                     [raise, page](knowledge::KnownIssueId issue) {
                         raise();
                         page->show(issue);
                     });
    console.issues = std::make_unique<IssueFinder>(*page, raise);
    window->commandPalette().addProvider(console.issues.get());
}

} // namespace muster::app
