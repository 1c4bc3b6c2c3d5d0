// SPDX-License-Identifier: GPL-3.0-or-later
// The form that escalates a ticket: first what speaks for handling it in support and what for escalating,
// each with what shows it; then why, how it was asked for and where it goes, with the level and the time that
// follow.
#include "models/escalation/paths.h"
#include "models/escalation/ticketcase.h"
#include "models/views/casetext.h"
#include "ui/escalation/escalationorders.h"
#include "ui/theme/localzone.h"
#include "ui/widgets/deskanswer.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

/// What the form knows while it is open.
struct Raising
{
    std::shared_ptr<const policy::CompiledPolicy> policy;
    escalation::CheckInput input;
    CustomerId customer;
    TicketId ticket;
    Instant now{};
    QString known; ///< what is known already, and how to open it
    QStringList customersTexts;
    const policy::EscalationRules &rules() const { return policy->policy().escalation; }
};

QString reasonsText(const std::vector<escalation::Reason> &reasons)
{
    if (reasons.empty())
        return EscalationOrders::tr("Nothing that is known");
    QStringList lines;
    for (const escalation::Reason &each : reasons)
        lines += EscalationOrders::tr("• %1: %2").arg(each.text, each.evidence);
    return lines.join(u'\n');
}

escalation::CheckResult check(const Raising &raising, const AskAnswers &answers)
{
    escalation::CheckInput input = raising.input;
    for (const escalation::Judgement each : escalation::judgements()) {
        if (answers.ticks.value(u"said"_s).contains(escalation::judgementName(each)))
            input.said.push_back(each);
    }
    return escalation::checkEscalation(input, raising.rules(), raising.now);
}

views::RaisePlan planOf(const Raising &raising, const AskAnswers &answers)
{
    return views::raisePlan(*raising.policy, raising.input.tier, answers.text(u"situation"_s),
                            answers.text(u"reason"_s), raising.now);
}

QString planText(const Raising &raising, const views::RaisePlan &plan, const AskAnswers &answers)
{
    const policy::EscalationRules &rules = raising.rules();
    const policy::EscalationLevel *level = rules.level(plan.level);
    if (level == nullptr)
        return EscalationOrders::tr("The policy has no levels; it cannot be escalated.");
    QStringList said{EscalationOrders::tr("Goes to: %1").arg(level->name)};
    if (!plan.matrix.isEmpty())
        said += EscalationOrders::tr("Matrix: %1").arg(plan.matrix);
    if (plan.by && *plan.by > raising.now)
        said += EscalationOrders::tr("There at the latest by %1")
                    .arg(views::utcAndLocal(*plan.by, raising.now, localZone()));
    const policy::EscalationPath *path = rules.path(answers.text(u"path"_s));
    if (path)
        said += views::pathText(*path);
    if (path && path->isRestricted)
        said += EscalationOrders::tr("Only those who work on it can read it");
    const QString note = escalation::sourceNote(rules, answers.text(u"source"_s), raising.input.tier);
    if (!note.isEmpty())
        said += note;
    return said.join(u'\n');
}

AskTold tellOf(const Raising &raising, const AskAnswers &answers)
{
    const escalation::CheckResult result = check(raising, answers);
    AskTold told;
    told.text = result.why;
    told.leftTitle = EscalationOrders::tr("For handling it in support");
    told.left = reasonsText(result.support);
    const QString line = views::lineText(raising.rules(), raising.input.priorityRank);
    for (const QString &more : {line, raising.known}) {
        if (!more.isEmpty())
            told.left += u"\n\n"_s + more;
    }
    told.rightTitle = EscalationOrders::tr("For escalating");
    told.right = reasonsText(result.escalate);
    told.result = planText(raising, planOf(raising, answers), answers);
    return told;
}

std::vector<AskField> fieldsOf(const Raising &raising)
{
    using Kind = AskField::Kind;
    const policy::EscalationRules &rules = raising.rules();
    const bool isSecurity = !raising.input.securityWords.isEmpty();
    AskField said{u"said"_s, EscalationOrders::tr("You know"), Kind::Ticks};
    for (const escalation::Judgement each : escalation::judgements())
        said.choices.emplace_back(escalation::judgementName(each), escalation::judgementText(each));
    AskField reason{u"reason"_s, EscalationOrders::tr("Why"), Kind::Choice};
    for (const policy::ManualReason &each : rules.reasons)
        reason.choices.emplace_back(each.key, each.name);
    reason.choices.emplace_back(QString(), EscalationOrders::tr("Another reason, in your words"));
    AskField text{u"text"_s, EscalationOrders::tr("In your words"), Kind::Line};
    text.hint = EscalationOrders::tr("What whoever takes it should know first");
    AskField situation{u"situation"_s, EscalationOrders::tr("Situation"), Kind::Choice};
    for (const policy::Situation *each : views::situationsFor(raising.policy->policy(), raising.input.tier,
                                                              raising.input.priority, isSecurity))
        situation.choices.emplace_back(each->key, each->name);
    AskField source{u"source"_s, EscalationOrders::tr("Asked for by"), Kind::Choice};
    for (const policy::RequestSource &each : rules.sources)
        source.choices.emplace_back(each.key, each.name);
    if (!rules.sources.empty())
        source.value =
            raising.input.hasAskedToEscalate ? rules.sources.front().key : rules.sources.back().key;
    AskField path{u"path"_s, EscalationOrders::tr("Goes to"), Kind::Choice};
    path.choices.emplace_back(QString(), EscalationOrders::tr("The level alone"));
    for (const policy::EscalationPath &each : rules.paths)
        path.choices.emplace_back(each.key, each.name);
    const auto hints = escalation::suggestPaths(rules, raising.input.values.subject, raising.customersTexts);
    if (isSecurity)
        path.value =
            situation.choices.empty() ? QString() : rules.situation(situation.choices.front().first)->path;
    else if (!hints.empty())
        path.value = hints.front().path;
    return {said, reason, text, situation, source, path};
}

escalation::Raised raisedBy(const Raising &raising, const AskAnswers &answers)
{
    const views::RaisePlan plan = planOf(raising, answers);
    escalation::Raised raised;
    raised.ticket = raising.ticket;
    raised.customer = raising.customer;
    raised.tier = raising.input.tier;
    raised.priority = raising.input.priority;
    raised.situation = answers.text(u"situation"_s);
    raised.reason = answers.text(u"reason"_s);
    raised.source = answers.text(u"source"_s);
    raised.text = answers.text(u"text"_s);
    raised.level = plan.level;
    raised.path = answers.text(u"path"_s);
    raised.said = answers.ticks.value(u"said"_s);
    return raised;
}

} // namespace

void EscalationOrders::escalate(TicketId ticket)
{
    whenAnswered(m_desk.loadTicket(ticket), this, [this](const Result<views::TicketDetail> &detail) {
        if (!detail)
            return emit told(tr("The ticket cannot be read: %1").arg(views::sentence(detail.error().detail)));
        whenAnswered(m_desk.policyInForce(), this,
                     [this, detail = *detail](const Result<views::PolicyInForce> &inForce) {
                         if (!inForce || !inForce->policy)
                             return emit told(tr("There is no policy yet; choose one on the page Policy."));
                         learnKnown(detail,
                                    [this, detail, policy = inForce->policy](const views::KnownCase &known) {
                                        raise(detail, policy, known);
                                    });
                     });
    });
}

void EscalationOrders::learnKnown(const views::TicketDetail &detail,
                                  const std::function<void(const views::KnownCase &)> &then)
{
    if (!m_knowledge)
        return then({});
    views::SimilarQuestion question = views::questionOf(detail);
    question.among = views::SimilarQuestion::Among::Solved;
    whenAnswered(m_knowledge->oneCause(detail.ticket.id), this,
                 [this, question, then](const Result<std::vector<views::CauseGroup>> &causes) {
                     whenAnswered(m_knowledge->similarTo(question), this,
                                  [causes, then](const Result<views::SimilarAnswer> &similar) {
                                      views::KnownCase known;
                                      if (similar)
                                          known.similar = *similar;
                                      if (causes)
                                          known.causes = *causes;
                                      then(known);
                                  });
                 });
}

void EscalationOrders::raise(const views::TicketDetail &detail,
                             std::shared_ptr<const policy::CompiledPolicy> policy,
                             const views::KnownCase &known)
{
    const Instant now = m_desk.now();
    Raising raising{policy,
                    views::checkInputOf(detail, policy->policy(), now),
                    detail.ticket.customer,
                    detail.ticket.id,
                    now,
                    views::knownText(known, policy->policy().escalation),
                    escalation::customerTexts(detail.ticket)};
    views::addKnown(raising.input, known, policy->policy().escalation);
    Ask ask;
    ask.key = u"raise."_s + detail.ticket.id.toString();
    ask.title = tr("Escalate %1: %2").arg(detail.ticket.caseNumber, detail.ticket.subject);
    ask.yes = tr("Escalate");
    ask.fields = fieldsOf(raising);
    ask.told = [raising](const AskAnswers &answers) { return tellOf(raising, answers); };
    ask.order = [this, raising](const AskAnswers &answers, const Done &done) {
        const escalation::Raised raised = raisedBy(raising, answers);
        if (raised.reason.isEmpty() && raised.text.isEmpty())
            return done(tr("say in your words why it is escalated"));
        const policy::EscalationLevel *level = raising.rules().level(raised.level);
        send({}, raised,
             tr("%1 is escalated to %2")
                 .arg(raising.input.values.caseNumber, level ? level->name : raised.level),
             done);
    };
    m_form->open(std::move(ask));
}

} // namespace muster::ui
