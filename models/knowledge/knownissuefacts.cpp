// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/knowledge/knownissuefacts.h"

#include "models/base/payload.h"

using namespace Qt::StringLiterals;

namespace muster::knowledge {
namespace {

void write(PayloadWriter &w, const Recorded &f)
{
    w.text(u"number"_s, f.number);
    w.text(u"title"_s, f.title);
    w.text(u"symptoms"_s, f.symptoms);
    w.text(u"workaround"_s, f.workaround);
    w.text(u"kind"_s, f.origin.kind);
    w.id(u"other"_s, f.origin.id);
}
Result<KnownIssueFact> readRecorded(PayloadReader r)
{
    Recorded f;
    f.number = r.neededText(u"number"_s);
    f.title = r.neededText(u"title"_s);
    f.symptoms = r.text(u"symptoms"_s, kMaxPayloadText);
    f.workaround = r.text(u"workaround"_s, kMaxPayloadText);
    f.origin = {r.text(u"kind"_s), r.id<SubjectId>(u"other"_s)};
    return r.finish<KnownIssueFact>(std::move(f));
}

void write(PayloadWriter &w, const Changed &f)
{
    w.text(u"title"_s, f.title);
    w.text(u"symptoms"_s, f.symptoms);
    w.text(u"workaround"_s, f.workaround);
}
Result<KnownIssueFact> readChanged(PayloadReader r)
{
    Changed f;
    f.title = r.optionalText(u"title"_s);
    f.symptoms = r.optionalText(u"symptoms"_s, kMaxPayloadText);
    f.workaround = r.optionalText(u"workaround"_s, kMaxPayloadText);
    return r.finish<KnownIssueFact>(std::move(f));
}

void write(PayloadWriter &w, const StateSet &f)
{
    w.text(u"state"_s, stateName(f.state));
    w.text(u"fixed_in"_s, f.fixedIn);
}
Result<KnownIssueFact> readStateSet(PayloadReader r)
{
    StateSet f;
    f.state = r.word(u"state"_s, &stateFromName);
    f.fixedIn = r.text(u"fixed_in"_s);
    return r.finish<KnownIssueFact>(std::move(f));
}

/// In the order of the variant.
constexpr std::array<FactType<KnownIssueFact>, std::variant_size_v<KnownIssueFact>> kTypes{{
    {QLatin1StringView("known_issue.recorded"), &readRecorded},
    {QLatin1StringView("known_issue.changed"), &readChanged},
    {QLatin1StringView("known_issue.state"), &readStateSet},
}};

} // namespace

QString stateName(State state)
{
    switch (state) {
    case State::Open:
        return u"open"_s;
    case State::Fixed:
        return u"fixed"_s;
    }
    return {};
}

std::optional<State> stateFromName(QStringView name)
{
    for (const State state : {State::Open, State::Fixed}) {
        if (stateName(state) == name)
            return state;
    }
    return std::nullopt;
}

QString typeName(const KnownIssueFact &fact)
{
    return kTypes[fact.index()].name;
}

QJsonObject toPayload(const KnownIssueFact &fact)
{
    PayloadWriter writer;
    std::visit([&](const auto &each) { write(writer, each); }, fact);
    return writer.take();
}

Result<KnownIssueFact> fromPayload(const QString &type, int version, const QJsonObject &payload)
{
    return readFact(kTypes, type, version, payload);
}

} // namespace muster::knowledge
