// SPDX-License-Identifier: GPL-3.0-or-later
// Declares an incident in a few seconds: a title and Enter are enough. The highest severity stands chosen;
// lowering it is for later, with a reason. Lies over the window; its draft is kept. Source: the runbook's
// declaration, row I1. Window thread; owned by the window it lies over.
#pragma once

#include "models/incident/incidentcommands.h"
#include "models/views/desk.h"
#include "ui/widgets/overlayframe.h"

#include <QPointer>

class QButtonGroup;
class QCheckBox;
class QHBoxLayout;
class QLineEdit;
class QPushButton;

namespace muster::ui {

class DraftKeeper;
class ToneLabel;
class WhenField;

class DeclareForm final : public OverlayFrame
{
    Q_OBJECT
public:
    DeclareForm(views::Desk &desk, QWidget *host);

    void setRules(std::shared_ptr<const policy::CompiledPolicy> policy);
    /// `tickets` are linked with it; `title` stands there unless one was typed before.
    void open(const std::vector<TicketId> &tickets, const QString &title = {});
    bool isOpen() const { return isVisible(); }
    void close();
    void fail(const QString &sentence); ///< it was refused: what was typed is still there
    void done();                        ///< it is declared: the draft is no longer needed

signals:
    void declared(const muster::incident::IncidentOrder &order);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildSeverities();
    void declare();
    Result<std::optional<Instant>> when(const WhenField *field) const;
    void showDefinition();
    void keep();
    void restore();
    void place();

    views::Desk &m_desk;
    QWidget *m_host;
    DraftKeeper *m_keeper;
    std::shared_ptr<const policy::CompiledPolicy> m_policy;
    std::vector<TicketId> m_tickets;
    QButtonGroup *m_severities;
    QHBoxLayout *m_severityRow;
    ToneLabel *m_definition, *m_linked, *m_told;
    QLineEdit *m_title, *m_scope;
    WhenField *m_report, *m_began;
    QCheckBox *m_lead;
    QPushButton *m_declare;
    QPointer<QWidget> m_before;
    bool m_saving = false;
};

} // namespace muster::ui
