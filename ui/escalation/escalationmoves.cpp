// SPDX-License-Identifier: GPL-3.0-or-later
// What each order that moves an escalation asks for: to another level, on to an incident, back and to its
// end.
#include "ui/escalation/escalationorders.h"
#include "ui/widgets/deskanswer.h"
#include "ui/widgets/picker.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::ui {

using Kind = AskField::Kind;

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
        if (const QString role =
                incident::leadingRole(led.policy->policy().incidents, command.fields.severity);
            !role.isEmpty())
            command.roles.emplace_back(role, led.who.person);
        whenAnswered(m_escalations.raiseToIncident(led.escalation.id, std::move(command)), this,
                     [this, done](const Result<views::IncidentReceipt> &receipt) {
                         done(receipt ? QString() : receipt.error().detail);
                         if (receipt)
                             emit told(
                                 tr("%1 is declared; the escalation goes on there.").arg(receipt->number));
                     });
    };
    ask(led, u"incident"_s, std::move(made));
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
