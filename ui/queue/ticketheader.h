// SPDX-License-Identifier: GPL-3.0-or-later
// The head of a ticket: priority, case, status and owner, subject, and the customer with tier and revenue.
// Window thread; owned by the detail panel.
#pragma once

#include "models/views/desk.h"
#include "models/views/queuemodel.h"

#include <QWidget>

class QHBoxLayout;
class QPushButton;

namespace muster::ui {

class IconLabel;
class PriorityBadge;
class ToneLabel;

class TicketHeader final : public QWidget
{
    Q_OBJECT
public:
    explicit TicketHeader(QWidget *parent = nullptr);
    void present(const views::TicketDetail &detail);
    /// The running incident that covers the ticket; null for none.
    void setIncident(const views::TicketIncident *incident);
    /// How it is escalated, "Escalated to …, due in …"; empty where it is not.
    void setEscalation(const QString &line, bool isOverdue);
    /// Who else has it open, "Ben is writing · Ana is here"; empty for nobody.
    void setHere(const QString &text, bool isWriting);
    /// Buttons of commands, at the right of the first line.
    void setCommands(const QList<QAction *> &commands);

signals:
    void escalationWanted();
    void incidentWanted(muster::IncidentId incident);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitEscalation();
    void fitSubject();

    PriorityBadge *m_badge;
    ToneLabel *m_case, *m_status, *m_subject, *m_customer, *m_arr, *m_contact;
    QPushButton *m_incident, *m_escalation;
    QWidget *m_hereLine;
    IconLabel *m_hereIcon;
    ToneLabel *m_here;
    IncidentId m_incidentId;
    bool m_isOverdue = false;
    QHBoxLayout *m_commands;
};

} // namespace muster::ui
