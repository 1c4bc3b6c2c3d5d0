// SPDX-License-Identifier: GPL-3.0-or-later
// The commands of the war room: each a key, all reachable from the palette.
#include "ui/actions/actionregistry.h"
#include "ui/incident/entrybar.h"
#include "ui/incident/flowpanel.h"
#include "ui/incident/timelinefilterbar.h"
#include "ui/incident/timelineview.h"
#include "ui/incident/warroompage.h"

namespace muster::ui {

using namespace Qt::StringLiterals;

void WarRoomPage::registerActions(ActionRegistry &registry)
{
    const auto everywhere = [&](const QString &id, const QString &text, const QKeySequence &key,
                                const QString &icon, const QString &help, std::function<void()> run) {
        registry.add({id, text, tr("Incident"), {key}, Scope::Everywhere, icon, help}, window(),
                     std::move(run));
    };
    const auto here = [&](const QString &id, const QString &text, const QString &key, const QString &icon,
                          const QString &help, std::function<void()> run) {
        const QList<QKeySequence> keys = key.isEmpty() ? QList<QKeySequence>() : QList{QKeySequence(key)};
        registry.add({id, text, tr("Incident"), keys, Scope::Page, icon, help}, this,
                     [this, run = std::move(run)] {
                         if (!led())
                             return;
                         closeOverlays();
                         run();
                     });
    };
    const auto fill = [this](const QString &text, const QString &hint) {
        return [this, text, hint] { m_entry->begin(text, hint); };
    };
    everywhere(
        u"incident.declare"_s, tr("Declare an incident"), QKeySequence(u"Ctrl+D, Ctrl+D"_s), u"warroom"_s,
        tr("Opens the war room of a new incident. Twice the same key, so that it never happens by accident."),
        [this] { declare(); });
    here(u"incident.entry"_s, tr("Write to the timeline"), u"T"_s, u"edit"_s,
         tr("A fact, a decision, or a command that begins with a slash."), [this] { m_entry->takeFocus(); });
    here(u"incident.update"_s, tr("Write an update"), u"U"_s, u"send"_s,
         tr("What customers or the company are told, with when they hear next."),
         [this] { writeUpdate({}); });
    here(u"incident.role"_s, tr("Give or hand over a role"), u"O"_s, u"user-plus"_s,
         tr("Who holds it now keeps it until the other one takes over."),
         fill(u"/role "_s, tr("Which role, then who takes it.")));
    here(u"incident.status"_s, tr("Change the status"), u"S"_s, u"status"_s,
         tr("Investigating, identified, mitigated, monitoring, resolved, closed."),
         fill(u"/status "_s, tr("The status; and why, where it goes back or ends without what it needs.")));
    here(u"incident.raise"_s, tr("Raise the severity"), u"+"_s, u"chevron-up"_s,
         tr("At once, without a reason: the higher one holds without a debate."),
         [this] { raiseSeverity(); });
    here(u"incident.lower"_s, tr("Lower the severity"), u"-"_s, u"chevron-down"_s, tr("With a reason."),
         [this] { lowerSeverity(); });
    here(u"incident.next"_s, tr("Go on to the next step"), u"G"_s, u"chevron-right"_s,
         tr("Where something required is missing, it asks why it goes on without."), [this] { goOn(); });
    here(u"incident.ask"_s, tr("Do what the step asks"), u"X"_s, u"check"_s,
         tr("Ticks it off, or opens what does it."), [this] { chooseAsk(); });
    here(u"incident.decision"_s, tr("Write down a decision"), u"D"_s, u"flag"_s,
         tr("What, why, and by whom."),
         fill(u"/decision "_s, tr("What was decided, because …, instead of …; @name decided it.")));
    here(u"incident.hypothesis"_s, tr("Write down a hypothesis"), u"Y"_s, u"help"_s,
         tr("A cause that is looked into; confirm it or rule it out later."),
         fill(u"/hypothesis "_s, tr("What may be the cause.")));
    here(u"incident.confirm"_s, tr("Confirm the chosen hypothesis"), {}, u"check"_s,
         tr("The chosen line of the timeline turned out to be so."),
         [this] { judge(incident::HypothesisState::Confirmed); });
    here(u"incident.ruleOut"_s, tr("Rule out the chosen hypothesis"), {}, u"close"_s,
         tr("The chosen line of the timeline turned out not to be so."),
         [this] { judge(incident::HypothesisState::RuledOut); });
    here(u"incident.task"_s, tr("Add a task"), u"A"_s, u"plus"_s,
         tr("With an owner and a time, for the fix."),
         fill(u"/task "_s, tr("What is to be done; @name owns it, due:+30m or due:14:30 dates it.")));
    here(u"incident.work"_s, tr("Fix and track"), u"F"_s, u"queue"_s,
         tr("Tasks by workstream, the schedule of hotfixes, hypotheses and decisions."),
         [this] { openWork(views::WorkPart::Tasks); });
    here(u"incident.hotfixes"_s, tr("Schedule of hotfixes"), {}, u"queue"_s,
         tr("What is released when, and by whom."), [this] { openWork(views::WorkPart::Hotfixes); });
    here(u"incident.hypotheses"_s, tr("Hypotheses"), {}, u"queue"_s,
         tr("Open, confirmed and ruled out, with what shows it."),
         [this] { openWork(views::WorkPart::Hypotheses); });
    here(u"incident.decisions"_s, tr("Log of decisions"), {}, u"queue"_s,
         tr("What, why, by whom, instead of what."), [this] { openWork(views::WorkPart::Decisions); });
    here(u"incident.hotfix"_s, tr("Plan a hotfix"), {}, u"plus"_s, tr("What is released, when, and by whom."),
         fill(u"/hotfix "_s, tr("What is released; @name owns it, due:15:30 is when.")));
    here(u"incident.scope"_s, tr("Write down who is affected"), u"W"_s, u"users"_s,
         tr("Who is hit, and how."),
         fill(u"/scope "_s, tr("Who is hit, and how; a share of sessions in %.")));
    here(u"incident.recovered"_s, tr("Confirm the recovery"), u"V"_s, u"check"_s,
         tr("What shows that it works again, and who saw it."),
         fill(u"/recovered "_s, tr("What shows that it works again.")));
    here(u"incident.pin"_s, tr("Pin the chosen line"), u"P"_s, u"flag"_s, tr("Or take the pin off."),
         [this] { pinChosen(); });
    here(u"incident.correct"_s, tr("Put the chosen line right"), u"E"_s, u"edit"_s,
         tr("The new text stands beside the original, with the reason."), [this] { correctChosen(); });
    here(u"incident.redact"_s, tr("Redact the chosen line"), {}, u"trash"_s,
         tr("Takes the text out for good; that it was there, and why it went, stays."),
         [this] { redactChosen(); });
    here(u"incident.find"_s, tr("Find in the timeline"), u"/"_s, u"search"_s,
         tr("Words of text, result or names."), [this] { m_filter->takeFocus(); });
    here(u"incident.milestoneNext"_s, tr("Next milestone"), u"."_s, u"flag"_s,
         tr("In the timeline, from the chosen line on."), [this] { toMilestone(1); });
    here(u"incident.milestoneBefore"_s, tr("Milestone before"), u","_s, u"flag"_s,
         tr("In the timeline, from the chosen line back."), [this] { toMilestone(-1); });
    here(u"incident.closing"_s, tr("Write the closing"), u"N"_s, u"note"_s,
         tr("Root cause, workaround, prevention; then on the linked tickets, if you say so."),
         [this] { writeClosing(); });
    here(u"incident.brief"_s, tr("Write the executive brief"), u"B"_s, u"reports"_s,
         tr("One page: where it stands, what changed since the last one, when the next one comes."),
         [this] { writeDocument(u"brief"_s); });
    here(u"incident.postMortem"_s, tr("Write the post-mortem"), u"M"_s, u"knowledge"_s,
         tr("Filled from the record, without blame, with the actions."),
         [this] { writeDocument(u"post_mortem"_s); });
    registry.add({u"incident.past"_s,
                  tr("Open a closed incident"),
                  tr("Incident"),
                  {QKeySequence(u"K"_s)},
                  Scope::Page,
                  u"history"_s,
                  tr("For its recovery plan, its credits, its post-mortem.")},
                 this, [this] { choosePast(); });
    here(u"incident.credits"_s, tr("Credits to customers"), u"$"_s, u"reports"_s,
         tr("What each customer is owed by the terms, what was proposed, and who may approve it."),
         [this] { openCredits(); });
    here(u"incident.recovery"_s, tr("Recovery plan with a customer"), u"R"_s, u"users"_s,
         tr("What both sides do, who owns it and by when; a copy for the customer."),
         [this] { openRecovery(); });
    here(u"incident.handOver"_s, tr("Copy the hand-over brief"), u"H"_s, u"copy"_s,
         tr("Where all running incidents stand, for who takes over the shift."), [this] { copyBrief(); });
    here(u"incident.export"_s, tr("Export the timeline"), {}, u"export"_s,
         tr("As Markdown, a table or JSON."), [this] { exportTimeline(); });
    here(u"incident.following"_s, tr("Next incident"), u"]"_s, u"chevron-right"_s,
         tr("What is typed here stays here."), [this] { step(1); });
    here(u"incident.previous"_s, tr("Previous incident"), u"["_s, u"chevron-left"_s,
         tr("What is typed here stays here."), [this] { step(-1); });
}

} // namespace muster::ui
