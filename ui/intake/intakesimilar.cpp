// SPDX-License-Identifier: GPL-3.0-or-later
// What is known already, beside the form: asked as one types, and what can be done with it instead of making
// another ticket.
#include "models/views/casetext.h"
#include "ui/actions/actionregistry.h"
#include "ui/intake/customerfield.h"
#include "ui/intake/intakeform.h"
#include "ui/intake/similarpanel.h"
#include "ui/widgets/deskanswer.h"
#include "ui/widgets/draftkeeper.h"
#include "ui/widgets/tonelabel.h"

#include <QPushButton>

namespace muster::ui {

using namespace Qt::StringLiterals;

void IntakeForm::setKnowledge(views::KnowledgeDesk *knowledge)
{
    m_similar->setDesk(knowledge);
    m_similar->setVisible(knowledge != nullptr);
    askSimilar();
}

void IntakeForm::registerActions(ActionRegistry &registry)
{
    registry.add({u"intake.similar"_s,
                  tr("Go to similar tickets and known issues"),
                  tr("New ticket"),
                  {QKeySequence(Qt::CTRL | Qt::Key_J)},
                  Scope::Queue,
                  {},
                  tr("Esc goes back to where you wrote."),
                  false},
                 this, [this] {
                     m_beforeSimilar = window()->focusWidget();
                     m_similar->takeFocus();
                 });
    m_similar->registerActions(registry);
}

void IntakeForm::connectSimilar()
{
    connect(m_similar, &SimilarPanel::left, this, [this] {
        if (m_beforeSimilar)
            m_beforeSimilar->setFocus(Qt::OtherFocusReason);
        else
            takeFocus();
    });
    connect(m_similar, &SimilarPanel::ticketWanted, this, [this](TicketId ticket) {
        m_keeper->flush();
        emit ticketWanted(ticket);
    });
    connect(m_similar, &SimilarPanel::issueWanted, this, [this](knowledge::KnownIssueId issue) {
        m_keeper->flush();
        emit issueWanted(issue);
    });
    connect(m_similar, &SimilarPanel::messageWanted, this, [this](TicketId ticket, const QString &number) {
        addTo(ticket, number, ticket::AddCustomerMessage{draft().fields.contactName, reportText()});
    });
    connect(m_similar, &SimilarPanel::noteWanted, this, [this](TicketId ticket, const QString &number) {
        addTo(ticket, number, ticket::AddNote{reportText()});
    });
    connect(m_similar, &SimilarPanel::causeWanted, this, &IntakeForm::turnCause);
}

void IntakeForm::askSimilar()
{
    if (!m_policy)
        return;
    const ticket::TicketCreated fields = draft().fields;
    views::SimilarQuestion question;
    question.subject = fields.subject;
    question.text = fields.description;
    question.customer = fields.customer;
    question.at = m_desk.now();
    question.policy = m_policy;
    if (!m_cause.isNull())
        question.causes = {m_cause};
    m_similar->setQuestion(question);
}

/// Everything that was written of the matter, for a ticket that has a head of its own.
QString IntakeForm::reportText() const
{
    const ticket::TicketCreated fields = draft().fields;
    QStringList parts{fields.subject, fields.description};
    for (const auto &[key, text] :
         {std::pair(u"impact"_s, fields.impact), std::pair(u"environment"_s, fields.environment),
          std::pair(u"steps"_s, fields.steps)}) {
        if (!text.isEmpty())
            parts += u"%1: %2"_s.arg(fieldName(key), text);
    }
    parts.removeAll(QString());
    return parts.join(u"\n\n"_s);
}

void IntakeForm::addTo(TicketId ticket, const QString &caseNumber, const ticket::TicketCommand &command)
{
    if (m_busy)
        return;
    m_busy = true;
    m_create->setEnabled(false);
    whenAnswered(m_desk.submit({ticket::TicketOrder{ticket, command, {}}}), this,
                 [this, ticket, caseNumber](const Result<views::Receipt> &done) {
                     if (!done)
                         return fail(tr("It could not be added to %1: %2")
                                         .arg(caseNumber, views::sentence(done.error().detail)));
                     if (!done->failures.empty())
                         return fail(views::sentence(done->failures.front().error.detail));
                     discard();
                     m_busy = false;
                     m_create->setEnabled(true);
                     emit added(ticket, caseNumber);
                 });
}

void IntakeForm::turnCause(SubjectId cause, const QString &number)
{
    const bool isOff = cause == m_cause;
    m_cause = isOff ? SubjectId{} : cause;
    m_causeNumber = isOff ? QString() : number;
    m_similar->setCause(m_causeNumber);
    edited();
}

} // namespace muster::ui
