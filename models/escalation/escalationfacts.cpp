// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/escalation/escalationfacts.h"

#include "models/base/names.h"
#include "models/base/payload.h"
#include "models/escalation/workpayloads.h"

using namespace Qt::StringLiterals;

namespace muster::escalation {
namespace {

constexpr qsizetype kKey = 100;
constexpr int kMostEpisodes = 1'000'000;

void write(PayloadWriter &w, const Raised &f)
{
    w.id(u"ticket"_s, f.ticket);
    w.id(u"customer"_s, f.customer);
    w.text(u"tier"_s, f.tier);
    w.text(u"priority"_s, f.priority);
    w.text(u"situation"_s, f.situation);
    w.text(u"trigger"_s, f.trigger);
    w.text(u"manual_reason"_s, f.reason);
    w.text(u"source"_s, f.source);
    w.text(u"text"_s, f.text);
    w.text(u"level"_s, f.level);
    w.text(u"path"_s, f.path);
    w.text(u"rule"_s, f.rule);
    if (f.episode != 0)
        w.value(u"episode"_s, f.episode);
    w.time(u"since"_s, f.since);
    w.id(u"policy"_s, f.policy.policy);
    w.id(u"policy_version"_s, f.policy.version);
    w.list(u"said"_s, f.said);
}
Result<EscalationFact> readRaised(PayloadReader r)
{
    Raised f;
    f.ticket = r.neededId<TicketId>(u"ticket"_s);
    f.customer = r.id<CustomerId>(u"customer"_s);
    f.tier = r.text(u"tier"_s, kKey);
    f.priority = r.text(u"priority"_s, kKey);
    f.situation = r.text(u"situation"_s, kKey);
    f.trigger = r.text(u"trigger"_s, kKey);
    f.reason = r.text(u"manual_reason"_s, kKey);
    f.source = r.text(u"source"_s, kKey);
    f.text = r.text(u"text"_s, kMaxPayloadText);
    f.level = r.neededText(u"level"_s, kKey);
    f.path = r.text(u"path"_s, kKey);
    f.rule = r.text(u"rule"_s, kKey);
    if (r.has(u"episode"_s)) {
        f.episode = r.value(u"episode"_s).toInt(-1);
        if (f.episode < 0 || f.episode > kMostEpisodes)
            r.fail(u"episode"_s, u"a number from 0 to %1"_s.arg(kMostEpisodes));
    }
    f.since = r.time(u"since"_s);
    f.policy = {r.id<PolicyId>(u"policy"_s), r.id<FactId>(u"policy_version"_s)};
    f.said = r.list(u"said"_s);
    return r.finish<EscalationFact>(std::move(f));
}

void write(PayloadWriter &w, const LevelChanged &f)
{
    w.text(u"level"_s, f.level);
    w.text(u"reason"_s, f.reason);
    w.text(u"rule"_s, f.rule);
}
Result<EscalationFact> readLevel(PayloadReader r)
{
    LevelChanged f{r.neededText(u"level"_s, kKey), r.text(u"reason"_s, kMaxPayloadText),
                   r.text(u"rule"_s, kKey)};
    return r.finish<EscalationFact>(std::move(f));
}

void write(PayloadWriter &w, const HandedOver &f)
{
    w.text(u"path"_s, f.path);
    w.id(u"person"_s, f.person);
    w.text(u"brief"_s, f.brief);
    w.list(u"without"_s, f.without);
    w.text(u"reason"_s, f.reason);
}
Result<EscalationFact> readHandedOver(PayloadReader r)
{
    HandedOver f;
    f.path = r.text(u"path"_s, kKey);
    f.person = r.id<PersonId>(u"person"_s);
    f.brief = r.text(u"brief"_s, kMaxPayloadText);
    f.without = r.list(u"without"_s);
    f.reason = r.text(u"reason"_s, kMaxPayloadText);
    if (f.path.isEmpty() && f.person.isNull())
        r.fail(u"path"_s, u"where it goes, or the person who gets it"_s);
    return r.finish<EscalationFact>(std::move(f));
}

void write(PayloadWriter &w, const Accepted &f)
{
    w.id(u"hand_over"_s, f.handOver);
}
Result<EscalationFact> readAccepted(PayloadReader r)
{
    const Accepted f{r.id<FactId>(u"hand_over"_s)};
    return r.finish<EscalationFact>(f);
}

void write(PayloadWriter &w, const Refused &f)
{
    w.id(u"hand_over"_s, f.handOver);
    w.text(u"reason"_s, f.reason);
}
Result<EscalationFact> readRefused(PayloadReader r)
{
    Refused f{r.neededId<FactId>(u"hand_over"_s), r.text(u"reason"_s, kMaxPayloadText)};
    return r.finish<EscalationFact>(std::move(f));
}

void write(PayloadWriter &w, const Told &f)
{
    w.text(u"audience"_s, audienceName(f.audience));
    w.text(u"text"_s, f.text);
    w.text(u"via"_s, f.via);
    w.time(u"next_by"_s, f.nextBy);
    w.list(u"waived"_s, f.waived);
    w.text(u"reason"_s, f.reason);
}
Result<EscalationFact> readTold(PayloadReader r)
{
    Told f;
    f.audience = r.word<Audience>(u"audience"_s, &audienceFromName);
    f.text = r.text(u"text"_s, kMaxPayloadText);
    f.via = r.text(u"via"_s, kKey);
    f.nextBy = r.time(u"next_by"_s);
    f.waived = r.list(u"waived"_s);
    f.reason = r.text(u"reason"_s, kMaxPayloadText);
    return r.finish<EscalationFact>(std::move(f));
}

void write(PayloadWriter &w, const IncidentRaised &f)
{
    w.id(u"incident"_s, f.incident);
}
Result<EscalationFact> readIncident(PayloadReader r)
{
    const IncidentRaised f{r.neededId<IncidentId>(u"incident"_s)};
    return r.finish<EscalationFact>(f);
}

void write(PayloadWriter &w, const NoteWritten &f)
{
    w.text(u"text"_s, f.text);
}
Result<EscalationFact> readNote(PayloadReader r)
{
    NoteWritten f{r.text(u"text"_s, kMaxPayloadText)};
    return r.finish<EscalationFact>(std::move(f));
}

void write(PayloadWriter &w, const DeEscalated &f)
{
    w.text(u"de_escalation"_s, f.reason);
    w.text(u"text"_s, f.text);
}
Result<EscalationFact> readDeEscalated(PayloadReader r)
{
    DeEscalated f{r.neededText(u"de_escalation"_s, kKey), r.text(u"text"_s, kMaxPayloadText)};
    return r.finish<EscalationFact>(std::move(f));
}

void write(PayloadWriter &w, const StepTicked &f)
{
    w.text(u"step"_s, f.step);
    w.value(u"done"_s, f.isDone);
}
Result<EscalationFact> readStep(PayloadReader r)
{
    StepTicked f{r.neededText(u"step"_s, kKey), !r.has(u"done"_s) || r.flag(u"done"_s)};
    return r.finish<EscalationFact>(std::move(f));
}

void write(PayloadWriter &w, const Closed &f)
{
    w.text(u"lessons"_s, f.lessons);
    w.list(u"without"_s, f.without);
    w.text(u"reason"_s, f.reason);
}
Result<EscalationFact> readClosed(PayloadReader r)
{
    Closed f{r.text(u"lessons"_s, kMaxPayloadText), r.list(u"without"_s),
             r.text(u"reason"_s, kMaxPayloadText)};
    return r.finish<EscalationFact>(std::move(f));
}

void write(PayloadWriter &w, const StandsAgain &f)
{
    w.text(u"reason"_s, f.reason);
}
Result<EscalationFact> readStandsAgain(PayloadReader r)
{
    StandsAgain f{r.text(u"reason"_s, kMaxPayloadText)};
    return r.finish<EscalationFact>(std::move(f));
}

void write(PayloadWriter &w, const PackageGiven &f)
{
    w.text(u"form"_s, f.form);
    w.list(u"sections"_s, f.sections);
    w.value(u"package"_s, f.version);
}
Result<EscalationFact> readGiven(PayloadReader r)
{
    PackageGiven f{r.neededText(u"form"_s, kKey), r.list(u"sections"_s), 0};
    if (r.has(u"package"_s)) {
        f.version = r.value(u"package"_s).toInt(-1);
        if (f.version < 0 || f.version > kMostEpisodes)
            r.fail(u"package"_s, u"a number from 0 to %1"_s.arg(kMostEpisodes));
    }
    return r.finish<EscalationFact>(std::move(f));
}

using Type = FactType<EscalationFact>;

/// In the order of the variant.
constexpr std::array kTypes{
    Type{QLatin1StringView("escalation.raised"), &readRaised},
    Type{QLatin1StringView("escalation.level"), &readLevel},
    Type{QLatin1StringView("escalation.handed_over"), &readHandedOver},
    Type{QLatin1StringView("escalation.accepted"), &readAccepted},
    Type{QLatin1StringView("escalation.refused"), &readRefused},
    Type{QLatin1StringView("escalation.package"), &readPackage},
    Type{QLatin1StringView("escalation.asked"), &readAsked},
    Type{QLatin1StringView("escalation.judged"), &readJudged},
    Type{QLatin1StringView("escalation.follow_up"), &readFollowUp},
    Type{QLatin1StringView("escalation.told"), &readTold},
    Type{QLatin1StringView("escalation.incident"), &readIncident},
    Type{QLatin1StringView("escalation.note"), &readNote},
    Type{QLatin1StringView("escalation.de_escalated"), &readDeEscalated},
    Type{QLatin1StringView("escalation.step"), &readStep},
    Type{QLatin1StringView("escalation.closed"), &readClosed},
    Type{QLatin1StringView("escalation.stands_again"), &readStandsAgain},
    Type{QLatin1StringView("escalation.package_given"), &readGiven},
};
static_assert(kTypes.size() == std::variant_size_v<EscalationFact>);

constexpr std::array kAudiences{Audience::Internal, Audience::Customer};

} // namespace

QString audienceName(Audience audience)
{
    switch (audience) {
    case Audience::Internal:
        return u"internal"_s;
    case Audience::Customer:
        return u"customer"_s;
    }
    return {};
}

std::optional<Audience> audienceFromName(QStringView name)
{
    return named(name, kAudiences, audienceName);
}

bool isOfApproval(QStringView type)
{
    return type == u"escalation.asked" || type == u"escalation.judged";
}

QString typeName(const EscalationFact &fact)
{
    return kTypes[fact.index()].name;
}

QJsonObject toPayload(const EscalationFact &fact)
{
    PayloadWriter writer;
    std::visit([&](const auto &each) { write(writer, each); }, fact);
    return writer.take();
}

Result<EscalationFact> fromPayload(const QString &type, int version, const QJsonObject &payload)
{
    return readFact(kTypes, type, version, payload);
}

} // namespace muster::escalation
