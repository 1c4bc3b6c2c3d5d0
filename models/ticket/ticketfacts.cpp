// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ticket/ticketfacts.h"

#include "models/base/names.h"
#include "models/base/payload.h"

using namespace Qt::StringLiterals;

namespace muster::ticket {
namespace {

void write(PayloadWriter &w, const policy::PolicyRef &ref)
{
    w.id(u"policy"_s, ref.policy);
    w.id(u"policy_version"_s, ref.version);
}

policy::PolicyRef readRef(PayloadReader &r)
{
    return {r.id<PolicyId>(u"policy"_s), r.id<FactId>(u"policy_version"_s)};
}

void write(PayloadWriter &w, const TicketCreated &f)
{
    w.text(u"case"_s, f.caseNumber);
    w.text(u"subject"_s, f.subject);
    w.text(u"description"_s, f.description);
    w.id(u"customer"_s, f.customer);
    w.text(u"contact"_s, f.contactName);
    w.text(u"contact_email"_s, f.contactEmail);
    w.text(u"tier"_s, f.tier);
    w.text(u"priority"_s, f.priority);
    w.text(u"impact"_s, f.impact);
    w.text(u"environment"_s, f.environment);
    w.text(u"steps"_s, f.steps);
    w.list(u"tags"_s, f.tags);
    w.text(u"channel"_s, f.channel);
    write(w, f.policy);
    w.text(u"source"_s, f.source);
}

Result<TicketFact> readCreated(PayloadReader r)
{
    TicketCreated f;
    f.caseNumber = r.text(u"case"_s, 100);
    f.subject = r.text(u"subject"_s);
    f.description = r.text(u"description"_s, kMaxPayloadText);
    f.customer = r.id<CustomerId>(u"customer"_s);
    f.contactName = r.text(u"contact"_s);
    f.contactEmail = r.text(u"contact_email"_s);
    f.tier = r.text(u"tier"_s, 100);
    f.priority = r.text(u"priority"_s, 100);
    f.impact = r.text(u"impact"_s);
    f.environment = r.text(u"environment"_s, kMaxPayloadText);
    f.steps = r.text(u"steps"_s, kMaxPayloadText);
    f.tags = r.list(u"tags"_s);
    f.channel = r.text(u"channel"_s, 100);
    f.policy = readRef(r);
    f.source = r.text(u"source"_s);
    return r.finish<TicketFact>(std::move(f));
}

void write(PayloadWriter &w, const CustomerMessageReceived &f)
{
    w.text(u"from"_s, f.from);
    w.text(u"text"_s, f.text);
    w.text(u"source"_s, f.source);
}

Result<TicketFact> readMessage(PayloadReader r)
{
    CustomerMessageReceived f{r.text(u"from"_s), r.text(u"text"_s, kMaxPayloadText), r.text(u"source"_s)};
    return r.finish<TicketFact>(std::move(f));
}

void write(PayloadWriter &w, const ReplySent &f)
{
    w.text(u"from"_s, f.from);
    w.text(u"text"_s, f.text);
    w.text(u"source"_s, f.source);
    w.flag(u"automatic"_s, f.automatic);
    w.flag(u"acknowledgement"_s, f.acknowledgement);
}

Result<TicketFact> readReply(PayloadReader r)
{
    ReplySent f{r.text(u"from"_s), r.text(u"text"_s, kMaxPayloadText), r.text(u"source"_s),
                r.flag(u"automatic"_s), r.flag(u"acknowledgement"_s)};
    return r.finish<TicketFact>(std::move(f));
}

void write(PayloadWriter &w, const NoteAdded &f)
{
    w.text(u"from"_s, f.from);
    w.text(u"text"_s, f.text);
    w.text(u"source"_s, f.source);
}

Result<TicketFact> readNote(PayloadReader r)
{
    NoteAdded f{r.text(u"from"_s), r.text(u"text"_s, kMaxPayloadText), r.text(u"source"_s)};
    return r.finish<TicketFact>(std::move(f));
}

void write(PayloadWriter &w, const StatusChanged &f)
{
    w.text(u"status"_s, statusName(f.status));
    w.text(u"reason"_s, f.reason);
    w.text(u"source"_s, f.source);
}

Result<TicketFact> readStatus(PayloadReader r)
{
    StatusChanged f{r.word<Status>(u"status"_s, &statusFromName), r.text(u"reason"_s, kMaxPayloadText),
                    r.text(u"source"_s)};
    return r.finish<TicketFact>(std::move(f));
}

void write(PayloadWriter &w, const PriorityChanged &f)
{
    w.text(u"priority"_s, f.priority);
    w.text(u"reason"_s, f.reason);
    w.text(u"source"_s, f.source);
}

Result<TicketFact> readPriority(PayloadReader r)
{
    PriorityChanged f{r.text(u"priority"_s, 100), r.text(u"reason"_s, kMaxPayloadText), r.text(u"source"_s)};
    if (f.priority.isEmpty())
        r.fail(u"priority"_s, u"the key of a priority"_s);
    return r.finish<TicketFact>(std::move(f));
}

void write(PayloadWriter &w, const TierChanged &f)
{
    w.text(u"tier"_s, f.tier);
    w.text(u"reason"_s, f.reason);
}

Result<TicketFact> readTier(PayloadReader r)
{
    TierChanged f{r.text(u"tier"_s, 100), r.text(u"reason"_s, kMaxPayloadText)};
    return r.finish<TicketFact>(std::move(f));
}

void write(PayloadWriter &w, const Assigned &f)
{
    w.id(u"person"_s, f.person);
    w.text(u"source"_s, f.source);
    w.text(u"reason"_s, f.reason);
}

Result<TicketFact> readAssigned(PayloadReader r)
{
    Assigned f{r.id<PersonId>(u"person"_s), r.text(u"source"_s), r.text(u"reason"_s, kMaxPayloadText)};
    return r.finish<TicketFact>(std::move(f));
}

void write(PayloadWriter &w, const TagsChanged &f)
{
    w.list(u"added"_s, f.added);
    w.list(u"removed"_s, f.removed);
}

Result<TicketFact> readTags(PayloadReader r)
{
    TagsChanged f{r.list(u"added"_s), r.list(u"removed"_s)};
    return r.finish<TicketFact>(std::move(f));
}

void write(PayloadWriter &w, const TicketLinked &f)
{
    w.id(u"other"_s, f.other);
    w.text(u"kind"_s, linkKindName(f.kind));
    w.flag(u"removed"_s, f.removed);
}

Result<TicketFact> readLinked(PayloadReader r)
{
    TicketLinked f{r.neededId<SubjectId>(u"other"_s), r.word<LinkKind>(u"kind"_s, &linkKindFromName),
                   r.flag(u"removed"_s)};
    return r.finish<TicketFact>(f);
}

void write(PayloadWriter &w, const TicketMerged &f)
{
    w.id(u"into"_s, f.into);
}

Result<TicketFact> readMerged(PayloadReader r)
{
    TicketMerged f{r.neededId<TicketId>(u"into"_s)};
    return r.finish<TicketFact>(f);
}

void write(PayloadWriter &w, const ClosingNoteWritten &f)
{
    w.text(u"root_cause"_s, f.note.rootCause);
    w.text(u"workaround"_s, f.note.workaround);
    w.text(u"prevention"_s, f.note.prevention);
}

Result<TicketFact> readClosingNote(PayloadReader r)
{
    ClosingNoteWritten f{{r.text(u"root_cause"_s, kMaxPayloadText), r.text(u"workaround"_s, kMaxPayloadText),
                          r.text(u"prevention"_s, kMaxPayloadText)}};
    return r.finish<TicketFact>(std::move(f));
}

void write(PayloadWriter &w, const FieldsChanged &f)
{
    w.text(u"subject"_s, f.subject);
    w.text(u"description"_s, f.description);
    w.text(u"contact"_s, f.contactName);
    w.text(u"contact_email"_s, f.contactEmail);
    w.text(u"impact"_s, f.impact);
    w.text(u"environment"_s, f.environment);
    w.text(u"steps"_s, f.steps);
    if (f.customer)
        w.id(u"customer"_s, *f.customer);
}

Result<TicketFact> readFields(PayloadReader r)
{
    FieldsChanged f;
    f.subject = r.optionalText(u"subject"_s);
    f.description = r.optionalText(u"description"_s, kMaxPayloadText);
    f.contactName = r.optionalText(u"contact"_s);
    f.contactEmail = r.optionalText(u"contact_email"_s);
    f.impact = r.optionalText(u"impact"_s);
    f.environment = r.optionalText(u"environment"_s, kMaxPayloadText);
    f.steps = r.optionalText(u"steps"_s, kMaxPayloadText);
    if (const auto customer = r.id<CustomerId>(u"customer"_s); !customer.isNull())
        f.customer = customer;
    return r.finish<TicketFact>(std::move(f));
}

void write(PayloadWriter &w, const PolicyBound &f)
{
    write(w, f.policy);
}

Result<TicketFact> readPolicy(PayloadReader r)
{
    PolicyBound f{readRef(r)};
    return r.finish<TicketFact>(f);
}

void write(PayloadWriter &w, const DateAgreed &f)
{
    if (f.resolveBy)
        w.text(u"resolve_by"_s, toRfc3339(*f.resolveBy));
}

Result<TicketFact> readAgreed(PayloadReader r)
{
    DateAgreed f{r.time(u"resolve_by"_s)};
    return r.finish<TicketFact>(f);
}

void write(PayloadWriter &w, const StepMarked &f)
{
    w.text(u"step"_s, f.step);
    w.text(u"words"_s, f.words);
    w.flag(u"done"_s, f.done);
    w.flag(u"automatic"_s, f.automatic);
}

Result<TicketFact> readStepMarked(PayloadReader r)
{
    StepMarked f{r.neededText(u"step"_s, 100), r.text(u"words"_s), r.flag(u"done"_s), r.flag(u"automatic"_s)};
    return r.finish<TicketFact>(std::move(f));
}

/// In the order of TicketFact's alternatives.
constexpr std::array<FactType<TicketFact>, std::variant_size_v<TicketFact>> kTypes{{
    {"ticket.created"_L1, &readCreated},
    {"ticket.customer_message"_L1, &readMessage},
    {"ticket.reply"_L1, &readReply},
    {"ticket.note"_L1, &readNote},
    {"ticket.status"_L1, &readStatus},
    {"ticket.priority"_L1, &readPriority},
    {"ticket.tier"_L1, &readTier},
    {"ticket.assigned"_L1, &readAssigned},
    {"ticket.tags"_L1, &readTags},
    {"ticket.linked"_L1, &readLinked},
    {"ticket.merged"_L1, &readMerged},
    {"ticket.closing_note"_L1, &readClosingNote},
    {"ticket.fields"_L1, &readFields},
    {"ticket.policy"_L1, &readPolicy},
    {"ticket.agreed_date"_L1, &readAgreed},
    {"ticket.playbook"_L1, &readStepMarked},
}};

} // namespace

QString statusName(Status status)
{
    switch (status) {
    case Status::New:
        return u"new"_s;
    case Status::Open:
        return u"open"_s;
    case Status::Waiting:
        return u"waiting"_s;
    case Status::OnHold:
        return u"on_hold"_s;
    case Status::Resolved:
        return u"resolved"_s;
    case Status::Closed:
        return u"closed"_s;
    case Status::Reopened:
        return u"reopened"_s;
    }
    return {};
}

std::optional<Status> statusFromName(QStringView name)
{
    return named(name,
                 std::array{Status::New, Status::Open, Status::Waiting, Status::OnHold, Status::Resolved,
                            Status::Closed, Status::Reopened},
                 &statusName);
}

QString linkKindName(LinkKind kind)
{
    switch (kind) {
    case LinkKind::Related:
        return u"related"_s;
    case LinkKind::Duplicate:
        return u"duplicate"_s;
    case LinkKind::CausedBy:
        return u"caused_by"_s;
    case LinkKind::Incident:
        return u"incident"_s;
    }
    return {};
}

std::optional<LinkKind> linkKindFromName(QStringView name)
{
    return named(name,
                 std::array{LinkKind::Related, LinkKind::Duplicate, LinkKind::CausedBy, LinkKind::Incident},
                 &linkKindName);
}

QString sourceOf(const TicketFact &fact)
{
    return std::visit(
        [](const auto &each) {
            if constexpr (requires { each.source; })
                return each.source;
            else
                return QString();
        },
        fact);
}

QString typeName(const TicketFact &fact)
{
    return QString(kTypes[fact.index()].name);
}

QJsonObject toPayload(const TicketFact &fact)
{
    PayloadWriter writer;
    std::visit([&](const auto &each) { write(writer, each); }, fact);
    return writer.take();
}

Result<TicketFact> fromPayload(const QString &type, int version, const QJsonObject &payload)
{
    return readFact(kTypes, type, version, payload);
}

} // namespace muster::ticket
