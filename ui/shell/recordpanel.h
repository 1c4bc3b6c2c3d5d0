// SPDX-License-Identifier: GPL-3.0-or-later
// The record of this desk: where it lies, its last copy, what was set aside and why; checks it, copies it,
// writes it out. Nothing of it holds up the window. Window thread; owned by its window.
#pragma once

#include "models/views/recordkeeper.h"
#include "ui/shell/overlay.h"

#include <memory>

class QLabel;
class QListWidget;
class QPushButton;

namespace muster::ui {

class Dialogs;
class ToneLabel;

class RecordPanel final : public Overlay
{
    Q_OBJECT
public:
    RecordPanel(QWidget *window, views::RecordKeeper &keeper, std::unique_ptr<Dialogs> dialogs);
    ~RecordPanel() override;

protected:
    QWidget *prepare() override;

private:
    QWidget *makeButtons();
    void reload();
    void show(const Result<views::Record> &record);
    void check();
    void backUp();
    void exportRecord();
    void begin(const QString &sentence);
    void end(const QString &sentence, bool isGood);
    void fillList();

    views::RecordKeeper &m_keeper;
    std::unique_ptr<Dialogs> m_dialogs;
    std::vector<views::SetAside> m_setAside;
    qint64 m_setAsideCount = 0;
    QStringList m_problems, m_notes;
    QLabel *m_file = nullptr, *m_facts = nullptr, *m_heading = nullptr;
    ToneLabel *m_outcome = nullptr;
    QListWidget *m_list = nullptr;
    QPointer<QPushButton> m_pressed; ///< gets the focus back once it can be pressed again
    QPushButton *m_check = nullptr, *m_backUp = nullptr, *m_export = nullptr;
};

} // namespace muster::ui
