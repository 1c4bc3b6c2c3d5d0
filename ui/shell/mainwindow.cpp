// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/mainwindow.h"

#include "models/views/desk.h"
#include "ui/shell/cheatsheet.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/incidentstrip.h"
#include "ui/shell/keyeditor.h"
#include "ui/shell/notifier.h"
#include "ui/shell/rail.h"
#include "ui/shell/searchpanel.h"
#include "ui/shell/statusline.h"
#include "ui/shell/ticker.h"
#include "ui/shell/topbar.h"
#include "ui/widgets/clocklabel.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/page.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/toast.h"

#include <QApplication>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

const QString kCoverNotice = u"cover"_s; ///< what went wrong with the answers of what covers the frame

/// Holds what stands before the frame. No command answers to a key from inside of it.
class Cover final : public QWidget
{
public:
    using QWidget::QWidget;

protected:
    bool event(QEvent *event) override
    {
        if (event->type() == QEvent::ShortcutOverride) {
            event->accept();
            return true;
        }
        return QWidget::event(event);
    }
};

} // namespace

MainWindow::MainWindow(views::Desk &desk, Ticker &ticker, const QTimeZone &zone, const QDBusConnection &bus,
                       QWidget *parent)
    : QMainWindow(parent), m_desk(desk), m_ticker(ticker), m_notifier(new Notifier(bus, this))
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(u"Muster"_s);
    setMinimumSize(1100, 680);
    resize(1280, 800);
    build(zone);
    registerCommands();
    fillMenu();
    connectParts();
}

MainWindow::~MainWindow()
{
    disconnect(qApp, nullptr, this, nullptr); // the focus moves once more while the window is taken down
}

void MainWindow::build(const QTimeZone &zone)
{
    auto *frame = new QWidget(this);
    auto *across = rowLayout(frame, 0);
    m_rail = new Rail(frame);
    auto *right = new QWidget(frame);
    m_column = columnLayout(right, 0);
    m_top = new TopBar(zone, right);
    m_incidents = new IncidentStrip(right);
    m_notices = new NoticeBar(right);
    m_stack = new QStackedWidget(right);
    m_status = new StatusLine(right);
    m_column->addWidget(m_top);
    m_column->addWidget(m_incidents);
    m_column->addWidget(m_notices);
    m_column->addWidget(m_stack, 1);
    m_column->addWidget(m_status);
    across->addWidget(m_rail);
    across->addWidget(right, 1);
    m_cover = new QStackedWidget(this);
    m_cover->addWidget(frame);
    setCentralWidget(m_cover);

    m_search = new SearchPanel(m_desk, m_top->search(), this);
    m_toast = new Toast(this);
    m_palette = new CommandPalette(this, m_registry);
    m_cheatSheet = new CheatSheet(this, m_registry);
    m_keyEditor = new KeyEditor(this, m_registry);
}

void MainWindow::connectParts()
{
    connect(m_rail, &Rail::chosen, this, &MainWindow::showPage);
    connect(qApp, &QApplication::focusChanged, this, &MainWindow::keepFocusInPage);
    connect(&m_ticker, &Ticker::ticked, this, &MainWindow::onTick);
    connect(&m_ticker, &Ticker::clockJumped, this, &MainWindow::onClockJump);
    connect(&m_desk, &views::Desk::trouble, this,
            [this](const QString &sentence) { post(NoticeLevel::Error, sentence); });
    connect(&m_registry, &ActionRegistry::chordBegun, this, [this](const QString &hint) {
        if (hint.isEmpty())
            showKeys();
        else
            m_status->setHint(hint, Ink::Amber);
    });
    connect(&m_registry, &ActionRegistry::keysChanged, this, [this] {
        keep(u"keys"_s, m_registry.saveKeys());
        showKeys();
    });
    connect(m_palette, &CommandPalette::recentChanged, this,
            [this] { keep(u"palette"_s, m_palette->recent().join(u'\n').toUtf8()); });
    m_top->clock().setNow(m_ticker.now());
    showKeys();
}

void MainWindow::setBand(QWidget *band)
{
    m_column->insertWidget(0, band);
}

void MainWindow::addPage(Page *page)
{
    m_pages.push_back(page);
    m_stack->addWidget(page);
    m_rail->addPage(page->pageKey(), page->pageTitle(), page->pageIcon());
    registerPageCommand(*page);
    page->registerActions(m_registry);
    connect(page, &Page::notice, this, [this](const QString &sentence, const QString &actionId) {
        post(NoticeLevel::Warning, sentence, actionId);
    });
    connect(page, &Page::badgeChanged, this,
            [this, page](int count, bool urgent) { m_rail->setBadge(page->pageKey(), count, urgent); });
    connect(page, &Page::raiseWanted, this, [this, page] { showPage(page->pageKey()); });
    showKeys();
    if (m_pages.size() == 1)
        showPage(page->pageKey());
}

Page *MainWindow::page(const QString &key) const
{
    for (Page *candidate : m_pages) {
        if (candidate->pageKey() == key)
            return candidate;
    }
    return nullptr;
}

Page *MainWindow::currentPage() const
{
    return qobject_cast<Page *>(m_stack->currentWidget());
}

void MainWindow::showPage(const QString &key)
{
    Page *wanted = page(key);
    if (wanted == nullptr)
        return;
    const bool changes = wanted != m_stack->currentWidget();
    m_stack->setCurrentWidget(wanted);
    m_rail->setCurrent(key);
    m_top->setTitle(wanted->pageTitle());
    showTitle();
    focusPage();
    m_placeChanged = m_placeChanged || changes;
}

void MainWindow::focusPage()
{
    Page *front = currentPage();
    if (isCovered() || front == nullptr)
        return;
    front->takeFocus();
    if (const QWidget *focused = focusWidget(); focused == nullptr || !front->isAncestorOf(focused))
        front->setFocus(); // it is still loading
}

void MainWindow::showTitle()
{
    const QString title = isCovered() && m_covering  ? m_covering->accessibleName()
                          : currentPage() != nullptr ? currentPage()->pageTitle()
                                                     : QString();
    setWindowTitle(title.isEmpty() ? u"Muster"_s : tr("%1 – Muster").arg(title));
}

void MainWindow::cover(QWidget *widget)
{
    uncover();
    auto *holder = new Cover(m_cover);
    auto *column = columnLayout(holder, 0);
    column->addWidget(m_notices); // what goes wrong now must be seen too
    column->addWidget(widget, 1);
    m_cover->addWidget(holder);
    m_cover->setCurrentWidget(holder);
    m_covering = widget;
    showTitle();
    widget->setFocus();
}

void MainWindow::uncover()
{
    if (!isCovered())
        return;
    QWidget *holder = m_cover->currentWidget();
    m_column->insertWidget(m_column->indexOf(m_stack), m_notices);
    m_cover->setCurrentIndex(0);
    m_cover->removeWidget(holder);
    holder->deleteLater();
    m_notices->withdraw(kCoverNotice);
    showTitle();
    focusPage();
}

bool MainWindow::isCovered() const
{
    return m_cover->currentIndex() > 0;
}

void MainWindow::keepFocusInPage(QWidget *before, const QWidget *now)
{
    const Page *front = currentPage();
    if (isCovered() || front == nullptr || before == nullptr || now == nullptr || now->window() != this ||
        !front->isAncestorOf(before) || front->isAncestorOf(now))
        return;
    // Qt hands the focus on before the widget is hidden: look again when that is done.
    // Where the focus went on since, something was opened that is to have it.
    const auto look = [this, gone = QPointer<QWidget>(before), went = QPointer<const QWidget>(now)] {
        const QWidget *left = gone.data(), *shown = went.data();
        const QWidget *focused = QApplication::focusWidget();
        const bool wentAway = left == nullptr || !left->isVisible() || !left->isEnabled();
        Page *page = currentPage();
        const bool isThere = shown == nullptr || shown == focused || !shown->isVisible();
        if (wentAway && isThere && !isCovered() && page != nullptr && focused != nullptr &&
            focused->window() == this && !page->isAncestorOf(focused))
            page->takeFocus();
    };
    QMetaObject::invokeMethod(this, look, Qt::QueuedConnection);
}

void MainWindow::setPrimaryCommand(const QString &actionId)
{
    m_top->setPrimary(m_registry.action(actionId));
}

void MainWindow::setAlarmCommand(const QString &actionId, const QString &text)
{
    m_top->setAlarm(m_registry.action(actionId), text);
}

void MainWindow::setStatus(const QString &text)
{
    m_status->setStatus(text);
}

void MainWindow::post(NoticeLevel level, const QString &sentence, const QString &actionId)
{
    QWidget *covering = m_covering.data();
    QString key;
    if (level == NoticeLevel::Error && covering != nullptr && !covering->isEnabled()) {
        key = kCoverNotice;
        covering->setEnabled(true); // its answers were not taken
        covering->setFocus();
    }
    const QAction *step = m_registry.action(actionId);
    m_notices->post({level, sentence, step != nullptr ? QString(step->text()).remove(u'&') : QString(),
                     [this, actionId] { m_registry.trigger(actionId); }, key});
}

void MainWindow::onTick(Instant now)
{
    m_top->clock().setNow(now);
    m_notifier->flush();
    if (m_placeChanged) {
        savePlace();
        saveLayouts();
    }
}

void MainWindow::showKeys()
{
    const auto key = [this](const QString &id) {
        const QList<QKeySequence> keys = m_registry.keys(id);
        return keys.isEmpty() ? QString() : keys.first().toString(QKeySequence::NativeText);
    };
    for (const Page *each : m_pages) {
        const QAction *action = m_registry.action(u"page."_s + each->pageKey());
        m_rail->setKeysHint(each->pageKey(), action->toolTip());
    }
    const QString searchKey = key(u"window.search"_s);
    m_top->search().setPlaceholderText(searchKey.isEmpty() ? tr("Search tickets")
                                                           : tr("Search tickets (%1)").arg(searchKey));
    QStringList hints;
    if (const QString keys = key(u"window.palette"_s); !keys.isEmpty())
        hints.append(tr("%1 commands").arg(keys));
    if (const QString keys = key(u"window.cheat_sheet"_s); !keys.isEmpty())
        hints.append(tr("%1 keys").arg(keys));
    m_status->setHint(hints.join(u" · "_s));
}

} // namespace muster::ui
