// SPDX-License-Identifier: GPL-3.0-or-later
// The head of a war room: severity, title, status, who leads, who is hit, how long it runs, and when the next
// update is due. To be read across a desk. Window thread.
#pragma once

#include "ui/incident/roomview.h"

#include <QBoxLayout>
#include <QWidget>

namespace muster::ui {

class ChipLabel;
class ElidedLabel;
class IconLabel;
class Readout;

class IncidentHeader final : public QWidget
{
    Q_OBJECT
public:
    explicit IncidentHeader(QWidget *parent = nullptr);

    void present(const RoomView &view);
    void setAffected(const views::Affected &affected);
    /// Who else looks at it, "Ben is writing · Ana is here"; empty for nobody.
    void setHere(const QString &text, bool isWriting);
    void tick(const RoomView &view); ///< each second

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showRoles(std::vector<std::pair<QString, bool>> roles);

    IncidentId m_shown;
    ChipLabel *m_severity, *m_status;
    ElidedLabel *m_title, *m_hit, *m_here;
    IconLabel *m_hereIcon;
    QHBoxLayout *m_who;                            ///< a label for each required role
    std::vector<std::pair<QString, bool>> m_roles; ///< what they say, and whether it is an alarm
    Readout *m_elapsed, *m_update, *m_brief;
};

/// "12 customers · 43 tickets · EUR 1,200,000 ARR"; what is not known is left out.
QString affectedText(const views::Affected &affected);

} // namespace muster::ui
