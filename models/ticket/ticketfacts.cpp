// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ticket/ticketfacts.h"

#include "models/base/overloaded.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace muster::ticket {
namespace {

constexpr qsizetype kMaxLine = 1000;
constexpr qsizetype kMaxText = 1024 * 1024;

/// Writes only what is there, so that payloads stay short and equal content has equal bytes.
class Writer
{
public:
    void text(const QString &key, const QString &value)
    {
        if (!value.isEmpty())
            m_payload.insert(key, value);
    }
    void text(const QString &key, const std::optional<QString> &value)
    {
        if (value)
            m_payload.insert(key, *value);
    }
    template <typename Tag> void id(const QString &key, const Id<Tag> &value)
    {
        if (!value.isNull())
            m_payload.insert(key, value.toString());
    }
    void list(const QString &key, const QStringList &values)
    {
        if (!values.isEmpty())
            m_payload.insert(key, QJsonArray::fromStringList(values));
    }
    void flag(const QString &key, bool value)
    {
        if (value)
            m_payload.insert(key, true);
    }
    void policy(const policy::PolicyRef &ref)
    {
        id(u"policy"_s, ref.policy);
        id(u"policy_version"_s, ref.version);
    }
    QJsonObject take() { return std::move(m_payload); }

private:
    QJsonObject m_payload;
};

/// Reads with checks; the first mistake is kept.
class Reader
{
public:
    explicit Reader(const QJsonObject &payload) : m_payload(payload) {}

    QString text(const QString &key, qsizetype limit = kMaxLine)
    {
        const QJsonValue value = m_payload.value(key);
        if (!value.isUndefined() && !value.isString())
            fail(key, u"a text"_s);
        const QString read = value.toString();
        if (read.size() > limit)
            fail(key, u"at most %1 characters long"_s.arg(limit));
        return read;
    }
    std::optional<QString> optionalText(const QString &key, qsizetype limit = kMaxLine)
    {
        return m_payload.contains(key) ? std::optional(text(key, limit)) : std::nullopt;
    }
    template <typename IdType> IdType id(const QString &key)
    {
        const QString written = text(key);
        if (written.isEmpty())
            return {};
        const auto read = IdType::parse(written);
        if (!read)
            fail(key, u"an id of 26 letters and digits"_s);
        return read.value_or(IdType{});
    }
    QStringList list(const QString &key)
    {
        const QJsonValue value = m_payload.value(key);
        QStringList read;
        if (!value.isUndefined() && (!value.isArray() || value.toArray().size() > 200))
            fail(key, u"a list of at most 200 texts"_s);
        for (const QJsonValue entry : value.toArray()) {
            if (!entry.isString() || entry.toString().size() > 200)
                fail(key, u"a list of texts of at most 200 characters"_s);
            read += entry.toString();
        }
        return read;
    }
    bool flag(const QString &key)
    {
        const QJsonValue value = m_payload.value(key);
        if (!value.isUndefined() && !value.isBool())
            fail(key, u"true or false"_s);
        return value.toBool();
    }
    policy::PolicyRef policy() { return {id<PolicyId>(u"policy"_s), id<FactId>(u"policy_version"_s)}; }
    template <typename Enum> Enum word(const QString &key, std::optional<Enum> (*fromName)(QStringView))
    {
        const auto read = fromName(text(key));
        if (!read)
            fail(key, u"a word that is known here"_s);
        return read.value_or(Enum{});
    }
    std::optional<Instant> time(const QString &key)
    {
        if (!m_payload.contains(key))
            return std::nullopt;
        const auto read = parseRfc3339(text(key));
        if (!read)
            fail(key, u"a time such as 2026-11-21T14:05:00Z"_s);
        return read.value_or(Instant{});
    }
    template <typename Fact> Result<TicketFact> finish(Fact fact) const
    {
        if (!m_error.isEmpty())
            return Error{Fault::BadInput, m_error};
        return TicketFact(std::move(fact));
    }

private:
    void fail(const QString &key, const QString &wanted)
    {
        if (m_error.isEmpty())
            m_error = u"\"%1\" should be %2"_s.arg(key, wanted);
    }
    const QJsonObject &m_payload;
    QString m_error;
};

void write(Writer &w, const TicketCreated &f)
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
    w.policy(f.policy);
    w.text(u"source"_s, f.source);
}

Result<TicketFact> readCreated(Reader r)
{
    TicketCreated f;
    f.caseNumber = r.text(u"case"_s, 100);
    f.subject = r.text(u"subject"_s);
    f.description = r.text(u"description"_s, kMaxText);
    f.customer = r.id<CustomerId>(u"customer"_s);
    f.contactName = r.text(u"contact"_s);
    f.contactEmail = r.text(u"contact_email"_s);
    f.tier = r.text(u"tier"_s, 100);
    f.priority = r.text(u"priority"_s, 100);
    f.impact = r.text(u"impact"_s);
    f.environment = r.text(u"environment"_s, kMaxText);
    f.steps = r.text(u"steps"_s, kMaxText);
    f.tags = r.list(u"tags"_s);
    f.channel = r.text(u"channel"_s, 100);
    f.policy = r.policy();
    f.source = r.text(u"source"_s);
    return r.finish(std::move(f));
}

void write(Writer &w, const CustomerMessageReceived &f)
{
    w.text(u"from"_s, f.from);
    w.text(u"text"_s, f.text);
    w.text(u"source"_s, f.source);
}

Result<TicketFact> readMessage(Reader r)
{
    CustomerMessageReceived f{r.text(u"from"_s), r.text(u"text"_s, kMaxText), r.text(u"source"_s)};
    return r.finish(std::move(f));
}

void write(Writer &w, const ReplySent &f)
{
    w.text(u"from"_s, f.from);
    w.text(u"text"_s, f.text);
    w.text(u"source"_s, f.source);
    w.flag(u"automatic"_s, f.automatic);
    w.flag(u"acknowledgement"_s, f.acknowledgement);
}

Result<TicketFact> readReply(Reader r)
{
    ReplySent f{r.text(u"from"_s), r.text(u"text"_s, kMaxText), r.text(u"source"_s), r.flag(u"automatic"_s),
                r.flag(u"acknowledgement"_s)};
    return r.finish(std::move(f));
}

void write(Writer &w, const NoteAdded &f)
{
    w.text(u"from"_s, f.from);
    w.text(u"text"_s, f.text);
    w.text(u"source"_s, f.source);
}

Result<TicketFact> readNote(Reader r)
{
    NoteAdded f{r.text(u"from"_s), r.text(u"text"_s, kMaxText), r.text(u"source"_s)};
    return r.finish(std::move(f));
}

void write(Writer &w, const StatusChanged &f)
{
    w.text(u"status"_s, statusName(f.status));
    w.text(u"reason"_s, f.reason);
    w.text(u"source"_s, f.source);
}

Result<TicketFact> readStatus(Reader r)
{
    StatusChanged f{r.word<Status>(u"status"_s, &statusFromName), r.text(u"reason"_s, kMaxText),
                    r.text(u"source"_s)};
    return r.finish(std::move(f));
}

void write(Writer &w, const PriorityChanged &f)
{
    w.text(u"priority"_s, f.priority);
    w.text(u"reason"_s, f.reason);
    w.text(u"source"_s, f.source);
}

Result<TicketFact> readPriority(Reader r)
{
    PriorityChanged f{r.text(u"priority"_s, 100), r.text(u"reason"_s, kMaxText), r.text(u"source"_s)};
    return r.finish(std::move(f));
}

void write(Writer &w, const TierChanged &f)
{
    w.text(u"tier"_s, f.tier);
    w.text(u"reason"_s, f.reason);
}

Result<TicketFact> readTier(Reader r)
{
    TierChanged f{r.text(u"tier"_s, 100), r.text(u"reason"_s, kMaxText)};
    return r.finish(std::move(f));
}

void write(Writer &w, const Assigned &f)
{
    w.id(u"person"_s, f.person);
    w.text(u"source"_s, f.source);
}

Result<TicketFact> readAssigned(Reader r)
{
    Assigned f{r.id<PersonId>(u"person"_s), r.text(u"source"_s)};
    return r.finish(std::move(f));
}

void write(Writer &w, const TagsChanged &f)
{
    w.list(u"added"_s, f.added);
    w.list(u"removed"_s, f.removed);
}

Result<TicketFact> readTags(Reader r)
{
    TagsChanged f{r.list(u"added"_s), r.list(u"removed"_s)};
    return r.finish(std::move(f));
}

void write(Writer &w, const TicketLinked &f)
{
    w.id(u"other"_s, f.other);
    w.text(u"kind"_s, linkKindName(f.kind));
    w.flag(u"removed"_s, f.removed);
}

Result<TicketFact> readLinked(Reader r)
{
    TicketLinked f{r.id<SubjectId>(u"other"_s), r.word<LinkKind>(u"kind"_s, &linkKindFromName),
                   r.flag(u"removed"_s)};
    return r.finish(std::move(f));
}

void write(Writer &w, const TicketMerged &f)
{
    w.id(u"into"_s, f.into);
}

Result<TicketFact> readMerged(Reader r)
{
    TicketMerged f{r.id<TicketId>(u"into"_s)};
    return r.finish(std::move(f));
}

void write(Writer &w, const ClosingNoteWritten &f)
{
    w.text(u"root_cause"_s, f.note.rootCause);
    w.text(u"workaround"_s, f.note.workaround);
    w.text(u"prevention"_s, f.note.prevention);
}

Result<TicketFact> readClosingNote(Reader r)
{
    ClosingNoteWritten f{{r.text(u"root_cause"_s, kMaxText), r.text(u"workaround"_s, kMaxText),
                          r.text(u"prevention"_s, kMaxText)}};
    return r.finish(std::move(f));
}

void write(Writer &w, const FieldsChanged &f)
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

Result<TicketFact> readFields(Reader r)
{
    FieldsChanged f;
    f.subject = r.optionalText(u"subject"_s);
    f.description = r.optionalText(u"description"_s, kMaxText);
    f.contactName = r.optionalText(u"contact"_s);
    f.contactEmail = r.optionalText(u"contact_email"_s);
    f.impact = r.optionalText(u"impact"_s);
    f.environment = r.optionalText(u"environment"_s, kMaxText);
    f.steps = r.optionalText(u"steps"_s, kMaxText);
    if (const auto customer = r.id<CustomerId>(u"customer"_s); !customer.isNull())
        f.customer = customer;
    return r.finish(std::move(f));
}

void write(Writer &w, const PolicyBound &f)
{
    w.policy(f.policy);
}

Result<TicketFact> readPolicy(Reader r)
{
    PolicyBound f{r.policy()};
    return r.finish(std::move(f));
}

void write(Writer &w, const DateAgreed &f)
{
    if (f.resolveBy)
        w.text(u"resolve_by"_s, toRfc3339(*f.resolveBy));
}

Result<TicketFact> readAgreed(Reader r)
{
    DateAgreed f{r.time(u"resolve_by"_s)};
    return r.finish(std::move(f));
}

/// In the order of TicketFact's alternatives.
struct TypeEntry
{
    QLatin1StringView name;
    Result<TicketFact> (*read)(Reader);
};
constexpr std::array<TypeEntry, std::variant_size_v<TicketFact>> kTypes{{
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
    for (const Status status : {Status::New, Status::Open, Status::Waiting, Status::OnHold, Status::Resolved,
                                Status::Closed, Status::Reopened}) {
        if (statusName(status) == name)
            return status;
    }
    return std::nullopt;
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
    for (const LinkKind kind :
         {LinkKind::Related, LinkKind::Duplicate, LinkKind::CausedBy, LinkKind::Incident}) {
        if (linkKindName(kind) == name)
            return kind;
    }
    return std::nullopt;
}

QString typeName(const TicketFact &fact)
{
    return QString(kTypes[fact.index()].name);
}

QJsonObject toPayload(const TicketFact &fact)
{
    Writer writer;
    std::visit([&](const auto &each) { write(writer, each); }, fact);
    return writer.take();
}

Result<TicketFact> fromPayload(const QString &type, int version, const QJsonObject &payload)
{
    for (const TypeEntry &entry : kTypes) {
        if (entry.name != type)
            continue;
        if (version != 1)
            return Error{Fault::NotFound,
                         u"version %1 of %2 is newer than this program"_s.arg(version).arg(type)};
        return entry.read(Reader(payload));
    }
    return Error{Fault::NotFound, u"the type %1 is not known here"_s.arg(type)};
}

} // namespace muster::ticket
