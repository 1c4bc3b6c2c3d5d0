// SPDX-License-Identifier: GPL-3.0-or-later
// The team's page in the window's frame, over a team and dialogs that say what the test tells them to.
#pragma once

#include "models/views/linktext.h"
#include "tests/ui/shell/fakeshell.h"
#include "tests/ui/sync/faketeam.h"
#include "ui/shell/topbar.h"
#include "ui/sync/bootstrapband.h"
#include "ui/sync/teampage.h"
#include "ui/theme/localzone.h"
#include "ui/theme/theme.h"
#include "ui/widgets/dialogs.h"

namespace muster::test {

/// Answers at once with what the test put there, and remembers what was asked.
class ReadyFiles final : public ui::Dialogs
{
public:
    explicit ReadyFiles(QString &path) : m_path(path) {}
    void confirm(const ui::Question &, std::function<void(bool)> then) override { then(true); }
    void openFile(const ui::FileQuestion &, std::function<void(const QString &)> then) override
    {
        then(m_path);
    }
    void saveFile(const ui::FileQuestion &, std::function<void(const QString &)> then) override
    {
        then(m_path);
    }

private:
    QString &m_path;
};

struct TeamWindow
{
    FakeTeam team;
    QString path; ///< what is chosen where a file is asked for; empty: turned back
    SettingsDesk desk;
    Shell shell;
    ui::TeamPage *page = nullptr;

    explicit TeamWindow(ui::Mode mode = ui::Mode::Dark) : shell(dressed(mode))
    {
        page = new ui::TeamPage(
            team, [this] { return shell.at; }, std::make_unique<ReadyFiles>(path));
        shell.window.addPage(page);
        auto *band = new ui::BootstrapBand(&shell.window);
        shell.window.setBand(band);
        QObject::connect(&team, &views::TeamDesk::statusChanged, &shell.window, [this, band] {
            shell.window.topBar().setSyncState(
                views::linkChip(team.status(), shell.at, QTimeZone("Europe/Berlin")));
            band->present(team.status());
        });
    }
    void turn(views::LinkState state)
    {
        views::LinkStatus next = team.link;
        next.state = state;
        team.turn(next);
    }
    void front() { shell.window.showPage(QStringLiteral("team")); }
    /// The desk, once the window is to look like that.
    SettingsDesk &dressed(ui::Mode mode)
    {
        ui::setLocalZone(QTimeZone("Europe/Berlin"));
        ui::applyTheme(*qApp, mode);
        desk.settings.insert(QStringLiteral("preferences"), ui::writePreferences({mode, true, true}));
        return desk;
    }
    template <typename T> T *part(const QString &name) const { return shell.part<T>(name); }
    QString label(const QString &name) const { return shell.part<QLabel>(name)->text(); }
};

/// A desk of somebody, as the team's page lists it.
inline views::TeamDevice deskOf(const QString &person, const QString &role, const QString &machine,
                                Instant at)
{
    views::TeamDevice device;
    device.device = DeviceId::random(at);
    device.person = PersonId::random(at);
    device.personName = person;
    device.role = role;
    device.name = machine;
    device.lastWrote = at - std::chrono::minutes(7);
    device.entries = 1'204;
    return device;
}

} // namespace muster::test
