// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/playbookpanel.h"

#include "ui/theme/theme.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/tonelabel.h"

#include <QCheckBox>
#include <QKeyEvent>
#include <QToolButton>

#include <algorithm>

namespace muster::ui {

using namespace Qt::StringLiterals;
using Place = ticket::StepState::Place;

struct PlaybookPanel::Row
{
    QCheckBox *box;
    ToneLabel *words, *about;
    IconLabel *icon;
    QToolButton *act;
};

namespace {

QString iconOf(Place place)
{
    switch (place) {
    case Place::Waiting:
        return u"paused"_s;
    case Place::Open:
        return u"clock"_s;
    case Place::Overdue:
        return u"breached"_s;
    case Place::Done:
        return u"met"_s;
    case Place::Ended:
        break;
    }
    return u"closed"_s;
}

Ink inkOf(Place place)
{
    return place == Place::Overdue ? Ink::Red : place == Place::Done ? Ink::Green : Ink::Dim;
}

ToneLabel::Tone toneOf(Place place)
{
    return place == Place::Overdue ? ToneLabel::Tone::Red : ToneLabel::Tone::Dim;
}

bool isToDo(const views::StepLine &line)
{
    return line.place == Place::Open || line.place == Place::Overdue;
}

bool haveSameSteps(const std::vector<views::StepLine> &one, const std::vector<views::StepLine> &other)
{
    return std::ranges::equal(one, other, {}, &views::StepLine::key, &views::StepLine::key);
}

} // namespace

PlaybookPanel::PlaybookPanel(QWidget *parent) : QScrollArea(parent)
{
    setObjectName(u"ticket.playbook"_s);
    setAccessibleName(tr("Playbook"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    build();
}

PlaybookPanel::~PlaybookPanel() = default;

void PlaybookPanel::present(std::vector<views::StepLine> lines)
{
    if (lines == m_lines)
        return;
    const bool isSame = !lines.empty() && haveSameSteps(lines, m_lines);
    m_lines = std::move(lines);
    if (!isSame)
        return build();
    for (size_t i = 0; i < m_lines.size(); ++i)
        show(m_rows[i], m_lines[i]);
}

void PlaybookPanel::build()
{
    const bool hadFocus = isAncestorOf(window()->focusWidget());
    m_rows.clear();
    auto *list = new QWidget;
    auto *column = columnLayout(list, Theme::gap, Theme::gap / 2);
    for (const views::StepLine &line : m_lines)
        buildRow(*column, line);
    if (m_lines.empty()) {
        auto *none =
            makeDimLabel(tr("The policy has no playbook for this priority."), TextKind::Normal, list);
        none->setObjectName(u"ticket.playbook.none"_s);
        column->addWidget(none);
    }
    column->addStretch(1);
    setWidget(list); // takes what was there away
    if (hadFocus)
        takeFocus();
}

void PlaybookPanel::buildRow(QVBoxLayout &column, const views::StepLine &line)
{
    QWidget *list = column.parentWidget();
    Row row{new QCheckBox(list), new ToneLabel(ToneLabel::Tone::Text, ToneLabel::Face::Ui, list),
            new ToneLabel(ToneLabel::Tone::Dim, ToneLabel::Face::Small, list),
            new IconLabel(u"clock"_s, 14, Ink::Dim, list),
            makeIconButton(u"chevron-right"_s, tr("Do it: %1 (→)").arg(line.words),
                           u"ticket.do."_s + line.key, list)};
    row.box->setObjectName(u"ticket.step."_s + line.key);
    row.box->installEventFilter(this);
    row.words->setWordWrap(true);
    row.about->setObjectName(u"ticket.about."_s + line.key);
    row.about->setWordWrap(true);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(Theme::gap);
    grid->setVerticalSpacing(0);
    grid->addWidget(row.box, 0, 0, Qt::AlignTop);
    grid->addWidget(row.words, 0, 1, 1, 2);
    grid->addWidget(row.icon, 1, 1, Qt::AlignTop);
    grid->addWidget(row.about, 1, 2);
    grid->addWidget(row.act, 0, 3, 2, 1, Qt::AlignTop);
    grid->setColumnStretch(2, 1);
    column.addLayout(grid);
    connect(row.box, &QCheckBox::clicked, this, [this, box = row.box, key = line.key](bool done) {
        box->setChecked(!done); // the desk says what it is; until then it stays
        emit tickWanted(key, done);
    });
    connect(row.act, &QToolButton::clicked, this, [this, key = line.key] { emit doWanted(key); });
    show(row, line);
    m_rows.push_back(row);
}

void PlaybookPanel::show(const Row &row, const views::StepLine &line)
{
    row.box->setChecked(line.isTicked);
    row.box->setAccessibleName(line.words + u". "_s + line.about);
    row.words->setText(line.words);
    row.words->setTone(isToDo(line) ? ToneLabel::Tone::Text : ToneLabel::Tone::Dim);
    row.about->setText(line.about);
    row.about->setTone(toneOf(line.place));
    row.about->setVisible(!line.about.isEmpty());
    row.icon->setIcon(iconOf(line.place), inkOf(line.place));
    row.icon->setVisible(!line.about.isEmpty());
    row.act->setVisible(line.canBeDone);
}

void PlaybookPanel::takeFocus()
{
    const auto first = std::ranges::find_if(m_lines, &isToDo);
    const size_t row = first == m_lines.end() ? 0 : size_t(first - m_lines.begin());
    if (row >= m_rows.size())
        return setFocus(Qt::OtherFocusReason);
    m_rows[row].box->setFocus(Qt::TabFocusReason); // with its ring: it was a key that led here
    // Once it has its place.
    QMetaObject::invokeMethod(
        this,
        [this, row] {
            if (row < m_rows.size())
                ensureWidgetVisible(m_rows[row].about);
        },
        Qt::QueuedConnection);
}

void PlaybookPanel::focusInEvent(QFocusEvent *event)
{
    QScrollArea::focusInEvent(event);
    if (!m_rows.empty())
        takeFocus();
}

void PlaybookPanel::moveFrom(const QObject *box, int by)
{
    const auto at = std::ranges::find(m_rows, box, &Row::box);
    const auto row = (at - m_rows.begin()) + by;
    if (row < 0 || size_t(row) >= m_rows.size())
        return;
    m_rows[size_t(row)].box->setFocus(Qt::TabFocusReason);
    ensureWidgetVisible(m_rows[size_t(row)].about);
}

bool PlaybookPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QScrollArea::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Up:
        moveFrom(watched, -1);
        return true;
    case Qt::Key_Down:
        moveFrom(watched, 1);
        return true;
    case Qt::Key_Right: {
        const auto row = std::ranges::find(m_rows, watched, &Row::box);
        if (row != m_rows.end() && m_lines[size_t(row - m_rows.begin())].canBeDone)
            row->act->click();
        return true;
    }
    default:
        return QScrollArea::eventFilter(watched, event);
    }
}

} // namespace muster::ui
