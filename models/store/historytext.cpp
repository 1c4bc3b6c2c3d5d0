// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/store/historytext.h"

#include "models/base/overloaded.h"
#include "models/ledger/ledger.h"
#include "models/views/queuemodel.h"

using namespace Qt::StringLiterals;

namespace muster::store {
namespace {

QString because(const QString &sentence, const QString &reason)
{
    return reason.isEmpty() ? sentence : sentence + u": "_s + reason.simplified().left(200);
}

QString orNone(const QString &text)
{
    return text.isEmpty() ? u"none"_s : text;
}

QString opening(const QString &text)
{
    const QString flat = text.simplified();
    return flat.size() > 120 ? flat.left(119) + u'…' : flat;
}

/// In full: it is read here and nowhere else.
QString closingText(const ticket::ClosingNote &note)
{
    QStringList parts;
    const auto add = [&parts](const QString &name, const QString &text) {
        if (!text.isEmpty())
            parts += name + u": "_s + text.simplified();
    };
    add(u"root cause"_s, note.rootCause);
    add(u"workaround"_s, note.workaround);
    add(u"prevention"_s, note.prevention);
    return u"Closing note. "_s + parts.join(u"; "_s);
}

} // namespace

QString describe(const ticket::TicketFact &fact, const ticket::Ticket &before, Instant at,
                 const std::function<QString(PersonId)> &personName)
{
    using namespace ticket;
    return std::visit(
        Overloaded{
            [](const TicketCreated &f) {
                return u"Created as %1, priority %2"_s.arg(f.caseNumber, orNone(f.priority));
            },
            [](const CustomerMessageReceived &f) { return u"Customer wrote: %1"_s.arg(opening(f.text)); },
            [](const ReplySent &f) {
                const QString what = f.automatic         ? u"Automatic reply"_s
                                     : f.acknowledgement ? u"Acknowledged"_s
                                                         : u"Replied"_s;
                return u"%1: %2"_s.arg(what, opening(f.text));
            },
            [](const NoteAdded &f) { return u"Internal note: %1"_s.arg(opening(f.text)); },
            [&](const StatusChanged &f) {
                return because(u"Status %1 → %2"_s.arg(views::statusTitle(statusAt(before, at)),
                                                       views::statusTitle(f.status)),
                               f.reason);
            },
            [&](const PriorityChanged &f) {
                return because(u"Priority %1 → %2"_s.arg(orNone(priorityAt(before, at)), f.priority),
                               f.reason);
            },
            [&](const TierChanged &f) {
                return because(u"Tier %1 → %2"_s.arg(orNone(before.tier), orNone(f.tier)), f.reason);
            },
            [&](const Assigned &f) {
                return because(f.person.isNull() ? u"Taken off %1"_s.arg(orNone(personName(before.assignee)))
                                                 : u"Assigned to %1"_s.arg(personName(f.person)),
                               f.reason);
            },
            [](const TagsChanged &f) {
                QStringList parts;
                for (const QString &tag : f.added)
                    parts += u'+' + tag;
                for (const QString &tag : f.removed)
                    parts += u'−' + tag;
                return u"Tags %1"_s.arg(parts.join(u' '));
            },
            [](const TicketLinked &f) {
                return f.removed ? u"Link removed (%1)"_s.arg(linkKindName(f.kind))
                                 : u"Linked (%1)"_s.arg(linkKindName(f.kind));
            },
            [](const TicketMerged &) { return u"Merged into another ticket"_s; },
            [](const ClosingNoteWritten &f) { return closingText(f.note); },
            [](const FieldsChanged &f) {
                QStringList names;
                const auto add = [&](bool isSet, const QString &name) {
                    if (isSet)
                        names += name;
                };
                add(f.subject.has_value(), u"subject"_s);
                add(f.description.has_value(), u"description"_s);
                add(f.contactName.has_value(), u"contact"_s);
                add(f.contactEmail.has_value(), u"contact e-mail"_s);
                add(f.impact.has_value(), u"impact"_s);
                add(f.environment.has_value(), u"environment"_s);
                add(f.steps.has_value(), u"steps to reproduce"_s);
                add(f.customer.has_value(), u"customer"_s);
                return u"Changed %1"_s.arg(names.join(u", "_s));
            },
            [](const PolicyBound &) { return u"Bound to another version of the policy"_s; },
            [](const DateAgreed &f) {
                return f.resolveBy
                           ? u"Agreed with the customer: resolved by %1"_s.arg(toRfc3339(*f.resolveBy))
                           : u"The agreed date was taken back"_s;
            },
            [](const StepMarked &f) {
                const QString step = orNone(f.words.isEmpty() ? f.step : f.words);
                return (f.automatic ? u"Playbook: “%1”, told by the program"_s
                        : f.done    ? u"Playbook: “%1” is done"_s
                                    : u"Playbook: “%1” is not done after all"_s)
                    .arg(step);
            },
        },
        fact);
}

QString describeOther(const QString &type, const QJsonObject &payload)
{
    const QString reason = payload.value(u"reason"_s).toString();
    if (type == ledger::kCorrected)
        return because(u"Corrected an entry"_s, reason);
    if (type == ledger::kRedacted)
        return because(u"Redacted an entry"_s, reason);
    return u"An entry of a newer Muster (%1)"_s.arg(type);
}

} // namespace muster::store
