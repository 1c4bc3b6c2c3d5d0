// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/intake/ticketmaker.h"

#include "models/intake/newentries.h"
#include "models/ticket/ticket.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace muster::intake {
namespace {

using namespace ticket;

constexpr qsizetype kLongestSubject = 500;
constexpr qsizetype kLongestText = 1024 * 1024;
constexpr qsizetype kLongestName = 200;
constexpr qsizetype kMostTags = 100;

QString shortened(const QString &text, qsizetype limit, const QString &what, QStringList &notes)
{
    if (text.size() <= limit)
        return text;
    notes += u"%1 was cut to %2 characters"_s.arg(what).arg(limit);
    const bool splitsPair = text[limit - 1].isHighSurrogate();
    return text.left(splitsPair ? limit - 1 : limit);
}

/// The customer's first message is the description where the source has none of its own, or the same one
/// again.
void takeDescription(IncomingTicket &ticket)
{
    if (ticket.entries.empty())
        return;
    const auto *first = std::get_if<CustomerMessageReceived>(&ticket.entries.front().second);
    const bool isAtStart = ticket.entries.front().first - ticket.createdAt <= std::chrono::minutes(1);
    if (first == nullptr || !isAtStart)
        return;
    if (ticket.fields.description.isEmpty())
        ticket.fields.description = first->text;
    if (ticket.fields.description == first->text)
        ticket.entries.erase(ticket.entries.begin());
}

/// Where the entries, in time order, lead to.
Status lastStatus(const IncomingTicket &ticket)
{
    for (auto entry = ticket.entries.rbegin(); entry != ticket.entries.rend(); ++entry) {
        if (const auto *change = std::get_if<StatusChanged>(&entry->second))
            return change->status;
    }
    return Status::New;
}

QString joined(const QStringList &keys)
{
    return keys.isEmpty() ? u"none"_s : keys.join(u", "_s);
}

} // namespace

QString TicketMaker::text(const Record &record, QLatin1StringView field) const
{
    return record.text(m_rules.map.fields.value(field));
}

QString TicketMaker::namesOf(QLatin1StringView field) const
{
    const QJsonValue names = m_rules.map.fields.value(field);
    return names.isArray() ? names.toArray().toVariantList().value(0).toString() : names.toString();
}

/// Without an id, a hash of what makes the ticket itself stands in, the same on the next reading.
QString TicketMaker::sourceOf(const Record &record) const
{
    const QString id = text(record, "id"_L1);
    if (!id.isEmpty())
        return m_rules.map.system + u':' + id.left(200);
    const QString seed = QStringList{text(record, "created_at"_L1), text(record, "subject"_L1),
                                     text(record, "contact_email"_L1), text(record, "contact_name"_L1),
                                     text(record, "customer"_L1)}
                             .join(u'\n');
    const QByteArray hash = QCryptographicHash::hash(seed.toUtf8(), QCryptographicHash::Sha256).toHex();
    return m_rules.map.system + u":h"_s + QString::fromLatin1(hash.first(16));
}

/// Empty for a ticket that can be taken.
QString TicketMaker::whyNot(const Record &record, const IncomingTicket &ticket) const
{
    if (ticket.fields.subject.isEmpty())
        return u"the ticket has no subject: \"%1\" is empty or not there"_s.arg(namesOf("subject"_L1));
    if (ticket.fields.subject.size() > kLongestSubject)
        return u"the subject has %1 characters; at most %2 are taken"_s.arg(ticket.fields.subject.size())
            .arg(kLongestSubject);
    for (const QString *each :
         {&ticket.fields.description, &ticket.fields.steps, &ticket.fields.environment}) {
        if (each->size() > kLongestText)
            return u"a text of the ticket has %1 characters; at most %2 are taken"_s.arg(each->size())
                .arg(kLongestText);
    }
    const QJsonValue created = record.value(m_rules.map.fields.value("created_at"_L1));
    if (textOf(created).isEmpty())
        return u"the ticket has no time of creation: \"%1\" is empty or not there"_s.arg(
            namesOf("created_at"_L1));
    const auto at = m_rules.time(created);
    if (!at)
        return u"\"%1\" in \"%2\" is not a time; write it like 2026-11-21 14:05 or state its form in the map"_s
            .arg(textOf(created).left(60), namesOf("created_at"_L1));
    if (m_rules.isFuture(*at))
        return u"the ticket was created in the future (%1); check the time zone of the map"_s.arg(
            toRfc3339(*at));
    if (toMillis(*at) < 0)
        return u"the ticket was created before 1970"_s;
    return {};
}

void TicketMaker::addTexts(IncomingTicket &ticket, const Record &record) const
{
    TicketCreated &fields = ticket.fields;
    fields.source = ticket.source;
    fields.caseNumber = shortened(text(record, "case"_L1), 60, u"the case number"_s, ticket.notes);
    fields.subject = text(record, "subject"_L1).simplified();
    fields.description = text(record, "description"_L1);
    fields.environment = text(record, "environment"_L1);
    fields.steps = text(record, "steps"_L1);
    fields.channel = text(record, "channel"_L1).left(60);
    if (fields.channel.isEmpty())
        fields.channel = u"import"_s;
}

void TicketMaker::addPeople(IncomingTicket &ticket, const Record &record) const
{
    const auto name = [&](QLatin1StringView field, const QString &what) {
        return shortened(text(record, field).simplified(), kLongestName, what, ticket.notes);
    };
    ticket.customerName = name("customer"_L1, u"the customer's name"_s);
    ticket.assigneeName = name("assignee"_L1, u"the owner's name"_s);
    ticket.assigneeEmail = name("assignee_email"_L1, u"the owner's e-mail"_s);
    ticket.fields.contactName = name("contact_name"_L1, u"the contact's name"_s);
    ticket.fields.contactEmail = name("contact_email"_L1, u"the contact's e-mail"_s);
    if (ticket.fields.contactEmail.isEmpty() && ticket.fields.contactName.contains(u'@'))
        ticket.fields.contactEmail = ticket.fields.contactName;
    if (!ticket.fields.contactEmail.isEmpty() && !ticket.fields.contactEmail.contains(u'@')) {
        ticket.notes += u"\"%1\" is not an e-mail address and was left out"_s.arg(ticket.fields.contactEmail);
        ticket.fields.contactEmail.clear();
    }
    if (ticket.assigneeName == "-"_L1)
        ticket.assigneeName.clear(); // how Zammad writes that nobody has it
}

void TicketMaker::addChoices(IncomingTicket &ticket, const Record &record) const
{
    const QJsonObject &values = m_rules.map.values;
    const ReaderContext &context = m_rules.context;
    const auto note = [&](const QString &what, const QString &word, const QStringList &keys) {
        ticket.notes += u"%1 \"%2\" is not known and was left empty; the policy has %3"_s.arg(
            what, word.left(60), joined(keys));
    };
    if (const QString word = text(record, "priority"_L1); !word.isEmpty()) {
        const auto key = priorityFor(word, values.value("priority"_L1).toObject(), context.priorities);
        ticket.fields.priority = key.value_or(QString());
        if (!key)
            note(u"priority"_s, word, context.priorities);
    }
    if (const QString word = text(record, "tier"_L1); !word.isEmpty()) {
        const auto key = keyFor(word, values.value("tier"_L1).toObject(), context.tiers);
        ticket.fields.tier = key.value_or(QString());
        if (!key)
            note(u"tier"_s, word, context.tiers);
    }
    if (const QString word = text(record, "impact"_L1); !word.isEmpty()) {
        const auto key = keyFor(word, values.value("impact"_L1).toObject(), context.impacts);
        ticket.fields.impact = key.value_or(shortened(word, 1000, u"the impact"_s, ticket.notes));
    }
}

void TicketMaker::addTags(IncomingTicket &ticket, const Record &record) const
{
    const QJsonValue value = record.value(m_rules.map.fields.value("tags"_L1));
    static const QRegularExpression cut(u"[,;\\n]"_s);
    QStringList tags;
    const QJsonArray list = value.isArray() ? value.toArray() : QJsonArray{textOf(value)};
    for (const auto &each : list) {
        const QStringList parts = textOf(each).split(cut, Qt::SkipEmptyParts);
        for (const QString &part : parts)
            tags += part.simplified().left(60);
    }
    tags.removeAll(QString());
    tags.sort();
    tags.removeDuplicates();
    if (tags.size() > kMostTags)
        ticket.notes += u"only %1 of %2 tags were taken"_s.arg(kMostTags).arg(tags.size());
    ticket.fields.tags = tags.first(std::min(tags.size(), kMostTags));
}

void TicketMaker::addMoney(IncomingTicket &ticket, const Record &record) const
{
    const QJsonValue value = record.value(m_rules.map.fields.value("arr"_L1));
    if (!value.isObject() && textOf(value).isEmpty())
        return;
    ticket.arr = readMoney(value, text(record, "currency"_L1));
    if (!ticket.arr)
        ticket.notes += u"the ARR \"%1\" is not an amount and was left out"_s.arg(textOf(value).left(60));
}

/// A source that shows only where a ticket stands, not how it came there, gives one change at the best time
/// it has; none where its events lead there.
void TicketMaker::addStatus(IncomingTicket &ticket, const Record &record) const
{
    const QString word = text(record, "status"_L1);
    if (word.isEmpty())
        return;
    const auto known = statusFor(word, m_rules.map.values.value("status"_L1).toObject());
    if (!known)
        ticket.notes += u"status \"%1\" is not known and was taken as open"_s.arg(word.left(60));
    const Status status = known.value_or(Status::Open);
    if (status == lastStatus(ticket))
        return;
    std::optional<Instant> at;
    if (!isOpen(status))
        at = m_rules.time(record.value(m_rules.map.fields.value("resolved_at"_L1)));
    if (!at)
        at = ticket.updatedAt;
    const Instant when = std::clamp(at.value_or(ticket.createdAt), ticket.createdAt,
                                    std::max(ticket.createdAt, m_rules.context.now));
    // Status and time are in the source: a later export in which it has moved on, or back, brings that
    // change.
    const QString source = statedSource(ticket.source, u"status"_s, when, statusName(status));
    ticket.entries.emplace_back(when, StatusChanged{status, {}, source});
}

Incoming TicketMaker::make(const Record &record, qint64 line, const QByteArray &text) const
{
    IncomingTicket ticket;
    ticket.line = line;
    ticket.source = sourceOf(record);
    addTexts(ticket, record);
    const QString reason = whyNot(record, ticket);
    if (!reason.isEmpty())
        return RejectedRow{line, ticket.source, reason, text};
    ticket.createdAt = *m_rules.time(record.value(m_rules.map.fields.value("created_at"_L1)));
    ticket.updatedAt = m_rules.time(record.value(m_rules.map.fields.value("updated_at"_L1)));
    addPeople(ticket, record);
    addChoices(ticket, record);
    addTags(ticket, record);
    addMoney(ticket, record);
    addComments(ticket, record, m_rules);
    addEvents(ticket, record, m_rules);
    settleEntries(ticket);
    takeDescription(ticket);
    addStatus(ticket, record);
    settleEntries(ticket);
    return ticket;
}

} // namespace muster::intake
