// SPDX-License-Identifier: GPL-3.0-or-later
// Known issues: listed and searched, one in full beside the list with the tickets that it caused; recorded,
// put right, closed and opened again. Window thread; owned by the shell.
#pragma once

#include "models/views/desk.h"
#include "models/views/knowledgedesk.h"
#include "ui/knowledge/issueasks.h"
#include "ui/widgets/page.h"

class QSplitter;
class QStackedWidget;

namespace muster::ui {

class EmptyState;
class KnownList;
class SearchField;
class ToneLabel;

class KnowledgePage final : public Page
{
    Q_OBJECT
public:
    KnowledgePage(views::Desk &desk, views::KnowledgeDesk &knowledge, QWidget *parent = nullptr);

    QString pageKey() const override;
    QString pageTitle() const override;
    QString pageIcon() const override;
    void registerActions(ActionRegistry &registry) override;
    void takeFocus() override;

    /// What a known issue is recorded from by the command: the ticket or incident that is in front.
    void setSource(std::function<IssueSource()> source) { m_source = std::move(source); }
    const std::vector<knowledge::KnownIssue> &issues() const { return m_issues; }
    void show(knowledge::KnownIssueId issue);
    using Page::show;

public slots:
    void load();
    void record(const muster::ui::IssueSource &source);

signals:
    void ticketWanted(muster::TicketId ticket);
    void incidentWanted(muster::IncidentId incident);
    void told(const QString &sentence);

private:
    void build();
    QWidget *buildDetail();
    void present();
    void presentChosen();
    void presentTickets(const views::CauseGroup &group);
    const knowledge::KnownIssue *chosen() const;
    bool isShown(const knowledge::KnownIssue &issue) const;
    void order(const knowledge::Order &order, const std::function<void(const QString &)> &done);
    void withChosen(const std::function<void(const knowledge::KnownIssue &)> &run);
    void turnState();
    void openOrigin();
    void openTicket();
    AskForm &form();

    views::Desk &m_desk;
    views::KnowledgeDesk &m_knowledge;
    std::function<IssueSource()> m_source;
    std::vector<knowledge::KnownIssue> m_issues;
    knowledge::KnownIssueId m_wanted; ///< to be chosen once it is here
    QString m_words;                  ///< of the search, folded
    quint64 m_asked = 0;
    QHash<PersonId, QString> m_names;

    AskForm *m_form = nullptr; ///< made when it is first wanted
    QSplitter *m_split = nullptr;
    QStackedWidget *m_stack = nullptr;
    SearchField *m_search = nullptr;
    KnownList *m_list = nullptr, *m_tickets = nullptr;
    ToneLabel *m_title = nullptr, *m_state = nullptr, *m_symptoms = nullptr, *m_workaround = nullptr,
              *m_origin = nullptr, *m_counts = nullptr;
    QPushButton *m_change = nullptr, *m_close = nullptr, *m_toOrigin = nullptr;
};

} // namespace muster::ui
