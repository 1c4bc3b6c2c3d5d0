// SPDX-License-Identifier: GPL-3.0-or-later
// Changing keys: choose a command, press Enter, press the new key, see what else answers to it, take it.
// Works on the registry, which says when keys change; the main window keeps them. Window thread; owned by the
// main window.
#pragma once

#include "ui/shell/keysmodel.h"
#include "ui/shell/overlay.h"

class QKeySequenceEdit;
class QLabel;
class QPushButton;
class QTableView;

namespace muster::ui {

class ActionRegistry;
class SearchField;

class KeyEditor final : public Overlay
{
    Q_OBJECT
public:
    KeyEditor(QWidget *window, ActionRegistry &registry);

    QString currentId() const; ///< the command chosen, empty for none

protected:
    QWidget *prepare() override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeTable();
    QWidget *makeRecorder();
    void reload(const QString &id);
    void showCurrent();
    void showConflicts();
    void take();
    void removeKeys();
    void resetCurrent();
    void resetAll();

    ActionRegistry &m_registry;
    KeysModel m_model;
    SearchField *m_filter = nullptr;
    QTableView *m_table = nullptr;
    QKeySequenceEdit *m_keys = nullptr;
    QLabel *m_command = nullptr;
    QLabel *m_conflict = nullptr;
    QPushButton *m_take = nullptr, *m_remove = nullptr, *m_reset = nullptr;
};

} // namespace muster::ui
