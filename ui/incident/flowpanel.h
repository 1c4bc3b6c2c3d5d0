// SPDX-License-Identifier: GPL-3.0-or-later
// The steps of an incident's flow: which one it is at, what that one asks, what is missing, and the way on.
// Window thread.
#pragma once

#include "ui/incident/roomview.h"

#include <QHash>
#include <QSet>
#include <QWidget>

class QLayout;
class QPushButton;
class QVBoxLayout;

namespace muster::ui {

class FlowPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit FlowPanel(QWidget *parent = nullptr);

    void present(const RoomView &view);
    void clear();
    /// The step after the present one; empty at the last.
    QString nextStep() const { return m_next; }
    /// What the present step still asks for, as one sentence; empty where nothing holds it up.
    QString missing() const { return m_missing; }
    /// What the present step asks, met or not.
    std::vector<incident::AskState> asks() const;

signals:
    void tickWanted(const QString &ask, bool done);
    void nextWanted();
    /// What an ask wants is to be done: written, told, given.
    void askWanted(const muster::policy::Ask &ask);

private:
    void build(const std::vector<incident::StepState> &steps);
    QLayout *buildAsk(const incident::AskState &ask);
    QLayout *buildLine(const incident::AskState &ask);

    QHash<QString, QString> m_whose; ///< by ask: "Comms lead · by 14:30 UTC"
    QSet<QString> m_late;            ///< asks past their time
    std::vector<incident::StepState> m_steps;
    QString m_next, m_missing;
    QVBoxLayout *m_column;
    QWidget *m_list = nullptr;
};

} // namespace muster::ui
