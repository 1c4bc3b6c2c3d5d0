// SPDX-License-Identifier: GPL-3.0-or-later
// Trying a policy on the open tickets, in pieces between which the database thread does what people enter.
#include "app/deskservice.h"
#include "models/escalation/words.h"
#include "models/policy/policyreader.h"
#include "models/views/limitcounts.h"

#include <QElapsedTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::app {
namespace {

constexpr size_t kAtOnce = 10; ///< tickets
constexpr qint64 kPiece = 30;  ///< ms, behind which an entry may have to wait

} // namespace

struct DeskService::Trial
{
    int number = 0; ///< another one has begun where it is not the newest
    std::shared_ptr<const policy::CompiledPolicy> policy;
    std::unique_ptr<const escalation::WordFinder> words;
    policy::ThresholdRules limitsNow; ///< of the policy in force
    std::vector<TicketId> tickets;
    size_t next = 0;
    views::PolicyTrial result;
};

void DeskService::sayLimits(Trial &trial)
{
    views::LimitOutlook outlook = views::limitOutlook(
        trial.limitsNow, trial.result.readingsNow, trial.policy->policy().thresholds, trial.result.readings);
    trial.result.limitsPassed = outlook.passed;
    trial.result.limits = std::move(outlook.sentences);
}

void DeskService::startPolicyTrial(QByteArray yaml)
{
    m_database.post([this, yaml = std::move(yaml), number = ++m_trial](store::Workspace &workspace) {
        auto trial = std::make_shared<Trial>();
        trial->number = number;
        policy::ReadPolicy read = policy::readPolicy(yaml, u"policy"_s);
        const auto compiled = read.policy ? policy::CompiledPolicy::make(std::move(*read.policy))
                                          : Result<std::shared_ptr<const policy::CompiledPolicy>>(
                                                Error{Fault::BadInput, u"the text has mistakes"_s});
        if (!compiled) {
            trial->result.error = compiled.error().detail;
        } else {
            trial->policy = *compiled;
            trial->words = std::make_unique<escalation::WordFinder>(trial->policy->policy().escalation.words);
            if (const auto inForce = workspace.policyInForce(); inForce && inForce->policy)
                trial->limitsNow = inForce->policy->policy().thresholds;
            trial->tickets = workspace.openTickets();
            trial->result.total = int(trial->tickets.size());
        }
        goOnTrying(workspace, trial);
    });
}

void DeskService::goOnTrying(store::Workspace &workspace, const std::shared_ptr<Trial> &trial)
{
    if (trial->number != m_trial)
        return;
    views::PolicyTrial &result = trial->result;
    QElapsedTimer timer;
    timer.start();
    while (result.error.isEmpty() && trial->next < trial->tickets.size() && timer.elapsed() < kPiece) {
        const std::span<const TicketId> left = std::span(trial->tickets).subspan(trial->next);
        const auto piece = left.first(std::min(kAtOnce, left.size()));
        trial->next += piece.size();
        if (const auto tried = workspace.tryPolicy(*trial->policy, *trial->words, piece, result); !tried)
            result.error = tried.error().detail;
    }
    result.isDone = !result.error.isEmpty() || trial->next == trial->tickets.size();
    if (result.isDone && result.error.isEmpty())
        sayLimits(*trial);
    QMetaObject::invokeMethod(
        this,
        [this, result, number = trial->number] {
            if (number == m_trial)
                emit policyTried(result);
        },
        Qt::QueuedConnection);
    if (!result.isDone)
        m_database.post([this, trial](store::Workspace &again) { goOnTrying(again, trial); });
}

} // namespace muster::app
