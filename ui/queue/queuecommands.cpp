// SPDX-License-Identifier: GPL-3.0-or-later
// Running commands: targets, preview, submission, receipts and undo. What each asks is in queuequestions.cpp.
#include "ui/queue/queuecommands.h"

#include "models/views/casetext.h"
#include "ui/queue/bulkbar.h"
#include "ui/theme/localzone.h"
#include "ui/widgets/closingform.h"
#include "ui/widgets/deskanswer.h"

#include <QClipboard>
#include <QGuiApplication>

namespace muster::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t kMostUndo = 50;

} // namespace

QueueCommands::QueueCommands(Parts parts, std::function<Current()> current, QObject *parent)
    : QObject(parent), m_parts(parts), m_current(std::move(current))
{
    connect(&m_parts.bar, &BulkBar::undoWanted, this, &QueueCommands::undo);
}

std::vector<TicketId> QueueCommands::targets() const
{
    std::vector<TicketId> marked = m_parts.model.marked();
    if (!marked.empty())
        return marked;
    const TicketId current = m_current().ticket;
    return current.isNull() ? std::vector<TicketId>{} : std::vector<TicketId>{current};
}

std::vector<CommandTarget> QueueCommands::held(const std::vector<TicketId> &tickets) const
{
    const Current current = m_current();
    std::vector<CommandTarget> targets;
    for (const TicketId ticket : tickets) {
        CommandTarget target;
        target.ticket = ticket;
        if (const views::TicketRow *row = m_parts.model.find(ticket))
            target = targetOf(*row, m_parts.model.names());
        else if (current.ticket == ticket && current.detail != nullptr)
            target = targetOf(current.detail->ticket);
        targets.push_back(std::move(target));
    }
    return targets;
}

void QueueCommands::run(const ticket::TicketCommand &command, const QString &personName,
                        std::optional<Instant> at)
{
    const std::vector<TicketId> tickets = targets();
    if (tickets.empty()) {
        emit nothingChosen();
        return;
    }
    runOn(tickets, command, personName, at);
}

void QueueCommands::runOn(const std::vector<TicketId> &tickets, const ticket::TicketCommand &command,
                          const QString &personName, std::optional<Instant> at)
{
    std::vector<ticket::TicketOrder> orders;
    orders.reserve(tickets.size());
    for (const TicketId ticket : tickets)
        orders.push_back({ticket, command, at});
    BulkPreview preview = previewBulk(command, held(tickets), personName);
    if (at)
        preview.action =
            tr("%1 since %2").arg(preview.action, views::utcAndLocal(*at, m_parts.desk.now(), localZone()));
    const bool closes = std::holds_alternative<ticket::CloseTicket>(command);
    const auto after = [this, closes] {
        if (closes)
            m_parts.closing.forget();
    };
    if (tickets.size() == 1)
        return submit(preview.action, std::move(orders), after);
    m_parts.bar.ask(preview.sentence(), [this, preview, after, orders = std::move(orders)] {
        submit(preview.action, orders, after);
    });
}

void QueueCommands::submit(const QString &action, std::vector<ticket::TicketOrder> orders,
                           std::function<void()> after)
{
    ++m_underway;
    whenAnswered(m_parts.desk.submit(std::move(orders)), this,
                 [this, action, after](const Result<views::Receipt> &done) {
                     if (done && after && done->failures.empty())
                         after();
                     if (done)
                         told(action, *done);
                     else
                         m_parts.bar.tell(
                             tr("%1: not saved. %2").arg(action, views::sentence(done.error().detail)), false,
                             true);
                     if (done)
                         emit saved();
                     answered();
                 });
}

void QueueCommands::told(const QString &action, const views::Receipt &receipt)
{
    if (receipt.saved > 0)
        keep({action, receipt.undo});
    m_parts.bar.tell(receiptSentence(action, receipt), !receipt.undo.empty(), !receipt.failures.empty());
}

void QueueCommands::keepWithoutUndo(const QString &action)
{
    keep({action, {}});
}

void QueueCommands::keep(Undo step)
{
    m_undo.push_back(std::move(step));
    if (m_undo.size() > kMostUndo)
        m_undo.erase(m_undo.begin());
}

void QueueCommands::answered()
{
    --m_underway;
    if (m_underway == 0 && m_undosWanted > 0) {
        --m_undosWanted;
        undo();
    }
}

void QueueCommands::undo()
{
    if (m_underway > 0) {
        ++m_undosWanted;
        return;
    }
    if (m_undo.empty()) {
        m_undosWanted = 0;
        return m_parts.bar.tell(tr("There is nothing to undo."), false, false);
    }
    const Undo last = m_undo.back();
    m_undo.pop_back();
    if (!last.orders.empty())
        return takeBack(last);
    const bool hasMore = !m_undo.empty() && !m_undo.back().orders.empty();
    m_undosWanted = 0; // what comes next is for the person to say
    m_parts.bar.tell(
        hasMore ? tr("%1: this cannot be undone. Once more undoes: %2").arg(last.action, m_undo.back().action)
                : tr("%1: this cannot be undone.").arg(last.action),
        hasMore, false);
}

void QueueCommands::takeBack(const Undo &step)
{
    ++m_underway;
    whenAnswered(m_parts.desk.submit(step.orders), this, [this, step](const Result<views::Receipt> &done) {
        if (done) {
            m_parts.bar.tell(receiptSentence(tr("Undone: %1").arg(step.action), *done), false,
                             !done->failures.empty());
            emit saved();
            std::vector<TicketId> tickets;
            for (const ticket::TicketOrder &order : step.orders)
                tickets.push_back(order.ticket);
            emit takenBack(tickets);
        } else {
            keep(step);
            m_undosWanted = 0;
            m_parts.bar.tell(tr("Could not be undone: %1").arg(views::sentence(done.error().detail)), true,
                             true);
        }
        answered();
    });
}

void QueueCommands::copyCase()
{
    QStringList cases;
    for (const CommandTarget &target : held(targets()))
        cases.append(target.caseNumber);
    cases.removeAll(QString());
    if (cases.isEmpty()) {
        emit nothingChosen();
        return;
    }
    QGuiApplication::clipboard()->setText(cases.join(u'\n'));
    m_parts.bar.tell(cases.size() == 1 ? tr("Copied %1").arg(cases.front())
                                       : tr("Copied %1 case numbers").arg(cases.size()),
                     false, false);
}

} // namespace muster::ui
