// SPDX-License-Identifier: GPL-3.0-or-later
// The window's frame: rail, top bar, running incidents, the quiet bar, one page, and what lies over them
// (palette, cheat sheet, key editor, toast). Owns the command registry. Pages come by addPage; the frame
// never looks inside. Window thread; owned by app.
#pragma once

#include "ui/actions/actionregistry.h"
#include "ui/shell/windowplace.h"

#include <QDBusConnection>
#include <QMainWindow>
#include <QPointer>
#include <QTimeZone>

#include <vector>

class QStackedWidget;
class QVBoxLayout;

namespace muster::views {
class Desk;
}

namespace muster::ui {

class CheatSheet;
class CommandPalette;
class IncidentStrip;
class KeyEditor;
class NoticeBar;
class Notifier;
class Page;
class Rail;
class SearchPanel;
class StatusLine;
class Ticker;
class Toast;
class TopBar;
enum class NoticeLevel : quint8;

class MainWindow final : public QMainWindow
{
    Q_OBJECT
public:
    /// `desk` and `ticker` live longer than the window; `zone` is what "local time" means here.
    MainWindow(views::Desk &desk, Ticker &ticker, const QTimeZone &zone, const QDBusConnection &bus,
               QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Takes the page over, lets it register its commands, and gives it a place in the rail and a key
    /// (Ctrl+1, …).
    void addPage(Page *page);
    void showPage(const QString &key); ///< nothing where unknown
    Page *currentPage() const;
    /// The page in front takes the focus, also while it is still loading; never a button of the frame.
    void focusPage();
    Page *page(const QString &key) const; ///< null where unknown

    /// After all pages are added and before show(): theme, keys, place, page and layouts of the last time.
    void restore();

    /// A page that stands before everything else, as at the first start; taken over, deleted by uncover().
    /// Notices show above it; one that rests after its answers were given wakes up with an error, which goes
    /// away with it. The title names it.
    void cover(QWidget *widget);
    void uncover();
    bool isCovered() const;

    /// Stands above the top bar from now on; taken over.
    void setBand(QWidget *band);
    void setPrimaryCommand(const QString &actionId);
    /// The red button beside it, with a short text of its own.
    void setAlarmCommand(const QString &actionId, const QString &text);
    void setStatus(const QString &text);
    /// `actionId` names the next step, may be empty.
    void post(NoticeLevel level, const QString &sentence, const QString &actionId = {});

    ActionRegistry &registry() { return m_registry; }
    CommandPalette &commandPalette() { return *m_palette; }
    IncidentStrip &incidents() { return *m_incidents; }
    NoticeBar &notices() { return *m_notices; }
    Notifier &notifier() { return *m_notifier; }
    SearchPanel &search() { return *m_search; }
    Toast &toast() { return *m_toast; }
    TopBar &topBar() { return *m_top; }
    const Preferences &preferences() const { return m_preferences; }

protected:
    void closeEvent(QCloseEvent *event) override;
    void moveEvent(QMoveEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void build(const QTimeZone &zone);
    void connectParts();
    void registerCommands();
    void registerPageCommand(const Page &page);
    void fillMenu();
    void onTick(Instant now);
    void onClockJump(Millis by);
    void setPreferences(const Preferences &next);
    void showKeys();
    void showTitle();
    /// Where a page hides what had the focus, Qt would pass it to a button of the frame; it goes back to the
    /// page.
    void keepFocusInPage(QWidget *before, const QWidget *now);
    void notePlace();
    void savePlace();
    void saveLayouts();
    void keep(const QString &key, const QByteArray &value);

    views::Desk &m_desk;
    Ticker &m_ticker;
    ActionRegistry m_registry;
    Preferences m_preferences;
    QRect m_normal; ///< geometry when neither maximised nor full screen
    bool m_placeChanged = false;
    std::vector<Page *> m_pages;

    Notifier *m_notifier = nullptr;
    QStackedWidget *m_cover = nullptr; ///< the frame, or what covers it
    QStackedWidget *m_stack = nullptr; ///< the pages
    QVBoxLayout *m_column = nullptr;   ///< top bar, incidents, notices, page, status
    QPointer<QWidget> m_covering;
    Rail *m_rail = nullptr;
    TopBar *m_top = nullptr;
    IncidentStrip *m_incidents = nullptr;
    NoticeBar *m_notices = nullptr;
    StatusLine *m_status = nullptr;
    Toast *m_toast = nullptr;
    CommandPalette *m_palette = nullptr;
    SearchPanel *m_search = nullptr;
    CheatSheet *m_cheatSheet = nullptr;
    KeyEditor *m_keyEditor = nullptr;
};

} // namespace muster::ui
