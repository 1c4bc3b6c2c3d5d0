// SPDX-License-Identifier: GPL-3.0-or-later
// The war room: one running incident at a time, with all others a key away. What a person writes goes through
// the entry line; every button only fills it or says the same. Window thread; owned by the shell.
#pragma once

#include "models/views/desk.h"
#include "models/views/entryline.h"
#include "models/views/incidentdesk.h"
#include "models/views/teamdesk.h"
#include "models/views/workrows.h"
#include "ui/incident/reminders.h"
#include "ui/incident/roomview.h"
#include "ui/widgets/page.h"

#include <QHash>

class QLabel;
class QSplitter;
class QStackedWidget;

namespace muster::ui {

class AffectedPanel;
class CadencePanel;
class CreditForm;
class ClosingForm;
class DeclareForm;
class DocumentForm;
class Dialogs;
class EmptyState;
class EntryBar;
class EntryForm;
class FileWriter;
class FlowPanel;
class IncidentHeader;
class Picker;
class RecoveryForm;
class RolesPanel;
class TasksPanel;
class TimelineFilterBar;
class TimelineView;
class UpdateForm;
class WorkBoard;

/// A running incident as other pages show it: a chip with its next update.
struct RunningIncident
{
    IncidentId id;
    QString severity, title;
    QString elapsed; ///< "T+ 1:04:12"
    QString due;     ///< "Customers in 04:12"; empty where no clock runs
    QString left;    ///< of that the time alone: "04:12", "-04:12" where it is overdue
    QString missing; ///< "2 roles empty", or that it is resolved; empty where there is nothing to say
    views::Pressing::Level level = views::Pressing::Level::Calm;
    QString text;  ///< "SEV-1 Checkout down · Customers in 04:12"
    QString badge; ///< a channel of Theme::badge
    QString icon;
    bool operator==(const RunningIncident &) const = default;
};

class WarRoomPage final : public Page
{
    Q_OBJECT
public:
    WarRoomPage(views::Desk &desk, views::IncidentDesk &incidents, QWidget *parent = nullptr);

    QString pageKey() const override;
    QString pageTitle() const override;
    QString pageIcon() const override;
    void registerActions(ActionRegistry &registry) override;
    void takeFocus() override;
    QByteArray saveLayout() const override;
    void restoreLayout(const QByteArray &saved) override;
    void showEvent(QShowEvent *event) override;

    /// How a place for a file is asked for.
    void setDialogs(std::shared_ptr<Dialogs> dialogs);
    void load();    ///< the open incidents and who there is
    void loadWho(); ///< people, and who is hit: one of them was written down
    void tick(Instant now);
    void openIncident(IncidentId incident); ///< also a closed one, which is read first
    /// Links `tickets` to a running incident; what came of it is said in `told` or a notice.
    void linkTickets(const std::vector<TicketId> &tickets, IncidentId incident);
    /// What a declaration is about: asked when one begins, for the tickets to link.
    void setSubjects(std::function<std::vector<TicketId>()> subjects) { m_subjects = std::move(subjects); }
    /// Opens the form over whatever page is shown.
    void declare();
    /// The same for these tickets, whatever is chosen elsewhere; `title` stands there unless one was typed.
    void declareFor(const std::vector<muster::TicketId> &tickets, const QString &title);
    IncidentId current() const { return m_current; }
    IncidentId incidentInFront() const; ///< the one that can be seen; null where none is
    /// Who else of the team is connected, and what they have open.
    void setHere(std::vector<views::Here> here);
    const std::vector<views::LedIncident> &running() const { return m_open; }
    const std::vector<RunningIncident> &announced() const { return m_announced; } ///< as of the last tick
    TimelineView &timeline() { return *m_timeline; }

signals:
    void incidentsTaken(); ///< read from the desk, or one of them changed
    void runningChanged(const std::vector<muster::ui::RunningIncident> &running);
    void told(const QString &sentence); ///< what was just done, while another page is in front
    /// Something was typed about an incident; `isEmpty` where what was typed is saved or gone.
    void writing(muster::IncidentId incident, bool isEmpty);
    /// Something is due or overdue: for the desktop's notifications.
    void attention(const QString &title, const QString &text, muster::IncidentId incident);

private:
    void bringUp(IncidentId incident); ///< one of m_open
    void readAndShow(IncidentId incident);
    QWidget *buildRoom();
    QWidget *buildTimeline();
    void connectParts();
    const views::LedIncident *led() const; ///< the one shown; null where none is
    RoomView viewOf(const views::LedIncident &led) const { return {led, m_nameOf, m_desk.me(), m_now}; }
    void take(views::LedIncident led);
    void present();
    void showInconsistencies(const views::LedIncident &led);
    void announce();
    void loadPolicy();
    void loadPeople();
    void loadAffected();
    Picker &picker(); ///< made when it is first asked for
    void chooseAsk();
    IncidentId lastShown() const;
    void rememberShown();
    void countAgain(); ///< who is hit, also where the same tickets are linked
    void followTickets(const views::QueueChange &change);
    void order(incident::IncidentCommand command, std::optional<Instant> at = {});
    void onEntry(const views::ReadEntry &entry);
    void onDeclared(const incident::IncidentOrder &order);
    void writeUpdate(const QString &audience, const QString &text = {});
    void sendUpdate(IncidentId incident, const incident::UpdateSent &update);
    void tell(const QString &sentence);
    void showHere();
    void showWritten(const views::IncidentReceipt &receipt);
    void exportTimeline();
    void writeClosing();
    void writeDocument(const QString &document);
    void openWork(views::WorkPart part);
    void orderWork(const incident::IncidentCommand &command);
    void keepDocument(IncidentId incident, const incident::DocumentWritten &document);
    void backToTimeline();
    void openCredits();
    void openRecovery();
    void orderCredit(const incident::IncidentCommand &command);
    void orderRecovery(const incident::IncidentCommand &command);
    void closeOverlays(); ///< what lies in the place of the room
    void backToRoom();
    void choosePast();
    void keepClosing(IncidentId id, const ticket::ClosingNote &note);
    void offerToTickets(IncidentId id, const ticket::ClosingNote &note);
    void closeTickets(const std::vector<TicketId> &tickets, const ticket::ClosingNote &note);
    void goOn();
    void doAsk(const policy::Ask &ask);
    void raiseSeverity();
    void lowerSeverity();
    void takeRole(const QString &role);
    void acknowledge(const QString &role);
    void judge(incident::HypothesisState state);
    void pinChosen();
    void copyBrief();
    void correctChosen();
    void redactChosen();
    void mended(const Result<void> &outcome);
    void toMilestone(int by); ///< to the next or the one before, from the chosen line
    void step(int by);        ///< to the next or the one before of the running incidents

    std::shared_ptr<Dialogs> m_dialogs; ///< shared with the update form
    views::Desk &m_desk;
    views::IncidentDesk &m_incidents;
    std::vector<views::LedIncident> m_open; ///< highest severity first, then the oldest
    std::vector<people::Person> m_people;
    QHash<PersonId, QString> m_names;
    views::NameOf m_nameOf;
    std::function<std::vector<TicketId>()> m_subjects;
    std::vector<views::Here> m_here;
    IncidentId m_current;
    Instant m_now{};
    Reminders m_reminders;
    std::vector<RunningIncident> m_announced;

    QStackedWidget *m_stack;
    EmptyState *m_none;
    QWidget *m_room;
    IncidentHeader *m_header;
    QSplitter *m_columns;
    FlowPanel *m_flow;
    RolesPanel *m_roles;
    TimelineView *m_timeline;
    QLabel *m_inconsistent;
    TimelineFilterBar *m_filter;
    EntryBar *m_entry;
    QStackedWidget *m_middle; ///< the timeline, or an update being written
    UpdateForm *m_update;
    DocumentForm *m_document;
    CreditForm *m_credits; ///< in the place of the room, as the next one
    RecoveryForm *m_recovery;
    WorkBoard *m_work;
    Picker *m_picker = nullptr;
    ClosingForm *m_closing;
    EntryForm *m_entryForm;
    views::Affected m_hit;                                                 ///< by the incident shown
    std::optional<std::pair<IncidentId, std::vector<TicketId>>> m_counted; ///< what m_hit was asked for
    FileWriter *m_files;
    CadencePanel *m_cadence;
    TasksPanel *m_tasks;
    AffectedPanel *m_affected;
    DeclareForm *m_declare = nullptr;
};

} // namespace muster::ui
