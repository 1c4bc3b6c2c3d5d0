// SPDX-License-Identifier: GPL-3.0-or-later
// Judges a hypothesis: confirmed, ruled out or open again, with what shows it. Window thread; owned by the
// work board.
#pragma once

#include "models/incident/incident.h"

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace muster::ui {

class HypothesisEditor final : public QWidget
{
    Q_OBJECT
public:
    explicit HypothesisEditor(QWidget *parent = nullptr);

    void present(const incident::TimelineLine &line);
    void takeFocus();
    void forget();

signals:
    void judged(muster::incident::HypothesisState state, const QString &because);
    void left(); ///< Esc

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QPushButton *button(const QString &text, const QString &objectName, incident::HypothesisState state);

    FactId m_line;
    QLineEdit *m_because;
    QPushButton *m_confirm, *m_ruleOut, *m_reopen;
};

} // namespace muster::ui
