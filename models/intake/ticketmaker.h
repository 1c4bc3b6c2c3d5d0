// SPDX-License-Identifier: GPL-3.0-or-later
// One record of a source made into a ticket, or turned away with its reason. Pure apart from the rules it
// holds.
#pragma once

#include "models/intake/conversation.h"

namespace muster::intake {

class TicketMaker
{
public:
    explicit TicketMaker(EntryRules rules) : m_rules(std::move(rules)) {}

    /// `line` and `text` are those of the record, for the reject.
    Incoming make(const Record &record, qint64 line, const QByteArray &text) const;

private:
    QString text(const Record &record, QLatin1StringView field) const;
    QString namesOf(QLatin1StringView field) const;
    QString sourceOf(const Record &record) const;
    QString whyNot(const Record &record, const IncomingTicket &ticket) const;
    void addTexts(IncomingTicket &ticket, const Record &record) const;
    void addPeople(IncomingTicket &ticket, const Record &record) const;
    void addChoices(IncomingTicket &ticket, const Record &record) const;
    void addTags(IncomingTicket &ticket, const Record &record) const;
    void addMoney(IncomingTicket &ticket, const Record &record) const;
    void addStatus(IncomingTicket &ticket, const Record &record) const;

    EntryRules m_rules;
};

} // namespace muster::intake
