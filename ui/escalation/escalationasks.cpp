// SPDX-License-Identifier: GPL-3.0-or-later
// What each order on an escalation asks for.
#include "models/escalation/package.h"
#include "ui/escalation/escalationorders.h"
#include "ui/widgets/deskanswer.h"
#include "ui/widgets/picker.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::ui {

using Kind = AskField::Kind;

namespace {

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

void EscalationOrders::handOver(const views::LedEscalation &led)
{
    Ask made;
    made.title = tr("Hand the escalation over");
    made.yes = tr("Hand over");
    AskField path{u"path"_s, tr("To"), Kind::Choice};
    path.choices.emplace_back(QString(), tr("A person alone"));
    for (const policy::EscalationPath &each : led.rules().paths)
        path.choices.emplace_back(each.key, each.name);
    path.value = led.escalation.path;
    made.fields = {
        path,
        personField(tr("Person"), tr("Whoever of them takes it")),
        {u"brief"_s, tr("Brief"), Kind::Text, {}, {}, tr("Where it stands, what was promised, what is next")},
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
            told.result = tr("For %1. %2").arg(to->receiver, lacksFor(led, to->key));
        return told;
    };
    made.order = [this, led](const AskAnswers &answers, const Done &done) {
        send(led,
             escalation::HandedOver{answers.text(u"path"_s),
                                    personIn(answers),
                                    answers.text(u"brief"_s),
                                    {},
                                    answers.text(u"reason"_s)},
             tr("Handed over. You have it until it is taken."), done);
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

void EscalationOrders::level(const views::LedEscalation &led)
{
    Ask made;
    made.title = tr("Bring it to another level");
    made.yes = tr("Bring it there");
    AskField level{u"level"_s, tr("Level"), Kind::Choice};
    for (const policy::EscalationLevel &each : led.rules().levels)
        level.choices.emplace_back(each.key, each.name);
    const int next = led.rules().rankOfLevel(led.escalation.level().level) + 1;
    level.value = level.choices[size_t(std::min(next, int(level.choices.size()) - 1))].first;
    made.fields = {level, {u"reason"_s, tr("Why"), Kind::Line}};
    made.told = [led](const AskAnswers &answers) {
        const policy::EscalationLevel *to = led.rules().level(answers.text(u"level"_s));
        AskTold told;
        told.text = tr("It stands at: %1.").arg(views::levelName(led));
        told.result = to ? tr("%1 Its own clock starts anew.").arg(to->when) : QString();
        return told;
    };
    made.order = [this, led](const AskAnswers &answers, const Done &done) {
        send(led, escalation::LevelChanged{answers.text(u"level"_s), answers.text(u"reason"_s), {}},
             tr("It stands at another level now."), done);
    };
    ask(led, u"level"_s, std::move(made));
}

void EscalationOrders::incident(const views::LedEscalation &led)
{
    Ask made;
    made.title = tr("Raise it to an incident");
    made.yes = tr("Declare");
    AskField severity{u"severity"_s, tr("Severity"), Kind::Choice};
    for (const policy::Severity &each : led.policy->policy().incidents.severities)
        severity.choices.emplace_back(each.key, u"%1  %2"_s.arg(each.key, each.name));
    made.fields = {severity,
                   {u"title"_s, tr("Title"), Kind::Line, {}, {}, tr("What is wrong, as customers see it")}};
    made.order = [this, led](const AskAnswers &answers, const Done &done) {
        incident::Declare command;
        command.fields.title = answers.text(u"title"_s).simplified();
        command.fields.severity = answers.text(u"severity"_s);
        command.tickets = {led.escalation.raised.ticket};
        whenAnswered(m_incidents.submit({IncidentId{}, std::move(command), std::nullopt}), this,
                     [this, led, done](const Result<views::IncidentReceipt> &receipt) {
                         if (!receipt)
                             return done(receipt.error().detail);
                         send(led, escalation::IncidentRaised{receipt->incident},
                              tr("%1 is declared; the escalation goes on there.").arg(receipt->number), done);
                     });
    };
    ask(led, u"incident"_s, std::move(made));
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

void EscalationOrders::step(const views::LedEscalation &led)
{
    std::vector<PickerEntry> entries;
    const auto &steps = led.rules().deEscalationSteps;
    for (const policy::Named &each : steps) {
        if (each.key != steps.back().key && !led.escalation.steps.contains(each.key))
            entries.push_back({each.key, each.name});
    }
    for (const policy::Named &each : steps) {
        if (each.key != steps.back().key && led.escalation.steps.contains(each.key))
            entries.push_back({each.key, each.name, tr("done")});
    }
    m_picker->open(tr("Which step is done? A ticked one is taken back."), std::move(entries),
                   [this, led](const QString &key) {
                       send(led, escalation::StepTicked{key, !led.escalation.steps.contains(key)}, {},
                            [this](const QString &refusal) {
                                if (!refusal.isEmpty())
                                    emit told(refusal);
                            });
                   });
}

void EscalationOrders::closeIt(const views::LedEscalation &led)
{
    Ask made;
    made.title = tr("Close the escalation");
    made.yes = tr("Close");
    made.fields = {
        {u"lessons"_s,
         tr("Lessons"),
         Kind::Text,
         {},
         led.escalation.lessons,
         tr("What we do differently from now on")},
        {u"reason"_s, tr("Why incomplete"), Kind::Line, {}, {}, tr("Only where something is left open")}};
    made.told = [led](const AskAnswers &answers) {
        escalation::Escalation wanted = led.escalation;
        wanted.lessons = answers.text(u"lessons"_s);
        const QStringList lacks = escalation::lacksToClose(wanted, led.rules());
        AskTold told;
        told.result =
            lacks.isEmpty() ? tr("Nothing is left open.") : tr("Left open: %1.").arg(lacks.join(u"; "_s));
        return told;
    };
    made.order = [this, led](const AskAnswers &answers, const Done &done) {
        send(led, escalation::Closed{answers.text(u"lessons"_s), {}, answers.text(u"reason"_s)},
             tr("The escalation is closed."), done);
    };
    ask(led, u"close"_s, std::move(made));
}

void EscalationOrders::standAgain(const views::LedEscalation &led)
{
    Ask made;
    made.title = tr("Escalate it again");
    made.yes = tr("Escalate again");
    made.fields = {{u"reason"_s, tr("Why"), Kind::Line}};
    made.order = [this, led](const AskAnswers &answers, const Done &done) {
        send(led, escalation::StandsAgain{answers.text(u"reason"_s)}, tr("It is escalated again."), done);
    };
    ask(led, u"again"_s, std::move(made));
}

} // namespace muster::ui
