// SPDX-License-Identifier: GPL-3.0-or-later
// What the page's commands do with its parts: where the focus goes, what opens and closes, what is kept over
// a start.
#include "models/views/presencetext.h"
#include "ui/actions/actionregistry.h"
#include "ui/importer/importpage.h"
#include "ui/intake/intakeform.h"
#include "ui/queue/bulkbar.h"
#include "ui/queue/composer.h"
#include "ui/queue/detailpanel.h"
#include "ui/queue/filterbar.h"
#include "ui/queue/queuecommands.h"
#include "ui/queue/queuepage.h"
#include "ui/queue/queuetable.h"
#include "ui/queue/ticketheader.h"
#include "ui/queue/viewlist.h"
#include "ui/widgets/picker.h"

#include <QDataStream>
#include <QSplitter>
#include <QStackedWidget>

#include <utility>

namespace muster::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qint32 kLayoutVersion = 1;
constexpr auto kSample = ":/samples/tickets.jsonl";

} // namespace

std::vector<TicketId> QueuePage::subjects() const
{
    std::vector<TicketId> marked = m_model.marked();
    if (!marked.empty() || !m_detail->isVisible())
        return marked;
    return {m_detail->ticket()};
}

int QueuePage::countOf(const QString &view) const
{
    const auto counted = m_views->counted();
    const auto found = std::ranges::find(counted, view, &ViewList::Counted::key);
    return found == counted.end() ? 0 : found->count;
}

void QueuePage::setIncidents(std::function<std::vector<std::pair<IncidentId, QString>>()> incidents)
{
    m_commands->setIncidents([ask = std::move(incidents)] {
        const std::vector<std::pair<IncidentId, QString>> running = ask();
        std::vector<PickerEntry> entries;
        for (const auto &[id, title] : running)
            entries.push_back({id.toString(), title, tr("Running incident")});
        return entries;
    });
}

void QueuePage::setTicketIncidents(std::vector<views::TicketIncident> incidents)
{
    const std::vector<views::TicketIncident> before = m_model.incidents();
    if (m_knowsIncidents && before == incidents)
        return;
    m_model.setIncidents(std::move(incidents));
    showIncident();
    if (m_knowsIncidents)
        m_detail->reload(); // an incident that covers its ticket is a step of the playbook done
    if (!std::exchange(m_knowsIncidents, true))
        return;
    for (const views::TicketIncident &now : m_model.incidents()) {
        const auto then = std::ranges::find(before, now.id, &views::TicketIncident::id);
        std::vector<TicketId> added = now.tickets;
        if (then != before.end())
            std::erase_if(added, [&](TicketId ticket) {
                return std::ranges::find(then->tickets, ticket) != then->tickets.end();
            });
        const QStringList own = ownTickets(added);
        if (!own.isEmpty())
            emit ownTicketsLinked(now.severity + u' ' + now.title,
                                  own.size() == 1 ? tr("It covers your ticket %1 now").arg(own.front())
                                                  : tr("It covers %1 of your tickets now: %2")
                                                        .arg(own.size())
                                                        .arg(own.mid(0, 3).join(u", "_s)),
                                  now.id);
    }
}

QStringList QueuePage::ownTickets(const std::vector<TicketId> &tickets) const
{
    QStringList own;
    for (const TicketId ticket : tickets) {
        const views::TicketRow *row = m_model.find(ticket);
        if (row && row->assignee != 0 && m_model.names().people[row->assignee].id == m_desk.me())
            own += row->caseNumber;
    }
    return own;
}

void QueuePage::showIncident()
{
    m_detail->header().setIncident(m_model.incidentOf(m_detail->ticket()));
}

TicketId QueuePage::detailTicket() const
{
    return m_detail->ticket();
}

void QueuePage::setEscalated(const QHash<TicketId, bool> &escalated)
{
    m_table->setEscalated(escalated);
    m_model.setEscalated(QSet<TicketId>(escalated.keyBegin(), escalated.keyEnd()));
}

void QueuePage::setEscalation(const QString &line, bool isOverdue)
{
    m_detail->header().setEscalation(line, isOverdue);
}

TicketId QueuePage::ticketInFront() const
{
    return isInFront() && m_detail->isVisible() ? m_detail->ticket() : TicketId();
}

void QueuePage::setHere(std::vector<views::Here> here)
{
    m_here = std::move(here);
    QHash<TicketId, views::TicketHere> marks;
    for (const views::Here &each : m_here) {
        if (each.ticket.isNull() || marks.contains(each.ticket))
            continue;
        const auto there = views::hereAt(m_here, each.ticket);
        marks.insert(each.ticket, {views::hereText(there, m_desk.me()),
                                   std::ranges::any_of(there, &views::Here::isWriting)});
    }
    m_model.setHere(std::move(marks));
    showHere();
}

void QueuePage::showHere()
{
    const auto there = views::hereAt(m_here, m_detail->ticket());
    m_detail->header().setHere(views::hereText(there, m_desk.me()),
                               std::ranges::any_of(there, &views::Here::isWriting));
}

TicketId QueuePage::currentTicket() const
{
    return m_detail->isHidden() ? m_table->currentTicket() : m_detail->ticket();
}

void QueuePage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        return backToTable();
    Page::keyPressEvent(event);
}

void QueuePage::takeFocus()
{
    QWidget *shown = m_stack->currentWidget();
    if (shown == m_intake)
        m_intake->takeFocus();
    else if (shown == m_import)
        m_import->takeFocus();
    else
        backToTable();
}

void QueuePage::backToTable()
{
    m_stack->setCurrentIndex(0);
    if (m_tableStack->currentWidget() == m_table) {
        m_table->takePlace();
        m_table->setFocus(Qt::OtherFocusReason);
    } else if (QWidget *step = m_tableStack->currentWidget()->findChild<QPushButton *>()) {
        step->setFocus(Qt::OtherFocusReason);
    }
}

void QueuePage::followCurrent(TicketId ticket)
{
    // Only a person's move comes here: what the list does by itself leaves the ticket shown in its place.
    if (!m_detail->isHidden() && !ticket.isNull())
        showTicket(ticket);
}

void QueuePage::showTicket(TicketId ticket)
{
    m_detail->open(ticket);
    m_detail->show();
    showHere();
    m_table->hold(ticket);
    tellPlace();
}

void QueuePage::tellPlace()
{
    if (!m_detail->isHidden())
        m_detail->setInView(m_model.rowOf(m_detail->ticket()) >= 0);
}

void QueuePage::returnTo(const std::vector<TicketId> &tickets)
{
    if (tickets.size() != 1)
        return;
    if (m_detail->isHidden())
        m_table->setCurrentTicket(tickets.front());
    else
        showTicket(tickets.front());
}

bool QueuePage::isInFront() const
{
    return isVisible() && m_stack->currentIndex() == 0;
}

void QueuePage::inFront(const std::function<void()> &run)
{
    if (isInFront())
        return run();
    emit raiseWanted();
    m_stack->setCurrentIndex(0);
    takeFocus();
    m_bar->tell(
        tr("The queue is in front now. Nothing was done yet: look which ticket is chosen, then call the "
           "command again."),
        false, false);
}

void QueuePage::openDetail()
{
    const bool again = !m_detail->isHidden();
    const TicketId ticket = currentTicket();
    if (ticket.isNull())
        return;
    showTicket(ticket);
    if (again)
        m_detail->takeFocus(); // the first Enter shows, the second one goes in
}

void QueuePage::closeDetail()
{
    m_split->widget(1)->show();
    m_detail->hide();
    m_table->hold({});
    backToTable();
}

void QueuePage::openTicket(TicketId ticket)
{
    emit raiseWanted();
    m_stack->setCurrentIndex(0);
    showTicket(ticket);
    m_detail->takeFocus();
}

void QueuePage::openHit(TicketId ticket, const QString &words)
{
    openTicket(ticket);
    m_detail->showWords(words);
    m_detail->takeFocus();
}

void QueuePage::moveBy(int rows)
{
    const QWidget *focus = window()->focusWidget();
    const bool inDetail = m_detail->isVisible() && focus && m_detail->isAncestorOf(focus);
    m_stack->setCurrentIndex(0);
    m_table->move(rows);
    if (!inDetail && m_tableStack->currentWidget() == m_table)
        m_table->setFocus(Qt::OtherFocusReason);
}

void QueuePage::goToNextBreach()
{
    TicketId next;
    Instant best = kNever;
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const views::TicketRow *each = m_model.rowAt(row);
        for (const sla::ClockSummary &clock : each->clocks) {
            const bool isAhead =
                clock.phase == sla::ClockSummary::Phase::Running && clock.due > m_model.now();
            if (isAhead && clock.due < best) {
                best = clock.due;
                next = each->id;
            }
        }
    }
    if (next.isNull())
        return m_bar->tell(tr("No clock in this view is still to breach."), false, false);
    m_table->setCurrentTicket(next);
    backToTable();
}

void QueuePage::step()
{
    if (m_bar->isAsking())
        m_bar->cancel();
    else if (m_model.markedCount() > 0)
        m_model.clearMarks();
    else if (m_detail->isVisible())
        closeDetail();
}

void QueuePage::toggleMark()
{
    const int row = m_table->currentIndex().row();
    if (row < 0)
        return m_bar->tell(tr("Only tickets in the present view are marked."), false, false);
    m_model.setMarked(row, !m_model.index(row, 0).data(views::QueueModel::MarkedRole).toBool());
}

void QueuePage::turnWide()
{
    if (m_detail->isHidden())
        openDetail();
    QWidget *queue = m_split->widget(1);
    queue->setVisible(queue->isHidden());
    if (queue->isHidden())
        m_detail->takeFocus();
}

void QueuePage::compose(int mode)
{
    if (m_detail->isHidden())
        openDetail();
    if (m_detail->isVisible())
        m_detail->composer().compose(Composer::Mode(mode));
}

void QueuePage::undo()
{
    if (!isVisible())
        emit raiseWanted();           // what is taken back is seen
    if (m_stack->currentIndex() == 0) // not behind the intake form or the import
        m_commands->undo();
}

void QueuePage::turnWhen()
{
    const QWidget *focus = window()->focusWidget();
    if (!m_detail->composer().isAncestorOf(focus))
        compose(int(m_detail->composer().mode()));
    if (m_detail->isVisible())
        m_detail->composer().turnWhen();
}

void QueuePage::acknowledge()
{
    if (!m_detail->isVisible())
        openDetail();
    if (m_detail->isVisible())
        m_detail->acknowledge(m_myName);
}

void QueuePage::saveView()
{
    const QString filter = m_filter->text();
    const auto source = [filter](const QString &typed) {
        const QString name = typed.simplified().isEmpty() ? filter : typed.simplified();
        return std::vector<PickerEntry>{{name, tr("Save as “%1”").arg(name), filter, false}};
    };
    m_picker->open(
        tr("Name of the view"), source,
        [this, filter](const QString &name) { m_views->addOwn(name, filter); }, tr("Type a name"));
}

void QueuePage::newTicket()
{
    emit raiseWanted();
    m_stack->setCurrentWidget(m_intake);
    m_intake->open();
    m_intake->takeFocus();
}

void QueuePage::importFile(const QString &file)
{
    emit raiseWanted();
    m_stack->setCurrentWidget(m_import);
    m_import->takeFocus();
    if (!file.isEmpty())
        m_import->openFile(file);
}

void QueuePage::importSample()
{
    importFile();
    m_import->importNow(QLatin1StringView(kSample));
}

void QueuePage::showCreated(TicketId ticket, const QString &caseNumber)
{
    m_stack->setCurrentIndex(0);
    showTicket(ticket);
    m_detail->acknowledge(m_myName);
    m_commands->keepWithoutUndo(tr("Create %1").arg(caseNumber));
    m_bar->tell(
        tr("%1 is created. The acknowledgement is ready to read over; Ctrl+Enter sends it.").arg(caseNumber),
        false, false);
}

void QueuePage::follow(const QString &actionId)
{
    if (m_registry)
        m_registry->trigger(actionId);
}

QByteArray QueuePage::saveLayout() const
{
    QByteArray saved;
    QDataStream out(&saved, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_0);
    out << kLayoutVersion << m_split->saveState() << m_table->saveWidths() << m_filter->text()
        << qint32(m_model.orderColumn()) << qint32(m_model.order());
    return saved;
}

void QueuePage::restoreLayout(const QByteArray &saved)
{
    QDataStream in(saved);
    in.setVersion(QDataStream::Qt_6_0);
    qint32 version = 0, column = 0, order = 0;
    QByteArray split, widths;
    QString filter;
    in >> version >> split >> widths >> filter >> column >> order;
    if (in.status() != QDataStream::Ok || version != kLayoutVersion)
        return;
    m_split->restoreState(split);
    m_detail->hide();
    m_table->hold({});
    m_table->restoreWidths(widths);
    if (column >= 0 && column < views::QueueModel::ColumnCount)
        m_table->sortBy(views::QueueModel::Column(column),
                        order == Qt::DescendingOrder ? Qt::DescendingOrder : Qt::AscendingOrder);
    if (!filter.isEmpty())
        m_filter->setText(filter);
}

} // namespace muster::ui
