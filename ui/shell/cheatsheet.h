// SPDX-License-Identifier: GPL-3.0-or-later
// "?": every command that has a key, by where it works, read from the registry each time it opens. Window
// thread; owned by the main window.
#pragma once

#include "ui/shell/overlay.h"

class QScrollArea;

namespace muster::ui {

class ActionRegistry;
enum class Scope : quint8;

/// "Everywhere", "In the queue", …
QString scopeTitle(Scope scope);

struct CheatLine
{
    QString text, keys;
    bool operator==(const CheatLine &) const = default;
};
struct CheatSection
{
    QString scope, group;
    std::vector<CheatLine> lines;
    bool operator==(const CheatSection &) const = default;
};

/// Sections by scope, then group, each in the order of the registry; commands without a key are left out.
std::vector<CheatSection> cheatSections(const ActionRegistry &registry);

class CheatSheet final : public Overlay
{
    Q_OBJECT
public:
    CheatSheet(QWidget *window, ActionRegistry &registry);

protected:
    QWidget *prepare() override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *makeSection(const CheatSection &section, QWidget *parent) const;

    ActionRegistry &m_registry;
    QScrollArea *m_area = nullptr;
};

} // namespace muster::ui
