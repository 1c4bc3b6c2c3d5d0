// SPDX-License-Identifier: GPL-3.0-or-later
// The form for a new ticket: what the policy asks for, the priorities explained beside it, what is missing
// named while one types, and a draft that survives the program. Window thread; owned by the queue page.
#pragma once

#include "models/views/desk.h"
#include "models/views/knowledgedesk.h"
#include "ui/intake/intakedraft.h"

#include <QHash>
#include <QPointer>
#include <QWidget>

class QBoxLayout;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace muster::ui {

class ActionRegistry;
class CustomerField;
class DraftKeeper;
class PriorityChooser;
class SimilarPanel;
class ToneLabel;

class IntakeForm final : public QWidget
{
    Q_OBJECT
public:
    explicit IntakeForm(views::Desk &desk, QWidget *parent = nullptr);
    ~IntakeForm() override;

    void setPolicy(std::shared_ptr<const policy::CompiledPolicy> policy);
    /// Where similar tickets and known issues are asked for; without one they are not shown.
    void setKnowledge(views::KnowledgeDesk *knowledge);
    void registerActions(ActionRegistry &registry);
    /// Brings the draft back where the form is empty, and asks for the customers anew.
    void open();
    void takeFocus();
    IntakeDraft draft() const;
    void setDraft(const IntakeDraft &draft);
    /// Names of what is still missing, as they stand on screen, in the policy's order.
    QStringList missing() const;

public slots:
    /// Makes the ticket; where something is missing, names it and moves the focus there.
    void create();
    void discard();

signals:
    void created(muster::TicketId ticket, const QString &caseNumber);
    /// What was written went to a ticket that is there already.
    void added(muster::TicketId ticket, const QString &caseNumber);
    void ticketWanted(muster::TicketId ticket); ///< a similar one is to be shown; the draft stays
    void issueWanted(muster::knowledge::KnownIssueId issue); ///< likewise
    /// Back to the queue; what was typed stays as a draft.
    void left();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void buildHead(QBoxLayout &column);
    QWidget *buildFields();
    void buildTail();
    QWidget *buildPriorities();
    QWidget *buildSimilar(); ///< below the priorities
    // intakesimilar.cpp
    void connectSimilar();
    void askSimilar();
    QString reportText() const;
    void addTo(TicketId ticket, const QString &caseNumber, const ticket::TicketCommand &command);
    void turnCause(SubjectId cause, const QString &number);
    void addRow(const QString &name, QWidget *field);
    QWidget *buildFoot();
    void rebuildPolicyFields();
    QComboBox *addChoice(const QString &key, const QString &name);
    QLineEdit *addLine(const QString &key, const QString &name, const QString &hint = {});
    QPlainTextEdit *addText(const QString &key, const QString &name, int lines);
    QString valueOf(const QString &key) const;
    void setValue(const QString &key, const QString &value);
    void edited();
    void showMissing(bool asked);
    void fail(const QString &sentence);
    void submit(CustomerId customer);
    QString fieldName(const QString &key) const;

    views::Desk &m_desk;
    std::shared_ptr<const policy::CompiledPolicy> m_policy;
    DraftKeeper *m_keeper;
    QFormLayout *m_form = nullptr;
    CustomerField *m_customer = nullptr;
    PriorityChooser *m_priorities = nullptr;
    SimilarPanel *m_similar = nullptr;
    QPointer<QWidget> m_beforeSimilar; ///< had the focus
    SubjectId m_cause;                 ///< of the new ticket; null: none is named
    QString m_causeNumber;
    QWidget *m_tail = nullptr;
    ToneLabel *m_missing = nullptr, *m_draftNote = nullptr;
    QPushButton *m_create = nullptr;
    QHash<QString, QWidget *> m_fields; ///< by the keys of policy intake fields and ours
    QHash<QString, QString> m_names;    ///< the label beside each field
    QStringList m_policyFields;         ///< those that come and go with the policy
    bool m_filling = false, m_busy = false, m_isOpened = false;
};

} // namespace muster::ui
