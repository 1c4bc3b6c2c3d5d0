// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done to tickets from the queue: asks where a choice is needed, previews where many are
// concerned, hands the orders to the desk, says what came of it and keeps the way back. Window thread; owned
// by the queue page.
#pragma once

#include "models/views/desk.h"
#include "models/views/queuemodel.h"
#include "ui/queue/bulkpreview.h"
#include "ui/widgets/picker.h"

#include <QObject>

namespace muster::ui {

class BulkBar;
class ClosingForm;

class QueueCommands final : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        views::Desk &desk;
        views::QueueModel &model;
        Picker &picker;
        BulkBar &bar;
        ClosingForm &closing;
    };
    /// What commands mean where nothing is marked.
    struct Current
    {
        TicketId ticket; ///< null where there is none
        const views::TicketDetail *detail =
            nullptr; ///< where it is shown in full: it need not be in the list
    };
    QueueCommands(Parts parts, std::function<Current()> current, QObject *parent);

    /// The one in force, and its version.
    void setPolicy(std::shared_ptr<const policy::CompiledPolicy> policy, const policy::PolicyRef &version)
    {
        m_policy = std::move(policy);
        m_policyInForce = version;
    }

    // Each asks what it needs to know, then runs.
    void assign();
    void assignToMe();
    void pickPriority();
    void pickStatus();
    void pickStatusEarlier(); ///< and since when
    void pickTier();
    void agreeDate();    ///< with the customer, or takes it back
    void bindPolicy();   ///< to the version in force
    void pickCustomer(); ///< and the contact there
    void tag();
    void merge();
    void link();
    /// To one cause: `likely` stand in front, their keys are ids of tickets, incidents or known issues.
    void linkCause(const std::vector<PickerEntry> &likely);
    void linkTo(TicketId ticket, SubjectId cause, bool remove = false);
    void close();
    void reopen();
    void copyCase();
    /// Running incidents, offered first where tickets are linked and asked then; keys are their ids.
    void setIncidents(std::function<std::vector<PickerEntry>()> incidents)
    {
        m_incidents = std::move(incidents);
    }
    /// Takes back the newest change to tickets that was made here, one at a time; the only thing behind
    /// Ctrl+Z. Waits for what is still on its way to the disk. What cannot be taken back says so once, so
    /// that nothing older goes in its place.
    void undo();
    /// Which status follows a reply: asks, then calls `then`.
    void pickThen(std::function<void(ticket::Status)> then);

    /// On the marked tickets, else the current one. Many are previewed first.
    /// `at` is when it happened, where that was earlier than now.
    void run(const ticket::TicketCommand &command, const QString &personName = {},
             std::optional<Instant> at = {});
    void runOn(const std::vector<TicketId> &tickets, const ticket::TicketCommand &command,
               const QString &personName = {}, std::optional<Instant> at = {});
    std::vector<TicketId> targets() const;
    /// Says what came of something that was submitted elsewhere, and keeps its way back.
    void told(const QString &action, const views::Receipt &receipt);
    /// Keeps in mind that this was done and has no way back.
    void keepWithoutUndo(const QString &action);

signals:
    void nothingChosen();
    void saved();
    void takenBack(const std::vector<muster::TicketId> &tickets); ///< those it was about
    void incidentLinkWanted(const std::vector<muster::TicketId> &tickets, muster::IncidentId incident);

private:
    void askOwner(const std::vector<TicketId> &tickets, const views::Fitting &fitting);
    void giveToBest(const views::Fitting &fitting);
    struct Undo
    {
        QString action;
        std::vector<ticket::TicketOrder> orders; ///< empty where there is no way back
    };
    void keep(Undo step);
    void takeBack(const Undo &step);
    void answered(); ///< one submission fewer on its way
    void submit(const QString &action, std::vector<ticket::TicketOrder> orders,
                std::function<void()> after = {});
    std::vector<CommandTarget> held(const std::vector<TicketId> &tickets) const;
    QString title(const QString &one, const QString &many) const;
    std::vector<PickerEntry> statusEntries() const;
    void pickSince(ticket::Status status);
    /// What the desk knows of the tickets that are meant.
    struct TargetDetails
    {
        std::vector<views::TicketDetail> details;
        bool isComplete = false, areTooMany = false;
    };
    using Known = std::shared_ptr<TargetDetails>;
    /// Asks for it, unless they are too many; the picker is filled anew as it comes, so that typing never
    /// waits.
    Known knowTargets();
    std::vector<PickerEntry> policyEntries(const TargetDetails &known) const;
    void pickContact(const customer::Customer &customer);
    void moveTo(const customer::Customer &customer, const std::optional<customer::Contact> &contact);
    void makeCustomer(const QString &name);
    std::vector<PickerEntry> dateEntries(const QString &typed,
                                         const std::vector<views::TicketDetail> &known) const;
    struct Found;
    std::vector<PickerEntry> shownTickets(const QString &typed) const;
    void searchTickets(const QString &typed, const std::shared_ptr<Found> &found);
    /// `others` stand in front; their keys go to `otherTaken`.
    void pickTicket(const QString &title, std::function<void(TicketId)> taken,
                    const std::vector<PickerEntry> &others = {},
                    std::function<void(const QString &)> otherTaken = {});
    void pickLinkKind(TicketId other);

    Parts m_parts;
    std::function<Current()> m_current;
    std::shared_ptr<const policy::CompiledPolicy> m_policy;
    policy::PolicyRef m_policyInForce;
    std::function<std::vector<PickerEntry>()> m_incidents;
    std::vector<Undo> m_undo;
    int m_underway = 0;    ///< submissions without an answer
    int m_undosWanted = 0; ///< asked for meanwhile
};

} // namespace muster::ui
