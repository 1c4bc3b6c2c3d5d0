// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/bulkpreview.h"

#include "models/base/overloaded.h"
#include "models/views/casetext.h"
#include "models/views/queuemodel.h"

#include <QCoreApplication>
#include <QTimeZone>

namespace muster::ui {

using namespace Qt::StringLiterals;

namespace {

struct BulkText
{
    Q_DECLARE_TR_FUNCTIONS(BulkText)
};

QString actionText(const ticket::TicketCommand &command, const QString &what, const QString &person)
{
    const auto other = [&what](const auto &) { return BulkText::tr("Change %1").arg(what); };
    return std::visit(
        Overloaded{
            [&](const ticket::ChangeStatus &to) {
                return BulkText::tr("Set %1 to %2").arg(what, views::statusTitle(to.status));
            },
            [&](const ticket::ChangePriority &to) {
                return BulkText::tr("Give %1 priority %2").arg(what, to.priority);
            },
            [&](const ticket::ChangeTier &to) { return BulkText::tr("Give %1 tier %2").arg(what, to.tier); },
            [&](const ticket::Assign &to) {
                return to.person.isNull() ? BulkText::tr("Take the owner off %1").arg(what)
                                          : BulkText::tr("Assign %1 to %2").arg(what, person);
            },
            [&](const ticket::ChangeTags &tags) {
                return tags.add.isEmpty()
                           ? BulkText::tr("Take tag %2 off %1").arg(what, tags.remove.join(u", "_s))
                           : BulkText::tr("Tag %1 with %2").arg(what, tags.add.join(u", "_s));
            },
            [&](const ticket::CloseTicket &) { return BulkText::tr("Close %1").arg(what); },
            [&](const ticket::MergeTicket &) { return BulkText::tr("Merge %1").arg(what); },
            [&](const ticket::LinkTicket &) { return BulkText::tr("Link %1").arg(what); },
            [&](const ticket::CreateTicket &each) { return other(each); },
            [&](const ticket::AddCustomerMessage &each) { return other(each); },
            [&](const ticket::SendReply &) { return BulkText::tr("Reply on %1").arg(what); },
            [&](const ticket::AddNote &) { return BulkText::tr("Note on %1").arg(what); },
            [&](const ticket::EditFields &edit) {
                return edit.fields.customer ? BulkText::tr("Move %1 to %2").arg(what, person) : other(edit);
            },
            [&](const ticket::BindPolicy &) {
                return BulkText::tr("Judge %1 by the policy version in force").arg(what);
            },
            [&](const ticket::AgreeDate &date) {
                return date.resolveBy ? BulkText::tr("Agree on %1 for %2")
                                            .arg(views::absoluteText(*date.resolveBy, QTimeZone::utc()), what)
                                      : BulkText::tr("Take back the agreed date of %1").arg(what);
            },
            [&](const ticket::MarkStep &mark) {
                return mark.done ? BulkText::tr("Tick “%1” off for %2").arg(person, what)
                                 : BulkText::tr("Take the tick of “%1” for %2 back").arg(person, what);
            },
        },
        command);
}

template <typename List> const auto &nameAt(const List &list, size_t index)
{
    return list[index < list.size() ? index : 0];
}

bool holdsAlready(const ticket::TicketCommand &command, const CommandTarget &target)
{
    if (const auto *to = std::get_if<ticket::ChangeStatus>(&command))
        return target.status == to->status;
    if (const auto *to = std::get_if<ticket::ChangePriority>(&command))
        return target.priority == to->priority;
    if (const auto *to = std::get_if<ticket::ChangeTier>(&command))
        return target.tier == to->tier;
    if (const auto *to = std::get_if<ticket::Assign>(&command))
        return target.assignee == to->person;
    if (const auto *to = std::get_if<ticket::ChangeTags>(&command)) {
        const auto there = [&target](const QString &tag) { return target.tags.contains(tag); };
        return std::all_of(to->add.begin(), to->add.end(), there) &&
               std::none_of(to->remove.begin(), to->remove.end(), there);
    }
    return false;
}

} // namespace

QString BulkPreview::sentence() const
{
    if (same == 0)
        return BulkText::tr("%1: all change").arg(action);
    return BulkText::tr("%1: %2 change, %3 already are").arg(action).arg(change).arg(same);
}

CommandTarget targetOf(const views::TicketRow &row, const views::Names &names)
{
    return {row.id,
            row.caseNumber,
            row.status,
            nameAt(names.priorities, row.priority).key,
            nameAt(names.tiers, row.tier).key,
            nameAt(names.people, row.assignee).id,
            nameAt(names.customers, row.customer).id,
            nameAt(names.tagSets, row.tags)};
}

CommandTarget targetOf(const ticket::Ticket &ticket)
{
    return {ticket.id,   ticket.caseNumber, ticket.status,   ticket.priority,
            ticket.tier, ticket.assignee,   ticket.customer, ticket.tags};
}

BulkPreview previewBulk(const ticket::TicketCommand &command, const std::vector<CommandTarget> &targets,
                        const QString &personName)
{
    BulkPreview preview;
    for (const CommandTarget &target : targets)
        preview.same += holdsAlready(command, target) ? 1 : 0;
    preview.change = int(targets.size()) - preview.same;
    const QString one = targets.empty() ? QString() : targets.front().caseNumber;
    const QString what = targets.size() != 1 ? BulkText::tr("%1 tickets").arg(targets.size())
                         : one.isEmpty()     ? BulkText::tr("this ticket")
                                             : one;
    preview.action = actionText(command, what, personName);
    return preview;
}

QString receiptSentence(const QString &action, const views::Receipt &receipt)
{
    if (receipt.failures.empty() && receipt.saved == 0)
        return BulkText::tr("%1: nothing had to change").arg(action);
    if (receipt.failures.empty())
        return receipt.saved == 1 ? BulkText::tr("%1: done").arg(action)
                                  : BulkText::tr("%1: %2 changed").arg(action).arg(receipt.saved);
    QStringList failures;
    for (size_t i = 0; i < receipt.failures.size() && i < 3; ++i) {
        const views::OrderFailure &failure = receipt.failures[i];
        failures.append(failure.caseNumber.isEmpty()
                            ? views::sentence(failure.error.detail)
                            : failure.caseNumber + u": "_s + views::sentence(failure.error.detail));
    }
    if (receipt.failures.size() > 3)
        failures.append(BulkText::tr("And %1 more.").arg(receipt.failures.size() - 3));
    return BulkText::tr("%1: %2 changed, %3 not. %4")
        .arg(action)
        .arg(receipt.saved)
        .arg(receipt.failures.size())
        .arg(failures.join(u' '));
}

} // namespace muster::ui
