// SPDX-License-Identifier: GPL-3.0-or-later
// The queue: saved views, load ahead, filter and table; a ticket in full beside it; the intake form and the
// import in its place when they are wanted. Holds the queue's model. Window thread; owned by the shell.
#pragma once

#include "models/views/desk.h"
#include "models/views/knowledgedesk.h"
#include "models/views/queuemodel.h"
#include "models/views/teamdesk.h"
#include "ui/widgets/page.h"

#include <QTimer>

#include <functional>

class QSplitter;
class QStackedWidget;

namespace muster::ui {

class BulkBar;
class ClosingForm;
class DetailPanel;
class EntryCommands;
class EntryForm;
class QueueEmpty;
class FilterBar;
class ImportPage;
class IntakeForm;
class LoadStrip;
class Picker;
class QueueCommands;
class QueueTable;
class ViewList;

class QueuePage final : public Page
{
    Q_OBJECT
public:
    explicit QueuePage(views::Desk &desk, QWidget *parent = nullptr);
    ~QueuePage() override;

    QString pageKey() const override;
    QString pageTitle() const override;
    QString pageIcon() const override;
    void registerActions(ActionRegistry &registry) override;
    void takeFocus() override;
    QByteArray saveLayout() const override;
    void restoreLayout(const QByteArray &saved) override;

    views::QueueModel &model() { return m_model; }
    const views::QueueModel &model() const { return m_model; }
    QString filterText() const;
    /// What commands mean where nothing is marked: the ticket shown in full, else the current row.
    TicketId currentTicket() const;
    /// Where what is known already is asked for; the page works without.
    void setKnowledge(views::KnowledgeDesk *knowledge);
    /// The marked tickets, else the one that is open beside the table; empty where neither is.
    std::vector<TicketId> subjects() const;
    /// Running incidents, by id and title, to link tickets to: asked where somebody links.
    void setIncidents(std::function<std::vector<std::pair<IncidentId, QString>>()> incidents);
    /// The running incidents with their tickets: marked in the table, named in a ticket's head. From the
    /// second call on, what comes to cover tickets of the person who sits here is announced.
    void setTicketIncidents(std::vector<views::TicketIncident> incidents);
    /// The ticket that is open in full and can be seen; null where none is.
    TicketId ticketInFront() const;
    const views::TicketDetail *detailInFront() const; ///< that ticket as it was read; null where none is
    TicketId detailTicket() const;                    ///< the one in the panel, seen or not
    /// Which tickets are escalated, marked in the table; true for those past all levels.
    void setEscalated(const QHash<TicketId, bool> &escalated);
    /// How the ticket in the panel is escalated; empty where it is not.
    void setEscalation(const QString &line, bool isOverdue);
    /// Who else of the team is connected, and what they have open.
    void setHere(std::vector<views::Here> here);
    /// How many tickets a saved view shows, by its key; 0 where there is no such view.
    int countOf(const QString &view) const;

public slots:
    /// Reads the queue anew; what is chosen, marked and typed stays.
    void load();
    /// From the window's one ticker, each second.
    void tick(muster::Instant now);
    void setFilterText(const QString &text);
    /// The tickets that count for a limit of the queue, by automation::subjectOfLimit.
    void showLimit(muster::SubjectId limit);
    /// Also one that is closed or hidden by the filter: a search hit, a notification.
    void openTicket(muster::TicketId ticket);
    /// The same with the words of the search marked in its conversation.
    void openHit(muster::TicketId ticket, const QString &words);
    void newTicket();
    void importFile(const QString &file = {}); ///< empty: the page asks for one
    void importSample();

signals:
    /// A ticket of the person who sits here came to be at risk or breached. Many at once come as one.
    void attention(const QString &title, const QString &text, muster::TicketId ticket);
    void incidentLinkWanted(const std::vector<muster::TicketId> &tickets, muster::IncidentId incident);
    /// An incident is to be declared that covers this ticket, whatever is marked.
    void declareWanted(muster::TicketId ticket, const QString &subject);
    void incidentWanted(muster::IncidentId incident);        ///< its war room is to be shown
    void issueWanted(muster::knowledge::KnownIssueId issue); ///< its page is to be shown
    void escalateWanted(muster::TicketId ticket);   ///< it is to be escalated, or looked at what can be done
    void escalationWanted(muster::TicketId ticket); ///< the board with its escalation is to be shown
    void detailShown();                             ///< another ticket is in the panel, or it was read anew
    /// Something was typed about a ticket; `isEmpty` where what was typed is sent or gone.
    void writing(muster::TicketId ticket, bool isEmpty);
    void ownTicketsLinked(const QString &title, const QString &text, muster::IncidentId incident);
    /// The first complete queue is on view; for measuring the start.
    void ready();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build();
    QWidget *buildQueue();
    void connectParts();
    void registerMovement(ActionRegistry &registry);
    void registerTicketCommands(ActionRegistry &registry);
    void registerViews(ActionRegistry &registry);
    void loaded(views::QueueSnapshot snapshot);
    void showIncident(); ///< of the ticket that is shown in full
    void showHere();     ///< who else has it open
    QStringList ownTickets(const std::vector<TicketId> &tickets) const;
    void applyChange(const views::QueueChange &change);
    void recount();
    void showTable();
    void openDetail();
    void closeDetail();
    void backToTable();
    void followCurrent(TicketId ticket);
    void showTicket(TicketId ticket); ///< in full beside the queue, and as the current row where it has one
    void tellPlace();                 ///< whether the ticket shown is in the present view
    void returnTo(const std::vector<TicketId> &tickets);
    /// For what a ticket has done to it: where the queue is not in front, it comes to the front and nothing
    /// is done, for nobody has seen which ticket would have been meant.
    void inFront(const std::function<void()> &run);
    bool isInFront() const; ///< the queue itself, not a form in its place or another page
    void moveBy(int rows);
    void goToNextBreach(); ///< of the present view: the clock that is due next and not past due
    void step();
    void toggleMark();
    void turnWide();        ///< the ticket over the full width, and back
    void compose(int mode); ///< of Composer
    void turnWhen();
    void undo();
    void acknowledge();
    // queuepageplaybook.cpp
    void showPlaybook();
    void tickStep(const QString &step, bool done);
    void doStep(const QString &step); ///< what the program can do for it
    void runStep(const policy::PlaybookStep &step, const views::TicketDetail &detail);
    void tellAlerts(const std::vector<views::StepAlert> &alerts);
    void saveView();
    void showCreated(TicketId ticket, const QString &caseNumber);
    // queuepageknowledge.cpp
    void connectIntake();
    void connectKnown();
    void registerKnowledge(ActionRegistry &registry);
    void loadCauses();
    void nameCause();
    void linkIssue();
    void openKnown();
    void turnKnownLink();
    void announceEdges(const std::vector<std::pair<TicketId, sla::ClockState>> &edges);
    void learnMe();
    void follow(const QString &actionId);

    views::Desk &m_desk;
    views::QueueModel m_model;
    ActionRegistry *m_registry = nullptr;
    std::shared_ptr<const policy::CompiledPolicy> m_policy;
    std::vector<views::QueueChange> m_early; ///< changes that came before the snapshot they belong to
    bool m_loading = false, m_isLoaded = false;
    bool m_knowsIncidents = false; ///< what is running was told once
    qint64 m_closedCount = 0;
    std::vector<views::Here> m_here;
    PersonId m_me;
    QString m_myName; ///< stands under acknowledgements
    Instant m_counted{};
    QTimer m_recount;
    views::KnowledgeDesk *m_knowledge = nullptr;
    std::vector<knowledge::KnownIssue> m_issues; ///< to be linked
    QTimer m_causesWait;                         ///< a burst of changes is asked about once

    QStackedWidget *m_stack = nullptr, *m_tableStack = nullptr;
    QSplitter *m_split = nullptr;
    ViewList *m_views = nullptr;
    LoadStrip *m_load = nullptr;
    FilterBar *m_filter = nullptr;
    QueueTable *m_table = nullptr;
    QueueEmpty *m_empty = nullptr;
    BulkBar *m_bar = nullptr;
    DetailPanel *m_detail = nullptr;
    Picker *m_picker = nullptr;
    ClosingForm *m_closing = nullptr;
    EntryForm *m_entryForm = nullptr;
    QueueCommands *m_commands = nullptr;
    EntryCommands *m_entries = nullptr;
    IntakeForm *m_intake = nullptr;
    ImportPage *m_import = nullptr;
};

} // namespace muster::ui
