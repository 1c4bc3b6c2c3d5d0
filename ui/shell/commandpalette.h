// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl+K: type a few letters of any command, or of a ticket, and press Enter. Reads the registry each time it
// opens; what a person used last stands first. Window thread; owned by the main window.
#pragma once

#include "ui/shell/overlay.h"
#include "ui/shell/palettemodel.h"

#include <QStringList>

class QLabel;
class QListView;

namespace muster::ui {

class ActionRegistry;
class SearchField;

class CommandPalette final : public Overlay
{
    Q_OBJECT
public:
    CommandPalette(QWidget *window, ActionRegistry &registry);

    void addProvider(PaletteProvider *provider); ///< not owned; must live as long as the palette
    /// Ids used last, newest first: the setting "palette".
    QStringList recent() const { return m_recent; }
    void setRecent(const QStringList &ids);

    const PaletteModel &model() const { return m_model; }

signals:
    void recentChanged();

protected:
    QWidget *prepare() override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void search(const QString &text);
    std::vector<PaletteItem> commands(const QString &text);
    void setFound(size_t section, const QString &heading, std::vector<PaletteItem> items);
    void selectFirst();
    void move(int rows);
    void run(int row);
    void noteUse(const QString &id);

    ActionRegistry &m_registry;
    std::vector<PaletteProvider *> m_providers;
    PaletteModel m_model;
    SearchField *m_field = nullptr;
    QListView *m_list = nullptr;
    QLabel *m_nothing = nullptr;
    QStringList m_recent;
    quint64 m_asked = 0; ///< grows with each question; an answer to an older one is dropped
};

} // namespace muster::ui
