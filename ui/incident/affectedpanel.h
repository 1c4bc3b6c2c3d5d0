// SPDX-License-Identifier: GPL-3.0-or-later
// Who an incident hits: the written scope, and what the linked tickets add up to. Window thread.
#pragma once

#include "ui/incident/roomview.h"

#include <QWidget>

namespace muster::ui {

class ToneLabel;

class AffectedPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit AffectedPanel(QWidget *parent = nullptr);

    void present(const RoomView &view);
    void setAffected(const views::Affected &affected);
    void clear();

signals:
    void creditsWanted();
    void recoveryWanted();

private:
    void showPlans(const RoomView &view);

    views::Affected m_hit;
    ToneLabel *m_scope, *m_sums, *m_largest, *m_overdue, *m_plans;
};

} // namespace muster::ui
