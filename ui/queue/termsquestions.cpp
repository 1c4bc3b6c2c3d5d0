// SPDX-License-Identifier: GPL-3.0-or-later
// What the commands that change a ticket's terms ask before they run: the date agreed with the customer.
#include "models/views/casetext.h"
#include "models/views/duemoves.h"
#include "models/views/whentext.h"
#include "ui/intake/deskanswer.h"
#include "ui/queue/bulkbar.h"
#include "ui/queue/queuecommands.h"

#include <QTimeZone>

namespace muster::ui {

using namespace Qt::StringLiterals;

namespace {

PickerEntry toRead(const QString &sentence)
{
    return {{}, sentence, {}, false, PickerEntry::Kind::Told};
}

QStringList movesByDate(const views::TicketDetail &detail, std::optional<Instant> date, Instant now)
{
    if (!detail.policy)
        return {};
    ticket::Ticket after = detail.ticket;
    after.agreedDate = date;
    return views::dueMoveTexts(ticket::clocksInput(detail.ticket, *detail.policy),
                               ticket::clocksInput(after, *detail.policy), now);
}

} // namespace

QueueCommands::Known QueueCommands::knowTarget()
{
    auto known = std::make_shared<std::optional<views::TicketDetail>>();
    const std::vector<TicketId> tickets = targets();
    if (tickets.size() != 1)
        return known;
    whenAnswered(m_parts.desk.loadTicket(tickets.front()), this,
                 [this, known](const Result<views::TicketDetail> &detail) {
                     if (!detail)
                         return m_parts.bar.tell(
                             tr("This ticket could not be read: %1").arg(detail.error().detail), false, true);
                     *known = *detail;
                     m_parts.picker.refresh();
                 });
    return known;
}

void QueueCommands::agreeDate()
{
    if (targets().empty()) {
        emit nothingChosen();
        return;
    }
    const Known known = knowTarget();
    m_parts.picker.open(
        title(tr("Resolve %1 by the date agreed with the customer"),
              tr("Resolve %1 tickets by the date agreed with the customer")),
        [this, known](const QString &typed) { return dateEntries(typed.trimmed(), *known); },
        [this](const QString &key) {
            if (const auto at = parseRfc3339(key))
                run(ticket::AgreeDate{*at});
            else
                run(ticket::AgreeDate{});
        },
        tr("+3d, tomorrow 12:00, 2026-11-25 17:00 UTC"));
}

std::vector<PickerEntry> QueueCommands::dateEntries(const QString &typed,
                                                    const std::optional<views::TicketDetail> &detail) const
{
    const Instant now = m_parts.desk.now();
    const QTimeZone here = QTimeZone::systemTimeZone();
    std::vector<PickerEntry> entries;
    const auto tellMoves = [&](std::optional<Instant> date) {
        if (!detail)
            return;
        for (const QString &text : movesByDate(*detail, date, now))
            entries.push_back(toRead(text));
    };
    if (typed.isEmpty()) {
        const bool isAgreed = detail ? detail->ticket.agreedDate.has_value() : targets().size() > 1;
        if (isAgreed)
            entries.push_back({u"none"_s, tr("Take back the agreed date"), {}});
        if (detail && detail->ticket.agreedDate)
            entries.push_back(
                toRead(tr("Agreed now: %1").arg(views::absoluteText(*detail->ticket.agreedDate, here))));
        if (isAgreed)
            tellMoves(std::nullopt);
        return entries;
    }
    const auto at = views::readWhen(typed, {now, here, views::WhenSide::Future});
    if (!at)
        return {toRead(at.error().detail)};
    entries.push_back({toRfc3339(*at), views::absoluteText(*at, here), views::relativeText(*at, now)});
    tellMoves(*at);
    return entries;
}

} // namespace muster::ui
