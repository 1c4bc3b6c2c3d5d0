// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ledger/acted.h"

#include "models/base/payload.h"
#include "models/ledger/ledger.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace muster::ledger {
namespace {

QJsonObject written(const NewFact &fact)
{
    PayloadWriter w;
    w.id(u"id"_s, *fact.derivedId);
    w.text(u"kind"_s, fact.subjectKind);
    w.id(u"subject"_s, fact.subject);
    w.text(u"type"_s, fact.type);
    w.value(u"version"_s, fact.version);
    w.time(u"at"_s, fact.occurredAt);
    w.value(u"payload"_s, fact.payload);
    return w.take();
}

Result<NewFact> read(const QJsonObject &object)
{
    PayloadReader r(object);
    NewFact fact;
    fact.derivedId = r.neededId<FactId>(u"id"_s);
    fact.subjectKind = r.neededText(u"kind"_s);
    fact.subject = r.neededId<SubjectId>(u"subject"_s);
    fact.type = r.neededText(u"type"_s);
    fact.version = r.value(u"version"_s).toInt(-1);
    if (fact.version < 1)
        r.fail(u"version"_s, u"a whole number"_s);
    const auto at = r.time(u"at"_s);
    if (!at)
        r.fail(u"at"_s, u"a time such as 2026-11-21T14:05:00Z"_s);
    fact.occurredAt = at.value_or(Instant{});
    if (!r.value(u"payload"_s).isObject())
        r.fail(u"payload"_s, u"an object"_s);
    fact.payload = r.value(u"payload"_s).toObject();
    return r.finish<NewFact>(fact);
}

} // namespace

NewFact actedFact(std::span<const NewFact> derived, Instant at)
{
    QJsonArray facts;
    for (const NewFact &fact : derived)
        facts.append(written(fact));
    return {QString(kAutomation),  SubjectId::random(at), QString(kActed), 1, at,
            {{u"facts"_s, facts}}, std::nullopt};
}

Result<std::vector<Fact>> actedFacts(const Fact &acted)
{
    const auto payload = parseJsonObject(acted.payload, kMaxPayload);
    if (!payload)
        return payload.error();
    const QJsonArray list = payload->value(u"facts"_s).toArray();
    if (list.isEmpty() || list.size() > kMostActed)
        return Error{Fault::BadInput, u"it should hold 1 to %1 entries of rules"_s.arg(kMostActed)};
    std::vector<NewFact> wishes;
    wishes.reserve(size_t(list.size()));
    for (const auto &each : list) {
        auto fact = read(each.toObject());
        if (!fact)
            return fact.error();
        wishes.push_back(std::move(*fact));
    }
    HybridClock unused;
    ChainHead none;
    return seal(wishes, {}, {}, {}, unused, none);
}

} // namespace muster::ledger
