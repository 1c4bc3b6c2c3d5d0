// SPDX-License-Identifier: GPL-3.0-or-later
// Whose ticket it is: asks for the customer, then for the contact there.
#include "models/views/casetext.h"
#include "models/views/queuemodel.h"
#include "ui/queue/bulkbar.h"
#include "ui/queue/queuecommands.h"
#include "ui/widgets/deskanswer.h"

#include <algorithm>

namespace muster::ui {

using namespace Qt::StringLiterals;
using customer::Contact;
using customer::Customer;

namespace {

const QString kNew = u"new:"_s;

/// "Ben Fox <ben@example.org>" as it is written; an address alone has no name.
Contact readContact(const QString &text)
{
    const qsizetype bracket = text.indexOf(u'<');
    Contact contact;
    if (bracket >= 0) {
        contact.name = text.left(bracket).simplified();
        contact.email = text.mid(bracket + 1).remove(u'>').trimmed();
    } else if (text.contains(u'@') && !text.contains(u' ')) {
        contact.email = text;
    } else {
        contact.name = text;
    }
    return contact;
}

QString contactText(const Contact &contact)
{
    if (contact.email.isEmpty())
        return contact.name;
    return contact.name.isEmpty() ? contact.email : u"%1 <%2>"_s.arg(contact.name, contact.email);
}

QString tierName(const policy::CompiledPolicy *policy, const QString &key)
{
    const policy::Tier *tier = policy ? policy->policy().tier(key) : nullptr;
    return tier ? tier->name : key;
}

} // namespace

void QueueCommands::pickCustomer()
{
    const std::vector<TicketId> tickets = targets();
    if (tickets.empty()) {
        emit nothingChosen();
        return;
    }
    const auto meant = held(tickets);
    const CustomerId now = meant.size() == 1 ? meant.front().customer : CustomerId{};
    auto known = std::make_shared<std::vector<Customer>>();
    const auto source = [this, known, now](const QString &typed) {
        std::vector<PickerEntry> entries;
        for (const Customer &each : *known)
            entries.push_back(
                {each.id.toString(), each.name, tierName(m_policy.get(), each.tier), each.id == now});
        entries = matching(entries, typed);
        const QString name = typed.simplified();
        const bool isKnown = std::ranges::any_of(*known, [&name](const Customer &each) {
            return each.name.compare(name, Qt::CaseInsensitive) == 0;
        });
        if (!name.isEmpty() && !isKnown && !known->empty())
            entries.push_back({kNew + name, tr("New customer “%1”").arg(name)});
        return entries;
    };
    m_parts.picker.open(
        title(tr("Customer of %1"), tr("Customer of %1 tickets")), source,
        [this, known](const QString &key) {
            const auto chosen = std::ranges::find_if(
                *known, [&key](const Customer &each) { return each.id.toString() == key; });
            if (chosen != known->end())
                pickContact(*chosen);
            else
                makeCustomer(key.mid(kNew.size()));
        },
        tr("Name of the customer"));
    whenAnswered(m_parts.desk.customers(), this, [this, known](const Result<std::vector<Customer>> &all) {
        if (!all)
            return m_parts.bar.tell(
                tr("The customers could not be read: %1").arg(views::sentence(all.error().detail)), false,
                true);
        *known = *all;
        std::ranges::sort(*known, {}, [](const Customer &each) { return each.name.toCaseFolded(); });
        m_parts.picker.refresh();
    });
}

void QueueCommands::makeCustomer(const QString &name)
{
    customer::CustomerChanged change;
    change.name = name;
    whenAnswered(
        m_parts.desk.saveCustomer(std::nullopt, change), this, [this, name](const Result<CustomerId> &saved) {
            if (!saved)
                return m_parts.bar.tell(
                    tr("%1 was not made: %2").arg(name, views::sentence(saved.error().detail)), false, true);
            Customer made;
            made.id = *saved;
            made.name = name;
            pickContact(made);
        });
}

void QueueCommands::pickContact(const Customer &customer)
{
    const auto source = [customer](const QString &typed) {
        std::vector<PickerEntry> entries;
        for (size_t i = 0; i < customer.contacts.size(); ++i)
            entries.push_back({contactText(customer.contacts[i]), contactText(customer.contacts[i])});
        entries = matching(entries, typed);
        const QString text = typed.simplified();
        if (text.isEmpty())
            entries.insert(entries.begin(), {{}, tr("The contact stays as it is")});
        else
            entries.push_back({text, tr("“%1”").arg(contactText(readContact(text)))});
        entries.push_back({{},
                           tr("The tier of a ticket does not follow its customer; the command Tier sets it."),
                           {},
                           false,
                           PickerEntry::Kind::Told});
        return entries;
    };
    m_parts.picker.open(
        tr("Contact at %1").arg(customer.name), source,
        [this, customer](const QString &key) {
            moveTo(customer, key.isEmpty() ? std::nullopt : std::optional(readContact(key)));
        },
        tr("Name <address>"));
}

void QueueCommands::moveTo(const Customer &customer, const std::optional<Contact> &contact)
{
    ticket::EditFields edit;
    edit.fields.customer = customer.id;
    if (contact) {
        edit.fields.contactName = contact->name;
        edit.fields.contactEmail = contact->email;
    }
    run(edit, customer.name);
}

} // namespace muster::ui
