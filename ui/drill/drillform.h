// SPDX-License-Identifier: GPL-3.0-or-later
// Which drill to start, how quickly its clock runs and which roles the person plays. It only asks: a drill
// runs in a program of its own. Window thread; owned by its window.
#pragma once

#include "models/drill/script.h"
#include "ui/shell/overlay.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace muster::ui {

struct DrillChoice
{
    QString drill; ///< key
    int speed = 10;
    QStringList roles; ///< keys of those that the person plays
    bool operator==(const DrillChoice &) const = default;
};

class DrillForm final : public Overlay
{
    Q_OBJECT
public:
    /// `roleName` gives the words for a role's key.
    DrillForm(QWidget *window, std::vector<drill::Script> drills,
              std::function<QString(const QString &)> roleName);

    DrillChoice choice() const;

signals:
    void startWanted(const muster::ui::DrillChoice &choice);

protected:
    QWidget *prepare() override;

private:
    void showDrill();

    std::vector<drill::Script> m_drills;
    std::function<QString(const QString &)> m_roleName;
    QComboBox *m_drill = nullptr, *m_speed = nullptr;
    QLabel *m_summary = nullptr;
    QWidget *m_roleBox = nullptr;
    QVBoxLayout *m_roleColumn = nullptr;
    std::vector<QCheckBox *> m_roles;
    QPushButton *m_start = nullptr;
};

} // namespace muster::ui
