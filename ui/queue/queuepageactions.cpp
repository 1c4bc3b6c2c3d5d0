// SPDX-License-Identifier: GPL-3.0-or-later
// Every command of the queue with its id, keys and where it works. Adding one: a line here, and what it does
// beside its kin in queuepagesteps.cpp or queuecommands.h.
#include "ui/actions/actionregistry.h"
#include "ui/importer/importpage.h"
#include "ui/queue/composer.h"
#include "ui/queue/detailpanel.h"
#include "ui/queue/entrycommands.h"
#include "ui/queue/filterbar.h"
#include "ui/queue/queuecommands.h"
#include "ui/queue/queuepage.h"
#include "ui/queue/queuetable.h"
#include "ui/queue/ticketheader.h"
#include "ui/queue/viewlist.h"

#include <QSplitter>
#include <QStackedWidget>

namespace muster::ui {

using namespace Qt::StringLiterals;

namespace {

ActionSpec spec(const char16_t *id, const QString &text, const QString &group,
                const QList<QKeySequence> &keys, Scope scope, const QString &help = {},
                const QString &icon = {})
{
    return {QString::fromUtf16(id), text, group, keys, scope, icon, help, false};
}

} // namespace

void QueuePage::registerActions(ActionRegistry &registry)
{
    m_registry = &registry;
    registerMovement(registry);
    registerTicketCommands(registry);
    registerViews(registry);
    registerKnowledge(registry);
    QList<QAction *> buttons;
    for (const QString &id : {u"ticket.reply"_s, u"ticket.note"_s, u"ticket.assign"_s, u"ticket.priority"_s,
                              u"ticket.status"_s, u"ticket.tag"_s, u"ticket.close"_s})
        buttons.append(registry.action(id));
    m_detail->header().setCommands(buttons);
}

void QueuePage::registerMovement(ActionRegistry &registry)
{
    const QString group = tr("Queue");
    const auto queue = Scope::Queue;
    ActionSpec next = spec(u"queue.next", tr("Next ticket"), group, {Qt::Key_J}, queue);
    ActionSpec previous = spec(u"queue.previous", tr("Previous ticket"), group, {Qt::Key_K}, queue);
    next.repeats = previous.repeats = true;
    registry.add(next, m_split, [this] { moveBy(1); });
    registry.add(previous, m_split, [this] { moveBy(-1); });
    registry.add(
        spec(u"queue.next_breach", tr("Go to what breaches next"), group, {Qt::Key_B}, queue,
             tr("The clock of this view that is due next; what is breached already is passed over.")),
        m_split, [this] { inFront([this] { goToNextBreach(); }); });
    registry.add(spec(u"ticket.open", tr("Open ticket"), group, {Qt::Key_Return, Qt::Key_Enter}, queue,
                      tr("Shows the ticket beside the queue; once more goes into it.")),
                 m_table, [this] { openDetail(); });
    registry.add(
        spec(u"queue.clear_marks", tr("Clear marks, then hide the ticket"), group, {Qt::Key_Escape}, queue),
        m_table, [this] { step(); });
    registry.add(spec(u"queue.mark", tr("Mark ticket"), group, {Qt::Key_X}, queue,
                      tr("Commands then apply to all marked tickets.")),
                 m_split, [this] { inFront([this] { toggleMark(); }); });
    registry.add(
        spec(u"queue.mark_all", tr("Mark all shown"), group, {QKeySequence(Qt::CTRL | Qt::Key_A)}, queue),
        m_table, [this] { m_model.markAll(); });
    registry.add(spec(u"queue.filter", tr("Filter the queue"), group, {Qt::Key_Slash}, queue), m_split,
                 [this] {
                     emit raiseWanted();
                     m_stack->setCurrentIndex(0);
                     m_filter->takeFocus();
                 });
    registry.add(spec(u"queue.clear_filter", tr("Clear filter"), group, {}, queue), this, [this] {
        setFilterText({});
        backToTable();
    });
    registry.add(spec(u"queue.reload", tr("Read the queue again"), group, {Qt::Key_F5}, queue), this,
                 [this] { load(); });
    registry.add(spec(u"ticket.wide", tr("Ticket over the full width"), group, {Qt::Key_F9}, queue), m_split,
                 [this] { inFront([this] { turnWide(); }); });
    // The one taker of Ctrl+Z; fields that take text undo their own typing.
    registry.add(spec(u"edit.undo", tr("Undo the last change to tickets"), group,
                      {QKeySequence(Qt::CTRL | Qt::Key_Z)}, Scope::Everywhere,
                      tr("One change at a time, the newest first. What cannot be undone says so.")),
                 this, [this] { undo(); });
    registry.add(spec(u"form.cancel", tr("Back to the queue"), group, {}, queue,
                      tr("What was typed stays as a draft.")),
                 this, [this] { backToTable(); });
}

void QueuePage::registerTicketCommands(ActionRegistry &registry)
{
    const QString group = tr("Ticket");
    const auto add = [&](const char16_t *id, const QString &text, const QList<QKeySequence> &keys,
                         std::function<void()> run, const QString &help = {}) {
        registry.add(spec(id, text, group, keys, Scope::Queue, help), m_split,
                     [this, call = std::move(run)] { inFront(call); });
    };
    registry.add(spec(u"ticket.new", tr("New ticket"), group, {QKeySequence(Qt::CTRL | Qt::Key_N), Qt::Key_C},
                      Scope::Everywhere),
                 this, [this] { newTicket(); });
    registry.add(spec(u"import.open", tr("Import tickets"), tr("File"), {QKeySequence(Qt::CTRL | Qt::Key_O)},
                      Scope::Everywhere),
                 this, [this] {
                     importFile();
                     m_import->chooseFile();
                 });
    registry.add(spec(u"import.sample", tr("Load the sample"), tr("File"), {}, Scope::Everywhere), this,
                 [this] { importSample(); });
    add(u"ticket.reply", tr("Reply"), {Qt::Key_R}, [this] { compose(int(Composer::Mode::Reply)); });
    add(u"ticket.note", tr("Note"), {Qt::Key_N}, [this] { compose(int(Composer::Mode::Note)); });
    add(
        u"ticket.customer_message", tr("Message of the customer"), {Qt::Key_M},
        [this] { compose(int(Composer::Mode::Customer)); },
        tr("Writes down what the customer said on the phone or elsewhere."));
    add(
        u"ticket.when", tr("Say when it happened"), {QKeySequence(Qt::ALT | Qt::Key_W)},
        [this] { turnWhen(); },
        tr("For a reply, note or message that is older than now: -12m, 14:05 UTC, yesterday 23:10."));
    add(
        u"ticket.acknowledge", tr("Acknowledge"), {}, [this] { acknowledge(); },
        tr("Fills in the acknowledgement for you to read over."));
    add(
        u"ticket.playbook", tr("Playbook of the ticket"), {Qt::Key_W}, [this] { showPlaybook(); },
        tr("What its priority asks for: Up and Down move, Space ticks off, Right does what the program can "
           "do."));
    add(
        u"ticket.correct_entry", tr("Put an entry right"), {QKeySequence(Qt::CTRL | Qt::Key_E)},
        [this] { m_entries->begin(EntryForm::Task::Correct, currentTicket(), m_detail->chosenEntry()); },
        tr("A reply, note or customer's message; the text before stays beside it, with the reason."));
    add(
        u"ticket.redact_entry", tr("Redact an entry"), {QKeySequence(Qt::SHIFT | Qt::Key_E)},
        [this] { m_entries->begin(EntryForm::Task::Redact, currentTicket(), m_detail->chosenEntry()); },
        tr("Blanks its content for good; that it was there, by whom and when stays. Asks twice."));
    add(
        u"ticket.escalate", tr("Escalate"), {Qt::Key_E}, [this] { emit escalateWanted(currentTicket()); },
        tr("First what speaks for it and against it; where it is escalated, what can be done."));
    add(u"ticket.assign", tr("Assign"), {Qt::Key_A}, [this] { m_commands->assign(); });
    add(u"ticket.assign_to_me", tr("Assign to me"), {Qt::Key_I}, [this] { m_commands->assignToMe(); });
    add(u"ticket.priority", tr("Priority"), {Qt::Key_P}, [this] { m_commands->pickPriority(); });
    add(u"ticket.status", tr("Status"), {Qt::Key_S}, [this] { m_commands->pickStatus(); });
    add(
        u"ticket.status_earlier", tr("Status since an earlier time"), {QKeySequence(Qt::SHIFT | Qt::Key_S)},
        [this] { m_commands->pickStatusEarlier(); }, tr("Asks for the status, then since when it holds."));
    add(u"ticket.tier", tr("Tier"), {}, [this] { m_commands->pickTier(); });
    add(
        u"ticket.agree_date", tr("Agree on a date of resolution"), {Qt::Key_D},
        [this] { m_commands->agreeDate(); },
        tr("The date agreed with the customer takes the place of the target; it can be taken back."));
    add(
        u"ticket.bind_policy", tr("Judge by the policy version in force"),
        {QKeySequence(Qt::SHIFT | Qt::Key_P)}, [this] { m_commands->bindPolicy(); },
        tr("Shows which due times move before anything is done."));
    add(
        u"ticket.customer", tr("Customer and contact"), {Qt::Key_U}, [this] { m_commands->pickCustomer(); },
        tr("Gives the ticket to another customer, then asks for the contact there."));
    add(u"ticket.tag", tr("Tag"), {Qt::Key_G}, [this] { m_commands->tag(); });
    add(u"ticket.merge", tr("Merge into another"), {}, [this] { m_commands->merge(); });
    add(u"ticket.link", tr("Link to another"), {Qt::Key_L}, [this] { m_commands->link(); });
    add(
        u"ticket.close", tr("Close"), {}, [this] { m_commands->close(); },
        tr("Asks for the closing note first."));
    add(u"ticket.reopen", tr("Re-open"), {}, [this] { m_commands->reopen(); });
    add(u"ticket.copy_case", tr("Copy case number"), {Qt::Key_Period}, [this] { m_commands->copyCase(); });
}

void QueuePage::registerViews(ActionRegistry &registry)
{
    const QString group = tr("Views");
    registry.add(spec(u"view.save", tr("Save filter as view"), group,
                      {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S)}, Scope::Queue),
                 m_split, [this] { inFront([this] { saveView(); }); });
    registry.add(spec(u"view.focus", tr("Go to the views"), group, {Qt::Key_V}, Scope::Queue), m_split,
                 [this] { inFront([this] { m_views->setFocus(Qt::ShortcutFocusReason); }); });
    for (int number = 1; number <= 9; ++number) {
        ActionSpec view{u"view.%1"_s.arg(number),
                        tr("View %1").arg(number),
                        group,
                        {QKeySequence(Qt::ALT | Qt::Key(Qt::Key_0 + number))},
                        Scope::Queue,
                        {},
                        {},
                        false};
        registry.add(view, m_split, [this, number] {
            emit raiseWanted();
            m_views->choose(number - 1);
            backToTable();
        });
    }
}

} // namespace muster::ui
