// SPDX-License-Identifier: GPL-3.0-or-later
// The page and what is known already: beside the new ticket, and of the ticket in the panel.
#include "ui/actions/actionregistry.h"
#include "ui/intake/intakeform.h"
#include "ui/queue/bulkbar.h"
#include "ui/queue/detailpanel.h"
#include "ui/queue/knownpanel.h"
#include "ui/queue/queuecommands.h"
#include "ui/queue/queuepage.h"
#include "ui/widgets/deskanswer.h"
#include "ui/widgets/knownlist.h"

#include <QSplitter>
#include <QStackedWidget>

namespace muster::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kCausesMs = 300;

} // namespace

void QueuePage::setKnowledge(views::KnowledgeDesk *knowledge)
{
    m_knowledge = knowledge;
    m_intake->setKnowledge(knowledge);
    m_detail->known().setDesk(knowledge);
    if (!knowledge)
        return;
    connect(knowledge, &views::KnowledgeDesk::knowledgeChanged, this, &QueuePage::loadCauses);
    connect(&m_desk, &views::Desk::queueChanged, &m_causesWait, qOverload<>(&QTimer::start));
    loadCauses();
}

void QueuePage::connectIntake()
{
    connect(m_intake, &IntakeForm::left, this, &QueuePage::backToTable);
    connect(m_intake, &IntakeForm::created, this, &QueuePage::showCreated);
    connect(m_intake, &IntakeForm::ticketWanted, this, &QueuePage::openTicket);
    connect(m_intake, &IntakeForm::issueWanted, this, &QueuePage::issueWanted);
    connect(m_intake, &IntakeForm::added, this, [this](TicketId ticket, const QString &caseNumber) {
        openTicket(ticket);
        m_detail->showNewest();
        m_commands->keepWithoutUndo(tr("Write on %1").arg(caseNumber));
        m_bar->tell(tr("It is written on %1; no new ticket was made.").arg(caseNumber), false, false);
    });
}

void QueuePage::connectKnown()
{
    m_causesWait.setSingleShot(true);
    m_causesWait.setInterval(kCausesMs);
    connect(&m_causesWait, &QTimer::timeout, this, &QueuePage::loadCauses);
    connect(&m_detail->known().list(), &KnownList::opened, this, &QueuePage::openKnown);
}

void QueuePage::registerKnowledge(ActionRegistry &registry)
{
    m_intake->registerActions(registry);
    const QString group = tr("Ticket");
    const auto add = [&](const QString &id, const QString &text, const QKeySequence &key, QWidget *context,
                         std::function<void()> run, const QString &help) {
        registry.add({id, text, group, {key}, Scope::Queue, {}, help, false}, context, std::move(run));
    };
    add(
        u"ticket.cause"_s, tr("Name its cause"), QKeySequence(Qt::SHIFT | Qt::Key_L), m_split,
        [this] { inFront([this] { nameCause(); }); },
        tr("Links it to the ticket or known issue that it has the same cause as."));
    add(
        u"ticket.known_issue"_s, tr("Link the known issue that fits"), QKeySequence(Qt::SHIFT | Qt::Key_K),
        m_split, [this] { inFront([this] { linkIssue(); }); },
        tr("The one that the ticket's words fit best; without one it asks which."));
    add(
        u"ticket.known"_s, tr("What is known of the ticket"), Qt::Key_Y, m_split,
        [this] {
            inFront([this] {
                openDetail();
                m_detail->showKnown();
            });
        },
        tr("Known issues, tickets of one cause, similar ones: Enter opens, Space links or takes back."));
    KnownList *list = &m_detail->known().list();
    add(
        u"ticket.known_open"_s, tr("Open what is known"), Qt::Key_Return, list, [this] { openKnown(); },
        tr("The chosen ticket or known issue."));
    add(
        u"ticket.known_link"_s, tr("Same cause, or not any more"), Qt::Key_Space, list,
        [this] { turnKnownLink(); }, tr("Links the ticket to what is chosen, or takes that link back."));
}

const views::TicketDetail *QueuePage::detailInFront() const
{
    return ticketInFront().isNull() ? nullptr : m_detail->detail();
}

void QueuePage::loadCauses()
{
    whenAnswered(m_knowledge->causesOfOpen(), this,
                 [this](const Result<std::vector<views::TicketCauses>> &causes) {
                     if (causes)
                         m_model.setCauses(*causes);
                 });
    whenAnswered(m_knowledge->knownIssues(), this,
                 [this](const Result<std::vector<knowledge::KnownIssue>> &issues) {
                     if (issues)
                         m_issues = *issues;
                 });
}

void QueuePage::nameCause()
{
    std::vector<PickerEntry> likely;
    const auto add = [&](const views::KnownLine &line) {
        const QString key = line.cause.toString();
        if (std::ranges::find(likely, key, &PickerEntry::key) == likely.end())
            likely.push_back({key, line.causeNumber + u"  "_s + line.title, line.foot, line.isLinked});
    };
    if (m_detail->isVisible() && m_detail->ticket() == currentTicket()) {
        for (const views::KnownLine &line : m_detail->known().likely())
            add(line);
    }
    for (const knowledge::KnownIssue &issue : m_issues)
        add(views::issueLine(issue));
    m_commands->linkCause(likely);
}

void QueuePage::linkIssue()
{
    const bool isShown = m_detail->isVisible() && m_model.markedCount() == 0;
    const views::FittingIssue *found = isShown ? m_detail->known().issue() : nullptr;
    if (found == nullptr || found->isLinked)
        return nameCause();
    m_commands->linkTo(m_detail->ticket(), idCast<SubjectId>(found->issue.id));
}

void QueuePage::openKnown()
{
    const views::KnownLine *line = m_detail->known().list().chosen();
    if (line == nullptr)
        return;
    if (line->kind == views::KnownLine::Kind::Issue)
        emit issueWanted(idCast<knowledge::KnownIssueId>(line->id));
    else if (idCast<TicketId>(line->id) != m_detail->ticket())
        openTicket(idCast<TicketId>(line->id));
}

void QueuePage::turnKnownLink()
{
    const views::KnownLine *line = m_detail->known().list().chosen();
    const views::TicketDetail *detail = m_detail->detail();
    if (line == nullptr || detail == nullptr)
        return;
    const auto &links = detail->ticket.links;
    const auto isLinkedTo = [&](SubjectId id) {
        return std::ranges::find(links, ticket::Link{id, ticket::LinkKind::CausedBy}) != links.end();
    };
    if (isLinkedTo(line->id) || isLinkedTo(line->cause))
        m_commands->linkTo(m_detail->ticket(), isLinkedTo(line->id) ? line->id : line->cause, true);
    else if (line->cause != idCast<SubjectId>(m_detail->ticket()))
        m_commands->linkTo(m_detail->ticket(), line->cause);
}

} // namespace muster::ui
