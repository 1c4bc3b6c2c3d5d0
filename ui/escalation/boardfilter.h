// SPDX-License-Identifier: GPL-3.0-or-later
// The line above the board: what of it is shown, by words, level, path and whose it is; and whether those
// that are open or those that are closed. Window thread; owned by the board.
#pragma once

#include "models/views/escalationrows.h"

#include <QWidget>

class QComboBox;
class QPushButton;

namespace muster::ui {

class SearchField;

class BoardFilter final : public QWidget
{
    Q_OBJECT
public:
    explicit BoardFilter(QWidget *parent);

    /// What there is to choose from; what is chosen stays.
    void setRules(const policy::EscalationRules &rules);
    views::EscalationFilter filter() const;
    bool showsClosed() const;
    void turnClosed();
    void showAll(bool closed); ///< everything that is open, or that was closed
    void takeFocus();

signals:
    void changed();
    void left(); ///< back to the list

private:
    QPushButton *addSwitch(const QString &text, const QString &name);

    SearchField *m_text;
    QComboBox *m_level, *m_path;
    QPushButton *m_mine, *m_closed;
};

} // namespace muster::ui
