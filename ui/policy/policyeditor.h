// SPDX-License-Identifier: GPL-3.0-or-later
// The text of a policy with line numbers; lines with mistakes are marked, by number and ground. Window
// thread.
#pragma once

#include "models/policy/policyreader.h"

#include <QPlainTextEdit>

namespace muster::ui {

class PolicyEditor final : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit PolicyEditor(QWidget *parent = nullptr);

    void setProblems(const std::vector<policy::Problem> &problems);
    /// Puts the cursor there (both from 1) and takes the focus.
    void goTo(int line, int column);

signals:
    void left(); ///< Esc

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void look();
    void mark();
    void arrange();
    void paintNumbers();

    QWidget *m_numbers = nullptr;
    std::vector<policy::Problem> m_problems;
    bool m_looking = false;
};

} // namespace muster::ui
