// SPDX-License-Identifier: GPL-3.0-or-later
// What takes a command back.
#include "models/base/overloaded.h"
#include "models/ticket/ticketcommands.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::ticket {
namespace {

/// New cannot come back, so taking back from New leaves the ticket open.
ChangeStatus statusBefore(const Ticket &before)
{
    return {before.status == Status::New ? Status::Open : before.status, u"taken back"_s};
}

/// None where the ticket had no customer: it cannot be given back to nobody.
std::optional<TicketCommand> fieldsBefore(const Ticket &before, const FieldsChanged &changed)
{
    if (changed.customer && changed.customer != before.customer && before.customer.isNull())
        return std::nullopt;
    FieldsChanged back;
    const auto restore = [](std::optional<QString> &into, const std::optional<QString> &wish,
                            const QString &was) {
        if (wish)
            into = was;
    };
    restore(back.subject, changed.subject, before.subject);
    restore(back.description, changed.description, before.description);
    restore(back.contactName, changed.contactName, before.contactName);
    restore(back.contactEmail, changed.contactEmail, before.contactEmail);
    restore(back.impact, changed.impact, before.impact);
    restore(back.environment, changed.environment, before.environment);
    restore(back.steps, changed.steps, before.steps);
    if (changed.customer)
        back.customer = before.customer;
    return EditFields{back};
}

} // namespace

std::optional<TicketCommand> inverse(const Ticket &before, const TicketCommand &command)
{
    using Answer = std::optional<TicketCommand>;
    return std::visit(
        Overloaded{
            [](const CreateTicket &) -> Answer { return std::nullopt; },
            [](const AddCustomerMessage &) -> Answer { return std::nullopt; },
            [](const SendReply &) -> Answer { return std::nullopt; },
            [](const AddNote &) -> Answer { return std::nullopt; },
            [&](const ChangeStatus &) -> Answer { return statusBefore(before); },
            [&](const ChangePriority &) -> Answer {
                if (before.priority.isEmpty())
                    return std::nullopt;
                return ChangePriority{before.priority, u"taken back"_s};
            },
            [&](const ChangeTier &) -> Answer {
                return ChangeTier{before.tier, u"taken back"_s};
            },
            [&](const Assign &) -> Answer { return Assign{before.assignee}; },
            [&](const ChangeTags &change) -> Answer {
                ChangeTags back;
                for (const QString &tag : change.add) {
                    if (!before.tags.contains(tag.trimmed().toLower()))
                        back.remove += tag.trimmed().toLower();
                }
                for (const QString &tag : change.remove) {
                    if (before.tags.contains(tag))
                        back.add += tag;
                }
                return back;
            },
            [&](const LinkTicket &link) -> Answer {
                const bool isLinked = std::ranges::count(before.links, Link{link.other, link.kind}) > 0;
                return LinkTicket{link.other, link.kind, !isLinked};
            },
            [](const MergeTicket &) -> Answer { return std::nullopt; },
            [&](const CloseTicket &) -> Answer { return statusBefore(before); },
            [&](const EditFields &edit) -> Answer { return fieldsBefore(before, edit.fields); },
            [&](const BindPolicy &) -> Answer { return BindPolicy{before.policy}; },
            [&](const AgreeDate &) -> Answer { return AgreeDate{before.agreedDate}; },
            [](const MarkStep &mark) -> Answer {
                return MarkStep{mark.step, !mark.done};
            },
        },
        command);
}

} // namespace muster::ticket
