// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/intake/conversation.h"

#include "models/intake/commentcells.h"

#include <QCryptographicHash>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::intake {
namespace {

using namespace ticket;

constexpr qsizetype kLongestText = 1024 * 1024;
constexpr qsizetype kMostEntries = 10'000;
constexpr qsizetype kLongestName = 200;

enum class Sender : quint8
{
    Customer,
    Agent,
    Automatic
};

std::optional<bool> flag(const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool();
    const QString text = textOf(value).toLower();
    if (text == "true"_L1 || text == "1"_L1 || text == "yes"_L1)
        return true;
    if (text == "false"_L1 || text == "0"_L1 || text == "no"_L1)
        return false;
    return {};
}

Sender senderOf(const Record &comment, const QJsonObject &paths, const Record &record,
                const QJsonObject &words)
{
    const QString author = comment.text(paths.value("author_id"_L1));
    if (!author.isEmpty() && author == record.text(paths.value("customer"_L1)))
        return Sender::Customer;
    const QString word = words.value(comment.text(paths.value("sender"_L1)).toLower()).toString();
    if (word == "customer"_L1)
        return Sender::Customer;
    return word == "automatic"_L1 ? Sender::Automatic : Sender::Agent;
}

bool isInternal(const Record &comment, const QJsonObject &paths)
{
    if (const auto isPublic = flag(comment.value(paths.value("public"_L1))))
        return !*isPublic;
    return flag(comment.value(paths.value("internal"_L1))).value_or(false);
}

TicketFact messageFact(Sender sender, const QString &from, const QString &text, const QString &source)
{
    switch (sender) {
    case Sender::Customer:
        return CustomerMessageReceived{from, text, source};
    case Sender::Agent:
        return ReplySent{from, text, source, false, false};
    case Sender::Automatic:
        return ReplySent{from, text, source, true, false};
    }
    return NoteAdded{from, text, source};
}

/// The time of an entry, or a note why it is left out.
std::optional<Instant> entryTime(const QJsonValue &value, const QString &what, const EntryRules &rules,
                                 QStringList &notes)
{
    const auto at = rules.time(value);
    if (!at)
        notes += u"%1 was left out: \"%2\" is not a time"_s.arg(what, textOf(value).left(60));
    else if (rules.isFuture(*at))
        notes += u"%1 was left out: its time %2 lies in the future"_s.arg(what, toRfc3339(*at));
    else
        return at;
    return {};
}

QString entryText(const Record &comment, const QJsonObject &paths)
{
    const QString text = comment.text(paths.value("text"_L1));
    return comment.text(paths.value("html"_L1)).contains("html"_L1) ? withoutMarkup(text) : text;
}

void addComment(IncomingTicket &ticket, const Record &record, const Record &comment, const QJsonObject &paths,
                const EntryRules &rules)
{
    const QJsonValue time = comment.value(paths.value("time"_L1));
    const QString text = entryText(comment, paths);
    const QString id = entryId(comment.text(paths.value("id"_L1)), text, textOf(time));
    const QString what = u"the comment %1"_s.arg(id);
    const auto at = entryTime(time, what, rules, ticket.notes);
    if (!at)
        return;
    if (text.isEmpty()) {
        ticket.notes += u"%1 was left out: it has no text"_s.arg(what);
        return;
    }
    if (text.size() > kLongestText) {
        ticket.notes += u"%1 was left out: its text is longer than 1 MiB"_s.arg(what);
        return;
    }
    const QString from = comment.text(paths.value("author"_L1)).left(kLongestName);
    const QString source = ticket.source + u"#c"_s + id;
    if (isInternal(comment, paths)) {
        ticket.entries.emplace_back(*at, NoteAdded{from, text, source});
        return;
    }
    const Sender sender = senderOf(comment, paths, record, rules.map.values.value("sender"_L1).toObject());
    ticket.entries.emplace_back(*at, messageFact(sender, from, text, source));
}

void addAll(IncomingTicket &ticket, const Record &record, const QJsonArray &comments,
            const QJsonObject &paths, const EntryRules &rules)
{
    for (qsizetype i = 0; i < std::min(comments.size(), kMostEntries); ++i) {
        if (comments[i].isObject())
            addComment(ticket, record, Record::fromObject(comments[i].toObject()), paths, rules);
    }
    if (comments.size() > kMostEntries)
        ticket.notes +=
            u"only the first %1 of %2 comments were taken"_s.arg(kMostEntries).arg(comments.size());
}

std::optional<TicketFact> eventFact(const QJsonObject &event, const QString &source, const EntryRules &rules)
{
    const QString type = event.value("type"_L1).toString();
    const QString from = textOf(event.value("from"_L1)).left(kLongestName);
    const QString text = textOf(event.value("text"_L1));
    if (type == "status"_L1) {
        const auto status =
            statusFor(textOf(event.value("status"_L1)), rules.map.values.value("status"_L1).toObject());
        return status ? std::optional<TicketFact>(StatusChanged{*status, {}, source}) : std::nullopt;
    }
    if (type == "priority"_L1) {
        const auto key =
            priorityFor(textOf(event.value("priority"_L1)), rules.map.values.value("priority"_L1).toObject(),
                        rules.context.priorities);
        return key ? std::optional<TicketFact>(PriorityChanged{*key, {}, source}) : std::nullopt;
    }
    if (text.isEmpty() || text.size() > kLongestText)
        return {};
    if (type == "note"_L1)
        return NoteAdded{from, text, source};
    if (type == "customer_message"_L1)
        return messageFact(Sender::Customer, from, text, source);
    if (type == "reply"_L1)
        return messageFact(Sender::Agent, from, text, source);
    if (type == "auto_reply"_L1)
        return messageFact(Sender::Automatic, from, text, source);
    return {};
}

/// Sources name a place in the file's conversation; a second entry with the same one would be lost.
void keepFirstOfEachSource(IncomingTicket &ticket)
{
    QSet<QString> seen;
    std::erase_if(ticket.entries, [&](const auto &entry) {
        const QString source = sourceOf(entry.second);
        if (!seen.contains(source)) {
            seen.insert(source);
            return false;
        }
        ticket.notes += u"the entry %1 stands there twice; the first one was taken"_s.arg(source);
        return true;
    });
}

} // namespace

QString entryId(const QString &id, const QString &text, const QString &time)
{
    if (!id.isEmpty())
        return id.left(100);
    const QByteArray hash =
        QCryptographicHash::hash((time + u'\n' + text).toUtf8(), QCryptographicHash::Sha256).toHex();
    return u'h' + QString::fromLatin1(hash.first(12));
}

std::optional<Instant> EntryRules::time(const QJsonValue &value) const
{
    const auto at = readTime(value, map.timeFormat, zone);
    return at ? std::optional(*at + context.shift) : std::nullopt;
}

bool EntryRules::isFuture(Instant at) const
{
    return at > context.now + std::chrono::minutes(10);
}

void addComments(IncomingTicket &ticket, const Record &record, const EntryRules &rules)
{
    const QJsonObject paths = rules.map.fields.value("comments"_L1).toObject();
    const QJsonArray listed = record.value(paths.value("list"_L1)).toArray();
    const QJsonArray inCells = commentsInCells(record, rules, ticket.notes);
    addAll(ticket, record, listed, paths, rules);
    addAll(ticket, record, inCells, pathsOfCells(paths), rules);
    keepFirstOfEachSource(ticket);
}

void addEvents(IncomingTicket &ticket, const Record &record, const EntryRules &rules)
{
    const QJsonArray events = record.value(rules.map.fields.value("events"_L1)).toArray();
    for (qsizetype i = 0; i < std::min(events.size(), kMostEntries); ++i) {
        const QJsonObject event = events[i].toObject();
        const QString what = u"event %1"_s.arg(i + 1);
        const auto at = entryTime(event.value("at"_L1), what, rules, ticket.notes);
        if (!at)
            continue;
        auto fact = eventFact(event, u"%1#e%2"_s.arg(ticket.source).arg(i + 1), rules);
        if (fact)
            ticket.entries.emplace_back(*at, std::move(*fact));
        else
            ticket.notes += u"%1 was left out: its type, text, status or priority is not known"_s.arg(what);
    }
}

void settleEntries(IncomingTicket &ticket)
{
    qsizetype moved = 0;
    for (auto &entry : ticket.entries) {
        if (entry.first < ticket.createdAt) {
            entry.first = ticket.createdAt;
            ++moved;
        }
    }
    if (moved > 0)
        ticket.notes += u"%1 entries dated before the ticket were moved to its creation"_s.arg(moved);
    std::ranges::stable_sort(ticket.entries, {}, [](const auto &entry) { return entry.first; });
}

} // namespace muster::intake
