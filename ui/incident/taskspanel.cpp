// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/incident/taskspanel.h"

#include "models/views/casetext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/sectionheader.h"
#include "ui/widgets/tonelabel.h"

#include <QListWidget>
#include <QPushButton>
#include <QTimeZone>

namespace muster::ui {

using namespace Qt::StringLiterals;

TasksPanel::TasksPanel(QWidget *parent)
    : QWidget(parent), m_head(new SectionHeader(tr("Tasks"), this)), m_list(new QListWidget(this)),
      m_empty(new ToneLabel(tr("Nothing is to be done yet. /task adds something."), ToneLabel::Tone::Dim,
                            ToneLabel::Face::Small, this))
{
    setObjectName(u"incident.tasks"_s);
    auto *column = columnLayout(this, Theme::gap / 2);
    auto *add = makeButton(tr("Add"), ButtonKind::Quiet, u"incident.addTask"_s, this);
    add->setAccessibleName(tr("Add a task"));
    auto *board = makeButton(tr("All"), ButtonKind::Quiet, u"incident.work"_s, this);
    board->setAccessibleName(tr("Fix and track"));
    board->setToolTip(tr("Tasks, hotfixes, hypotheses and decisions (F)"));
    m_head->addButton(board);
    m_head->addButton(add);
    m_empty->setWordWrap(true);
    m_list->setObjectName(u"incident.taskList"_s);
    m_list->setAccessibleName(tr("Tasks"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setWordWrap(true);
    m_list->setSpacing(2);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(m_head);
    column->addWidget(m_empty);
    column->addWidget(m_list);
    m_list->hide();
    connect(add, &QPushButton::clicked, this, &TasksPanel::addWanted);
    connect(board, &QPushButton::clicked, this, &TasksPanel::boardWanted);
    connect(m_list, &QListWidget::itemChanged, this, &TasksPanel::onChanged);
}

void TasksPanel::clear()
{
    m_lines.clear();
    m_list->clear();
}

void TasksPanel::present(const RoomView &view)
{
    std::vector<incident::Task> tasks = view.incident().tasks;
    std::ranges::stable_sort(tasks, {}, [](const incident::Task &task) {
        return std::pair(task.doneAt.has_value(), task.due.value_or(kNever));
    });
    std::vector<Line> lines;
    for (const incident::Task &task : tasks) {
        QStringList parts{task.text};
        if (!task.owner.isNull())
            parts += u'@' + view.nameOf(task.owner);
        const bool late = !task.doneAt && task.due && *task.due < view.now;
        if (task.due && !task.doneAt)
            parts += (late ? tr("overdue since %1 UTC") : tr("by %1 UTC"))
                         .arg(views::clockTimeText(*task.due, view.now, QTimeZone::utc()));
        lines.push_back({task.id, parts.join(u" · "_s), task.doneAt.has_value(), late});
    }
    if (lines == m_lines && m_empty->isHidden() != lines.empty())
        return;
    m_lines = std::move(lines);
    const int row = m_list->currentRow();
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    for (const Line &line : m_lines) {
        auto *item = new QListWidgetItem(line.text, m_list);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(line.isDone ? Qt::Checked : Qt::Unchecked);
        QFont font = theme().ui;
        font.setStrikeOut(line.isDone);
        item->setFont(font);
    }
    colour();
    m_list->setCurrentRow(std::min(row, m_list->count() - 1));
    m_empty->setVisible(m_lines.empty());
    m_list->setVisible(!m_lines.empty());
    fit();
    const auto open = std::ranges::count(m_lines, false, &Line::isDone);
    m_head->setRemark(open > 0 ? tr("%1 open").arg(open) : QString());
}

void TasksPanel::colour()
{
    const QSignalBlocker quiet(m_list);
    for (int row = 0; row < m_list->count(); ++row) {
        const Line &line = m_lines[size_t(row)];
        m_list->item(row)->setForeground(line.isDone   ? theme().dim
                                         : line.isLate ? theme().red
                                                       : theme().text);
    }
}

void TasksPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colour();
}

/// As high as its lines: the column around it scrolls.
void TasksPanel::fit()
{
    // Where the lines are laid out, wrapped to the width that there is: a size hint knows nothing of that.
    const QListWidgetItem *last = m_list->item(m_list->count() - 1);
    const int height =
        (last ? m_list->visualItemRect(last).bottom() - m_list->visualItemRect(m_list->item(0)).top() : 0) +
        2 * m_list->frameWidth() + Theme::gap;
    m_list->setFixedHeight(height);
}

void TasksPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

void TasksPanel::onChanged(QListWidgetItem *item)
{
    const int row = m_list->row(item);
    if (row >= 0 && size_t(row) < m_lines.size())
        emit doneWanted(m_lines[size_t(row)].task, item->checkState() == Qt::Checked);
}

} // namespace muster::ui
