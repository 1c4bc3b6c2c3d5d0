// SPDX-License-Identifier: GPL-3.0-or-later
// What a person does to an incident, from the entry line and by command: orders, and what came of them.
#include "models/views/casetext.h"
#include "models/views/timelineexport.h"
#include "ui/incident/creditform.h"
#include "ui/incident/declareform.h"
#include "ui/incident/documentform.h"
#include "ui/incident/entrybar.h"
#include "ui/incident/flowpanel.h"
#include "ui/incident/recoveryform.h"
#include "ui/incident/timelineview.h"
#include "ui/incident/updateform.h"
#include "ui/incident/warroompage.h"
#include "ui/incident/workboard.h"
#include "ui/theme/localzone.h"
#include "ui/widgets/closingform.h"
#include "ui/widgets/deskanswer.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/entryform.h"
#include "ui/widgets/filewriter.h"
#include "ui/widgets/whenfield.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QStackedWidget>

namespace muster::ui {

using namespace Qt::StringLiterals;
using incident::IncidentCommand;

void WarRoomPage::order(IncidentCommand command, std::optional<Instant> at)
{
    if (m_current.isNull())
        return;
    whenAnswered(m_incidents.submit({m_current, std::move(command), at}), this,
                 [this](const Result<views::IncidentReceipt> &receipt) {
                     if (!receipt)
                         return m_entry->fail(
                             tr("Not written: %1").arg(views::sentence(receipt.error().detail)));
                     m_entry->done();
                     showWritten(*receipt);
                 });
}

/// What was just written may have its place where one does not look.
void WarRoomPage::showWritten(const views::IncidentReceipt &receipt)
{
    if (receipt.incident == m_current && !receipt.facts.empty())
        m_timeline->reveal(receipt.facts.back());
}

void WarRoomPage::onEntry(const views::ReadEntry &entry)
{
    const views::LedIncident *shown = led();
    if (!shown)
        return;
    if (!entry.compose.isEmpty()) {
        m_entry->done();
        return writeUpdate(entry.compose, std::get<incident::UpdateSent>(entry.command).text);
    }
    IncidentCommand command = entry.command;
    if (auto *given = std::get_if<incident::RoleGiven>(&command)) {
        // Somebody holds it now: the new one takes over once he says so, and is told where things stand.
        const PersonId holder = incident::holderOf(shown->incident, given->role);
        given->needsAcknowledgement = !holder.isNull() && holder != given->person;
        if (given->needsAcknowledgement)
            given->brief = incident::handOverBrief(shown->incident, shown->rules(), m_now, m_nameOf);
    } else if (auto *fields = std::get_if<incident::FieldsChanged>(&command); fields && fields->scope) {
        const incident::Scope &before = shown->incident.scope;
        if (!fields->scope->sessionsPermille)
            fields->scope->sessionsPermille = before.sessionsPermille;
        fields->scope->tiers = before.tiers;
    } else if (auto *recovered = std::get_if<incident::RecoveryConfirmed>(&command)) {
        recovered->by = m_desk.me();
    } else if (auto *cause = std::get_if<incident::ClosingWritten>(&command)) {
        if (const auto &before = shown->incident.closing) {
            cause->workaround = before->workaround;
            cause->prevention = before->prevention;
        }
    }
    order(std::move(command), entry.at);
}

void WarRoomPage::linkTickets(const std::vector<TicketId> &tickets, IncidentId incident)
{
    const auto known = std::ranges::find_if(
        m_open, [&](const views::LedIncident &each) { return each.incident.id == incident; });
    const auto isNew = [&](TicketId ticket) {
        return known == m_open.end() || !std::ranges::binary_search(known->incident.tickets, ticket);
    };
    whenAnswered(m_incidents.submit({incident, incident::TicketsLinked{tickets, {}}, {}}), this,
                 [this, count = int(std::ranges::count_if(tickets, isNew))](
                     const Result<views::IncidentReceipt> &receipt) {
                     if (!receipt)
                         emit notice(tr("Not linked: %1").arg(views::sentence(receipt.error().detail)), {});
                     else if (receipt->facts.empty())
                         tell(tr("They belong to %1 already.").arg(receipt->number));
                     else
                         tell(count == 1 ? tr("1 ticket linked to %1.").arg(receipt->number)
                                         : tr("%1 tickets linked to %2.").arg(count).arg(receipt->number));
                 });
}

void WarRoomPage::declare()
{
    declareFor(m_subjects ? m_subjects() : std::vector<TicketId>(), {});
}

void WarRoomPage::declareFor(const std::vector<TicketId> &tickets, const QString &title)
{
    if (m_declare)
        m_declare->open(tickets, title);
    else
        emit notice(
            tr("There is no policy yet, so nothing says what a severity is. Choose one on the page Policy."),
            {});
}

void WarRoomPage::onDeclared(const incident::IncidentOrder &order)
{
    whenAnswered(m_incidents.submit(order), this, [this](const Result<views::IncidentReceipt> &receipt) {
        if (!receipt)
            return m_declare->fail(tr("Not declared: %1").arg(views::sentence(receipt.error().detail)));
        m_declare->done();
        whenAnswered(m_incidents.loadIncident(receipt->incident), this,
                     [this](const Result<views::LedIncident> &led) {
                         if (!led)
                             return;
                         take(*led);
                         openIncident(led->incident.id);
                         emit raiseWanted();
                         m_entry->takeFocus();
                     });
    });
}

void WarRoomPage::writeUpdate(const QString &audience, const QString &text)
{
    const views::LedIncident *shown = led();
    if (!shown)
        return;
    // Without a word on whom: whoever is due first.
    const QString due = views::pressingOf(shown->incident, shown->rules(), m_now).audience;
    m_middle->setCurrentWidget(m_update);
    m_update->open(viewOf(*shown), audience.isEmpty() ? due : audience, text);
}

void WarRoomPage::sendUpdate(IncidentId incident, const incident::UpdateSent &update)
{
    whenAnswered(m_incidents.submit({incident, update, {}}), this,
                 [this](const Result<views::IncidentReceipt> &receipt) {
                     if (!receipt)
                         return m_update->fail(
                             tr("Not recorded: %1").arg(views::sentence(receipt.error().detail)));
                     m_update->done();
                 });
}

void WarRoomPage::setDialogs(std::shared_ptr<Dialogs> dialogs)
{
    m_dialogs = std::move(dialogs);
    m_update->setDialogs(m_dialogs);
    m_document->setDialogs(m_dialogs);
    m_credits->setDialogs(m_dialogs);
    m_recovery->setDialogs(m_dialogs);
}

void WarRoomPage::exportTimeline()
{
    const views::LedIncident *shown = led();
    if (!shown || !m_dialogs)
        return;
    m_dialogs->saveFile({tr("Export the timeline"),
                         {},
                         tr("Markdown (*.md);;Table (*.csv);;JSON (*.json)"),
                         shown->incident.number + u"-timeline.md"_s},
                        [this, led = *shown](const QString &path) {
                            if (path.isEmpty())
                                return;
                            const QByteArray content =
                                views::exportTimeline(led.incident, {led.rules(), m_nameOf, localZone()},
                                                      views::exportFormOf(path));
                            m_files->write(path, content, [this, path](const QString &problem) {
                                if (problem.isEmpty())
                                    tell(tr("The timeline is in %1.").arg(path));
                                else
                                    emit notice(problem, {});
                            });
                        });
}

/// Beneath the entry line while the page is in front: a toast would lie over it.
void WarRoomPage::tell(const QString &sentence)
{
    if (isVisible())
        m_entry->tell(sentence);
    else
        emit told(sentence);
}

void WarRoomPage::goOn()
{
    const QString next = m_flow->nextStep();
    if (next.isEmpty())
        return;
    if (m_flow->missing().isEmpty())
        return order(incident::StepEntered{next, {}, {}});
    m_entry->begin(u"/step %1 "_s.arg(next),
                   tr("Missing: %1. Mend it, or write why it goes on without.").arg(m_flow->missing()));
}

/// The form or the beginning of a line that does what an ask wants.
void WarRoomPage::doAsk(const policy::Ask &ask)
{
    using Kind = policy::Ask::Kind;
    switch (ask.kind) {
    case Kind::Update:
        return writeUpdate(ask.of);
    case Kind::Document:
        return writeDocument(ask.of);
    case Kind::Tasks:
        return openWork(views::WorkPart::Tasks);
    case Kind::Roles:
        return m_entry->begin(u"/role "_s, ask.text);
    case Kind::Scope:
        return m_entry->begin(u"/scope "_s, ask.text);
    case Kind::Entry:
        return m_entry->begin(u"/%1 "_s.arg(ask.of), ask.text);
    case Kind::Milestone:
        return m_entry->begin(u"/milestone %1 "_s.arg(ask.of), ask.text);
    case Kind::Confirmed:
        return m_entry->begin(u"/recovered "_s, ask.text);
    case Kind::Closing:
        return writeClosing();
    case Kind::Check:
        break; // ticked off where it stands
    }
}

void WarRoomPage::raiseSeverity()
{
    const views::LedIncident *shown = led();
    const int rank = shown ? shown->rules().rankOf(shown->incident.severity) : 0;
    if (shown && rank == 0)
        return tell(tr("%1 is the highest severity already.").arg(shown->incident.severity));
    if (rank > 0)
        order(incident::SeverityChanged{shown->rules().severities[size_t(rank - 1)].key, {}});
}

void WarRoomPage::lowerSeverity()
{
    const views::LedIncident *shown = led();
    if (!shown)
        return;
    const auto next = size_t(shown->rules().rankOf(shown->incident.severity)) + 1;
    if (next < shown->rules().severities.size())
        m_entry->begin(u"/sev %1 "_s.arg(shown->rules().severities[next].key),
                       tr("Write why this is enough now: what got better, and who saw it."));
}

void WarRoomPage::takeRole(const QString &role)
{
    order(incident::RoleGiven{role, m_desk.me(), false, {}});
}

void WarRoomPage::acknowledge(const QString &role)
{
    const views::LedIncident *shown = led();
    const auto holdings =
        shown ? shown->incident.roles.find(role) : decltype(shown->incident.roles.find(role)){};
    if (!shown || holdings == shown->incident.roles.end())
        return;
    for (const incident::Holding &each : holdings->second) {
        if (!each.isAcknowledged && each.person == m_desk.me() && !each.until)
            order(incident::RoleAcknowledged{each.given});
    }
}

void WarRoomPage::judge(incident::HypothesisState state)
{
    const incident::TimelineLine *line = m_timeline->chosen();
    if (!line || line->kind != incident::EntryKind::Hypothesis || line->isAutomatic)
        return tell(tr("Choose a hypothesis in the timeline first."));
    order(incident::HypothesisJudged{line->fact, state, {}});
}

void WarRoomPage::toMilestone(int by)
{
    views::TimelineModel &lines = m_timeline->lines();
    const bool hasChosen = m_timeline->chosen() != nullptr;
    int row = hasChosen ? m_timeline->currentIndex().row() + by : by > 0 ? 0 : lines.rowCount() - 1;
    for (; row >= 0 && row < lines.rowCount(); row += by) {
        const incident::TimelineLine *line = lines.at(row);
        if (!line || line->kind != incident::EntryKind::Milestone)
            continue;
        m_timeline->setCurrentIndex(lines.index(row));
        m_timeline->scrollTo(lines.index(row), QAbstractItemView::PositionAtCenter);
        return m_timeline->setFocus(Qt::OtherFocusReason);
    }
    tell(by > 0 ? tr("No milestone comes after the chosen line.")
                : tr("No milestone comes before the chosen line."));
}

void WarRoomPage::pinChosen()
{
    const incident::TimelineLine *line = m_timeline->chosen();
    if (!line)
        return tell(tr("Choose a line of the timeline first."));
    order(incident::EntryPinned{line->fact, !line->isPinned});
}

/// For who takes over the shift: every running incident, the one shown first.
void WarRoomPage::copyBrief()
{
    QStringList briefs;
    const auto add = [&](const views::LedIncident &each) {
        briefs += incident::handOverBrief(each.incident, each.rules(), m_now, m_nameOf);
    };
    if (const views::LedIncident *shown = led())
        add(*shown);
    for (const views::LedIncident &each : m_open) {
        if (each.incident.id != m_current && incident::isRunning(each.incident.status))
            add(each);
    }
    QGuiApplication::clipboard()->setText(briefs.join(u"\n\n"_s));
    tell(briefs.size() == 1 ? tr("Copied: where this incident stands, for who takes over.")
                            : tr("Copied: where %1 incidents stand, for who takes over.").arg(briefs.size()));
}

void WarRoomPage::correctChosen()
{
    const incident::TimelineLine *line = m_timeline->chosen();
    if (!line || line->isAutomatic || line->isRedacted)
        return tell(tr("Choose a line that somebody wrote, then put it right."));
    m_entryForm->open(EntryForm::Task::Correct,
                      {line->fact, m_nameOf(line->author), fixedWhen(line->occurred), line->text},
                      [this, fact = line->fact](const QString &text, const QString &reason) {
                          whenAnswered(m_incidents.correctEntry(fact, text, reason), this,
                                       [this](const Result<void> &outcome) { mended(outcome); });
                      });
}

void WarRoomPage::redactChosen()
{
    const incident::TimelineLine *line = m_timeline->chosen();
    if (!line || line->isAutomatic || line->isRedacted)
        return tell(tr("Choose a line that somebody wrote, then redact it."));
    m_entryForm->open(EntryForm::Task::Redact,
                      {line->fact, m_nameOf(line->author), fixedWhen(line->occurred), line->text},
                      [this, fact = line->fact](const QString &, const QString &reason) {
                          whenAnswered(m_incidents.redactEntry(fact, reason), this,
                                       [this](const Result<void> &outcome) { mended(outcome); });
                      });
}

void WarRoomPage::mended(const Result<void> &outcome)
{
    if (outcome)
        m_entryForm->finish();
    else
        m_entryForm->refuse(tr("Not saved: %1").arg(views::sentence(outcome.error().detail)));
}

void WarRoomPage::step(int by)
{
    if (m_open.size() < 2)
        return;
    const auto here = std::ranges::find_if(
        m_open, [this](const views::LedIncident &each) { return each.incident.id == m_current; });
    const auto count = qptrdiff(m_open.size());
    const qptrdiff next = (here - m_open.begin() + by + count) % count;
    openIncident(m_open[size_t(next)].incident.id);
}

void WarRoomPage::backToTimeline()
{
    m_middle->setCurrentIndex(0);
    m_timeline->setFocus(Qt::OtherFocusReason); // where single keys are commands
}

void WarRoomPage::writeDocument(const QString &document)
{
    const views::LedIncident *shown = led();
    if (!shown)
        return;
    m_middle->setCurrentWidget(m_document);
    m_document->open(viewOf(*shown), document, m_hit);
}

void WarRoomPage::openWork(views::WorkPart part)
{
    const views::LedIncident *shown = led();
    if (!shown)
        return;
    m_middle->setCurrentWidget(m_work);
    m_work->open(viewOf(*shown), part);
}

void WarRoomPage::orderWork(const IncidentCommand &command)
{
    whenAnswered(m_incidents.submit({m_current, command, {}}), this,
                 [this](const Result<views::IncidentReceipt> &receipt) {
                     if (receipt)
                         m_work->done();
                     else
                         m_work->fail(tr("Not written: %1").arg(views::sentence(receipt.error().detail)));
                 });
}

void WarRoomPage::keepDocument(IncidentId incident, const incident::DocumentWritten &document)
{
    whenAnswered(m_incidents.submit({incident, document, {}}), this,
                 [this](const Result<views::IncidentReceipt> &receipt) {
                     if (!receipt)
                         return m_document->fail(
                             tr("Not kept: %1").arg(views::sentence(receipt.error().detail)));
                     m_document->done();
                 });
}

void WarRoomPage::writeClosing()
{
    const views::LedIncident *shown = led();
    if (!shown)
        return;
    const IncidentId id = shown->incident.id;
    m_closing->open(
        tr("Closing of %1: what it was, what helped, what keeps it away").arg(shown->incident.number),
        u"draft.incident.%1.closing"_s.arg(id.toString()), true,
        [this, id](const ticket::ClosingNote &note) { keepClosing(id, note); });
}

void WarRoomPage::keepClosing(IncidentId id, const ticket::ClosingNote &note)
{
    const incident::ClosingWritten closing{note.rootCause, note.workaround, note.prevention};
    whenAnswered(
        m_incidents.submit({id, closing, {}}), this,
        [this, id, note](const Result<views::IncidentReceipt> &receipt) {
            if (!receipt) {
                emit notice(tr("The closing is not written: %1").arg(views::sentence(receipt.error().detail)),
                            {});
                return;
            }
            m_closing->forget();
            offerToTickets(id, note);
        });
}

void WarRoomPage::offerToTickets(IncidentId id, const ticket::ClosingNote &note)
{
    whenAnswered(m_incidents.affectedBy(id), this, [this, id, note](const Result<views::Affected> &affected) {
        const auto known = std::ranges::find_if(
            m_open, [id](const views::LedIncident &each) { return each.incident.id == id; });
        if (!affected || affected->openTickets == 0 || known == m_open.end() || !m_dialogs)
            return;
        const int open = affected->openTickets;
        Question question;
        question.title = open == 1 ? tr("Close the linked ticket with this note?")
                                   : tr("Close %1 linked tickets with this note?").arg(open);
        question.text =
            tr("Root cause: %1\nWorkaround: %2\nPrevention: %3\n\nTickets that are closed already stay "
               "as they are. Nothing is sent to anybody by this.")
                .arg(note.rootCause, note.workaround.isEmpty() ? tr("none") : note.workaround,
                     note.prevention);
        question.yes = tr("Close them");
        question.no = tr("Leave them open");
        m_dialogs->confirm(question, [this, note, tickets = known->incident.tickets](bool yes) {
            if (yes)
                closeTickets(tickets, note);
        });
    });
}

void WarRoomPage::closeTickets(const std::vector<TicketId> &tickets, const ticket::ClosingNote &note)
{
    std::vector<ticket::TicketOrder> orders;
    for (const TicketId ticket : tickets)
        orders.push_back({ticket, ticket::CloseTicket{note}, {}});
    whenAnswered(m_desk.submit(std::move(orders)), this, [this](const Result<views::Receipt> &receipt) {
        if (!receipt)
            emit notice(tr("The tickets are not closed: %1").arg(views::sentence(receipt.error().detail)),
                        {});
        else
            tell(receipt->saved == 1 ? tr("1 linked ticket closed.")
                                     : tr("%1 linked tickets closed.").arg(receipt->saved));
    });
}

} // namespace muster::ui
