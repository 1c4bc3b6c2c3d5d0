// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/ticketheader.h"

#include "ui/queue/prioritybadge.h"
#include "ui/theme/theme.h"
#include "ui/widgets/bidi.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/moneytext.h"
#include "ui/widgets/tonelabel.h"

#include <QLocale>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace muster::ui {

using namespace Qt::StringLiterals;

namespace {

const QString kBetween = u" · "_s;
constexpr int kButtonEdges = 60;    ///< icon and margins of a button
constexpr int kIncidentWidth = 300; ///< of its text: a ticket beside the queue is 360 px wide at least

} // namespace

TicketHeader::TicketHeader(QWidget *parent)
    : QWidget(parent), m_badge(new PriorityBadge(this)),
      m_case(new ToneLabel(ToneLabel::Tone::Text, ToneLabel::Face::Mono, this)),
      m_status(new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Ui, this)),
      m_subject(new ToneLabel(ToneLabel::Tone::Text, ToneLabel::Face::Title, this)),
      m_customer(new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Ui, this)),
      m_arr(new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Ui, this)),
      m_contact(new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Ui, this)),
      m_incident(makeButton({}, ButtonKind::Normal, u"ticket.incident"_s, this)),
      m_escalation(makeButton({}, ButtonKind::Normal, u"ticket.escalation"_s, this)),
      m_hereLine(new QWidget(this)), m_hereIcon(new IconLabel(u"user"_s, 14, Ink::Blue, m_hereLine)),
      m_here(new ToneLabel(ToneLabel::Tone::Blue, ToneLabel::Face::Ui, m_hereLine)),
      m_commands(new QHBoxLayout)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::gap / 2);
    auto *row = new QHBoxLayout;
    row->setSpacing(Theme::gap);
    row->addWidget(m_badge);
    row->addWidget(m_case);
    row->addWidget(m_status, 1);
    column->addLayout(row);
    column->addWidget(m_subject);
    auto *about = new QHBoxLayout;
    about->setSpacing(0);
    about->addWidget(m_customer);
    about->addWidget(m_arr); // whole, whatever stands beside it: half an amount is another amount
    about->addWidget(m_contact);
    about->addStretch(1);
    column->addLayout(about);
    m_incident->setFocusPolicy(Qt::TabFocus);
    m_incident->setAccessibleName(tr("Incident"));
    m_incident->hide();
    column->addWidget(m_incident, 0, Qt::AlignLeft);
    connect(m_incident, &QPushButton::clicked, this, [this] { emit incidentWanted(m_incidentId); });
    m_escalation->setAccessibleName(tr("Escalation of this ticket"));
    m_escalation->setFocusPolicy(Qt::TabFocus);
    m_escalation->hide();
    column->addWidget(m_escalation, 0, Qt::AlignLeft);
    connect(m_escalation, &QPushButton::clicked, this, &TicketHeader::escalationWanted);
    QHBoxLayout *hereRow = rowLayout(m_hereLine, Theme::gap / 2);
    hereRow->addWidget(m_hereIcon);
    hereRow->addWidget(m_here, 1);
    m_here->setObjectName(u"ticket.here"_s);
    m_here->setElided(Qt::ElideRight);
    m_hereLine->hide();
    column->addWidget(m_hereLine);
    m_commands->setSpacing(0); // their own margins keep them apart: room is short beside the queue
    column->addLayout(m_commands);
    m_case->setObjectName(u"ticket.case"_s);
    m_status->setObjectName(u"ticket.statusLine"_s);
    m_subject->setObjectName(u"ticket.subject"_s);
    m_subject->setWordWrap(true);
    m_subject->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_subject->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_case->setElided(Qt::ElideMiddle); // its end tells it apart
    m_status->setElided(Qt::ElideRight);
    m_customer->setObjectName(u"ticket.customer"_s);
    m_arr->setObjectName(u"ticket.arr"_s);
    m_contact->setObjectName(u"ticket.contact"_s);
    m_customer->setElided(Qt::ElideRight);
    m_contact->setElided(Qt::ElideRight);
}

void TicketHeader::setIncident(const views::TicketIncident *incident)
{
    m_incident->setVisible(incident != nullptr);
    if (!incident)
        return;
    m_incidentId = incident->id;
    m_incident->setIcon(theme().icon(u"warroom"_s, theme().red));
    const QString text = u"%1 %2: %3"_s.arg(incident->severity, incident->number, incident->title);
    m_incident->setText(m_incident->fontMetrics().elidedText(text, Qt::ElideRight, kIncidentWidth));
    m_incident->setAccessibleName(tr("Incident %1").arg(text));
    m_incident->setToolTip(tr("Opens the war room: %1").arg(text));
}

void TicketHeader::setEscalation(const QString &line, bool isOverdue)
{
    m_escalation->setVisible(!line.isEmpty());
    if (line.isEmpty() || (m_escalation->toolTip() == line && m_isOverdue == isOverdue))
        return;
    m_isOverdue = isOverdue;
    m_escalation->setIcon(theme().icon(u"escalations"_s, isOverdue ? theme().red : theme().amber));
    m_escalation->setAccessibleName(line);
    m_escalation->setToolTip(line);
    fitEscalation();
}

/// On as many lines as its parts need: who has it and what is due are not to be cut off.
void TicketHeader::fitEscalation()
{
    const QFontMetrics metrics = m_escalation->fontMetrics();
    const int room = std::max(kIncidentWidth, width() - kButtonEdges);
    QStringList lines;
    const QStringList parts = m_escalation->toolTip().split(kBetween);
    for (const QString &part : parts) {
        const QString longer = lines.isEmpty() ? part : lines.back() + kBetween + part;
        if (!lines.isEmpty() && metrics.horizontalAdvance(longer) <= room)
            lines.back() = longer;
        else
            lines += metrics.elidedText(part, Qt::ElideRight, room);
    }
    m_escalation->setText(lines.join(u'\n'));
}

/// Whole lines, up to two: a line that is cut through cannot be read.
void TicketHeader::fitSubject()
{
    if (const int height = m_subject->heightForWidth(width()); height > 0)
        m_subject->setFixedHeight(std::min(height, 2 * QFontMetrics(theme().title).lineSpacing() + 2));
}

void TicketHeader::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitEscalation();
    fitSubject();
}

void TicketHeader::setHere(const QString &text, bool isWriting)
{
    m_hereLine->setVisible(!text.isEmpty());
    m_here->setText(text);
    m_here->setTone(isWriting ? ToneLabel::Tone::Amber : ToneLabel::Tone::Blue);
    m_hereIcon->setIcon(isWriting ? u"edit"_s : u"user"_s, isWriting ? Ink::Amber : Ink::Blue);
}

void TicketHeader::setCommands(const QList<QAction *> &commands)
{
    for (QAction *command : commands) {
        if (!command)
            continue;
        auto *button = new QToolButton(this);
        button->setDefaultAction(command);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        button->setAutoRaise(true);
        button->setAccessibleName(command->text());
        m_commands->addWidget(button);
    }
    m_commands->addStretch(1);
}

void TicketHeader::present(const views::TicketDetail &detail)
{
    const ticket::Ticket &ticket = detail.ticket;
    const policy::Policy *policy = detail.policy ? &detail.policy->policy() : nullptr;
    const policy::Priority *priority = policy ? policy->priority(ticket.priority) : nullptr;
    m_badge->setPriority(ticket.priority, priority ? priority->badge : u"grey"_s,
                         priority ? priority->name : QString());
    m_case->setText(ticket.caseNumber);
    const QString owner = detail.assigneeName.isEmpty() ? tr("nobody") : detail.assigneeName;
    m_status->setText(tr("%1 · owner: %2").arg(views::statusTitle(ticket.status), isolated(owner)));
    m_subject->setText(ticket.subject.isEmpty() ? tr("No subject") : ticket.subject);
    m_subject->setToolTip(m_subject->text());
    fitSubject();
    QString customer = detail.customer.name.isEmpty() ? tr("No customer") : isolated(detail.customer.name);
    if (const policy::Tier *tier = policy ? policy->tier(ticket.tier) : nullptr)
        customer += kBetween + tier->name;
    m_customer->setText(customer);
    m_arr->setText(detail.customer.arr
                       ? kBetween + tr("ARR %1").arg(moneyText(*detail.customer.arr, QLocale()))
                       : QString());
    QString contact;
    if (!ticket.contactName.isEmpty())
        contact += kBetween + isolated(ticket.contactName);
    if (!ticket.contactEmail.isEmpty())
        contact += kBetween + ticket.contactEmail;
    m_contact->setText(contact);
    m_contact->setVisible(!contact.isEmpty());
}

} // namespace muster::ui
