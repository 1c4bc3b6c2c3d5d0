// SPDX-License-Identifier: GPL-3.0-or-later
// What an admin does to the team: invites somebody, and gives a device another role or none. An invitation
// lets its bearer in: it is shown, copied or written where the person says, and kept nowhere else. Lies over
// the page. Window thread; owned by the page.
#pragma once

#include "models/views/teamdesk.h"
#include "ui/widgets/overlayframe.h"

#include <QPointer>

class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace muster::ui {

class Dialogs;
class ToneLabel;

class AdminForm final : public OverlayFrame
{
    Q_OBJECT
public:
    /// `team` and `dialogs` live longer.
    AdminForm(views::TeamDesk &team, Dialogs &dialogs, QWidget *host);

    /// The page says which devices there are.
    void open(const views::TeamPage &page);
    void close();
    bool isOpen() const { return isVisible(); }

signals:
    void changed();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    QWidget *makeInvitePart();
    QWidget *makeRolePart();
    void invite();
    void setRole();
    void confirmRole(DeviceId device, const QString &role);
    void showInvitation(const QString &text);
    void save();
    void say(const QString &sentence, bool isWrong);
    void place();

    views::TeamDesk &m_team;
    Dialogs &m_dialogs;
    QWidget *m_host;
    QLineEdit *m_name = nullptr, *m_reason = nullptr;
    QComboBox *m_role = nullptr, *m_device = nullptr, *m_newRole = nullptr;
    QPushButton *m_invite = nullptr, *m_copy = nullptr, *m_save = nullptr, *m_set = nullptr;
    QPlainTextEdit *m_text = nullptr;
    ToneLabel *m_note = nullptr;
    QPointer<QWidget> m_focus;
};

} // namespace muster::ui
