// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/drill/orders.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::drill {
namespace {

template <typename Kind> Kind derived(const Progress &progress, const QString &what, const QString &key)
{
    return Kind::derived(progress.start,
                         {u"drill"_s, progress.script, QString::number(progress.seed), what, key});
}

} // namespace

IncidentId incidentOf(const Progress &progress)
{
    return derived<IncidentId>(progress, u"incident"_s, {});
}

TicketId ticketOf(const Progress &progress, const QString &beat)
{
    return derived<TicketId>(progress, u"ticket"_s, beat);
}

PersonId personOf(const Progress &progress, const QString &member)
{
    return derived<PersonId>(progress, u"person"_s, member);
}

CustomerId customerOf(const Progress &progress, const QString &customer)
{
    return derived<CustomerId>(progress, u"customer"_s, customer);
}

PersonId traineeOf(const Progress &progress)
{
    return derived<PersonId>(progress, u"trainee"_s, {});
}

PersonId actorOf(const Situation &situation, const QString &key)
{
    const CastMember *member = situation.script.member(key);
    const bool isTrainee = member != nullptr && std::ranges::any_of(member->plays, [&](const QString &role) {
                               return situation.progress.trainee.contains(role);
                           });
    return isTrainee ? traineeOf(situation.progress) : personOf(situation.progress, key);
}

people::PersonChanged personFields(const CastMember &member)
{
    people::PersonChanged fields;
    fields.name = member.name;
    fields.role = member.role;
    return fields;
}

customer::CustomerChanged customerFields(const DrillCustomer &customer)
{
    customer::CustomerChanged fields;
    fields.name = customer.name;
    fields.tier = customer.tier;
    if (customer.arr)
        fields.arr = customer.arr;
    if (!customer.contactName.isEmpty())
        fields.contacts = std::vector{customer::Contact{customer.contactName, customer.contactEmail, {}, {}}};
    return fields;
}

QString answered(const QString &draft, const QStringList &answers)
{
    QStringList lines = draft.split(u'\n');
    qsizetype used = 0;
    for (QString &line : lines) {
        if (line.startsWith(u"TODO"_s) && used < answers.size())
            line = answers[used++];
    }
    return lines.join(u'\n');
}

} // namespace muster::drill
