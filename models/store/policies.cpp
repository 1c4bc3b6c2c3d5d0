// SPDX-License-Identifier: GPL-3.0-or-later
// Policy versions: each is a fact that holds the document; tickets are bound to one.
#include "models/policy/policyreader.h"
#include "models/store/workspaceparts.h"

#include <map>
#include <memory>
#include <mutex>

using namespace Qt::StringLiterals;

namespace muster::store {
namespace {

const QString kAdopted = u"policy.adopted"_s;

/// One workspace has one policy; its versions are the facts of this subject.
PolicyId policySubject()
{
    return PolicyId::derived(Instant{}, {u"workspace policy"});
}

/// Null where it cannot be read. Several workspaces of one program share what they have of one text.
std::shared_ptr<const policy::CompiledPolicy> compiledOf(const QByteArray &yaml)
{
    static std::mutex mutex;
    static std::map<Hash256, std::weak_ptr<const policy::CompiledPolicy>> inUse;
    const Hash256 text = ledger::sha256(yaml);
    const std::scoped_lock lock(mutex);
    if (auto shared = inUse[text].lock())
        return shared;
    std::erase_if(inUse, [](const auto &each) { return each.second.expired(); });
    policy::ReadPolicy read = policy::readPolicy(yaml, u"the workspace's policy"_s);
    if (!read.policy)
        return nullptr;
    auto made = policy::CompiledPolicy::make(std::move(*read.policy));
    if (!made)
        return nullptr;
    inUse[text] = *made;
    return *made;
}

} // namespace

std::shared_ptr<const policy::CompiledPolicy> Workspace::Parts::policyOf(const policy::PolicyRef &ref)
{
    if (const auto found = policies.find(ref.version); found != policies.end())
        return found->second;
    std::shared_ptr<const policy::CompiledPolicy> compiled;
    if (const auto fact = facts.find(ref.version); fact && fact->type == kAdopted) {
        const auto payload = parseJsonObject(fact->payload);
        compiled = compiledOf(payload ? payload->value(u"yaml"_s).toString().toUtf8() : QByteArray());
    }
    policies.emplace(ref.version, compiled);
    return compiled;
}

std::shared_ptr<const policy::CompiledPolicy> Workspace::Parts::rulesFor(const policy::PolicyRef &ref)
{
    auto own = policyOf(ref);
    return own ? own : policyOf(policyInForce);
}

Result<void> Workspace::Parts::policiesArrived(bool isAnyGone)
{
    policies.clear();
    finders.clear();
    judgeApprovalsAgain();
    if (const auto loaded = loadPolicyInForce(); !loaded)
        return loaded.error();
    if (const auto policy = policyOf(policyInForce))
        names.setPolicy(policy->policy());
    arePoliciesNew = true;
    const auto tickets = isAnyGone ? projections.allTickets() : projections.ticketsWithoutClocks();
    for (const TicketId &id : tickets) {
        if (const auto projected = projectTicket(foldTicket(id), Words::Unchanged); !projected)
            return projected.error();
    }
    return {};
}

Result<void> Workspace::Parts::loadPolicyInForce()
{
    policyInForce = {};
    for (const ledger::Effective &entry :
         ledger::effective(facts.ofSubject(kPolicy, idCast<SubjectId>(policySubject())))) {
        if (entry.fact.type == kAdopted && !entry.redacted)
            policyInForce = {policySubject(), entry.fact.id};
    }
    return {};
}

Result<views::PolicyInForce> Workspace::policyInForce()
{
    const auto fact = m_parts->facts.find(m_parts->policyInForce.version);
    if (!fact)
        return views::PolicyInForce{};
    const auto payload = parseJsonObject(fact->payload);
    if (!payload)
        return payload.error();
    return views::PolicyInForce{policy(), payload->value(u"yaml"_s).toString().toUtf8(), fact->occurredAt};
}

Result<void> Workspace::adoptPolicy(const QByteArray &yaml)
{
    policy::ReadPolicy read = policy::readPolicy(yaml, u"policy"_s);
    if (!read.policy) {
        QStringList texts;
        for (const policy::Problem &problem : read.problems)
            texts += problem.text();
        return Error{Fault::BadInput, u"the policy was not adopted: %1"_s.arg(texts.join(u"; "_s))};
    }
    auto compiled = policy::CompiledPolicy::make(std::move(*read.policy));
    if (!compiled)
        return compiled.error();
    Parts &parts = *m_parts;
    const NewFact wish{
        QString(kPolicy),  idCast<SubjectId>(policySubject()),
        kAdopted,          1,
        parts.clock.now(), {{u"yaml"_s, QString::fromUtf8(yaml)}, {u"key"_s, (*compiled)->policy().key}},
        std::nullopt};
    FactId version;
    const auto done = parts.inTransaction([&]() -> Result<void> {
        const auto sealed = parts.seal(std::span(&wish, 1));
        if (!sealed)
            return sealed.error();
        version = sealed->front().id;
        const auto written = parts.facts.insert(sealed->front());
        return written ? Result<void>() : Result<void>(written.error());
    });
    if (!done)
        return done.error();
    parts.policies[version] = *compiled;
    parts.policyInForce = {policySubject(), version};
    parts.names.setPolicy((*compiled)->policy());
    return {};
}

} // namespace muster::store
