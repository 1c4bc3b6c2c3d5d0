// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/commandpalette.h"

#include "ui/actions/actionregistry.h"
#include "ui/shell/fuzzy.h"
#include "ui/shell/palettedelegate.h"
#include "ui/theme/theme.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/searchfield.h"

#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QPointer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {

constexpr int kMostFound = 8; ///< of each provider
constexpr int kMostRecent = 6;
constexpr int kRecentBonus = 200; ///< above every score where nothing is typed
constexpr int kPage = 8;

QString keysText(const QList<QKeySequence> &keys)
{
    return keys.isEmpty() ? QString() : keys.first().toString(QKeySequence::NativeText);
}

} // namespace

CommandPalette::CommandPalette(QWidget *window, ActionRegistry &registry)
    : Overlay(window, Place::Top, QSize(640, 460), tr("Command palette")), m_registry(registry)
{
    setObjectName(u"commandPalette"_s);
    m_field = new SearchField(tr("Type a command or a ticket"), 0, this);
    m_field->setObjectName(u"paletteField"_s);
    m_field->setClearButtonEnabled(false);
    m_field->installEventFilter(this);
    m_list = new QListView(this);
    m_list->setObjectName(u"paletteList"_s);
    m_list->setAccessibleName(tr("Commands and tickets"));
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_nothing = makeDimLabel(tr("Nothing has that name. Try fewer letters."), TextKind::Normal, this);
    m_nothing->setObjectName(u"paletteNothing"_s);
    m_nothing->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_nothing->setContentsMargins(0, 24, 0, 0);
    m_nothing->hide();
    column()->addWidget(m_field);
    column()->addWidget(m_list, 1);
    column()->addWidget(m_nothing, 1);
    connect(m_field, &SearchField::searchChanged, this, &CommandPalette::search);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex &index) { run(index.row()); });
}

void CommandPalette::addProvider(PaletteProvider *provider)
{
    m_providers.push_back(provider);
}

void CommandPalette::setRecent(const QStringList &ids)
{
    m_recent = ids.mid(0, kMostRecent);
}

QWidget *CommandPalette::prepare()
{
    m_field->clear();
    search({});
    return m_field;
}

void CommandPalette::search(const QString &text)
{
    const quint64 asked = ++m_asked;
    m_model.reset(m_providers.size() + 1);
    setFound(0, tr("Commands"), commands(text));
    if (text.trimmed().isEmpty())
        return;
    for (size_t i = 0; i < m_providers.size(); ++i) {
        m_providers[i]->find(text.trimmed(), kMostFound,
                             [this, palette = QPointer(this), asked, i](std::vector<PaletteItem> items) {
                                 if (palette && asked == m_asked && isOpen())
                                     setFound(i + 1, m_providers[i]->heading(), std::move(items));
                             });
    }
}

std::vector<PaletteItem> CommandPalette::commands(const QString &text)
{
    std::vector<PaletteItem> items;
    for (const ActionSpec &spec : m_registry.all()) {
        const QAction *action = m_registry.action(spec.id);
        if (action == nullptr || !action->isEnabled() || spec.id == u"window.palette"_s)
            continue;
        const QString title = QString(action->text()).remove(u'&');
        const auto byTitle = fuzzyMatch(text, title);
        const auto match = byTitle ? byTitle : fuzzyMatch(text, spec.group + u' ' + title);
        if (!match)
            continue;
        const auto place = m_recent.indexOf(spec.id);
        int score = match->score * 2 + (byTitle ? 1 : 0);
        score += place >= 0 ? (text.isEmpty() ? kRecentBonus - int(place) : 3) : 0;
        const auto run = [this, id = spec.id] {
            noteUse(id);
            m_registry.trigger(id);
        };
        items.push_back({title, spec.group, spec.icon, keysText(m_registry.keys(spec.id)), run, score,
                         byTitle ? byTitle->places : std::vector<qsizetype>()});
    }
    std::stable_sort(items.begin(), items.end(),
                     [](const PaletteItem &a, const PaletteItem &b) { return a.score > b.score; });
    return items;
}

void CommandPalette::setFound(size_t section, const QString &heading, std::vector<PaletteItem> items)
{
    // A late answer must not move the line that Enter is about to run.
    const int before = m_list->currentIndex().row();
    m_model.setSection(section, {heading, std::move(items)});
    m_nothing->setVisible(m_model.rowCount() == 0);
    m_list->setVisible(m_model.rowCount() > 0);
    if (before > 0 && section > 0 && m_model.itemAt(before) != nullptr)
        m_list->setCurrentIndex(m_model.index(before));
    else
        selectFirst();
}

void CommandPalette::selectFirst()
{
    const int first = m_model.firstItem();
    m_list->setCurrentIndex(first < 0 ? QModelIndex() : m_model.index(first));
    m_list->scrollToTop();
}

void CommandPalette::move(int rows)
{
    int row = m_list->currentIndex().row();
    const int direction = rows < 0 ? -1 : 1;
    int best = row;
    for (int left = std::abs(rows);
         left > 0 && row + direction >= 0 && row + direction < m_model.rowCount();) {
        row += direction;
        if (m_model.itemAt(row) != nullptr) {
            best = row;
            --left;
        }
    }
    m_list->setCurrentIndex(m_model.index(best));
    m_list->scrollTo(m_model.index(best == m_model.firstItem() ? 0 : best));
}

void CommandPalette::run(int row)
{
    const PaletteItem *item = m_model.itemAt(row);
    if (item == nullptr)
        return;
    const auto call = item->run;
    close(); // first, so that the command meets the focus where the person left it
    if (call)
        call();
}

void CommandPalette::noteUse(const QString &id)
{
    m_recent.removeAll(id);
    m_recent.prepend(id);
    m_recent = m_recent.mid(0, kMostRecent);
    emit recentChanged();
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_field || event->type() != QEvent::KeyPress)
        return Overlay::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Down:
        move(1);
        return true;
    case Qt::Key_Up:
        move(-1);
        return true;
    case Qt::Key_PageDown:
        move(kPage);
        return true;
    case Qt::Key_PageUp:
        move(-kPage);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        run(m_list->currentIndex().row());
        return true;
    case Qt::Key_Escape:
        close();
        return true;
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
        return true; // the field is the only stop
    default:
        return false;
    }
}

} // namespace muster::ui
