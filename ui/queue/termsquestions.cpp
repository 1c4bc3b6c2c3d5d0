// SPDX-License-Identifier: GPL-3.0-or-later
// What the commands that change a ticket's terms ask before they run: the date agreed with the customer, the
// version of the policy. What moves is there to read first.
#include "models/views/casetext.h"
#include "models/views/duemoves.h"
#include "models/views/whentext.h"
#include "ui/queue/bulkbar.h"
#include "ui/queue/queuecommands.h"
#include "ui/theme/localzone.h"
#include "ui/widgets/deskanswer.h"

#include <QTimeZone>

#include <algorithm>

namespace muster::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t kMostPreviewed = 200; ///< more are done without a preview of what moves

PickerEntry toRead(const QString &sentence)
{
    return {{}, sentence, {}, false, PickerEntry::Kind::Told};
}

/// The clocks before and after; of one ticket each move, of many their number.
using Inputs = std::pair<sla::ClocksInput, sla::ClocksInput>;
QStringList movesOf(const std::vector<Inputs> &inputs, Instant now)
{
    if (inputs.empty())
        return {};
    if (inputs.size() == 1)
        return views::dueMoveTexts(inputs.front().first, inputs.front().second, now);
    views::DueMoveCount counted;
    for (const auto &[before, after] : inputs)
        views::count(counted, before, after, now);
    return {views::dueMoveCountText(counted)};
}

QStringList movesByDate(const std::vector<views::TicketDetail> &known, std::optional<Instant> date,
                        Instant now)
{
    std::vector<Inputs> inputs;
    for (const views::TicketDetail &each : known) {
        if (!each.policy)
            continue;
        ticket::Ticket after = each.ticket;
        after.agreedDate = date;
        inputs.emplace_back(ticket::clocksInput(each.ticket, *each.policy),
                            ticket::clocksInput(after, *each.policy));
    }
    return movesOf(inputs, now);
}

QStringList movesByPolicy(const std::vector<views::TicketDetail> &known, const policy::CompiledPolicy &policy,
                          Instant now)
{
    std::vector<Inputs> inputs;
    for (const views::TicketDetail &each : known) {
        if (each.policy)
            inputs.emplace_back(ticket::clocksInput(each.ticket, *each.policy),
                                ticket::clocksInput(each.ticket, policy));
    }
    return movesOf(inputs, now);
}

} // namespace

QueueCommands::Known QueueCommands::knowTargets()
{
    auto known = std::make_shared<TargetDetails>();
    const std::vector<TicketId> tickets = targets();
    known->areTooMany = tickets.size() > kMostPreviewed;
    if (known->areTooMany)
        return known;
    for (const TicketId ticket : tickets) {
        const bool isLast = ticket == tickets.back();
        whenAnswered(
            m_parts.desk.loadTicket(ticket), this,
            [this, known, isLast](const Result<views::TicketDetail> &detail) {
                if (detail)
                    known->details.push_back(*detail);
                else
                    m_parts.bar.tell(
                        tr("This ticket could not be read: %1").arg(views::sentence(detail.error().detail)),
                        false, true);
                known->isComplete = isLast;
                if (isLast)
                    m_parts.picker.refresh();
            });
    }
    return known;
}

void QueueCommands::agreeDate()
{
    if (targets().empty()) {
        emit nothingChosen();
        return;
    }
    const Known known = knowTargets();
    m_parts.picker.open(
        title(tr("Resolve %1 by the date agreed with the customer"),
              tr("Resolve %1 tickets by the date agreed with the customer")),
        [this, known](const QString &typed) { return dateEntries(typed.trimmed(), known->details); },
        [this](const QString &key) {
            if (const auto at = parseRfc3339(key))
                run(ticket::AgreeDate{*at});
            else
                run(ticket::AgreeDate{});
        },
        tr("+3d, tomorrow 12:00, 2026-11-25 17:00 UTC"));
}

std::vector<PickerEntry> QueueCommands::dateEntries(const QString &typed,
                                                    const std::vector<views::TicketDetail> &known) const
{
    const Instant now = m_parts.desk.now();
    const QTimeZone here = localZone();
    const views::TicketDetail *one = known.size() == 1 ? &known.front() : nullptr;
    std::vector<PickerEntry> entries;
    if (typed.isEmpty()) {
        if (std::ranges::none_of(known, [](const auto &each) { return each.ticket.agreedDate.has_value(); }))
            return {};
        entries.push_back({u"none"_s, tr("Take back the agreed date")});
        if (one)
            entries.push_back(
                toRead(tr("Agreed now: %1").arg(views::absoluteText(*one->ticket.agreedDate, here))));
        for (const QString &text : movesByDate(known, std::nullopt, now))
            entries.push_back(toRead(text));
        return entries;
    }
    const auto at = views::readWhen(typed, {now, here, views::WhenSide::Future});
    if (!at)
        return {toRead(views::sentence(at.error().detail))};
    entries.push_back({toRfc3339(*at), views::absoluteText(*at, here), views::relativeText(*at, now)});
    for (const QString &text : movesByDate(known, *at, now))
        entries.push_back(toRead(text));
    return entries;
}

void QueueCommands::bindPolicy()
{
    if (targets().empty() || !m_policy) {
        emit nothingChosen();
        return;
    }
    const Known known = knowTargets();
    m_parts.picker.open(
        title(tr("Judge %1 by the policy version in force"),
              tr("Judge %1 tickets by the policy version in force")),
        [this, known](const QString &) { return policyEntries(*known); },
        [this](const QString &) { run(ticket::BindPolicy{m_policyInForce}); },
        tr("Enter binds, Esc leaves all as it is"));
}

std::vector<PickerEntry> QueueCommands::policyEntries(const TargetDetails &known) const
{
    if (!known.isComplete && !known.areTooMany)
        return {toRead(tr("Working out which due times move."))};
    const bool areBound = std::ranges::all_of(known.details, [this](const views::TicketDetail &each) {
        return each.ticket.policy == m_policyInForce;
    });
    if (areBound && !known.areTooMany)
        return {toRead(known.details.size() == 1 ? tr("It is judged by the version in force already.")
                                                 : tr("All are judged by the version in force already."))};
    const policy::Policy &policy = m_policy->policy();
    std::vector<PickerEntry> entries{
        {u"bind"_s, tr("Bind to “%1”, version %2").arg(policy.title).arg(policy.version)}};
    for (const QString &text : movesByPolicy(known.details, *m_policy, m_parts.desk.now()))
        entries.push_back(toRead(text));
    if (known.areTooMany)
        entries.push_back(toRead(
            tr("More than %1 tickets: which due times move is not worked out before.").arg(kMostPreviewed)));
    return entries;
}

} // namespace muster::ui
