// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/incident/timelinefilterbar.h"

#include "ui/theme/theme.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/tonelabel.h"

#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>

namespace muster::ui {

using namespace Qt::StringLiterals;
using incident::EntryKind;

namespace {

/// What the box offers, before the kinds.
enum Shown
{
    Everything,
    ByPeople,
    Pinned,
    FirstKind
};

} // namespace

TimelineFilterBar::TimelineFilterBar(views::TimelineModel &lines, QWidget *parent)
    : QWidget(parent), m_lines(lines), m_words(new QLineEdit(this)), m_shown(new QComboBox(this)),
      m_count(new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Small, this))
{
    auto *row = rowLayout(this, Theme::gap, Theme::gap);
    m_words->setObjectName(u"incident.search"_s);
    m_words->setPlaceholderText(tr("Find in the timeline"));
    m_words->setAccessibleName(tr("Find in the timeline"));
    m_words->setClearButtonEnabled(true);
    m_words->setMaxLength(200);
    m_shown->setObjectName(u"incident.shown"_s);
    m_shown->setAccessibleName(tr("What is shown"));
    m_shown->addItem(tr("Everything"));
    m_shown->addItem(tr("What people wrote"));
    m_shown->addItem(tr("Pinned"));
    for (int kind = 0; kind <= int(EntryKind::Milestone); ++kind)
        m_shown->addItem(views::kindTitle(EntryKind(kind)));
    m_count->setObjectName(u"incident.shownCount"_s);
    row->addWidget(m_words, 1);
    row->addWidget(m_count);
    row->addWidget(m_shown);
    m_words->installEventFilter(this);
    m_shown->installEventFilter(this);
    connect(m_words, &QLineEdit::textChanged, this, &TimelineFilterBar::apply);
    connect(m_shown, &QComboBox::currentIndexChanged, this, &TimelineFilterBar::apply);
    connect(&m_lines, &QAbstractItemModel::modelReset, this, &TimelineFilterBar::count);
    connect(&m_lines, &QAbstractItemModel::rowsInserted, this, &TimelineFilterBar::count);
    connect(&m_lines, &QAbstractItemModel::rowsRemoved, this, &TimelineFilterBar::count);
}

void TimelineFilterBar::takeFocus()
{
    m_words->setFocus(Qt::ShortcutFocusReason);
}

void TimelineFilterBar::clear()
{
    m_words->clear();
    m_shown->setCurrentIndex(Everything);
}

bool TimelineFilterBar::isNarrow() const
{
    return m_lines.filter() != views::TimelineFilter();
}

void TimelineFilterBar::apply()
{
    views::TimelineFilter filter;
    filter.words = m_words->text().simplified();
    const int shown = m_shown->currentIndex();
    filter.withoutAutomatic = shown == ByPeople;
    filter.onlyPinned = shown == Pinned;
    if (shown >= FirstKind)
        filter.kinds = {EntryKind(shown - FirstKind)};
    m_lines.setFilter(filter);
    count();
}

void TimelineFilterBar::count()
{
    m_count->setText(isNarrow() ? tr("%1 of %2").arg(m_lines.rowCount()).arg(m_lines.totalCount())
                                : QString());
}

/// Esc shows everything again, then leaves.
bool TimelineFilterBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress || static_cast<QKeyEvent *>(event)->key() != Qt::Key_Escape)
        return QWidget::eventFilter(watched, event);
    if (isNarrow())
        clear();
    else
        emit left();
    return true;
}

} // namespace muster::ui
