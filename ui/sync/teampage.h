// SPDX-License-Identifier: GPL-3.0-or-later
// The team: how far this desk is in step with it, its desks and who is at them, open invitations, what was
// refused; and how to try the line, join, and exchange without a server. Window thread; owned by the shell.
#pragma once

#include "models/views/teamdesk.h"
#include "ui/widgets/page.h"

#include <QPointer>

#include <functional>
#include <memory>

class QListWidget;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace muster::ui {

class AdminForm;
class Dialogs;
class DeviceModel;
class EmptyState;
class JoinForm;
class LinkPanel;
class SectionHeader;
class ToneLabel;

class TeamPage final : public Page
{
    Q_OBJECT
public:
    using Now = std::function<Instant()>;

    /// `team` lives longer than the page.
    TeamPage(views::TeamDesk &team, Now now, std::shared_ptr<Dialogs> dialogs, QWidget *parent = nullptr);
    ~TeamPage() override;

    QString pageKey() const override;
    QString pageTitle() const override;
    QString pageIcon() const override;
    void registerActions(ActionRegistry &registry) override;
    void takeFocus() override;

    void load(); ///< asks for devices and invitations anew
    void tick(Instant now);
    void tryNow();
    void exportBundle(); ///< asks where to
    void importBundle(); ///< asks which
    void join();
    void administer();    ///< of an admin: invitations and roles
    void tellServers();   ///< an admin says that the hub's servers have the newest settings
    void makeWorkspace(); ///< asks where: a desk joins a team empty

signals:
    /// Muster is to be started on this file; it may not be there yet.
    void workspaceWanted(const QString &path);
    void refusedWanted(); ///< the list of what was set aside

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *buildLeft();
    QWidget *buildRight();
    QWidget *buildTeam();
    void present();
    void show(const views::TeamPage &page);
    void showDevices();
    void showChosen(); ///< all that is known of the desk in the chosen line, whatever is cut in it
    void showInvitations();
    void enable();
    void inFront(const std::function<void()> &run);
    void take(const QString &path, bool isExport);
    bool isAlone() const;
    bool isAdmin() const;

    views::TeamDesk &m_team;
    Now m_now;
    std::shared_ptr<Dialogs> m_dialogs; ///< shared with the form
    ActionRegistry *m_registry = nullptr;
    views::TeamPage m_page;
    bool m_isBusy = false;           ///< a bundle is being written or read
    QPointer<QPushButton> m_pressed; ///< gets the focus back once it can be pressed again
    quint64 m_question = 0;
    Instant m_asked{};
    QStringList m_invitedLines;
    DeviceModel *m_devices;
    LinkPanel *m_link = nullptr;
    QStackedWidget *m_right = nullptr;
    EmptyState *m_alone = nullptr;
    SectionHeader *m_head = nullptr, *m_invitedHead = nullptr;
    QTableView *m_table = nullptr;
    ToneLabel *m_chosen = nullptr;
    QListWidget *m_invited = nullptr;
    JoinForm *m_join = nullptr;
    AdminForm *m_admin = nullptr;
    QPushButton *m_invite = nullptr, *m_told = nullptr;
    QWidget *m_servers = nullptr; ///< what is left to do at the hub's servers
    ToneLabel *m_toTell = nullptr;
};

} // namespace muster::ui
