// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/detailpanel.h"

#include "models/views/casetext.h"
#include "models/views/playbooktext.h"
#include "ui/queue/clockspanel.h"
#include "ui/queue/composer.h"
#include "ui/queue/conversationview.h"
#include "ui/queue/fieldsform.h"
#include "ui/queue/historyview.h"
#include "ui/queue/knownpanel.h"
#include "ui/queue/playbookpanel.h"
#include "ui/queue/ticketheader.h"
#include "ui/theme/theme.h"
#include "ui/widgets/deskanswer.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/snugtabs.h"
#include "ui/widgets/tonelabel.h"

#include <QKeyEvent>
#include <QListWidget>
#include <QSplitter>
#include <QTabWidget>

namespace muster::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kSettleMs = 50;

} // namespace

DetailPanel::DetailPanel(views::Desk &desk, QWidget *parent)
    : QWidget(parent), m_desk(desk), m_header(new TicketHeader(this)),
      m_trouble(new ToneLabel(ToneLabel::Tone::Red, ToneLabel::Face::Ui, this)),
      m_outOfView(new ToneLabel(ToneLabel::Tone::Amber, ToneLabel::Face::Small, this)),
      m_clocks(new ClocksPanel(this)), m_conversation(new ConversationView(this)),
      m_history(new HistoryView(this)), m_fields(new FieldsForm(this)), m_playbook(new PlaybookPanel(this)),
      m_known(new KnownPanel(this)), m_issue(new ToneLabel(ToneLabel::Tone::Blue, ToneLabel::Face::Ui, this)),
      m_next(buildNextStep()), m_tabs(new SnugTabs(this)), m_composer(new Composer(desk, this))
{
    build();
    m_wait.setSingleShot(true);
    m_wait.setInterval(kSettleMs);
    connect(&m_wait, &QTimer::timeout, this, &DetailPanel::ask);
    connect(m_fields, &FieldsForm::saveWanted, this, &DetailPanel::fieldsWanted);
    connect(m_playbook, &PlaybookPanel::tickWanted, this, &DetailPanel::stepTickWanted);
    connect(m_playbook, &PlaybookPanel::doWanted, this, &DetailPanel::stepWanted);
    connect(m_composer, &Composer::left, this, &DetailPanel::left);
    connect(m_known, &KnownPanel::left, this, &DetailPanel::left);
    connect(m_known, &KnownPanel::shown, this, &DetailPanel::presentIssue);
}

QWidget *DetailPanel::buildNextStep()
{
    auto *line = new QWidget(this);
    m_nextIcon = new IconLabel(u"clock"_s, 14, Ink::Dim, line);
    m_nextText = new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Ui, line);
    m_nextText->setObjectName(u"ticket.nextStep"_s);
    m_nextText->setElided(Qt::ElideRight);
    QHBoxLayout *row = rowLayout(line, Theme::gap);
    row->setContentsMargins(Theme::gap, 0, 0, 0);
    row->addWidget(m_nextIcon);
    row->addWidget(m_nextText, 1);
    line->hide();
    return line;
}

void DetailPanel::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(Theme::gap * 2, Theme::gap, Theme::gap, Theme::gap);
    column->setSpacing(Theme::gap);
    auto *why = new QListWidget(this);
    why->setObjectName(u"ticket.why"_s);
    why->setAccessibleName(tr("Why"));
    why->setFrameShape(QFrame::NoFrame);
    why->setWordWrap(true);
    why->setSpacing(2);
    m_clocks->setWhyList(why);
    m_trouble->setWordWrap(true);
    m_trouble->hide();
    m_outOfView->setObjectName(u"ticket.outOfView"_s);
    m_outOfView->setText(tr("No longer in this view. Commands still mean this ticket, until you move on."));
    m_outOfView->setWordWrap(true);
    m_outOfView->hide();
    m_tabs->setObjectName(u"ticket.tabs"_s);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_conversation, tr("Conversation"));
    m_tabs->addTab(m_playbook, tr("Playbook"));
    m_tabs->addTab(why, tr("Why"));
    m_tabs->addTab(m_known, tr("Known"));
    m_tabs->addTab(m_history, tr("History"));
    m_tabs->addTab(m_fields, tr("Details"));
    auto *split = new QSplitter(Qt::Vertical, this);
    split->setChildrenCollapsible(false);
    split->addWidget(m_tabs);
    split->addWidget(m_composer);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 1);
    m_tabs->setMinimumHeight(120);
    column->addWidget(m_header);
    column->addWidget(m_outOfView);
    column->addWidget(m_trouble);
    column->addWidget(m_clocks);
    column->addWidget(m_next);
    m_issue->setObjectName(u"ticket.issue"_s);
    m_issue->setElided(Qt::ElideRight);
    m_issue->setContentsMargins(Theme::gap, 0, 0, 0);
    m_issue->hide();
    column->addWidget(m_issue);
    column->addWidget(split, 1);
}

void DetailPanel::open(TicketId ticket)
{
    if (ticket == m_ticket)
        return;
    m_ticket = ticket;
    m_detail.reset();
    m_acknowledgeWhenLoaded = m_playbookWhenLoaded = false;
    m_conversation->setWords({});
    m_known->clear();
    m_issue->hide();
    m_composer->setTicket(ticket);
    if (!ticket.isNull())
        m_wait.start();
}

void DetailPanel::showWords(const QString &words)
{
    m_conversation->setWords(words);
    m_tabs->setCurrentWidget(m_conversation);
}

void DetailPanel::reload()
{
    if (!m_ticket.isNull() && !m_wait.isActive())
        ask();
}

void DetailPanel::showNewest()
{
    m_conversation->showNewest();
    reload();
}

void DetailPanel::ask()
{
    const quint64 question = ++m_question;
    whenAnswered(
        m_desk.loadTicket(m_ticket), this, [this, question](const Result<views::TicketDetail> &answer) {
            if (question != m_question)
                return;
            m_trouble->setVisible(!answer);
            if (!answer)
                return m_trouble->setText(
                    tr("This ticket could not be read: %1").arg(views::sentence(answer.error().detail)));
            m_detail = *answer;
            present(*m_detail);
            if (std::exchange(m_acknowledgeWhenLoaded, false))
                acknowledge(m_agentName);
            if (std::exchange(m_playbookWhenLoaded, false))
                showPlaybook();
            emit loaded();
        });
}

void DetailPanel::present(const views::TicketDetail &detail)
{
    const Instant now = m_desk.now();
    m_composer->setContact(detail.ticket.contactName);
    m_header->present(detail);
    m_clocks->present(detail, now);
    m_conversation->present(detail, now);
    m_history->setHistory(detail.history);
    m_fields->present(detail.ticket);
    presentPlaybook(now);
    m_known->present(detail, now);
}

void DetailPanel::presentIssue()
{
    const views::FittingIssue *found = m_known->issue();
    m_issue->setVisible(found != nullptr);
    if (found == nullptr)
        return;
    const knowledge::KnownIssue &issue = found->issue;
    const QString way = issue.state == knowledge::State::Fixed ? tr("fixed: %1").arg(issue.fixedIn)
                        : issue.workaround.isEmpty()           ? tr("no way round it is known")
                                                               : tr("way round: %1").arg(issue.workaround);
    m_issue->setText(found->isLinked
                         ? tr("%1 %2 · %3").arg(issue.number, issue.title, way.simplified())
                         : tr("Shift+K links %1 %2 · %3").arg(issue.number, issue.title, way.simplified()));
    m_issue->setTone(found->isLinked ? ToneLabel::Tone::Text : ToneLabel::Tone::Blue);
}

void DetailPanel::showKnown()
{
    m_tabs->setCurrentWidget(m_known);
    m_known->takeFocus();
}

void DetailPanel::presentPlaybook(Instant now)
{
    m_playbook->present(views::stepLines(*m_detail, now));
    const auto next = views::nextStep(*m_detail, now);
    m_next->setVisible(next.has_value());
    if (!next)
        return;
    m_nextText->setText(next->text);
    m_nextText->setTone(next->isOverdue ? ToneLabel::Tone::Red : ToneLabel::Tone::Dim);
    m_nextIcon->setIcon(next->isOverdue ? u"breached"_s : u"clock"_s, next->isOverdue ? Ink::Red : Ink::Dim);
}

void DetailPanel::tick(Instant now)
{
    if (!isVisible())
        return;
    m_clocks->tick(now);
    m_composer->tick(now);
    if (m_detail)
        presentPlaybook(now);
}

FactId DetailPanel::chosenEntry() const
{
    return m_history->chosen();
}

void DetailPanel::takeFocus()
{
    m_tabs->currentWidget()->setFocus(Qt::OtherFocusReason);
}

void DetailPanel::showPlaybook()
{
    m_tabs->setCurrentWidget(m_playbook);
    m_playbookWhenLoaded = !m_detail;
    if (m_detail)
        m_playbook->takeFocus();
}

void DetailPanel::setInView(bool isInView)
{
    m_outOfView->setVisible(!isInView);
}

void DetailPanel::acknowledge(const QString &agentName)
{
    m_agentName = agentName;
    if (!m_detail || !m_detail->policy) {
        m_acknowledgeWhenLoaded = true;
        return;
    }
    m_composer->prefill(ticket::acknowledgementText(m_detail->ticket, m_detail->policy->policy(), agentName));
}

void DetailPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        emit left();
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace muster::ui
