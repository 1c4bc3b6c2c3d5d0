// SPDX-License-Identifier: GPL-3.0-or-later
// Judges a hypothesis: confirmed, ruled out or open again, with what shows it; what is typed is kept over a
// crash. Window thread; owned by the work board.
#pragma once

#include "models/incident/incident.h"
#include "models/views/desk.h"

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace muster::ui {

class DraftKeeper;

class HypothesisEditor final : public QWidget
{
    Q_OBJECT
public:
    explicit HypothesisEditor(views::Desk &desk, QWidget *parent = nullptr);

    void present(const incident::TimelineLine &line);
    void takeFocus();
    void forget(FactId line); ///< its judgement is in the record: the draft goes

signals:
    void judged(muster::incident::HypothesisState state, const QString &because);
    void left(); ///< Esc

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QPushButton *button(const QString &text, const QString &objectName, incident::HypothesisState state);

    FactId m_line;
    DraftKeeper *m_keeper;
    QLineEdit *m_because;
    QPushButton *m_confirm, *m_ruleOut, *m_reopen;
};

} // namespace muster::ui
