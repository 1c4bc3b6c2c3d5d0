// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/entrycommands.h"

#include "models/ledger/ledger.h"
#include "models/views/casetext.h"
#include "models/views/conversationmodel.h"
#include "ui/queue/bulkbar.h"
#include "ui/widgets/deskanswer.h"

#include <QDateTime>
#include <QHash>

#include <algorithm>

namespace muster::ui {

using namespace Qt::StringLiterals;
using Task = EntryForm::Task;

namespace {

constexpr qsizetype kOpening = 60; ///< characters of an entry in the list

QString opening(const QString &text)
{
    const QString flat = text.simplified();
    return flat.size() > kOpening ? flat.left(kOpening) + u'…' : flat;
}

/// To the second: two entries of a minute are two.
QString fullTime(Instant at)
{
    const QDateTime moment = QDateTime::fromMSecsSinceEpoch(toMillis(at), Qt::UTC);
    return EntryCommands::tr("%1 UTC").arg(moment.toString(u"yyyy-MM-dd HH:mm:ss"_s));
}

EntryForm::Entry entryOf(const ticket::Message &message)
{
    return {message.fact,
            EntryCommands::tr("%1 of %2").arg(views::messageKindTitle(message.kind), message.from),
            fullTime(message.at), message.text};
}

EntryForm::Entry entryOf(const views::HistoryEntry &line)
{
    return {line.fact, EntryCommands::tr("Entry of %1").arg(line.actor), fullTime(line.occurredAt),
            line.text};
}

/// Newest first. Entries that read alike, down to the second, are numbered in the order they were made.
std::vector<PickerEntry> choicesOf(const std::vector<EntryForm::Entry> &entries)
{
    const auto line = [](const EntryForm::Entry &each) {
        return each.when + u"  "_s + each.about + u'\n' + opening(each.text);
    };
    QHash<QString, int> alike, seen;
    for (const EntryForm::Entry &each : entries)
        ++alike[line(each)];
    std::vector<PickerEntry> choices;
    for (const EntryForm::Entry &each : entries) {
        const int count = alike.value(line(each));
        const QString number =
            count < 2 ? QString()
                      : EntryCommands::tr(" (%1 of %2)").arg(count - seen[line(each)]++).arg(count);
        choices.push_back(
            {each.fact.toString(), each.when + u"  "_s + each.about + number, opening(each.text)});
    }
    return choices;
}

} // namespace

std::vector<EntryForm::Entry> mendable(Task task, const views::TicketDetail &detail)
{
    const auto &messages = detail.ticket.messages;
    std::vector<EntryForm::Entry> entries;
    for (auto line = detail.history.rbegin(); line != detail.history.rend(); ++line) {
        const auto message = std::ranges::find(messages, line->fact, &ticket::Message::fact);
        const bool isMessage = message != messages.end();
        const bool isOrder = line->type == ledger::kCorrected || line->type == ledger::kRedacted;
        if (line->redacted || isOrder || (task == Task::Correct && !isMessage))
            continue;
        entries.push_back(isMessage ? entryOf(*message) : entryOf(*line));
    }
    return entries;
}

EntryCommands::EntryCommands(Parts parts, QObject *parent) : QObject(parent), m_parts(parts) {}

void EntryCommands::begin(Task task, TicketId ticket, FactId entry)
{
    if (ticket.isNull())
        return m_parts.bar.tell(tr("No ticket is chosen."), false, false);
    if (entry.isNull())
        return pick(task, ticket);
    whenAnswered(m_parts.desk.loadTicket(ticket), this,
                 [this, task, entry](const Result<views::TicketDetail> &detail) {
                     if (detail)
                         return take(task, *detail, entry);
                     m_parts.bar.tell(
                         tr("This ticket could not be read: %1").arg(views::sentence(detail.error().detail)),
                         false, true);
                 });
}

void EntryCommands::pick(Task task, TicketId ticket)
{
    auto known = std::make_shared<std::optional<views::TicketDetail>>();
    const auto source = [known, task](const QString &typed) {
        if (!*known)
            return std::vector<PickerEntry>{};
        std::vector<PickerEntry> entries = choicesOf(mendable(task, **known));
        if (entries.empty())
            entries.push_back(
                {{}, tr("There is no entry that can be changed."), {}, false, PickerEntry::Kind::Told});
        return matching(entries, typed);
    };
    m_parts.picker.open(task == Task::Correct ? tr("Which entry is to be put right")
                                              : tr("Which entry is to be redacted"),
                        source, [this, known, task](const QString &key) {
                            if (const auto fact = FactId::parse(key))
                                take(task, **known, *fact);
                        });
    whenAnswered(
        m_parts.desk.loadTicket(ticket), this, [this, known](const Result<views::TicketDetail> &detail) {
            if (!detail)
                return m_parts.bar.tell(
                    tr("This ticket could not be read: %1").arg(views::sentence(detail.error().detail)),
                    false, true);
            *known = *detail;
            m_parts.picker.refresh();
        });
}

void EntryCommands::take(Task task, const views::TicketDetail &detail, FactId entry)
{
    const auto entries = mendable(task, detail);
    const auto chosen = std::ranges::find(entries, entry, &EntryForm::Entry::fact);
    if (chosen == entries.end())
        return m_parts.bar.tell(task == Task::Correct
                                    ? tr("Only replies, notes and customer's messages are put right; for "
                                         "others make a new entry.")
                                    : tr("This entry is redacted already, or is one that orders it."),
                                false, false);
    m_parts.form.open(task, *chosen, [this, task, entry](const QString &text, const QString &reason) {
        save(task, entry, text, reason);
    });
}

void EntryCommands::save(Task task, FactId entry, const QString &text, const QString &reason)
{
    const auto answer = task == Task::Correct ? m_parts.desk.correctEntry(entry, text, reason)
                                              : m_parts.desk.redactEntry(entry, reason);
    whenAnswered(answer, this, [this, task](const Result<void> &done) {
        if (!done)
            return m_parts.form.refuse(
                tr("Not saved: %1 What you typed is kept.").arg(views::sentence(done.error().detail)));
        m_parts.form.finish();
        m_parts.bar.tell(task == Task::Correct
                             ? tr("The entry is put right. The text before stays beside it.")
                             : tr("The entry is redacted. Backups taken before still hold it: muster backup "
                                  "--forget-older takes a new one in their place."),
                         false, false);
        emit saved(task == Task::Correct ? tr("Put an entry right") : tr("Redact an entry"));
    });
}

} // namespace muster::ui
