// SPDX-License-Identifier: GPL-3.0-or-later
// What each order on an escalation asks for.
#include "models/escalation/messages.h"
#include "ui/escalation/escalationorders.h"
#include "ui/widgets/deskanswer.h"
#include "ui/widgets/whenfield.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::ui {

using Kind = AskField::Kind;

namespace {

constexpr int kBriefLines = 11;

std::vector<std::pair<QString, QString>> choicesOf(const std::vector<policy::Named> &named)
{
    std::vector<std::pair<QString, QString>> choices;
    choices.reserve(named.size());
    for (const policy::Named &each : named)
        choices.emplace_back(each.key, each.name);
    return choices;
}

PersonId personIn(const AskAnswers &answers)
{
    return PersonId::parse(answers.text(u"person"_s)).value_or(PersonId());
}

/// What the package lacks for a path; empty where it is complete or none goes with it.
QString lacksFor(const views::LedEscalation &led, const QString &pathKey)
{
    const policy::EscalationPath *path = led.rules().path(pathKey);
    if (path == nullptr)
        return {};
    const auto lacks = escalation::completeness(led.escalation.package.content, led.rules(), pathKey);
    QStringList names;
    for (const escalation::MissingSection &each : lacks.missing)
        names += each.name;
    if (names.isEmpty())
        return EscalationOrders::tr("The package is complete.");
    return EscalationOrders::tr("The package has %1 of %2 parts. Missing: %3.")
        .arg(lacks.filled)
        .arg(lacks.wanted)
        .arg(names.join(u", "_s));
}

} // namespace

void EscalationOrders::accept(const views::LedEscalation &led)
{
    const escalation::HandOver *pending = escalation::pendingHandOver(led.escalation);
    send(led, escalation::Accepted{pending ? pending->fact : FactId()}, tr("You have the escalation now."),
         [this](const QString &refusal) {
             if (!refusal.isEmpty())
                 emit told(refusal);
         });
}

void EscalationOrders::refuse(const views::LedEscalation &led)
{
    const escalation::HandOver *pending = escalation::pendingHandOver(led.escalation);
    Ask made;
    made.title = tr("Refuse the escalation");
    made.yes = tr("Refuse");
    made.fields = {
        {u"reason"_s, tr("Why"), Kind::Line, {}, {}, tr("So that it can go to somebody who can take it")}};
    made.told = [brief = pending->brief](const AskAnswers &) {
        return AskTold{tr("You were told: %1").arg(brief), {}, {}, {}, {}, {}};
    };
    made.order = [this, led, fact = pending->fact](const AskAnswers &answers, const Done &done) {
        send(led, escalation::Refused{fact, answers.text(u"reason"_s)},
             tr("Refused. Whoever handed it over has it still."), done);
    };
    ask(led, u"refuse"_s, std::move(made));
}

void EscalationOrders::handOver(const views::LedEscalation &led, const views::TicketDetail &detail)
{
    const Instant now = m_desk.now();
    const escalation::CaseValues values = views::checkInputOf(detail, led.policy->policy(), now).values;
    const escalation::MessageFrame frame{led.rules(), values, m_nameOf, fixedWhen};
    Ask made;
    made.title = tr("Hand the escalation over");
    made.yes = tr("Hand over");
    AskField path{u"path"_s, tr("To"), Kind::Choice};
    path.choices.emplace_back(QString(), tr("A person alone"));
    for (const policy::EscalationPath &each : led.rules().paths)
        path.choices.emplace_back(each.key, each.name);
    path.value = led.escalation.path;
    made.fields = {path,
                   personField(tr("Person"), tr("Whoever of them takes it")),
                   {u"brief"_s,
                    tr("Brief"),
                    Kind::Text,
                    {},
                    escalation::handOverBrief(led.escalation, frame),
                    tr("Where it stands, what was promised, what is next"),
                    kBriefLines},
                   {u"reason"_s,
                    tr("Why incomplete"),
                    Kind::Line,
                    {},
                    {},
                    tr("Only where it goes without parts of the package")}};
    made.told = [led](const AskAnswers &answers) {
        AskTold told;
        const policy::EscalationPath *to = led.rules().path(answers.text(u"path"_s));
        told.text = tr("You remain its owner until it is taken.");
        if (to)
            told.result = views::pathText(*to) + u'\n' + lacksFor(led, to->key);
        return told;
    };
    made.order = [this, led](const AskAnswers &answers, const Done &done) {
        send(led,
             escalation::HandedOver{answers.text(u"path"_s),
                                    personIn(answers),
                                    answers.text(u"brief"_s),
                                    {},
                                    answers.text(u"reason"_s)},
             tr("Handed over. You have it until it is taken. O tells our people, M the customer."), done);
    };
    ask(led, u"hand_over"_s, std::move(made));
}

void EscalationOrders::contact(const views::LedEscalation &led)
{
    Ask made;
    made.title = tr("Set the next contact");
    made.yes = tr("Set");
    made.fields = {{u"text"_s, tr("What"), Kind::Line, {}, {}, tr("Call Ada and tell her what was found")},
                   {u"due"_s, tr("When"), Kind::When},
                   personField(tr("Who"), tr("Nobody yet"))};
    made.order = [this, led](const AskAnswers &answers, const Done &done) {
        escalation::FollowUpWritten entry;
        entry.text = answers.text(u"text"_s);
        entry.due = answers.time(u"due"_s);
        if (const PersonId person = personIn(answers); !person.isNull())
            entry.person = person;
        send(led, entry, tr("The next contact is set."), done);
    };
    ask(led, u"contact"_s, std::move(made));
}

void EscalationOrders::contactDone(const views::LedEscalation &led)
{
    Ask made;
    made.title = tr("Note the result of a contact");
    made.yes = tr("Done");
    AskField which{u"which"_s, tr("Contact"), Kind::Choice};
    for (const escalation::FollowUp *each : escalation::openFollowUps(led.escalation))
        which.choices.emplace_back(each->fact.toString(), each->text);
    made.fields = {which, {u"result"_s, tr("Result"), Kind::Line, {}, {}, tr("What came of it")}};
    made.order = [this, led](const AskAnswers &answers, const Done &done) {
        escalation::FollowUpWritten entry;
        entry.followUp = FactId::parse(answers.text(u"which"_s)).value_or(FactId());
        entry.isDone = true;
        entry.result = answers.text(u"result"_s);
        send(led, entry, tr("The contact is done."), done);
    };
    ask(led, u"contact_done"_s, std::move(made));
}

void EscalationOrders::note(const views::LedEscalation &led)
{
    Ask made;
    made.title = tr("Write a note on the escalation");
    made.yes = tr("Write");
    made.fields = {{u"text"_s, tr("Note"), Kind::Text}};
    made.order = [this, led](const AskAnswers &answers, const Done &done) {
        send(led, escalation::NoteWritten{answers.text(u"text"_s)}, tr("The note is in the record."), done);
    };
    ask(led, u"note"_s, std::move(made));
}

void EscalationOrders::approval(const views::LedEscalation &led)
{
    Ask made;
    made.title = tr("Ask for an approval");
    made.yes = tr("Ask");
    made.fields = {{u"authority"_s, tr("What for"), Kind::Choice, choicesOf(led.rules().authorities)},
                   {u"text"_s, tr("What exactly"), Kind::Line, {}, {}, tr("A credit of 10 % for November")}};
    made.told = [led](const AskAnswers &answers) {
        const auto *level = escalation::neededLevel(led.rules(), answers.text(u"authority"_s));
        AskTold told;
        told.result = level ? tr("%1 or a higher level may approve it.").arg(level->name)
                            : tr("No level may approve this.");
        return told;
    };
    made.order = [this, led](const AskAnswers &answers, const Done &done) {
        send(led, escalation::ApprovalAsked{answers.text(u"authority"_s), answers.text(u"text"_s)},
             tr("Asked."), done);
    };
    ask(led, u"approval"_s, std::move(made));
}

void EscalationOrders::judge(const views::LedEscalation &led)
{
    Ask made;
    made.title = tr("Approve or decline");
    made.yes = tr("Decide");
    AskField which{u"which"_s, tr("Asked for"), Kind::Choice};
    for (const escalation::Approval &each : led.escalation.approvals) {
        if (each.state == escalation::Approval::State::Asked)
            which.choices.emplace_back(
                each.fact.toString(), tr("%1: %2").arg(led.rules().authorityName(each.authority), each.text));
    }
    made.fields = {which,
                   {u"word"_s,
                    tr("Decision"),
                    Kind::Choice,
                    {{u"approve"_s, tr("Approve")}, {u"decline"_s, tr("Decline")}}},
                   {u"reason"_s, tr("Why"), Kind::Line, {}, {}, tr("Needed where it is declined")}};
    made.told = [led](const AskAnswers &) {
        const auto *own = escalation::levelOf(led.rules(), led.who);
        return AskTold{
            own ? tr("You act as %1.").arg(own->name) : tr("You act at no level."), {}, {}, {}, {}, {}};
    };
    made.order = [this, led](const AskAnswers &answers, const Done &done) {
        escalation::ApprovalJudged entry;
        entry.asked = FactId::parse(answers.text(u"which"_s)).value_or(FactId());
        entry.isApproved = answers.text(u"word"_s) == u"approve";
        entry.reason = answers.text(u"reason"_s);
        send(led, entry, entry.isApproved ? tr("Approved.") : tr("Declined."), done);
    };
    ask(led, u"judge"_s, std::move(made));
}

void EscalationOrders::deEscalate(const views::LedEscalation &led)
{
    Ask made;
    made.title = tr("De-escalate");
    made.yes = tr("De-escalate");
    made.fields = {{u"reason"_s, tr("Why"), Kind::Choice, choicesOf(led.rules().deEscalationReasons)},
                   {u"text"_s, tr("In your words"), Kind::Line}};
    made.told = [led](const AskAnswers &) {
        AskTold told;
        QStringList steps;
        for (const policy::Named &each : led.rules().deEscalationSteps)
            steps += u"• "_s + each.name;
        told.result = tr("Then, step by step:\n%1").arg(steps.join(u'\n'));
        return told;
    };
    made.order = [this, led](const AskAnswers &answers, const Done &done) {
        send(led, escalation::DeEscalated{answers.text(u"reason"_s), answers.text(u"text"_s)},
             tr("It is on the way back. S ticks off a step."), done);
    };
    ask(led, u"de_escalate"_s, std::move(made));
}

} // namespace muster::ui
