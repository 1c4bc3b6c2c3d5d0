// SPDX-License-Identifier: GPL-3.0-or-later
// What stands in the intake form, as a value: kept as the setting "draft:new" while one types. Pure.
#pragma once

#include "models/customer/customer.h"
#include "models/ticket/ticketfacts.h"

namespace muster::ui {

struct NewCustomer
{
    QString tier;
    QString arr; ///< as typed
    bool operator==(const NewCustomer &) const = default;
};

struct IntakeDraft
{
    ticket::TicketCreated fields; ///< `customer` is null while only a name was typed
    QString customerName;
    NewCustomer newCustomer;
    SubjectId cause; ///< what the ticket will be linked to as its cause; null: nothing
    QString causeNumber;
    bool isEmpty() const;
    bool operator==(const IntakeDraft &) const = default;
};

/// Damaged text gives an empty draft: a draft must never keep the form from opening.
IntakeDraft readDraft(const QByteArray &json);
QByteArray writeDraft(const IntakeDraft &draft);

/// "billing, eu-west  Login" as sorted, lower-case, single tags.
QStringList tagsFromText(const QString &text);

} // namespace muster::ui
