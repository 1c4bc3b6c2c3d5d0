// SPDX-License-Identifier: GPL-3.0-or-later
// What is known already of what one is writing: similar open tickets and known issues, asked after a short
// pause of typing. Takes no focus by itself and changes nothing under the pointer or while one is in it; an
// answer to an older text is dropped. Window thread; owned by the intake form.
#pragma once

#include "models/views/knowledgedesk.h"

#include <QTimer>
#include <QWidget>

namespace muster::views {
struct KnownLine;
}

namespace muster::ui {

class ActionRegistry;
class KnownList;
class ToneLabel;

class SimilarPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit SimilarPanel(QWidget *parent = nullptr);
    void setDesk(views::KnowledgeDesk *desk);
    void registerActions(ActionRegistry &registry);

    /// What is written now; the question is asked once nothing was typed for a moment.
    void setQuestion(const views::SimilarQuestion &question);
    void takeFocus(); ///< to its first line; nothing where it has none
    /// What the new ticket will be linked to; empty for nothing.
    void setCause(const QString &number);

signals:
    void ticketWanted(muster::TicketId ticket);
    void issueWanted(muster::knowledge::KnownIssueId issue);
    /// The text is to go to that ticket instead, as a message of the customer or as a note.
    void messageWanted(muster::TicketId ticket, const QString &caseNumber);
    void noteWanted(muster::TicketId ticket, const QString &caseNumber);
    /// The new ticket has that cause; the same one again takes it back.
    void causeWanted(muster::SubjectId cause, const QString &number);
    void left();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void ask();
    void take(const Result<views::SimilarAnswer> &answer);
    void present(); ///< what came last, unless somebody is at the list
    void tellState(const QString &text);
    const views::KnownLine *chosenTicket() const;
    bool isInUse() const;
    bool hasEnough() const;

    views::KnowledgeDesk *m_desk = nullptr;
    views::SimilarQuestion m_question;
    quint64 m_asked = 0; ///< counts questions: an answer to an older one is dropped
    std::optional<Result<views::SimilarAnswer>> m_waiting;
    QTimer m_pause;
    ToneLabel *m_title, *m_state, *m_repeats, *m_cause, *m_keys;
    KnownList *m_list;
};

} // namespace muster::ui
