// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/topbar.h"

#include "ui/theme/theme.h"
#include "ui/widgets/avatarrow.h"
#include "ui/widgets/chiplabel.h"
#include "ui/widgets/clocklabel.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/searchfield.h"

#include <QAction>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace muster::ui {
namespace {
constexpr int kHigh = 52;
constexpr int kSyncWide = 280; ///< of the chip: a longer reason is cut, and whole in its tool tip
constexpr int kSyncLeast = 96; ///< of it in a window that is too narrow for all
constexpr int kSearchLeast = 150;
} // namespace

TopBar::TopBar(const QTimeZone &zone, QWidget *parent) : QWidget(parent)
{
    setObjectName(u"topBar"_s);
    setFixedHeight(kHigh);
    auto *row = rowLayout(this, 12);
    row->setContentsMargins(16, 0, 12, 0);
    m_title = makeLabel({}, TextKind::Title, this);
    m_title->setObjectName(u"pageTitle"_s);
    m_title->setWordWrap(false);
    m_search = new SearchField(tr("Search tickets"), 150, this);
    m_search->setObjectName(u"shellSearch"_s);
    m_search->setMinimumWidth(kSearchLeast);
    m_search->setMaximumWidth(420);
    m_here = new AvatarRow(this);
    m_here->setObjectName(u"topHere"_s);
    m_sync = new ChipLabel({}, u"grey"_s, {}, this);
    m_sync->setObjectName(u"syncState"_s);
    m_sync->setMaximumWidth(kSyncWide);
    m_clock = new ClockLabel(zone, this);
    m_clock->setObjectName(u"clock"_s);
    m_primary = makeButton({}, ButtonKind::Primary, u"primaryButton"_s, this);
    m_primary->hide();
    m_alarm = makeButton({}, ButtonKind::Danger, u"alarmButton"_s, this);
    m_alarm->hide();
    m_settings = makeIconButton(u"settings"_s, tr("Settings"), u"settingsButton"_s, this);
    m_menu = new QMenu(m_settings);
    m_settings->setMenu(m_menu);
    m_settings->setPopupMode(QToolButton::InstantPopup);
    row->addWidget(m_title);
    row->addStretch(1);
    row->addWidget(m_search, 2);
    row->addWidget(m_here);
    row->addWidget(m_sync);
    row->addWidget(m_clock);
    row->addWidget(m_primary);
    row->addWidget(m_alarm);
    row->addWidget(m_settings);
    connect(m_primary, &QPushButton::clicked, this, [this] {
        if (m_primaryAction != nullptr)
            m_primaryAction->trigger();
    });
    setSyncState(views::linkChip({}, {}, zone));
}

void TopBar::setTitle(const QString &title)
{
    m_title->setText(title);
}

void TopBar::setSyncState(const views::LinkChip &chip)
{
    m_sync->setChip(chip.text, chip.badge, chip.icon);
    m_sync->setMinimumWidth(std::min(kSyncLeast, m_sync->sizeHint().width()));
    if (m_sync->toolTip() == chip.help)
        return;
    m_sync->setToolTip(chip.help);
    m_sync->setAccessibleDescription(chip.help);
}

void TopBar::setSyncAction(QAction *action)
{
    m_sync->setClickable(true);
    connect(m_sync, &ChipLabel::clicked, action, &QAction::trigger);
}

void TopBar::setHere(const QStringList &names)
{
    m_here->setNames(names);
}

void TopBar::setPrimary(QAction *action)
{
    if (m_primaryAction != nullptr)
        disconnect(m_primaryAction, nullptr, this, nullptr);
    m_primaryAction = action;
    m_primary->setVisible(action != nullptr);
    if (action == nullptr)
        return;
    const auto follow = [this] {
        m_primary->setText(QString(m_primaryAction->text()).remove(u'&'));
        m_primary->setToolTip(m_primaryAction->toolTip());
        m_primary->setEnabled(m_primaryAction->isEnabled());
        m_primary->setIcon(theme().icon(u"plus"_s, theme().accentText));
    };
    connect(action, &QAction::changed, this, follow);
    connect(action, &QObject::destroyed, this, [this] { m_primaryAction = nullptr; });
    follow();
}

void TopBar::setAlarm(QAction *action, const QString &text)
{
    m_alarm->setText(text);
    m_alarm->setAccessibleName(QString(action->text()).remove(u'&'));
    m_alarm->setToolTip(action->toolTip());
    connect(action, &QAction::changed, this, [this, action] { m_alarm->setToolTip(action->toolTip()); });
    connect(m_alarm, &QPushButton::clicked, action, &QAction::trigger);
    m_alarm->show();
}

void TopBar::openMenu()
{
    m_settings->showMenu();
}

void TopBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().window);
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme().line);
}

} // namespace muster::ui
