// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/incident/incidentfacts.h"

#include "models/base/payload.h"
#include "models/incident/creditpayloads.h"

#include <array>

using namespace Qt::StringLiterals;

namespace muster::incident {
namespace {

constexpr qsizetype kKey = 100;
constexpr qsizetype kMostTickets = 10'000;
constexpr int kMostPermille = 1000;

template <typename Enum, size_t N>
std::optional<Enum> fromName(QStringView name, const std::array<QLatin1StringView, N> &names)
{
    for (size_t i = 0; i < N; ++i) {
        if (name == names[i])
            return Enum(i);
    }
    return std::nullopt;
}

constexpr std::array kStatuses{QLatin1StringView("investigating"), QLatin1StringView("identified"),
                               QLatin1StringView("mitigated"),     QLatin1StringView("monitoring"),
                               QLatin1StringView("resolved"),      QLatin1StringView("closed")};
constexpr std::array kEntryKinds{QLatin1StringView("fact"),     QLatin1StringView("action"),
                                 QLatin1StringView("decision"), QLatin1StringView("hypothesis"),
                                 QLatin1StringView("update"),   QLatin1StringView("milestone")};
constexpr std::array kHypothesisStates{QLatin1StringView("open"), QLatin1StringView("confirmed"),
                                       QLatin1StringView("ruled_out")};
constexpr std::array kTaskKinds{QLatin1StringView("work"), QLatin1StringView("hotfix"),
                                QLatin1StringView("corrective"), QLatin1StringView("preventive"),
                                QLatin1StringView("detective")};
constexpr std::array kSides{QLatin1StringView("ours"), QLatin1StringView("theirs")};

QJsonObject scopeJson(const Scope &scope)
{
    PayloadWriter w;
    w.text(u"text"_s, scope.text);
    if (scope.sessionsPermille)
        w.value(u"sessions_permille"_s, *scope.sessionsPermille);
    w.list(u"tiers"_s, scope.tiers);
    return w.take();
}

Scope readScope(PayloadReader &r)
{
    const QJsonValue value = r.value(u"scope"_s);
    if (!value.isUndefined() && !value.isObject())
        r.fail(u"scope"_s, u"an object"_s);
    const QJsonObject object = value.toObject();
    PayloadReader inner(object);
    Scope scope{inner.text(u"text"_s, kMaxPayloadText), std::nullopt, inner.list(u"tiers"_s)};
    if (inner.has(u"sessions_permille"_s)) {
        const int share = inner.value(u"sessions_permille"_s).toInt(-1);
        if (share < 0 || share > kMostPermille)
            r.fail(u"scope"_s, u"a share of sessions from 0 to 1000 permille"_s);
        scope.sessionsPermille = share;
    }
    if (!inner.finish<Scope>(scope))
        r.fail(u"scope"_s, u"a text, a share of sessions and tiers"_s);
    return scope;
}

void write(PayloadWriter &w, const Declared &f)
{
    w.text(u"number"_s, f.number);
    w.text(u"title"_s, f.title);
    w.text(u"severity"_s, f.severity);
    w.value(u"scope"_s, scopeJson(f.scope));
    w.time(u"first_report_at"_s, f.firstReportAt);
    w.id(u"policy"_s, f.policy.policy);
    w.id(u"policy_version"_s, f.policy.version);
    w.text(u"drill"_s, f.drill);
}
Result<IncidentFact> readDeclared(PayloadReader r)
{
    Declared f;
    f.number = r.text(u"number"_s, kKey);
    f.title = r.neededText(u"title"_s);
    f.severity = r.neededText(u"severity"_s, kKey);
    f.scope = readScope(r);
    f.firstReportAt = r.time(u"first_report_at"_s);
    f.policy = {r.id<PolicyId>(u"policy"_s), r.id<FactId>(u"policy_version"_s)};
    f.drill = r.text(u"drill"_s, kKey);
    return r.finish<IncidentFact>(std::move(f));
}

void write(PayloadWriter &w, const SeverityChanged &f)
{
    w.text(u"severity"_s, f.severity);
    w.text(u"reason"_s, f.reason);
}
Result<IncidentFact> readSeverity(PayloadReader r)
{
    SeverityChanged f{r.neededText(u"severity"_s, kKey), r.text(u"reason"_s, kMaxPayloadText)};
    return r.finish<IncidentFact>(std::move(f));
}

void write(PayloadWriter &w, const StatusChanged &f)
{
    w.text(u"status"_s, statusName(f.status));
    w.list(u"without"_s, f.without);
    w.text(u"reason"_s, f.reason);
}
Result<IncidentFact> readStatus(PayloadReader r)
{
    StatusChanged f{r.word<Status>(u"status"_s, &statusFromName), r.text(u"reason"_s, kMaxPayloadText),
                    r.list(u"without"_s)};
    return r.finish<IncidentFact>(std::move(f));
}

void write(PayloadWriter &w, const FieldsChanged &f)
{
    w.text(u"title"_s, f.title);
    if (f.scope)
        w.value(u"scope"_s, scopeJson(*f.scope));
    w.time(u"first_report_at"_s, f.firstReportAt);
}
Result<IncidentFact> readFields(PayloadReader r)
{
    FieldsChanged f;
    f.title = r.optionalText(u"title"_s);
    if (r.has(u"scope"_s))
        f.scope = readScope(r);
    f.firstReportAt = r.time(u"first_report_at"_s);
    return r.finish<IncidentFact>(std::move(f));
}

void write(PayloadWriter &w, const StepEntered &f)
{
    w.text(u"step"_s, f.step);
    w.list(u"without"_s, f.without);
    w.text(u"reason"_s, f.reason);
}
Result<IncidentFact> readStep(PayloadReader r)
{
    StepEntered f{r.neededText(u"step"_s, kKey), r.list(u"without"_s), r.text(u"reason"_s, kMaxPayloadText)};
    return r.finish<IncidentFact>(std::move(f));
}

/// Flags that are true unless it is said otherwise.
bool readDefaultTrue(PayloadReader &r, const QString &key)
{
    return !r.has(key) || r.flag(key);
}

void write(PayloadWriter &w, const AskTicked &f)
{
    w.text(u"ask"_s, f.ask);
    w.value(u"done"_s, f.isDone);
}
Result<IncidentFact> readTicked(PayloadReader r)
{
    AskTicked f{r.neededText(u"ask"_s, kKey), readDefaultTrue(r, u"done"_s)};
    return r.finish<IncidentFact>(std::move(f));
}

void write(PayloadWriter &w, const RoleGiven &f)
{
    w.text(u"role"_s, f.role);
    w.id(u"person"_s, f.person);
    w.flag(u"needs_acknowledgement"_s, f.needsAcknowledgement);
    w.text(u"brief"_s, f.brief);
}
Result<IncidentFact> readRole(PayloadReader r)
{
    RoleGiven f{r.neededText(u"role"_s, kKey), r.id<PersonId>(u"person"_s),
                r.flag(u"needs_acknowledgement"_s), r.text(u"brief"_s, kMaxPayloadText)};
    return r.finish<IncidentFact>(std::move(f));
}

void write(PayloadWriter &w, const RoleAcknowledged &f)
{
    w.id(u"given"_s, f.given);
}
Result<IncidentFact> readAcknowledged(PayloadReader r)
{
    RoleAcknowledged f{r.neededId<FactId>(u"given"_s)};
    return r.finish<IncidentFact>(std::move(f));
}

void write(PayloadWriter &w, const EntryWritten &f)
{
    w.text(u"kind"_s, entryKindName(f.kind));
    w.text(u"text"_s, f.text);
    w.id(u"owner"_s, f.owner);
    w.text(u"result"_s, f.result);
    w.text(u"milestone"_s, f.milestone);
    w.text(u"why"_s, f.why);
    w.text(u"alternatives"_s, f.alternatives);
}
Result<IncidentFact> readEntry(PayloadReader r)
{
    EntryWritten f;
    f.kind = r.word<EntryKind>(u"kind"_s, &entryKindFromName);
    f.text = r.text(u"text"_s, kMaxPayloadText);
    f.owner = r.id<PersonId>(u"owner"_s);
    f.result = r.text(u"result"_s, kMaxPayloadText);
    f.milestone = r.text(u"milestone"_s, kKey);
    f.why = r.text(u"why"_s, kMaxPayloadText);
    f.alternatives = r.text(u"alternatives"_s, kMaxPayloadText);
    return r.finish<IncidentFact>(std::move(f));
}

void write(PayloadWriter &w, const EntryPinned &f)
{
    w.id(u"entry"_s, f.entry);
    w.value(u"pinned"_s, f.isPinned);
}
Result<IncidentFact> readPinned(PayloadReader r)
{
    EntryPinned f{r.neededId<FactId>(u"entry"_s), readDefaultTrue(r, u"pinned"_s)};
    return r.finish<IncidentFact>(std::move(f));
}

void write(PayloadWriter &w, const HypothesisJudged &f)
{
    w.id(u"entry"_s, f.entry);
    w.text(u"state"_s, hypothesisStateName(f.state));
    w.text(u"because"_s, f.because);
}
Result<IncidentFact> readHypothesis(PayloadReader r)
{
    HypothesisJudged f{r.neededId<FactId>(u"entry"_s),
                       r.word<HypothesisState>(u"state"_s, &hypothesisStateFromName),
                       r.text(u"because"_s, kMaxPayloadText)};
    return r.finish<IncidentFact>(std::move(f));
}

void write(PayloadWriter &w, const UpdateSent &f)
{
    w.text(u"audience"_s, f.audience);
    w.text(u"subject"_s, f.subject);
    w.text(u"text"_s, f.text);
    w.time(u"next_by"_s, f.nextBy);
    w.text(u"via"_s, f.via);
    w.id(u"approved_by"_s, f.approvedBy);
    QJsonArray waivers;
    for (const Waiver &waiver : f.waivers)
        waivers += QJsonObject{{u"finding"_s, waiver.finding}, {u"reason"_s, waiver.reason}};
    if (!waivers.isEmpty())
        w.value(u"waivers"_s, waivers);
}
Result<IncidentFact> readUpdate(PayloadReader r)
{
    UpdateSent f;
    f.audience = r.neededText(u"audience"_s, kKey);
    f.subject = r.text(u"subject"_s);
    f.text = r.text(u"text"_s, kMaxPayloadText);
    f.nextBy = r.time(u"next_by"_s);
    f.via = r.text(u"via"_s, kKey);
    f.approvedBy = r.id<PersonId>(u"approved_by"_s);
    const QJsonValue waivers = r.value(u"waivers"_s);
    if (!waivers.isUndefined() && !waivers.isArray())
        r.fail(u"waivers"_s, u"a list"_s);
    const QJsonArray entries = waivers.toArray();
    for (const QJsonValue &entry : entries) {
        const QJsonObject object = entry.toObject();
        PayloadReader inner(object);
        f.waivers.push_back({inner.text(u"finding"_s), inner.text(u"reason"_s)});
        if (!inner.finish<Waiver>(f.waivers.back()))
            r.fail(u"waivers"_s, u"a list of findings with reasons"_s);
    }
    return r.finish<IncidentFact>(std::move(f));
}

void write(PayloadWriter &w, const TaskWritten &f)
{
    w.id(u"task"_s, f.task);
    w.text(u"text"_s, f.text);
    w.text(u"workstream"_s, f.workstream);
    if (f.kind)
        w.text(u"kind"_s, taskKindName(*f.kind));
    if (f.owner)
        w.value(u"owner"_s, f.owner->isNull() ? QString() : f.owner->toString());
    w.id(u"customer"_s, f.customer);
    if (f.side)
        w.text(u"side"_s, sideName(*f.side));
    w.text(u"their_owner"_s, f.theirOwner);
    w.time(u"due"_s, f.due);
    if (f.isDone)
        w.value(u"done"_s, *f.isDone);
    w.text(u"result"_s, f.result);
}
Result<IncidentFact> readTask(PayloadReader r)
{
    TaskWritten f;
    f.task = r.id<FactId>(u"task"_s);
    f.text = r.optionalText(u"text"_s, kMaxPayloadText);
    f.workstream = r.optionalText(u"workstream"_s);
    if (r.has(u"kind"_s))
        f.kind = r.word<TaskKind>(u"kind"_s, &taskKindFromName);
    if (r.has(u"owner"_s))
        f.owner = r.id<PersonId>(u"owner"_s);
    f.customer = r.id<CustomerId>(u"customer"_s);
    if (r.has(u"side"_s))
        f.side = r.word<Side>(u"side"_s, &sideFromName);
    f.theirOwner = r.optionalText(u"their_owner"_s);
    f.due = r.time(u"due"_s);
    if (r.has(u"done"_s))
        f.isDone = r.flag(u"done"_s);
    f.result = r.text(u"result"_s, kMaxPayloadText);
    if (f.task.isNull() && f.text.value_or(QString()).isEmpty())
        r.fail(u"text"_s, u"what is to be done"_s);
    return r.finish<IncidentFact>(std::move(f));
}

QJsonArray idList(const std::vector<TicketId> &ids)
{
    QJsonArray list;
    for (const TicketId &id : ids)
        list += id.toString();
    return list;
}

std::vector<TicketId> readIds(PayloadReader &r, const QString &key)
{
    const QJsonValue value = r.value(key);
    const QJsonArray entries = value.toArray();
    if ((!value.isUndefined() && !value.isArray()) || entries.size() > kMostTickets)
        r.fail(key, u"a list of at most %1 ids"_s.arg(kMostTickets));
    std::vector<TicketId> ids;
    for (const QJsonValue &entry : entries) {
        const auto id = TicketId::parse(entry.toString());
        if (!id)
            r.fail(key, u"a list of ids"_s);
        ids.push_back(id.value_or(TicketId{}));
    }
    return ids;
}

void write(PayloadWriter &w, const TicketsLinked &f)
{
    if (!f.added.empty())
        w.value(u"added"_s, idList(f.added));
    if (!f.removed.empty())
        w.value(u"removed"_s, idList(f.removed));
}
Result<IncidentFact> readTickets(PayloadReader r)
{
    TicketsLinked f{readIds(r, u"added"_s), readIds(r, u"removed"_s)};
    return r.finish<IncidentFact>(std::move(f));
}

void write(PayloadWriter &w, const RecoveryConfirmed &f)
{
    w.id(u"by"_s, f.by);
    w.text(u"evidence"_s, f.evidence);
}
Result<IncidentFact> readRecovered(PayloadReader r)
{
    RecoveryConfirmed f{r.id<PersonId>(u"by"_s), r.text(u"evidence"_s, kMaxPayloadText)};
    return r.finish<IncidentFact>(std::move(f));
}

void write(PayloadWriter &w, const ClosingWritten &f)
{
    w.text(u"root_cause"_s, f.rootCause);
    w.text(u"workaround"_s, f.workaround);
    w.text(u"prevention"_s, f.prevention);
}
Result<IncidentFact> readClosing(PayloadReader r)
{
    ClosingWritten f{r.text(u"root_cause"_s, kMaxPayloadText), r.text(u"workaround"_s, kMaxPayloadText),
                     r.text(u"prevention"_s, kMaxPayloadText)};
    return r.finish<IncidentFact>(std::move(f));
}

void write(PayloadWriter &w, const DocumentWritten &f)
{
    w.text(u"document"_s, f.document);
    w.text(u"text"_s, f.text);
}
Result<IncidentFact> readDocument(PayloadReader r)
{
    DocumentWritten f{r.text(u"document"_s, kKey), r.text(u"text"_s, kMaxPayloadText)};
    return r.finish<IncidentFact>(std::move(f));
}

using Type = FactType<IncidentFact>;

/// In the order of the variant.
constexpr std::array kTypes{
    Type{QLatin1StringView("incident.declared"), &readDeclared},
    Type{QLatin1StringView("incident.severity"), &readSeverity},
    Type{QLatin1StringView("incident.status"), &readStatus},
    Type{QLatin1StringView("incident.fields"), &readFields},
    Type{QLatin1StringView("incident.step"), &readStep},
    Type{QLatin1StringView("incident.ticked"), &readTicked},
    Type{QLatin1StringView("incident.role"), &readRole},
    Type{QLatin1StringView("incident.role_acknowledged"), &readAcknowledged},
    Type{QLatin1StringView("incident.entry"), &readEntry},
    Type{QLatin1StringView("incident.pinned"), &readPinned},
    Type{QLatin1StringView("incident.hypothesis"), &readHypothesis},
    Type{QLatin1StringView("incident.update"), &readUpdate},
    Type{QLatin1StringView("incident.task"), &readTask},
    Type{QLatin1StringView("incident.tickets"), &readTickets},
    Type{QLatin1StringView("incident.recovered"), &readRecovered},
    Type{QLatin1StringView("incident.closing"), &readClosing},
    Type{QLatin1StringView("incident.document"), &readDocument},
    Type{QLatin1StringView("incident.downtime"), &readDowntime},
    Type{QLatin1StringView("incident.credit"), &readCredit},
    Type{QLatin1StringView("incident.credit_judged"), &readCreditJudged},
};
static_assert(kTypes.size() == std::variant_size_v<IncidentFact>);

} // namespace

QString statusName(Status status)
{
    return kStatuses[size_t(status)];
}

std::optional<Status> statusFromName(QStringView name)
{
    return fromName<Status>(name, kStatuses);
}

bool isRunning(Status status)
{
    return status < Status::Resolved;
}

QString entryKindName(EntryKind kind)
{
    return kEntryKinds[size_t(kind)];
}

std::optional<EntryKind> entryKindFromName(QStringView name)
{
    return fromName<EntryKind>(name, kEntryKinds);
}

QString hypothesisStateName(HypothesisState state)
{
    return kHypothesisStates[size_t(state)];
}

std::optional<HypothesisState> hypothesisStateFromName(QStringView name)
{
    return fromName<HypothesisState>(name, kHypothesisStates);
}

QString taskKindName(TaskKind kind)
{
    return kTaskKinds[size_t(kind)];
}

std::optional<TaskKind> taskKindFromName(QStringView name)
{
    return fromName<TaskKind>(name, kTaskKinds);
}

QString sideName(Side side)
{
    return kSides[size_t(side)];
}

std::optional<Side> sideFromName(QStringView name)
{
    return fromName<Side>(name, kSides);
}

QString typeName(const IncidentFact &fact)
{
    return QString(kTypes[fact.index()].name);
}

QJsonObject toPayload(const IncidentFact &fact)
{
    PayloadWriter writer;
    std::visit([&](const auto &each) { write(writer, each); }, fact);
    return writer.take();
}

Result<IncidentFact> fromPayload(const QString &type, int version, const QJsonObject &payload)
{
    return readFact(kTypes, type, version, payload);
}

} // namespace muster::incident
