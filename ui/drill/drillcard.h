// SPDX-License-Identifier: GPL-3.0-or-later
// The card of a drill over its window: what a trainee is told before it begins, and the score at its end.
// Window thread; owned by its window.
#pragma once

#include "models/drill/score.h"
#include "ui/shell/overlay.h"

class QLabel;
class QPushButton;
class QTableWidget;

namespace muster::ui {

class DrillCard final : public Overlay
{
    Q_OBJECT
public:
    DrillCard(QWidget *window, QSize size, const QString &name);

    /// Opens with the briefing; `closed` says that it was read. `goingOn` says where a drill that was begun
    /// before goes on; empty where it begins.
    void brief(const QString &name, const QString &briefing, const QStringList &roles,
               const QString &goingOn = {});
    /// Opens with all that waits for the trainee, a sentence each.
    void showMoves(const QString &name, const QStringList &moves);
    /// Opens with the points, what each is for and what to do better.
    void showScore(const QString &name, const drill::Score &score, bool isOver);
    QString text() const; ///< what it says, for screen readers and tests

protected:
    QWidget *prepare() override;

private:
    void fill(const drill::Score &score);

    QLabel *m_title = nullptr, *m_text = nullptr;
    QTableWidget *m_lines = nullptr;
    QPushButton *m_done = nullptr;
};

} // namespace muster::ui
